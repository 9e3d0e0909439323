#!/usr/bin/python3
"""The identities of domain 1.1 and the percentages of domain 4 on the figures that DfE publishes, by the rules' own percent_tenths."""

import os
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from dfe_rows import PERCENTS, RETIRED, SYMBOLS, WITHHELD, rows_of, where  # noqa: E402
from tap import case, main  # noqa: E402


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


SHORT_MOST = 106  # of the authorised sessions, DfE lists so many under no reason
CATEGORIES = ("present", "educational_activity", "authorised", "unauthorised", "not_possible", "administrative", "late", "possible", "attended",
              "missed", *oracle.TENTHS)


def counts_of(row, symbols):
    return " ".join(f"{symbol}={row['reason_' + name]}" for name, symbol in symbols.items())


@case("the counts by code give the published sessions")
def _(t):
    """Every usable row, code by code through the rules, not by the names of its columns; the country has more than 2^31 sessions."""
    rows = rows_of()
    t.equal(set(SYMBOLS) | set(RETIRED) | {"present"}, {c[len("reason_"):] for c in rows[0][0] if c.startswith("reason_")}, "a symbol for every column")
    school = oracle.make(t, plans.Plan(0, "2026-12-18T17:00:00", [], [], []))
    answers = oracle.ask_rules(t, school, [line for row, _ in rows for line in (f"counts 2025-12-01 {counts_of(row, SYMBOLS)}",
                                                                                f"counts 2024-07-01 {counts_of(row, RETIRED)}")])
    short = []
    for (row, n), now, then in zip(rows, answers[::2], answers[1::2]):
        got, retired = (dict(zip(CATEGORIES, map(int, line.split()))) for line in (now, then))
        got = {name: got[name] + retired[name] for name in CATEGORIES if name not in oracle.TENTHS}
        missing = n["authorised_absence"] - got["authorised"]
        t.ok(0 <= missing <= SHORT_MOST, f"{where(row)}: authorised {n['authorised_absence']}, listed {got['authorised']}")
        if missing:
            short.append((missing, where(row)))
        for name, published in (("present", "present_sessions"), ("educational_activity", "approved_educational_activity"),
                                ("unauthorised", "unauthorised_absence"), ("attended", "overall_attendance")):
            t.equal(got[name], n[published], f"{where(row)}: {name}")
        t.equal(got["late"] + int(row["reason_u_unauthorised_late_after_registers_closed"]), int(row["late_sessions"]), f"{where(row)}: DfE's late is L and U")
        t.equal((got["possible"], got["missed"]), (n["possible_sessions"] - missing, n["overall_absence"] - missing), f"{where(row)}: less {missing}")
        t.equal((got["not_possible"], got["administrative"]), (0, 0), where(row))
    t.equal(len(rows), 643, "usable rows")
    print(f"# DfE lists no reason for some authorised sessions in {len(short)} of {len(rows)} rows: {min(short)[0]} to {max(short)[0]} of them "
          f"(most: {max(short)[1]})")


main()
