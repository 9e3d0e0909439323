#!/usr/bin/python3
"""What the practice school's reports look like, to the letter: test/golden/reports/NAME.

    FIRSTBELL=build/NAME/src/firstbell /usr/bin/python3 test/golden/reports.py --write     writes them anew, to be read before a commit

The seal is masked: the record of a practice school says who made it.
"""

import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from tap import case, main

WRITE = "--write" in sys.argv
if WRITE:
    sys.argv.remove("--write")

FIGURES = os.path.join(HERE, "reports", "figures.csv")  # of a product that counts educational visits as absence

AFTERNOON = "2026-11-20T13:31"  # the practice school is made at that minute

# What is kept of a command that writes a file beside it.
KEPT = {"evacuation.txt": "out/evacuation.txt"}

REPORTS = [
    ("absentees.txt", ["report", "absentees"], 0),
    ("absentees.csv", ["report", "absentees", "--class", "Hazel", "--format", "csv"], 0),
    ("absentees.json", ["report", "absentees", "--class", "Hazel", "--format", "json"], 0),
    ("missing.txt", ["report", "missing"], 1),
    ("missing.json", ["report", "missing", "--format", "json"], 1),
    ("missing-none.txt", ["report", "missing", "--date", "2026-11-19"], 0),
    ("bands.txt", ["report", "bands"], 0),
    ("bands-working.txt", ["report", "bands", "--class", "Acorn", "--working"], 0),
    ("bands.csv", ["report", "bands", "--class", "Acorn", "--format", "csv"], 0),
    ("bands-period.txt", ["report", "bands", "--class", "Acorn", "--policy", "hackney-2012"], 0),
    ("compare.txt", ["report", "compare"], 0),
    ("compare.json", ["report", "compare", "--class", "Willow", "--period", "6 weeks", "--working", "--format", "json"], 0),
    ("crossings.txt", ["report", "crossings", "--class", "Beech"], 0),
    ("crossings-new.csv", ["report", "crossings", "--new", "--class", "Birch", "--format", "csv"], 0),
    ("forecast.txt", ["report", "forecast", "--within", "2"], 0),
    ("forecast.json", ["report", "forecast", "--pupil", "1196", "--working", "--format", "json"], 0),
    ("penalty.txt", ["report", "penalty"], 0),
    ("penalty.json", ["report", "penalty", "--class", "Beech", "--working", "--format", "json"], 0),
    ("returns.txt", ["report", "returns", "--working"], 0),
    ("returns.csv", ["report", "returns", "--kind", "sickness", "--format", "csv"], 0),
    ("review.txt", ["report", "review", "--class", "Acorn"], 0),
    ("review.json", ["report", "review", "--pupil", "1162", "--format", "json"], 0),
    ("review-new.csv", ["report", "review", "--new", "--format", "csv"], 0),
    ("statistics.txt", ["report", "statistics"], 0),
    ("statistics.json", ["report", "statistics", "--format", "json"], 0),
    ("pupil.txt", ["report", "pupil", "--pupil", "1196"], 0),
    ("trend.txt", ["report", "trend"], 0),
    ("trend.csv", ["report", "trend", "--class", "Willow", "--format", "csv"], 0),
    ("trend-group.txt", ["report", "trend", "--year", "3", "--group", "fsm", "--from", "2026-10-01"], 0),
    ("patterns.txt", ["report", "patterns"], 0),
    ("patterns.csv", ["report", "patterns", "--class", "Acorn", "--format", "csv"], 0),
    ("patterns-pupil.txt", ["report", "patterns", "--pupil", "1196", "--working"], 0),
    ("punctuality.txt", ["report", "punctuality", "--class", "Willow", "--working"], 0),
    ("punctuality.csv", ["report", "punctuality", "--class", "Willow", "--format", "csv"], 0),
    ("codes.txt", ["report", "codes"], 0),
    ("codes.json", ["report", "codes", "--group", "fsm", "--format", "json"], 0),
    ("groups.txt", ["report", "groups", "--working"], 0),
    ("groups-governor.csv", ["--as", "hilary", "report", "groups", "--format", "csv"], 0),
    ("league.txt", ["report", "league"], 0),
    ("league.csv", ["report", "league", "--kind", "weeks", "--format", "csv"], 0),
    ("class-sheet.txt", ["report", "class_sheet", "--class", "Oak"], 0),
    ("class-sheet.csv", ["report", "class_sheet", "--class", "Oak", "--format", "csv"], 0),
    ("registers.txt", ["report", "registers"], 0),
    ("annual.txt", ["report", "annual", "--class", "Oak"], 0),
    ("annual.json", ["report", "annual", "--class", "Oak", "--format", "json"], 0),
    ("inspection.txt", ["report", "inspection"], 0),
    ("reconcile.txt", ["report", "reconcile", "--class", "Maple", FIGURES], 0),
    ("reconcile.csv", ["report", "reconcile", "--class", "Maple", "--format", "csv", FIGURES], 0),
    ("register.txt", ["register", "show", "--class", "Birch", "--session", "am"], 0),
    ("register.csv", ["register", "show", "--class", "Birch", "--session", "am", "--format", "csv"], 0),
    ("history-pupil.txt", ["history", "--pupil", "1196", "--from", "2026-11-16", "--to", "2026-11-20"], 0),
    ("history-day.txt", ["history", "--from", "2026-11-20", "--to", "2026-11-20"], 0),
    ("absentees-afternoon.txt", ["--clock", AFTERNOON, "report", "absentees"], 0),
    ("onsite.txt", ["report", "onsite", "--class", "Birch"], 0),
    ("onsite.csv", ["report", "onsite", "--class", "Birch", "--format", "csv"], 0),
    ("calls.txt", ["report", "calls"], 0),
    ("calls.csv", ["report", "calls", "--format", "csv"], 0),
    ("calls.json", ["report", "calls", "--class", "Hazel", "--format", "json"], 0),
    ("calls-list.txt", ["calls", "list"], 0),
    ("calls-show.txt", ["calls", "show", "Tiwa"], 0),
    ("reported.txt", ["calls", "reported"], 0),
    ("settle.txt", ["calls", "settle"], 1),
    ("settle-afternoon.txt", ["--clock", AFTERNOON, "calls", "settle"], 1),
    ("plans.txt", ["plan", "list"], 0),
    ("plans.csv", ["plan", "list", "--format", "csv"], 0),
    ("trip.txt", ["trip", "show"], 0),
    ("tasks.txt", ["tasks", "list", "--everybody"], 1),
    ("signed-out.txt", ["sign", "list"], 0),
    ("policies.txt", ["policy", "list"], 0),
    ("policy.txt", ["policy", "show"], 0),
    ("choices.txt", ["choices"], 0),
    ("slip.txt", ["late", "1161", "--at", "09:04", "--why", "bus or train late"], 0),
    ("visit-sheet.txt", ["visit", "--sheet", "Tiwa"], 0),
    ("evacuation.txt", ["evacuate"], 0),
    ("help.txt", ["--help"], 0),
    ("help-register.txt", ["register", "--help"], 0),
    ("share.txt", ["share"], 0),
]

SEAL = re.compile(r"^Seal: (\d+ acts), [0-9a-f ]+$", re.M)


def said_by(t, name, arguments, status):
    clock, rest = ({"clock": arguments[1]}, arguments[2:]) if arguments[0] == "--clock" else ({}, arguments)
    school = t.demo(**clock)
    out = t.run("--school", school, *rest, status=status).out
    if name not in KEPT:
        return out
    with open(os.path.join(school, KEPT[name]), encoding="utf-8") as f:
        return f.read()


@case("{} is as it was", rows=[(name, name, *rest) for name, *rest in REPORTS])
def _(t, name, arguments, status):
    said = SEAL.sub(r"Seal: \1, (masked)", said_by(t, name, arguments, status))
    path = os.path.join(HERE, "reports", name)
    if WRITE:
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(said)
    with open(path, encoding="utf-8", newline="") as f:
        t.equal(said.splitlines(), f.read().splitlines(), name)


@case("no line is wider than 80 cells in {}", rows=[row for row in REPORTS if row[0].endswith(".txt") and row[0] != "policy.txt" and not row[0].startswith("help")])
def _(t, arguments, status):
    for line in said_by(t, "", arguments, status).splitlines():
        cells = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        t.ok(cells <= 80, line)


main()
