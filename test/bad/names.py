#!/usr/bin/python3
"""Names that are weapons: through the import and every argument into every report, in every format (reliability.md 5, R18, R19)."""

import contextlib
import csv
import io
import json
import os
import sqlite3
import unicodedata

from bad import DAY, HEADING, KEPT, OPTIONS, PUPILS, at, cells, quoted, raw_characters, school
from tap import case, main

# As they stand in a file; a line end, NUL and what is not UTF-8 cannot come in at all.
REFUSED = [
    ("clear the screen", "\x1b[2J"), ("colour", "\x1b[31m"), ("title", "\x1b]0;owned\x07"), ("hyperlink", "\x1b]8;;http://x\x07"),
    ("clipboard", "\x1b]52;c;aGk=\x07"), ("device control", "\x1bP1;2q\x1b\\"), ("C1 colour", "\x9b31m"), ("C1 operating system command", "\x9d0;x\x9c"),
    ("next line", "a\x85b"), ("CRLF forged line", "Okafor\r\nact 99 saved: 9 marks"), ("newline", "a\nb"), ("backspaces", "abc\b\b\bxyz"), ("bell", "a\x07"),
    ("delete", "a\x7f"), ("tab", "a\tb"), ("vertical tab", "a\vb"), ("form feed", "a\fb"), ("shift out", "a\x0eb"), ("NUL", "a\x00b"),
]
NOT_UTF8 = [("a lone high surrogate", b"a\xed\xa0\x80b"), ("a lone low surrogate", b"a\xed\xb0\x80b"), ("overlong slash", b"a\xc0\xafb"),
            ("overlong NUL", b"a\xc0\x80b"), ("beyond Unicode", b"a\xf4\x90\x80\x80b"), ("a cut sequence", b"a\xe2\x82"), ("Latin 1", b"caf\xe9"),
            ("a raw C1 byte", b"a\x9b31mb")]
HUGE = [("64 KB", "y" * 65536), ("100,000 characters", "z" * 100000)]


def one_pupil(name, number="0900"):
    return HEADING + f"{number},{quoted(name)},{quoted(name)},,2017-03-04,F,5,Willow,2026-09-02\n"


def clean(t, r, what=""):
    t.equal(raw_characters(r.raw_out.replace(b"\r\n", b"\n") if "csv" in r.arguments else r.raw_out), [], f"{what} standard output")
    t.equal(raw_characters(r.raw_err), [], f"{what} standard error")


@case("the import does not take a name with {}, and says so cleanly", rows=REFUSED)
def _(t, name):
    s = school(t)
    for dry in ([], ["--dry-run"]):
        r = s.run("import", "pupils", *dry, "-", input=one_pupil(name), status=5)
        clean(t, r)
        t.equal(r.out, "")
        t.match(r"^standard input:[23](:\d+)?: ", r.err)
    t.equal(s.acts(), 11)


@case("nor with {}", rows=NOT_UTF8)
def _(t, name):
    s = school(t)
    r = s.run("import", "pupils", "-", input=HEADING.encode() + b"0900," + name + b",A,,2017-03-04,F,5,Willow,2026-09-02\n", status=5)
    clean(t, r)
    t.match(r"^standard input:2:\d+: .*UTF-8", r.err)
    t.equal(s.acts(), 11)


@case("a field of {} is refused, not cut", rows=HUGE)
def _(t, name):
    s = school(t)
    r = s.run("import", "pupils", "-", input=one_pupil(name), status=5)
    t.ok(len(r.err) < 1000, "what it says is short")
    t.equal(s.acts(), 11)


