#!/usr/bin/python3
"""What must not change a figure, or must change it in one way only, whatever the school: two schools from one plan, compared."""

import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(101, 105))
ROWS = [(f"seed {s}", s) for s in SEEDS]
ALWAYS = (plans.date("2000-01-01"), "am"), (plans.date("2027-12-31"), "pm")
RATES = ("possible", "attended", "missed", *oracle.TENTHS, "band", "persistent", "severe", "present", "educational_activity", "authorised",
         "unauthorised", "late")


def strips(school):
    """The raw rows of the strips, and how long the history is."""
    with oracle.sql(school) as sql:
        return sql.rows("SELECT pupil, school_year, marks FROM v_pupil_year ORDER BY 1, 2"), sql.history()


def figures(t, school, plan, *wanted):
    return [answer[0] for answer in oracle.rules(t, school, [p.key for p in plan.pupils], wanted or [ALWAYS])]


def rates(of):
    return {pupil: {name: f[name] for name in RATES} for pupil, f in of.items()}


def not_empty(t, strip):
    t.ok(any(set(marks) != {"0"} for _, _, marks in strip), "there are marks to compare")


@case("marks that are not possible sessions change no rate", rows=ROWS)
def _(t, seed):
    """X, D, Q, Y and Y1 to Y7 in their eras, and # and Z as an import might bring them, on sessions that were blank."""
    rng, plan = random.Random(seed), plans.eras(seed)
    more, book = plan.copy(), plan.replay()
    blank = [(p.number, d, s) for p in plan.pupils for d in {d for _, d, _ in book} for s in plans.SESSIONS if (p.number, d, s) not in book]
    added = [plans.Mark(*place, rng.choice([*plans.CODES.not_possible(place[1]), "#", "Z"])) for place in rng.sample(sorted(blank), len(blank) // 2)]
    more.acts.append(plans.Act("import", "2026-12-18T16:00:00", added))
    [before], [after] = (figures(t, oracle.make(t, p, name), p) for name, p in (("before", plan), ("after", more)))
    t.equal(rates(after), rates(before))
    t.equal(sum(f["not_possible"] + f["administrative"] for f in after.values())
            - sum(f["not_possible"] + f["administrative"] for f in before.values()), len(added), "counted apart")
    t.ok(len(added) > 100, "enough such marks")


@case("ranges add up", rows=ROWS)
def _(t, seed):
    """Any cut of any range, at noon or at midnight, gives parts that sum to the whole."""
    rng, plan = random.Random(seed), plans.eras(seed)
    school = oracle.make(t, plan)
    cut = []
    for first, last in plans.ranges(rng, plan, 8):
        sittings = [(d, s) for d in plans.days(first[0], last[0]) for s in plans.SESSIONS if first <= (d, s) <= last]
        at = sorted(rng.sample(range(1, len(sittings)), min(rng.randrange(1, 6), len(sittings) - 1)))
        bounds = [0, *at, len(sittings)]
        cut.append(((first, last), [(sittings[a], sittings[b - 1]) for a, b in zip(bounds, bounds[1:])]))
    answers = iter(figures(t, school, plan, *(r for whole, parts in cut for r in (whole, *parts))))
    for whole, parts in cut:
        total, pieces = next(answers), [next(answers) for _ in parts]
        for pupil, f in total.items():
            for name in (*oracle.COUNTS, "late", "possible", "attended", "missed"):
                t.equal(sum(piece[pupil][name] for piece in pieces), f[name], f"{name} of {pupil}, {whole} in {len(parts)} parts")


@case("undo gives the same strips and a longer history; undoing it is redo", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.eras(seed)
    book = plan.replay()
    places = rng.sample(sorted(book), 20)
    changed, undone, redone = plan.copy(), None, None
    changed.acts.append(plans.Act("change", "2026-12-18T15:00:00",
                                  [plans.Mark(*p, None if n % 3 == 0 else rng.choice([c for c in plans.CODES.on(*p[1:]) if c != book[p]]))
                                   for n, p in enumerate(places)]))
    undone = changed.copy()
    undone.acts.append(undone.undo(len(undone.acts) - 1, "2026-12-18T15:01:00"))
    redone = undone.copy()
    redone.acts.append(redone.undo(len(redone.acts) - 1, "2026-12-18T15:02:00"))
    schools = {name: oracle.make(t, p, name) for name, p in (("plan", plan), ("changed", changed), ("undone", undone), ("redone", redone))}
    strip, history = zip(*(strips(s) for s in schools.values()))
    not_empty(t, strip[0])
    t.ok(strip[0] != strip[1], "the change changed something")
    t.equal(strip[2], strip[0], "undone")
    t.equal(strip[3], strip[1], "redone")
    for n in range(3):
        t.equal((history[n + 1][0] - history[n][0], history[n + 1][1] - history[n][1]), (1, len(places)), "one act longer, an entry a mark")
    t.equal(figures(t, schools["undone"], plan), figures(t, schools["plan"], plan))


@case("of the changes of one session only the last matters", rows=ROWS)
def _(t, seed):
    """Everything before the last change of each mark, shuffled and thinned; the last ones kept, in any order."""
    rng, plan = random.Random(seed), plans.eras(seed)
    last = {}
    for act in plan.acts:
        for m in act.marks:
            if m.stands:
                last[m.place] = m
    earlier = [m for act in plan.acts for m in act.marks if last.get(m.place) is not m]
    rng.shuffle(earlier)
    final = list(last.values())
    rng.shuffle(final)
    other = plan.copy()
    marks = earlier[:len(earlier) // 2] + final
    other.acts = [plans.Act("import", "2026-12-18T12:00:00", marks[n:n + 50]) for n in range(0, len(marks), 50)]
    one, two = oracle.make(t, plan, "one"), oracle.make(t, other, "two")
    t.equal(figures(t, two, plan), figures(t, one, plan))
    not_empty(t, strips(one)[0])
    with oracle.sql(one) as a, oracle.sql(two) as b:
        t.equal(a.marks("oracle_strip"), b.marks("oracle_strip"), "strips")
        t.equal(a.marks("oracle_mark"), b.marks("oracle_mark"), "v_mark")


@case("another pupil changes nobody else's figures", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.eras(seed)
    more = plan.copy()
    [new] = plans.a_roll(rng, 1, 3, plans.date("2006-09-01"), plans.date("2026-12-18"))
    new.number = 900
    more.pupils.insert(rng.randrange(len(more.pupils)), new)
    for act in more.acts:
        if act.register and not act.undoes and new.group(*act.register[1:]) == act.register[0] and new.due(*act.register[1:]):
            act.marks.insert(rng.randrange(len(act.marks) + 1), plans.Mark(900, *act.register[1:], plans.a_code(rng, new, *act.register[1:])))
    one, two = oracle.make(t, plan, "one"), oracle.make(t, more, "two")
    [before], [after] = figures(t, one, plan), figures(t, two, more)
    t.ok(after[new.key]["possible"] > 0, "the new pupil has marks")
    del after[new.key]
    t.equal(after, before)


@case("a lone child's figures do not depend on the others", rows=ROWS)
def _(t, seed):
    plan = plans.eras(seed)
    [all_] = figures(t, oracle.make(t, plan, "all"), plan)
    for n, pupil in enumerate(plan.pupils[:2]):
        alone = plan.copy()
        alone.pupils = [pupil]
        for act in alone.acts:
            act.marks = [m for m in act.marks if m.pupil == pupil.number]
        alone.acts = [plans.Act(a.kind, a.at, a.marks, a.register) for a in alone.acts if a.marks]
        [own] = figures(t, oracle.make(t, alone, f"alone-{n}"), alone)
        t.equal(own[pupil.key], all_[pupil.key])


main()
