#!/usr/bin/python3
"""Hostile and multi-script names through every screen (reliability.md 5): nothing raw reaches a cell, and no column moves."""

import atexit
import contextlib
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "bad")]

from bad import HEADING, KEPT, cells, quoted, raw_characters
from stage import Stage
from tap import case, main

# One of each script that names in English schools are written in, decomposed where Unicode has two ways.
SCRIPTS = [
    ("Latin with marks", "Zo\u0308e\u0301 Łukasz"), ("Vietnamese", "Nguye\u0302\u0303n Thi\u0323"), ("Yoruba", "O\u0323lu\u0301wa\u0323"), ("Greek", "Ελένη"),
    ("Cyrillic", "Дмитро"), ("Georgian", "ნინო"), ("Armenian", "Արամ"), ("Hebrew", "יַעֲקֹב"), ("Arabic", "مُحَمَّد"), ("Urdu", "زینب"), ("Devanagari", "क्षितिज"),
    ("Bengali", "শ্রেয়া"), ("Gurmukhi", "ਹਰਪ੍ਰੀਤ"), ("Tamil", "ஸ்ரீதேவி"), ("Sinhala", "ශ්‍රී"), ("Thai", "กำพล"), ("Burmese", "မြင့်"), ("Khmer", "ស្រី"), ("Tibetan", "བསྟན"),
    ("Amharic", "ሰላማዊት"), ("Tifinagh", "ⵜⵉⵏⵀⵉⵏⴰⵏ"), ("Chinese", "王小明"), ("Japanese", "さくら"), ("Korean", "김민준"), ("Korean jamo", "\u1100\u1161\u11a8"), ("full width", "ＡＢＣ"),
]
NAMES = [name for _, name in KEPT + SCRIPTS]
KEYS = {
    "Today": [], "the morning page": ["b"], "its names": ["b", "Enter"], "Missing": ["m"], "Close": ["c"], "Absentees": ["a"], "the last absentees": ["a", "End"],
    "the register": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter"], "a register typed": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "N", "F5"],
    "the register's last row": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "End"], "a note": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "F6"],
    "History": ["h"], "an act": ["h", "End", "Enter"], "Find": ["F3", "=a"], "Late": ["F7", "=x"], "a late time": ["F7", "=x", "Enter"], "Find by digits": ["F3", "=9"],
    "Bands": ["F2", "=bands", "Enter"], "the last of Bands": ["F2", "=bands", "Enter", "End"], "Bands of a class": ["F2", "=bands", "Enter", "c", "=aaa", "Enter", "End"],
    "Review": ["F2", "=fortnightly", "Enter"], "the last of the review": ["F2", "=fortnightly", "Enter", "End"],
    "a pupil": ["F3", "=a", "Tab"], "a pupil by digits": ["F3", "=9", "Down", "Tab"], "a working": ["F2", "=bands", "Enter", "End", "F4"],
    "contacts": ["F3", "=09000", "Tab", "Tab", "Tab"], "other contacts": ["F3", "=09040", "Tab", "Tab", "Tab"],
    "a pupil's trend": ["F3", "=a", "Tab", "t"], "what is ahead of a pupil": ["F3", "=a", "Tab", "l", "End"], "a pupil's patterns": ["F3", "=a", "Tab", "p"],
    "the school's page": ["F2", "=School", "Enter", "End"], "the class sheet": ["F2", "=class sheet", "Enter", "End"],
    "School": ["F2", "=school f", "Enter"], "Trend": ["F2", "=school f", "Enter", "Down", "t"],
    "a mark's history": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "F4"],
}
# The screens of the day's work, after day_of().
DAY_KEYS = {
    "the late desk": ["F7", "=aaa"], "an arrival": ["F7", "=09001", "Enter"], "several arrivals": ["F7", "=aaa", "Tab", "Down", "Tab", "Down", "Tab", "Enter"],
    "the hatch": ["F11", "=aaa"], "who is out": ["g"], "a signing out": ["F7", "=09010", "F4", "Tab", "Tab"], "who leaves": ["g", "+", "=aaa"],
    "the evacuation list": ["e"], "its end": ["e", "End"], "the plans": ["n"], "a plan": ["n", "Down", "Down", "Enter"], "a trip": ["n", "t", "=Pier", "Enter", "=aaa", "F10"],
    "who came": ["n", "o"], "the end of who came": ["n", "o", "End"], "a planned absence": ["n", "+", "=09002", "Enter", "Enter", "=x", "F10"],
    "an end of a plan": ["n", "Down", "Delete"], "a closure": ["F2", "=closure", "Enter", "Enter", "=snow", "F10"],
    "the calls": ["f"], "every call": ["f", "a", "End"], "a call": ["f", "Down", "Enter"], "a call after others": ["f", *["Down"] * 7, "Enter"], "a call's reason": ["f", "Enter", "c"],
    "a home visit": ["f", "v"], "what families said": ["v"], "the end of what families said": ["v", "End"], "they ring": ["i", "=09010", "Enter"],
    "a note for the class": ["v", "n"], "tasks": ["t", "a"], "the last task": ["t", "a", "End"], "a task done": ["t", "a", "Enter"], "a new task": ["f", "t"],
    "to settle": ["s"], "the end of what is to settle": ["s", "End"], "settled": ["s", "Enter"], "policy and clocks": ["F2", "=policy a", "Enter"],
    "a list of reasons": ["F2", "=policy a", "Enter", *["Down"] * 4, "Enter"], "a policy": ["F2", "=policy a", "Enter", "End", "Enter"],
    "Returns": ["F2", "=returns", "Enter"], "the end of Returns": ["F2", "=returns", "Enter", "End"], "a return made": ["F2", "=returns", "Enter", "Tab", "End", "m"],
    "Today with them": [], "the register with them": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter"], "Close with them": ["c", "End"],
    "Absentees with them": ["a", "End"],
}
# Every text of the day's work: (table, column).
DAY_TEXTS = [("plan", "name"), ("plan", "words"), ("plan", "granted_by"), ("plan", "place"), ("plan", "leader"), ("plan_pupil", "with_whom"), ("reported", "words"),
             ("reported", "caller"), ("class_note", "text"), ("sign_out", "reason"), ("sign_out", "collected_by"), ("sign_out", "place"), ("call", "caller"),
             ("call", "words"), ("call", "child_seen_by"), ("call", "went"), ("call", "next"), ("task", "text"), ("return_made", "words"),
             ("setting", "value")]
