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


@case("what was undone is not undone again, until it was done again", rows=[
    ("a class that was made", ["class", "add", "Elm"]), ("a flag", ["pupil", "flag", "0101", "fsm"]), ("a name", ["pupil", "change", "0101", "--known-as", "Amy"])])
def _(t, command):
    s = school(t)
    s.run(*command, at="2026-09-14 10:00")
    act = last(t, s)
    s.run("undo", act)
    back = last(t, s)
    t.has(s.run("undo", act, status=4).err, "was undone already")
    s.run("undo", back)
    s.verify()


PLACES = """SELECT roll_group.name, date(m.from_day * 86400, 'unixepoch'), date(m.to_day * 86400, 'unixepoch') FROM membership m
            JOIN roll_group ON roll_group.id = m.roll_group JOIN pupil ON pupil.id = m.pupil WHERE admission_number = ? ORDER BY m.from_day"""
SPELLS = """SELECT date(from_day * 86400, 'unixepoch'), date(to_day * 86400, 'unixepoch') FROM enrolment JOIN pupil ON pupil.id = pupil
            WHERE admission_number = ? ORDER BY from_day"""


@case("leaving is not undone under a child who is back: no two times on the roll, and no two classes")
def _(t):
    s = school(t)
    s.run("pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School", at="2026-09-14 10:00")
    left = last(t, s)
    s.run("pupil", "return", "0101", "--class", "Maple", at="2026-09-24 08:40")
    back = last(t, s)
    r = s.run("undo", left, status=4)
    t.has(r.err, "stays, for another was entered for those days since")
    t.equal(t.sql(s.directory, SPELLS, "0101"), [("2026-09-02", "2026-09-14"), ("2026-09-24", None)])
    t.equal(t.sql(s.directory, PLACES, "0101"), [("Willow", "2026-09-02", "2026-09-14"), ("Maple", "2026-09-24", None)])
    s.run("undo", back)
    s.run("undo", left)
    t.equal(t.sql(s.directory, SPELLS, "0101"), [("2026-09-02", None)])
    t.equal(t.sql(s.directory, PLACES, "0101"), [("Willow", "2026-09-02", None)])
    s.verify()


@case("who stays after all does not come back into a class that was never made")
def _(t):
    s = school(t)
    s.run("class", "add", "Elm", at="2026-09-14 10:00")
    made = last(t, s)
    s.run("pupil", "move", "0101", "--class", "Elm", "--from", "2026-10-05")
    s.run("pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School", "--to", "2026-09-25")
    s.run("undo", made)
    s.run("pupil", "stay", "0101")
    t.equal(t.sql(s.directory, SPELLS, "0101"), [("2026-09-02", None)])
    s.verify()


@case("of a year whose end was moved since the beginning is not put back behind it")
def _(t):
    s = school(t)
    over = ["year", "rollover", "--from", "2027-09-01", "--last-year", "14", "Willow=Elm", "Maple=Oak"]
    s.run(*over, at="2027-07-12 10:00")
    first = last(t, s)
    s.run("pupil", "year", "0201", "--year", "3", "--from", "2027-07-13")
    early = last(t, s)
    s.run("undo", first)
    s.run(*over)
    t.has(s.run("undo", early, status=4).err, "its other end was moved since")
    years = t.sql(s.directory, "SELECT from_day, to_day FROM pupil_year JOIN pupil ON pupil.id = pupil WHERE admission_number = '0201' ORDER BY from_day")
    t.ok(all(to is None or begins <= to for begins, to in years), f"{years}")
    t.ok(all(a[1] is not None and a[1] < b[0] for a, b in zip(years, years[1:])), f"{years}")
    s.verify()


def agreed(*more):
    return ["pupil", "elsewhere", "0101", "--code", "K", "--place", "Zoo School", *more]


def flagged(*more):
    return ["pupil", "flag", "0101", "fsm", *more]


@case("the end of {} is not undone under another", rows=[
    ("a flag", flagged, "pupil_flag"), ("sessions elsewhere", agreed, "elsewhere")])
def _(t, command, table):
    s = school(t)
    days = f"SELECT date(from_day * 86400, 'unixepoch'), date(to_day * 86400, 'unixepoch') FROM {table} ORDER BY id"
    s.run(*command("--from", "2026-09-02"), at="2026-09-14 10:00")
    s.run(*command("--remove", "--from", "2026-09-10"))
    end = last(t, s)
    s.run(*command("--from", "2026-09-21"))
    t.has(s.run("undo", end, status=4).err, "stays, for another was entered for those days since")
    t.equal(t.sql(s.directory, days), [("2026-09-02", "2026-09-09"), ("2026-09-21", None)])
    s.run("undo", last(t, s))
    s.run("undo", end)
    t.equal(t.sql(s.directory, days), [("2026-09-02", None)])


