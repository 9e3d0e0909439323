#!/usr/bin/python3
"""The review, stages, returns, targets and praise from the command line: what the screens do, for scripts."""

import json

from marlow import saved, unchanged, undo
from tap import case, main


def listed(t, s, *arguments, who=()):
    return json.loads(t.run("--school", s, *who, "review", "list", *arguments, "--format", "json").out)


def of(rows, number):
    return [row for row in rows if row["admission_number"] == number][0]


def waiting(t, s):
    """Somebody whom nobody has looked at, with an action of the policy that is due."""
    return [row["admission_number"] for row in listed(t, s) if not row["looked_at"] and row["due"]][0]


@case("a decision without words is the one that the policy proposes, and its actions are tasks")
def _(t):
    s = t.demo()
    number = waiting(t, s)
    due = of(listed(t, s), number)["due"]
    said, act = saved(t, s, "review", "log", number)
    t.has(said, due[0])
    row = of(listed(t, s), number)
    t.equal(bool(row["looked_at"]), True)
    t.has(row["decision"], due[0])
    t.equal(row["due"], None)
    tasks = json.loads(t.run("--school", s, "tasks", "list", "--everybody", "--format", "json", status=(0, 1)).out)
    t.equal(bool(any(due[0] in task["text"] for task in tasks)), True)
    undo(t, s, act)
    row = of(listed(t, s), number)
    t.equal((row["looked_at"], row["due"]), (False, due))
    t.run("--school", s, "verify")


@case("a decision in words, what was agreed, and by when")
def _(t):
    s = t.demo()
    number = waiting(t, s)
    saved(t, s, "review", "log", number, "Rang the mother: back on Monday", "--next", "Look at Monday's register", "--next-on", "2026-11-23", "--no-tasks")
    row = of(listed(t, s), number)
    t.equal((row["decision"], row["looked_at"]), ("Rang the mother: back on Monday", True))
    t.equal(bool(row["due"]), True)


@case("a review is closed once those whom nobody looked at are counted")
def _(t):
    s = t.demo()
    saved(t, s, "review", "log", waiting(t, s))
    left = sum(not row["looked_at"] for row in listed(t, s))
    unchanged(t, s, "review", "close", status=4, said=f"--yes {left}")
    unchanged(t, s, "review", "close", "--yes", str(left + 1), status=4, said=f"--yes {left}")
    saved(t, s, "review", "close", "--yes", str(left))
    t.equal([row for row in listed(t, s) if row["looked_at"]], [])


@case("a teacher reviews nobody, sets no stage and no target")
def _(t):
    s = t.demo()
    number = waiting(t, s)
    for command in (["review", "log", number], ["stage", number, "support", "--reason", "x"], ["target", "set", "attendance", "96"],
                    ["returns", "add", number, "attendance", "x"], ["league", "codes", "C1"]):
        unchanged(t, s, "--as", "huw", *command, status=4, said="may not")


@case("a stage that a person sets stands until it is ended")
def _(t):
    s = t.demo()
    unchanged(t, s, "stage", "1161", status=2, said="Which stage?")
    unchanged(t, s, "stage", "1161", "no such stage", "--reason", "x", status=2, said="no such stage")
    _, act = saved(t, s, "stage", "1161", "severe", "--reason", "agreed with the family")
    t.equal(of(listed(t, s), "1161")["stage_by_person"], True)
    undo(t, s, act)
    saved(t, s, "stage", "1161", "severe", "--reason", "agreed with the family")
    saved(t, s, "stage", "1161", "--remove")
    t.has(t.run("--school", s, "stage").out, "Severe absence")


@case("a pupil is added to a return with why, the return is made, and not made twice")
def _(t):
    s = t.demo()
    number = waiting(t, s)
    t.run("--school", s, "returns", "add", number, "no_such_kind", "x", status=2)
    saved(t, s, "returns", "add", number, "leave", "went to Spain, no word since")
    unchanged(t, s, "returns", "add", number, "leave", "again", status=4, said="already")
    saved(t, s, "returns", "drop", number, "leave", "a letter came")
    saved(t, s, "returns", "add", number, "leave", "no word again")
    saved(t, s, "returns", "made", number, "leave", "sent to the authority by e-mail")
    unchanged(t, s, "returns", "made", number, "leave", "again", status=4, said="")


@case("a target of the school, of a class and of a pupil")
def _(t):
    s = t.demo()
    saved(t, s, "target", "set", "attendance", "95.25", "--begins", "2030", "--note", "Governors, 3 September")
    saved(t, s, "target", "set", "attendance", "97", "--class", "Beech", "--begins", "2030")
    _, act = saved(t, s, "target", "set", "attendance", "90", "--pupil", "1161", "--begins", "2030")
    rows = json.loads(t.run("--school", s, "target", "list", "--begins", "2030", "--format", "json").out)
    t.equal([(row["kind"], row["percent"]) for row in rows], [("attendance", "95.25"), ("attendance", "97.00"), ("attendance", "90.00")])
    undo(t, s, act)
    saved(t, s, "target", "remove", "attendance", "--class", "Beech", "--begins", "2030")
    t.equal(len(json.loads(t.run("--school", s, "target", "list", "--begins", "2030", "--format", "json").out)), 1)
    unchanged(t, s, "target", "set", "attendance", "101", status=2, said="101")
    unchanged(t, s, "target", "set", "happiness", "95", status=2, said="There are")
    unchanged(t, s, "target", "set", "attendance", "95", "--class", "Beech", "--pupil", "1161", status=2, said="Take --class or --pupil out")


@case("who is left out of praise, and taken back")
def _(t):
    s = t.demo()
    unchanged(t, s, "league", "out", status=2, said="Whom?")
    saved(t, s, "league", "out", "1161", "--reason", "the family asked")
    t.equal(t.run("--school", s, "league", "out", "1161", "--reason", "the family asked").out, "nothing to change: left out already\n")
    t.equal(t.run("--school", s, "league", "out", "1161").out, "nothing to change: left out already\n")
    saved(t, s, "league", "out", "1161", "--reason", "the family asked again, in writing")
    saved(t, s, "league", "in", "1161")
    saved(t, s, "league", "out", "--class", "Beech", "--reason", "its registers are on paper")
    saved(t, s, "league", "codes", "C1, R")
    t.equal(t.run("--school", s, "league", "codes", "C1, R").out, "nothing to change: they stand so already\n")
    unchanged(t, s, "league", "codes", "/", status=4, said="no absence")


main()
