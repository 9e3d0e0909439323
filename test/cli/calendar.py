#!/usr/bin/python3
"""The calendar changed from the command line: terms, closures, what marks are left there; and a school year that comes month by month."""

from marlow import AM, WHY, marlow
from tap import case, main

CLOSURES = "SELECT kind, name, date(from_day * 86400, 'unixepoch'), from_session, date(to_day * 86400, 'unixepoch'), to_session FROM closure ORDER BY id"
TERMS = "SELECT name, date(from_day * 86400, 'unixepoch'), date(to_day * 86400, 'unixepoch') FROM term ORDER BY from_day"
ACTS = "SELECT max(seq) FROM act"
HALF_TERM = ("holiday", "Half-term", "2025-02-17", 0, "2025-02-21", 1)
YEAR = ("All year", "2024-09-03", "2025-07-22")


def undo_last(t, s):
    """Puts the last act back; the record still holds."""
    t.run("--school", s, "undo", str(t.sql(s, ACTS)[0][0]))
    t.run("--school", s, "verify")


@case("a closure is entered, changed and taken away, and each can be undone")
def _(t):
    s = marlow(t)
    boiler = ("unplanned", "Boiler", "2025-03-10", 0, "2025-03-10", 1)
    r = t.run("--school", s, "closure", "unplanned", "Boiler", "10/3/2025")
    t.has(r.out, "unplanned: Boiler, Mon 10 Mar 2025\nact ")
    t.equal(t.sql(s, CLOSURES), [HALF_TERM, boiler])
    t.equal(t.run("--school", s, "closure", "unplanned", "Boiler", "2025-03-10").out, "nothing to change: it stands so already\n")
    r = t.run("--school", s, "closure", "unplanned", "Boiler", "2025-03-10", "2025-03-11")
    t.has(r.out, "unplanned: Boiler, Mon 10 Mar 2025 to Tue 11 Mar 2025 (was unplanned, Mon 10 Mar 2025)\n")
    t.equal(t.sql(s, CLOSURES), [HALF_TERM, (*boiler[:4], "2025-03-11", 1)])
    undo_last(t, s)
    t.equal(t.sql(s, CLOSURES), [HALF_TERM, boiler])
    t.has(t.run("--school", s, "closure", "--remove", "unplanned", "Boiler", "2025-03-10").out, "unplanned: Boiler, Mon 10 Mar 2025 taken away\n")
    t.equal(t.sql(s, CLOSURES), [HALF_TERM])
    undo_last(t, s)
    t.equal(t.sql(s, CLOSURES), [HALF_TERM, boiler])
    t.has(t.run("--school", s, "history", "--from", "2020-01-01").out, "closure gone")


@case("the same name at another time of the year is another closure")
def _(t):
    s = marlow(t)
    t.run("--school", s, "closure", "holiday", "Half-term", "2025-05-26", "2025-05-30")
    t.equal(t.sql(s, CLOSURES), [HALF_TERM, ("holiday", "Half-term", "2025-05-26", 0, "2025-05-30", 1)])


@case("a register is not held in a closure, and is held again when it is gone")
def _(t):
    s = marlow(t)
    t.run("--school", s, "closure", "inset", "Training", "2025-03-14")
    t.has(t.run("--school", s, "register", "fill", *AM, *WHY, status=4).err, "Training")
    t.run("--school", s, "closure", "inset", "Training", "2025-03-14", "--remove")
    t.run("--school", s, "register", "fill", *AM, *WHY)


@case("marks in a closure stay as they are, and are named")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.run("--school", s, "register", "fill", *AM, *WHY)
    r = t.run("--school", s, "closure", "inset", "Boiler", "2025-03-13", "2025-03-14")
    t.has(r.out, "4 marks stand on these days: they stay as they are\nFri 14 Mar 2025: / 3, I 1\n")
    t.equal(t.sql(s, "SELECT count(*) FROM v_mark WHERE date = '2025-03-14'"), [(4,)])
    r = t.run("--school", s, "closure", "inset", "Polling", "2025-03-14")
    t.lacks(r.out, "stand")  # these sessions were shut before
    t.lacks(t.run("--school", s, "closure", "inset", "Boiler", "2025-03-13", "2025-03-14", "--remove").out, "stand")
    r = t.run("--school", s, "term", "All year", "2024-09-03", "2025-03-13")
    t.lacks(r.out, "stand")  # shut by the polling still
    t.run("--school", s, "closure", "inset", "Polling", "2025-03-14", "--remove")
    t.run("--school", s, "term", *YEAR)
    t.has(t.run("--school", s, "term", *YEAR, "--remove").out, "4 marks stand on these days")
    t.run("--school", s, "verify")