@case("of two rows that are one child the agreements for other days of the week are kept")
def _(t):
    s = school(t)
    s.run("pupil", "add", "Okafor", "Amara", "--dob", "2017-03-04", "--class", "Willow", "--admission-number", "0901", "--another", at="2026-09-14 10:00")
    for pupil, days, place in (("0101", "mon", "Hill School"), ("0901", "tue", "Zoo School")):
        s.run("pupil", "elsewhere", pupil, "--code", "K", "--place", place, "--weekdays", days)
    s.run("pupil", "merge", "0901", "0101")
    merge = last(t, s)
    agreed = "SELECT place, weekdays FROM elsewhere JOIN pupil ON pupil.id = pupil WHERE admission_number = ? ORDER BY place"
    t.equal(t.sql(s.directory, agreed, "0101"), [("Hill School", 1), ("Zoo School", 2)])
    s.run("undo", merge)
    s.verify()
    t.equal(t.sql(s.directory, agreed, "0901"), [("Zoo School", 2)])


@case("of two rows that are one child either number may stand, and both find the child")
def _(t):
    s = school(t)
    s.run("pupil", "change", "0101", "--upn", "K845999920015", at="2026-09-14 10:00")
    s.run("pupil", "add", "Okafor", "Amara", "--dob", "2017-03-04", "--class", "Willow", "--admission-number", "0901", "--another", "--upn", "U845999926999")
    s.run("pupil", "merge", "0901", "0101")
    t.equal([p["admission_number"] for p in listed(s, "0901")], ["0101"])
    t.has(s.run("pupil", "add", "Bell", "Ada", "--dob", "2017-03-04", "--class", "Willow", "--upn", "U845999926999", status=4).err,
          "UPN U845999926999 is taken: it is that of Amara Okafor (Willow, born 4 Mar 2017).")
    s.run("pupil", "change", "0101", "--upn", "U845999926999", "--admission-number", "0901")
    numbers = last(t, s)
    t.equal([(p["upn"], p["admission_number"]) for p in listed(s, "amara")], [("U845999926999", "0901")])
    s.verify()
    s.run("undo", numbers)
    s.verify()
    t.equal([(p["upn"], p["admission_number"]) for p in listed(s, "0901")], [("K845999920015", "0101")])


@case("a UPN that was another child's is taken, and whose it was is said")
def _(t):
    s = school(t)
    s.run("pupil", "change", "0101", "--upn", "K845999920015", at="2026-09-14 10:00")
    s.run("pupil", "change", "0101", "--upn", "U845999926999")
    told = "UPN K845999920015 was that of Amara Okafor (Willow, born 4 Mar 2017) before. Check which of the two is right.\n"
    t.has(s.run("pupil", "change", "0103", "--upn", "K845999920015").out, told)
    s.run("undo", last(t, s))
    t.has(s.run("pupil", "add", "Bell", "Ada", "--dob", "2017-03-04", "--class", "Willow", "--upn", "K845999920015").out, told)
    t.lacks(s.run("pupil", "change", "0104", "--known-as", "Ola").out, "before")
    s.verify()


@case("a contact is taken back from one child, and stays another's with numbers and home")
def _(t):
    s = school(t)
    s.run("contact", "add", "0101", "Grace Okafor", "--relation", "mother", "--mobile", "07700 900101", "--address", "1 Elm Road, Leeds", at="2026-09-14 10:00")
    added = last(t, s)
    s.run("contact", "add", "0102", "Grace Okafor", "--relation", "aunt", "--same-as", "0101")
    t.has(s.run("undo", added).out, "adult 1: stays, what was recorded later needs it")
    s.verify()
    t.equal(t.sql(s.directory, "SELECT admission_number, number, lines FROM contact JOIN pupil ON pupil.id = contact.pupil "
                  "JOIN adult_number n ON n.adult = contact.adult JOIN address a ON a.adult = contact.adult"),
            [("0102", "07700 900101", "1 Elm Road, Leeds")])


# A CHANGE OF STATUS: two spells that touch, and one time on the roll

def split(s, *more, day="2026-09-21"):
    s.run("pupil", "status", "0101", "--status", "main", "--other-school", "Hill School", "--from", day, *more, at="2026-09-14 10:00")


