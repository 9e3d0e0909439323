"""A register as it is on the screen, and as it must be after each key: what a test of the Register screen compares with.

    s = birch(t, school)                   Fergus O'Hara's class this morning: 26 children, half taken, all in sight
    typist = Typist(s, stands)             the terminal `s` shows a register, all its rows in sight; {child: mark} of the store
    typist.type(dice, 20, waits=0.5)       keys that the dice choose and the screen takes, some waited for
    typist.press("F10", "Enter")           these; an Enter answers an F10 here
    typist.may_be()                        the registers that can be left if the program is cut off now: it took at least the
                                           bytes that it said it took, at most what was typed
"""

import os
import re

from terminal import Terminal

CODES = {"/": "/", " ": "/", "n": "N", "l": "L"}


def birch(t, school, tick=20, **options):
    return Terminal(t, "--school", school, "--as", "fergus", rows=40, tick=tick, **options)


def marks(t, school):
    """What stands there: {child: mark}."""
    return dict(t.sql(school, "SELECT forename || ' ' || surname, code FROM v_mark WHERE class = 'Birch' AND date = '2026-11-20' AND session = 'am'"))


def verify(t, school):
    t.has(t.run("--school", school, "verify", "--format", "json").out, '"ok": true')


def rows_shown(s):
    """[(child, mark, is it unsent)], and the screen's row of the first."""
    lines = s.rows()
    top = next(i for i, line in enumerate(lines) if line.startswith("    Name ")) + 1
    weeks, at = lines[top - 1].index("Last two weeks"), lines[top - 1].index("Mark")
    rows = []
    for line in lines[top:]:
        if not re.match(r" *\d+ ", line):
            break
        rows.append((line[4:weeks].rstrip(), line[at + 1:at + 4].strip(), line[at:at + 1] == "*"))
    return rows, top


def message(s):
    return s.rows()[-2]


class Register:
    """What stands, what is typed and not sent, and what F8 would take back; one that is pressed on becomes another."""

    def __init__(self, stands, typed, focus, steps, entries=0):
        self.stands, self.typed, self.focus, self.steps, self.entries = stands, typed, focus, steps, entries

    def press(self, key):
        new = Register(list(self.stands), dict(self.typed), self.focus, list(self.steps), self.entries)
        if key in CODES:
            new.put(self.focus, CODES[key])
            new.move(1)
        elif key == "Backspace":
            new.put(self.focus, None)
        elif key in ("Up", "Down"):
            new.move(1 if key == "Down" else -1)
        elif key == "Home":
            new.focus = 0
        elif key == "F8":
            for row, was in reversed(new.steps.pop()):
                new.set(row, was)
        elif key == "Enter":  # the answer to F10
            new.send()
        return new

    def set(self, row, code):
        if code is None:
            self.typed.pop(row, None)
        else:
            self.typed[row] = code

    def put(self, row, code):
        self.steps.append([(row, self.typed.get(row))])
        self.set(row, code)

    def move(self, by):
        self.focus = min(max(self.focus + by, 0), len(self.stands) - 1)

    def send(self):
        self.entries += sum(self.stands[row] != code for row, code in self.typed.items())
        self.stands = [self.typed.get(row, code) for row, code in enumerate(self.stands)]
        self.typed, self.steps = {}, []

    def seen(self):
        return [(self.typed.get(row, code), row in self.typed) for row, code in enumerate(self.stands)]

    def some_keys(self, dice):
        """Keys of a person that are not refused here; one after an F10 answers it."""
        choice = dice.random()
        if choice < 0.08:
            return ["F10", dice.choice(["Enter", "Enter", "Esc"])]
        if choice < 0.16 and self.steps:
            return ["F8", "Home"]
        if choice < 0.26 and self.focus in self.typed:
            return ["Backspace"]
        if choice < 0.45:
            return [dice.choice(["Up", "Up", "Down"])]
        return [dice.choice(list(CODES))]


class Typist:
    """Somebody at the keys of a register that nobody else touches; `stands` is what the store says: {child: mark}."""

    def __init__(self, s, stands):
        self.s = s
        rows, top = rows_shown(s)
        typed = {row: code for row, (_, code, unsent) in enumerate(rows) if unsent}
        steps = [[(row, None) for row in typed]] if typed else []
        self.after = [(s.taken()[1], Register([stands.get(name, "") for name, _, _ in rows], typed, s.cursor()[0] - top, steps))]

    def last(self):
        return self.after[-1][1]

    def press(self, *keys, wait=False):
        for key in keys:
            if wait:
                self.s.wait()
            self.s.send(key)
            self.after.append((self.s.taken()[1], self.last().press(key)))  # before it is waited for: the key may be the last
            if wait:
                self.s.wait()

    def type(self, dice, count, waits):
        for _ in range(count):
            self.press(*self.last().some_keys(dice), wait=dice.random() < waits)

    def may_be(self):
        taken = self.s.taken()[0]
        least = max(at for at, (end, _) in enumerate(self.after) if end <= taken)
        return [register for _, register in self.after[least:]]


def offered(t, s, stands, may_be):
    """Which of the registers that may have been left is here?"""
    rows, _ = rows_shown(s)
    here = [(code, unsent) for _, code, unsent in rows]
    standing = [stands.get(name, "") for name, _, _ in rows]
    fits = [r for r in may_be if r.stands == standing and r.seen() == here]
    t.ok(fits, f"what is offered was never typed:\n{s.text()}{[sorted(r.typed.items()) for r in may_be]}")
    t.equal("not sent from 09:07" in message(s), bool(fits[0].typed), message(s))
    return fits[0]


def refused(s, *keys, says):
    """What happened and what to do, whole on its line before what is for the log; and what was typed stays as it is."""
    typed = [row for row in rows_shown(s)[0] if row[2]]
    s.keys(*keys)
    s.t.match(says, message(s))
    s.t.match(r"\.( \(.*)?…?$", message(s))
    s.t.equal([row for row in rows_shown(s)[0] if row[2]], typed)


def goes_on(t, s, school):
    """After a / and an N, the disk takes again: an L, and all of it is sent, by the same program."""
    s.keys("l", "F10", "Enter")
    t.has(message(s), "Sent: ")
    t.equal([marks(t, school)[name] for name in ("Adaeze Balogun", "Ella Brown", "Lily Brown")], ["/", "N", "L"])
    t.equal([row for row in rows_shown(s)[0] if row[2]], [])
    s.send("Esc", "Esc")
    t.equal(s.exit(), 0)
    t.equal(os.listdir(f"{school}/drafts"), [])
    verify(t, school)
