#!/usr/bin/python3
"""Other products, written again from domain 1.3 to 1.5: whichever way of counting `report reconcile` names must give exactly their figures."""

import itertools
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(401, 404))
ROWS = [(f"seed {s}", s) for s in SEEDS]
UNABLE = {"Y", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"}
# What a product does with which codes.
WAYS = {"d_attended": ({"D"}, "attended"), "d_possible": ({"D"}, "absent"), "x_possible": ({"X"}, "absent"), "q_possible": ({"Q"}, "absent"),
        "j1_attended": ({"J1"}, "attended"), "k_absent": ({"K"}, "absent"), "late_absent": ({"L"}, "absent"), "u_attended": ({"U"}, "attended"),
        "n_left_out": ({"N"}, "out"), "y_possible": (UNABLE, "absent"), "activity_absent": ({"K", "V", "P", "W", "B", "J"}, "absent"),
        "not_possible": ({"D", "Q", "X"} | UNABLE, "absent")}
COUNTS_AS = {"present": "attended", "educational_activity": "attended", "authorised": "authorised", "unauthorised": "unauthorised"}
ABSENT = ("authorised", "unauthorised", "neither")
COLUMNS = ("possible", "attended", "authorised", "unauthorised")


def counted(marks, ways=(), absent=()):
    """Figures of [(code, class)] by a product with these ways, each with its own name for an absence."""
    n = dict.fromkeys(("attended", *ABSENT, "out"), 0)
    for code, kind in marks:
        place = COUNTS_AS.get(kind, "out")
        for way, name in itertools.zip_longest(ways, absent):
            codes, move = WAYS[way]
            if code in codes:
                place = name if move == "absent" else move
        n[place] += 1
    possible = sum(n[p] for p in n if p != "out")
    return {"possible": possible, **{p: n[p] for p in COLUMNS[1:]}}


def concerned(marks, way):
    return sum(code in WAYS[way][0] for code, _ in marks)


def percent(f):
    """Half up to a tenth (domain 4)."""
    n = (2000 * f["attended"] + f["possible"]) // (2 * f["possible"]) if f["possible"] else None
    return "" if n is None else f"{n // 10}.{n % 10}"


def marks_of(sql, first, last):
    found = {}
    for pupil, code, kind in sql.rows("SELECT pupil, code, class FROM oracle_mark WHERE sitting BETWEEN :first AND :last AND on_roll", first=f"{first}am",
                                      last=f"{last}pm"):
        found.setdefault(pupil, []).append((code, kind))
    return found


def reconciled(t, school, first, last, theirs, columns=COLUMNS):
    """{admission number: row} of the report, for {admission number: figures}."""
    lines = [",".join(("admission_number", *columns, "attendance_percent"))]
    lines += [",".join((number, *(str(f[c]) for c in columns), percent(f))) for number, f in sorted(theirs.items())]
    path = t.write("figures.csv", "\n".join(lines) + "\n")
    said = t.run("--school", school, "report", "reconcile", "--from", first, "--to", last, "--format", "json", path)
    t.said.pop()
    return {row["admission_number"]: row for row in json.loads(said.out) if row["state"] in ("agrees", "differs")}


def explains(marks, theirs, cause, shut):
    """Do these ways give exactly these figures, whatever the absences are called?  `shut`: Y4 without a mark, which go with Y1 to Y7."""
    return any(counted(marks + [("Y4", "not_possible")] * shut, cause, names) == theirs for names in itertools.product(ABSENT, repeat=len(cause)))


@case("ours are the oracle's", rows=ROWS)
def _(t, seed):
    plan = plans.today(seed)
    school, first, last = oracle.make(t, plan), "2025-09-01", plan.clock[:10]
    with oracle.sql(school) as sql:
        marks = marks_of(sql, first, last)
        late = {p: sum(code == "L" for code, _ in m) for p, m in marks.items()}
    numbers = {p.key: f"A{p.number:05}" for p in plan.pupils if not p.boarder}
    rows = reconciled(t, school, first, last, {numbers[p]: counted(m) for p, m in marks.items() if p in numbers})
    t.equal({n for n in rows}, {numbers[p] for p in marks if p in numbers}, "who is compared")
    for pupil, own in marks.items():
        if pupil not in numbers:
            continue
        row, wanted = rows[numbers[pupil]], counted(own)
        t.equal({name: row[name] for name in (*COLUMNS, "late")}, {**wanted, "late": late[pupil]}, f"pupil {pupil}")
        t.equal((row["state"], row["cause"]), ("agrees", ["same" if wanted["possible"] else row["cause"][0]]), f"pupil {pupil}")


@case("a way of counting is found, and is one that gives their figures", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), plans.today(seed)
    school, first, last = oracle.make(t, plan), "2025-09-01", plan.clock[:10]
    numbers = {p.key: f"A{p.number:05}" for p in plan.pupils if not p.boarder}
    with oracle.sql(school) as sql:
        marks = {numbers[p]: m for p, m in marks_of(sql, first, last).items() if p in numbers}
    pairs = [pair for pair in itertools.combinations(WAYS, 2) if not WAYS[pair[0]][0] & WAYS[pair[1]][0]]
    found, wrong, unplanned = 0, 0, {}
    for ways in [(w,) for w in WAYS] + rng.sample(pairs, 12):
        theirs = {n: counted(m, ways, [rng.choice(ABSENT) for _ in ways]) for n, m in marks.items()}
        for number, row in reconciled(t, school, first, last, theirs).items():
            own = marks[number]
            if theirs[number] == counted(own):
                t.equal(row["state"], "agrees", f"{ways}: {number}")
                continue
            t.ok(len(row["cause"]) <= len(ways), f"{ways}: {number}: no simpler reason: {row['cause']}")
            t.ok("unknown" not in row["cause"] and "other_days" not in row["cause"], f"{ways}: {number}: {row['cause']}: {theirs[number]}, ours {counted(own)}")
            if set(row["cause"]) <= set(WAYS):  # else a time: sessions without a mark, or off the roll, which are as many
                shut = row["sessions"] - sum(concerned(own, w) for w in row["cause"])
                unplanned.setdefault(number, {0}).add(shut)
                t.ok(shut == 0 or set(row["cause"]) & {"y_possible", "not_possible"}, f"{ways}: {number}: sessions {row['sessions']}")
                t.ok(explains(own, theirs[number], row["cause"], shut), f"{ways}: {number}: {row['cause']} does not give {theirs[number]}")
                found += 1
            else:
                wrong += 1
    t.ok(all(len(n) <= 2 for n in unplanned.values()), f"unexpected closures of a pupil are always as many: {unplanned}")
    t.ok(found > 100 and wrong * 20 < found, f"found {found}, and as times {wrong}")


main()