SIZES = [(24, 80), (43, 132), (10, 40)]


def plant(school, table, column, key):
    """Names that no import takes: put into the store by other hands, as one that was damaged or is older might hold them."""
    with contextlib.closing(sqlite3.connect(os.path.join(school, "school.db"))) as db:
        planted = 0
        for i, name in enumerate(NAMES):
            planted += db.execute(f"UPDATE {table} SET surname = ?, forename = ? WHERE {column} = ?", (name[:key[1]], name[:key[2]], key[0].format(i))).rowcount
        db.commit()
        return planted


def school_of(t):
    """The practice school with a class Aaa of them all, their forename and their surname, and marks with such notes."""
    school = t.demo()
    rows = "".join(f"09{i:03},Planted{i:03},{quoted('A')},,2017-03-{i % 28 + 1:02},F,5,Aaa,2026-11-20\n" for i in range(len(NAMES)))
    t.run("--school", school, "import", "pupils", "-", input=HEADING + rows)
    notes = "admission_number,code,note\n" + "".join(f"09{i:03},I,{quoted(name[:60])}\n" for i, name in enumerate(NAMES) if i % 3 == 0)
    t.run("--school", school, "register", "set", "--class", "Aaa", "--session", "am", input=notes)
    contacts = "admission_number,priority,name,relation,mobile\n"
    contacts += "".join(f"09{i:03},1,Adult{i:03},mother,07700 900{i:03}\n" for i in range(len(NAMES)) if i % 5 == 0)
    t.run("--school", school, "import", "contacts", "-", input=contacts)
    t.equal(plant(school, "pupil", "admission_number", ("09{:03}", None, None)), len(NAMES), "pupils")
    t.equal(plant(school, "adult", "surname", ("Adult{:03}", 60, 20)), (len(NAMES) + 4) // 5, "adults")
    return school


def plant_texts(school):
    """Each text that there is, in the store itself: the n-th of a table has the n-th name; where nothing was said it stays so."""
    with contextlib.closing(sqlite3.connect(os.path.join(school, "school.db"))) as db:
        planted = {}
        for shift, (table, column) in enumerate(DAY_TEXTS):
            which = "name = 'choices.late'" if table == "setting" else f"{column} IS NOT NULL"
            for n, (row,) in enumerate(db.execute(f"SELECT rowid FROM {table} WHERE {which}").fetchall()):
                text = "; ".join(name for name in NAMES[:9] if ";" not in name) if table == "setting" else NAMES[(n * 5 + shift) % len(NAMES)]
                planted[table, column] = planted.get((table, column), 0) + db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, row)).rowcount
        db.commit()
        return planted