REPORTS = [["report", "absentees"], ["report", "missing"], ["report", "bands", "--working"], ["report", "statistics"], ["history"], ["check"], ["verify"],
           ["report", "pupil", "--pupil", "0900"], ["history", "--pupil", "0900"], ["history", "--act", "12"],
           ["register", "show", "--class", "Willow", "--session", "am"]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_is_whole(t, text, what):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    t.equal([len(row) for row in rows], [len(rows[0])] * len(rows), f"{what}: columns")
    for row in rows[1:]:
        for field in row:
            t.ok(not field.startswith(FORMULA) or field.lstrip("+-").replace(".", "").isdigit(), f"{what}: {field[:40]!r} would be a formula")


def column_holds(t, text, what):
    """In a register's text the marks stand below their heading, whatever the names are."""
    lines = text.splitlines()
    heading = next(i for i, line in enumerate(lines) if line.startswith("Number"))
    place = cells(lines[heading][:lines[heading].index("Mark")])
    for line in lines[heading + 1:]:
        if not line:
            break
        left = ""
        while cells(left) < place:
            left = line[:len(left) + 1]
        t.equal((cells(left), line[len(left):len(left) + 1]), (place, "/"), f"{what}: {line[:60]!r}")


MARKS_MOST = 4  # combining marks on one letter


def stored(name):
    """Composed, and no letter under a heap of marks: as it goes out again (reliability.md 5)."""
    out, marks = "", 0
    for c in unicodedata.normalize("NFC", name):
        marks = marks + 1 if unicodedata.combining(c) else 0
        out += c if marks <= MARKS_MOST else ""
    return out


def plant(t, s, name):
    """A name that no import takes, put into the store by other hands: what an older or a damaged one might hold."""
    t.equal(s.acts(), 11, "nothing was written")
    s.run("import", "pupils", "-", input=one_pupil("Planted"), at=f"{DAY} 08:30")
    with contextlib.closing(sqlite3.connect(os.path.join(s.directory, "school.db"))) as db:
        t.equal(db.execute("UPDATE pupil SET surname = ?, forename = ? WHERE admission_number = '0900'", (name, name)).rowcount, 1)
        db.commit()


@case("every report in every format: {}", rows=[(label, name) for label, name in KEPT])
def _(t, name):
    s = school(t)
    r = s.run("import", "pupils", "-", input=one_pupil(name), at=f"{DAY} 08:30", status=(0, 5))
    clean(t, r)
    planted = r.status == 5
    if planted:
        plant(t, s, name)
    else:
        t.equal(t.sql(s.directory, "SELECT surname FROM pupil WHERE admission_number = '0900'"), [(stored(name),)], "kept as given")
    clean(t, s.run("import", "pupils", "--dry-run", "-", input=one_pupil("M" + name), status=(0, 5)))
    s.register("fill", at=f"{DAY} 08:55")
    for report in REPORTS:
        for form in ("text", "csv", "json"):
            r = s.run(*report, "--format", form, at=f"{DAY} 09:30", status=(0, 1))
            clean(t, r, f"{report[-1]} {form}")
            if form == "json":
                json.loads(r.out)
            if form == "csv":
                csv_is_whole(t, r.out, " ".join(report))
            if form == "text" and report[0] == "register":
                column_holds(t, r.out, "register")
    clean(t, s.register("set", "0900=I", "--reason", "x"), "set")
    clean(t, s.register("set", "0900=H", status=4), "refused")
    clean(t, s.run("late", "0900", "--at", "09:25", status=(0, 4)), "late")
    t.equal(s.run("verify", status=(0, 1)).status, 1 if planted else 0, "whether the record holds")


ARGUMENTS = [
    ("a reason", lambda s, x: s.register("set", "0101=I", "--reason", x, status=None)),
    ("a note", lambda s, x: s.run("late", "0101", "--why", x, at=f"{DAY} 09:10", status=None)),
    ("a pupil", lambda s, x: s.run("late", x, at=f"{DAY} 09:10", status=None)),
    ("a pupil and code", lambda s, x: s.register("set", x + "=I", status=None)),
    ("a code", lambda s, x: s.register("set", "0101=" + x, status=None)),
    ("a class", lambda s, x: s.register("show", cls=x, status=None)),
    ("a class in a report", lambda s, x: s.run("report", "absentees", "--class", x, status=None)),
    ("a pupil in a report", lambda s, x: s.run("report", "pupil", "--pupil", x, status=None)),
    ("a pupil's history", lambda s, x: s.run("history", "--pupil", x, status=None)),
    ("a date", lambda s, x: s.register("show", date=x, status=None)),
    ("a session", lambda s, x: s.run("register", "show", "--class", "Willow", "--session", x, status=None)),
    ("a format", lambda s, x: s.run("report", "bands", "--format", x, status=None)),
    ("an act", lambda s, x: s.run("undo", x, status=None)),
    ("a time", lambda s, x: s.run("late", "0101", "--at", x, status=None)),
    ("a command", lambda s, x: s.run(x, status=None)),
    ("an option", lambda s, x: s.run("--" + x, status=None)),
    ("who signs in", lambda s, x: s.run("--as", x, "register", "show", "--class", "Willow", "--session", "am", status=None)),
    ("a colleague's sign-in", lambda s, x: s.run("staff", "add", x, "A", "B", status=None)),
    ("a colleague's name", lambda s, x: s.run("staff", "add", "anew", x, x, status=None)),
    ("a role", lambda s, x: s.run("staff", "role", "jokafor", x, status=None)),
    ("a login", lambda s, x: s.run("staff", "bind", "jokafor", x, status=None)),
    ("a shared file", lambda s, x: s.run("share", x, status=None)),
    ("a file", lambda s, x: s.run("import", "pupils", x, status=None)),
    ("a file to write", lambda s, x: s.run("report", "bands", "--out", "no/" + x, status=None)),
    ("a school", lambda s, x: s.t.run("--school", s.directory + "/no/" + x, "check", status=None)),
    ("a school of the environment", lambda s, x: s.t.run("check", env={"FIRSTBELL_SCHOOL": s.directory + "/no/" + x}, status=None)),
    ("a clock", lambda s, x: s.run("--clock", x, "check", status=None)),
    ("where ssh came from", lambda s, x: s.register("set", "0101=I", env={"SSH_CONNECTION": x}, status=None)),
    ("a terminal", lambda s, x: s.run("check", env={"TERM": x, "LC_ALL": x, "LANG": x, "COLUMNS": x}, status=None)),
    ("a mark on standard input", lambda s, x: s.register("set", input=f"admission_number,code,note\n{quoted(x)},I,\n", status=None)),
    ("a code on standard input", lambda s, x: s.register("set", input=f"admission_number,code,note\n0101,{quoted(x)},\n", status=None)),
    ("a note on standard input", lambda s, x: s.register("set", input=f"admission_number,code,note\n0101,I,{quoted(x)}\n", status=None)),
    ("a heading on standard input", lambda s, x: s.register("set", input=f"admission_number,code,{quoted(x)}\n0101,I,\n", status=None)),
    ("a heading of a file", lambda s, x: s.run("import", "pupils", "-", input=f"admission_number,{quoted(x)}\n0101,\n", status=None)),
    ("a date of a file", lambda s, x: s.run("import", "pupils", "-", input=f"admission_number,dob\n0101,{quoted(x)}\n", status=None)),
    ("a class of a file", lambda s, x: s.run("import", "pupils", "-", input=f"admission_number,class\n0101,{quoted(x)}\n", status=None)),
    ("a number of a file", lambda s, x: s.run("import", "pupils", "-", input=f"admission_number,surname\n{quoted(x)},A\n", status=None)),
    ("a flag of a file", lambda s, x: s.run("import", "pupils", "-", input=f"admission_number,sen\n0101,{quoted(x)}\n", status=None)),
]
WEAPONS = [text for _, text in KEPT + REFUSED if "\0" not in text and len(text) < 6000]


def tables(t, s):
    return t.sql(s.directory, "SELECT type, name, sql FROM sqlite_schema ORDER BY name")


# Each argument gets one half of them, the next argument the other.
@case("weapons as {}: clean, no effect but their own, no bad end", rows=[(label, use, i % 2) for i, (label, use) in enumerate(ARGUMENTS)])
def _(t, use, half):
    s = school(t)
    s.now = f"{DAY} 09:00"
    before, pupils = tables(t, s), t.sql(s.directory, "SELECT count(*), sum(boarder) FROM pupil")
    for weapon in WEAPONS[half::2]:
        r = use(s, weapon)
        t.ok(r.status in (0, 1, 2, 3, 4, 5), f"{weapon[:30]!r} ended with {r.status}")
        clean(t, r, repr(weapon[:30]))
        t.ok(len(r.err) < 2000, f"{weapon[:30]!r}: {len(r.err)} characters of message")
        s.t.said.clear()
    for form in ("text", "csv", "json"):
        for report in ("history", "check"):
            clean(t, s.run(report, "--format", form, status=(0, 1)), report)
        clean(t, s.register("show", "--format", form), "register")
    t.equal(tables(t, s), before)
    t.ok(t.sql(s.directory, "SELECT count(*), sum(boarder) FROM pupil") >= pupils, "pupils are gone")
    s.verify()


@case("a school, a term and a member of staff named {}", rows=[(label, name) for label, name in KEPT if "," not in name and len(name) < 3000])
def _(t, name):
    options = [name if o == "Marlow Road Primary" else o.replace("Autumn,", name + ",").replace("Joy Okafor", name) for o in OPTIONS]
    r = t.run("init", "new", *options, env=at("2026-09-01 10:00"), status=(0, 2))
    clean(t, r, "init")
    if r.status == 2:
        t.ok(not os.path.exists(os.path.join(t.dir, "new")), "half a school")
        return
    t.run("--school", "new", "import", "pupils", "-", input=PUPILS, env=at("2026-09-01 10:01"))
    for report in (["history"], ["check"], ["report", "missing", "--date", "2026-09-02"], ["report", "bands"]):
        for form in ("text", "csv", "json"):
            clean(t, t.run("--school", "new", *report, "--format", form, env=at(f"{DAY} 09:30"), status=(0, 1)), f"{report} {form}")


@case("directories and files with hostile names work like any other")
def _(t):
    for weapon in ("a\x1b[2Jb", "\u202eabc", "a b'c\"d", "-x", "a%20?#b", "caf\udce9", "a\nb"):
        place = os.path.join(t.dir, weapon)
        r = t.run("demo", *(["--"] if weapon.startswith("-") else []), place, "--clock", "2026-11-20T09:07") if not weapon.startswith("-") else \
            t.run("demo", "--clock", "2026-11-20T09:07", "--", weapon)
        clean(t, r, repr(weapon))
        clean(t, t.run("--school", place, "report", "missing", status=1), repr(weapon))
        clean(t, t.run("--school", place, "report", "bands", "--out", place + "/out/" + weapon), repr(weapon))
        t.ok(os.path.exists(os.fsencode(place + "/out/" + weapon)), f"{weapon!r} was not written")


main(needs=["faketime"])
