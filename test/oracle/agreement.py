#!/usr/bin/python3
"""Random schools: what stands and every figure, by SQL over the views and by the rules over the strips, pupil by pupil."""

import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(1, 25))


def same(t, what, sql, rules):
    """Says only where the two differ."""
    apart = {k: (sql.get(k), rules.get(k)) for k in sql.keys() | rules.keys() if sql.get(k) != rules.get(k)}
    t.ok(not apart, f"{what}: SQL and rules differ: " + "; ".join(
        f"pupil {k}: {sorted(set(a.items()) ^ set(b.items()), key=str) if isinstance(a, dict) and isinstance(b, dict) else (a, b)}"
        for k, (a, b) in list(apart.items())[:3]))


def sessions_between(first, last):
    return 2 * (last[0] - first[0]).days + plans.SESSIONS.index(last[1]) - plans.SESSIONS.index(first[1]) + 1


@case("seed {}", rows=[(s, s) for s in SEEDS])
def _(t, seed):
    plan = plans.eras(seed)
    school = oracle.make(t, plan)
    pupils = [p.key for p in plan.pupils]
    wanted = plans.ranges(random.Random(seed), plan, 16)
    with oracle.sql(school) as sql:
        book = {(f"{p:032x}", str(d), s): code for (p, d, s), code in plan.replay().items()}
        for source in ("oracle_mark", "oracle_replayed", "oracle_strip"):
            same(t, f"what stands, {source}", book, sql.marks(source))
        t.equal(sql.rows("SELECT pupil, date, session, code, category, class FROM oracle_mark WHERE category IS NOT class"), [],
                "the category of v_mark is that of domain 1")
        classes_agree(t, plan, sql)
        t.equal(sql.history()[1], plan.entries(), "entries in the history")
        for (first, last), (figures, codes, blanks) in zip(wanted, oracle.rules(t, school, pupils, wanted)):
            what = f"{oracle.sitting(first)} to {oracle.sitting(last)}"
            same(t, what, sql.figures(first, last), figures)
            same(t, what + ", codes", sql.codes(first, last), {p: c for p, c in codes.items() if c})
            for p in pupils:
                identities(t, f"{what}, pupil {p}", figures[p], codes[p])
                t.equal(blanks[p] + sum(codes[p].values()), sessions_between(first, last), f"{what}, pupil {p}: marks and blanks are all sessions")
        for year in sorted({y for _, d, _ in plan.replay() for y in (d.year - 1, d.year)}):
            fast = oracle.rules_of_year(t, school, year)
            slow = sql.figures((plans.date(f"{year}-09-01"), "am"), (plans.date(f"{year + 1}-08-31"), "pm"))
            same(t, f"storage year {year}, tally_strips", {p: slow[p] for p in fast}, fast)
            t.equal([p for p in slow if p not in fast and slow[p]["possible"]], [], f"pupils without a strip in {year}")


def classes_agree(t, plan, sql):
    """A mark is of the class whose register has it, and of no club that the child is in too."""
    groups = {(p.key, str(d), s): p.group(d, s) for p in plan.pupils for _, d, s in plan.replay()}
    apart = [row for row in sql.rows("SELECT pupil, date, session, roll_group FROM oracle_mark") if row[3] != name_of(groups[row[:3]])]
    t.equal(apart[:3], [], "the class of a mark")


def name_of(group):
    return None if group is None else f"Class{group}"


def identities(t, what, f, codes):
    """Domain 1.1, of the rules' own figures."""
    t.equal(f["possible"], f["present"] + f["educational_activity"] + f["authorised"] + f["unauthorised"], f"{what}: possible")
    t.equal(f["attended"], f["present"] + f["educational_activity"], f"{what}: attended")
    t.equal(f["missed"], f["authorised"] + f["unauthorised"], f"{what}: missed")
    t.equal(sum(codes.values()), f["possible"] + f["not_possible"] + f["administrative"], f"{what}: every mark has one class")
    t.ok(f["severe"] <= f["persistent"], f"{what}: who is severely absent is persistently absent")
    t.ok((f["possible"] == 0) == (f["band"] is None) == (f["attendance_tenths"] is None), f"{what}: no rate where nothing was possible")
    if f["band"] is not None:
        t.equal(f["persistent"], int(f["band"] >= 2), f"{what}: persistent is the 90 line")
        t.equal(f["severe"], int(f["band"] == 4), f"{what}: severe is the 50 line")
        t.ok(abs(f["attendance_tenths"] + f["absence_tenths"] - 1000) <= 1, f"{what}: the percentages make 100 but for rounding")


