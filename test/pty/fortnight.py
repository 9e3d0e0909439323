#!/usr/bin/python3
"""The fortnightly review of the practice school and what follows from it: each person at their own terminal, the marks of the school under them.

Read each case at its end: what happens, in order.  Nobody sleeps; the clock of the school stands still, and is moved where a day has to pass."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from day import Morning  # noqa: E402
from tap import case, main  # noqa: E402

WIDE = 132
MONDAY = "2026-11-23"
HOUR = "15:40"  # of the Friday: the registers are closed, the marks are what they are


def looked(person):
    """n of m looked at, as the screen of the review says."""
    return tuple(map(int, re.match(r"Review: (\d+) of (\d+) looked at", person.s.rows()[1]).groups()))


def under(person):
    """The name under the cursor."""
    return person.s.rows()[person.s.cursor()[0]][:28].strip()


def decided(m):
    """What stands in the review that is open, by name."""
    rows = m.t.sql(m.school, "SELECT p.forename || ' ' || p.surname, r.decision FROM reviewed r JOIN pupil p ON p.id = r.pupil "
                             "JOIN review v ON v.id = r.review WHERE v.closed_day IS NULL")
    return dict(rows)


def report(m, name, kind, *options):
    return json.loads(m.runs(name, "report", kind, "--format", "json", *options))


# The review


def today_says_that_it_is_due(marek):
    marek.at("Today").sees("due", "Review: due since 20 Nov 2026").to("Review: due")
    marek.does("Enter").at("Review: 0 of ").sees("The last was closed on Fri 6 Nov 2026.").on("Ellie-Mae Draycott")


def one_key_a_pupil(m, marek):
    before, names = marek.pressed, []
    for _ in range(3):
        names.append(under(marek))
        marek.does("Space").told(f"{names[-1]}: Plan with the family and other services. Act ")
    m.t.equal((marek.pressed - before, looked(marek)[0]), (3, 3))
    m.t.equal(decided(m), dict.fromkeys(names, "Plan with the family and other services"))
    marek.told("A task: Plan with the family and other services, Designated safeguarding lead.").on("Yousef Haddad")


def decides(marek, words, *keys):
    """In her own words, in place of what is proposed."""
    marek.does("d").on("Decided:").does(*["Backspace"] * 120, "=" + words, *keys, "F10")


def two_decisions_of_her_own(m, marek):
    decides(marek, "Home visit with the EWO on Tuesday", "Enter", *["Backspace"] * 20, "=Visit written up", "Enter", *["Backspace"] * 12, "=24/11/2026")
    marek.told("Yousef Haddad: Home visit with the EWO on Tuesday.")
    marek.to("Carys Lewis")
    decides(marek, "Part-time table ends")
    marek.told("Carys Lewis: Part-time table ends.")
    m.t.equal((looked(marek)[0], decided(m)["Carys Lewis"]), (5, "Part-time table ends"))
    rows = m.t.sql(m.school, "SELECT next, date('1970-01-01', next_day || ' days') FROM reviewed WHERE decision LIKE 'Home visit%'")
    m.t.equal(rows, [("Visit written up", "2026-11-24")])


def a_pupil_is_looked_at_closely(marek):
    marek.to("Frankie Allen").does("Enter").at("Pupil: Frankie Allen").sees("Attended 80 of 104 (76.9%), missed 24")
    marek.does("l").sees("Lines and what is ahead").sees("Last review: ", "on Fri 6 Nov 2026").sees("Line of 80: below")
    marek.does("p").sees("Patterns").does("t").sees("Trend, to date").sees("76.9% now")
    marek.does("Esc").at("Review: 5 of ").on("Frankie Allen")


def it_is_left_and_gone_on_with(m, marek):
    was = looked(marek)
    marek.does("Esc").at("Today").sees("due", "Review: open since 20 Nov 2026, 5 looked at").to("Review: open")
    marek.does("Enter").sees("Open since Fri 20 Nov 2026 (Marek Nowak).")
    m.t.equal(looked(marek), was)


def a_head_of_year_was_quicker(m, marek, tom):
    """Each has the line before them; what the one has logged, the other does not write over."""
    marek.to("Edward Penfold").does("d").on("Decided:")
    tom.opens("review").at("Review: 2 of 19 looked at").to("Edward Penfold").does("Space").told("Edward Penfold: ", "Act ").at("Review: 3 of 19 looked at")
    stands = decided(m)["Edward Penfold"]
    marek.does(*["Backspace"] * 120, "=Nothing to do", "F10").told("Tom Ashdown")
    m.t.equal(decided(m)["Edward Penfold"], stands)
    if marek.does("Esc").s.rows()[1].startswith("Review: Edward"):  # what was typed is asked for first
        marek.does("Enter")
    marek.at("Review: 6 of ").does("Home").to("Edward Penfold").sees("Decided by Tom Ashdown: ")
    tom.does("F10").told("You review some classes, not the school: whoever reviews them all closes it.")
    tom.goes()


def one_is_taken_back(m, marek):
    marek.does("Home").to("Frankie Allen").does("Space").at("Review: 7 of ")
    m.t.has(decided(m), "Frankie Allen")
    marek.does("F8", "Enter").told("undid act").at("Review: 6 of ")
    m.t.lacks(decided(m), "Frankie Allen")
    marek.does("Home").to("Frankie Allen").sees("Space logs: ")


def the_program_is_killed(m, marek):
    """What was answered with its act is there."""
    marek.does("Home").to("Stanley Harris").does("Space").told("Stanley Harris: ", "Act ")
    was, stands = looked(marek), decided(m)
    marek.dies()
    again = m.sits("marek").opens("review")
    m.t.equal((looked(again), decided(m)), (was, stands))
    m.t.has(stands, "Stanley Harris")
    m.t.has(m.runs("priya", "verify", "--format", "json"), '"ok": true')
    return again


def who_was_not_looked_at_is_named_once(m, marek):
    n, of = looked(marek)
    marek.does("Home").does("F10").told(f"Not looked at: {of - n} of {of}: Stanisław Dąbrowski, Frankie Allen")
    marek.does("Esc")
    m.t.equal(m.t.sql(m.school, "SELECT count(*) FROM review WHERE closed_day IS NULL"), [(1,)], "Esc closes nothing")
    marek.does("F10", "Enter").told(f"The review is closed: {n} of {of} looked at.", "Act ")
    marek.misses("Not looked at").does("Esc").at("Today").misses("Review:")
    m.t.equal(m.t.sql(m.school, "SELECT count(*) FROM review WHERE closed_day IS NULL"), [(0,)])


def the_tasks_are_there(deborah):
    deborah.opens("tasks").sees("Ellie-Mae Draycott: Plan with").sees("Tyler Marsh: Plan with")


@case("the fortnightly review: gone through, left, shared, cut off, closed")
def _(t):
    m = Morning(t, HOUR)
    marek = m.sits("marek", cols=WIDE)
    today_says_that_it_is_due(marek)
    one_key_a_pupil(m, marek)
    two_decisions_of_her_own(m, marek)
    a_pupil_is_looked_at_closely(marek)
    it_is_left_and_gone_on_with(m, marek)
    a_head_of_year_was_quicker(m, marek, m.sits("tom", cols=WIDE))
    one_is_taken_back(m, marek)
    marek = the_program_is_killed(m, marek)
    who_was_not_looked_at_is_named_once(m, marek)
    deborah = m.sits("deborah")
    the_tasks_are_there(deborah)
    deborah.goes()
    marek.goes()


# A mark of last week is changed


BELOW = "98 of 104 (94.2%)"
ABOVE = "99 of 104 (95.2%)"


def one_key(m, person, key, *words):
    """The first paint after the key shows it: a key is one turn of the loop, and one paint."""
    before = person.s.turns()
    person.does(key)
    m.t.equal(person.s.turns() - before, 1, "paints")
    person.sees(*words)


def changes_the_mark(m, priya):
    priya.opens("take a register").does("d", "=18/11/2026", "Enter", "F3", "=hazel", "Enter", "Enter").at("Hazel: morning of Wed 18 Nov 2026")
    priya.does("F3", "=25", "Enter").on("Edward Taylor").does("/", "F10").told("26 here, 1 absent").does("Enter").told("Wed 18 Nov 2026 is past: 1 mark changes")
    priya.does("=came after the register", "Enter").told("Changed: ", "is saved.")


def takes_it_back(priya):
    priya.opens("history").on("Priya Nair").does("F8", "=that was his brother", "Enter").told("undid act")


@case("a past mark is changed, and taken back: other terminals are right within one paint")
def _(t):
    m = Morning(t, HOUR)
    m.runs("marek", "review", "log", "Edward Taylor", "Watched")
    m.runs("marek", "review", "close", "--yes", str(len(report(m, "marek", "review")) - 1))
    m.clock("08:40", MONDAY)
    priya, marek, sunita = m.sits("priya"), m.sits("marek", cols=WIDE, rows=40), m.sits("sunita", rows=40)
    marek.opens("bands").does("c", "=hazel", "Enter").to("Edward Taylor").sees("Edward Taylor", BELOW)
    sunita.opens("bands").does("c", "=hazel", "Enter").to("Edward Taylor").does("Enter").at("Pupil: Edward Taylor").sees("Attended " + BELOW).does("l").sees("Line of 95: below")
    changes_the_mark(m, priya)
    one_key(m, marek, "Up", "Edward Taylor", ABOVE)
    one_key(m, sunita, "Down", "Attended " + ABOVE)
    marek.sees("1 withdrawn").to("Edward Taylor").sees("Was below 95% on Wed 18 Nov 2026")
    sunita.sees("Line of 95: above")
    marek.opens("review").to("Edward Taylor").sees("Withdrawn: ", "95").does("Esc")
    takes_it_back(priya)
    one_key(m, marek, "Down", "Edward Taylor", BELOW)
    one_key(m, sunita, "Up", "Attended " + BELOW)
    marek.sees("0 withdrawn")
    sunita.sees("Line of 95: below")
    for person in (priya, marek, sunita):
        person.goes()


# The head's page


LP = """#!/bin/sh
exec cat "$@" >"{school}/printed"
"""


def a_printer(m):
    """An lp that keeps what it is given, and the way to it."""
    way = os.path.join(m.t.dir, "bin")
    os.mkdir(way)
    os.chmod(m.t.write("bin/lp", LP.format(school=m.school)), 0o755)
    return f"{way}:/usr/bin:/bin"


@case("the head's page: one screen, from each figure to who it is, and on paper")
def _(t):
    m = Morning(t, HOUR)
    gareth = m.sits("gareth", path=a_printer(m))
    gareth.opens("school").at("School").on("Not known 63 children")
    gareth.sees("This year", "19964 of 21209 (94.1%)").sees("Acorn", "1918 of 2080 (92.2%)")
    gareth.does("Enter").at("Not known: 63").does("Esc").at("School")
    gareth.to("C 80 to 90").does("Enter").at("Bands: 80 to 90")
    gareth.sees("80 to 90 (80 or more, 90 or less): 20 of 212 pupils (9.4%)").does("F4").at("Working: ").sees("Possible")
    gareth.does("Esc").at("Bands: 80 to 90").does("Esc", "Esc").at("School").does("Home").to("This year").does("F4").at("Working: the school").sees("Attended", "19964 of 21209 (94.1%)").does("Esc")
    gareth.does("p").told("printer")
    gareth.goes()
    with open(f"{m.school}/printed", encoding="utf-8") as f:
        paper = f.read()
    for words in ("^PRACTICE$", "^Not known +63 children", "^C 80 to 90 +20 of 212", "^Persistent \\(DfE\\) +19 of 160"):
        t.match(words, paper)
    t.ok(paper.index("Not known") < paper.index("Attendance"), "not known first")


# What others see


def small_numbers(text):
    """What counts pupils out of all of them, and is of fewer than six."""
    return re.findall(r"(?<!\d)[1-5] of (?:2\d\d|1\d\d|\d\d)\b(?: pupils?)?", text)


@case("a class teacher has her class, a governor figures without a name or a small number")
def _(t):
    m = Morning(t, HOUR)
    rachel, hilary = m.sits("rachel"), m.sits("hilary")
    rachel.opens("class sheet").at("Class sheet: Hazel, week of Mon 16 Nov 2026").sees("Frankie Allen", "80 of 104 (76.9%)")
    rachel.does("Left").at("Class sheet: Hazel, week of Mon 9 Nov 2026").misses("Ellie-Mae")
    rachel.opens("review").misses("Review:")
    names = [surname for surname, in t.sql(m.school, "SELECT DISTINCT surname FROM pupil WHERE length(surname) > 4")]
    for screen, title in (("school", "School"), ("bands", "Bands: everybody"), ("school figures", "School figures"), ("morning page", "Morning page")):
        hilary.opens(screen).at(title).misses(*names)
        if title != "Morning page":  # whose counts are of the session, not of a year
            t.equal(small_numbers(hilary.s.text()), [], hilary.s.text())
    hilary.opens("reports").to("groups").does("Enter").at("Groups").misses(*names)
    t.equal(small_numbers(hilary.s.text()), [], hilary.s.text())
    hilary.opens("review").misses("looked at")
    rachel.goes()
    hilary.goes()


# The authority


def returns_due(person):
    found = re.search(r"Returns to the authority: (\d+) due", person.s.text())
    return int(found.group(1)) if found else 0


@case("who is near a penalty notice; returns made, and one that a person adds")
def _(t):
    m = Morning(t, HOUR)
    marek = m.sits("marek")
    marek.opens("penalty").at("Penalty threshold: 4 met now").to("Edward Penfold").sees("20 sessions")
    marek.does("Enter").told("am O").does("F4").does("Esc").at("Today")
    t.equal(returns_due(marek), 8)
    marek.to("Returns to the authority").does("Enter").at("Returns to the authority: 8 due")
    marek.on("New-pupil return").does("m").told("Who came and who left is told with the roll: ask the office.")
    marek.does("+", "=stanley h", "Enter", "=expected to be away for three weeks more", "Enter").told("Stanley Harris was added.").at("Returns to the authority: 9 due")
    for name in ("Edward Penfold", "Stanley Harris"):
        marek.to(name) if name in marek.s.text() else marek.does("Home").to(name)
        marek.does("m", "=by the portal, to the duty officer", "Enter").told(f"Attendance return of {name}: made.")
    marek.at("Returns to the authority: 7 due").does("Esc").at("Today")
    t.equal(returns_due(marek), 7)
    words = t.sql(m.school, "SELECT words FROM return_made WHERE made_day = (SELECT max(made_day) FROM return_made) AND kind = 'attendance'")
    t.equal(sorted(words), [("by the portal, to the duty officer",)] * 2 + [("expected to be away for three weeks more",)])
    marek.goes()


# Another policy


def adopts(priya):
    priya.opens("policy and clocks").at("Policy and clocks: National").to("East Sussex, tiers 1 to 4")
    priya.does("Enter")


@case("a policy is adopted from Monday on: two side by side, then the review goes by the new one")
def _(t):
    m = Morning(t, HOUR)
    bands = {policy: {row["pupil"]: row for row in report(m, "marek", "bands", "--policy", policy)} for policy in ("national", "east-sussex-tiers")}
    for pupil, row in bands["national"].items():
        other = bands["east-sussex-tiers"][pupil]
        t.ok(all(row[key] == other[key] for key in ("possible", "missed", "persistent", "severe")), f"{row}\n{other}")
    t.ok({row["band"] for row in bands["national"].values()} != {row["band"] for row in bands["east-sussex-tiers"].values()})
    priya, marek = m.sits("priya"), m.sits("marek")
    adopts(priya)
    priya.does(*["Backspace"] * 10, "=23/11/2026", "Enter").told("23 Nov 2026")
    marek.opens("review").at("Review: 0 of ").sees("Severe absence").misses("Tier 4").does("Esc")
    m.runs("marek", "review", "close", "--yes", str(len(report(m, "marek", "review"))))
    m.clock("08:40", MONDAY)
    marek.opens("review").sees("Tier 4: Early Help keywork").misses("Severe absence")
    marek.sees("This review goes by East Sussex, tiers 1").does("Space").told("Early Help keywork", "Act ")
    t.equal(t.sql(m.school, "SELECT policy FROM review ORDER BY id DESC LIMIT 1"), [("east-sussex-tiers",)])
    marek.goes()
    priya.goes()


main()
