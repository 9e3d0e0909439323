#!/usr/bin/python3
"""The same agreement with what the program prints: report statistics, bands and pupil, and undo, on random schools."""

import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from oracle import percent, report  # noqa: E402
from plan import a_range  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(201, 204))
ROWS = [(f"seed {s}", s) for s in SEEDS]
# The name in a report, and the oracle's
TOTALS = (("possible", "possible"), ("attended", "attended"), ("present", "present"), ("approved_educational_activity", "educational_activity"),
          ("authorised", "authorised"), ("unauthorised", "unauthorised"), ("late", "late"))
PERCENTS = (("attendance_percent", "attended"), ("absence_percent", "missed"), ("authorised_percent", "authorised"),
            ("unauthorised_percent", "unauthorised"))


BANDS = ("95 and above", "90 to 95", "80 to 90", "50 to 80", "50 or less")


def standing(n):
    """A pupil's own line: band and absence by the exact lines of domain 4 and 6.6."""
    possible, attended, missed = n["possible"], n["attended"], n["missed"]
    above = (100 * attended >= 95 * possible, 100 * attended > 90 * possible, 100 * attended >= 80 * possible, 100 * attended > 50 * possible, True)
    return {"possible": possible, "missed": missed, "attendance_percent": percent(attended, possible),
            "band": BANDS[above.index(True)] if possible else None,
            "persistent": possible > 0 and 10 * missed >= possible, "severe": possible > 0 and 2 * missed >= possible}


class Wanted:
    """What the SQL says of a range, for any set of pupils, or of a class: marks of sessions that its register had."""

    def __init__(self, sql, plan, first, last):
        self.first, self.last = str(first), str(last)
        where = "sitting BETWEEN :first AND :last"
        bounds = {"first": f"{first}am", "last": f"{last}pm"}
        self.marks = sql.rows(f"SELECT pupil, roll_group, code, class FROM oracle_mark WHERE {where} AND on_roll", **bounds)
        self.on_roll = {pupil for (pupil,) in sql.rows(
            "SELECT lower(hex(key)) FROM pupil p WHERE NOT boarder AND EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil = p.id AND date(e.from_day * 86400, 'unixepoch')"
            " <= :last AND coalesce(date(e.to_day * 86400, 'unixepoch'), :last) >= :first)", first=self.first, last=self.last)}
        self.missing = sql.rows(sql.questions["missing"], first=self.first, last=self.last, closed=oracle.sitting(plan.closed))

    def totals(self, keep):
        """keep(pupil, group): is a mark of theirs counted?"""
        marks = [(code, kind) for pupil, group, code, kind in self.marks if keep(pupil, group)]
        n = {kind: sum(k == kind for _, k in marks) for kind in oracle.COUNTS}
        n["late"] = sum(code == "L" for code, _ in marks)
        n["attended"] = n["present"] + n["educational_activity"]
        n["missed"] = n["authorised"] + n["unauthorised"]
        n["possible"] = n["attended"] + n["missed"]
        codes = {}
        for code, _ in marks:
            codes[code] = codes.get(code, 0) + 1
        return n, codes, sum(count for pupil, group, count in self.missing if keep(pupil, group))


def check_statistics(t, what, is_, wanted):
    n, codes, missing = wanted
    for name, own in TOTALS:
        t.equal(is_[name], n[own], f"{what}: {name}")
    for name, own in PERCENTS:
        t.equal(is_[name], percent(n[own], n["possible"]), f"{what}: {name}")
    t.equal(is_["codes"], codes, f"{what}: codes")
    t.equal(is_["missing"], missing, f"{what}: missing")


