#!/usr/bin/python3
"""Hostile and multi-script names through every screen (reliability.md 5): nothing raw reaches a cell, and no column moves."""

import contextlib
import os
import re
import sqlite3
import sys
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
    "a pupil": ["F3", "=a", "Tab"], "a pupil by digits": ["F3", "=9", "Down", "Tab"], "a working": ["F2", "=bands", "Enter", "End", "F4"],
    "contacts": ["F3", "=09000", "Tab", "Tab", "Tab"], "other contacts": ["F3", "=09040", "Tab", "Tab", "Tab"],
    "School": ["F2", "=school f", "Enter"], "Trend": ["F2", "=school f", "Enter", "Down", "t"],
    "a mark's history": ["F2", "=take", "Enter", "F3", "=aaa", "Enter", "Enter", "F4"],
}
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
    school = school_of(t)
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
