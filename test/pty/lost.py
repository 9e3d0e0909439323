#!/usr/bin/python3
"""What was typed outlives whatever ends the program: a register is taken, and cut off anywhere (reliability R13, U14).

And its like: two terminals in one register, a disk that takes nothing for a while, a practice school beside a real one.
The cuts are 60 in all, 500 with FIRSTBELL_LONG=1 in the environment."""

import os
import random
import resource
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from marlow import OPTIONS  # noqa: E402
from tap import case, main  # noqa: E402
from taking import Typist, birch, goes_on, marks, message, offered, refused, rows_shown, verify  # noqa: E402
from terminal import Terminal  # noqa: E402

AS_FOUND = {"alternate": 0, "keypad": 0, "cursor": 1, "mouse": 0, "termios": 1}
CUTS = 500 if os.environ.get("FIRSTBELL_LONG") else 60
CPU_MOST = 20000  # ms, of a program that lived for a moment


# Cut off anywhere

# The key before it, the signal (none: the line is closed), how the program ends.
ENDS = [("SIGHUP", None, signal.SIGHUP, 0), ("SIGTERM", None, signal.SIGTERM, 0), ("SIGKILL", None, signal.SIGKILL, -signal.SIGKILL),
        ("^Z, then SIGKILL", "Ctrl+Z", signal.SIGKILL, -signal.SIGKILL), ("the line closed", None, None, 0)]


def cut_off(t, s, number, status):
    if number:
        s.signal(number)
    else:
        s.hangup()
    t.equal(s.exit(), status)
    t.ok(s.usage()["cpu"] < CPU_MOST, f"it was busy: {s.usage()}")
    if number and number != signal.SIGKILL:
        t.equal(s.modes(), AS_FOUND)


