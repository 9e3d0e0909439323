"""Cases for the engine: random ones, as lines for oracle-engine, compared with the second reading, and made small where the two differ."""

import dataclasses
import datetime
import json
import os
import random

import reading
from plan import CODES
from reading import Case, Child, at, date_of, number, said

DAY = datetime.timedelta(days=1)
ODD_MARKS = ("#", "Z")


# AS LINES

def words(*parts):
    return " ".join("-" if p is None else f"{p:d}" if isinstance(p, bool) else str(p) for p in parts)


def lines_of(case):
    yield "clear"
    for a, b in case.terms:
        yield words("term", a, b)
    for closure in case.closures:
        yield words("closure", *closure)
    yield words("banks", "yes" if case.banks else "no")
    yield words("covered", *case.covered)
    yield words("today", case.today)
    yield words("floor", case.floor)
    for line in case.lines:
        yield words("line", *line)
    for stage in case.stages:
        yield words("stage", *stage)
    yield words("rule", *case.rule)
    yield words("year", *case.year)
    yield f"period {place(case.period[0])} {place(case.period[1])}"
    yield f"span {case.covered[0]} am {case.today} pm"
    for child in case.pupils:
        yield from lines_of_child(child)
        yield "run"


KNOWN = ("leave_ended", "exam_last", "on_roll_since", "stays_on", "illness_ahead", "suspension_ahead", "suspension_days_ahead")


