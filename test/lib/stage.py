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

    at_screen(t, school, "register-send")     a stage at a screen of SCREENS; school None: a fresh practice school, at the screen's own minute
"""

import os
import subprocess

FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "import")  # where the stage stands: what it is given to import
IMPORT = ["F2", "=import", "Enter"]
NEW_CHILD = ["=Okafor", "Enter", "=Amara", "Enter", "=030919", "Enter", "=o", "Enter", "Enter", "=Grace Okafor", "Enter", "Enter", "=07700900123"]

DENTIST = ["=1", "Enter", "=11:40", "Enter"]
NOTED = ["F2", "=note for", "Enter", "=leaves 10:30 with aunt", "Enter", "=maple", "F10"]
SIBLINGS = ["F3", "=amelia brown", "Enter", "N", "F10", "Enter", "Esc", "F3", "=scarlett brown", "Enter", "N", "F10", "Enter"]

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
    ("register-why", "priya", ["F3", "=byrne", "Enter", "I", "F10", "Enter"]),
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
    ("bands-moved", "priya", ["F2", "=bands", "Enter", "m"]),
    ("bands-filter", "priya", ["F2", "=bands", "Enter", "f", "Down", "=hack"]),
    ("review", "priya", ["F2", "=fortnightly", "Enter"]),
    ("review-logged", "priya", ["F2", "=fortnightly", "Enter", "Space", "Space"]),
    ("review-looked", "priya", ["F2", "=fortnightly", "Enter", "Space", "Space", "End"]),
    ("review-words", "priya", ["F2", "=fortnightly", "Enter", "d"]),
    ("review-stage", "priya", ["F2", "=fortnightly", "Enter", "s", "=sup", "Enter"]),
    ("review-close", "priya", ["F2", "=fortnightly", "Enter", "Space", "F10"]),
    ("pupil", "priya", ["F3", "=yousef", "Tab"]),
    ("pupil-moved", "priya", ["F3", "=yousef", "Tab", "Left", "Left", "Up", "Up"]),
    ("pupil-codes", "priya", ["F3", "=yousef", "Tab", "Tab"]),
    ("pupil-trend", "priya", ["F3", "=draycott", "Tab", "t"]),
    ("pupil-ahead", "priya", ["F3", "=draycott", "Tab", "l", "Down"]),
    ("pupil-patterns", "priya", ["F3", "=draycott", "Tab", "p"]),
    ("pupil-penalty", "priya", ["F3", "=draycott", "Tab", "l", "Down", "Down", "Down", "F4", "End"]),
    ("working", "priya", ["F2", "=bands", "Enter", "n", "Down", "Down", "F4", "Down", "Down"]),
    ("school-page", "gareth", ["s"]),
    ("school-page-end", "gareth", ["s", "End"]),
    ("school-page-figures", "hilary", ["F2", "=School", "Enter", "Down"]),
    ("school-page-teacher", "fergus", ["F2", "=School", "Enter", "Down"]),
    ("class-sheet", "gareth", ["F2", "=class sheet", "Enter", "Down"]),
    ("class-sheet-before", "gareth", ["F2", "=class sheet", "Enter", "Left", "Left", "Left"]),
    ("school", "priya", ["F2", "=school f", "Enter"]),
    ("working-year", "priya", ["F2", "=school f", "Enter", "End", "F4"]),
    ("working-now", "gareth", ["F4", "End"]),
    ("trend", "gareth", ["F2", "=trend", "Enter"]),
    ("reports", "priya", ["F2", "=reports", "Enter"]),
    ("report-patterns", "priya", ["F2", "=reports", "Enter", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Enter"]),
    ("league", "priya", ["F2", "=league", "Enter"]),
    ("league-full", "priya", ["F2", "=league", "Enter", "Tab", "Tab"]),
    ("league-out", "priya", ["F2", "=league", "Enter", "Tab", "Tab", "o", "=in hospital", "Enter", "Tab", "Tab", "Tab"]),
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
    ("year-closure", "priya", ["F2", "=school y", "Enter", "c", "Enter", "=Snow", "Enter", "Enter", "=23/11/26"]),
    ("year-closure-dry", "priya", ["F2", "=school y", "Enter", "c", "Enter", "=Snow", "Enter", "Enter", "=23/11/26", "F10"]),
    ("year-times", "priya", ["F2", "=school y", "Enter", "End", "Enter"]),
    ("roll-over", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Down"]),
    ("roll-over-pupils", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Tab"]),
    ("roll-over-map", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "Down", "Enter", "Down", "=Elm"]),
    ("roll-over-asked", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "F10"]),
    ("roll-over-done", "priya", ["F2", "=roll-", "Enter", "d", "=1/9/27", "F10", "F10", "Enter"]),
    ("schools-none", "priya", ["Ctrl+Y"]),
    ("compare", "gareth", ["F2", "=compare", "Enter", "=figures.csv", "Enter"]),
    ("find", "priya", ["F3", "=smi"]),
    ("today-done", "priya", []),
    ("today-done-end", "priya", ["End"]),
    ("today-dsl", "deborah", ["F2", "=today", "Enter"]),
    ("absentees-calls", "priya", ["a", "End"]),
    ("close-due", "priya", ["c"]),
    ("close-asked", "priya", ["c", "F10"]),
    ("close-done", "priya", ["c", "F10", "F9"]),
    ("close-end", "priya", ["c", "End"]),
    ("register-expected", "priya", ["F2", "=take", "Enter", "F3", "=oak", "Enter", "Enter"]),
    ("register-reported", "priya", ["F2", "=take", "Enter", "F3", "=beech", "Enter", "Enter"]),
    ("register-noted", "priya", [*NOTED, "F3", "=amelia brown", "Enter"]),
    ("register-out", "priya", ["F7", "=amelia brown", "F4", *DENTIST, "F10", "Esc", "F3", "=amelia brown", "Enter"]),
    ("late", "priya", ["F7"]),
    ("late-hits", "priya", ["F7", "=br"]),
    ("late-ticked", "priya", ["F7", "=br", "Down", "Down", "F5"]),
    ("late-nobody", "priya", ["F7", "=zzz"]),
    ("arrival", "priya", ["F7", "=bracewell", "Enter"]),
    ("arrival-reason", "priya", ["F7", "=bracewell", "Enter", "2"]),
    ("arrival-several", "priya", ["F7", "=amelia brown", "F5", "Enter"]),
    ("arrival-closed", "priya", ["F7", "=bracewell", "Enter"]),
    ("arrival-appointment", "priya", ["F7", "=bracewell", "Enter", "F6"]),
    ("arrival-absent", "priya", ["F7", "=jack brown", "Enter"]),
    ("arrival-refused", "priya", ["F7", "=bracewell", "Enter", "Up", "Up", "=99", "Enter"]),
    ("leaving", "priya", ["F2", "=sign out", "Enter", "=jo"]),
    ("leaving-class", "priya", ["F2", "=sign out", "Enter", "=hazel", "F6"]),
    ("gate-nobody", "priya", ["g"]),
    ("gate", "priya", ["F7", "=amelia brown", "F4", *DENTIST, "F10", "Esc", "F2", "=who is", "Enter"]),
    ("sign-out", "priya", ["F7", "=amelia brown", "F4"]),
    ("sign-out-filled", "priya", ["F7", "=amelia brown", "F4", *DENTIST, "=1"]),
    ("sign-out-class", "priya", ["F2", "=sign out", "Enter", "=hazel", "F6", "Enter", "=4"]),
    ("sign-out-order", "priya", ["F7", "=noah rad", "F4", *DENTIST, "=2"]),
    ("sign-out-warned", "priya", ["F7", "=noah rad", "F4", *DENTIST, "=2", "F10"]),
    ("evacuation", "priya", ["e"]),
    ("evacuation-end", "priya", ["e", "End"]),
    ("evacuation-teacher", "huw", ["F2", "=evacuation", "Enter"]),
    ("hatch", "priya", ["F7", "=br", "F11"]),
    ("hatch-hit", "priya", ["F11", "=brace"]),
    ("hatch-nobody", "priya", ["F11", "=zzz"]),
    ("plans", "priya", ["n"]),
    ("plans-end", "priya", ["n", "End"]),
    ("plan-new", "priya", ["n", "+", "=amelia brown", "Enter"]),
    ("plan-preview", "priya", ["n", "+", "=jack brown", "Enter", "=m", "Enter", "=dentist", "F10"]),
    ("plan-refused", "priya", ["n", "+", "=jack brown", "Enter", "=x", "Enter", "=stays at home", *["Enter"] * 5, "=Gareth Llewellyn-Price", "F10"]),
    ("plan-group", "priya", ["n", "g", "=oak", "Enter"]),
    ("pattern", "priya", ["n", "w", "=tyler marsh", "Enter", "Enter", "=mornings only", "Enter", "=mon fri"]),
    ("pattern-preview", "priya", ["n", "w", "=tyler marsh", "Enter", "Enter", "=mornings only", "Enter", "=mon fri", "Enter", "Enter", "Enter", "=18/12/26", "Enter",
                                  "=11/12/26", "Enter", "=Gareth Llewellyn-Price", "F10"]),
    ("trip", "priya", ["n", "t"]),
    ("trip-preview", "priya", ["n", "t", "=Castle Cornet", "Enter", "=oak", "F10"]),
    ("came", "priya", ["n", "o"]),
    ("came-missing", "priya", ["n", "o", "Space", "Down", "Space"]),
    ("came-confirmed", "priya", ["n", "o", "Space", "F10"]),
    ("closure", "priya", ["F2", "=closure", "Enter"]),
    ("closure-dry", "priya", ["F2", "=closure", "Enter", "Enter", "=snow", "F10"]),
    ("notes", "priya", ["n", "n"]),
    ("returns", "priya", ["F2", "=returns", "Enter"]),
    ("returns-working", "priya", ["F2", "=sickness return", "Enter", "k", "k", "F4"]),
    ("returns-made", "priya", ["F2", "=returns", "Enter", "Down", "Down", "Down", "m", "=by e-mail", "Enter", "Tab", "End"]),
    ("penalty", "priya", ["F2", "=penalty", "Enter"]),
    ("targets", "priya", ["F2", "=targets", "Enter"]),
    ("target-set", "priya", ["F2", "=targets", "Enter", "+", "Tab", "=b", "Tab", "Tab", "=96.5"]),
    ("penalty-working", "priya", ["F2", "=fine", "Enter", "Down", "F4"]),
    ("notes-none", "priya", ["n", "n"]),
    ("calls", "priya", ["f"]),
    ("calls-all", "priya", ["f", "a"]),
    ("call", "priya", ["f", "Enter"]),
    ("call-next", "priya", ["f", "Enter", "n"]),
    ("call-siblings", "priya", [*SIBLINGS, "F2", "=first-day", "Enter", *["Down"] * 3, "Enter"]),
    ("call-failed", "priya", ["f", "End", "Enter"]),
    ("call-reason", "priya", ["f", "Enter", "c"]),
    ("call-words", "priya", ["f", "Enter", "F6", "=her inhaler"]),
    ("visit", "priya", ["f", "End", "v"]),
    ("visit-refused", "priya", ["f", "End", "v", "=Priya Nair", "F10"]),
    ("reported", "priya", ["v"]),
    ("they-ring", "priya", ["i", "=jaxon", "Enter"]),
    ("they-ring-filled", "priya", ["i", "=jaxon", "Enter", "Enter", "=i", "Enter", "=24/11/26", "Enter", "=sick in the night", "Enter", "Enter", "=i"]),
    ("class-note", "priya", ["v", "n"]),
    ("tasks", "deborah", ["F2", "=tasks", "Enter"]),
    ("tasks-none", "priya", ["t"]),
    ("tasks-all", "priya", ["t", "a"]),
    ("task-new", "priya", ["t", "+", "=ring Mrs Okafor about the bus"]),
    ("task-answered", "deborah", ["F2", "=tasks", "Enter", "Enter", "=social worker rung"]),
    ("settle", "priya", ["s"]),
    ("settle-asked", "priya", ["s", "Enter", "=came in with the class"]),
    ("clocks", "priya", ["F2", "=policy a", "Enter"]),
    ("clocks-afternoon", "priya", ["F2", "=policy a", "Enter"]),
    ("clocks-head", "gareth", ["F2", "=policy a", "Enter", "End"]),
    ("clocks-adopt", "priya", ["F2", "=policy a", "Enter", "End", "Enter"]),
    ("choices", "priya", ["F2", "=policy a", "Enter", *["Down"] * 4, "Enter"]),
    ("choices-set", "priya", ["F2", "=policy a", "Enter", *["Down"] * 4, "Enter", "+", "=dog was ill"]),
    ("commands", "priya", ["F2"]),
    ("commands-found", "priya", ["F2", "=fire"]),
    ("help-today", "priya", ["F1"]),
    ("help-register", "huw", ["F1"]),
    ("help-bands", "priya", ["F2", "=bands", "Enter", "F1"]),
    ("sign-in", None, []),
    ("covered", "priya", ["Ctrl+X"]),
]

# When it is on the practice school's clock, where not at 9:07: at the bell, after the close, in the afternoon.
CLOSED, AFTERNOON = "2026-11-20T09:17", "2026-11-20T13:31"
CLOCKS = {"register-why": CLOSED, "close-due": CLOSED, "close-asked": CLOSED, "close-done": CLOSED, "arrival-closed": CLOSED, "arrival-appointment": CLOSED,
          "today-done": AFTERNOON, "today-done-end": AFTERNOON, "absentees-calls": AFTERNOON, "close-end": AFTERNOON, "notes": AFTERNOON, "settle": AFTERNOON,
          "settle-asked": AFTERNOON, "clocks-afternoon": AFTERNOON, "evacuation-end": AFTERNOON}


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
        status = self.process.wait(600)
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
        return self.ask("message")[0] or self.question()

    def question(self):
        """The row of a question; with a list of reasons the answer stands below it."""
        shown, (row, _, _) = self.shot(), self.focus()
        return shown[row - 1] if shown[row].startswith("Reason:") else shown[-2]

    def is_asking(self):
        """A question over the screen that asks: what it answers to is all at its foot."""
        return {does for _, does in self.footer()} <= {"yes", "no", "enter", "back", "take"}

    def focus(self):
        row, col, paint = self.ask("focus")[0].split()
        return int(row), int(col), paint

    def footer(self):
        return [tuple(line.rsplit(" ", 1)) for line in self.ask("footer")]

    def over(self):
        return self.ask("over") == ["yes"]


def school_at(t, name):
    """A practice school at the minute in which that screen is looked at."""
    return t.demo(clock=CLOCKS[name]) if name in CLOCKS else t.demo()


def at_screen(t, school, name, rows=24, cols=80, ascii=False):
    """`school` may be None: then one of the screen's own minute."""
    who, keys = next((who, keys) for screen, who, keys in SCREENS if screen == name)
    return Stage(t, school or school_at(t, name), rows, cols, who=who, ascii=ascii, nobody=who is None).go(keys)
