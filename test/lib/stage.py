"""The screens without a terminal (test/golden/stage.c): keys in, text out.

    from stage import Stage

    with Stage(t, school, rows=24, cols=80, who="priya") as s:
        s.press("Enter", "F5")
        s.type("Okafor")
        s.shot()          the screen, a list of lines;  s.paints() with the paint of each run of cells and the cursor
        s.message()       the line of messages
        s.focus()         (row, column, paint) of the cursor
        s.footer()        [(key, name), ...]
        s.go(["F3", "=smi"])   keys, and text behind a =

    at_screen(t, school, "register-send")     a stage at a screen of SCREENS
"""

import os
import subprocess

FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "import")  # where the stage stands: what it is given to import
IMPORT = ["F2", "=import", "Enter"]
NEW_CHILD = ["=Okafor", "Enter", "=Amara", "Enter", "=030919", "Enter", "=o", "Enter", "Enter", "=Grace Okafor", "Enter", "Enter", "=07700900123"]

# Name of the golden, who is at the keys, keys pressed before it is looked at ("=text" is typed).
SCREENS = [
    ("today", "priya", []),
    ("today-refused", "priya", ["Tab"]),
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
    ("bands", "priya", ["F2", "=bands", "Enter"]),
    ("bands-near", "priya", ["F2", "=bands", "Enter", "n", "c", "=wil", "Enter"]),
    ("bands-nobody", "priya", ["F2", "=bands", "Enter", "n", "c", "=wil", "Enter", "y", "=6", "Enter"]),
    ("bands-figures", "hilary", ["b"]),
    ("pupil", "priya", ["F3", "=yousef", "Tab"]),
    ("pupil-moved", "priya", ["F3", "=yousef", "Tab", "Left", "Left", "Up", "Up"]),
    ("pupil-codes", "priya", ["F3", "=yousef", "Tab", "Tab"]),
    ("working", "priya", ["F2", "=bands", "Enter", "n", "Down", "Down", "F4", "Down", "Down"]),
    ("school", "priya", ["F2", "=school f", "Enter"]),
    ("working-year", "priya", ["F2", "=school f", "Enter", "End", "F4"]),
    ("working-now", "gareth", ["F4", "End"]),
    ("trend", "gareth", ["F2", "=trend", "Enter"]),
    ("trend-class", "priya", ["F2", "=school f", "Enter", "Down", "t", "Down", "Down"]),
    ("trend-group", "priya", ["F2", "=bands", "Enter", "y", "=3", "Enter", "g", "=fsm", "Enter", "t", "End"]),
    ("trend-working", "priya", ["F2", "=school f", "Enter", "End", "t", "End", "F4"]),
    ("pupil-contacts", "priya", ["F3", "=tyler", "Tab", "Tab", "Tab"]),
    ("pupils", "priya", ["p"]),
    ("pupils-marked", "priya", ["p", "Right", "Right", "Down", "Space", "Space", "Space"]),
    ("pupils-move", "priya", ["p", "Right", "Right", "Down", "Space", "Space", "F10", "=o", "F10"]),
    ("pupil-new", "priya", ["+"]),
    ("pupil-new-filled", "priya", ["+", *NEW_CHILD]),
    ("pupil-new-saved", "priya", ["+", *NEW_CHILD, "F10"]),
    ("record", "priya", ["F3", "=yousef", "Tab", "d"]),
    ("record-change", "priya", ["F3", "=yousef", "Tab", "d", "c"]),
    ("record-status", "priya", ["F3", "=yousef", "Tab", "d", "s"]),
    ("record-leave", "priya", ["F3", "=callum", "Tab", "d", "l", "=a", "Enter"]),
    ("record-leave-asked", "priya", ["F3", "=callum", "Tab", "d", "l", "=a", "Enter", "Enter", "Enter", "=Hill School", "F10"]),
    ("families", "priya", ["F2", "=families", "Enter"]),
    ("family", "priya", ["F3", "=yousef", "Tab", "f"]),
    ("contact", "priya", ["F3", "=yousef", "Tab", "f", "Down", "Enter"]),
    ("help-pupils", "priya", ["p", "F1"]),
    ("import", "priya", [*IMPORT]),
    ("import-tried", "priya", [*IMPORT, "Enter", "=sims.csv", "Enter", "F10"]),
    ("import-asked", "priya", [*IMPORT, "Enter", "=sims.csv", "Enter", "F10", "F10"]),
    ("import-written", "priya", [*IMPORT, "Enter", "=sims.csv", "Enter", "F10", "F10", "2", "Enter"]),
    ("import-refused", "priya", [*IMPORT, "Enter", "=wrong.csv", "Enter", "F10"]),
    ("import-map", "priya", [*IMPORT, "Enter", "=unknown.csv", "Enter", "Tab", "Enter", "=adm", "Enter", "Down", "Enter", "=sur", "Enter"]),
    ("classes", "priya", ["F2", "=classes", "Enter", "Down"]),
    ("class-new", "priya", ["F2", "=classes", "Enter", "+", "=Elm"]),
    ("class-cover", "priya", ["F2", "=classes", "Enter", "c", "=Bisi"]),
    ("class-join", "priya", ["F2", "=classes", "Enter", "j", "=Oak"]),
    ("class-split", "priya", ["F2", "=classes", "Enter", "s", "Space", "Down", "Space"]),
    ("class-split-name", "priya", ["F2", "=classes", "Enter", "s", "Space", "Down", "Space", "F10", "=Elm"]),
    ("class-line", "priya", ["F2", "=classes", "Enter", "l", "Space", "Down", "Down"]),
    ("class-end", "priya", ["F2", "=classes", "Enter", "+", "=Aa", "F10", "Home", "Delete"]),
    ("staff", "priya", ["F2", "=staff", "Enter", "Down"]),
    ("staff-role", "priya", ["F2", "=staff", "Enter", "r", "=head of", "Enter"]),
    ("staff-leaves", "priya", ["F2", "=staff", "Enter", "Delete", "F10"]),
    ("year", "priya", ["F2", "=school y", "Enter"]),
    ("year-closure", "priya", ["F2", "=school y", "Enter", "c", "=Snow", "Enter", "=23/11/26", "Enter", "=23/11/26", "Enter", "=unp"]),
    ("year-short", "priya", ["F2", "=school y", "Enter", "c", "=Snow", "Enter", "=23/11/26", "Enter", "=23/11/26", "Enter", "=unp", "F10"]),
    ("year-times", "priya", ["F2", "=school y", "Enter", "End", "Enter"]),
    ("roll-over", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Down"]),
    ("roll-over-pupils", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Tab"]),
    ("roll-over-map", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Down", "Enter", "Down", "=Elm"]),
    ("roll-over-asked", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "F10"]),
    ("roll-over-done", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "F10", "Enter"]),
    ("schools-none", "priya", ["Ctrl+Y"]),
    ("compare", "gareth", ["F2", "=compare", "Enter", "=figures.csv", "Enter"]),
    ("find", "priya", ["F3", "=smi"]),
    ("late", "priya", ["F7", "=brown"]),
    ("late-time", "priya", ["F7", "=brown", "Enter"]),
    ("commands", "priya", ["F2"]),
    ("commands-found", "priya", ["F2", "=fire"]),
    ("help-today", "priya", ["F1"]),
    ("help-register", "huw", ["F1"]),
    ("help-bands", "priya", ["F2", "=bands", "Enter", "F1"]),
    ("sign-in", None, []),
    ("covered", "priya", ["Ctrl+X"]),
]


class Stage:
    def __init__(self, t, school, rows=24, cols=80, who=None, ascii=False, nobody=False):
        arguments = [os.environ["FIRSTBELL_STAGE"], school, str(rows), str(cols)]
        arguments += ["--as", who] if who else []
        arguments += ["--ascii"] if ascii else []
        arguments += ["--nobody"] if nobody else []
        self.t = t
        self.stderr = open(os.path.join(t.dir, f"stage-{id(self)}.err"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.stderr, text=True,
                                        encoding="utf-8", env=t.environment({}), cwd=FILES, restore_signals=False)  # a full disk answers, it does not kill

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if self.process.stdin:
            self.process.stdin.close()
        status = self.process.wait(60)
        self.stderr.seek(0)
        said = self.stderr.read()
        self.stderr.close()
        self.process.stdout.close()
        if kind is None:
            self.t.equal((status, said), (0, ""), "how the stage ended")

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == "== end\n":
                return lines
            lines.append(line.rstrip("\n"))
        self.t.fail(f"the stage ended at: {command}")

    def press(self, *names):
        said = self.ask("press " + " ".join(names))
        self.t.equal(said, [], "keys")

    def type(self, text):
        self.ask("type " + text)

    def go(self, keys):
        for key in keys:
            if key.startswith("=") and len(key) > 1:
                self.type(key[1:])
            else:
                self.press(key)
        return self

    def resize(self, rows, cols):
        self.ask(f"resize {rows} {cols}")

    def tick(self, seconds=1):
        self.ask(f"tick {seconds}")

    def shot(self):
        return self.ask("shot")

    def paints(self):
        return self.ask("paints")

    def message(self):
        """What was said, whole; where a question stands in its place, the question's row."""
        return self.ask("message")[0] or self.shot()[-2]

    def focus(self):
        row, col, paint = self.ask("focus")[0].split()
        return int(row), int(col), paint

    def footer(self):
        return [tuple(line.rsplit(" ", 1)) for line in self.ask("footer")]

    def over(self):
        return self.ask("over") == ["yes"]


def at_screen(t, school, name, rows=24, cols=80, ascii=False):
    who, keys = next((who, keys) for screen, who, keys in SCREENS if screen == name)
    return Stage(t, school, rows, cols, who=who, ascii=ascii, nobody=who is None).go(keys)
