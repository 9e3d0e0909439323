#!/usr/bin/python3
"""Out of the gate and back, and who is on the site, from the command line."""

import csv
import io
import json
import os

from marlow import ACTS, saved, unchanged, undo
from tap import case, main

TODAY = "2026-11-20"


def rows(t, s, *arguments, status=0):
    return json.loads(t.run("--school", s, *arguments, "--format", "json", status=status).out)


def here(t, s, group="Maple"):
    """(name, admission number) of those present in a class."""
    return [(row["name"], row["admission_number"]) for row in rows(t, s, "register", "show", "--class", group, "--session", "am") if row["code"] == "/"]


@case("a child goes to the dentist and comes back: the mark stays, and both are acts")
def _(t):
    s = t.demo()
    name, number = here(t, s)[0]
    said, out = saved(t, s, "sign", "out", number, "--why", "dentist", "--back", "11:40", "--code", "M")
    t.has(said, f"{name}: out at 09:07, dentist")
    line = rows(t, s, "sign", "list")[0]
    t.equal((line["state"], line["out"], line["due_back"], line["back"], line["reason"], line["with"], line["code"]),
            ("out", "09:07", "11:40", None, "dentist", None, "M"))
    t.equal(t.sql(s, f"SELECT code FROM v_mark WHERE admission_number = ? AND date = '{TODAY}' AND session = 'am'", number), [("/",)])
    _, back = saved(t, s, "sign", "in", number)
    t.equal(rows(t, s, "sign", "list")[0]["state"], "back")
    undo(t, s, back)
    t.equal(rows(t, s, "sign", "list")[0]["state"], "out")
    undo(t, s, out)
    t.equal(rows(t, s, "sign", "list"), [])


@case("the list ends with 1 while somebody is overdue")
def _(t):
    s = t.demo()
    number = here(t, s)[0][1]
    t.run("--school", s, "sign", "out", number, "--why", "dentist", "--back", "9:30")
    t.run("--school", s, "sign", "list")
    t.run("--school", s, "clock", f"{TODAY}T09:45")
    t.equal(rows(t, s, "sign", "list", status=1)[0]["state"], "overdue")
    t.run("--school", s, "sign", "in", number)
    t.run("--school", s, "sign", "list")


@case("a class goes out as a group and comes back as one")
def _(t):
    s = t.demo()
    there = here(t, s)
    saved(t, s, "sign", "out", "--class", "Maple", "--why", "swimming", "--place", "pool, with Tom Bell", "--back", "11:30")
    t.equal(len(rows(t, s, "sign", "list")), len(there))
    t.equal({row["with"] for row in rows(t, s, "sign", "list")}, {"pool, with Tom Bell"})
    site = rows(t, s, "report", "onsite")
    t.equal(sum(row["where"] == "off_site" for row in site), len(there))
    saved(t, s, "sign", "in", "--class", "Maple")
    t.equal({row["state"] for row in rows(t, s, "sign", "list")}, {"back"})
    unchanged(t, s, "sign", "in", "--class", "Maple", status=4, said="Nobody of Maple is signed out.")


@case("whoever fetches a child is a contact, or anybody by name")
def _(t):
    s = t.demo()
    (_, one), (_, two) = here(t, s)[:2]
    contact = rows(t, s, "contact", "list", one)[0]["name"]
    saved(t, s, "sign", "out", one, "--why", "gone home ill", "--code", "I", "--collected-by", "1")
    saved(t, s, "sign", "out", two, "--why", "dentist", "--collected-by", "A friend of the family")
    t.equal(sorted((row["with"] or "").split(" (")[0] for row in rows(t, s, "sign", "list")), sorted([contact, "A friend of the family"]))
    t.equal(t.sql(s, "SELECT adult IS NOT NULL FROM sign_out ORDER BY id"), [(1,), (0,)])


@case("a court order is said first; with --sure the DSL has a task")
def _(t):
    s = t.demo()
    pupil, adult = here(t, s)[0][1], "Rex Harding"
    t.run("--school", s, "contact", "add", pupil, adult, "--relation", "uncle", "--mobile", "07700 900777", "--court-order", "not to be contacted")
    unchanged(t, s, "sign", "out", pupil, "--why", "dentist", "--collected-by", adult, status=4, said="--sure signs out in spite of it")
    before = t.sql(s, "SELECT count(*) FROM task")[0][0]
    saved(t, s, "sign", "out", pupil, "--why", "dentist", "--collected-by", adult, "--sure")
    t.equal(t.sql(s, "SELECT count(*) FROM task")[0][0], before + 1)
    t.equal(t.sql(s, "SELECT for_role FROM task ORDER BY id DESC LIMIT 1"), [("dsl",)])


