#!/usr/bin/python3
"""What holds on every screen, at every size, after every key (reliability.md 6): seeded walks over the screens of the practice school."""

import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from look import NAMES, Look, cells, marks_on, opened, promise_kept
from stage import SCREENS, Stage, at_screen, school_at
from tap import case, main

SIZES = [(24, 80), (43, 132), (200, 60), (10, 40), (5, 20), (4, 16), (3, 5), (1, 1)]
SMALLEST = (4, 16)  # below it there is one sentence
SEALED = ["sign-in", "covered", "hatch", "hatch-hit", "hatch-nobody"]  # nobody, or somebody else, looks at the names
LEAVES = ["hatch", "hatch-hit", "hatch-nobody"]  # Esc goes from them all the same
KEYS_A_WALK = 150  # from each of the screens: some 20,000 in all
SEED = 20261120


def whole(t, look, when):
    """No line is wider than the window, none begins with half of something, and the cursor is on what is focused."""
    t.equal(len(look.lines), look.rows, f"lines {when}")
    for line in look.lines:
        if cells(line) > look.cols:
            t.fail(f"{cells(line)} cells of {look.cols} {when}: {line!r}")
        if any(marks_on(c) and (i == 0 or line[i - 1] in " …~") for i, c in enumerate(line)):
            t.fail(f"a mark without its letter {when}: {line!r}")
    row, col = look.at
    t.ok(0 <= row < look.rows and 0 <= col < look.cols, f"the cursor at {look.at} is in the window {when}")
    if (look.rows, look.cols) < SMALLEST or look.rows < SMALLEST[0] or look.cols < SMALLEST[1]:
        return
    focus = look.painted.get("focus", set())
    asked = (row == look.message_row() and look.message() != "") or row in focus or look.stage.is_asking()
    t.ok(not focus or asked, f"the cursor at {look.at} is on the focus, in rows {sorted(focus)}, {when}")


@case("at every size, {}", rows=[(name, name) for name in NAMES])
def _(t, name):
    for ascii in (False, True):
        with at_screen(t, None, name, ascii=ascii) as s:
            for rows, cols in SIZES:
                s.resize(rows, cols)
                look = Look(s, rows, cols)
                whole(t, look, f"at {cols}x{rows}")
                t.ok(not ascii or all(c.isascii() for line in look.lines for c in line), "ASCII only")
                if rows < SMALLEST[0] or cols < SMALLEST[1]:
                    t.ok("".join("".join(look.lines).split()) in "Makethiswindowlarger.", "the sentence of a small window")


# Random walks --------------------------------------------------------------------------------------------------------------------------

ARROWS = ["Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Enter", "Tab", "Backspace", "Delete", "Space"]
FUNCTIONS = [f"F{n}" for n in range(1, 13)] + [f"Ctrl+{c}" for c in "GPFWTNEURDKOXYL"]
LETTERS = list("abcdefghijklmnopqrstuvwxyzNILUMCJY/\\#=0123456789?:.'") + ["é", "王"]


def step(dice, footer):
    kind = dice.random()
    if kind < 0.35 and footer:
        return dice.choice(footer)[0]
    if kind < 0.55:
        return dice.choice(ARROWS)
    if kind < 0.75:
        return dice.choice(LETTERS)
    return "Esc" if kind < 0.8 else dice.choice(FUNCTIONS) if kind < 0.95 else None


@case(f"{KEYS_A_WALK} keys from {{}}", rows=[(name, name, i) for i, name in enumerate(NAMES)])
def _(t, name, i):
    dice, school, keys = random.Random(SEED + i), school_at(t, name), []
    left = KEYS_A_WALK
    while left > 0:
        with at_screen(t, school, name) as s:  # anew whenever the walk has left the program
            size, hatch = (24, 80), False
            while left > 0 and not s.over():
                left -= 1
                footer = s.footer()
                key = step(dice, footer)
                if key is None:
                    size = dice.choice(SIZES)
                    s.resize(*size)
                else:
                    s.press(key)
                keys.append(key or f"{size[1]}x{size[0]}")
                when = f"after {' '.join(keys[-6:])}"
                look = Look(s, *size)
                whole(t, look, when)
                if size == (24, 80) and key in [k for k, _ in footer] and not hatch:  # what was said before the cover comes back with the rest
                    promise_kept(t, look, key, when)
                hatch = look.lines[min(1, size[0] - 1)].startswith("Hatch")


