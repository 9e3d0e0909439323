"""A shot of a screen, taken apart: for what holds on every screen."""

import unicodedata

from stage import SCREENS, Stage

NAMES = [name for name, *_ in SCREENS]
NOTHING = "does nothing here"


def marks_on(c):
    return unicodedata.category(c) in ("Mn", "Me")


def cells(line):
    return sum(0 if marks_on(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Look:
    """A shot taken apart: lines, the rows that have a cell of each paint, the cursor."""

    def __init__(self, s, rows, cols):
        shown = s.paints()
        self.stage = s
        self.rows, self.cols = rows, cols
        self.lines, paints, cursor = shown[:rows], shown[rows:-1], shown[-1]
        self.at = tuple(int(n) for n in cursor.split()[1:])
        self.painted = {}
        for run in paints:
            row, columns, paint = run.split()
            self.painted.setdefault(paint, set()).add(int(row))
        self.shown = shown

    def message_row(self):
        return self.rows - (1 if self.rows < 6 else 2)

    def message(self):
        return self.lines[self.message_row()]

    def is_refusal(self):
        return self.message_row() in self.painted.get("alert", ())


def promise_kept(t, look, key, when):
    t.ok(NOTHING not in look.message(), f"{key} at the foot does something {when}: {look.message()}")
    if look.is_refusal() and " may not have this code" not in look.message() and any(words in look.message() for words in (" may not ", "can only be read", "nothing in this list")):
        t.fail(f"the footer offers {key}, and it is refused {when}: {look.message()}")


def opened(t, school, who, keys):
    with Stage(t, school, who=who) as s:
        s.go(keys)
        look = Look(s, 24, 80)
        return look, s.footer()