REFUSED = [
    ("without a reason", ["sign", "out", "NUMBER"], 2, "sign out needs --why"),
    ("nobody", ["sign", "out", "--why", "x"], 2, "Who?"),
    ("a class and a pupil", ["sign", "out", "NUMBER", "--class", "Maple", "--why", "x"], 2, "not both"),
    ("fetched and alone", ["sign", "out", "NUMBER", "--why", "x", "--alone", "--collected-by", "1"], 2, "--collected-by or --alone"),
    ("back on another day", ["sign", "out", "NUMBER", "--why", "x", "--back", "2026-11-24"], 2, "--back 11:40"),
    ("back before out", ["sign", "out", "NUMBER", "--why", "x", "--back", "9:00"], 4, "give a later time"),
    ("out at a time to come", ["sign", "out", "NUMBER", "--why", "x", "--at", "10:00"], 4, "still to come"),
    ("a code of one who is here", ["sign", "out", "NUMBER", "--why", "x", "--code", "L"], 4, "of the absence"),
    ("a class that there is not", ["sign", "out", "--class", "Elm", "--why", "x"], (2, 4), "Elm"),
    ("in, and never out", ["sign", "in", "NUMBER"], 4, ""),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    s = t.demo()
    number = here(t, s)[0][1]
    unchanged(t, s, *[number if a == "NUMBER" else a for a in arguments], status=status, said=said)


@case("of two who sign one child out at once the second is told who was first")
def _(t):
    s = t.demo()
    number = here(t, s)[0][1]
    both = [t.start("--school", s, "sign", "out", number, "--why", "dentist") for _ in range(2)]
    said = sorted((p.communicate()[1].decode(), p.returncode) for p in both)
    t.equal([status for _, status in said], [0, 4])
    t.match(r"is out already: signed out at 09:07 by Priya Nair", said[1][0])
    t.equal(t.sql(s, "SELECT count(*) FROM sign_out"), [(1,)])
    t.run("--school", s, "verify")


# WHO IS ON THE SITE

def evacuation(s):
    with open(os.path.join(s, "out", "evacuation.txt"), encoding="utf-8") as f:
        return f.read()


@case("the list counts every child once, not yet registered first, and JSON and CSV say the same")
def _(t):
    s = t.demo()
    acts = t.sql(s, ACTS)
    site = rows(t, s, "evacuate")
    t.equal(list(site[0]), ["pupil", "upn", "name", "class", "where", "last"])
    t.equal(site[0]["where"], "not_seen")
    t.equal(len({row["pupil"] for row in site}), len(site))
    same = list(csv.DictReader(io.StringIO(t.run("--school", s, "report", "onsite", "--format", "csv").out)))
    t.equal([row["pupil"] for row in same], [row["pupil"] for row in site])
    r = t.run("--school", s, "evacuate")
    t.has(r.err, "The evacuation list is in ")
    t.has(evacuation(s), "PRACTICE")
    t.equal(t.sql(s, ACTS), acts, "to look is no act")


@case("the file follows every act by itself")
def _(t):
    s = t.demo()
    t.run("--school", s, "evacuate")
    name, number = here(t, s)[0]
    t.lacks(evacuation(s), "orthoptist")
    t.run("--school", s, "sign", "out", number, "--why", "orthoptist")
    t.has(evacuation(s), "orthoptist")
    t.run("--school", s, "sign", "in", number)
    t.ok(name.split()[-1] in evacuation(s), name)


@case("a place where the list cannot be written is told, and the act stands")
def _(t):
    s = t.demo()
    number = here(t, s)[0][1]
    with open(os.path.join(s, "firstbell.conf"), "a", encoding="utf-8") as f:
        f.write(f'\nevacuation_copy = "{t.dir}/no/such/place/list.txt"\n')
    r = t.run("--school", s, "sign", "out", number, "--why", "dentist")
    t.match(r"^act \d+ saved$", r.out)
    t.has(r.err, "The evacuation list is not up to date")


main()
