#!/usr/bin/python3
"""Days on which the roll goes wrong: what was done is taken back after registers were taken, and a change of status in between."""

import json

from bad import school
from tap import case, main


def names(s, group, date, session="am"):
    rows = json.loads(s.register("show", "--format", "json", cls=group, session=session, date=date).out)
    return sorted(row["name"] for row in rows)


def listed(s, *arguments):
    return json.loads(s.run("pupil", "list", *arguments, "--format", "json").out)


def last(t, s):
    return str(t.sql(s.directory, "SELECT max(seq) FROM act")[0][0])


# WHAT IS TAKEN BACK LATE

@case("a class split in two, registers taken in both, a teacher given: the split is undone and the empty class stays")
def _(t):
    s = school(t)
    s.run("class", "split", "Willow", "Elm", "0101", "0102", at="2026-09-14 08:30")
    split = last(t, s)
    s.run("staff", "add", "tbell", "Tom Bell", "Teacher")
    s.run("staff", "class", "tbell", "Elm")
    for group in ("Willow", "Elm"):
        s.register("fill", cls=group, at="2026-09-14 08:55")
        s.register("send", cls=group)
    r = s.run("undo", split, at="2026-09-15 08:30")
    t.has(r.out + r.err, "class Elm: stays, what was recorded later needs it")
    s.verify()
    t.equal(len(names(s, "Willow", "2026-09-15")), 4)
    t.equal(names(s, "Elm", "2026-09-15"), [])
    t.equal(s.mark("0101"), "/")
    t.equal(listed(s, "--class", "Elm"), [])


@case("a roll-over is undone though a child has joined its new class since")
def _(t):
    s = school(t)
    s.run("year", "rollover", "--from", "2027-09-01", "--last-year", "14", "Willow=Elm", "Maple=Oak", at="2027-07-12 10:00")
    over = last(t, s)
    s.run("pupil", "add", "Reed", "Ria", "--dob", "2016-10-10", "--class", "Elm", "--from", "2027-09-06", at="2027-09-02 10:00")
    s.run("pupil", "move", "0102", "--class", "Maple")
    r = s.run("undo", over)
    t.has(r.out + r.err, "class Elm: stays")
    s.verify()
    classes = {p["admission_number"]: p["class"] for p in listed(s)}
    t.equal([classes[n] for n in ("0101", "0102", "0103", "0201")], ["Willow", "Maple", "Willow", "Maple"])
    t.equal([p["class"] for p in listed(s, "ria", "--to-come")], ["Elm"])


main()
