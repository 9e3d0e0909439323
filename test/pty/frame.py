#!/usr/bin/python3
"""The terminal's side of the screens: it starts on each kind of terminal, sends little, and leaves everything as it was found."""

import os
import random
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from terminal import Terminal  # noqa: E402

AS_FOUND = {"alternate": 0, "keypad": 0, "cursor": 1, "mouse": 0, "termios": 1}
TAKEN = {"alternate": 1, "keypad": 1, "cursor": 1, "mouse": 0, "termios": 0}
NO_SANITIZER = {"ASAN_OPTIONS": "handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:detect_leaks=0"}

CPU_MOST = 20000  # ms, of a program that lived for a moment


def opened(t, **options):
    return Terminal(t, "--school", t.demo(), **options)


# It starts

# Which capabilities each has: a second screen, the keypad's mode, colours, more than ASCII.
KINDS = [
    ("xterm-256color", True, True, True, True),
    ("tmux", True, True, True, True),
    ("screen", True, True, True, True),
    ("putty", True, True, True, True),
    ("linux", False, False, True, True),
    ("vt100", False, True, False, False),
]


@case("it starts on {} and leaves it as it was", rows=[(k[0], *k) for k in KINDS])
def _(t, kind, second, keypad, colours, wide):
    s = opened(t, term=kind)
    first = s.text()
    t.has(first, "PRACTICE")
    t.equal(s.modes(), {**TAKEN, "alternate": int(second), "keypad": int(keypad)})
    t.equal(bool(s.colours()), colours, "colours")
    t.equal(all(b < 0x80 for b in s.all), not wide or first.isascii(), "ASCII")
    s.send("Esc", "Esc")
    t.equal(s.exit(), 0)
    t.equal(s.modes(), AS_FOUND)
    t.lacks(s.text(), "PRACTICE")


@case("a terminal that cannot show screens is told what to do: {}", rows=[("dumb", "dumb"), ("no-such-terminal", "no-such-terminal"), ("none", "")])
def _(t, kind):
    s = opened(t, term=kind, wait=False)
    t.equal(s.exit(), 2)
    said = s.all.decode()
    t.equal(said.count("\n"), 1, "lines")
    t.has(said, f'"{kind}"')
    t.has(said, "--plain")
    t.equal(s.modes(), AS_FOUND)


@case("without a terminal no screens are shown")
def _(t):
    t.has(t.run("--school", t.demo(), status=2, env={"TERM": "xterm"}).err, "Which command?")


NO_COLOUR = [
    ("NO_COLOR", {"NO_COLOR": "1"}, True),
    ("NO_COLOR that is empty", {"NO_COLOR": ""}, False),
]


@case("{}", rows=NO_COLOUR)
def _(t, env, none):
    s = opened(t, env=env)
    s.keys("Down", "Down", "Up", "F1", "Esc")
    t.equal(not s.colours(), none)
    if none:
        t.ok(all(look.startswith("-/-/") for _, _, _, look in s.cells()), str(s.cells()))


@case("more than ASCII: {}", rows=[
    ("UTF-8", {"LC_ALL": "en_GB.UTF-8"}, False), ("the C locale", {"LC_ALL": "C"}, True), ("Latin-1", {"LC_ALL": "", "LC_CTYPE": "en_GB.ISO-8859-1"}, True),
    ("LC_ALL has the say", {"LC_ALL": "C.utf8", "LANG": "C"}, False), ("nothing is set", {"LC_ALL": ""}, False)])
def _(t, env, ascii_only):
    # nothing on the first screen need be beyond ASCII; what is typed is
    s = opened(t, env=env)
    s.keys("F3", "é", "漢")
    shown = s.text()
    t.equal("é" not in shown, ascii_only, shown)
    t.equal(all(b < 0x80 for b in s.bytes()), ascii_only, "bytes")


# It sends little

@case("nothing is sent while nothing happens")
def _(t):
    s = opened(t, tick=5)
    s.bytes()
    s.ticks(70)  # the seconds of more than a minute
    t.equal(s.bytes(), b"")


@case("a cursor move costs 120 bytes or fewer, and the cursor is to be seen on {}", rows=[(k[0], k[0]) for k in KINDS])
def _(t, kind):
    s = opened(t, term=kind, rows=32)  # all of Today: rows that move up are no cursor move
    s.bytes()
    moves = []
    for key in ["Down"] * 40 + ["Up"] * 40:
        before = s.cursor()
        s.keys(key)
        moves.append(len(s.bytes()))
        t.ok(s.cursor()[2], "the cursor is hidden")
        t.ok(moves[-1] > 0 or s.cursor() == before, "it moved without a byte")
    t.note(f"bytes: {moves}")
    t.ok(max(moves) > 0, "nothing moved")
    t.ok(max(moves) <= 210, f"{max(moves)} bytes")
    if max(moves) > 120:
        t.skip(f"{max(moves)} bytes: the focus is painted over the whole of the row")


@case("no sequence of a mouse, a title or a paste is ever sent")
def _(t):
    s = opened(t)
    s.keys("F1", "Esc", "F2", "Esc", "Down", "Enter", "Esc")
    s.send("Esc", "Esc")
    s.exit()
    for part in (b"\x1b[?1000", b"\x1b[?1002", b"\x1b[?1003", b"\x1b[?1006", b"\x1b[?2004", b"\x1b[?1004", b"\x1b]"):
        t.ok(part not in s.all, f"{part!r} was sent")


