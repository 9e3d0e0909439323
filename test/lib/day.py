"""A morning of the practice school, told: who sits at which terminal, what is said there, and the clock that all of them share.

    m = Morning(t, "08:40")                    a practice school at that time of its Friday
    priya = m.sits("priya")                    somebody at a terminal of 24 rows and 80 columns, or rows=, cols=
    priya.does("i", "=byrne", "Enter")         keys by name, and text behind a =; all of them are counted in priya.pressed
    priya.opens("late desk")                   by the list of commands
    priya.sees("Birch", "not taken")           a row with these words, in this order
    priya.misses("Archie")                     no row has them
    priya.at("Today")                          the name of the screen
    priya.told("Act 4026")                     what was said last, its rows as one line
    priya.on("Archie Akehurst")                the row under the cursor
    priya.to("Archie Akehurst")                down to that row, a key a row
    priya.looks()                              what others have saved comes to the screen
    priya.dies()                               the program is killed where it stands
    m.clock("09:02")                           the time, for everybody; of another day with day=
    m.teacher("rachel", "Hazel", "Tyler Marsh=N")      takes a register at another desk: these marks, all else present, sent
    m.mark("Tyler Marsh")                      what stands this morning, None for a blank
    m.out("late-slip")                         the text of the newest such file in out/
"""

import contextlib
import os
import re
import signal

from tap import Failure
from terminal import Terminal

FRIDAY = "2026-11-20"
ROWS_MOST = 100
SCREENS_MOST = 12


class Person:
    def __init__(self, morning, name, path=None, **options):
        self.t, self.pressed = morning.t, 0
        self.s = Terminal(morning.t, "--school", morning.school, "--as", name, env={"PATH": path or morning.t.dir}, **options)  # no lp: slips are files in out/

    def does(self, *keys):
        keys = [key for part in keys for key in (part[1:] if part[0] == "=" and len(part) > 1 else [part])]
        self.pressed += len(keys)
        self.s.keys(*keys)
        return self

    def opens(self, command):
        return self.does("F2", "=" + command, "Enter")

    def looks(self):
        self.s.ticks(1)
        return self

    def sees(self, *parts):
        rows = self.s.rows()
        found = [row for row in rows if re.search(".*".join(map(re.escape, parts)), row)]
        self.t.ok(found, f"no row with {parts}:\n{self.s.text()}")
        return self

    def misses(self, *words):
        for word in words:
            self.t.ok(word not in self.s.text(), f"{word!r} is on the screen:\n{self.s.text()}")
        return self

    def at(self, screen):
        self.t.ok(self.s.rows()[1].startswith(screen), f"this is not {screen}:\n{self.s.text()}")
        return self

    def told(self, *parts):
        said = " ".join(self.s.rows()[-5:-1])
        for part in parts:
            self.t.ok(part in said, f"{part!r} was not said:\n{self.s.text()}")
        return self

    def on(self, words):
        row, _, visible = self.s.cursor()
        self.t.ok(visible and words in self.s.rows()[row], f"the cursor is not on {words}, but on row {row}:\n{self.s.text()}")
        return self

    def to(self, words):
        for _ in range(ROWS_MOST):
            if words in self.s.rows()[self.s.cursor()[0]]:
                return self
            self.does("Down")
        return self.on(words)

    def dies(self):
        self.s.signal(signal.SIGKILL)
        self.t.equal(self.s.exit(), -signal.SIGKILL)

    def goes(self):
        with contextlib.suppress(Failure):  # it may be gone before the last of them
            self.s.send(*["Esc"] * SCREENS_MOST)
        self.t.equal(self.s.exit(), 0)


class Morning:
    def __init__(self, t, time):
        self.t, self.school = t, t.demo(clock=f"{FRIDAY}T{time}")

    def sits(self, name, **options):
        return Person(self, name, **options)

    def runs(self, name, *arguments, status=0):
        return self.t.run("--school", self.school, "--as", name, *arguments, status=status).out

    def clock(self, time, day=FRIDAY):
        self.runs("priya", "clock", f"{day}T{time}")

    def teacher(self, name, group, *marks):
        register = ("--class", group, "--session", "am")
        if marks:
            self.runs(name, "register", "set", *register, *marks)
        self.runs(name, "register", "fill", *register)
        self.runs(name, "register", "send", *register)

    def mark(self, name):
        """What stands this morning for a child, None for a blank."""
        rows = self.t.sql(self.school, "SELECT code FROM v_mark WHERE forename || ' ' || surname = ? AND date = ? AND session = 'am'", name, FRIDAY)
        return rows[0][0] if rows else None

    def last_act(self):
        return self.t.sql(self.school, "SELECT max(seq) FROM act")[0][0]

    def out(self, part):
        names = sorted(name for name in os.listdir(f"{self.school}/out") if name.startswith(part))
        self.t.ok(names, f"no {part} in out/")
        with open(f"{self.school}/out/{names[-1]}", encoding="utf-8") as f:
            return f.read()
