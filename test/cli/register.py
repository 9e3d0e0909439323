#!/usr/bin/python3
"""Taking a register at a shell: set, fill, send, close, late, undo, history; answers to the letter."""

import csv
import io
import json

from marlow import AM, DAY, OPTIONS, PM, PUPILS, WHY, marlow
from tap import case, main


def marks(t, school, register=AM):
    rows = json.loads(t.run("--school", school, "register", "show", *register, "--format", "json").out)
    return {row["admission_number"]: row["code"] for row in rows}


@case("marks given as arguments")
def _(t):
    s = marlow(t)
    t.equal(t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/", "Zhang=l").out, "act 9 saved: 3 marks\n")
    t.equal(marks(t, s), {"0101": "I", "0102": "/", "0103": "L", "0104": None})
    t.equal(t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/").out, "nothing to change: 2 marks stand\n")
    t.equal(t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=C1").out, "act 10 saved: 1 mark\n")
    t.equal(t.run("--school", s, "register", "set", *AM, *WHY, "0101=").out, "act 11 saved: 1 mark\n")
    t.equal(marks(t, s), {"0101": None, "0102": "C1", "0103": "L", "0104": None})


@case("a slash in the afternoon is the afternoon's")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *PM, *WHY, "0101=/")
    t.equal(marks(t, s, PM)["0101"], "\\")


REFUSED = [
    ("past the close without a reason", [*AM, "0101=I"], 4),
    ("an unknown pupil", [*AM, *WHY, "0999=I"], 4),
    ("a pupil of another class", [*AM, *WHY, "0201=I"], 4),
    ("an unknown class", ["--class", "Elm", "--session", "am", "--date", DAY, *WHY, "0101=I"], 2),
    ("a code that is none", [*AM, *WHY, "0101=@"], (2, 4)),
    ("a code of an older time", [*AM, *WHY, "0101=H"], 4),
    ("a day in a closure", ["--class", "Willow", "--session", "am", "--date", "2025-02-18", *WHY, "0101=I"], 4),
    ("a Saturday", ["--class", "Willow", "--session", "am", "--date", "2025-03-15", *WHY, "0101=I"], 4),
    ("no equals sign", [*AM, *WHY, "0101"], 2),
    ("nobody before the equals sign", [*AM, *WHY, "=I"], 2),
]


@case("register set refuses {}, and saves nothing", rows=REFUSED)
def _(t, arguments, status):
    s = marlow(t)
    r = t.run("--school", s, "register", "set", *arguments, status=status)
    t.equal(r.out, "")
    t.equal(r.err.count("\n"), 1, "one sentence")
    t.equal(t.sql(s, "SELECT count(*) FROM act"), [(8,)])


@case("marks from standard input")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "register", "set", *AM, *WHY, input="Admission Number;code\n".replace(";", ",") + "0101,I\n0102,/\n")
    t.equal(r.out, "act 9 saved: 2 marks\n")
    r = t.run("--school", s, "register", "set", *AM, *WHY, input="upn,admission_number,code,minutes_late,note\n,0103,L,12,the bus\n,0104,M,,dentist\n")
    t.equal(r.out, "act 10 saved: 2 marks\n")
    rows = json.loads(t.run("--school", s, "register", "show", *AM, "--format", "json").out)
    by = {row["admission_number"]: row for row in rows}
    t.equal((by["0103"]["minutes_late"], by["0103"]["note"], by["0104"]["note"]), (12, "the bus", "dentist"))
    key = t.sql(s, "SELECT lower(hex(key)) FROM pupil WHERE admission_number = '0101'")[0][0]
    t.equal(t.run("--school", s, "register", "set", *AM, *WHY, input=f"pupil,code\n{key},N\n").out, "act 11 saved: 1 mark\n")


@case("what register show prints may be sent back")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/", "0103=L")
    printed = t.run("--school", s, "register", "show", *AM, "--format", "csv").out
    t.equal(list(csv.DictReader(io.StringIO(printed)))[0].keys(), dict.fromkeys(["upn", "admission_number", "name", "code", "minutes_late", "note", "expected", "remark",
                                                                                               "expected_words", "expected_waits", "office_note", "signed_out"]).keys())
    t.match(r"\Anothing to change: \d marks stand\n\Z", t.run("--school", s, "register", "set", *AM, *WHY, input=printed).out)


BAD_INPUT = [
    ("nothing at all", "", "standard input:"),
    ("no identifier", "code\nI\n", "standard input:1: No column says who is meant."),
    ("no code", "upn\nA\n", "standard input:1: There is no column named code."),
    ("a column nobody knows", "admission_number,code,shoe_size\n0101,I,3\n", 'standard input:1:3: The column "shoe_size"'),
    ("a pupil nobody knows", "admission_number,code\n0101,I\n0999,I\n", "standard input:3:1: "),
    ("a name in place of a number", "admission_number,code\nOkafor,I\n", "standard input:2:1: "),
    ("a row without anybody", "admission_number,upn,code\n0101,,I\n,,I\n", "standard input:3: Nobody is named in this row."),
    ("minutes that are none", "admission_number,code,minutes_late\n0101,L,soon\n", "standard input:2:3: minutes_late takes"),
    ("minutes beyond a day", "admission_number,code,minutes_late\n0101,L,1441\n", "standard input:2:3: minutes_late takes"),
    ("another day", "admission_number,code,date\n0101,I,2025-03-13\n", "standard input:2:3: The date is not that of this register."),
    ("another session", "admission_number,code,session\n0101,I,pm\n", "standard input:2:3: The session is not that of this register."),
    ("a quote that never closes", 'admission_number,code\n0101,"I\n', "standard input:2:"),
    ("bytes that are not UTF-8", b"admission_number,code,note\n0101,I,caf\xe9\n", "standard input:2:"),
]


@case("standard input is not taken with {}", rows=BAD_INPUT)
def _(t, text, said):
    s = marlow(t)
    r = t.run("--school", s, "register", "set", *AM, *WHY, input=text, status=5)
    t.equal((r.out, r.err[:len(said)]), ("", said))
    t.equal(t.sql(s, "SELECT count(*) FROM act"), [(8,)])


@case("fill touches blanks only, and says how many")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.equal(t.run("--school", s, "register", "fill", *AM, *WHY).out, "3 blank, now present\nact 10 saved: 3 marks\n")
    t.equal(marks(t, s), {"0101": "I", "0102": "/", "0103": "/", "0104": "/"})
    t.equal(t.run("--school", s, "register", "fill", *AM, *WHY).out, "0 blank\nnothing to change: 4 marks stand\n")


@case("overwrite says what goes, and wants the number typed")
def _(t):
    s = marlow(t)
    over = ["--school", s, "register", "fill", *AM, *WHY, "--overwrite", "Y1"]
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/", "0103=I")
    r = t.run(*over, status=4)
    t.has(r.out, "Y1 replaces: ")
    t.has(r.out, "2 I")
    t.has(r.out, "1 /")
    t.equal(r.err, "Nothing is changed. To replace these 3 marks, add --yes 3.\n")
    t.equal(t.run(*over, "--yes", "2", status=4).err, "Nothing is changed: --yes 2 does not fit, 3 marks would be replaced.\n")
    t.equal(marks(t, s)["0101"], "I")
    t.has(t.run(*over, "--yes", "3").out, "act 10 saved: 4 marks\n")
    t.equal(set(marks(t, s).values()), {"Y1"})
    t.equal(t.run(*over).out, "nothing to change: 4 marks stand\n")
    t.run("--school", s, "register", "fill", *AM, *WHY, "--yes", "3", status=2)


@case("send says who is here, then the act")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/", "0103=L", "0104=/")
    t.match(r"\A3 here, 1 absent, 0 blank\nact 10 saved\n\Z", t.run("--school", s, "register", "send", *AM).out)


@case("close makes N only where it is asked to")
def _(t):
    s = marlow(t)
    close = ["--school", s, "register", "close", "--session", "am", "--date", DAY, "--class", "Willow"]
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=/", "0102=/", "0103=/")
    t.run("--school", s, "register", "send", *AM)
    t.run(*close)
    t.equal(marks(t, s)["0104"], None)
    t.run(*close, "--confirm-n")
    t.equal(marks(t, s)["0104"], "N")


@case("undo puts back, and undoing that does it again")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/")
    t.has(t.run("--school", s, "undo", "9", "--reason", "wrong class").out, "act 10 saved: 2 marks\n")
    t.equal(marks(t, s)["0101"], None)
    t.has(t.run("--school", s, "undo", "10", "--reason", "right after all").out, "act 11 saved: 2 marks\n")
    t.equal(marks(t, s)["0101"], "I")
    t.equal(t.run("--school", s, "undo", "99", status=4).out, "")
    t.run("--school", s, "undo", "nine", status=2)


@case("history is of everything, of an act, of a pupil")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/")
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=N")
    acts = json.loads(t.run("--school", s, "history", "--format", "json").out)
    t.equal([(a["act"], a["marks"], a["reason"]) for a in acts][-2:], [(9, 2, WHY[1]), (10, 1, WHY[1])])
    act = json.loads(t.run("--school", s, "history", "--act", "9", "--format", "json").out)
    t.equal([row["new"] for row in act], ["I", "/"])
    pupil = json.loads(t.run("--school", s, "history", "--pupil", "Amara", "--format", "json").out)
    t.equal([(row["original"], row["new"]) for row in pupil if row["session"]], [(None, "I"), ("I", "N")])
    t.equal(json.loads(t.run("--school", s, "history", "--from", "2000-01-01", "--to", "2000-01-02", "--format", "json").out), [])
    t.run("--school", s, "history", "--act", "99", status=2)


@case("late prints the slip and the act; a name may be typed in words")
def _(t):
    s = t.demo()
    blank = [row for row in json.loads(t.run("--school", s, "report", "absentees", "--format", "json").out) if row["code"] is None]
    t.ok(blank, "nobody is blank at 09:07")
    r = t.run("--school", s, "late", *blank[0]["pupil"].split(), "--why", "the bus")
    t.match(r"^act \d+ saved: 1 mark\n\Z", r.out)
    t.has(r.out, blank[0]["name"].split()[-1])
    t.run("--school", s, "late", "No", "Such", "Child", status=4)
    t.run("--school", s, "late", "--at", "9.07", "X", status=2)


@case("importing again changes nothing, and a dry run neither")
def _(t):
    s = marlow(t)
    t.has(t.run("--school", s, "import", "pupils", "-", input=PUPILS).out, "nothing to change")
    changed = PUPILS.replace("Hall", "Hull")
    t.has(t.run("--school", s, "import", "pupils", "--dry-run", "-", input=changed).out, "1 would be changed")
    t.equal(t.sql(s, "SELECT count(*) FROM act"), [(8,)])
    t.has(t.run("--school", s, "import", "pupils", t.write("p.csv", changed)).out, "1 changed, 4 the same\nact 9 saved\n")
    t.equal(t.sql(s, "SELECT surname FROM pupil WHERE admission_number = '0201'"), [("Hull",)])


@case("an import names the acts that it saved")
def _(t):
    s = t.init(*OPTIONS)
    out = t.run("--school", s, "import", "pupils", "-", input=PUPILS).out
    t.ok(out.startswith("standard input: firstbell's own headings, comma, UTF-8.\n"), out)
    t.ok(out.endswith("\n5 added, 0 changed, 0 the same\nacts 2 to 8 saved\n"), out)


@case("a file with faults names each of them, once")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "import", "pupils", t.write("p.csv", PUPILS.replace("2016-03-04", "2016-02-30").replace(",M,1,", ",M,15,")), status=5)
    t.equal(r.out, "")
    lines = r.err.splitlines()
    t.equal(len(lines), 4)
    t.match(r"^p\.csv: firstbell's own headings, comma, UTF-8\.$", lines[0])
    t.match(r"p\.csv:2:5: ", lines[1])
    t.match(r"p\.csv:6:7: ", lines[2])
    t.equal(lines[3], "2 rows refused: nothing was written.")
    t.run("--school", s, "import", "pupils", "nowhere.csv", status=5)


@case("--dry-run says what a close would do, who is not known first, and does nothing")
def _(t):
    s = t.demo(clock="2026-11-20T09:20")
    acts = t.sql(s, "SELECT max(seq) FROM act")
    out = t.run("--school", s, "register", "close", "--session", "am", "--dry-run").out
    t.ok(out.index("Registers missing:") < out.index("Absent:"), out)
    t.match(r"^5 of 8 registers can be closed; \d+ would become what was planned or reported, 0 N with --confirm-n$", out)
    hazel = t.run("--school", s, "register", "close", "--session", "am", "--class", "Hazel", "--dry-run").out
    t.has(hazel, "Jaxon Clarke, Hazel")
    t.lacks(hazel, ", Willow")
    t.equal(t.sql(s, "SELECT max(seq) FROM act"), acts)


main()