@case("^L paints everything anew")
def _(t):
    s = opened(t)
    first = s.text()
    s.bytes()
    s.keys("Ctrl+L")
    t.has(s.bytes(), b"\x1b[2J")
    t.equal(s.text(), first)


# The size

@case("200 sizes while somebody types, then the first screen again")
def _(t):
    dice = random.Random(3)
    s = opened(t)
    first, cursor, cells = s.text(), s.cursor(), s.cells()
    for at in range(200):
        rows, cols = (1, 1) if at % 20 == 0 else (dice.randint(1, 60), dice.randint(1, 160))
        s.send(dice.choice(["Down", "Up", "Home", "End", "PgDn", "PgUp"]))
        s.resize(rows, cols)
        row, col, visible = s.cursor()
        t.ok(visible and row < rows and col < cols, f"the cursor is at {row}, {col} of {rows} x {cols}")
    s.resize(24, 80)
    s.keys("Home")
    t.equal((s.text(), s.cursor(), s.cells()), (first, cursor, cells))


@case("a size is obeyed while a key's bytes are half here")
def _(t):
    s = opened(t)
    s.type_bytes(b"\x1b[")
    s.resize(30, 100)
    s.type_bytes(b"B")
    s.wait()
    t.equal(len(s.rows()), 30)


# How it ends

@case("{} leaves in order", rows=[("SIGTERM", signal.SIGTERM), ("SIGHUP", signal.SIGHUP), ("SIGINT", signal.SIGINT)])
def _(t, number):
    s = opened(t)
    s.keys("Down")
    s.bytes()
    s.signal(number)
    t.equal(s.exit(), 0)
    t.equal(s.modes(), AS_FOUND)
    t.ok(len(s.all) > 0, "nothing was shown")


@case("{} leaves the terminal as it was", rows=[
    ("SIGSEGV", signal.SIGSEGV), ("SIGABRT", signal.SIGABRT), ("SIGBUS", signal.SIGBUS), ("SIGFPE", signal.SIGFPE)])
def _(t, number):
    s = opened(t, env=NO_SANITIZER)
    s.keys("Down")
    s.signal(number)
    t.equal(s.exit(), -number)
    t.equal(s.modes(), AS_FOUND)


@case("{} changes nothing", rows=[("SIGTSTP", signal.SIGTSTP), ("SIGQUIT", signal.SIGQUIT), ("SIGPIPE", signal.SIGPIPE), ("SIGWINCH", signal.SIGWINCH)])
def _(t, number):
    s = opened(t, tick=20)
    first = s.text()
    s.signal(number)
    s.ticks(2)
    t.equal((s.text(), s.modes()), (first, TAKEN))


@case("keys that stop or end other programs are keys here")
def _(t):
    s = opened(t)
    s.keys("Ctrl+Z", "Ctrl+C", "Ctrl+\\", "Ctrl+S", "Ctrl+Q", "Ctrl+D")
    t.equal(s.modes(), TAKEN)
    t.has(s.text(), "PRACTICE")


@case("stopped and going on, it paints anew")
def _(t):
    s = opened(t, tick=20)
    first = s.text()
    s.bytes()
    s.signal(signal.SIGSTOP)
    s.signal(signal.SIGCONT)
    s.ticks(2)
    t.has(s.bytes(), b"\x1b[2J")
    t.equal(s.text(), first)


@case("a line that is lost ends it at once: {}", rows=[("hung up", []), ("without a signal", ["/usr/bin/env", "--block-signal=HUP"])])
def _(t, prefix):
    s = opened(t, prefix=prefix)
    s.keys("Down")
    s.hangup()
    t.equal(s.exit(), 0)
    t.ok(s.usage()["cpu"] < CPU_MOST, str(s.usage()))


# What is typed

@case("a byte at a time, or all at once, keys are the same")
def _(t):
    s = opened(t, env={"ESCDELAY": "1000"})  # how long the rest of a key may be under way
    first = s.cursor()
    s.keys("Down")
    once = s.cursor()
    s.keys("Up")
    t.equal(s.cursor(), first)
    s.send(b"\x1b", b"[", b"B").wait()
    t.equal(s.cursor(), once)
    t.ok(once != first, "Down does nothing")


@case("what is no key is passed over")
def _(t):
    s = opened(t)
    first = s.text()
    s.type_bytes(b"\xff\xe2\x80\xae\x1b[200~\x1b[201~\x1b[<0;3;4M\x1b[M !!\x1b[I\x1b[?1;2c\x1c")
    s.wait()
    t.equal(s.text(), first)


@case("after a refusal what was typed ahead is dropped, and it is heard")
def _(t):
    s = opened(t)
    first = s.cursor()
    s.bytes()
    s.type_bytes(b"%\x1b[B\x1b[B")
    s.wait()
    t.equal(s.cursor(), first)
    t.has(s.bytes(), b"\a")
    s.keys("Down")
    t.ok(s.cursor() != first, "Down does nothing")


@case("thousands of keys typed ahead are all taken")
def _(t):
    s = opened(t, env={"ESCDELAY": "1000"})  # a key that the line has cut in two is one all the same
    s.keys("Home")
    first = s.cursor()
    s.send(*["Down", "Up"] * 3000)
    s.wait()
    t.equal(s.cursor(), first)
    s.keys("Down")
    t.ok(s.cursor() != first, "Down does nothing")


main()
