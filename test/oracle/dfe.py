#!/usr/bin/python3
"""The identities of domain 1.1 and the percentages of domain 4 on the figures that DfE publishes, by the rules' own percent_tenths."""

import csv
import os
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import Skip, case, main  # noqa: E402

FILE = os.path.join(HERE, "..", "..", "..", "shared", "data", "dfe-attendance-ytd-2025-26.csv")
COUNTS = ("present_sessions", "approved_educational_activity", "authorised_absence", "unauthorised_absence", "overall_attendance",
          "overall_absence", "possible_sessions")
PERCENTS = (("attendance_perc", "overall_attendance"), ("overall_absence_perc", "overall_absence"), ("authorised_absence_perc", "authorised_absence"),
            ("unauthorised_absence_perc", "unauthorised_absence"))
WITHHELD = ("c", "z", "x", "")


def rows_of():
    if not os.path.exists(FILE):
        raise Skip("DfE's data file is not beside this clone: ../shared/data/" + os.path.basename(FILE))
    with open(FILE, encoding="utf-8-sig", newline="") as f:
        rows = [r for r in csv.DictReader(f) if not any(r[c] in WITHHELD for c in COUNTS)]
    return [(r, {c: int(r[c]) for c in COUNTS}) for r in rows]


def where(row):
    return f"{row['geographic_level']} {row['la_name'] or row['region_name'] or row['country_name']} {row['education_phase']}"


@case("possible is present, educational activity, authorised and unauthorised")
def _(t):
    rows = rows_of()
    t.ok(len(rows) > 600, f"usable rows: {len(rows)}")
    for row, n in rows:
        t.equal(n["possible_sessions"], n["present_sessions"] + n["approved_educational_activity"] + n["authorised_absence"] + n["unauthorised_absence"],
                where(row))
        t.equal(n["overall_attendance"], n["present_sessions"] + n["approved_educational_activity"], where(row))
        t.equal(n["overall_absence"], n["authorised_absence"] + n["unauthorised_absence"], where(row))


def reasons(row, part):
    names = ("reason_o_other_unauthorised", "reason_n_no_reason_yet") if part == "_unauthorised_" else ()
    return [row[c] for c in row if c.startswith("reason_") and (part in c or c in names)]


@case("the reasons of a class make the class")
def _(t):
    """DfE's authorised total has a few sessions (up to 1 in 5,000) under none of the reasons that it lists."""
    for row, n in rows_of():
        for total, part in (("unauthorised_absence", "_unauthorised_"), ("approved_educational_activity", "_aea_")):
            t.equal(sum(map(int, reasons(row, part))), n[total], f"{where(row)}: {total}")
        listed = sum(map(int, reasons(row, "_authorised_")))
        t.ok(0 <= n["authorised_absence"] - listed <= n["authorised_absence"] / 5000, f"{where(row)}: authorised {n['authorised_absence']}, listed {listed}")


@case("the percentages are those that the rules print")
def _(t):
    rows = rows_of()
    school = oracle.make(t, plans.Plan(0, "2026-12-18T17:00:00", [], [], []))
    wanted = [(where(row), name, row[name], n[part], n["possible_sessions"]) for row, n in rows for name, part in PERCENTS if row[name] not in WITHHELD]
    answers = oracle.ask_rules(t, school, [f"percent {part} {of}" for *_, part, of in wanted])
    for (place, name, published, part, of), tenths in zip(wanted, map(int, answers)):
        t.equal(tenths, int(Fraction(1000 * part, of) + Fraction(1, 2)), f"{place}: {name}, half up")
        t.ok(abs(Fraction(published) * 10 - tenths) <= Fraction(1, 2) + Fraction(1, 10 ** 9), f"{place}: {name}: published {published}, printed {tenths}")
    t.ok(len(wanted) > 2400, f"percentages: {len(wanted)}")


main()
