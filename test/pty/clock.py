#!/usr/bin/python3
"""The clock goes on while a screen stands (libfaketime, whose clock is a file here, and moves when that is written): what a key shows and sends then is so."""

import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "bad")]
from bad import FAKETIME, LONDON, school  # noqa: E402
from taking import message  # noqa: E402
from tap import case, main  # noqa: E402
from terminal import Terminal  # noqa: E402

MONDAY, TUESDAY = "2026-09-14", "2026-09-15"


class Clock:
    """The system's clock as one program has it; it can be set while the program runs."""

    def __init__(self, t, moment):
        self.path = os.path.join(t.dir, "clock")
        self.set(moment)
        self.prefix = ["/usr/bin/env", f"LD_PRELOAD={FAKETIME}", f"FAKETIME_TIMESTAMP_FILE={self.path}", "FAKETIME_NO_CACHE=1",
                       "FAKETIME_FMT=%s", "FAKETIME_DONT_FAKE_MONOTONIC=1"]

    def set(self, moment):
        wanted = datetime.datetime.fromisoformat(moment).replace(tzinfo=LONDON).timestamp() + 5
        with open(self.path + ".new", "w", encoding="ascii") as f:
            f.write(f"{wanted:.0f}\n")
        os.rename(self.path + ".new", self.path)


def opened(t, moment):
    at, clock = school(t), Clock(t, moment)
    return at, Terminal(t, "--school", at.directory, tick=20, prefix=clock.prefix), clock


def willow(s):
    return s.keys("r", "F3", *"willow", "Enter", "Enter")


@case("the header's time is set at the next key, and nothing by itself")
def _(t):
    _, s, clock = opened(t, f"{MONDAY} 08:50")
    t.has(s.rows()[0], "Mon 14 Sep 2026  08:50")
    s.bytes()
    clock.set(f"{MONDAY} 08:57")
    s.ticks(5)
    t.equal(s.bytes(), b"")
    t.has(s.keys("Down").rows()[0], "Mon 14 Sep 2026  08:57")


@case("Today turns with the session and with the day, at the next key")
def _(t):
    _, s, clock = opened(t, f"{MONDAY} 08:50")
    t.has(s.text(), "Today: morning")
    t.has(s.rows()[s.row_of("Willow   ")], "closes in 30 min")
    clock.set(f"{MONDAY} 08:57")
    t.has(s.keys("Down").rows()[s.row_of("Willow   ")], "closes in 23 min")
    clock.set(f"{MONDAY} 13:05")
    t.has(s.keys("Down").text(), "Today: afternoon")
    t.has(s.text(), "Willow, morning: register not taken")
    clock.set(f"{TUESDAY} 08:35")
    t.has(s.keys("Down").text(), "Today: morning")
    t.has(s.rows()[0], "Tue 15 Sep 2026  08:35")
    t.lacks(s.text(), "Willow, morning: register not taken")


@case("a session that was chosen stays chosen, until the day turns")
def _(t):
    _, s, clock = opened(t, f"{MONDAY} 14:00")
    t.has(s.keys("Tab").text(), "Today: morning")
    clock.set(f"{MONDAY} 14:10")
    t.has(s.keys("Down").text(), "Today: morning")
    clock.set(f"{TUESDAY} 13:40")
    t.has(s.keys("Down").text(), "Today: afternoon")


@case("a register that closes while it stands says so at the next key")
def _(t):
    at, s, clock = opened(t, f"{MONDAY} 09:18")
    t.has(willow(s).keys("/").text(), "Closes at 09:20.")
    clock.set(f"{MONDAY} 09:25")
    t.has(s.keys("n").text(), "Closed at 09:20.")
    s.keys("F5", "F10", "Enter")
    t.has(message(s), "Sent: ")
    t.equal(at.marks(), {"0104": "/", "0102": "N", "0101": "/", "0103": "/"})


@case("a register that was opened yesterday is sent as yesterday's, and asks why: {}", rows=[
    ("turned before F10", [], ["F10", "Enter"]), ("turned while it asks", ["F10"], ["Enter"])])
def _(t, before, after):
    at, s, clock = opened(t, f"{MONDAY} 09:00")
    willow(s).keys("/", "n", *before)
    clock.set(f"{TUESDAY} 08:55")
    s.keys(*after)
    t.has(s.text(), "Why? Mon 14 Sep 2026 is past: ")
    t.has(s.rows()[0], "Tue 15 Sep 2026  08:55")
    t.has(s.rows()[1], "Willow: morning of Mon 14 Sep 2026")
    t.equal(at.marks(), {})
    s.keys("Esc", "l", "F10", "Enter", *"from paper", "Enter")
    t.has(message(s), "Sent: ")
    t.equal(at.marks(), {"0104": "/", "0102": "N", "0101": "L"})
    t.equal(at.marks(date=TUESDAY), {})
    s.send("Esc", "Esc", "Esc")
    t.equal(s.exit(), 0)


main(needs=["faketime"])
