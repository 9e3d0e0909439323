#!/usr/bin/python3
"""What the screens of the practice school look like, to the cell: test/golden/screens/NAME.

    FIRSTBELL=build/NAME/src/firstbell FIRSTBELL_STAGE=build/NAME/test/golden/stage /usr/bin/python3 test/golden/screens.py --write

writes them anew, to be read before a commit.  A file holds the screen, then the paint of each run of cells, then where the cursor is.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from stage import SCREENS, at_screen
from tap import case, main

WRITE = "--write" in sys.argv
if WRITE:
    sys.argv.remove("--write")

# One of each layout at the sizes that are not 80x24 (list, grid, form, page), and in ASCII.
PAGES = ("today", "today-done", "register-partly", "register-expected", "late-hits", "arrival-several", "gate", "sign-out-warned", "evacuation", "hatch-hit", "plans",
         "plan-preview", "trip-preview", "came-missing", "closure-dry", "calls", "call-next", "visit", "reported", "they-ring-filled", "tasks", "settle", "clocks",
         "choices", "close-due", "absentees-calls", "notes", "returns", "penalty", "morning", "bands", "review", "pupil", "pupil-contacts", "pupil-trend", "pupil-ahead", "working", "school-page", "class-sheet", "school", "trend", "import", "import-map",
         "import-tried", "pupils", "pupil-new-filled", "record", "family")
OTHERS = [(name, rows, cols, False) for name in PAGES for rows, cols in ((43, 132), (10, 40))]
OTHERS += [(name, 24, 80, True) for name in ("today-done", "register-expected", "late-hits", "arrival", "gate", "sign-out-warned", "evacuation", "plans", "plan-preview", "came-missing",
                                            "closure-dry", "calls", "call-next", "they-ring-filled", "tasks", "settle", "clocks", "close-due", "register-taken", "absentees", "bands", "review", "pupil", "pupil-trend", "school-page", "trend", "pupils", "record", "family")]


def show(t, name, rows, cols, ascii):
    with at_screen(t, None, name, rows, cols, ascii) as s:
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
