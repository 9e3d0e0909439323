#!/usr/bin/python3
"""Nothing that is typed is lost: 10,000 keys, ahead of the screen, across sendings and redraws (issue 3's numbers; design 5).

They go in as fast as the terminal takes them; with FIRSTBELL_LONG=1 in the environment 50 a second too, which takes 200 seconds."""

import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from taking import Typist, birch, marks, rows_shown, verify  # noqa: E402

KEYS = 10000
A_SECOND = 50


def pace(began, count, rate):
    """Waits until key `count` is due: what is tested is that rate."""
    early = began + count / rate - time.monotonic() if rate else 0
    if early > 0:
        time.sleep(early)


def redraw(dice, typist):
    """Everything is painted anew, at the person's wish or because the window has another size; all rows stay in sight."""
    if dice.random() < 0.5:
        typist.press("Ctrl+L")
    else:
        typist.s.resize(dice.randint(34, 60), dice.randint(70, 160))


def type_all(typist, dice, rate):
    began, redraws = time.monotonic(), 0
    while len(typist.after) < KEYS:
        pace(began, len(typist.after), rate)
        typist.type(dice, 1, waits=0)
        if dice.random() < 0.01:
            redraw(dice, typist)
            redraws += 1
    return redraws


def entries(t, school):
    return t.sql(school, "SELECT count(*) FROM entry")[0][0]


@case("every mark is where it was typed, {}", rows=[("as fast as they are taken", 0)] + ([("50 a second", A_SECOND)] if os.environ.get("FIRSTBELL_LONG") else []))
def _(t, rate):
    dice, school = random.Random(50), t.demo()
    before, s = entries(t, school), birch(t, school, tick=1000)
    names = [name for name, _, _ in rows_shown(s)[0]]
    typist = Typist(s, marks(t, school))
    t.ok(type_all(typist, dice, rate) > 10, "it was hardly redrawn")
    s.wait().resize(40, 80)
    t.equal([(code, unsent) for _, code, unsent in rows_shown(s)[0]], typist.last().seen())
    typist.press("l", "F10", "Enter", wait=True)
    stands = {name: code for name, code in zip(names, typist.last().stands) if code}
    t.equal(marks(t, school), stands)
    t.equal(entries(t, school) - before, typist.last().entries)
    t.ok(typist.last().entries > KEYS / 20, f"only {typist.last().entries} marks were sent")
    t.equal(os.listdir(f"{school}/drafts"), [])
    verify(t, school)


main()
