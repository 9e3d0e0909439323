#!/usr/bin/python3
"""A new girl came at ten to nine: from the hatch to the register, and what is put right about her afterwards (H1, H2, H4)."""

import contextlib
import csv
import io
import os
import re
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from new_pupil import GIRL, fill, hatch, message, rows, to_line  # noqa: E402
from taking import rows_shown, verify  # noqa: E402
from tap import case, main  # noqa: E402
from terminal import Terminal  # noqa: E402

TEN_TO_NINE, DAY, NAME = "2026-11-20T08:50", "2026-11-20", "Mariam Koné"
KEYS_MOST = 12
ONE_OF_EACH = tuple([1] * 8)


def gained(t, school, before):
    return tuple(now - then for now, then in zip(rows(t, school), before))


def last_act(t, school):
    return t.sql(school, "SELECT max(seq) FROM act")[0][0]


def leave(t, s):
    s.send("Esc", "Esc", "Esc", "Esc", "Esc")
    t.equal(s.exit(), 0)


def days_later(school, days):
    """The clock of a practice school stands still until somebody moves it."""
    with contextlib.closing(sqlite3.connect(f"{school}/school.db")) as store:
        store.execute("UPDATE store_info SET clock = clock + ?", (days * 86400,))
        store.commit()


def priya(t, school, *arguments):
    return t.run("--school", school, "--as", "priya", *arguments).out


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def friday(t, school, group="Beech"):
    return table(priya(t, school, "register", "show", "--class", group, "--session", "am", "--date", DAY, "--format", "csv"))


def she_joins(t, school):
    """The office puts her on the roll; the other classes have been taken by now."""
    for group in ("Acorn", "Birch", "Hazel", "Maple", "Oak", "Rowan", "Willow"):
        priya(t, school, "register", "fill", "--class", group, "--session", "am", "--date", DAY)
    s, before = hatch(t, school), rows(t, school)
    t.has(s.text(), "On roll 212")
    keys = fill(s, GIRL)
    t.equal(gained(t, school, before), (0,) * 8, "before it is saved")
    s.keys("F10")
    keys += 1
    t.ok(keys <= KEYS_MOST, f"{keys} keys besides the letters")
    t.equal(gained(t, school, before), ONE_OF_EACH)
    t.match(rf"^{NAME} is on the roll\. Act {last_act(t, school)}\.", message(s))
    t.has(message(s), "In the register of Beech from the morning of Fri 20 Nov 2026.")
    t.has(s.text(), "On roll 213")
    return s


def her_row(s):
    return next(row[1:] for row in rows_shown(s)[0] if row[0] == NAME)


def absentees(t, school, s):
    """The names of the office's screen, and of the report as it is printed."""
    s.ticks(1)
    printed = [line for line in priya(t, school, "report", "absentees").splitlines() if line.strip()]
    seen = s.text()
    t.has(seen, "Absentees, morning of")
    return [part[next(i for i, line in enumerate(part) if line.startswith("Name ")) + 1:] for part in ([r for r in s.rows() if r], printed)]


def she_is_marked(t, school, office):
    """Her teacher sends the register with her left blank, then with her present."""
    teacher = Terminal(t, "--school", school, "--as", "magda", rows=40)
    t.equal(her_row(teacher), ("", False))
    t.equal(len(rows_shown(teacher)[0]), 27)
    teacher.keys("F5", "F3", *"mariam", "Enter", "Backspace", "F10", "Enter")
    t.match(r"\nSent: 20 here, 5 absent, 2 blank; ", teacher.text())  # she and one at a provider
    office.keys("a")
    for lines in absentees(t, school, office):
        t.equal(lines[0], "Not known: no mark in the register (25)")  # and those who are expected at other places
        t.match(rf"(?m)^{NAME} +Beech +not known", "\n".join(lines))
    teacher.keys("/", "F10", "Enter")
    t.match(r"\nSent: 21 here, 5 absent, 1 blank", teacher.text())
    t.equal(her_row(teacher), ("/", False))
    for lines in absentees(t, school, office):
        t.equal(lines[0], "Not known: no mark in the register (24)")
        t.lacks("\n".join(lines), NAME)
    for s in (teacher, office):
        leave(t, s)


def her_record(t, school):
    s = hatch(t, school)
    s.keys("F2", *"pupils", "Enter", *"mariam kone", "Enter")
    t.has(s.rows()[1], f"Record: {NAME}, on the roll")
    return s


