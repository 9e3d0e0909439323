#!/usr/bin/python3
"""Days that are no ordinary school day: out of term, to come, long past, clock changes; and the codes of their time."""

import json

from bad import DAY, LONDON, PUPILS, at, school
from tap import case, main

WHY = ["--reason", "from the paper register"]


def refused(t, s, said, *arguments, status=4, **where):
    before = s.acts()
    r = s.register(*arguments, status=status, **where)
    t.equal(r.out, "")
    t.has(r.err, said)
    t.equal(r.err.count("\n"), 1, "one sentence")
    t.equal(s.acts(), before, "acts")


NO_DAY = [
    ("out of term", "2026-09-01", "out of term"),
    ("between two terms", "2026-12-29", "out of term"),
    ("in a closure", "2026-10-21", "Half-term"),
    ("on an INSET day", "2026-11-06", "INSET"),
    ("on a Saturday", "2026-09-12", "weekend"),
    ("on a bank holiday that nobody typed", "2027-03-26", "bank holiday"),
    ("tomorrow", "2027-04-14", "still to come"),
    ("in the year 2199", "2199-12-31", "still to come"),
]


@case("{}: no register is shown, set, filled or sent", rows=NO_DAY)
def _(t, date, said):
    s = school(t)
    s.now = "2027-04-13 09:00"
    refused(t, s, said, "show", date=date)
    refused(t, s, said, "set", *WHY, "0101=N", date=date)
    refused(t, s, said, "fill", *WHY, date=date)
    refused(t, s, said, "send", date=date)
    t.equal(s.run("register", "close", "--session", "am", "--date", date, "--confirm-n", status=4).out, "")


@case("before the codes began there was no class, and no code", rows=[("in 2006", "2006-08-31"), ("in 1900", "1900-01-01")])
def _(t, date):
    s = school(t)
    r = s.register("show", date=date, status=2)
    t.has(r.err, "There was no class")
    t.lacks(r.err, "import")
    s.run("late", "0101", "--date", date, "--session", "am", "--at", "08:55", *WHY, status=4)
    s.run("register", "close", "--session", "am", "--date", date, status=4)
    s.run("report", "missing", "--date", date)
    s.run("report", "statistics", "--from", "1900-01-01", "--to", date, "--format", "json")
    t.equal(s.acts(), 11)


@case("a date that is none is a matter of usage: {}",
      rows=[(d, d) for d in ("2026-02-30", "2026-13-01", "14/09/2026", "1899-12-31", "2200-01-01", "yesterday", "2026-9-1", "")])
def _(t, date):
    s = school(t)
    r = s.run("register", "show", "--class", "Willow", "--session", "am", "--date", date, status=2)
    t.has(r.err, "--date")
    t.equal(r.out, "")


@case("the day of a closure that nobody planned takes Y4 and nothing else")
def _(t):
    s = school(t)
    s.now = "2026-12-01 09:00"
    refused(t, s, "Y4", "set", "0101=/")
    s.register("fill")
    t.equal(s.marks(date="2026-12-01"), {}, "everybody is expected Y4: nobody is filled as present")
    s.register("fill", "--overwrite", "y4", "--yes", "0", at="2026-12-01 09:01")
    t.equal(set(s.marks(date="2026-12-01").values()), {"Y4"})
    s.verify()


@case("the first and the last day of term are days of school")
def _(t):
    s = school(t)
    for day in ("2026-09-02", "2026-12-18", "2027-01-04"):
        s.register("fill", at=f"{day} 08:51")
        t.equal(set(s.marks(date=day).values()), {"/"})


