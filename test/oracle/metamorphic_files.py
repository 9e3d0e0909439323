#!/usr/bin/python3
"""What must not matter to a file of marks: how it is written, in which order, by which way it came; and what comes out goes in again."""

import json
import os
import random
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import files  # noqa: E402
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(301, 304))
ROWS = [(f"seed {s}", s) for s in SEEDS]
COLUMNS = ("admission_number", "date", "session", "code", "minutes_late")


# SCHOOLS

def fitting(plan, mark):
    """Would an import take it?  A mark of a pupil who was there, in a session that was held."""
    pupil = next(p for p in plan.pupils if p.number == mark.pupil)
    held = mark.day.weekday() < 5 and (not plan.terms or (plans.in_term(mark.day) and not plan.touched(mark.day) and not bank_holiday(mark.day)))
    return held and pupil.due(mark.day, mark.session) and not pupil.boarder


def bank_holiday(day):
    return (day.month, day.day) in ((5, 4), (5, 25), (12, 25), (12, 28), (1, 1)) or str(day) in ("2026-04-03", "2026-04-06", "2026-08-31")


def taken(plan):
    """The plan with only such marks, and nobody's undoing of others."""
    other = plan.copy()
    other.acts = [plans.Act(a.kind, a.at, [m for m in a.marks if fitting(plan, m)], a.register) for a in plan.acts if a.undoes is None]
    other.acts = [a for a in other.acts if a.marks]
    return other


def without_marks(plan):
    other = plan.copy()
    other.acts = []
    return other


class School:
    def __init__(self, t, directory):
        self.t, self.directory = t, directory

    def run(self, *arguments, **options):
        done = self.t.run("--school", self.directory, *arguments, timeout=600, **options)
        self.t.said[:-1] = []
        return done

    def take(self, text, *options, **wanted):
        path = self.t.write("file.csv", text)
        return self.run("import", "marks", *options, path, **wanted)

    def marks(self):
        with oracle.sql(self.directory) as sql:
            return sql.rows("SELECT pupil, admission_number, class, date, session, code, category, minutes_late FROM v_mark ORDER BY 1, 4, 5")

    def strips(self):
        """Years in which somebody has no mark are no matter."""
        with oracle.sql(self.directory) as sql:
            return [row for row in sql.rows("SELECT pupil, school_year, marks FROM v_pupil_year ORDER BY 1, 2") if set(row[2]) != {"0"}]

    def history(self):
        with oracle.sql(self.directory) as sql:
            return sql.history()

    def statistics(self, first, last):
        return json.loads(self.run("report", "statistics", "--from", first, "--to", last, "--format", "json").out, parse_float=str)


def copied(t, school, name):
    directory = os.path.join(t.dir, name)
    shutil.copytree(school.directory, directory)
    return School(t, directory)


def same(t, is_, wanted, what):
    """Says only where the two differ: a school has thousands of marks."""
    apart = sorted(set(is_) ^ set(wanted), key=str)
    t.ok(is_ == wanted, f"{what}: {len(apart)} differ: {apart[:4]}")


def file_of(marks):
    """Everything that v_mark says, as a long file."""
    lines = [",".join(COLUMNS)]
    for _, number, _, day, session, code, _, minutes in marks:
        lines.append(",".join((number, day, session, code, "" if minutes is None else str(minutes))))
    return "\r\n".join(lines) + "\r\n"


def agree(t, one, two, first, last, *, missing=True):
    marks = one.marks()
    t.ok(len(marks) > 100, f"marks to compare: {len(marks)}")
    same(t, two.marks(), marks, "v_mark")
    same(t, two.strips(), one.strips(), "strips")
    is_, wanted = two.statistics(first, last), one.statistics(first, last)
    if not missing:  # the calendar of the one was never entered
        is_["missing"] = wanted["missing"]
    t.equal(is_, wanted, "report statistics")


# BY REGISTERS AND BY A FILE

@case("marks taken by registers and marks imported are the same", rows=ROWS)
def _(t, seed):
    plan = taken(plans.today(seed))
    one, two = School(t, oracle.make(t, plan, "one")), School(t, oracle.make(t, without_marks(plan), "two"))
    two.take(file_of(one.marks()))
    agree(t, one, two, "2025-09-01", plan.clock[:10])
    length = two.history()
    t.has(two.take(file_of(one.marks())).out, "nothing to change")
    t.equal(two.history(), length, "a second time changes nothing, and says nothing in the history")


@case("so are those of twenty years, every era of the codes", rows=ROWS)
def _(t, seed):
    plan = taken(plans.eras(seed))
    one, two = School(t, oracle.make(t, plan, "one")), School(t, oracle.make(t, without_marks(plan), "two"))
    two.take(file_of(one.marks()), "--moving-in")
    agree(t, one, two, "2006-09-01", plan.clock[:10], missing=False)


