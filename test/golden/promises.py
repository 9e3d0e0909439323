#!/usr/bin/python3
"""What the foot of every screen promises, and to whom: each key does what it says, and nobody is shown one that is refused."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from look import NAMES, NOTHING, Look, opened, promise_kept
from stage import Stage, at_screen
from tap import case, main


@case("each key at the foot does what it says: {}", rows=[(name, name) for name in NAMES])
def _(t, name):
    with at_screen(t, None, name) as s:
        footer = s.footer()
    t.ok(footer, "a footer")
    t.ok(len(footer) <= 9 and len(set(footer)) == len(footer), f"nine different keys at most: {footer}")
    for key, does in footer:
        with at_screen(t, None, name) as s:
            before = s.paints()
            s.press(key)
            look = Look(s, 24, 80)
            t.lacks(look.message(), NOTHING)
            t.ok(not look.is_refusal() or does in ("enter", "take", "save"), f"{key} ({does}) is not refused: {look.message()}")
            again = look.is_refusal() and does in ("enter", "take", "save")  # refused in the same words as before
            t.ok(look.shown != before or again or s.over(), f"{key} ({does}) does something")


WHO = ["priya", "gareth", "deborah", "marek", "sunita", "tom", "bisi", "colin", "hilary", "ines", "wen", "amy", "huw", "magda"]


def commands_of(t, school, who):
    """What F2 offers, without the keys beside it."""
    with Stage(t, school, 150, 80, who=who) as s:
        if ("Enter", "enter") in s.footer():
            return []  # nothing here is for them, and the sign-in says so
        s.press("F2")
        names = [re.sub(r"\s{3,}\S+$", "", line).strip() for line in s.shot()[4:-2] if line]
        t.ok(0 < len(names) < 140, "all of them are in sight")
        for name in names:
            s.go(["Esc", "F2", f"={name}"])
            found = re.sub(r"\s{3,}\S+$", "", s.shot()[4]).strip()
            t.equal(found, name, f"what {who} finds by its own name")
    return names


@case("nobody is shown a key that they may not press: {}", rows=[(who, who) for who in WHO])
def _(t, who):
    school = t.demo()
    homes = [[], ["Esc"]] + [["F2", f"={name}", "Enter"] for name in commands_of(t, school, who)]
    for keys in homes:
        school = t.demo()  # what is pressed saves, too
        look, footer = opened(t, school, who, keys)
        if ("Enter", "enter") in footer:
            continue  # nothing here is for them, and the sign-in says so
        t.ok(not look.is_refusal(), f"{who}: {keys} is not refused: {look.message()}")
        for key, does in footer:
            if does in ("send", "yes", "close", "take"):
                continue  # they save or ask: the walks press them
            look, _ = opened(t, school, who, [*keys, key])
            promise_kept(t, look, key, f"by {who} after {keys}")


main()