@case("a class with no pupils")
def _(t):
    s = school(t, pupils=PUPILS)
    leavers = PUPILS.splitlines()[0] + "\n" + "".join(line + "2026-09-11\n" for line in PUPILS.splitlines() if ",Maple," in line)
    s.run("import", "pupils", "-", input=leavers, at="2026-09-11 16:00")
    s.now = f"{DAY} 08:55"
    t.has(s.register("show", cls="Maple").out, "Nobody")
    t.equal(json.loads(s.register("show", "--format", "json", cls="Maple").out), [])
    t.equal(s.register("show", "--format", "csv", cls="Maple").out.count("\n"), 1)
    t.equal(s.register("fill", cls="Maple").out, "0 blank\nnothing to change: 0 marks stand\n")
    refused(t, s, "Nobody is in Maple", "send", cls="Maple")
    refused(t, s, "last day was Fri 11 Sep 2026", "set", "0201=N", cls="Maple")
    for kind in ("absentees", "missing", "bands", "statistics"):
        s.run("report", kind, "--class", "Maple", at=f"{DAY} 09:30")
    t.equal(s.run("report", "missing", "--class", "Maple", "--format", "json").out, "[]\n")
    r = json.loads(s.run("report", "statistics", "--class", "Maple", "--from", DAY, "--format", "json").out)
    t.equal((r["possible"], r["attendance_percent"]), (0, None))
    s.run("register", "close", "--session", "am")
    s.verify()


@case("a school with no pupils at all")
def _(t):
    s = school(t, pupils=PUPILS.splitlines()[0] + "\n")
    s.now = f"{DAY} 09:30"
    t.has(s.register("show", status=2).err, "no class")
    s.run("register", "close", "--session", "am", status=4)
    t.equal(s.run("report", "missing").err, "")
    for kind in ("absentees", "bands", "statistics"):
        for form in ("text", "csv", "json"):
            s.run("report", kind, "--format", form)
    s.verify()


@case("a pupil entered at noon who starts today: the sent morning has a blank, and nobody else's mark moves")
def _(t):
    s = school(t)
    s.register("fill", at=f"{DAY} 08:55")
    s.register("send", at=f"{DAY} 08:56")
    s.run("register", "close", "--session", "am", at=f"{DAY} 09:21")
    before = s.marks()
    s.run("import", "pupils", "-", input=PUPILS.splitlines()[0] + f"\n0105,Noon,Nora,2017-02-02,F,5,Willow,{DAY},\n", at=f"{DAY} 12:05")
    t.equal(s.marks(), before)
    t.has(s.register("show").out, "5 due, 1 blank")
    absent = json.loads(s.run("report", "absentees", "--session", "am", "--format", "json").out)
    t.equal([row["code"] for row in absent if row["name"] == "Nora Noon"], [None])
    s.register("fill", session="pm", at=f"{DAY} 12:58")
    t.equal(s.mark("0105", "pm"), "\\")
    t.equal(s.mark("0105"), None)
    s.verify()


@case("a pupil who starts tomorrow is in no register of today")
def _(t):
    s = school(t)
    s.run("import", "pupils", "-", input=PUPILS.splitlines()[0] + "\n0105,Early,Eve,2017-02-02,F,5,Willow,2026-09-15,\n", at=f"{DAY} 08:30")
    t.has(s.register("show", at=f"{DAY} 08:50").out, "4 due")
    refused(t, s, "the first day is Tue 15 Sep 2026", "set", "0105=/")
    t.has(s.register("show", at="2026-09-15 08:50").out, "5 due")


# Codes of their time

TODAY_REFUSED = [("H", "C"), ("F", "C"), ("J", "J1"), ("Y", "Y1")]


@case("{} today is refused, and what took its place is named", rows=[(code, code, instead) for code, instead in TODAY_REFUSED])
def _(t, code, instead):
    s = school(t)
    s.now = f"{DAY} 09:30"
    refused(t, s, instead, "set", f"0101={code}")
    refused(t, s, instead, "set", f"0101={code.lower()}")
    refused(t, s, "standard input:3: ", "set", input=f"admission_number,code\n0102,I\n0101,{code}\n")


