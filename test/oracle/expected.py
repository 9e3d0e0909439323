#!/usr/bin/python3
"""Who is expected with which code, by SQL over the tables and by the register that the program shows: random schools full of plans and reports."""

import csv
import io
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(301, 305))
CODES = ("M", "C", "C1", "I", "B", "V", "K", "W", "P", "R", "S", "T")
STARTS = {"am": 530, "pm": 780}  # oracle-make's registers; half an hour later they close
REGISTERS = 80


def a_day(rng, plan):
    """Near the school's own day: plans reach both ways from it."""
    return plans.date(plan.clock[:10]) + plans.DAY * rng.choice((0, 0, 0, -1, 1, -7, 7, rng.randrange(-60, 20)))


def day_work(rng, plan):
    """Plans of every kind for one or for many, cut short for some; what families said; who went out of the gate."""
    numbers = [p.number for p in plan.pupils]
    for _ in range(40):
        first = a_day(rng, plan)
        last = first + plans.DAY * rng.choice((0, 0, 1, 4, 30))
        kind = rng.choice(("absence", "pattern", "trip"))
        goers = []
        for number in rng.sample(numbers, rng.choice((1, 1, 2, 6))):
            until = first + plans.DAY * rng.randrange(-1, 6) if rng.random() < 0.25 else None
            goers.append((number, until, rng.choice(plans.SESSIONS) if until else None))
        session, end = rng.choice(plans.SESSIONS), rng.choice(plans.SESSIONS)
        if first == last and session > end:
            session, end = end, session
        plan.planned.append((kind, rng.choice(CODES), first, session, last, end, rng.choice((31, 31, 127, 16, 21, 1)), rng.choice((3, 3, 1, 2)), goers))
    for _ in range(20):
        first = a_day(rng, plan)
        back = first + plans.DAY * rng.randrange(0, 6) if rng.random() < 0.6 else None
        plan.reported.append((rng.choice(numbers), rng.choice(CODES), first, rng.choice(plans.SESSIONS), back, rng.choice(plans.SESSIONS) if back else None))
    for _ in range(12):
        out = rng.choice((500, 529, 530, 600, 700, 779, 780))
        due = rng.choice((None, out + 30, 780, 781, 900))
        back = rng.choice((None, None, out + 10, 809, 810, 811, 900))
        plan.outs.append((rng.choice(numbers), rng.choice((plans.date(plan.clock[:10]), a_day(rng, plan))), out, due,
                          None if back is None else max(out, back), rng.choice(("M", "I", None))))
    begins = a_day(rng, plan)
    plan.closures.append(("Start", "staggered", begins, "am", begins + plans.DAY * 9, "pm", rng.randrange(0, 7), None))


def minute(plan):
    return int(plan.clock[11:13]) * 60 + int(plan.clock[14:16])


def shown(t, school, group, day, session):
    """{admission number: code expected}"""
    done = t.run("--school", school, "register", "show", "--class", group, "--date", day, "--session", session, "--format", "csv")
    t.said.pop()
    return {row["admission_number"]: row["expected"] or None for row in csv.DictReader(io.StringIO(done.out)) if not row["remark"]}


def is_plain(plan, day):
    """At most one closure speaks of the day, and no other kind of day is in its way."""
    touched = [c for c in plan.closures if c[2] <= day <= c[4]]
    return plans.in_term(day) and day.weekday() < 5 and len(touched) <= 1 and all(c[1] in ("unplanned", "partial", "staggered") for c in touched)


@case("who is expected with which code", rows=[(f"seed {s}", s) for s in SEEDS])
def _(t, seed):
    rng, plan = random.Random(seed), plans.today(seed)
    day_work(rng, plan)
    school, asked, found = oracle.make(t, plan), 0, {}
    today = plans.date(plan.clock[:10])
    with oracle.sql(school) as sql:
        while asked < REGISTERS:
            day, session, group = a_day(rng, plan), rng.choice(plans.SESSIONS), f"Class{rng.randrange(3)}"
            if day > today or not is_plain(plan, day):
                continue
            asked += 1
            is_ = shown(t, school, group, day, session)
            wanted = dict(sql.rows(sql.questions["expected"], date=str(day), session=plans.SESSIONS.index(session), starts=STARTS[session],
                                   closes=STARTS[session] + 30, now=minute(plan) if day == today else 9999, **{"class": group}))
            what = f"{group}, {day} {session}"
            t.ok(set(is_) <= set(wanted), f"{what}: {set(is_) - set(wanted)} are not in the class")
            t.equal(is_, {number: wanted[number] for number in is_}, what)
            for code in is_.values():
                found[code] = found.get(code, 0) + 1
    t.ok(len(found) > 2, f"few codes were expected: {found}")


main()
