#!/usr/bin/python3
"""What is known before its day, from the command line: absences, patterns, trips and who confirms them, closures, the times of one date."""

import json

from marlow import ACTS, saved, unchanged, undo
from tap import case, main

TODAY = "2026-11-20"
BEECH = ["1161", "1162", "1167"]  # of a class that is not taken at 9:07; nothing is known of them


def rows(t, s, *arguments, status=0):
    return json.loads(t.run("--school", s, *arguments, "--format", "json", status=status).out)


def planned(t, s, *arguments, **options):
    """(what it said, number of the plan, number of the act) of a plan that is made."""
    said, act = saved(t, s, *arguments, **options)
    t.match(r"\Aplan \d+\n", said)
    return said, said.split("\n")[0].removeprefix("plan "), act


def line(t, s, plan, *arguments):
    """What plan list says of one."""
    return next(row for row in rows(t, s, "plan", "list", *arguments) if row["plan"] == int(plan))


def expected(t, s, session="am", date=TODAY):
    """{admission number: expected code} of those three."""
    return {row["admission_number"]: row["expected"] for row in rows(t, s, "register", "show", "--class", "Beech", "--session", session, "--date", date)
            if row["expected"] and row["admission_number"] in BEECH}


def codes(t, s, date=TODAY, session="am"):
    return dict(t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = ? AND session = ?", date, session))


# ABSENCES

@case("an absence is planned, listed, live in the register, changed, ended, and each goes back")
def _(t):
    s = t.demo()
    _, plan, _ = planned(t, s, "plan", "add", "1161", "--code", "M", "--why", "orthodontist")
    t.equal(expected(t, s), {"1161": "M"})
    of = line(t, s, plan)
    t.equal((of["kind"], of["code"], of["from"], of["to"], of["pupils"], of["running"]), ("absence", "M", TODAY, TODAY, 1, True))
    _, act = saved(t, s, "plan", "change", plan, "--to", "2026-11-24")
    t.equal(line(t, s, plan)["to"], "2026-11-24")
    undo(t, s, act)
    t.equal(line(t, s, plan)["to"], TODAY)
    saved(t, s, "plan", "change", plan, "1162")
    t.equal(expected(t, s), {"1161": "M", "1162": "M"})
    saved(t, s, "plan", "cancel", plan, "1162", "--reason", "not today")
    t.equal(expected(t, s), {"1161": "M"})
    saved(t, s, "plan", "cancel", plan)
    t.equal(expected(t, s), {})
    t.ok(int(plan) not in [row["plan"] for row in rows(t, s, "plan", "list", "--pupil", "1161")], "it is ended")
    t.run("--school", s, "verify")


@case("who it is for: {}", rows=[("pupils", ["1161", "1162"], 2), ("a class", ["--class", "Beech"], None), ("a year", ["--year", "5"], None),
                                 ("those with a flag", ["--group", "fsm"], None), ("everybody", ["--everybody"], 212)])
def _(t, who, count):
    s = t.demo()
    _, plan, _ = planned(t, s, "plan", "add", *who, "--code", "M", "--from", "2026-11-24", "--why", "eye tests")
    n = line(t, s, plan)["pupils"]
    t.ok(n == count if count else 2 < n < 212, f"{n} pupils")


@case("pupils from a file and from standard input are one act")
def _(t):
    s = t.demo()
    acts = t.sql(s, ACTS)[0][0]
    _, plan, _ = planned(t, s, "plan", "add", "--file", "-", "--code", "M", "--from", "2026-11-24", "--why", "eye tests", input="\n".join(BEECH))
    t.equal(line(t, s, plan)["pupils"], 3)
    t.equal(t.sql(s, ACTS)[0][0], acts + 1)


@case("what is planned becomes a mark when the register is sent, and a child who is there is here")
def _(t):
    s = t.demo()
    planned(t, s, "plan", "add", "1161", "1162", "--code", "M", "--why", "eye tests")
    t.run("--school", s, "register", "set", "--class", "Beech", "--session", "am", "1162=/")
    t.run("--school", s, "register", "fill", "--class", "Beech", "--session", "am")
    t.run("--school", s, "register", "send", "--class", "Beech", "--session", "am")
    now = codes(t, s)
    t.equal((now["1161"], now["1162"]), ("M", "/"))


# DRY RUN

@case("--dry-run names what stands in the way, and saves nothing: {}", rows=[
    ("X at compulsory age blocks it", ["--code", "X", "--granted-by", "Head"], 1, "Refused: "),
    ("nothing does", ["--code", "M", "--why", "dentist"], 0, "1 pupil, 2 sessions"),
    ("something else is planned", ["--code", "M", "--why", "dentist", "--from", "2026-12-01"], 0, "C"),
])
def _(t, options, status, said):
    s = t.demo()
    planned(t, s, "plan", "add", "1161", "--code", "C", "--from", "2026-12-01", "--why", "wedding", "--granted-by", "Head")
    acts = t.sql(s, ACTS)
    t.has(t.run("--school", s, "plan", "add", "1161", "--dry-run", *options, *([] if "--from" in options else ["--from", "2026-11-24"]), status=status).out, said)
    t.equal(t.sql(s, ACTS), acts)


REFUSED = [
    ("nobody", ["plan", "add", "--code", "M", "--why", "x"], 2, "For whom?"),
    ("pupils and a class", ["plan", "add", "1161", "--class", "Beech", "--code", "M", "--why", "x"], 2, "do not go together"),
    ("no code", ["plan", "add", "1161"], 2, "plan add needs --code"),
    ("a code that there is not", ["plan", "add", "1161", "--code", "QQ"], (2, 4), "QQ"),
    ("a code of one who is here", ["plan", "add", "1161", "--code", "/"], (2, 4), ""),
    ("X at compulsory age", ["plan", "add", "1161", "--code", "X", "--granted-by", "Head", "--from", "2026-11-24"], 4, "C2"),
    ("leave that nobody granted", ["plan", "add", "1161", "--code", "C", "--why", "wedding", "--from", "2026-11-24"], 4, "granted"),
    ("a last day before the first", ["plan", "add", "1161", "--code", "M", "--why", "x", "--from", "2026-11-24", "--to", "2026-11-23"], (2, 4), ""),
    ("a pattern without its end", ["pattern", "1161", "--code", "B", "--review", "2026-12-11"], 2, "pattern needs --to"),
    ("a pattern without its review", ["pattern", "1161", "--code", "B", "--to", "2026-12-18"], 2, "pattern needs --review"),
    ("a plan that is no number", ["plan", "change", "castle", "--to", "2026-12-18"], 2, "is not the number of a plan"),
    ("a plan that there is not", ["plan", "cancel", "99"], 4, ""),
    ("a list of another kind", ["plan", "list", "outings"], 2, "absence, pattern or trip"),
    ("a trip without a code", ["trip", "add", "Castle", "1161"], 2, "trip add needs --code"),
    ("a trip that expects nobody", ["trip", "confirm", "99"], 4, ""),
    ("a place that expects nobody", ["trip", "confirm", "--place", "Moon"], 4, "Nobody is expected at Moon"),
    ("a trip that is not named", ["trip", "confirm"], 2, "Which?"),
    ("what of them", ["trip", "goer", "1", "1161"], 2, "--agreed yes or no"),
    ("times of one date and of a stretch", ["times", "08:40,08:50,09:15,12:00", "--session", "am", "--date", TODAY, "--from", TODAY], 2, "Take out --date"),
    ("times that are none", ["times", "--session", "am"], 2, "At what times?"),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    unchanged(t, t.demo(), *arguments, status=status, said=said)


@case("of two who end one plan at once the second is told")
def _(t):
    s = t.demo()
    _, plan, _ = planned(t, s, "plan", "add", "1161", "--code", "M", "--from", "2026-11-24", "--why", "dentist")
    both = [t.start("--school", s, "plan", "cancel", plan) for _ in range(2)]
    said = sorted((p.communicate()[1].decode(), p.returncode) for p in both)
    t.equal([status for _, status in said], [0, 4])
    t.run("--school", s, "verify")


# PATTERNS AND TRIPS

@case("a weekly pattern holds on its days and sessions only")
def _(t):
    s = t.demo()
    _, plan, _ = planned(t, s, "pattern", "1161", "--code", "B", "--weekdays", "wed", "--session", "pm", "--to", "2026-12-18", "--review", "2026-12-11", "--place", "Hill Provision",
            "--why", "forest school")
    of = line(t, s, plan, "pattern")
    t.equal((of["kind"], of["review"], of["review_due"]), ("pattern", "2026-12-11", False))
    t.ok(int(plan) not in [row["plan"] for row in rows(t, s, "plan", "list", "trip")], "it is no trip")
    t.run("--school", s, "clock", "2026-11-25T13:05")
    t.equal((expected(t, s, "am", "2026-11-25"), expected(t, s, "pm", "2026-11-25")), ({}, {"1161": "B"}))


def castle(t, s):
    return planned(t, s, "trip", "add", "Hever Castle", *BEECH, "--code", "V", "--leader", "Tom Bell", "--leaves", "09:15", "--returns", "15:00")[1]


@case("a trip is one act, and no mark until the leader says who came")
def _(t):
    s = t.demo()
    trip = castle(t, s)
    t.equal(expected(t, s), dict.fromkeys(BEECH, "V"))
    saved(t, s, "trip", "goer", trip, "1161", "--agreed", "yes", "--with", "Tom Bell")
    goers = rows(t, s, "trip", "show", trip)
    t.equal([(g["state"], g["agreed"], g["with"]) for g in goers if g["agreed"]], [("expected", "yes", "Tom Bell")])
    t.equal((goers[0]["leader"], goers[0]["leaves"], goers[0]["code"]), ("Tom Bell", "09:15", "V"))
    t.run("--school", s, "register", "fill", "--class", "Beech", "--session", "am")
    t.run("--school", s, "register", "send", "--class", "Beech", "--session", "am")
    t.equal([codes(t, s).get(n) for n in BEECH], [None] * 3)
    unchanged(t, s, "trip", "confirm", trip, "1162", status=2, said="say so with --missing")
    r = t.run("--school", s, "trip", "confirm", trip, "--missing", "1162")
    t.match(r"^act \d+ saved: \d+ marks$", r.out)
    t.equal([codes(t, s).get(n) for n in BEECH], ["V", None, "V"])
    t.equal(sorted(g["state"] for g in rows(t, s, "trip", "show", trip)), ["confirmed", "confirmed", "expected"])
    t.run("--school", s, "verify")


@case("a child who is left behind is in a register for the day")
def _(t):
    s = t.demo()
    trip = castle(t, s)
    saved(t, s, "trip", "stay", trip, "1161", "--class", "Hazel")
    t.has([row["admission_number"] for row in rows(t, s, "register", "show", "--class", "Hazel", "--session", "am")], "1161")
    t.equal(expected(t, s), {"1162": "V", "1167": "V"})


@case("sessions agreed at another school are confirmed by their place")
def _(t):
    s = t.demo()
    there = [g for g in rows(t, s, "trip", "show") if g["plan"] is None and g["state"] == "expected"]
    t.ok(there, "nobody is agreed elsewhere in the practice school today")
    t.run("--school", s, "trip", "confirm", "--place", there[0]["place"], "--who", "their office")
    t.ok((there[0]["code"],) in t.sql(s, "SELECT code FROM v_mark WHERE pupil = ? AND date = ?", there[0]["pupil"], TODAY), there[0])


@case("of two who confirm one trip at once each mark is saved once")
def _(t):
    s = t.demo()
    trip = castle(t, s)
    both = [t.start("--school", s, "trip", "confirm", trip) for _ in range(2)]
    for p in both:
        p.communicate()
    t.ok(0 in [p.returncode for p in both], [p.returncode for p in both])
    t.equal(t.sql(s, "SELECT max(n) FROM (SELECT count(*) AS n FROM v_entry WHERE date = ? AND code_after = 'V' GROUP BY pupil, session)", TODAY), [(1,)])
    t.run("--school", s, "verify")


# CLOSURES, AND THE TIMES OF ONE DATE

@case("a staggered start is Y7 for a year, and no other")
def _(t):
    s = t.demo()
    t.run("--school", s, "closure", "staggered", "Late start of Year 5", "2026-11-24", "--year", "5", "--from-session", "am", "--to-session", "am")
    t.run("--school", s, "clock", "2026-11-24T09:00")
    beech = rows(t, s, "register", "show", "--class", "Beech", "--session", "am", "--date", "2026-11-24")
    t.ok(any(row["expected"] == "Y7" or row["code"] == "Y7" for row in beech) or not beech, beech[:2])


@case("an unexpected closure of the afternoon says what it would replace, and then does")
def _(t):
    s = t.demo(clock=f"{TODAY}T13:10")
    acts = t.sql(s, ACTS)
    t.run("--school", s, "closure", "unplanned", "Boiler", TODAY, "--from-session", "pm", "--dry-run")
    t.equal(t.sql(s, ACTS), acts)
    r = t.run("--school", s, "closure", "unplanned", "Boiler", TODAY, "--from-session", "pm", "--reason", "no heating")
    t.match(r"^act \d+ saved$", r.out)
    t.run("--school", s, "verify")


@case("the times of one date move, and year times does the same for a stretch of days")
def _(t):
    s = t.demo()
    said, act = saved(t, s, "times", "08:40,09:30,10:00,12:00", "--session", "am", "--date", "2026-11-27")
    t.has(said, "Fri 27 Nov 2026")
    undo(t, s, act)
    saved(t, s, "times", "08:40,09:30,10:00,12:00", "--session", "am")
    t.run("--school", s, "late", "1161")
    t.equal(codes(t, s)["1161"], "/")
    saved(t, s, "times", "--session", "am", "--date", TODAY, "--remove")
    saved(t, s, "year", "times", "08:40,09:30,10:00,12:00", "--session", "am", "--from", "2026-11-27", "--to", "2026-11-27")
    t.has(t.run("--school", s, "times", "08:40,09:30,10:00,12:00", "--session", "am", "--date", "2026-11-27").out, "nothing to change")


main()
