#!/usr/bin/python3
"""Classes made, changed, split, joined and ended; staff changed and gone; from the command line."""

import json

from marlow import clock_stands, day, marlow, saved, unchanged, undo
from tap import case, main

clock_stands()


def classes(t, s, *arguments):
    rows = json.loads(t.run("--school", s, "class", "list", *arguments, "--format", "json").out)
    return [(row["class"], row["pupils"]) for row in rows if not row["past"]]


def names(t, s, group, date="2025-03-14"):
    rows = json.loads(t.run("--school", s, "register", "show", "--class", group, "--session", "am", "--date", date, "--format", "json").out)
    return [row["name"] for row in rows]


@case("a class is made, changed and ended, and each can be undone")
def _(t):
    s = marlow(t)
    said, _ = saved(t, s, "class", "add", "Elm", "--kind", "form", "--order", "forename", "--from", "2025-01-06")
    t.has(said, "Elm is a class from Mon 6 Jan 2025.")
    t.equal(t.sql(s, "SELECT kind, name_order FROM roll_group WHERE name = 'Elm'"), [("form", "forename")])
    _, changed = saved(t, s, "class", "change", "Elm", "--name", "Ash", "--order", "admission_number")
    t.equal(t.run("--school", s, "class", "change", "Ash", "--order", "admission_number").out, "nothing to change: it stands so already\n")
    _, ended = saved(t, s, "class", "end", "Ash", "--to", day(10))
    t.equal(classes(t, s), [("Ash", 0), ("Maple", 1), ("Willow", 4)])
    t.equal(classes(t, s, "--date", day(11)), [("Maple", 1), ("Willow", 4)])
    undo(t, s, ended)
    undo(t, s, changed)
    t.equal(classes(t, s, "--date", day(11)), [("Elm", 0), ("Maple", 1), ("Willow", 4)])
    _, made = saved(t, s, "class", "add", "Ash")
    undo(t, s, made)
    t.equal(classes(t, s), [("Elm", 0), ("Maple", 1), ("Willow", 4)])


@case("the names of a register stand in the order that was said")
def _(t):
    s = marlow(t)
    t.equal(names(t, s, "Willow"), ["Seun Adeyemi-Smith", "Séamus Ó Briain", "Amara Okafor", "Wei Zhang"])
    saved(t, s, "class", "change", "Willow", "--order", "forename")
    t.equal(names(t, s, "Willow"), ["Amara Okafor", "Séamus Ó Briain", "Seun Adeyemi-Smith", "Wei Zhang"])
    _, act = saved(t, s, "class", "line", "Willow", "0103", "0101")
    t.equal(names(t, s, "Willow")[:2], ["Wei Zhang", "Amara Okafor"])
    t.equal(t.run("--school", s, "class", "line", "Willow", "-", input="0103\n0101\n").out, "nothing to change: they line up so already\n")
    undo(t, s, act)
    t.equal(names(t, s, "Willow")[0], "Amara Okafor")


@case("a class becomes two in one act, and one again")
def _(t):
    s = marlow(t)
    said, act = saved(t, s, "class", "split", "Willow", "Birch", "-", "--from", "2025-03-10", input="admission_number\n0101\n0102\n")
    t.has(said, "2 pupils of Willow are in Birch from Mon 10 Mar 2025.")
    t.equal((names(t, s, "Birch"), names(t, s, "Willow")), (["Séamus Ó Briain", "Amara Okafor"], ["Seun Adeyemi-Smith", "Wei Zhang"]))
    t.equal(len(names(t, s, "Willow", "2025-03-07")), 4)
    undo(t, s, act)
    t.equal(classes(t, s), [("Maple", 1), ("Willow", 4)])


@case("two registers are taken as one on some mornings")
def _(t):
    s = marlow(t)
    _, act = saved(t, s, "class", "join", "Maple", "Willow", "--from", "2025-03-13", "--to", "2025-03-14", "--session", "am")
    t.equal([len(names(t, s, "Willow", f"2025-03-{d}")) for d in ("12", "13", "14", "17")], [4, 5, 5, 4])
    undo(t, s, act)
    t.equal(len(names(t, s, "Willow")), 4)