def day_of(t):
    """The same school with plans, a trip, reports, notes, calls, tasks, signings out and a short list of its own, all in such words."""
    school = school_of(t)

    def run(*arguments, input=None):
        t.run("--school", school, "--as", "priya", *arguments, input=input, status=None)

    marks = "".join(f"09{i:03},{code}\n" for i, code in [(10, "N"), (25, "N"), (40, "N"), (55, "N"), (7, "/"), (22, "/"), (37, "/"), (13, "/")])
    run("register", "set", "--class", "Aaa", "--session", "am", input="admission_number,code\n" + marks)
    for i in range(1, len(NAMES) - 3, 6):
        run("calls", "reported", f"09{i:03}=I", "--caller", "a", "--why", "b")
    for i in range(2, len(NAMES) - 3, 9):
        run("plan", "add", "--code", "C", "--why", "a", "--granted-by", "b", f"09{i:03}")
    run("trip", "add", "--code", "V", "--why", "a", "--place", "b", "--leader", "c", "--leaves", "10:00", "Pier", *(f"09{i:03}" for i in range(5, len(NAMES) - 3, 9)))
    for i in range(5, len(NAMES) - 3, 9):
        run("trip", "goer", "--with", "a", "8", f"09{i:03}")
    for i in (7, 22, 37):
        run("sign", "out", "--why", "a", "--collected-by", "b", "--sure", f"09{i:03}")
    run("sign", "out", "--why", "a", "--place", "b", "--alone", "09013")
    for i in (10, 25, 40, 55):
        run("calls", "note", "--pupil", f"09{i:03}", "a")
        run("calls", "log", "--outcome", "no-reply", "--caller", "a", "--note", "b", "--next", "c", f"09{i:03}")
        run("tasks", "add", "--role", "office", "--pupil", f"09{i:03}", "a")
        run("returns", "add", f"09{i:03}", "attendance", "a")
    run("visit", "--went", "a", "--outcome", "seen", "--seen-by", "b", "--note", "c", "09010")
    run("choices", "--set", "-", "late", input="a\nb = M\n")
    planted = plant_texts(school)
    t.equal([text for text in DAY_TEXTS if text not in planted], [], "texts that nothing was planted in")
    return school


def shown_by(s):
    """The lines, without the joiners that a script asks for behind its virama (RFC 5892): they take no cell."""
    return [re.sub(f"(?<=[{VIRAMAS}])[\u200c\u200d]", "", line) for line in s.shot()]


VIRAMAS = "".join(chr(c) for c in range(0x900, 0x10000) if unicodedata.combining(chr(c)) == 9)


def marks_on(c):
    return unicodedata.category(c) in ("Mn", "Me")


