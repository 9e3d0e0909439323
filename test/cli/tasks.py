#!/usr/bin/python3
"""Tasks from the command line: for a role or a person, due, overdue and done."""

import json

from marlow import saved, unchanged, undo
from tap import case, main


def rows(t, s, *arguments, status=0, who=()):
    return json.loads(t.run("--school", s, *who, "tasks", "list", *arguments, "--format", "json", status=status).out)


def added(t, s, *arguments):
    said, act = saved(t, s, "tasks", "add", *arguments)
    t.match(r"\Atask \d+\n\Z", said)
    return said.split()[1], act


@case("a task for a role is on the list of whoever holds it, and of nobody else")
def _(t):
    s = t.demo()
    task, _ = added(t, s, "Ring Grace Okafor back", "--role", "office", "--pupil", "1161")
    line = rows(t, s)[0]
    t.equal(list(line), ["task", "kind", "due", "time", "state", "text", "pupil", "name", "for", "about", "mine", "done", "outcome"])
    t.equal((line["task"], line["text"], line["state"], line["due"], line["mine"]), (int(task), "Ring Grace Okafor back", "open", "2026-11-20", True))
    t.match("Bracewell", line["name"])
    added(t, s, "See the governors", "--role", "head")
    t.equal([row["text"] for row in rows(t, s, who=["--as", "gareth"])], ["See the governors"])


@case("a task is done with what came of it, and undone again")
def _(t):
    s = t.demo()
    task, _ = added(t, s, "Ring back", "--for", "priya")
    _, act = saved(t, s, "tasks", "done", task, "rang at 10:05: all well")
    t.equal(rows(t, s), [])
    t.equal([(row["state"], row["outcome"]) for row in rows(t, s, "--done")], [("done", "rang at 10:05: all well")])
    undo(t, s, act)
    t.equal([row["state"] for row in rows(t, s)], ["open"])


@case("an overdue one ends the list with 1")
def _(t):
    s = t.demo()
    added(t, s, "Ring back", "--role", "office", "--at", "09:30")
    t.equal(rows(t, s)[0]["time"], "09:30")
    t.run("--school", s, "clock", "2026-11-20T09:45")
    t.equal([row["state"] for row in rows(t, s, status=1)], ["overdue"])


@case("of two who do one task at once the second is told who was first")
def _(t):
    s = t.demo()
    task, _ = added(t, s, "Ring back", "--role", "office")
    both = [t.start("--school", s, "tasks", "done", task, f"by {i}") for i in (1, 2)]
    said = sorted((p.communicate()[1].decode(), p.returncode) for p in both)
    t.equal([status for _, status in said], [0, 4])
    t.has(said[1][0], "Priya Nair")
    t.run("--school", s, "verify")


REFUSED = [
    ("for nobody", ["add", "x"], 2, "For whom?"),
    ("for a role and a person", ["add", "x", "--role", "dsl", "--for", "priya"], 2, "For whom?"),
    ("for a role that there is not", ["add", "x", "--role", "caretaker"], 2, 'There is no role "caretaker"'),
    ("for a person who is not here", ["add", "x", "--for", "nobody"], (2, 4), "nobody"),
    ("a text of two lines", ["add", "x\ny", "--role", "dsl"], 2, ""),
    ("done, and no number", ["done", "x"], 2, "is not the number of a task"),
    ("done, and not there", ["done", "99"], 4, ""),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    unchanged(t, t.demo(), "tasks", *arguments, status=status, said=said)


main()