ERAS = [
    ("H until 18 August 2024", "H", "2024-07-12", "authorised"),
    ("F until August 2013", "F", "2013-07-12", "authorised"),
    ("J until 18 August 2024, an activity then", "J", "2024-07-12", "educational_activity"),
    ("Y until 18 August 2024", "Y", "2024-07-12", "not_possible"),
    ("D counted as present until August 2011", "D", "2011-07-13", "educational_activity"),
    ("D is no possible session since", "D", "2011-09-14", "not_possible"),
    ("J1 now, authorised", "J1", "2025-07-11", "authorised"),
    ("K now", "K", "2025-07-11", "educational_activity"),
    ("the first day of registers", "I", "2006-09-05", "authorised"),
]


@case("a code in its years: {}", rows=ERAS)
def _(t, code, date, category):
    s = school(t)
    s.register("set", *WHY, f"0301={code.lower()}", cls="Elder", date=date, at=f"{DAY} 10:00")
    rows = t.sql(s.directory, "SELECT code, category FROM v_mark WHERE date = ?", date)
    t.equal(rows, [(code, category)])
    figures = json.loads(s.run("report", "statistics", "--from", date, "--to", date, "--format", "json").out)
    t.equal(figures["codes"], {code: 1})
    t.equal(figures["possible"], 0 if category == "not_possible" else 1)
    t.equal(figures["attended"], 1 if category == "educational_activity" else 0)
    s.verify()


NOT_THEN = [("F in 2014", "F", "2014-07-11"), ("J1 in 2023", "J1", "2023-07-12"), ("K in 2023", "K", "2023-07-12"), ("Q in 2023", "Q", "2023-07-12"),
            ("Y3 in 2023", "Y3", "2023-07-12"), ("C2 in 2023", "C2", "2023-07-12"), ("H in 2025", "H", "2025-07-11"), ("Y in 2025", "Y", "2025-07-11")]


@case("a code out of its years is refused: {}", rows=NOT_THEN)
def _(t, code, date):
    s = school(t)
    s.now = f"{DAY} 10:00"
    refused(t, s, code, "set", *WHY, f"0301={code}", cls="Elder", date=date)


TYPED = [("c1", "C1"), ("C1", "C1"), ("y3", "Y3"), ("Y7", "Y7"), ("j1", "J1"), ("i", "I"), ("l", "L"), ("/", "/"), ("\\", "/"), ("n", "N")]


@case("typed {} in the morning", rows=[(typed, typed, kept) for typed, kept in TYPED])
def _(t, typed, kept):
    s = school(t)
    s.register("set", f"0101={typed}", at=f"{DAY} 09:00")
    t.equal(s.mark("0101"), kept)


@case("a slash of either kind in the afternoon is the afternoon's")
def _(t):
    s = school(t)
    s.register("set", "0101=/", "0102=\\", session="pm", at=f"{DAY} 13:05")
    s.register("set", session="pm", input="admission_number,code\n0103,/\n")
    t.equal(s.marks("pm"), {"0101": "\\", "0102": "\\", "0103": "\\"})


@case("{} is no code, and is called none", rows=[(c, c) for c in ("A", "11", "C3", "Y8", "Y0", "//", "LL", "é", "C 1", "1C", "?")])
def _(t, code):
    s = school(t)
    s.now = f"{DAY} 09:00"
    refused(t, s, "code", "set", f"0101={code}", status=2)
    r = s.register("set", input=f'admission_number,code\n0102,I\n0101,"{code}"\n', status=5)
    t.has(r.err, "standard input:3:2: ")
    t.equal(s.marks(), {})


@case("a code that must say what kind says so at once, and an older note does not count")
def _(t):
    s = school(t)
    s.register("set", input="admission_number,code,note\n0101,M,dentist\n", at=f"{DAY} 09:00")
    r = s.register("set", "0101=Y7", "0102=I")
    t.has(r.err, "1 of these marks must say what kind")
    t.has(s.register("show").out, "Amara Okafor needs a note")
    r = s.register("set", input="admission_number,code,note\n0101,Y7,staggered start\n")
    t.equal(r.err, "")
    t.lacks(s.register("show").out, "needs a note")


# The session clock