# F1 and Esc -----------------------------------------------------------------------------------------------------------------------------

def help_of(s):
    """All lines of the help that is open, a page at a time."""
    found = []
    for _ in range(12):
        found += [line for line in s.shot()[2:-2] if line and line not in found]
        s.press("PgDn")
    return found


@case("F1 lists each key of the foot, and Esc comes back: {}", rows=[(n, n) for n in NAMES if n not in SEALED])
def _(t, name):
    with at_screen(t, None, name) as s:
        if s.is_asking():
            t.ok("F1" not in dict(s.footer()), "a question has its keys at its foot, and no help over it")
            return
        s.press("F9")  # the message that both have
        before, footer = s.paints(), s.footer()
        if not name.startswith("help-"):
            s.press("F1")
        t.match("^Help: ", s.shot()[1])
        lines = help_of(s)
        if name.startswith("help-"):
            return
        for key, does in footer:
            t.ok(any(line.split(" ")[0] == key for line in lines), f"{key} ({does}) is in the help: {lines}")
        s.press("Esc", "F9")
        t.equal(s.paints(), before, "where one came from")


@case("Esc goes back to the first screen, and twice there leaves: {}", rows=[(n, n) for n in NAMES if n not in SEALED or n in LEAVES])
def _(t, name):
    school = school_at(t, name)
    with at_screen(t, school, name) as s, Stage(t, school, who=next(who for n, who, _ in SCREENS if n == name)) as first:
        back = 0
        for _ in range(8):
            asks = "Esc stays." in s.message()  # what is not saved is left only where one says so
            s.press("Enter" if asks else "Esc")
            back += not asks and "Esc stays." not in s.message()
            if "Esc again to leave" in s.message():
                break
        t.has(s.message(), "Press Esc again to leave firstbell.")
        t.equal(s.shot()[:2], first.shot()[:2], "the first screen")
        t.ok(back <= 4, f"{back} levels")
        s.press("Down", "Esc")
        t.ok(not s.over(), "a key between is no second Esc")
        s.press("Esc")
        t.ok(s.over(), "over")


@case("nobody gets back under the cover by Esc")
def _(t):
    with at_screen(t, None, "covered") as s:
        s.press("Esc", "Down", "Esc")
        t.equal(s.shot()[1].split()[0], "Covered")
        t.ok(not s.over(), "still there")


# Resized, and idle ----------------------------------------------------------------------------------------------------------------------

TYPING = [
    ("a question half answered", "priya", ["F7", "=brown", "Enter", "=12"]),
    ("a name half typed", "priya", ["F3", "=smi"]),
    ("a confirmation", "fergus", ["F5", "F10"]),
    ("a register half typed", "fergus", ["Home", "/", "/", "C"]),
    ("a password half typed", "priya", ["Ctrl+X", "Tab", "=secr"]),
    ("a row number half typed", "fergus", ["F3", "1"]),
]


@case("1,000 resizes in the middle of {}", rows=TYPING)
def _(t, who, keys):
    dice, sizes = random.Random(SEED), [*SIZES, (1, 1)]
    with Stage(t, t.demo(), who=who) as s:
        s.go(keys)
        before = s.paints()
        for i in range(1000):
            size = dice.choice(sizes) if i % 2 else (dice.randint(1, 60), dice.randint(1, 200))
            s.resize(*size)
            if i % 5 == 0:
                whole(t, Look(s, *size), f"at {size[1]}x{size[0]}")
        s.resize(24, 80)
        t.equal(s.paints(), before, "as before")
        s.press("Backspace")


@case("an idle minute changes nothing: {}", rows=[(name, name) for name in NAMES])
def _(t, name):
    with at_screen(t, None, name) as s:
        before = s.paints()
        s.tick(60)
        t.equal(s.paints(), before, "what is shown")


@case("the screen covers itself after the minutes of firstbell.conf, and not before")
def _(t):
    school = t.demo()
    with open(os.path.join(school, "firstbell.conf"), "a", encoding="utf-8") as conf:
        conf.write("lock_minutes = 2\n")
    with Stage(t, school, who="huw") as s:
        s.tick(119)
        t.has(s.shot()[1], "morning of")
        s.press("Down")
        s.tick(119)
        t.has(s.shot()[1], "morning of")
        s.tick(1)
        t.match("^Covered", s.shot()[1])


main()
