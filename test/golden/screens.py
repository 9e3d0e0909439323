#!/usr/bin/python3
"""What the screens of the practice school look like, to the cell: test/golden/screens/NAME.

    FIRSTBELL=build/NAME/src/firstbell FIRSTBELL_STAGE=build/NAME/test/golden/stage /usr/bin/python3 test/golden/screens.py --write

writes them anew, to be read before a commit.  A file holds the screen, then the paint of each run of cells, then where the cursor is.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from stage import Stage
from tap import case, main

WRITE = "--write" in sys.argv
if WRITE:
    sys.argv.remove("--write")

# Name of the golden, who is at the keys, keys pressed before it is looked at ("=text" is typed).
SCREENS = [
    ("today", "priya", []),
    ("today-afternoon", "priya", ["Tab"]),
    ("today-end", "priya", ["End"]),
    ("morning", "gareth", []),
    ("names", "gareth", ["Enter"]),
    ("registers", "priya", ["r"]),
    ("register-taken", "huw", []),
    ("register-partly", "fergus", []),
    ("register-unsent", "fergus", ["F5", "F3", "7", "N", "F3", "1", "9", "L"]),
    ("register-send", "fergus", ["F5", "F10"]),
    ("register-sent", "fergus", ["F5", "F10", "Enter"]),
    ("register-refused", "fergus", ["G"]),
    ("missing", "priya", ["m"]),
    ("close", "priya", ["c"]),
    ("absentees", "priya", ["a"]),
    ("absentees-end", "priya", ["a", "End"]),
    ("history", "priya", ["h"]),
    ("history-act", "priya", ["h", "Enter"]),
    ("mark-history", "priya", ["a", "End", "F4"]),
    ("find", "priya", ["F3", "=smi"]),
    ("late", "priya", ["F7", "=brown"]),
    ("late-time", "priya", ["F7", "=brown", "Enter"]),
    ("commands", "priya", ["F2"]),
    ("commands-found", "priya", ["F2", "=fire"]),
    ("help-today", "priya", ["F1"]),
    ("help-register", "huw", ["F1"]),
    ("sign-in", None, []),
    ("covered", "priya", ["Ctrl+X"]),
]
# One of each layout at the sizes that are not 80x24 (list, grid, form, page), and in ASCII.
OTHERS = [(name, rows, cols, False) for name in ("today", "register-partly", "late-time", "morning") for rows, cols in ((43, 132), (10, 40))]
OTHERS += [("register-taken", 24, 80, True), ("absentees", 24, 80, True)]


def show(t, name, rows, cols, ascii):
    who, keys = next((who, keys) for story, who, keys in SCREENS if story == name)
    with Stage(t, t.demo(), rows, cols, who=who, ascii=ascii, nobody=who is None) as s:
        for key in keys:
            if key.startswith("="):
                s.type(key[1:])
            else:
                s.press(key)
        return s.paints()


def compare(t, name, shown):
    path = os.path.join(HERE, "screens", name)
    if WRITE:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write("\n".join(shown) + "\n")
    with open(path, encoding="utf-8", newline="") as f:
        t.equal(shown, f.read().splitlines(), name)


@case("the screen {} is as it was", rows=[(name, name) for name, *_ in SCREENS])
def _(t, name):
    compare(t, name, show(t, name, 24, 80, False))


@case("the screen {} is as it was at other sizes",
      rows=[(f"{name} {cols}x{rows}{' in ASCII' if ascii else ''}", name, rows, cols, ascii) for name, rows, cols, ascii in OTHERS])
def _(t, name, rows, cols, ascii):
    shown = show(t, name, rows, cols, ascii)
    if ascii:
        t.ok(all(ord(c) < 128 for line in shown for c in line), "only ASCII is shown")
    compare(t, f"{name}-{'ascii' if ascii else f'{cols}x{rows}'}", shown)


main()
