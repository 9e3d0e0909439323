#!/usr/bin/python3
"""The computer's clock is wrong: every act is saved in its order, the step is in the record, and the office hears of it."""

import json
import os

from bad import BEGUN, DAY, OPTIONS, at, needs_clock, school
from tap import case, main

TOLD = "This computer's clock went back: "


def steps(t, s):
    """(act, clock_went_back) by number, and that this is the order in which everything was done."""
    rows = t.sql(s.directory, "SELECT act, clock_went_back FROM v_act ORDER BY act")
    t.equal([act for act, _ in rows], list(range(1, len(rows) + 1)), "numbers")
    history = json.loads(s.run("history", "--format", "json").out)
    t.equal([(row["act"], int(row["clock_went_back"])) for row in history], [(a, b or 0) for a, b in rows if a >= history[0]["act"]])
    return [a for a, back in rows if back]


@case("back one day: saved, flagged, told, and the later act's mark stands")
def _(t):
    s = school(t)
    s.register("set", "0101=I", "--reason", "mum rang", at="2026-09-15 09:00", date=DAY)
    r = s.register("set", "0101=M", at=f"{DAY} 09:00")
    t.match(r"\Aact \d+ saved: 1 mark\n\Z", r.out)
    t.has(r.err, TOLD + f"it says 09:00 on Mon 14 Sep 2026, and act {s.acts() - 1} was saved at 09:00 on Tue 15 Sep 2026.")
    t.equal(r.err.count("\n"), 1)
    t.equal(s.mark("0101"), "M")
    t.equal(steps(t, s), [s.acts()])
    t.has(s.run("history").out, f"Act {s.acts()}: the computer's clock had gone back.")
    s.verify()
    r = s.register("set", "0102=M", at=f"{DAY} 09:05")
    t.equal(r.err, "", "told once, where the step was")
    t.equal(len(steps(t, s)), 1)


@case("back one day, a whole register: marks, send, close, undo, all in order")
def _(t):
    s = school(t)
    s.run("staff", "role", "jokafor", "dsl", at="2026-09-15 08:00")
    s.register("set", "0101=I", at=f"{DAY} 08:55")
    s.register("fill")
    s.register("send")
    s.run("late", "0102", "--code", "M", at=f"{DAY} 09:30", status=4)
    s.run("register", "close", "--session", "am")
    s.run("undo", str(s.acts() - 3), "--reason", "wrong child")
    t.equal(len(steps(t, s)), 1)
    t.equal(s.marks(), {"0102": "/", "0103": "/", "0104": "/"})
    s.verify()


@case("forward ten years and right again")
def _(t):
    s = school(t)
    s.register("set", "0101=I", at=f"{DAY} 08:55")
    r = s.register("set", "0102=I", "--reason", "on paper", date=DAY, at="2036-09-15 09:00")
    t.equal(r.err, "", "nobody can know yet")
    ahead = s.acts()
    r = s.register("set", "0103=I", at=f"{DAY} 09:01")
    t.has(r.err, TOLD + f"it says 09:01 on Mon 14 Sep 2026, and act {ahead} was saved at 09:00 on Mon 15 Sep 2036.")
    r = s.register("set", "0104=I", at=f"{DAY} 09:02")
    t.equal(r.err, "")
    t.equal(s.marks(), {number: "I" for number in ("0101", "0102", "0103", "0104")})
    t.equal(steps(t, s), [ahead + 1])
    t.has(s.run("history", "--pupil", "0102").out, "2036")
    t.equal([row["act"] for row in json.loads(s.run("history", "--from", DAY, "--to", DAY, "--format", "json").out)], [ahead - 1, ahead + 1, ahead + 2])
    s.verify()


@case("whoever only looks is told too, and standard output is left alone: {}", rows=[
    (" ".join(c[:2]), c) for c in (["register", "show", "--class", "Willow", "--session", "am", "--format", "json"], ["report", "absentees", "--format", "csv"],
                                   ["report", "missing"], ["report", "bands", "--format", "json"], ["history"], ["verify", "--format", "json"])])
def _(t, command):
    s = school(t)
    s.register("fill", at="2026-09-15 08:55")
    r = s.run(*command, at=f"{DAY} 09:00", status=(0, 1))
    t.has(r.err, TOLD)
    t.lacks(r.out, TOLD)
    if "json" in command:
        json.loads(r.out)