ARRIVALS = [
    ("at the gate", "08:45", "/", None), ("after the gate", "08:46", "/", None), ("as the register starts", "08:50", "/", None),
    ("a minute after it started", "08:51", "L", 1), ("a minute before the close", "09:19", "L", 29), ("at exactly the close", "09:20", "L", 30),
    ("a minute after the close", "09:21", "U", 31), ("a minute before the end", "11:59", "U", 189),
]


@case("an arrival {}", rows=ARRIVALS)
def _(t, minute, code, late):
    s = school(t)
    r = s.run("late", "0101", at=f"{DAY} {minute}")
    t.match(r"act \d+ saved: 1 mark", r.out)
    t.equal(t.sql(s.directory, "SELECT code, minutes_late FROM v_mark WHERE date = ?", DAY), [(code, late)])
    t.equal(t.sql(s.directory, "SELECT arrival FROM v_entry WHERE stands"), [(minute,)])


@case("the afternoon's clock is its own", rows=[("at the close", "13:30", "L"), ("after it", "13:31", "U")])
def _(t, minute, code):
    s = school(t)
    s.run("late", "0101", at=f"{DAY} {minute}")
    t.equal(s.marks("pm"), {"0101": code})


@case("nobody arrives at a session that ended, or that is to come")
def _(t):
    s = school(t)
    for minute, said in (("12:00", "ended at 12:00"), ("15:16", "ended at 15:15")):
        t.has(s.run("late", "0101", at=f"{DAY} {minute}", status=4).err, said)
    t.has(s.run("late", "0101", "--at", "09:40", at=f"{DAY} 09:30", status=4).err, "still to come")
    t.has(s.run("late", "0101", at="2026-09-12 09:30", status=4).err, "weekend")


@case("a child signed in twice keeps the first arrival")
def _(t):
    s = school(t)
    s.run("late", "0101", at=f"{DAY} 09:05")
    r = s.run("late", "0101", at=f"{DAY} 09:15", status=4)
    t.equal(r.out, "")
    t.has(r.err, "signed in at 09:05 already")
    t.equal(t.sql(s.directory, "SELECT minutes_late FROM v_mark WHERE date = ?", DAY), [(15,)])


@case("a name that fits several means the one in this class")
def _(t):
    s = school(t)
    s.run("import", "pupils", "-", input=PUPILS.splitlines()[0] + "\n0203,Okafor,Amara,2020-02-12,F,2,Maple,2026-09-02,\n", at=f"{DAY} 08:30")
    s.register("set", "Okafor=I", at=f"{DAY} 09:00")
    s.register("set", "amara=M", cls="Maple")
    t.equal((s.mark("0101"), s.mark("0203")), ("I", "M"))
    refused(t, s, "Tom Hall of Maple, born 2020-02-11 (0201); Tim Hall of Maple, born 2020-02-12 (0202)", "set", "Hall=I", cls="Maple")
    t.has(s.run("late", "Amara", status=4).err, "Amara Okafor of Willow")


# Clock changes

# 29 March 2026 is the last Sunday of a term: clocks go on at 01:00 UTC; on 25 October 2026 they go back.
CHANGES = [
    ("Friday before the clocks go on", "2026-03-27", "08:50", "2026-03-27T08:51:20Z"),
    ("Monday after the clocks went on", "2026-03-30", "08:50", "2026-03-30T07:51:20Z"),
    ("Friday before the clocks go back", "2026-10-16", "08:50", "2026-10-16T07:51:20Z"),
    ("Monday after the clocks went back", "2026-10-26", "08:50", "2026-10-26T08:51:20Z"),
]


