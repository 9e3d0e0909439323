#!/usr/bin/python3
"""Bad days of the thresholds engine, through the command line, on small schools whose answers are written out by hand."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
import school as schools  # noqa: E402
from oracle import report  # noqa: E402
from tap import case, main  # noqa: E402

DAY = plans.DAY
FIRST = plans.date("2025-09-01")
REASON = ("--reason", "told by the office")


def small(t, texts, clock="2026-02-27T17:00:00", spells=None):
    """A school of one class from 1 September 2025 (a Monday); each pupil's marks session by session, `/` either present."""
    plan = plans.Plan(0, clock, [(FIRST, None)], [], [])
    plan.terms = [("Year", FIRST, plans.date("2026-07-21"))]
    sittings = [(d, s) for d in plans.days(FIRST, plans.date(clock[:10])) if d.weekday() < 5 and (d.month, d.day) not in ((12, 25), (12, 26), (1, 1)) for s in plans.SESSIONS]
    marks = []
    for number, text in enumerate(texts, 1):
        own = (spells or {}).get(number) or [plans.Spell("single", FIRST)]
        plan.pupils.append(plans.Pupil(number, plans.date("2016-01-01"), 1.0, [(3, FIRST, None)], own, [plans.Member(0, 31, 3, FIRST)]))
        marks += [plans.Mark(number, d, s, code if code != "/" else "/\\"[s == "pm"]) for (d, s), code in zip(sittings, text) if code != "."]
    plan.acts.append(plans.Act("import", plans.moment(clock), marks))
    return oracle.make(t, plan), sittings


def act(t, school, *arguments):
    said = t.run("--school", school, *arguments).out
    t.match(r"act \d+", said)
    return said.split("act ")[1].split()[0]


def figures(t, school):
    """Everything that the engine says, as the command line has it."""
    return {" ".join(words): report(t, school, *words) for words in (
        ("bands",), ("crossings",), ("forecast",), ("penalty", "--within", "10"), ("returns",), ("patterns",), ("groups",), ("codes",), ("punctuality",),
        ("league",), ("bands", "--policy", "hackney-2012"), ("crossings", "--policy", "federation-hamsey-plumpton"), ("bands", "--as", "dfe"))}


def crossed(rows):
    return [(row["line"], row["direction"], f"{row['date']} {row['session']}") for row in rows]


@case("bad day: a closure entered after the crossing it undoes")
def _(t):
    """18 of 20 crosses 95 and 90 at the twentieth session.  The review saw it; then the two absences turn out to be of a day on
    which the school was shut: Y4 takes their place."""
    school, sittings = small(t, ["/" * 18 + "II" + "/" * 22, "/" * 42])
    day = sittings[18][0]
    before = figures(t, school)
    at = [f"{sittings[n][0]} {sittings[n][1]}" for n in (19, 20, 39)]
    t.equal(crossed(before["crossings"]), [(95, "below", at[0]), (90, "below", at[0]), (90, "above", at[1]), (95, "above", at[2])])
    t.run("--school", school, "review", "close", "--yes", len(report(t, school, "review")))
    closed = act(t, school, "closure", "unplanned", "Boiler", day, *REASON)
    t.equal(crossed(report(t, school, "crossings")), [])
    new = report(t, school, "crossings", "--new")
    t.equal([(row["line"], row["direction"]) for row in new], [(95, "below"), (90, "below"), (90, "above"), (95, "above")], "withdrawn")
    t.ok(all(row["state"] == "withdrawn" and row["why"] for row in new), f"{new}")
    t.run("--school", school, "undo", closed, *REASON)
    t.equal(report(t, school, "crossings"), before["crossings"], "undone")
    t.equal(report(t, school, "crossings", "--new"), [], "nothing is new")


@case("bad day: a policy changed in mid-year")
def _(t):
    """Figures are by the policy adopted on the last of the days asked for: 96 of 100 is above national 95 and below the federation's 97."""
    school, sittings = small(t, ["/" * 96 + "IIII" + "/" * 20, "/" * 120])
    day = sittings[100][0]
    t.run("--school", school, "policy", "adopt", "federation-hamsey-plumpton", "--from", day, *REASON)

    def bands(to, *more):
        return [(row["band"], row["stage"], row["persistent"]) for row in report(t, school, "bands", "--from", FIRST, "--to", to, *more)][:1]

    t.equal(bands(day - DAY), [("95 and above", None, False)], "before")
    t.equal(bands(day), [("95 to 97", "1", False)], "after")
    t.equal(bands(day, "--policy", "national"), [("95 and above", None, False)], "side by side")
    t.equal([row["line"] for row in report(t, school, "crossings", "--from", FIRST, "--to", day)], [97], "the line of the new policy is crossed with the old marks")
    t.equal(report(t, school, "crossings", "--from", FIRST, "--to", day - DAY), [])