@case("a register is cut off anywhere, and offered back whole: {}", rows=[(name, number, *rest) for number, (name, *rest) in enumerate(ENDS)])
def _(t, seed, key, number, status):
    dice, school, may_be, entries = random.Random(seed), t.demo(), None, 0
    before = t.sql(school, "SELECT count(*) FROM entry")[0][0]
    for _ in range(CUTS // len(ENDS) + 1):
        s, stands = birch(t, school), marks(t, school)
        if may_be:
            entries += offered(t, s, stands, may_be).entries
        typist = Typist(s, stands)
        typist.type(dice, dice.randint(1, 30), waits=dice.choice([0, 0.5, 1]))
        if key:
            s.wait().keys(key)
            t.equal([(code, unsent) for _, code, unsent in rows_shown(s)[0]], typist.last().seen(), key)
            typist.type(dice, dice.randint(0, 5), waits=0)
        cut_off(t, s, number, status)
        may_be = typist.may_be()
    s = birch(t, school)
    entries += offered(t, s, marks(t, school), may_be).entries
    t.equal(t.sql(school, "SELECT count(*) FROM entry")[0][0] - before, entries, "marks sent")
    verify(t, school)


# Two terminals in one register

def office(t, school, **options):
    """The office in the same register, through the list of registers."""
    s = Terminal(t, "--school", school, "--as", "priya", rows=40, **options)
    return s.keys("r", "F3", *"birch", "Enter", "Enter")


def row(s, child):
    return next((code, unsent) for name, code, unsent in rows_shown(s)[0] if name == child)


@case("what one sends the other sees within a second, without a key, the cursor where it was")
def _(t):
    school = t.demo()
    teacher, desk = birch(t, school), office(t, school)
    desk.keys("Down", "i")
    cursor, before = desk.cursor(), desk.text()
    teacher.keys("/", "F10", "Enter")
    t.has(message(teacher), "Sent: ")
    desk.ticks(1)
    t.equal(row(desk, "Adaeze Balogun"), ("/", False))
    t.equal(message(desk), "Adaeze Balogun: Fergus O'Hara at 09:07: blank to /")
    t.equal(desk.cursor(), cursor)
    t.equal(row(desk, "Ella Brown"), ("I", True), "what the office typed")
    t.ok(before != desk.text(), "it shows nothing")
    teacher.ticks(2)
    t.equal(row(teacher, "Ella Brown"), ("/", False), "what the office has not sent")


@case("sending over what another sent asks, {}", rows=[("when it has been seen", True), ("at once", False)])
def _(t, seen):
    school = t.demo()
    teacher, desk = birch(t, school), office(t, school)
    desk.keys("Home", "Down", "i")
    teacher.keys("/", "F10", "Enter")
    if seen:
        desk.ticks(1)
        t.has(desk.rows()[desk.row_of("Adaeze Balogun")], "now /; Fergus O'Hara at 09:07")
    desk.keys("F10")
    if "over it" not in message(desk):
        desk.keys("Enter")
    t.equal(message(desk), "Fergus O'Hara at 09:07: blank to /. Enter sends your I over it, Esc goes back.")
    desk.keys("Esc")
    t.equal((marks(t, school)["Adaeze Balogun"], row(desk, "Adaeze Balogun")), ("/", ("I", True)))
    desk.keys("F10", "Enter", "Enter")
    t.match("^(Sent|Changed): ", message(desk))
    t.equal(marks(t, school)["Adaeze Balogun"], "I")
    teacher.ticks(2)
    t.equal((row(teacher, "Adaeze Balogun"), message(teacher)), (("I", False), "Adaeze Balogun: Priya Nair at 09:07: / to I"))


@case("one person at two terminals keeps a draft on each")
def _(t):
    school = t.demo()
    first = birch(t, school).keys("/")
    second = birch(t, school)
    t.equal(message(second), "1 mark of this register is not sent on another terminal of yours.")
    t.equal(row(second, "Adaeze Balogun"), ("", False))
    second.keys("Down", "n")
    second.signal(signal.SIGKILL)
    second.exit()
    second = birch(t, school)
    t.equal([name for name, _, unsent in rows_shown(second)[0] if unsent], ["Ella Brown"])
    first.keys("F10", "Enter")
    second.ticks(2)
    t.equal((row(second, "Adaeze Balogun"), row(second, "Ella Brown")), (("/", False), ("N", True)))
    second.keys("F10", "Enter")
    t.has(message(second), "Sent: ")
    t.equal([marks(t, school)[name] for name in ("Adaeze Balogun", "Ella Brown")], ["/", "N"])
    t.equal(os.listdir(f"{school}/drafts"), [])


@case("both terminals of a person lost, what was typed on them is offered on one")
def _(t):
    school = t.demo()
    for keys in (["/"], ["Down", "n"]):
        s = birch(t, school).keys(*keys)
        t.started[-1].lost = s  # it goes on while the next one begins
    for process in t.started:
        process.lost.signal(signal.SIGKILL)
        process.lost.exit()
    s = birch(t, school)
    t.equal([(name, code) for name, code, unsent in rows_shown(s)[0] if unsent], [("Adaeze Balogun", "/"), ("Ella Brown", "N")])
    t.equal(len(os.listdir(f"{school}/drafts")), 1)


# A disk that takes nothing for a while

@case("a disk that takes nothing while a register is typed and sent")
def _(t):
    school = t.demo()
    s = birch(t, school).keys("/", "n")
    before, limits = marks(t, school), resource.prlimit(s.pid(), resource.RLIMIT_FSIZE)
    resource.prlimit(s.pid(), resource.RLIMIT_FSIZE, (0, limits[1]))
    refused(s, "l", says="^Not kept as a draft: the disk ")
    refused(s, "Backspace", says="^Nothing unsent")
    refused(s, "F8", says="^Not taken back: the disk ")
    refused(s, "F10", "Enter", says="^The disk .*nothing was saved")
    s.ticks(2)
    t.equal(marks(t, school), before)
    resource.prlimit(s.pid(), resource.RLIMIT_FSIZE, limits)
    goes_on(t, s, school)


def only_read(school, mode, file_mode):
    os.chmod(f"{school}/drafts", mode)
    for name in os.listdir(school):
        if name.startswith("school.db"):
            os.chmod(f"{school}/{name}", file_mode)
    os.chmod(school, mode)


@case("a school that may only be read from now on: {}", rows=[("before the first mark", False), ("with marks typed", True)])
def _(t, typed):
    if os.geteuid() == 0:
        t.skip("root may write everywhere")
    school = t.demo()
    s = birch(t, school)
    if typed:
        s.keys("/", "n")
    only_read(school, 0o500, 0o400)
    try:
        if typed:  # what is open can be written still: marks are kept, and sent
            s.keys("Up", "n", "F10", "Enter")
            t.has(message(s), "Sent: ")
        else:
            refused(s, "/", says="^Not kept as a draft: drafts/ is not yours")
    finally:
        only_read(school, 0o700, 0o600)
    if typed:
        s.signal(signal.SIGKILL)
        s.exit()
        s = birch(t, school)
        t.equal((message(s), [row for row in rows_shown(s)[0] if row[2]]), ("", []))
        s.keys("Home", "Down", "Down", "Down")
    else:
        s.keys("/", "n")
    goes_on(t, s, school)


# The day turns

@case("a teacher whose day has turned is told, {}, and nothing is sent or lost", rows=[
    ("at F10", ["F10"], "This day is past: the office changes its marks."),
    ("where it asked already", ["Enter"], "Fergus O'Hara may not change marks ")])
def _(t, keys, says):
    school = t.demo()
    s, before = birch(t, school).keys("/", "n", *(["F10"] if keys == ["Enter"] else [])), marks(t, school)
    t.run("--school", school, "clock", "2026-11-23T08:50")
    s.ticks(2)
    t.has(s.rows()[0], "Mon 23 Nov 2026  08:50")
    t.has(s.rows()[1], "Birch: morning of Fri 20 Nov 2026")
    s.keys(*keys)
    t.has(" ".join(s.rows()[-3:]), says)
    s.send("Esc", "Esc")
    t.equal(s.exit(), 0)
    t.equal(marks(t, school), before)
    t.equal(t.sql(school, "SELECT count(*) FROM v_mark WHERE class = 'Birch' AND date = '2026-11-23'"), [(0,)])
    t.equal(len(os.listdir(f"{school}/drafts")), 1)


# A practice school beside a real one

SCREENS = [[], ["a"], ["m"], ["c"], ["r"], ["b"], ["h"], ["F1"], ["F2"], ["F3"], ["F7"], ["Ctrl+X"], ["r", "Enter"], ["r", "Enter", "F10"], ["r", "d"], ["Esc"]]


@case("nobody takes a practice school for a real one, or a real one for it: {}", rows=[("80x24", 24, 80), ("40x10", 10, 40), ("20x5", 5, 20)])
def _(t, rows, cols):
    for practice, school in ((True, t.demo()), (False, t.init(*OPTIONS))):
        for keys in SCREENS:
            s = Terminal(t, "--school", school, rows=rows, cols=cols)
            if keys:
                s.keys(*keys)
            t.equal("PRACTICE" in s.rows()[0], practice, f"{keys}\n{s.text()}")
            t.equal("practice" in s.text().lower(), practice, f"{keys}\n{s.text()}")
            s.signal(signal.SIGTERM)
            t.equal(s.exit(), 0)


main()