@case("{}: the day, the session clock and the act's time in UTC", rows=CHANGES)
def _(t, date, start, utc):
    group, pupil = ("Elder", "0301") if date < "2026-08" else ("Willow", "0101")
    s = school(t, begun="2026-03-02 10:00")
    t.has(s.register("show", cls=group, at=f"{date} {start}").out, "not taken")
    r = s.run("late", pupil, at=f"{date} 08:51")
    t.has(r.out, "at 08:51, 1 minute after")
    t.equal(t.sql(s.directory, "SELECT date, session, code, minutes_late FROM v_mark"), [(date, "am", "L", 1)])
    done = t.sql(s.directory, "SELECT at FROM v_act ORDER BY act DESC LIMIT 1")[0][0]
    t.equal(done[:16], utc[:16])
    t.equal(t.sql(s.directory, "SELECT clock_went_back FROM v_act ORDER BY act DESC LIMIT 1"), [(0,)])
    t.has(s.run("history", "--from", date).out, f"{date} 08:51")
    s.verify()


@case("an hour that is twice: acts keep their order, and no clock went back")
def _(t):
    s = school(t)
    for moment in ("2026-10-25 00:30", "2026-10-25 01:30"):  # in UTC: 01:30 by the school's clock, both times
        s.run("staff", "role", "jokafor", "governor" if "00" in moment[11:13] else "inspector", at=moment, zone=__import__("datetime").timezone.utc)
    rows = t.sql(s.directory, "SELECT at, clock_went_back FROM v_act ORDER BY act DESC LIMIT 2")
    t.equal([(a[:16], back) for a, back in rows], [("2026-10-25T01:30", 0), ("2026-10-25T00:30", 0)])
    t.equal(s.run("history", "--from", "2026-10-25", "--to", "2026-10-25", at="2026-10-26 09:00").out.count("2026-10-25 01:30"), 2)


@case("an hour that is not: 01:30 on 29 March")
def _(t):
    s = school(t, begun="2026-03-02 10:00")
    s.run("staff", "role", "jokafor", "governor", at="2026-03-29 01:00", zone=__import__("datetime").timezone.utc)
    t.has(s.run("history", "--from", "2026-03-29").out, "2026-03-29 02:00")
    t.has(s.run("register", "show", "--class", "Elder", "--session", "am", status=4).err, "weekend")


# The time zone of the host

ZONES = [("UTC", "UTC"), ("New York", "America/New_York"), ("Tokyo", "Asia/Tokyo"), ("Kiritimati, a day ahead", "Pacific/Kiritimati"), ("nonsense", "Mars/Olympus"),
         ("a rule of its own", "XYZ-14:59"), ("a file", ":/etc/passwd"), ("an empty one", ""), ("a long one", "A" * 5000)]


@case("the host's TZ changes nothing: {}", rows=ZONES)
def _(t, zone):
    s, plain = school(t), school(t)
    told = []
    for one, environment in ((s, {"TZ": zone}), (plain, {"TZ": "Europe/London"})):
        said = [one.register("set", "0101=I", "0102=/", at=f"{DAY} 08:55", env=environment).out,
                one.run("late", "0103", at=f"{DAY} 09:20", env=environment).out,
                one.run("late", "0104", at=f"{DAY} 09:21", env=environment).out]
        for report in (["report", "absentees"], ["report", "missing"], ["report", "bands"], ["register", "show", "--class", "Willow", "--session", "am"]):
            r = one.run(*report, at=f"{DAY} 09:22", env=environment, status=(0, 1))
            said.append("\n".join(line for line in r.out.splitlines() if not line.startswith("Seal: ")))
        told.append(said)
    t.equal(told[0], told[1])
    t.equal(s.marks(), {"0101": "I", "0102": "/", "0103": "L", "0104": "U"})
    t.equal(t.sql(s.directory, "SELECT at FROM v_act ORDER BY act DESC LIMIT 1")[0][0][:16], f"{DAY}T08:21")


@case("a practice school is the same to the byte in every zone")
def _(t):
    made = []
    for number, zone in enumerate(("UTC", "Asia/Tokyo", "America/New_York")):
        t.run("demo", f"s{number}", "--clock", "2026-10-26T09:07", env={"TZ": zone})
        made.append(t.run("--school", f"s{number}", "verify", env={"TZ": zone}).out)
        made[-1] += t.run("--school", f"s{number}", "report", "absentees", env={"TZ": zone}).out
    t.equal(made[1:], made[:1] * 2)


main(needs=["faketime"])