REFUSED = [
    ("a class that is there", ["class", "add", "willow"], (2, 4), "There is a class Willow already"),
    ("a name of two lines", ["class", "add", "a\nb"], 2, "The name of the class has a character that cannot be printed."),
    ("a class of another name", ["class", "change", "Elm", "--order", "line"], (2, 4), "There is no class Elm"),
    ("a name that another has", ["class", "change", "Maple", "--name", "Willow"], (2, 4), "There is a class Willow already"),
    ("the end of a class with pupils", ["class", "end", "Willow"], 4, "4 pupils are in Willow after"),
    ("a split of somebody of another class", ["class", "split", "Willow", "Birch", "0201"], 4, "Tom Hall is not in Willow"),
    ("a split into a class that is there", ["class", "split", "Willow", "Maple", "0101"], 4, "There is a class Maple already"),
    ("a class with itself", ["class", "join", "Maple", "Maple", "--from", "2025-03-13", "--to", "2025-03-14"], (2, 4), ""),
    ("a line with somebody of another class", ["class", "line", "Willow", "0201"], 4, "Tom Hall is not in Willow"),
    ("a kind that there is not", ["class", "add", "Elm", "--kind", "club"], 2, "--kind takes class, form or other, not \"club\"."),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, command, status, said):
    s = marlow(t)
    unchanged(t, s, *command, status=status, said=said)
    t.equal(classes(t, s), [("Maple", 1), ("Willow", 4)])


@case("the list as text, CSV and JSON")
def _(t):
    s = marlow(t)
    saved(t, s, "staff", "class", "jokafor", "Willow")
    text = t.run("--school", s, "class", "list").out
    t.match(r"^Willow +4 +3 +Joy Okafor", text)
    csv = t.run("--school", s, "class", "list", "--format", "csv").out.splitlines()
    t.equal(csv[0], "class,kind,pupils,years,teachers,order,from,to,past")
    t.equal(csv[2], "Willow,class,4,3,Joy Okafor,surname,2024-09-03,,false")


# STAFF

@case("a teacher who marries keeps her sign-in, and acts keep the name of their day")
def _(t):
    s = marlow(t)
    saved(t, s, "staff", "add", "nair", "Priya Nair", "Teacher")
    _, act = saved(t, s, "staff", "change", "nair", "--name", "Priya Shah", "--position", "Deputy head")
    t.equal(t.sql(s, "SELECT name, position FROM staff WHERE sign_in = 'nair'"), [("Priya Shah", "Deputy head")])
    t.equal(t.run("--school", s, "staff", "change", "nair", "--name", "Priya Shah").out, "nothing to change: it stands so already\n")
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT name, position FROM staff WHERE sign_in = 'nair'"), [("Priya Nair", "Teacher")])


@case("somebody's last day ends roles and classes")
def _(t):
    s = marlow(t)
    saved(t, s, "staff", "add", "nair", "Priya Nair", "Teacher")
    saved(t, s, "staff", "role", "nair", "teacher")
    saved(t, s, "staff", "class", "nair", "Willow")
    said, act = saved(t, s, "staff", "leave", "nair", "--to", day(5))
    t.has(said, "Roles that end: teacher.\nClasses that somebody else has to take: Willow.\n")

    def there(date):
        return [row for row in json.loads(t.run("--school", s, "staff", "list", "--date", date, "--format", "json").out) if row["sign_in"] == "nair"]

    t.equal([(row["roles"], row["classes"], row["to"]) for row in there(day(5))], [("teacher", "Willow", day(5))])
    t.ok(not there(day(6)) or there(day(6))[0]["roles"] is None, "a role after the last day")
    undo(t, s, act)
    t.equal([(row["roles"], row["to"]) for row in there(day(6))], [("teacher", None)])


STAFF_REFUSED = [
    ("nothing to change", ["staff", "change", "jokafor"], 2, "Say it with --name or --position."),
    ("nobody of that sign-in", ["staff", "change", "nobody", "--name", "X"], 4, "Nobody signs in as nobody."),
    ("the last who can change staff", ["staff", "leave", "jokafor"], 4, "Nobody would be left who can change staff."),
    ("nobody to leave", ["staff", "leave", "nobody"], 4, "Nobody signs in as nobody."),
]


@case("refused, and nothing is changed: {}", rows=STAFF_REFUSED)
def _(t, command, status, said):
    unchanged(t, marlow(t), *command, status=status, said=said)


@case("a clerk changes classes, but not staff")
def _(t):
    s = marlow(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Clerk")
    t.run("--school", s, "staff", "role", "tom", "office")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    who = ["--as", "tom", "--password-fd", "0"]
    saved(t, s, *who, "class", "add", "Elm", input="correct horse battery\n")
    for command in (["staff", "change", "tom", "--position", "Head"], ["staff", "leave", "jokafor"]):
        unchanged(t, s, *who, *command, input="correct horse battery\n", status=4, said="Tom Bell may not change staff")


main(needs=["faketime"])
