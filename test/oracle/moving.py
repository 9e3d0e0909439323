#!/usr/bin/python3
"""The whole path, in a real school under a clock of its own: pupils and marks as files, through the import, to what the reports print.

DfE's own figures (three rows of its smallest authorities; with --long ten of six million sessions), and pupils at the edge of every line."""

import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "bad")]
LONG = "--long" in sys.argv
sys.argv = [word for word in sys.argv if word != "--long"]
import dfe_rows as dfe  # noqa: E402
import files  # noqa: E402
from bad import at  # noqa: E402
from tap import case, main  # noqa: E402

NOW = "2026-07-27 10:00"
TIMES = ("--am", "08:45,08:50,09:20,12:00", "--pm", "13:00,13:30,15:15")
FROM, TO = "2025-09-01", "2026-07-24"
PUBLISHED = (("possible", "possible_sessions"), ("attended", "overall_attendance"), ("present", "present_sessions"),
             ("approved_educational_activity", "approved_educational_activity"), ("authorised", "authorised_absence"),
             ("unauthorised", "unauthorised_absence"), ("late", "reason_l_present_late_before_registers_closed"))
RATES = (("attendance_percent", "attendance_perc"), ("absence_percent", "overall_absence_perc"), ("authorised_percent", "authorised_absence_perc"),
         ("unauthorised_percent", "unauthorised_absence_perc"))


class School:
    """A new real school; each command a second after the one before."""

    def __init__(self, t, name="school"):
        self.t, self.directory, self.runs = t, os.path.join(t.dir, name), 0
        self.run("init", self.directory, "--name", "Oracle Road", "--authority", "845", "--establishment", "2345", "--staff",
                 "ada,Ada Clerk,Clerk", *TIMES, "--term", "Next,2026-09-02,2026-12-18", school=False)

    def run(self, *arguments, school=True, **options):
        self.runs += 1
        done = self.t.run(*(("--school", self.directory) if school else ()), *arguments, env=at(NOW, seconds=self.runs), timeout=3600, **options)
        self.t.said[:-1] = []  # files of a year are long
        return done

    def take(self, kind, text, *options):
        path = self.t.write(f"{kind}.csv", text)
        self.run("import", kind, *options, path)
        os.unlink(path)

    def report(self, *arguments):
        return json.loads(self.run("report", *arguments, "--from", FROM, "--to", TO, "--format", "json").out, parse_float=str)

    def marks(self):
        rows = self.t.sql(self.directory, "SELECT admission_number, date, session, code, category, minutes_late FROM v_mark")
        return {(n, files.date(d), s): rest for n, d, s, *rest in rows}


def moved(t, roll, name="school"):
    school = School(t, name)
    school.take("pupils", roll.csv(), "--moving-in")
    return school


# DfE'S ROWS

