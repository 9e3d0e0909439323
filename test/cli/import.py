#!/usr/bin/python3
"""A school's own files: every kind, every product's headings, what is refused, what is set aside, and what a person decides."""

import csv
import io
import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys

from marlow import DAY, OPTIONS, PUPILS, marlow
from tap import case, firstbell, main

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bad"))
from bad import at

ACTS = "SELECT max(seq) FROM act"
UPNS = {"0101": "B801200005001", "0102": "P931204325001", "0103": "D931204325002", "0104": "Y886540125003", "0201": "P207000016049"}
WITH_UPN = "admission_number,upn\n" + "".join(f"{a},{u}\n" for a, u in UPNS.items())


def text_of(rows, delimiter=",", encoding="utf-8"):
    """A file as another product writes it."""
    to = io.StringIO()
    csv.writer(to, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return to.getvalue().encode(encoding)


def take(t, s, kind, rows, *more, status=0, **form):
    return t.run("--school", s, "import", kind, *more, t.write("file.csv", text_of(rows, **form)), status=status)


def marks_of(t, s, day=DAY):
    return t.sql(s, "SELECT admission_number, session, code FROM v_mark WHERE date = ? ORDER BY 1, 2", day)


# The file itself

NAMES = [["admission_number", "surname", "forename", "dob", "sex", "year", "class", "start_date"],
         ["0301", "Müller-Ó Briain", "Chloë", "04/03/2016", "F", "3", "Willow", "03/09/2024"]]


@case("a file with {}", rows=[
    ("commas", ",", "utf-8", []), ("semicolons", ";", "utf-8", []), ("tabs", "\t", "utf-8", []), ("a byte order mark", ",", "utf-8-sig", []),
    ("Windows letters", ",", "cp1252", ["--encoding", "windows-1252"]), ("Windows letters and semicolons", ";", "cp1252", ["--encoding", "windows-1252"]),
    ("semicolons, said", ";", "utf-8", ["--delimiter", "semicolon"]), ("tabs, said", "\t", "utf-8", ["--delimiter", "tab"])])
def _(t, delimiter, encoding, more):
    s = marlow(t)
    r = take(t, s, "pupils", NAMES, *more, delimiter=delimiter, encoding=encoding)
    t.equal(t.sql(s, "SELECT surname, forename, date(born_day * 86400, 'unixepoch') FROM pupil WHERE admission_number = '0301'"),
            [("Müller-Ó Briain", "Chloë", "2016-03-04")])
    t.has(r.out.split("\n")[0], {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter])
    t.has(r.out.split("\n")[0], "Windows-1252" if encoding == "cp1252" else "UTF-8")


@case("letters are never guessed: the sentence says how to say them")
def _(t):
    s = marlow(t)
    r = take(t, s, "pupils", NAMES, encoding="cp1252", status=5)
    t.has(r.err, "windows-1252")
    t.match(r"^file\.csv:2:\d+: ", r.err)
    t.equal(t.sql(s, ACTS), [(8,)])


@case("a wrong delimiter that is said is not put right in silence")
def _(t):
    take(t, marlow(t), "pupils", NAMES, "--delimiter", "semicolon", status=5)


@case("{} is no file to take", rows=[
    ("nothing", b""), ("a heading alone", b"admission_number\n"), ("a directory", None), ("UTF-16", "admission_number\n1\n".encode("utf-16")),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0")])
def _(t, data):
    s = marlow(t)
    path = t.dir if data is None else t.write("f.csv", data)
    r = t.run("--school", s, "import", "pupils", path, status=(0, 5) if data == b"admission_number\n" else 5)
    t.equal(t.sql(s, ACTS), [(8,)])
    t.ok(r.status == 0 or r.err, "nothing is said")


# A dry run, refusals

@case("a dry run says row by row what would change, and changes nothing")
def _(t):
    s = marlow(t)
    changed = PUPILS.replace("Hall", "Hull").replace(",Maple,", ",Willow,")
    r = t.run("--school", s, "import", "pupils", "--dry-run", t.write("p.csv", changed))
    t.has(r.out, "surname Hall to Hull")
    t.has(r.out, "class Maple to Willow")
    t.has(r.out, "1 would be changed")
    t.equal((t.sql(s, ACTS), r.err), ([(8,)], ""))


@case("one refused row, and nothing is written; all of them are in the file of --refused, with why")
def _(t):
    s = marlow(t)
    rows = [["admission_number", "date", "session", "code"]] + [["0101", DAY, "am", "/"]] + [["0101", DAY, "noon", "/"]] * 150 + [["0999", DAY, "pm", "/"]]
    out = os.path.join(t.dir, "refused.csv")
    r = take(t, s, "marks", rows, "--refused", out, status=5)
    t.equal(r.out, "")
    t.equal(r.err.count("file.csv:"), 7)  # how it is read, five, and another
    t.match(r"^file\.csv:3:3: ", r.err)
    t.has(r.err, '\nand 145 more like line 3: "noon" is no session. Write am or pm.\n151 rows refused: nothing was written.\n')
    t.equal((marks_of(t, s), t.sql(s, ACTS)), ([], [(8,)]))
    with open(out, encoding="utf-8", newline="") as f:
        refused = list(csv.DictReader(f))
    t.equal(len(refused), 151)
    t.equal([refused[-1][c] for c in rows[0]], rows[-1])
    t.equal(os.stat(out).st_mode & 0o777, 0o600)


@case("refused rows go neither over the file that is read nor over the school's own")
def _(t):
    s = marlow(t)
    rows = f"admission_number,date,session,code\n0101,{DAY},am,/\n0101,{DAY},noon,/\n"
    path = t.write("marks.csv", rows)
    os.symlink(path, os.path.join(t.dir, "link.csv"))
    for refused in (path, os.path.join(t.dir, "link.csv"), os.path.join(s, "school.db")):
        t.run("--school", s, "import", "marks", "--refused", refused, path, status=2)
    with open(path, encoding="utf-8") as f:
        t.equal(f.read(), rows)
    t.run("--school", s, "verify")


@case("a file of refused rows, put right, is read again as it is")
def _(t):
    s = marlow(t)
    out = os.path.join(t.dir, "refused.csv")
    rows = [["admission_number", "date", "session", "code"], ["0101", DAY, "am", "/"], ["0102", DAY, "noon", "/"]]
    take(t, s, "marks", rows, "--refused", out, status=5)
    with open(out, encoding="utf-8", newline="") as f:
        again = f.read().replace("0102,2025-03-14,noon", "0102,2025-03-14,pm")
    r = t.run("--school", s, "import", "marks", t.write("again.csv", again))
    t.has(r.out, "left out: refused")
    t.equal(marks_of(t, s), [("0102", "pm", "\\")])
    t.run("--school", s, "import", "marks", t.write("else.csv", again.replace("code,refused", "code,shoe")), status=5)


@case("what a refusal repeats of the file is cleaned: {}", rows=[
    ("a code", "code", "\x1b[31m"), ("a date", "date", "\u202e2025"), ("a pupil", "admission_number", "\u200b9\x07"), ("a session", "session", "=1\u2066"),
    ("a very long code", "code", "x" * 4000), ("a heading", None, "\x1b]0;x\x07")])
def _(t, column, text):
    s = marlow(t)
    good = {"admission_number": "0101", "date": DAY, "session": "am", "code": "/"}
    rows = [[*good, *([text] if column is None else [])], [*({**good, column: text} if column else good).values(), *([""] if column is None else [])]]
    r = take(t, s, "marks", rows, "--refused", "refused.csv", status=5)
    for bad in ("\x1b", "\u202e", "\u200b", "\u2066", "\x07"):
        t.lacks(r.out + r.err, bad)
    if os.path.exists(os.path.join(t.dir, "refused.csv")):
        with open(os.path.join(t.dir, "refused.csv"), encoding="utf-8", newline="") as f:
            for cells in csv.reader(f):
                t.ok(not any(cell[:1] in "=+-@" and cell for cell in cells), cells)


# Marks: set aside, and decided

LONG = [["admission_number", "date", "session", "code", "minutes_late", "note"],
        ["0101", "14/03/2025", "AM", "L", "12", "the bus"], ["0101", "14/03/2025", "PM", "\\", "", ""], ["0102", DAY, "am", "I", "", ""]]


@case("marks a row each, a row a day, a column a session: the same")
def _(t):
    shapes = {
        "long": [r[:4] for r in LONG],
        "days": [["admission_number", "date", "am", "pm"], ["0101", DAY, "L", "\\"], ["0102", DAY, "I", ""]],
        "wide": [["admission_number", "14/03/2025 AM", "2025-03-14 pm"], ["0101", "L", "/"], ["0102", "I", ""]],
    }
    for name, rows in shapes.items():
        s = marlow(t)
        r = take(t, s, "marks", rows)
        t.equal(marks_of(t, s), [("0101", "am", "L"), ("0101", "pm", "\\"), ("0102", "am", "I")], name)
        t.match(r"^acts? \d+", r.out)
        t.has(take(t, s, "marks", rows).out, "nothing to change")
        t.run("--school", s, "verify")


@case("minutes late, notes and the reason are kept")
def _(t):
    s = marlow(t)
    take(t, s, "marks", LONG, "--reason", "from the old product")
    t.equal(t.sql(s, "SELECT minutes_late FROM v_mark WHERE code = 'L'"), [(12,)])
    t.equal(t.sql(s, "SELECT text FROM note"), [("the bus",)])
    t.equal(t.sql(s, "SELECT DISTINCT reason FROM act WHERE seq > 8 AND reason IS NOT NULL"), [("from the old product",)])
    take(t, marlow(t), "marks", LONG, "--reason", " ", status=4)


ASIDE = [
    ("before the pupil joined", ["0103", "2024-09-02", "am", "/"], None),
    ("in a closure", ["0101", "2025-02-18", "am", "/"], None),
    ("at a weekend", ["0101", "2025-03-15", "am", "/"], None),
    ("in a year that nobody entered", ["0101", "2023-11-15", "am", "/"], None),
    ("other than the one that stands", ["0102", DAY, "am", "/"], "I"),
]


@case("a mark {} is set aside until somebody decides", rows=ASIDE)
def _(t, row, stands):
    s = marlow(t)
    if stands:
        take(t, s, "marks", LONG)
    before, acts = marks_of(t, s), t.sql(s, ACTS)
    rows = [LONG[0][:4], ["0104", DAY, "am", "/"], row]
    for dry in ([], ["--dry-run"]):
        r = take(t, s, "marks", rows, *dry, status=1)
        t.has(r.out, "set aside")
        t.equal((r.err, marks_of(t, s), t.sql(s, ACTS)), ("", before, acts))
    r = take(t, s, "marks", rows, "--leave-out", "--refused", "left.csv")
    t.equal(marks_of(t, s), sorted([*before, ("0104", "am", "/")]))
    with open(os.path.join(t.dir, "left.csv"), encoding="utf-8", newline="") as f:
        t.equal([[x[c] for c in LONG[0][:4]] for x in csv.DictReader(f)], [row])


@case("with --replace the file's mark takes the place of another, and the history has both")
def _(t):
    s = marlow(t)
    take(t, s, "marks", LONG)
    rows = [LONG[0][:4], ["0102", DAY, "am", "M"]]
    take(t, s, "marks", rows, status=1)
    take(t, s, "marks", rows, "--replace")
    t.ok(("0102", "am", "M") in marks_of(t, s), marks_of(t, s))
    t.equal(t.sql(s, "SELECT code_before, code_after FROM v_entry WHERE admission_number = '0102' ORDER BY act, ordinal"), [(None, "I"), ("I", "M")])
    t.run("--school", s, "verify")


@case("a school year that nobody entered is made from the marks, codes as they were then")
def _(t):
    s = marlow(t)
    people = PUPILS.replace("2024-09-03", "2021-09-03")
    t.run("--school", s, "import", "pupils", "-", input=people)
    days = [f"2022-01-{d:02}" for d in (10, 11, 12, 13, 14, 17, 18)]
    rows = [LONG[0][:4]] + [[a, d, h, c] for a in UPNS for d in days for h, c in (("am", "/"), ("pm", "H" if d == days[2] else "\\"))]
    take(t, s, "marks", rows, status=1)
    said = take(t, s, "marks", rows, "--moving-in", "--dry-run").out
    t.has(said, "calendar would be made from the marks")
    terms = t.sql(s, "SELECT count(*) FROM term")
    r = take(t, s, "marks", rows, "--moving-in")
    t.has(r.out, "calendar made from the marks")
    t.ok(t.sql(s, "SELECT count(*) FROM term") > terms, "no term")
    t.equal(len(t.sql(s, "SELECT 1 FROM v_mark WHERE code = 'H' AND category = 'authorised'")), 5)
    t.has(take(t, s, "marks", rows, "--moving-in").out, "nothing to change")
    t.run("--school", s, "verify")
    take(t, s, "marks", [LONG[0][:4], ["0101", "2025-03-17", "am", "H"]], status=5)


@case("a day held where no school is held is said before it stands in the calendar")
def _(t):
    s = marlow(t)
    t.run("--school", s, "import", "pupils", "--moving-in", "-", input="admission_number,start_date\n0101,2021-09-06\n0102,2021-09-06\n")
    rows = [["admission_number", "date", "session", "code"], *[[p, f"2021-12-{d}", "am", "/"] for p in ("0101", "0102") for d in range(20, 25)],
            ["0101", "2021-12-25", "am", "/"]]
    r = take(t, s, "marks", rows, "--moving-in", "--dry-run")
    t.has(r.out, "calendar would be made from the marks: held 1 time at a weekend, on a bank holiday or out of term, first on Sat 25 Dec 2021\n")


@case("rows of delimiters alone, with which spreadsheets end a file, are blank lines")
def _(t):
    s = marlow(t)
    r = take(t, s, "marks", [["admission_number", "date", "session", "code"], ["0101", DAY, "am", "/"], *[[""] * 4] * 3])
    t.has(r.out, "1 mark new")
    r = take(t, s, "pupils", [["admission_number", "surname"], ["", ""], ["0101", "Okafor"], ["", ""]])
    t.has(r.out, "nothing to change: 1 pupil is")
    take(t, s, "marks", [["admission_number", "date", "session", "code"], ["", "", "", ""], ["", DAY, "am", "/"]], status=5)


@case("acts of an import are undone one by one, and it is said what came back")
def _(t):
    s = marlow(t)
    take(t, s, "marks", [["admission_number", "date", "session", "code"], ["0101", DAY, "am", "/"], ["0101", DAY, "pm", "I"]])
    t.equal(t.sql(s, "SELECT kind FROM act WHERE seq > 8 ORDER BY seq"), [("import begun",), ("marks imported",), ("import finished",)])
    t.has(t.run("--school", s, "undo", "10", "--reason", "the wrong file").out, "act 12 saved: 2 marks\n")
    t.has(t.run("--school", s, "undo", "11").out, "act 13 saved: 1 put back\n")
    t.has(t.run("--school", s, "check", status=1).out, "half in")
    t.has(t.run("--school", s, "undo", "8").out, "put back\n")
    t.equal((marks_of(t, s), t.sql(s, "SELECT count(*) FROM pupil")), ([], [(4,)]))
    t.run("--school", s, "verify")


@case("a leaving date in the past needs --moving-in")
def _(t):
    s = marlow(t)
    rows = [["admission_number", "leave_date"], ["0101", "2025-05-01"]]
    r = take(t, s, "pupils", rows, status=5)
    t.has(r.err, "--moving-in")
    take(t, s, "pupils", rows, "--moving-in")
    t.equal(t.sql(s, "SELECT date(e.to_day * 86400, 'unixepoch') FROM enrolment e JOIN pupil p ON p.id = e.pupil WHERE p.admission_number = '0101'"),
            [("2025-05-01",)])


# Each product's headings

PRODUCTS = {
    "sims": {
        "pupils": [["Adno", "UPN", "Legal Surname", "Legal Forename", "Preferred Forename", "DOB", "Gender", "Year Group", "Reg Group", "Date of Admission",
                    "Email", "House"],
                   ["0301", "W82032191200A", "Nowak", "Zofia", "", "07/01/2016", "Female", "Year 3", "Willow", "03/09/2024", "z@example.org", "Red"]],
        "contacts": [["UPN", "Priority", "Contact Title", "Contact Forename", "Contact Surname", "Relationship", "Parental Responsibility", "Mobile", "Contact Email"],
                     ["B801200005001", "1", "Mrs", "Joy", "Okafor", "Mother", "T", "07700 900001", "joy@example.org"]],
        "groups": [["UPN", "Reg Group", "Start Date", "End Date"], ["B801200005001", "Maple", "01/09/2023", "31/08/2024"]],
        "marks": [["UPN", "Surname", "Mark Date", "Session", "Mark", "Minutes Late", "Comments"],
                  ["B801200005001", "Okafor", "14/03/2025", "AM", "L", "12", "the bus"], ["B801200005001", "Okafor", "14/03/2025", "PM", "-", "", ""]],
    },
    "arbor": {
        "pupils": [["UPN", "Admission number", "Legal last name", "Legal first name", "Date of birth", "Sex", "Year group", "Registration form", "Enrolment start date"],
                   ["W82032191200A", "0301", "Nowak", "Zofia", "2016-01-07", "Female", "Year 3", "Willow", "2024-09-03"]],
        "contacts": [["Student UPN", "Priority", "Guardian first name", "Guardian last name", "Relationship", "Parental responsibility", "Mobile number"],
                     ["B801200005001", "1", "Joy", "Okafor", "Mother", "Yes", "07700 900001"]],
        "groups": [["UPN", "Registration form", "Start date", "End date"], ["B801200005001", "Maple", "2023-09-01", "2024-08-31"]],
        "marks": [["UPN", "Date", "Roll Call", "Mark", "Minutes late", "Notes"], ["B801200005001", "2025-03-14", "AM", "L", "12", "the bus"]],
    },
    "bromcom": {
        "pupils": [["LastName", "FirstName", "StudentEmail", "UPN", "Admission Number", "YearGroup", "Form", "Date of Birth", "Gender", "Start Date"],
                   ["Nowak", "Zofia", "z@example.org", "W82032191200A", "0301", "3", "Willow", "07/01/2016", "F", "03/09/2024"]],
        "contacts": [["UPN", "Contact Priority", "Contact First Name", "Contact Last Name", "Relationship", "Parental Responsibility", "Mobile"],
                     ["B801200005001", "1", "Joy", "Okafor", "Mother", "True", "07700 900001"]],
        "groups": [["UPN", "Tutor Group", "Start Date", "End Date"], ["B801200005001", "Maple", "01/09/2023", "31/08/2024"]],
        "marks": [["UPN", "Date", "AM", "PM"], ["B801200005001", "14/03/2025", "L", ""]],
    },
    "scholarpack": {
        "pupils": [["UPN", "Admission Number", "Surname", "Forename", "DOB", "Sex", "Year Group", "Form", "Entry Date"],
                   ["W82032191200A", "0301", "Nowak", "Zofia", "07/01/2016", "F", "Year 3", "Willow", "03/09/2024"]],
        "contacts": [["UPN", "Contact Order", "Contact Forename", "Contact Surname", "Relationship", "Responsibility", "Mobile Phone"],
                     ["B801200005001", "1", "Joy", "Okafor", "Mother", "Yes", "07700 900001"]],
        "groups": [["UPN", "Form", "School Year"], ["B801200005001", "Maple", "2023/24"]],
        "marks": [["UPN", "14/03/2025 AM", "14/03/2025 PM"], ["B801200005001", "L", "-"]],
    },
    "integris": {
        "pupils": [["UPN", "Admission Number", "Legal Surname", "Legal Forename", "Date of Birth", "Gender", "Year Group", "Registration Group", "Admission Date"],
                   ["W82032191200A", "0301", "Nowak", "Zofia", "07/01/2016", "Female", "3", "Willow", "03/09/2024"]],
        "contacts": [["UPN", "Contact Sequence", "Contact Forename", "Contact Surname", "Relationship", "Parental Responsibility", "Mobile Phone"],
                     ["B801200005001", "1", "Joy", "Okafor", "Mother", "Y", "07700 900001"]],
        "groups": [["UPN", "Reg Group", "Start Date", "End Date"], ["B801200005001", "Maple", "01/09/2023", "31/08/2024"]],
        "marks": [["UPN", "Date", "Half Day", "Mark"], ["B801200005001", "14/03/2025", "AM", "L"]],
    },
}

FOUND = {
    "pupils": ("SELECT surname, forename, sex, date(born_day * 86400, 'unixepoch') FROM pupil WHERE upn = 'W82032191200A' AND admission_number = '0301'",
               [("Nowak", "Zofia", "F", "2016-01-07")]),
    "contacts": ("SELECT a.forename, a.surname, c.priority, c.parental_responsibility, n.kind, n.number FROM contact c JOIN adult a ON a.id = c.adult "
                 "JOIN adult_number n ON n.adult = a.id", [("Joy", "Okafor", 1, 1, "mobile", "07700 900001")]),
    "groups": ("SELECT g.name FROM membership m JOIN roll_group g ON g.id = m.roll_group WHERE date(m.from_day * 86400, 'unixepoch') = '2023-09-01' "
               "AND date(m.to_day * 86400, 'unixepoch') = '2024-08-31'", [("Maple",)]),
    "marks": ("SELECT date, session, code FROM v_mark", [(DAY, "am", "L")]),
}


@case("{}", rows=[(f"{kind} as {product} writes them", product, kind) for product, kinds in PRODUCTS.items() for kind in kinds])
def _(t, product, kind):
    s = marlow(t)
    t.run("--school", s, "import", "pupils", "-", input=WITH_UPN)
    rows = PRODUCTS[product][kind]
    r = take(t, s, kind, rows, "--map", product)
    t.has(r.out.split("\n")[0], f"({product})")
    query, wanted = FOUND[kind]
    t.equal(t.sql(s, query), wanted)
    acts = t.sql(s, ACTS)
    t.has(take(t, s, kind, rows, "--map", product).out, "nothing to change")
    t.equal(t.sql(s, ACTS), acts)
    t.run("--school", s, "verify")


@case("where headings fit one product, nobody need say which")
def _(t):
    s = marlow(t)
    r = take(t, s, "pupils", PRODUCTS["sims"]["pupils"])
    t.match(r"\Afile\.csv: headings of SIMS \(sims\), comma, UTF-8; left out: .*Email", r.out)


@case("what to type for headings that nobody knows is a command line that is taken, in {}", rows=[(n, n) for n in ("Pupils of ours.csv", "-pupils.csv", "p.csv")])
def _(t, name):
    s = marlow(t)
    path = t.write(name, "Ref,Pupil No,Given Name,Surname,M/F,Date of birth,Year,Form\n1,9,Di,Ash,F,31/10/2019,2,Willow\n")
    for given in (path, os.path.relpath(path, t.dir)):
        r = t.run("--school", s, "import", "pupils", "--", given, status=5, cwd=t.dir)
        t.has(r.err, "not known: Ref, Pupil No, Given Name, M/F). Say what they are: `firstbell import map ")
        t.has(r.err, " pupils`, or Tab on the Import screen.")
        command = shlex.split(r.err.split("`")[1])
        shown = t.run("--school", s, *command[1:], cwd=t.dir)
        t.has(shown.out, "Given Name")


STAFF = [["sign_in", "name", "position", "roles", "classes", "from_date"],
         ["anowak", "Anna Nowak", "Class teacher", "teacher", "Willow", "2024-09-01"], ["bsmith", "Bo Smith", "Office", "office; attendance_officer", "", "2024-09-01"]]


@case("staff come with their roles and classes, once")
def _(t):
    s = marlow(t)
    take(t, s, "staff", STAFF)
    t.equal(t.sql(s, "SELECT s.name, r.role FROM staff_role r JOIN staff s ON s.id = r.staff WHERE s.id > 1 ORDER BY 1, 2"),
            [("Anna Nowak", "teacher"), ("Bo Smith", "attendance_officer"), ("Bo Smith", "office")])
    t.equal(t.sql(s, "SELECT g.name FROM staff_group m JOIN roll_group g ON g.id = m.roll_group"), [("Willow",)])
    t.has(take(t, s, "staff", STAFF).out, "nothing to change")
    t.run("--school", s, "verify")
    take(t, s, "staff", [STAFF[0], ["x", "X", "Y", "king", "", ""]], status=5)


# Mapping an unknown file

UNKNOWN = [["Child ref", "Surname of child", "When", "Half", "What", "Teacher"], ["0101", "Okafor", "14/03/2025", "am", "L", "Ms Bell"]]
SAID = ["admission_number=Child ref", "surname=Surname of child", "date=When", "session=Half", "code=What", "-=Teacher"]


def looked(t, s, path, *more):
    return {row["heading"]: row["column"] for row in json.loads(t.run("--school", s, "import", "map", path, "marks", "--format", "json", *more).out)}


@case("a product's word for no mark under our own headings: {}", rows=[(n, n) for n in ("-", "Not taken", "No mark", "missing")])
def _(t, word):
    s = marlow(t)
    rows = [["admission_number", "Date", "AM", "PM"], ["0101", DAY, "L", word]]
    said = take(t, s, "marks", rows, status=5).err
    t.has(said, f"no code {word}, and other products have. Say which the file is from: --map arbor, bromcom")
    take(t, s, "marks", rows, *said.split("from: ")[1].split(",")[0].split())
    t.equal(marks_of(t, s), [("0101", "am", "L")])


@case("a product's word for no mark under a map of the school's own")
def _(t):
    s = marlow(t)
    rows = UNKNOWN + [["0102", "Ó Briain", "14/03/2025", "am", "-", "Ms Bell"]]
    t.run("--school", s, "import", "map", t.write("unknown.csv", text_of(rows)), "marks", *SAID, "--name", "ours")
    own = os.path.join(s, "headers", "ours.csv")
    with open(own) as f:
        text = f.read()
    with open(own, "w") as f:
        f.write("".join(line for line in text.splitlines(True) if not line.startswith("codes,,-")))
    said = take(t, s, "marks", rows, status=5).err
    t.has(said, 'The header map ours has no code -. Put the line "codes,,-" into headers/ours.csv.')
    with open(own, "a") as f:
        f.write(said.split('"')[1] + "\n")
    take(t, s, "marks", rows)
    t.equal(marks_of(t, s), [("0101", "am", "L")])


@case("an unknown file is shown, mapped once, and read")
def _(t):
    s = marlow(t)
    path = t.write("unknown.csv", text_of(UNKNOWN))
    r = t.run("--school", s, "import", "marks", path, status=5)
    t.has(r.err, "import map")
    shown = t.run("--school", s, "import", "map", path, "marks")
    for part in ("Child ref", "Ms Bell", "not known", "--name NAME", "admission_number"):
        t.has(shown.out, part)
    t.ok(all(len(line) <= 80 for line in shown.out.splitlines() if "firstbell import map" not in line), "a line beyond 80")
    columns = shown.out[shown.out.index("COLUMN is one of "):].rstrip("\n").split("\n")
    t.equal([line for line in columns[:-1] if not line.endswith(",")], [])
    t.equal(len({len(line) - len(line.lstrip(" ")) for line in columns}), 1)
    r = t.run("--school", s, "import", "map", path, "marks", *SAID, "--name", "ours", "--title", "Our MIS")
    t.equal(r.out, f"header map ours saved. Next: firstbell import marks --map ours --dry-run {path}\n")
    t.equal(looked(t, s, path, "--map", "ours"), dict(zip(UNKNOWN[0], ["admission_number", "surname", "date", "session", "code", "left out"])))
    t.equal(json.loads(t.run("--school", s, "import", "maps", "--format", "json").out)[0], {"name": "ours", "title": "Our MIS", "own": True})
    r = t.run("--school", s, "import", "marks", path)
    t.has(r.out, "headings of Our MIS (ours)")
    t.equal(marks_of(t, s), [("0101", "am", "L")])
    t.equal(t.run("--school", s, "share").out.count("headers/"), 5)


MAP_REFUSED = [
    ("without a name", SAID, [], 2, "--name"), ("with a column that there is not", ["colour=Half"], ["--name", "ours"], 2, "no column \"colour\""),
    ("with a heading that there is not", ["date=Then"], ["--name", "ours"], 2, "no heading \"Then\""), ("with half a pair", ["date"], ["--name", "ours"], 2, "COLUMN=HEADING"),
    ("with a name that is a path", SAID, ["--name", "../ours"], 2, "name"), ("with capitals in its name", SAID, ["--name", "Ours"], 2, "name"),
    ("by an empty title", SAID, ["--name", "ours", "--title", " "], 4, "blank"),
]


@case("a map is refused {}", rows=MAP_REFUSED)
def _(t, pairs, more, status, said):
    s = marlow(t)
    r = t.run("--school", s, "import", "map", t.write("unknown.csv", text_of(UNKNOWN)), "marks", *more, "--", *pairs, status=status)
    t.has(r.err, said)
    t.equal((r.out, len(json.loads(t.run("--school", s, "import", "maps", "--format", "json").out))), ("", 5))
    t.ok(not os.path.exists(os.path.join(t.dir, "ours.csv")), "a file outside the school")


@case("a map that a person broke is refused by its line, and so is one that there is not")
def _(t):
    s = marlow(t)
    os.makedirs(os.path.join(s, "headers"), exist_ok=True)
    with open(os.path.join(s, "headers", "ours.csv"), "w", encoding="utf-8") as f:
        f.write("file,column,heading\nproduct,,Ours\nmarks,colour,Half\n")
    r = take(t, s, "marks", UNKNOWN, "--map", "ours", status=5)
    t.match(r"headers/ours\.csv:3:2: .*colour", r.err)
    os.remove(os.path.join(s, "headers", "ours.csv"))
    t.match("There is no header map yours", take(t, s, "marks", UNKNOWN, "--map", "yours", status=2).err)


@case("headings that are weapons come out clean")
def _(t):
    s = marlow(t)
    rows = [["upn", "\x1b[31mred\u202e", "=cmd()", "a'b; rm -rf x"], ["1", "\x1b]0;t\x07", "@x", "\u200b"]]
    for more in ([], ["--format", "csv"], ["--format", "json"]):
        r = t.run("--school", s, "import", "map", t.write("w.csv", text_of(rows)), "pupils", *more, status=(0, 5))
        for bad in ("\x1b", "\u202e", "\u200b", "\x07"):
            t.lacks(r.out + r.err, bad)


# Who may

MAY = [
    ("the office takes pupils", "priya", "pupils", 0), ("the head takes marks", "gareth", "marks", 0), ("a teacher takes no pupils", "fergus", "pupils", 4),
    ("an inspector takes no marks", "ines", "marks", 4), ("a governor takes no contacts", "hilary", "contacts", 4), ("an administrator takes staff", "wen", "staff", 0),
    ("the head takes no staff", "gareth", "staff", 4), ("an administrator takes no pupils", "wen", "pupils", 4), ("a teacher takes no groups", "fergus", "groups", 4),
]


@case("{}", rows=MAY)
def _(t, name, kind, status):
    s = t.demo()
    acts = t.sql(s, ACTS)
    heading = {"pupils": "admission_number,surname\n", "marks": "admission_number,date,session,code\n", "contacts": "admission_number,name,relation\n",
               "staff": "sign_in,name,position\n", "groups": "admission_number,group,from_date\n"}[kind]
    r = t.run("--school", s, "--as", name, "import", kind, "-", input=heading, status=status)
    t.equal((bool(r.err), t.sql(s, ACTS)), (status == 4, acts))


@case("moving in makes the calendar, which the office alone may not")
def _(t):
    s = t.demo()
    t.run("--school", s, "--as", "marek", "import", "marks", "--moving-in", "-", input="admission_number,date,session,code\n", status=4)


# Long ones

def long_file(pupils=120, terms="2024-09-03"):
    """A year of marks of many pupils: (their pupils file, their marks file, how many)."""
    import datetime
    first = datetime.date.fromisoformat(terms)
    days = [first + datetime.timedelta(n) for n in range(200)]
    days = [d for d in days if d.weekday() < 5 and not datetime.date(2025, 2, 17) <= d <= datetime.date(2025, 2, 21)
            and d not in (datetime.date(2024, 12, 25), datetime.date(2024, 12, 26), datetime.date(2025, 1, 1))]
    numbers = [f"{n:04}" for n in range(1000, 1000 + pupils)]
    people = "admission_number,surname,forename,dob,sex,year,class,start_date\n" + "".join(
        f"{n},Child{n},Kim,2016-03-04,F,3,Class {int(n) % 4},2024-09-03\n" for n in numbers)
    marks = "admission_number,date,session,code\n" + "".join(
        f"{n},{d},{half},{'I' if (int(n) + i) % 23 == 0 else '/'}\n" for n in numbers for i, d in enumerate(days) for half in ("am", "pm"))
    return people, marks, pupils * len(days) * 2


@case("Ctrl+C while a file is read: nothing is saved, and the status says why")
def _(t):
    s = t.init(*OPTIONS)
    people, marks, _ = long_file(20)
    t.run("--school", s, "import", "pupils", "-", input=people)
    acts = t.sql(s, ACTS)
    said = os.path.join(t.dir, "said")
    with open(said, "wb") as to:
        p = subprocess.Popen([firstbell(), "--school", s, "import", "marks", "--dry-run", "-"], stdin=subprocess.PIPE, stdout=to, stderr=subprocess.PIPE,
                             env=t.environment(None))
    t.started.append(p)
    p.stdin.write(marks.encode())
    p.stdin.flush()  # nothing may be left to be written to who has been stopped
    while not os.path.getsize(said):  # more rows until a step of it is done
        p.stdin.write(marks[marks.index("\n") + 1:].encode())
        p.stdin.flush()
    p.send_signal(signal.SIGINT)
    p.stdin.close()
    p.stdin = None
    err = p.stderr.read().decode()
    t.equal((p.wait(), err), (130, "Stopped. Nothing of standard input was saved; the same command begins again.\n"))
    t.equal(t.sql(s, ACTS), acts)


@case("Ctrl+C while it is written: whole acts are saved, and the same command goes on to the end")
def _(t):
    s = t.init(*OPTIONS)
    people, marks, count = long_file()
    t.run("--school", s, "import", "pupils", "-", input=people)
    path = t.write("marks.csv", marks)
    before = t.sql(s, ACTS)[0][0]
    p = t.start("--school", s, "import", "marks", path)
    while p.poll() is None and t.sql(s, ACTS)[0][0] == before:
        pass
    if p.poll() is None:
        p.send_signal(signal.SIGINT)
    out, err = p.communicate()
    t.ok(p.returncode in (0, 130), f"{p.returncode}: {out} {err}")
    if p.returncode == 130:
        t.match(r"\AStopped\. [\d,]+ of [\d,]+ marks are saved; the same command goes on from there\.\n\Z", err.decode())
    t.run("--school", s, "verify")
    t.run("--school", s, "import", "marks", path)
    t.equal(t.sql(s, "SELECT count(*) FROM entry"), [(count,)])
    t.has(t.run("--school", s, "import", "marks", path).out, "nothing to change")
    t.run("--school", s, "verify")


@case("how far it is stands on a terminal's one line, and nowhere else")
def _(t):
    s = t.init(*OPTIONS)
    people, marks, _ = long_file(20)
    t.run("--school", s, "import", "pupils", "-", input=people)
    r = t.run("--school", s, "import", "marks", "-", input=marks)
    t.equal(r.err, "")
    lines = marks.splitlines()
    ours, theirs = pty.openpty()
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(read, 0)
        os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
        os.dup2(theirs, 2)
        os.closerange(3, 64)
        os.execve(firstbell(), [firstbell(), "--school", s, "import", "marks", "--dry-run", "-"], t.environment(None))
    os.close(read)
    os.close(theirs)
    said = b""
    os.write(write, (lines[0] + "\n").encode())
    for n in range(4_000_000):  # more rows until it has shown how far it is: a second's worth
        os.write(write, (lines[1 + n % (len(lines) - 1)] + "\n").encode() * 50)
        if select.select([ours], [], [], 0)[0]:
            said += os.read(ours, 4096)
            break
    os.close(write)
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:
            more = b""
        if not more:
            break
        said += more
    t.equal(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0)
    os.close(ours)
    t.match(r"\r[\d,]+ rows read", said.decode())
    t.lacks(said, b"\x1b")
    t.ok(said.decode().rstrip("\r").endswith(" " * 60), "the line was left standing")


@case("a practice school and a real one take the same file: {}", rows=[("practice", True), ("real", False)])
def _(t, practice):
    s = t.demo() if practice else marlow(t)
    who = ["--school", s, "--as", "priya"] if practice else ["--school", s]
    number = t.sql(s, "SELECT admission_number FROM pupil WHERE admission_number IS NOT NULL ORDER BY id LIMIT 1")[0][0]
    day = "2026-11-19" if practice else DAY
    t.run(*who, "import", "marks", "--replace", "-", input=f"admission_number,date,session,code,note\n{number},{day},am,M,dentist\n")
    t.equal(t.sql(s, "SELECT code FROM v_mark WHERE admission_number = ? AND date = ? AND session = 'am'", number, day), [("M",)])
    t.run(*who, "verify")


@case("a day that has not come has no marks yet, in a real school by the system's clock")
def _(t):
    t.run("init", "school", *OPTIONS, env=at("2025-03-13 08:00"))
    t.run("--school", "school", "import", "pupils", "-", input=PUPILS, env=at("2025-03-13 09:00"))
    rows = "admission_number,date,session,code\n0101,2025-03-14,pm,/\n"
    r = t.run("--school", "school", "import", "marks", "-", input=rows, status=5, env=at("2025-03-14 10:00"))
    t.has(r.err, "standard input:2:")
    t.run("--school", "school", "import", "marks", "-", input=rows, env=at("2025-03-14 14:00"))


main(needs=["faketime"])