@case("who changes the status does not leave: the list, the record and the school year say so")
def _(t):
    s = school(t)
    split(s)
    t.equal([p["remark"] for p in listed(s, "amara")], [None])
    t.lacks(s.run("pupil", "show", "0101").out, "Ground")
    t.has(s.run("year", "show").out, "On the roll 7, to come 0, leaving 0\n")
    s.run("pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School", "--to", "2026-10-01")
    t.equal([p["remark"] for p in listed(s, "amara")], ["leaves on Thu 1 Oct 2026"])
    t.has(s.run("year", "show").out, "On the roll 7, to come 0, leaving 1\n")
    s.verify()


@case("sessions elsewhere go on over a change of status")
def _(t):
    s = school(t)
    split(s)
    r = s.run("pupil", "elsewhere", "0101", "--code", "D", "--place", "Hill School", "--weekdays", "mon", "--from", "2026-09-14")
    t.has(r.out, "From Mon 14 Sep 2026. It is no mark")


@case("sessions elsewhere end on the days that are named, and go on on the others")
def _(t):
    s = school(t)
    split(s, day="2026-09-14")
    s.run("pupil", "elsewhere", "0101", "--code", "D", "--place", "Hill School", "--weekdays", "mon,tue", "--from", "2026-09-14")
    r = s.run("pupil", "elsewhere", "0101", "--code", "D", "--weekdays", "mon", "--session", "am", "--from", "2026-09-28", "--remove")
    t.has(r.out, "is no longer expected at Hill School from Mon 28 Sep 2026 (Mon, mornings).")
    s.verify()
    got = t.sql(s.directory, "SELECT weekdays, sessions, date(from_day * 86400, 'unixepoch'), date(to_day * 86400, 'unixepoch') FROM elsewhere ORDER BY id")
    t.equal(got, [(3, 3, "2026-09-14", "2026-09-27"), (2, 3, "2026-09-28", None), (1, 2, "2026-09-28", None)])


@case("who changes the status with the school year moves up, and leaves by hand")
def _(t):
    s = school(t)
    split(s, day="2027-09-01")
    s.run("pupil", "status", "0301", "--status", "main", "--other-school", "Hill School", "--from", "2027-09-01", "--reason", "agreed")
    r = s.run("year", "rollover", "--from", "2027-09-01", "--last-year", "14", "Willow=Elm", "Maple=Oak", at="2027-07-12 10:00")
    t.has(r.out, "6 pupils move up")
    t.has(r.out, "1 leaver stays on the roll for now")
    classes = {p["admission_number"]: p["class"] for p in listed(s, "--date", "2027-09-02")}
    t.equal(classes["0101"], "Elm")
    s.verify()


@case("a class goes on no longer than until another of its name begins")
def _(t):
    s = school(t)
    s.run("class", "add", "Elm", "--to", "2026-12-18", at="2026-09-14 09:00")
    s.run("class", "add", "Elm", "--from", "2027-01-04")
    before = s.acts()
    for wish in (["change", "Elm", "--to", "2027-02-01"], ["end", "Elm", "--to", "2027-01-04"]):
        t.has(s.run("class", *wish, status=4).err, "There is a class Elm already, from Mon 4 Jan 2027.")
    t.equal(s.acts(), before, "acts")
    s.run("class", "end", "Elm", "--to", "2027-01-03")


# WHO HAS DIED

@case("who died on a day on which the status changed at noon was on the roll once")
def _(t):
    s = school(t)
    s.run("pupil", "status", "0101", "--status", "main", "--other-school", "Hill School", "--session", "pm", at="2026-09-14 10:00")
    s.run("pupil", "died", "0101")
    t.equal(t.sql(s.directory, "SELECT from_session, to_session, ground FROM enrolment WHERE pupil = 1 ORDER BY from_day"), [(0, 0, None), (1, 1, "j")])
    s.run("undo", last(t, s))
    s.verify()


@case("who has died is in no check and no list of whom to telephone, from that very day")
def _(t):
    s = school(t)
    s.run("pupil", "died", "0103", "--date", "2026-09-13", at="2026-09-14 08:40")
    for report in ("contacts", "absentees"):
        t.lacks(s.run("report", report, status=None).out, "Wei Zhang")
    t.equal(t.sql(s.directory, SPELLS, "0103"), [("2026-09-02", "2026-09-14")])
    named = [line["area"] for line in json.loads(s.run("check", "--format", "json", status=1).out) if "Wei Zhang" in line["finding"]]
    t.equal(named, ["returns"], "the deletion return is due all the same")


main()
