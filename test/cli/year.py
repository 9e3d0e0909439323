#!/usr/bin/python3
"""The school year, its times, and its turn, from the command line."""

import json
import time

from marlow import OPTIONS, clock_stands, day, marlow, saved, unchanged, undo
from tap import case, main

clock_stands()

FIRST = f"{int(day()[:4]) + (day()[5:] >= '09-01')}-09-01"  # of the next school year
LAST = FIRST[:5] + "08-31"
NEW = ["--from", FIRST]
PLACES = """SELECT admission_number, roll_group.name, date(membership.from_day * 86400, 'unixepoch'), date(membership.to_day * 86400, 'unixepoch') FROM membership
            JOIN pupil ON pupil.id = pupil JOIN roll_group ON roll_group.id = roll_group ORDER BY admission_number, membership.from_day"""
YEARS = "SELECT admission_number, year FROM pupil_year JOIN pupil ON pupil.id = pupil WHERE to_day IS NULL ORDER BY admission_number"


def fates(t, s, *arguments):
    rows = json.loads(t.run("--school", s, "year", "rollover", *NEW, *arguments, "--dry-run", "--format", "json").out)
    return sorted((row["name"], row["fate"], row["new_class"]) for row in rows)


# SHOW AND TIMES

@case("the year as text, CSV and JSON")
def _(t):
    s = marlow(t)
    text = t.run("--school", s, "year", "show", "--date", "2025-03-14").out
    t.has(text, "School year, Sun 1 Sep 2024 to Sun 31 Aug 2025")
    t.has(text, "On the roll 5, to come 0, leaving 0")
    rows = json.loads(t.run("--school", s, "year", "show", "--date", "2025-03-14", "--format", "json").out)
    t.equal([(row["kind"], row["label"]) for row in rows], [("term", "All year"), ("closure", "Half-term"), ("times", "Morning"), ("times", "Afternoon")])
    t.equal((rows[0]["from"], rows[0]["to"]), ("2024-09-03", "2025-07-22"))
    t.equal(t.run("--school", s, "year", "show", "--date", "2025-03-14", "--format", "csv").out.splitlines()[0], "kind,label,value,detail,from,to")


@case("a year with too few sessions is said to have them")
def _(t):
    s = marlow(t)
    t.run("--school", s, "term", "Autumn", "2030-09-02", "2030-12-20")
    t.has(t.run("--school", s, "year", "show", "--date", "2030-10-01").out, " sessions for the whole school: fewer than 380")


@case("times of the school, a year and a class, changed and taken away")
def _(t):
    s = marlow(t)
    wish = ["year", "times", "--session", "am", "--from", "2025-03-10", "08:40,08:45,09:15,12:00"]
    said, act = saved(t, s, *wish)
    t.equal(said, "Times of the morning from Mon 10 Mar 2025: gate 08:40, register 08:45 to 09:15, end 12:00.\n")
    t.equal(t.run("--school", s, *wish).out, "nothing to change: it stands so already\n")
    said, _ = saved(t, s, "year", "times", "--session", "am", "--class", "Willow", "--from", "2025-03-10", "--to", "2025-03-14", "09:00,09:40,12:00")
    t.has(said, "gate 09:00, register 09:00 to 09:40")
    t.has(said, "may not stay open longer than 30")
    saved(t, s, "year", "times", "--session", "pm", "--year", "R", "12:40,13:00,15:00")
    _, gone = saved(t, s, "year", "times", "--session", "am", "--class", "Willow", "--from", "2025-03-10", "--to", "2025-03-14", "--remove")
    undo(t, s, gone)
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT count(*) FROM session_time"), [(4,)])


TIMES_REFUSED = [
    ("no times", ["--session", "am"], 2, "At what times? Type them as 08:45,08:50,09:20,12:00"),
    ("two times", ["--session", "am", "09:00,10:00"], 2, "Type four times with commas between them"),
    ("a time that is none", ["--session", "am", "08:45,08:50,9.20,12:00"], 2, "\"9.20\" is not a time."),
    ("a close before the start", ["--session", "am", "09:00,08:30,12:00"], (2, 4), "The register closes at 08:30, but it starts at 09:00."),
    ("a class that there is not", ["--session", "am", "--class", "Elm", "09:00,09:30,12:00"], (2, 4), "There is no class Elm"),
    ("times that there are not", ["--session", "am", "--class", "Willow", "--from", "2025-03-10", "--remove"], 4, "none are taken away"),
]


@case("refused, and nothing is changed: {}", rows=TIMES_REFUSED)
def _(t, arguments, status, said):
    unchanged(t, marlow(t), "year", "times", *arguments, status=status, said=said)


# ROLL-OVER