@case("where nothing is saved the clock may be why, and it is said")
def _(t):
    s = school(t)
    s.register("fill", at="2026-09-15 08:55")
    r = s.register("set", "0101=I", date="2026-09-15", at=f"{DAY} 09:00", status=4)
    t.has(r.err, "still to come")
    t.has(r.err, TOLD)


@case("a step of seconds is in the record and on nobody's screen")
def _(t):
    s = school(t)
    s.runs = 40
    s.register("set", "0101=I", at=f"{DAY} 08:55")
    s.runs = 0
    r = s.register("set", "0102=I", at=f"{DAY} 08:55")
    t.equal(r.err, "")
    t.equal(steps(t, s), [s.acts()])


@case("a practice school keeps its own time: the computer's is never told of")
def _(t):
    s = school(t)
    practice = t.demo()
    s.directory = practice
    for moment in ("2036-01-01 09:00", "2001-01-01 09:00"):
        blank = t.sql(practice, "SELECT count(*) FROM v_mark WHERE date = '2026-11-20'")[0][0]
        r = s.register("fill", cls="Beech" if blank and moment.startswith("2036") else "Oak", at=moment)
        t.equal(r.err, "")
    t.equal(t.sql(practice, "SELECT count(*) FROM v_act WHERE clock_went_back"), [(0,)])
    t.equal({row[0] for row in t.sql(practice, "SELECT at FROM v_act ORDER BY act DESC LIMIT 2")}, {"2026-11-20T09:07:00Z"})


FAR = [("1970", "1970-01-01 00:01"), ("1899", "1899-12-31 10:00"), ("2100", "2100-03-01 09:00"), ("2199", "2199-12-31 09:00"), ("2200", "2200-01-01 09:00"),
       ("2500", "2500-06-01 09:00")]


@case("a clock that stands in {}: nothing ends badly, and what was saved stays", rows=[(year, moment) for year, moment in FAR])
def _(t, moment):
    s = school(t)
    s.register("set", "0101=I", at=f"{DAY} 08:55")
    before = t.sql(s.directory, "SELECT act, at, hash FROM v_act ORDER BY act")
    for command in (["register", "show", "--class", "Willow", "--session", "am"], ["report", "absentees"], ["report", "missing"], ["report", "bands"],
                    ["report", "statistics", "--format", "json"], ["report", "pupil", "--pupil", "0101"], ["history"], ["check"], ["late", "0102"],
                    ["register", "close", "--session", "am"], ["register", "set", "--class", "Willow", "--session", "am", "--date", DAY, "--reason", "x", "0102=I"],
                    ["staff", "add", "x", "X", "Y"], ["import", "pupils", "-"], ["undo", "11"]):
        s.run(*command, at=moment, status=(0, 1, 2, 3, 4, 5))
    t.equal(t.sql(s.directory, "SELECT act, at, hash FROM v_act ORDER BY act")[:len(before)], before)
    s.run("verify", at=f"{DAY} 09:00")
    t.equal(s.mark("0101"), "I")


@case("where a wrong clock knows nobody, it is the clock that is told of")
def _(t):
    s = school(t)
    t.has(s.run("register", "show", "--class", "Willow", "--session", "am", at="1970-01-01 00:01", status=4).err, TOLD)
    t.has(s.run("report", "absentees", at="2300-01-01 10:00", status=3).err, "clock stands outside the years 1900 to 2199")


@case("a wrong clock begins no school")
def _(t):
    needs_clock(t)
    t.has(t.run("init", "new", *OPTIONS, env=at("2300-01-01 10:00"), status=3).err, "clock stands outside")
    for moment in ("1970-01-01 00:01", "2100-01-01 10:00", "2300-01-01 10:00"):
        t.has(t.run("demo", "new", env=at(moment), status=2).err, "--clock")
    t.equal(os.listdir(t.dir), [".home"])
    t.run("demo", "new", "--clock", "2026-11-20T09:07", env=at("1970-01-01 00:01"))


@case("a school is begun on the day the clock says, were it before another one")
def _(t):
    s = school(t, begun="2026-09-01 10:30")
    t.equal(s.acts(), 11)
    t.equal(t.sql(s.directory, "SELECT at FROM v_act WHERE act = 1")[0][0][:16], "2026-09-01T09:30")
    t.lacks(s.run("verify", at=BEGUN, status=0).err, "mistake")


main(needs=["faketime"])