def her_birthday_is_put_right(t, school):
    s = her_record(t, school)
    to_line(s, "Date of birth").keys("Enter", *"04092016", "F10")
    t.match(rf"{NAME} is changed\. Act {last_act(t, school)}\.", message(s))
    t.match(r"^Date of birth +4 Sep 2016", s.text())
    leave(t, s)


def she_was_in_birch_all_along(t, school):
    """Told on Monday: she went to Birch on Friday."""
    s = her_record(t, school)
    s.keys("m", *"bir")
    to_line(s, "From:").keys(*"20112026", "F10")
    t.match(rf"{NAME} moved to Birch\. Act {last_act(t, school)}\.", message(s))
    t.match(r"^Class +Birch, from Fri 20 Nov 2026", s.text())
    leave(t, s)


@case("a new girl came at ten to nine")
def _(t):
    school = t.demo(clock=TEN_TO_NINE)
    she_is_marked(t, school, she_joins(t, school))
    taken = friday(t, school)
    t.equal([(row["name"], row["code"]) for row in taken if NAME in row["name"]], [(NAME, "/")])
    days_later(school, 3)
    her_birthday_is_put_right(t, school)
    t.equal(friday(t, school), taken)
    she_was_in_birch_all_along(t, school)
    beech = friday(t, school)
    t.equal(sorted((row["name"], row["code"]) for row in beech), sorted((row["name"], row["code"]) for row in taken), "the register as it was taken")
    t.equal([row["name"] for row in beech if row["remark"]], [NAME], "and that she is in another class now")
    t.equal(t.sql(school, "SELECT class, code FROM v_mark WHERE forename = 'Mariam' AND surname = 'Koné'"), [("Birch", "/")])
    verify(t, school)


@case("the program is killed in her form after {}", rows=[("a line", 1), ("the needed ones", 4), ("all of them", 8)])
def _(t, lines):
    school = t.demo(clock=TEN_TO_NINE)
    before, drafts, s = rows(t, school), os.listdir(f"{school}/drafts"), hatch(t, school)
    fill(s, GIRL[:lines])
    s.signal(9)
    t.equal(s.exit(), -9)
    t.equal(gained(t, school, before), (0,) * 8)
    t.equal(os.listdir(f"{school}/drafts"), drafts, "a form leaves nothing of a child behind")
    s = hatch(t, school)
    fill(s, GIRL)
    s.keys("F10")
    t.equal(gained(t, school, before), ONE_OF_EACH)
    leave(t, s)
    verify(t, school)


@case("of two who add the same child, the second is told who did it and when")
def _(t):
    school = t.demo(clock=TEN_TO_NINE)
    first, second, before = hatch(t, school), hatch(t, school, "gareth"), rows(t, school)
    for s in (first, second):
        fill(s, GIRL)
    first.keys("F10")
    second.keys("F10")
    t.match(rf"{NAME}.* is on the roll already.*Priya Nair entered them .*08:50", message(second))
    t.has(message(second), "Another child?")
    t.equal(gained(t, school, before), ONE_OF_EACH)
    second.keys("Esc")
    t.match(r"^Forename: +Mariam", second.text())
    t.equal(gained(t, school, before), ONE_OF_EACH)
    second.keys("Esc", "Enter")
    t.has(second.rows()[1], "Today")
    for s in (first, second):
        leave(t, s)
    verify(t, school)


@case("of two who add the same child at once, one does")
def _(t):
    school, names = t.demo(clock=TEN_TO_NINE), ("Ola", "Ulla", "Ekua", "Iben", "Asli")
    both, before = {"Priya Nair": hatch(t, school), "Gareth Llewellyn-Price": hatch(t, school, "gareth")}, rows(t, school)
    for n, name in enumerate(names, 1):
        child = (*GIRL[:1], name, *GIRL[2:4])
        for s in both.values():
            fill(s, child)
        for s in both.values():
            s.send("F10")
        done = [who for who, s in both.items() if "is on the roll. Act " in message(s.wait())]
        t.equal(len(done), 1, f"{name}: {[message(s) for s in both.values()]}")
        told = next(s for who, s in both.items() if who not in done)
        t.match(rf"{name} Koné.* is on the roll already.*{done[0]} entered them .*08:50", message(told))
        told.keys("Esc", "Esc", "Enter")
        t.has(told.rows()[1], "Today")
        t.equal(gained(t, school, before), tuple([n] * 5 + [0] * 3))
    for s in both.values():
        leave(t, s)
    verify(t, school)


main()