def marks_of(row, seed):
    """A row's counts by code as a roll and marks."""
    counts = {symbol: int(row["reason_" + name]) for name, symbol in dfe.SYMBOLS.items() if int(row["reason_" + name])}
    either = {symbol: n for symbol, n in counts.items() if symbol not in "/\\"}
    if sum(int(row["reason_" + name]) for name in dfe.RETIRED):
        raise ValueError("codes that had ended")
    pupils = max(int(row["total_enrolments"]), -(-sum(counts.values()) // (len(files.sittings()) - 1)))
    return counts, *files.spread(random.Random(seed), {"/": counts["/"]}, {"\\": counts["\\"]}, either, pupils)


def check_published(t, what, is_, row, counts, short=0):
    for name, published in PUBLISHED:
        less = short if name in ("possible", "authorised") else 0
        t.equal(is_[name], int(row[published]) - less, f"{what}: {name}")
    t.equal(is_["codes"], counts, f"{what}: codes")
    t.equal(is_["missing"], 0, f"{what}: missing")
    for name, published in RATES if short == 0 else ():
        t.equal(is_[name], dfe.one_decimal(row[published]), f"{what}: {name}")


def smallest():
    return sorted((row for row, _ in dfe.rows_of()), key=lambda row: int(row["possible_sessions"]))[:3]


@case("DfE's smallest rows print the published counts and rates", rows=[(f"row {n + 1}", n) for n in range(3)])
def _(t, n):
    row = smallest()[n]
    counts, roll, marks = marks_of(row, n)
    print(f"# {dfe.where(row)}: {len(marks)} marks of {len(roll.starts)} pupils")
    school = moved(t, roll)
    school.take("marks", files.long_form(marks), "--moving-in")
    check_published(t, dfe.where(row), school.report("statistics"), row, counts)
    t.equal({place: m[0] for place, m in school.marks().items()}, marks, "v_mark is the file")
    t.has(school.run("verify", "--format", "json").out, '"ok": true')


@case("what goes in comes out: wide files, a row a day, and each export")
def _(t):
    row = smallest()[0]
    counts, roll, marks = marks_of(row, 0)
    forms = {"wide": list(files.wide_forms(marks)), "days": [files.day_form(marks)]}
    for name, texts in forms.items():
        school = moved(t, roll, name)
        for text in texts:
            school.take("marks", text, "--moving-in")
        check_published(t, name, school.report("statistics"), row, counts)
    between = ("--from", FROM, "--to", TO)
    out = {"long": school.run("export", "marks", *between).out, "wide": school.run("export", "marks", *between, "--wide").out}
    t.equal(files.read_long(out["long"]), marks, "the long export is the file")
    t.equal(files.read_wide(out["wide"]), marks, "the wide export is the file")
    again = school.run("import", "marks", "-", input=out["long"]).out
    t.has(again, "nothing to change")
    pupils = files.without(school.run("export", "pupils", *between).out, "pupil")
    before = school.marks()
    for name, text in out.items():
        other = School(t, f"out-{name}")
        other.take("pupils", pupils, "--moving-in")
        other.take("marks", text, "--moving-in")
        t.equal(files.without(other.run("export", "pupils", *between).out, "pupil"), pupils, f"{name}: the same pupils")
        t.equal(other.marks(), before, f"{name}: the same marks")
        check_published(t, f"out and in again, {name}", other.report("statistics"), row, counts)


def long_rows():
    """Ten of about six million sessions, without codes that had ended."""
    rows = [row for row, _ in dfe.rows_of() if not any(int(row["reason_" + name]) for name in dfe.RETIRED) and row["education_phase"] != "Total"]
    return sorted(rows, key=lambda row: abs(int(row["possible_sessions"]) - 6000000))[:10]


if LONG:
    @case("DfE's rows of six million sessions", rows=[(f"row {n + 1}", n) for n in range(10)])
    def _(t, n):
        row = long_rows()[n]
        counts, roll, marks = marks_of(row, n)
        short = int(row["possible_sessions"]) - sum(counts.values())
        print(f"# {dfe.where(row)}: {len(marks)} marks of {len(roll.starts)} pupils; {short} authorised under no reason", flush=True)
        school = moved(t, roll)
        school.take("marks", files.long_form(marks, order=list), "--moving-in")
        check_published(t, dfe.where(row), school.report("statistics"), row, counts, short)


# THE EDGES OF THE LINES (domain 4, 9): possible, missed, then what must be printed

EDGES = [
    ("38 of 380 missed is exactly 10%", 380, 38, "90.0", "80 to 90", True, False),
    ("37 of 380 missed is 9.74%", 380, 37, "90.3", "90 to 95", False, False),
    ("20 of 201 missed prints 90.0 and is above", 201, 20, "90.0", "90 to 95", False, False),
    ("21 of 211 missed prints 90.0 and is above", 211, 21, "90.0", "90 to 95", False, False),
    ("190 of 380 missed is exactly 50%", 380, 190, "50.0", "50 or less", True, True),
    ("76 of 380 missed is exactly 80%", 380, 76, "80.0", "80 to 90", True, False),
    ("19 of 380 missed is exactly 95%", 380, 19, "95.0", "95 and above", False, False),
    ("1 of 8 missed", 8, 1, "87.5", "80 to 90", True, False),
    ("0 of 0", 0, 0, None, None, False, False),
    ("380 of 380 missed", 380, 380, "0.0", "50 or less", True, True),
    ("0 of 380 missed", 380, 0, "100.0", "95 and above", False, False),
    ("36 of 370, ten X left out", 370, 36, "90.3", "90 to 95", False, False),
    ("37 of 370, ten X left out", 370, 37, "90.0", "80 to 90", True, False),
]
X_LEFT_OUT = 10
ABSENT = ("I", "O", "M", "G", "U", "N")

_edge_school = {}


def edge_marks():
    """Each pupil has exactly these counts; who has less than a year has X, or left."""
    marks, places = {}, files.sittings()[:380]
    for n, (name, possible, missed, *_) in enumerate(EDGES, 1):
        number = files.number_of(n)
        absent = set(random.Random(n).sample(range(possible), missed))
        for k in range(possible):
            marks[number, *places[k]] = ABSENT[k % len(ABSENT)] if k in absent else "/\\"[k % 2]
        for k in range(possible, possible + X_LEFT_OUT if "X left out" in name or possible == 0 else possible):
            marks[number, *places[k]] = "X"
    return marks


def edge_bands(t):
    """The bands of the school, made once; by admission number."""
    if not _edge_school:
        roll = files.Roll({files.number_of(n): files.sittings()[0] for n in range(1, len(EDGES) + 1)}, classes=1)
        school = moved(t, roll)
        school.take("marks", files.long_form(edge_marks()), "--moving-in")
        for row in school.report("bands", "--working"):
            steps = {step["step"]: step for step in school.report("working", "--pupil", row["admission_number"])}
            _edge_school[row["admission_number"]] = row, steps
        t.checks = 0  # not what the case is about
    return _edge_school


@case("an edge, from the file to the report: {}", rows=[(edge[0], n, *edge[1:]) for n, edge in enumerate(EDGES, 1)])
def _(t, n, possible, missed, percent, band, persistent, severe):
    row, steps = edge_bands(t)[files.number_of(n)]
    t.equal({name: row[name] for name in ("possible", "missed", "attendance_percent", "band", "persistent", "severe")},
            {"possible": possible, "missed": missed, "attendance_percent": percent, "band": band, "persistent": persistent, "severe": severe})
    t.has(row["working"], f"possible {possible} = ")
    if possible:
        t.has(row["working"], f"; missed {missed}")
        sign = "<" if 10 * missed < possible else "=" if 10 * missed == possible else ">"
        t.has(row["working"], f"{missed} x 10 = {10 * missed} {sign} {possible}, so {'' if persistent else 'not '}persistent")
    if 370 == possible:
        t.has(row["working"], "10 left out (X 10)")
        t.equal(steps["Left out: X"]["number"], X_LEFT_OUT)
    t.equal(steps["Possible"]["number"], possible)
    t.ok(steps["Band"]["words"].startswith(band or "nothing was possible, so no band"), steps["Band"]["words"])
    if not possible:
        t.ok("Persistent absence" not in steps and "Line of 90" not in steps, "no line is compared with nothing")
        return
    t.equal(steps["Missed"]["number"], missed)
    for name, times, yes in (("Persistent absence", 10, persistent), ("Severe absence", 2, severe)):
        how = "less than" if times * missed < possible else "exactly" if times * missed == possible else "more than"
        t.equal(steps[name]["words"], f"{missed} x {times} = {times * missed:,} is {how} the {possible} possible, so {'yes' if yes else 'no'}")
    for line, inclusive in ((95, False), (90, True), (80, False), (50, True)):
        have, need = 100 * (possible - missed), line * possible
        how = "less than " if have < need else "" if have == need else "more than "
        below = have < need or (inclusive and have == need)
        t.match(rf": {have:,} is {how}{line} x {possible} = {need:,}(, not (more|less))?, so {'(at or )?below' if below else '(at or above|over)'} {line}$",
                steps[f"Line of {line}"]["words"])


main(needs=["faketime"])
