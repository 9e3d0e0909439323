#!/usr/bin/python3
"""The late desk from the command line: one child, a family, a bus; slips, refusals, and two desks at once."""

import json
import os

from marlow import ACTS, unchanged
from tap import case, main

TODAY = "2026-11-20"


def beech(t, s):
    """Admission numbers of Beech, whose register is not taken at 9:07, in its order."""
    return [row["admission_number"] for row in json.loads(t.run("--school", s, "register", "show", "--class", "Beech", "--session", "am", "--format", "json").out)]


def marks(t, s, *numbers):
    return t.sql(s, f"SELECT admission_number, code, minutes_late FROM v_mark WHERE date = '{TODAY}' AND session = 'am' AND admission_number IN "
                 f"({','.join('?' * len(numbers))}) ORDER BY admission_number", *numbers)


@case("one child by a name typed without quotes: L by the clock, and a slip")
def _(t):
    s = t.demo()
    r = t.run("--school", s, "late", "Callum", "Bracewell")
    t.has(r.out, "Pupil: Callum Bracewell\n")
    t.has(r.out, "Mark: L (late)\n")
    t.has(r.out, "Callum Bracewell: L, 7 minutes late\n")
    t.match(r"^act \d+ saved: 1 mark$", r.out)
    t.equal(r.err, "")


@case("the outcome at {}", rows=[("8:50", "8:50", "/", None), ("9:00", "9:00", "/", None), ("9:01", "9:01", "L", 1), ("9:15", "9:15", "L", 15),
                                       ("9:16", "9:16", "U", 16)])
def _(t, at, code, late):
    s = t.demo(clock=f"{TODAY}T09:20")
    number = beech(t, s)[0]
    t.run("--school", s, "late", number, "--at", at)
    t.equal([row[1] for row in marks(t, s, number)], [code])
    if code == "L":
        t.equal(marks(t, s, number)[0][2], late)


@case("a family is one act, with one time and one reason, and a slip each")
def _(t):
    s = t.demo()
    numbers = beech(t, s)[:3]
    acts = t.sql(s, ACTS)[0][0]
    r = t.run("--school", s, "late", *numbers, "--at", "9:05", "--why", "the bus")
    t.equal(r.out.count("Reason: the bus\n"), 3)
    t.equal(r.out.count(": L, 5 minutes late\n"), 3)
    t.match(rf"^act {acts + 1} saved: 3 marks$", r.out)
    t.equal([row[1:] for row in marks(t, s, *numbers)], [("L", 5)] * 3)
    t.run("--school", s, "undo", str(acts + 1))
    t.equal(marks(t, s, *numbers), [])
    t.run("--school", s, "verify")


INPUTS = [
    ("lines", lambda n: "\n".join(n) + "\n"),
    ("CSV with other columns", lambda n: "name,admission_number\n" + "".join(f"x,{i}\n" for i in n)),
]


@case("a bus from a file and from standard input: {}", rows=INPUTS)
def _(t, text):
    s = t.demo()
    numbers = beech(t, s)
    t.run("--school", s, "late", "--file", t.write("bus", text(numbers[:2])))
    t.run("--school", s, "late", "--file", "-", input=text(numbers[2:4]))
    t.run("--school", s, "late", "-", input=text(numbers[4:6]))
    t.equal([row[1] for row in marks(t, s, *numbers[:6])], ["L"] * 6)


REFUSED = [
    ("nobody", [], 2, "Who? Name pupils"),
    ("somebody unknown", ["No", "Such", "Child"], 4, "No pupil here is No Such Child."),
    ("one unknown of two", ["1161", "9999"], 4, "No pupil here is 9999."),
    ("pupils and a file", ["1161", "--file", "x"], 2, "not both"),
    ("a time to come", ["1161", "--at", "10:00"], 4, "still to come"),
    ("a code before the close", ["1161", "--code", "M"], 4, "a code goes with one after the close"),
    ("a file that is not there", ["--file", "/nowhere/bus"], 5, "/nowhere/bus"),
    ("a reason of two lines", ["1161", "--why", "a\nb"], 2, ""),
]


@case("not recorded, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    unchanged(t, t.demo(), "late", *arguments, status=(status, 3) if status == 5 else status, said=said)


@case("all or nothing: one who was let in already keeps the family out")
def _(t):
    s = t.demo()
    one, two = beech(t, s)[:2]
    t.run("--school", s, "late", one, "--at", "9:05")
    unchanged(t, s, "late", two, one, "--at", "9:03", status=4, said="was signed in at 09:05 already")
    t.equal(marks(t, s, two), [])


@case("input that names nobody, or nobody we know, is refused by line")
def _(t):
    s = t.demo()
    t.has(t.run("--school", s, "late", "-", input="1161\n\n9999\n", status=5).err, "standard input:3: ")
    t.has(t.run("--school", s, "late", "--file", "-", input="\n", status=5).err, "The file is empty")
    t.has(t.run("--school", s, "late", "--file", "-", input="admission_number\n", status=5).err, "Nobody is named")
    path = t.write("bus.csv", "admission_number\n1161\nhello\n")
    t.has(t.run("--school", s, "late", "--file", path, status=5).err, f"{path}:3: ")


@case("an N after the close becomes U without another reason")
def _(t):
    s = t.demo(clock=f"{TODAY}T09:40")
    absent = json.loads(t.run("--school", s, "report", "absentees", "--session", "am", "--format", "json").out)
    child = next(row for row in absent if row["code"] == "N")
    t.run("--school", s, "late", child["pupil"])
    t.equal(t.sql(s, f"SELECT code FROM v_mark WHERE date = '{TODAY}' AND session = 'am' AND pupil = ?", child["pupil"]), [("U",)])


@case("a printer that there is not: the slip is a file, the arrival is saved, and the status is 0")
def _(t):
    s = t.demo()
    r = t.run("--school", s, "late", "1161", "--print", env={"PATH": "/nowhere"})
    t.match(r"act \d+ saved: 1 mark", r.out)
    t.match(r"out/slip-.*\.txt", r.err)
    slips = [name for name in os.listdir(os.path.join(s, "out")) if name.startswith("slip-")]
    t.equal(len(slips), 1)
    with open(os.path.join(s, "out", slips[0]), encoding="utf-8") as f:
        t.has(f.read(), "Pupil: Callum Bracewell")


@case("of two desks that let one child in at once, one mark is saved")
def _(t):
    s = t.demo()
    both = [t.start("--school", s, "late", "1161", "--at", "9:05") for _ in range(2)]
    said = sorted(p.communicate()[0].decode() + str(p.returncode) for p in both)
    t.equal([p.returncode for p in both], [0, 0])
    t.ok("nothing to change: 1 mark stands" in said[1] + said[0] and "saved: 1 mark" in said[0] + said[1], said)
    t.equal(t.sql(s, "SELECT count(*) FROM v_entry WHERE admission_number = '1161' AND date = ?", TODAY), [(1,)])
    t.run("--school", s, "verify")


main()