@case("report statistics", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.today(seed)
    school = oracle.make(t, plan)
    with oracle.sql(school) as sql:
        for n in range(4):
            first, last = a_range(rng, plan) if n else (plans.date("2025-09-01"), plans.date(plan.clock[:10]))
            between = ("--from", first, "--to", last)
            wanted = Wanted(sql, plan, first, last)
            check_statistics(t, f"{first} to {last}", report(t, school, "statistics", *between), wanted.totals(lambda *_: True))
            for group in ("Class0", "Class1", "Class2"):
                check_statistics(t, f"{first} to {last}, {group}", report(t, school, "statistics", *between, "--class", group),
                                 wanted.totals(lambda _, g, group=group: g == group))
            for p in rng.sample(plan.pupils, 4):
                if p.boarder:
                    t.run("--school", school, "report", "statistics", "--pupil", p.key, status=4)
                    continue
                check_statistics(t, f"{first} to {last}, pupil {p.number}", report(t, school, "statistics", *between, "--pupil", p.key),
                                 wanted.totals(lambda pupil, _, p=p: pupil == p.key))


@case("report bands, leavers and all", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.today(seed)
    school = oracle.make(t, plan)
    groups = {p.key: {f"Class{m.group}" for m in p.members} for p in plan.pupils}
    with oracle.sql(school) as sql:
        for n in range(5):
            first, last = a_range(rng, plan) if n else (plans.date("2025-09-01"), plans.date(plan.clock[:10]))
            wanted, what = Wanted(sql, plan, first, last), f"{first} to {last}"
            rows = {row["pupil"]: row for row in report(t, school, "bands", "--from", first, "--to", last)}
            t.equal(set(rows), wanted.on_roll, f"{what}: who is listed")
            for pupil, row in rows.items():
                own = standing(wanted.totals(lambda p, _, pupil=pupil: p == pupil)[0])
                t.equal({name: row[name] for name in own}, own, f"{what}: pupil {pupil}")
                t.ok(row["class"] is None or row["class"] in groups[pupil], f"{what}: pupil {pupil} is in {row['class']}")
            classes = {group: report(t, school, "bands", "--from", first, "--to", last, "--class", group) for group in ("Class0", "Class1", "Class2")}
            for group, found in classes.items():
                t.equal(found, [row for row in rows.values() if row["class"] == group], f"{what}: {group} alone")


@case("report pupil", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.today(seed)
    school = oracle.make(t, plan)
    with oracle.sql(school) as sql:
        for p in plan.pupils:
            first, last = a_range(rng, plan)
            if p.boarder:
                t.run("--school", school, "report", "pupil", "--pupil", p.key, status=4)
                continue
            wanted = Wanted(sql, plan, first, last)
            n, codes, missing = wanted.totals(lambda pupil, _, p=p: pupil == p.key)
            row = report(t, school, "pupil", "--pupil", p.key, "--from", first, "--to", last)
            own = {**standing(n), "attended": n["attended"], "late": n["late"], "missing": missing, "codes": codes}
            t.equal({name: row[name] for name in own}, own, f"{first} to {last}: pupil {p.number}")


@case("undo gives the same strips and a longer history", rows=ROWS)
def _(t, seed):
    """The real commands on a random school: marks set, undone, and the undoing undone."""
    rng, plan = random.Random(seed), plans.today(seed)
    school = oracle.make(t, plan)
    day, session, group = rng.choice(sorted({act.register[1:] + act.register[:1] for act in plan.acts
                                             if act.register and plans.in_term(act.register[1]) and not plan.touched(act.register[1])}))
    due = [p for p in plan.pupils if p.due(day, session) and p.group(day, session) == group and not p.boarder]
    book = plan.replay()
    marks = {f"A{p.number:05}": rng.choice([c for c in "IMNOG" if c != book.get((p.number, day, session))]) for p in due}

    def state():
        with oracle.sql(school) as sql:
            return sql.rows("SELECT pupil, school_year, marks FROM v_pupil_year ORDER BY 1, 2"), sql.history()

    def act(*arguments):
        said = t.run("--school", school, *arguments, "--reason", "told by a parent").out
        t.match(r"act \d+", said)
        return said.split("act ")[1].split()[0]

    before = state()
    first = act("register", "set", "--class", f"Class{group}", "--session", session, "--date", day, *(f"{a}={c}" for a, c in marks.items()))
    changed = state()
    second = act("undo", first)
    undone = state()
    act("undo", second)
    redone = state()
    t.ok(changed[0] != before[0], "the marks are other ones")
    t.equal(undone[0], before[0], "strips after undo")
    t.equal(redone[0], changed[0], "strips after undoing that")
    for was, is_ in ((before, changed), (changed, undone), (undone, redone)):
        t.equal((is_[1][0] - was[1][0], is_[1][1] - was[1][1]), (1, len(marks)), "an act longer, an entry a mark")


main()