@case("a dry run says where each goes, and changes nothing")
def _(t):
    s = marlow(t)
    places = t.sql(s, PLACES)
    text = t.run("--school", s, "year", "rollover", *NEW, "Willow=Oak", "Maple=Willow", "--dry-run").out
    t.has(text, "Maple, Year 1: 1 to Willow\nWillow, Year 3: 4 to Oak (new)\n")
    t.has(text, "moves 5")
    t.lacks(text, "Okafor, Amara")  # who just goes on is said by the class
    t.equal(fates(t, s, "Willow=Oak", "Maple=Willow")[0], ("Adeyemi-Smith, Seun", "moves", "Oak"))
    t.equal(fates(t, s, "Willow:3=-", "Maple=")[1:3], [("Hall, Tom", "undecided", None), ("Okafor, Amara", "held", None)])
    t.equal(t.sql(s, PLACES), places)


@case("everybody moves in one act, and one undo puts them back")
def _(t):
    s = marlow(t)
    places, years = t.sql(s, PLACES), t.sql(s, YEARS)
    wish = ["year", "rollover", *NEW, "Willow=Oak", "Maple=Willow", "--reason", "agreed in July"]
    said, act = saved(t, s, *wish)
    after = t.sql(s, PLACES)
    t.equal(after[:2], [("0101", "Willow", "2024-09-03", LAST), ("0101", "Oak", FIRST, None)])
    t.equal(after[-2:], [("0201", "Maple", "2024-09-03", LAST), ("0201", "Willow", FIRST, None)])
    t.equal(t.sql(s, YEARS), [(n, y + 1) for n, y in years])
    t.has(t.run("--school", s, "history", "--act", act).out, "agreed in July")
    t.equal(t.run("--school", s, *wish).out, "nothing to change: everybody is in the new year already\n")
    undo(t, s, act)
    t.equal((t.sql(s, PLACES), t.sql(s, YEARS)), (places, years))


@case("a year that nobody in the class is in is said, and the others go on")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "year", "rollover", *NEW, "Willow:4=Oak", "Maple=Willow", "--dry-run")
    t.equal(r.err, "Nobody in Willow:4 has still to be moved.\n")


@case("begun in July and finished in September: nobody moves twice")
def _(t):
    s = marlow(t)
    saved(t, s, "year", "rollover", *NEW, "Willow=Oak", "Maple=")
    t.equal({fate for name, fate, _ in fates(t, s) if name != "Hall, Tom"}, {"done"})
    r = t.run("--school", s, "year", "rollover", *NEW, "Willow=Oak", "Maple=Willow")  # the same, but for what was open
    t.match(r"^act \d+ saved$", r.out)
    t.equal(r.err, "Nobody in Willow has still to be moved.\n")
    t.equal(t.sql(s, PLACES)[-1], ("0201", "Willow", FIRST, None))
    t.equal({fate for _, fate, _ in fates(t, s)}, {"done"})
    t.has(t.run("--school", s, "year", "rollover", *NEW, "--dry-run").out, "Everybody is in this year already.")


@case("a leaver whose destination is not known is held, one whose is leaves")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School", "--to", LAST)
    got = {name: fate for name, fate, _ in fates(t, s, "Willow=-", "Maple=Willow")}
    t.equal(got["Zhang, Wei"], "held")
    t.ok(got.get("Okafor, Amara") in (None, "leaves", "done"), f"{got}")


ROLLOVER_REFUSED = [
    ("a class that there is not", ["Elm=Oak"], 4, "There is no class \"Elm\" to move. There are: Maple:1, Willow:3."),
    ("a class and year that there is not", ["Elm:4=Oak"], 4, "There is no class \"Elm:4\" to move."),
    ("no class", ["=Oak"], 2, "\"=Oak\" is not CLASS=NEW or CLASS:YEAR=NEW."),
    ("no sign between them", ["Oak"], 2, "\"Oak\" is not CLASS=NEW or CLASS:YEAR=NEW."),
]


@case("refused, and nothing is changed: {}", rows=ROLLOVER_REFUSED)
def _(t, arguments, status, said):
    s = marlow(t)
    unchanged(t, s, "year", "rollover", *NEW, *arguments, status=status, said=said)
    unchanged(t, s, "year", "rollover", *NEW, *arguments, "--dry-run", status=status, said=said)


def many(count):
    """A school of that many, in classes of 25, years 1 to 6."""
    rows = "".join(f"{1000 + i},Pupil{i},Some,{2015 + i % 5}-03-04,F,{1 + i // 25 % 6},C{i // 25},2024-09-03\n" for i in range(count))
    return "admission_number,surname,forename,dob,sex,year,class,start_date\n" + rows


@case("a thousand moved by mistake are one act, and one undo")
def _(t):
    s = t.init(*OPTIONS)
    t.run("--school", s, "import", "pupils", "-", input=many(1000))
    before = t.sql(s, PLACES)
    csv = t.run("--school", s, "pupil", "list", "--format", "csv").out
    began = time.monotonic()
    said, act = saved(t, s, "pupil", "move", "-", "--class", "C0", "--from", day(), input=csv)
    t.note(f"{time.monotonic() - began:.2f} s")
    t.equal(t.sql(s, "SELECT count(*) FROM membership WHERE to_day IS NULL AND roll_group = (SELECT id FROM roll_group WHERE name = 'C0')"), [(1000,)])
    undo(t, s, act)
    t.equal(t.sql(s, PLACES), before)


main(needs=["faketime"])