def lines_of_child(child):
    yield words("pupil", child.id, child.born, child.left)
    days = {}
    for a, code in child.marks.items():
        days.setdefault(a // 2, ["-", "-"])[a % 2] = code
    for day, (am, pm) in sorted(days.items()):
        yield words("mark", date_of(day), am, pm)
    for a in sorted(child.used):
        yield f"used {place(a)}"
    yield words("known", *(child.known.get(name) for name in KNOWN))
    for name in ("joined", "left"):
        if name in child.known:
            yield words(name, *child.known[name])
    for made in child.made:
        yield words("made", *made)


def place(sitting):
    return f"{date_of(sitting // 2)} {('am', 'pm')[sitting % 2]}"


def letters(child):
    """Their marks as a person reads them: a line a week, a pair of letters a day."""
    weeks = {}
    for a, code in child.marks.items():
        monday = a // 2 - (a // 2 + 3) % 7
        weeks.setdefault(monday, ["."] * 14)[a - 2 * monday] = code
    for monday, row in sorted(weeks.items()):
        yield f"  week of {date_of(monday)}: " + " ".join(am + pm for am, pm in zip(row[::2], row[1::2]))


def told(case):
    """A small case, to be read."""
    child = case.pupils[0]
    yield from (line for line in lines_of(case) if not line.startswith("mark ") and line not in ("run", "clear"))
    yield f"{len(child.marks)} marks, Monday to Sunday:"
    yield from letters(child)


# THE TWO SIDES

def engine(t, case, more=()):
    out = t.command([os.environ["ORACLE_ENGINE"]], input="\n".join([*lines_of(case), *more]) + "\n", timeout=300).out
    t.said.pop()
    t.checks -= 1
    return [json.loads(line) for line in out.splitlines()]


def apart(t, case, parts):
    """{pupil: [(name, the rules, the second reading)]} where they differ."""
    second = reading.Reading(case).found
    found = {}
    for rules in engine(t, case):
        own = second[rules["id"]]
        differ = [(name, rules.get(name), own.get(name)) for name in sorted(rules.keys() | own.keys())
                  if name in parts and rules.get(name) != own.get(name)]
        if differ:
            found[rules["id"]] = differ
    return found


PARTS = ("marks", "tally", "late", "possible", "attended", "missed", "band", "persistent", "severe", "stage", "stage_since", "crossings", "forecast", "lines",
         "penalty", "spells", "patterns", "full", "streak", "returns")


def agree(t, case, parts=PARTS):
    found = apart(t, case, parts)
    if not found:
        t.ok(True)
        return
    child = next(c for c in case.pupils if c.id in found)
    small = shrink(t, dataclasses.replace(case, pupils=[child]), tuple(name for name, *_ in found[child.id]))
    [differ] = apart(t, small, parts).values()
    for line in told(small):
        t.note(line)
    t.fail(f"{len(found)} of {len(case.pupils)} pupils differ; pupil {child.id}, made small: " +
           "; ".join(f"{name}: rules {first_apart(a, b)}" for name, a, b in differ))


def first_apart(a, b):
    """The part of two answers that differs."""
    if isinstance(a, dict) and isinstance(b, dict):
        return "; ".join(f"{k}: {first_apart(a.get(k), b.get(k))}" for k in sorted(a.keys() | b.keys()) if a.get(k) != b.get(k))
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return "; ".join(f"[{n}] {first_apart(x, y)}" for n, (x, y) in enumerate(zip(a, b)) if x != y)
    return f"{a!r}, second reading {b!r}"


# MADE SMALL

TRIES = 250


def shrink(t, case, parts):
    """The same disagreement in as little as can be found: without marks, closures, stages and lines that do not matter."""
    tries = [TRIES]

    def differs(smaller):
        if tries[0] <= 0:
            return False
        tries[0] -= 1
        return bool(apart(t, smaller, parts))

    def with_marks(marks):
        return dataclasses.replace(case, pupils=[dataclasses.replace(case.pupils[0], marks=dict(marks))])

    case = with_marks(fewest(sorted(case.pupils[0].marks.items()), lambda m: differs(with_marks(m))))
    for field in ("closures", "stages", "terms"):
        case = dataclasses.replace(case, **{field: fewest(getattr(case, field), lambda v, f=field: differs(dataclasses.replace(case, **{f: v})))})
    for field in ("made", "used"):
        child = case.pupils[0]
        kept = fewest(getattr(child, field), lambda v, f=field: differs(dataclasses.replace(case, pupils=[dataclasses.replace(case.pupils[0], **{f: v})])))
        case = dataclasses.replace(case, pupils=[dataclasses.replace(child, **{field: kept})])
    for key in list(case.pupils[0].known):
        child = dataclasses.replace(case.pupils[0], known={k: v for k, v in case.pupils[0].known.items() if k != key})
        smaller = dataclasses.replace(case, pupils=[child])
        case = smaller if differs(smaller) else case
    tries[0] = max(tries[0], TRIES // 4)
    return with_marks(fewest(sorted(case.pupils[0].marks.items()), lambda m: differs(with_marks(m))))


def fewest(items, fails):
    """Leaves out halves, quarters ... as long as it still fails."""
    items, step = list(items), max(1, len(items) // 2)
    while items:
        n = 0
        while n < len(items):
            fewer = items[:n] + items[n + step:]
            if fails(fewer):
                items = fewer
            else:
                n += step
        if step == 1:
            break
        step = max(1, step // 2)
    return items


# RANDOM ONES

STARTS = ((2007, 9), (2010, 9), (2012, 9), (2014, 9), (2019, 9), (2023, 9), (2024, 8), (2024, 9), (2025, 8), (2025, 9), (2026, 9))
POLICIES = (
    # lines, stages: national; federation (6.1); East Sussex tiers (6.3); Hackney (6.4); Veritas (6.5); and some that nobody has
    ([(95, False), (90, True), (80, False), (50, True)], []),
    ([(97, False), (95, False), (90, False)], [(0, 1, 0), (1, 2, 0), (2, 3, 0)]),
    ([(93, False), (92, True), (80, False), (55, False), (50, True)], [(-1, 0, 0), (0, 2, 0), (2, 4, 0), (4, 5, 55)]),
    ([(95, True), (90, True), (85, True), (80, True)], [(0, 1, 0), (1, 2, 0), (2, 3, 0), (3, 4, 0)]),
    ([(90, True), (50, True)], []),
    ([(100, True), (100 - 1, False), (98, True), (1, True)], [(0, 2, 0), (2, 3, 99), (3, 4, 0)]),
    ([(100, False)], [(0, 1, 100)]),
    ([], []),
)


def a_calendar(rng, start):
    """Two school years of three terms from a first day that may lie in August; half-terms, INSET, a week of one day, closures of every kind."""
    terms, closures = [], []
    for year in (start[0], start[0] + 1):
        first = datetime.date(year, start[1], rng.randrange(19, 30) if start[1] == 8 else rng.randrange(1, 9))
        for a, b in ((first, datetime.date(year, 12, rng.randrange(14, 23))),
                     (datetime.date(year + 1, 1, rng.randrange(2, 9)), datetime.date(year + 1, 3, rng.randrange(20, 32))),
                     (datetime.date(year + 1, 4, rng.randrange(10, 22)), datetime.date(year + 1, 7, rng.randrange(17, 27)))):
            terms.append((a, b))
            middle = a + (b - a) / 2
            middle -= DAY * middle.weekday()
            closures.append(("holiday", middle, "am", middle + DAY * rng.choice((4, 4, 4, 11)), "pm", None))
            closures += some_closures(rng, a, b)
    return terms, closures


def some_closures(rng, first, last):
    length = (last - first).days

    def one(kind, most, year=None):
        a = first + DAY * rng.randrange(length)
        return kind, a, rng.choice(("am", "am", "pm")), a + DAY * rng.randrange(1, most + 1), rng.choice(("pm", "pm", "am")), year

    yield one("inset", 1)
    if rng.random() < 0.7:
        yield one(rng.choice(("planned", "unplanned", "unplanned")), 4)
    if rng.random() < 0.5:  # a school week of one day
        monday = first + DAY * rng.randrange(7, length)
        monday -= DAY * monday.weekday()
        yield "planned", monday + DAY, "am", monday + 4 * DAY, "pm", None
    if rng.random() < 0.3:  # open after all, on a Saturday or a day out of term
        a = first + DAY * rng.randrange(-10, length)
        yield "open", a, rng.choice(("am", "pm")), a + DAY, "pm", rng.choice((None, None, 3))
    if rng.random() < 0.3:
        yield one(rng.choice(("partial", "staggered")), 3, rng.randrange(0, 7))


def a_case(seed, count):
    rng = random.Random(seed)
    start = rng.choice(STARTS)
    terms, closures = a_calendar(rng, start)
    first, last = terms[0][0] - DAY * rng.randrange(0, 5), terms[-1][1]
    if rng.random() < 0.1:
        terms, closures = terms[:0], []  # a school that holds no session
    today = rng.choice((last, last + 20 * DAY, first + (last - first) * rng.randrange(30, 100) / 100))
    begins = rng.choice((first, terms[3][0] if terms else first, first + DAY * rng.randrange((today - first).days)))
    lines, stages = rng.choice(POLICIES)
    year = (terms[3][0], terms[-1][1]) if terms and today >= terms[3][0] else (first, terms[2][1] if terms else last)
    case = Case(terms, closures, (first - DAY * first.weekday(), max(last, today)), (at(begins, rng.choice(("am", "am", "pm"))), at(today, "pm")), today,
                year, lines, [], stages, rng.choice((20, 20, 20, 0, 1, 60)), rng.choice(((6, 2), (6, 2), (1, 1), (3, 3))), rng.random() < 0.9)
    held = reading.held(case)
    sessions = sorted(a for a in held if number(first) <= a // 2 <= number(today))
    ahead = len({a // 2 for a in held if number(today) < a // 2 <= number(case.covered[1])})
    everyday = [2 * d + s for d in range(number(first), number(today) + 1) for s in (0, 1)]
    case.pupils = [a_child(rng, n, case, sessions, everyday, ahead) for n in range(count)]
    return case


RATES = (1.0, 0.99, 0.97, 0.95, 0.93, 0.9, 0.9, 0.85, 0.8, 0.6, 0.5, 0.3, 0.05, 0.0)
SPELLS = ("I", "G", "O", "N", "U", "NO", "GNOU", "E", "IO", "S", "X", "C", "Y")


def a_child(rng, n, case, sessions, everyday, ahead):
    child = Child(f"p{n}", rng.choice((None, datetime.date(case.today.year - rng.choice((4, 5, 6, 9, 12, 15, 16, 17)), rng.randrange(1, 13), rng.randrange(1, 29)))))
    child.left = rng.choice((0, 1, 7, rng.randrange(400)))
    on_roll = set(sessions)
    if sessions and rng.random() < 0.4:  # a joiner, a leaver, or two spells
        a, b = sorted(rng.choice(sessions) for _ in range(2))
        on_roll = rng.choice(({s for s in sessions if s >= a}, {s for s in sessions if s <= b}, {s for s in sessions if not a < s < b}))
    rate, blank, weekday = rng.choice(RATES), rng.choice((0, 0, 0.02, 0.2)), rng.choice((None, None, 0, 4))
    for s in sorted(on_roll):
        if rng.random() >= blank:
            away = weekday is not None and (s // 2 + 3) % 7 == weekday and rng.random() < 0.5
            child.marks[s] = rng.choice("IOM") if away else ("/", "\\")[s % 2] if rng.random() < rate else rng.choice(CODES.on(date_of(s // 2), ("am", "pm")[s % 2]))
    runs_of(rng, child, sorted(on_roll))
    for s in rng.sample(everyday, min(len(everyday), rng.choice((0, 0, 0, 3)))) if rng.random() < 0.3 else []:  # an import of marks where none was due
        child.marks[s] = rng.choice(ODD_MARKS)
    child.used = sorted(rng.sample([s for s in on_roll if child.marks.get(s) in ("G", "N", "O", "U")] or [0], 1)) if rng.random() < 0.2 else []
    known(rng, child, case, ahead)
    made(rng, child, case, sorted(on_roll))
    return child


def runs_of(rng, child, sessions):
    """Stretches of one or a few codes, with a blank or a session that was not possible in between."""
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3)) if sessions else 0):
        first, codes = rng.randrange(len(sessions)), rng.choice(SPELLS)
        for s in sessions[first:first + rng.choice((1, 2, 9, 18, 19, 20, 21, 30, 45, 100))]:
            if rng.random() < 0.03:
                child.marks.pop(s, None)
            else:
                code = rng.choice(codes) if rng.random() < 0.97 else rng.choice("XDI/")
                allowed = CODES.on(date_of(s // 2), ("am", "pm")[s % 2])
                child.marks[s] = code if code in allowed else "I"


def known(rng, child, case, ahead):
    """`ahead`: school days that are left."""
    def some_day(low=1, high=40):
        return case.today - DAY * rng.randrange(low, high)

    child.known = {"on_roll_since": rng.choice((case.covered[0], case.covered[0], some_day(), None)), "stays_on": rng.random() < 0.2}
    if rng.random() < 0.2:
        child.known["leave_ended"] = some_day()
    if rng.random() < 0.1:
        child.known["exam_last"] = some_day()
    if rng.random() < 0.2:
        child.known["illness_ahead"] = rng.randrange(1, 40)
    if rng.random() < 0.1 and ahead > 0:
        child.known["suspension_ahead"] = rng.randrange(1, 30)
        child.known["suspension_days_ahead"] = min(rng.randrange(1, 1 + child.known["suspension_ahead"]), ahead)


def made(rng, child, case, sessions):
    """Returns that were made, and pupils whom a person named; new-pupil and deletion returns."""
    for kind in ("attendance", "sickness", "sickness", "sickness", "leave", "ground_i", "suspension_6", "suspension_45", "exam", "off_roll"):
        if sessions and rng.random() < 0.15:
            begins = date_of(rng.choice(sessions) // 2)
            child.made.append((kind, begins, min(case.today, begins + DAY * rng.randrange(0, 60)) if rng.random() < 0.8 else None))
    for name in ("joined", "left"):
        if rng.random() < 0.1:
            of = case.today - DAY * rng.randrange(30)
            child.known[name] = (rng.random() < 0.8, of, of + 5 * DAY, rng.choice((None, of + DAY)))