# THE LINES THEMSELVES: a pupil a share of possible sessions missed, one below, on and above each line (domain 4, 9)
LINES = [(possible, missed + by) for possible in (8, 20, 40, 190, 200, 201, 379, 380)
         for missed in {possible * p // 100 for p in (5, 10, 20, 50, 100)} | {0} for by in (-1, 0, 1) if 0 <= missed + by <= possible]


@case("pupils one below, on and above each line")
def _(t):
    first = plans.date("2025-09-01")
    plan = plans.Plan(0, "2026-12-18T17:00:00", [(first, None)], [], [])
    marks = []
    for number, (possible, missed) in enumerate(LINES, 1):
        p = plans.Pupil(number, plans.date("2016-01-01"), 1.0, [(3, first, None)], [plans.Spell("single", first)], [plans.Member(0, 127, 3, first)])
        plan.pupils.append(p)
        for n in range(possible):
            session = plans.SESSIONS[n % 2]
            marks.append(plans.Mark(number, first + n // 2 * plans.DAY, session, "I" if n < missed else "/\\"[n % 2]))
    plan.acts.append(plans.Act("import", "2026-12-01T12:00:00", marks))
    school = oracle.make(t, plan)
    wanted = [((first, "am"), (plans.date("2026-08-31"), "pm"))]
    [(figures, _, _)] = oracle.rules(t, school, [p.key for p in plan.pupils], wanted)
    with oracle.sql(school) as sql:
        same(t, "the year", sql.figures(*wanted[0]), figures)
    for number, (possible, missed) in enumerate(LINES, 1):
        f = figures[f"{number:032x}"]
        t.equal((f["possible"], f["missed"], f["persistent"], f["severe"]),
                (possible, missed, int(10 * missed >= possible), int(2 * missed >= possible)), f"{missed} of {possible} missed")


@case("a leap year full of one code")
def _(t):
    """Every session of 366 days, weekends too: the most that a strip holds."""
    first, last = plans.date("2019-09-01"), plans.date("2020-08-31")
    plan = plans.Plan(0, "2026-12-18T17:00:00", [(first, None)], [], [])
    marks = []
    for number, code in enumerate(("/", "L", "B", "I", "O", "X"), 1):
        plan.pupils.append(plans.Pupil(number, plans.date("2012-01-01"), 1.0, [(3, first, None)], [plans.Spell("single", first)],
                                       [plans.Member(0, 127, 3, first)]))
        marks += [plans.Mark(number, day, s, code) for day in plans.days(first, last) for s in plans.SESSIONS]
    plan.acts.append(plans.Act("import", "2026-12-18T12:00:00", marks))
    school = oracle.make(t, plan)
    wanted = [((first, "am"), (last, "pm")), ((first, "pm"), (last, "am")), ((first - 400 * plans.DAY, "am"), (last + 400 * plans.DAY, "pm"))]
    with oracle.sql(school) as sql:
        for (a, b), (figures, _, _) in zip(wanted, oracle.rules(t, school, [p.key for p in plan.pupils], wanted)):
            same(t, f"{oracle.sitting(a)} to {oracle.sitting(b)}", sql.figures(a, b), figures)
            t.equal(sum(f["late"] for f in figures.values()), sessions_between(max(a, (first, "am")), min(b, (last, "pm"))), "L")


@case("each code on each side of each turn has its class, or none")
def _(t):
    """A pupil a code, a mark on every day within three of a turn, also where the code is not in force: that is no mark to any figure."""
    first = plans.date("2006-09-01")
    plan = plans.Plan(0, "2026-12-18T17:00:00", [(first, None)], [], [])
    days = sorted({d for turn in (*plans.TURNS, "2026-12-15") for d in plans.days(plans.date(turn) - 3 * plans.DAY, plans.date(turn) + 3 * plans.DAY)})
    marks = []
    for number, code in enumerate(sorted({code for code, *_ in plans.CODES.eras}), 1):
        plan.pupils.append(plans.Pupil(number, plans.date("2016-01-01"), 1.0, [(3, first, None)], [plans.Spell("single", first)],
                                       [plans.Member(0, 127, 3, first)]))
        marks += [plans.Mark(number, day, s, code) for day in days for s in plans.SESSIONS]
    plan.acts.append(plans.Act("import", "2026-12-18T12:00:00", marks))
    school = oracle.make(t, plan)
    wanted = [((d, "am"), (d, "pm")) for d in days]
    with oracle.sql(school) as sql:
        t.equal(sql.rows("SELECT pupil, date, session, code, category, class FROM oracle_mark WHERE category IS NOT class"), [], "categories")
        for (a, b), (figures, _, _) in zip(wanted, oracle.rules(t, school, [p.key for p in plan.pupils], wanted)):
            same(t, str(a[0]), sql.figures(a, b), figures)


main()