@case("what comes out goes into a second school, long and wide", rows=ROWS)
def _(t, seed):
    plan = taken(plans.today(seed))
    last = plan.clock[:10]
    one, empty = School(t, oracle.make(t, plan, "one")), School(t, oracle.make(t, without_marks(plan), "empty"))
    long = one.run("export", "marks", "--from", "2025-09-01", "--to", last).out
    years = [(first, min(end, last)) for first, end in (("2025-09-01", "2026-08-31"), ("2026-09-01", "2027-08-31"))]
    wide = [one.run("export", "marks", "--from", first, "--to", end, "--wide").out for first, end in years]  # a row has room for one year
    two, three = copied(t, empty, "two"), copied(t, empty, "three")
    two.take(long)
    agree(t, one, two, "2025-09-01", last)
    t.equal(two.run("export", "marks", "--from", "2025-09-01", "--to", last).out, long, "and out again, byte for byte")
    for text in wide:
        three.take(text)
    same(t, [row[:-1] for row in three.marks()], [row[:-1] for row in one.marks()], "v_mark but for minutes late, which a wide file has not")
    same(t, three.strips(), one.strips(), "strips")


# HOW A FILE IS WRITTEN

def book_of(school):
    return {(number, plans.date(day), session): code for _, number, _, day, session, code, _, _ in school.marks()}


def shuffled(rng):
    def order(marks):
        places = sorted(marks)
        rng.shuffle(places)
        return places
    return order


@case("no form of a file matters", rows=ROWS)
def _(t, seed):
    rng, plan = random.Random(seed), taken(plans.today(seed))
    one, empty = School(t, oracle.make(t, plan, "one")), School(t, oracle.make(t, without_marks(plan), "empty"))
    book = book_of(one)
    plain = files.long_form(book)
    places = sorted(book)
    half = {place: book[place] for place in rng.sample(places, len(places) // 2)}
    forms = {
        "sorted": [plain],
        "shuffled": [files.long_form(book, order=shuffled(rng))],
        "dd/mm/yyyy": [files.long_form(book, dates=files.english)],
        "semicolons": [files.long_form(book, delimiter=";")],
        "tabs": [files.long_form(book, delimiter="\t")],
        "line feeds": [plain.replace("\r\n", "\n")],
        "a byte order mark": ["\ufeff" + plain],
        "a row a day": [files.day_form(book)],
        "a row a day, dd/mm/yyyy": [files.day_form(book, dates=files.english)],
        "wide": list(files.wide_forms(book)),
        "wide, as English products head it": list(files.wide_forms(book, lambda day, session: f"{files.english(day)} {session.upper()}")),
        "in two halves": [files.long_form(half), plain],
        "each mark twice": [plain + plain.split("\r\n", 1)[1]],
        "headings otherwise written": [plain.replace("admission_number,date,session,code", "Admission Number,DATE, Session,Code")],
    }
    strips, marks = one.strips(), [row[:-1] for row in one.marks()]
    for name, texts in forms.items():
        school = copied(t, empty, "form")
        for text in texts:
            school.take(text)
        same(t, school.strips(), strips, f"{name}: strips")
        same(t, [row[:-1] for row in school.marks()], marks, f"{name}: v_mark")
        shutil.rmtree(school.directory)


@case("Windows-1252 and UTF-8 are the same, in names that differ in it")
def _(t):
    rng = random.Random(1)
    roll, marks = files.spread(rng, {"/": 5000}, {"\\": 4900}, {"I": 300, "L": 200, "C1": 100}, 60)
    rows = roll.csv().splitlines()[1:]
    named = {cells[0]: ",".join(cells[1:4]) for cells in (row.split(",") for row in rows)}
    t.ok(any("ë" in name for name in named.values()) and any("á" in name for name in named.values()), "names with letters that differ")
    text = "surname,forename,dob,date,session,code\n" + "".join(f"{named[n]},{d},{s},{code}\n" for (n, d, s), code in sorted(marks.items()))
    found = []
    for name, encoding, options in (("utf-8", "utf-8", ()), ("1252", "cp1252", ("--encoding", "windows-1252"))):
        school = School(t, oracle.make(t, plans.Plan(0, "2026-12-18T17:00:00", [], [], []), name))
        school.run("import", "pupils", *options, t.write("pupils.csv", roll.csv().encode(encoding)))
        school.take(text.encode(encoding), "--moving-in", *options)
        t.equal(len(school.marks()), len(marks), f"{name}: marks")
        found.append((school.marks(), school.strips(), t.sql(school.directory, "SELECT surname, forename FROM pupil ORDER BY 1, 2")))
    t.equal(found[1], found[0])
    t.ok(("Pupil000008", "Zoë") in found[0][2], "the name is whole")
    refused = School(t, os.path.join(t.dir, "utf-8")).take(text.encode("cp1252"), status=5)
    t.has(refused.err, "windows-1252")


main()