@case("bad day: a pupil with two spells, who begins at noon")
def _(t):
    """Marks between the spells, and on the morning of the noon, are off the roll: no figure has them."""
    sittings = small(t, ["/"])[1]
    spells = {1: [plans.Spell("single", FIRST, "am", sittings[19][0], "pm"), plans.Spell("single", sittings[40][0], "pm")]}
    school, _ = small_named(t, "two", ["/" * 18 + "II" + "O" * 21 + "I" + "/" * 18, "/" * 60], spells)
    [one, _] = report(t, school, "bands")
    t.equal((one["possible"], one["missed"]), (39, 3), "20, and 19 from the noon on")
    t.equal(crossed(report(t, school, "crossings"))[:2], [(95, "below", f"{sittings[19][0]} pm"), (90, "below", f"{sittings[19][0]} pm")])
    t.equal([row for row in report(t, school, "penalty", "--within", "9")], [], "O off the roll is nobody's")


def small_named(t, name, texts, spells):
    t.dir = os.path.join(t.dir, name)
    os.makedirs(t.dir)
    return small(t, texts, spells=spells)


LONG = [("Year", FIRST, plans.date("2026-07-21")), ("Next", plans.date("2026-09-01"), plans.date("2027-07-21"))]


@case("bad day: absent since February, over the summer: {}", rows=[
    ("on the roll all the time", [], "2026-02-02", 148),
    ("off the roll from March to September", [("2026-03-17", "2026-09-03")], "2026-09-03", 28),
    ("in a new spell from the next day on", [("2026-09-30", "2026-10-01")], "2026-02-02", 148)])
def _(t, gaps, begins, days):
    """122 weekdays from 2 February to 21 July, four of them bank holidays, and 30 from 1 September to 12 October."""
    clock = "2026-10-12T17:00:00"
    plan = plans.Plan(0, clock, [(FIRST, None)], [], [], terms=LONG)
    firsts, lasts = [FIRST, *(plans.date(b) for _, b in gaps)], [*(plans.date(a) for a, _ in gaps), None]
    spells = [plans.Spell("single", a, "am", b, "pm" if b else None) for a, b in zip(firsts, lasts)]
    plan.pupils.append(plans.Pupil(1, plans.date("2016-01-01"), 1.0, [(3, FIRST, None)], spells, [plans.Member(0, 31, 3, FIRST)]))
    open_ = [d for _, a, b in LONG for d in plans.days(a, b) if plans.date("2026-02-02") <= d <= plans.date(clock[:10]) and d.weekday() < 5]
    plan.acts.append(plans.Act("import", plans.moment(clock), [plans.Mark(1, d, s, "O") for d in open_ for s in plans.SESSIONS]))
    school = oracle.make(t, plan)
    rows = {row["kind"]: (row["from"], row["school_days"], row["state"]) for row in report(t, school, "returns")}
    t.equal((rows["attendance"], rows["ground_i"]), ((begins, days, "due"),) * 2)


@case("bad day: two policies side by side on one school")
def _(t):
    """Exactly 90: persistent everywhere, stage 2 in the federation, at or below 90 in Hackney, below no line of the national 90 but on it."""
    school, _ = small(t, ["/" * 90 + "I" * 10])
    is_ = {policy.name: [(row["band"], row["stage"], row["persistent"]) for row in report(t, school, "bands", "--policy", policy.name, "--from", FIRST, "--to", "2026-02-27")]
           for policy in schools.POLICIES}
    t.equal(is_["national"], [("80 to 90", "support", True)])
    t.equal(is_["federation-hamsey-plumpton"], [("90 to 95", "2", True)])
    t.equal(is_["hackney-2012"], [("85 to 90", "90", True)])
    t.ok(all(rows[0][2] for rows in is_.values()), "persistent by the Department's own line under every policy")


@case("bad day: a school year with no possible session")
def _(t):
    school, _ = small(t, ["X" * 40, ""])
    for name, rows in figures(t, school).items():
        t.ok(name in ("groups", "codes") or not rows or all(row.get("possible") in (0, None) for row in rows), f"{name}: {rows}")
    t.equal([(row["possible"], row["attendance_percent"], row["band"], row["persistent"]) for row in report(t, school, "bands")], [(0, None, None, False)] * 2)
    t.equal(report(t, school, "crossings"), [])


@case("undo gives back every figure of the engine")
def _(t):
    school, sittings = small(t, ["/" * 18 + "II" + "/" * 60, "GGGGGGGGG" + "/" * 60, "O" * 19 + "/" * 60, "I" * 29 + "/" * 60])
    before = figures(t, school)
    day = sittings[30][0]
    acts = [act(t, school, "register", "set", "--class", "Class0", "--date", day + DAY * n, "--session", s, *REASON, *(f"A0000{p}=O" for p in (1, 2, 3, 4)))
            for n in range(3) for s in plans.SESSIONS if (day + DAY * n).weekday() < 5]
    changed = figures(t, school)
    for name in ("bands", "crossings", "forecast", "penalty --within 10", "groups", "codes"):
        t.ok(changed[name] != before[name], f"{name} is another")
    for n in reversed(acts):
        t.run("--school", school, "undo", n, *REASON)
    for name, rows in figures(t, school).items():
        t.equal(rows, before[name], name)


main()
