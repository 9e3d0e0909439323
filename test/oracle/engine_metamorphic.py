#!/usr/bin/python3
"""What must not change what the engine finds, or must change it in one way only, whatever the case."""

import dataclasses
import itertools
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import cases  # noqa: E402
from plan import CODES  # noqa: E402
from reading import date_of, number  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(751, 757))
ROWS = [(f"seed {s}", s) for s in SEEDS]
COUNT = 40
RATES = ("late", "possible", "attended", "missed", "band", "persistent", "severe", "stage", "stage_since", "crossings", "forecast", "lines", "penalty", "spells",
         "patterns", "full", "streak")


def found(t, of):
    return {r["id"]: r for r in cases.engine(t, of)}


def same(t, what, before, after, names):
    for pupil, r in before.items():
        for name in names:
            t.equal(after[pupil].get(name), r.get(name), f"{what}, {pupil}: {name}")


@case("X, D, Q, Y, # and Z on sessions without a mark change nothing but their own count", rows=ROWS)
def _(t, seed):
    rng, of = random.Random(seed), cases.a_case(seed, COUNT)
    everyday = [2 * d + s for d in range(number(of.covered[0]), number(of.today) + 1) for s in (0, 1)]
    more, added = [], 0
    for child in of.pupils:
        blank = [a for a in everyday if a not in child.marks]
        marks = {a: rng.choice([*CODES.not_possible(date_of(a // 2)), "#", "Z"]) for a in rng.sample(blank, len(blank) // 3)}
        more.append(dataclasses.replace(child, marks={**child.marks, **marks}))
        added += len(marks)
    t.ok(added > 100, "enough of them")
    same(t, "rates", found(t, of), found(t, dataclasses.replace(of, pupils=more)), RATES)


@case("ranges add up", rows=ROWS)
def _(t, seed):
    rng, of = random.Random(seed), cases.a_case(seed, COUNT)
    first, last = of.period
    cuts = sorted({rng.randrange(first, last) for _ in range(3)})
    bounds = list(zip([first, *(c + 1 for c in cuts)], [*cuts, last]))
    whole, parts = found(t, of), [found(t, dataclasses.replace(of, period=b)) for b in bounds]
    for pupil, r in whole.items():
        for name in ("possible", "attended", "missed", "late", "marks"):
            t.equal(sum(p[pupil][name] for p in parts), r[name], f"{pupil}: {name}")
        for n, pair in enumerate(r["patterns"]["at"]):
            t.equal([sum(p[pupil]["patterns"]["at"][n][k] for p in parts) for k in (0, 1)], pair[:2], f"{pupil}: place {n}")
        t.equal(sum(s["sessions"] for p in parts for s in p[pupil]["spells"]), sum(s["sessions"] for s in r["spells"]), f"{pupil}: missed in runs")
        t.equal([p[pupil]["penalty"] for p in parts], [r["penalty"]] * len(parts), f"{pupil}: the window asks for no period")


@case("neither the order of pupils nor that of terms, closures and returns made matters", rows=ROWS)
def _(t, seed):
    """One engine's buffers serve everybody: whoever came before leaves no trace."""
    rng, of = random.Random(seed), cases.a_case(seed, COUNT)
    other = dataclasses.replace(of, pupils=[dataclasses.replace(p, marks=dict(rng.sample(sorted(p.marks.items()), len(p.marks)))) for p in of.pupils],
                                closures=rng.sample(of.closures, len(of.closures)), terms=rng.sample(of.terms, len(of.terms)))
    rng.shuffle(other.pupils)
    before, after = found(t, of), found(t, other)
    same(t, "shuffled", before, after, cases.PARTS)
    alone = rng.choice(of.pupils)
    t.equal(found(t, dataclasses.replace(of, pupils=[alone]))[alone.id], before[alone.id], "alone")


@case("an absence where a child was in school never makes a figure better", rows=ROWS)
def _(t, seed):
    rng, of = random.Random(seed), cases.a_case(seed, COUNT)
    worse = []
    for child in of.pupils:
        present = [a for a, code in child.marks.items() if code in ("/", "\\", "L")]
        worse.append(dataclasses.replace(child, marks={**child.marks, **{a: "O" for a in rng.sample(present, len(present) // 10)}}))
    before, after = found(t, of), found(t, dataclasses.replace(of, pupils=worse))
    for pupil, r in before.items():
        w = after[pupil]
        t.equal(w["possible"], r["possible"], f"{pupil}: possible")
        t.ok(w["band"] >= r["band"] and w["persistent"] >= r["persistent"] and w["severe"] >= r["severe"], f"{pupil}: a better band")
        t.ok(w["penalty"]["counted"] >= r["penalty"]["counted"] and len(w["penalty"]["windows"]) >= len(r["penalty"]["windows"]), f"{pupil}: fewer windows")
        t.ok(w["forecast"]["best"] <= r["forecast"]["best"], f"{pupil}: a better end of the year")
        for a, b in zip(w["lines"], r["lines"]):
            t.ok(a["may_miss"] <= b["may_miss"] and a["below"] >= b["below"], f"{pupil}: more may be missed")


@case("crossings go down and up in turn, and end where the figures are", rows=ROWS)
def _(t, seed):
    of = cases.a_case(seed, COUNT)
    for pupil, r in found(t, of).items():
        for n, line in enumerate(r["lines"]):
            own = [c["down"] for c in r["crossings"] if c["line"] == n]
            t.equal(own, [1, 0] * (len(own) // 2) + [1] * (len(own) % 2), f"{pupil}, line {n}")
            if r["possible"] >= of.floor and r["possible"]:
                t.equal(len(own) % 2, line["below"], f"{pupil}, line {n}: at the end")
        t.equal([c["at"] for c in r["crossings"]], sorted(c["at"] for c in r["crossings"]), f"{pupil}: in order of time")


@case("what amending made of crossings is what both have and one has not", rows=ROWS)
def _(t, seed):
    rng, of = random.Random(seed), cases.a_case(seed, COUNT)
    for child in of.pupils[:12]:
        marks = dict(child.marks)
        for a in rng.sample(sorted(marks), min(len(marks), 12)):
            marks[a] = rng.choice(CODES.on(date_of(a // 2), ("am", "pm")[a % 2]))
        then_last = rng.choice([*sorted(child.marks)[-40:], of.period[1]])
        then = dataclasses.replace(child, marks={a: code for a, code in child.marks.items() if a <= then_last})
        lines = [*cases.lines_of(dataclasses.replace(of, pupils=[then])), "keep", *cases.lines_of_child(dataclasses.replace(child, marks=marks)), "run",
                 f"compare {cases.place(then_last)}"]
        out = t.command([os.environ["ORACLE_ENGINE"]], input="\n".join(lines) + "\n").out
        t.said.pop()
        was, now, changes = (json.loads(line) for line in out.splitlines())
        was, now = ({(c["at"], c["line"], c["down"]) for c in r["crossings"]} for r in (was, now))
        own = {(*c, 1, 0) for c in was - now} | {(*c, 0, int(c[0] <= cases.said(then_last))) for c in now - was}
        t.equal({(c["at"], c["line"], c["down"], c["withdrawn"], c["late"]) for c in changes}, own, child.id)
        t.equal([c["at"] for c in changes], sorted(c["at"] for c in changes), f"{child.id}: in order of time")


@case("small numbers: nothing hidden can be brought back by subtraction")
def _(t):
    """Every whole of up to four parts of up to six pupils; who looks knows that a hidden part is one pupil or more."""
    asked = [(fewest, of) for fewest in (3, 5) for count in (1, 2, 3, 4) for of in itertools.product(range(7), repeat=count)]
    out = t.command([os.environ["ORACLE_ENGINE"]], input="".join(f"few {fewest} {' '.join(map(str, of))}\n" for fewest, of in asked)).out
    t.said.pop()
    for (fewest, of), answer in zip(asked, map(json.loads, out.splitlines()), strict=True):
        told, hidden = answer[0], answer[1:]
        what = f"fewest {fewest} of {of}: {answer}"
        if not told:
            t.ok(all(h for h, n in zip(hidden, of) if n), what)
            continue
        parts = [n for n, h in zip(of, hidden) if h]
        t.ok(sum(of) >= fewest or not sum(of), f"{what}: the whole is small")
        t.ok(all(h for h, n in zip(hidden, of) if 0 < n < fewest), f"{what}: a small part is told")
        t.ok(not parts or len(parts) > 1 and sum(parts) >= fewest and sum(parts) > len(parts), f"{what}: it can be worked out")


main()