def clean(t, s, rows, cols, ascii, what):
    shown = shown_by(s)
    t.equal(len(shown), rows, what)
    for line in shown:
        if ascii:
            t.ok(all(" " <= c <= "~" for c in line), f"{what}: only ASCII in {line!r}")
        found = raw_characters(line)
        if found:
            t.fail(f"{what}: {found} in {line!r}")
        if line and marks_on(line[0]):
            t.fail(f"{what}: a mark without its letter: {line!r}")


@case("nothing raw is shown in {}", rows=list(KEYS.items()))
def _(t, keys):
    shown_clean(t, school_of(t), keys)


_day = []  # made once: nothing here saves


@case("nothing raw of the day's work is shown in {}", rows=list(DAY_KEYS.items()))
def _(t, keys):
    if not _day:
        made, kept = day_of(t), tempfile.mkdtemp(prefix="firstbell-hostile-")
        atexit.register(shutil.rmtree, kept, True)
        shutil.copytree(made, os.path.join(kept, "school"))
        _day.append(kept)
    school = os.path.join(t.dir, "school")
    shutil.copytree(os.path.join(_day[0], "school"), school)
    shown_clean(t, school, keys)


def shown_clean(t, school, keys):
    for ascii in (False, True):
        with Stage(t, school, who="priya", ascii=ascii) as s:
            s.go(keys)
            for rows, cols in SIZES:
                s.resize(rows, cols)
                for page in range(4):
                    clean(t, s, rows, cols, ascii, f"page {page} at {cols}x{rows}")
                    s.press("PgDn")


# What stands in fixed columns: where each run of paint begins, from the terminal's side. ------------------------------------------------------

def columns(s, paint, rows):
    """Of each row the first cell of that paint."""
    first = {}
    for run in s.paints()[rows:-1]:
        row, cells, name = run.split()
        if name == paint:
            first.setdefault(int(row), int(cells.split("-")[0]))
    return first


@case("the marks of the register stand in one column{}", rows=[("", False), (" in ASCII", True)])
def _(t, ascii):
    school = school_of(t)
    with Stage(t, school, 200, 100, who="priya", ascii=ascii) as s:
        s.go(["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "End", "F5"])
        places = set(columns(s, "unsent", 200).values())
        t.equal(len(places), 1, f"columns of what is typed: {places}")
        t.ok(len(columns(s, "unsent", 200)) > 30, "rows")
        place, lines = places.pop(), shown_by(s)
        for row in columns(s, "unsent", 200):
            t.equal(cell_text(lines[row], place), "*", f"row {row}")


def cell_text(line, col):
    """The character in that cell, by the widths that a terminal gives."""
    at = 0
    for c in line:
        if marks_on(c):
            continue
        if at == col:
            return c
        at += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return ""


@case("the class stands in one column of {}, whatever the names are", rows=[(n, k, w) for n, k, w in [("Absentees", ["a"], "Aaa"), ("Close", ["c"], "Aaa"),
                                                                                                ("Bands", ["F2", "=bands", "Enter", "End"], "Aaa")]])
def _(t, keys, word):
    school = school_of(t)
    for ascii in (False, True):
        with Stage(t, school, 200, 132, who="priya", ascii=ascii) as s:
            s.go(keys)
            places = set()
            for line in shown_by(s)[2:-2]:
                if f" {word} " in line and not line.startswith(word):
                    before = line[:line.rindex(f" {word} ") + 1]
                    places.add(cells(before))
            t.equal(len(places), 1, f"columns of the class: {places}")


@case("every name can be found by what it is written with: {}", rows=SCRIPTS)
def _(t, name):
    school = school_of(t)
    with Stage(t, school, who="priya") as s:
        s.press("F3")
        s.type(name)
        t.lacks("\n".join(s.shot()), "Nobody on roll")
        s.press("Enter")
        t.match("^Aaa: ", s.shot()[1])


main()