@case("marks in a closure without warning become Y4, with a reason, and come back with undo")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.run("--school", s, "register", "fill", *AM, *WHY)
    shut = ["closure", "unplanned", "Boiler", "2025-03-13", "2025-03-14"]
    t.has(t.run("--school", s, *shut, status=4).err, "say why they do")
    marks = t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = '2025-03-14' ORDER BY 1")
    t.has(t.run("--school", s, *shut, "--dry-run").out, "Boiler")
    t.equal(t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = '2025-03-14' ORDER BY 1"), marks)
    t.run("--school", s, *shut, "--reason", "no heating")
    t.equal({row[0] for row in t.sql(s, "SELECT code FROM v_mark WHERE date = '2025-03-14'")}, {"Y4"})
    t.run("--school", s, "undo", str(t.sql(s, "SELECT max(seq) FROM act")[0][0]), "--reason", "it was open")
    t.equal(t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = '2025-03-14' ORDER BY 1"), marks)
    t.run("--school", s, "verify")


@case("a planned closure is made before anybody is marked")
def _(t):
    s = marlow(t)
    t.run("--school", s, "closure", "planned", "Polling", "2025-03-13")
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    r = t.run("--school", s, "closure", "planned", "Polling", "2025-03-14", status=4)
    t.has(r.err, "1 mark stands in these sessions: a planned closure (#) is made before anybody is marked. Use unplanned (Y4).")


@case("one mark is told of as one")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.has(t.run("--school", s, "closure", "inset", "Polling", "2025-03-14").out, "1 mark stands on these days: it stays as it is\nFri 14 Mar 2025: I 1\n")


@case("a term is entered, changed and taken away, and each can be undone")
def _(t):
    s = marlow(t)
    t.has(t.run("--school", s, "term", "Autumn", "2/9/2025", "2025-12-19").out, "Autumn, Tue 2 Sep 2025 to Fri 19 Dec 2025\n")
    t.equal(t.sql(s, TERMS), [YEAR, ("Autumn", "2025-09-02", "2025-12-19")])
    t.has(t.run("--school", s, "term", "autumn", "2025-08-28", "2025-12-18").out, "(was Tue 2 Sep 2025 to Fri 19 Dec 2025)\n")
    t.equal(t.sql(s, TERMS), [YEAR, ("autumn", "2025-08-28", "2025-12-18")])
    undo_last(t, s)
    t.run("--school", s, "term", "Autumn", "2026-09-01", "2026-12-18")  # of another school year
    t.equal(t.sql(s, TERMS), [YEAR, ("Autumn", "2025-09-02", "2025-12-19"), ("Autumn", "2026-09-01", "2026-12-18")])
    t.run("--school", s, "term", "--remove", "Autumn", "2025-09-02", "2025-12-19")
    t.equal(len(t.sql(s, TERMS)), 2)
    undo_last(t, s)
    t.equal(len(t.sql(s, TERMS)), 3)


REFUSED = [
    ("a closure that ends before it begins", ["closure", "holiday", "X", "2025-03-11", "2025-03-10"], 2, "X ends before it begins."),
    ("a kind that there is not", ["closure", "party", "X", "2025-03-11"], 2, "party is no kind of closure. Use holiday, inset"),
    ("no date", ["closure", "holiday", "X", "11.3.2025"], 2, '"11.3.2025" is not a date. Type it as 2026-09-03 or 03/09/2026.'),
    ("a closure of more than a year", ["closure", "holiday", "X", "2025-03-11", "2026-03-12"], 2, "X would be longer than a year."),
    ("a closure that is not there", ["closure", "inset", "X", "2025-03-11", "--remove"], 4, "There is no inset closure X (Tue 11 Mar 2025), so nothing"),
    ("a closure of other days", ["closure", "holiday", "Half-term", "2025-02-17", "--remove"], 4, "Half-term is from Mon 17 Feb 2025 to Fri 21 Feb 2025"),
    ("a closure of another kind", ["closure", "inset", "Half-term", "2025-02-17", "2025-02-21", "--remove"], 4, "and is holiday."),
    ("a term that ends before it begins", ["term", "X", "2025-09-11", "2025-09-10"], 2, "X ends before it begins."),
    ("a term of more than a year", ["term", "X", "2025-09-01", "2026-09-02"], 2, "X would be longer than a year."),
    ("terms that overlap", ["term", "X", "2025-07-22", "2025-07-25"], 4, "All year (Tue 3 Sep 2024 to Tue 22 Jul 2025) and X have days in common."),
    ("a term that is not there", ["term", "X", "2025-09-01", "2025-12-18", "--remove"], 4, "There is no term X"),
    ("a term of other days", ["term", "All year", "2024-09-03", "2025-07-21", "--remove"], 4, "All year is from Tue 3 Sep 2024 to Tue 22 Jul 2025."),
    ("a term without its last day", ["term", "X", "2025-09-01"], 2, "term needs more: NAME FROM TO."),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    s = marlow(t)
    before = t.sql(s, ACTS)
    t.has(t.run("--school", s, *arguments, status=status).err, said)
    t.equal((t.sql(s, ACTS), t.sql(s, CLOSURES), t.sql(s, TERMS)), (before, [HALF_TERM], [YEAR]))


@case("only who may change the school")
def _(t):
    s = marlow(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Teacher")
    t.run("--school", s, "staff", "role", "tom", "office")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    for command in (["closure", "inset", "X", "2025-03-11"], ["term", "X", "2025-09-01", "2025-12-18"]):
        r = t.run("--school", s, "--as", "tom", "--password-fd", "0", *command, input="correct horse battery\n", status=4)
        t.has(r.err, "change the school's settings")


def month(pupils, days):
    return "admission_number,date,am,pm\n" + "".join(f"{p},{d},/,\\\n" for p in pupils for d in days)


@case("September and then October make one autumn term")
def _(t):
    s = marlow(t)
    t.run("--school", s, "import", "pupils", "--moving-in", "-", input="admission_number,start_date\n0101,2022-09-01\n0102,2022-09-01\n")
    weeks = [[f"2022-{m:02}-{d:02}" for m, d in days] for days in (
        [(9, d) for d in (*range(5, 10), *range(12, 17), *range(20, 24), *range(26, 31))],
        [(10, d) for d in (*range(3, 8), *range(10, 15), *range(17, 22))])]
    r = t.run("--school", s, "import", "marks", "--moving-in", t.write("sep.csv", month(("0101", "0102"), weeks[0])))
    t.has(r.out, "2022/23: the marks are of Mon 5 Sep 2022 to Fri 30 Sep 2022 only; bring the rest with --moving-in too.\n")
    r = t.run("--school", s, "import", "marks", "--moving-in", t.write("oct.csv", month(("0101", "0102"), weeks[1])))
    t.has(r.out, "calendar changed from the marks: Autumn 2022, Mon 5 Sep 2022 to Fri 21 Oct 2022 (was Autumn 2022, Mon 5 Sep 2022 to Fri 30 Sep 2022)\n")
    t.equal(t.sql(s, TERMS), [("Autumn 2022", "2022-09-05", "2022-10-21"), YEAR])
    t.equal(t.sql(s, "SELECT count(*) FROM v_mark"), [(4 * sum(map(len, weeks)),)])
    t.run("--school", s, "verify")
    t.run("--school", s, "closure", "inset", "Training", "2022-10-24")
    rest = t.write("nov.csv", month(("0101", "0102"), ["2022-11-01"]))
    r = t.run("--school", s, "import", "marks", "--moving-in", rest, status=1)  # somebody has typed: the year stays as it is
    t.has(r.out, "out of term")
    t.has(r.out, "Put the roll or the calendar right (firstbell term, firstbell closure) and read the file again")


main()
