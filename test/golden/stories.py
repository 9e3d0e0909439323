#!/usr/bin/python3
"""What people do, in keys (reliability.md 6, U1-U3; features A1-A8, A19-A28): counted, and looked up in the store afterwards."""

import os
import re
import resource
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from stage import SCREENS, Stage, at_screen
from tap import case, main

DAY = "2026-11-20"
AFTER = "2026-11-20T09:17"  # the morning has closed
HEADING = "admission_number,surname,forename,dob,sex,year,class,start_date\n"
FORENAMES = ["Ada", "Ben", "Cleo", "Dev", "Efa", "Finn"]
SURNAMES = ["Abbot", "Baker", "Carr", "Dale", "Eaton"]


class Counted(Stage):
    """A stage that counts keys; what is behind a = are letters of a name or a reason, which U2 and U3 do not count."""

    keys = letters = 0

    def press(self, *names):
        self.keys += len(names)
        super().press(*names)

    def type(self, text):
        self.letters += len(text)
        super().type(text)


def marks(t, school, cls, session="am", date=DAY):
    return [code for (code,) in t.sql(school, "SELECT code FROM v_mark WHERE class = ? AND date = ? AND session = ? ORDER BY surname, forename",
                                      cls, date, session)]


def mark(t, school, surname, forename, session="am"):
    rows = t.sql(school, "SELECT code FROM v_mark WHERE surname = ? AND forename = ? AND date = ? AND session = ?", surname, forename, DAY, session)
    return rows[0][0] if rows else None


def acts(t, school):
    return t.sql(school, "SELECT max(seq) FROM act")[0][0]


def row_of(s, words):
    found = [line for line in s.shot() if words in line]
    return found[0] if found else ""


# The register of thirty (U1, U2, U3) ----------------------------------------------------------------------------------------------------

def thirty(t):
    """The practice school with a class of thirty, the only register that is due."""
    school = t.demo()
    pupils = "".join(f"7{i:03},{s},{f},2018-01-{i + 1:02},F,4,Elm,2026-11-20\n" for i, (s, f) in enumerate((s, f) for s in SURNAMES for f in FORENAMES))
    t.run("--school", school, "--as", "priya", "import", "pupils", "-", input=HEADING + pupils)
    for cls in ("Beech", "Oak", "Birch"):
        t.run("--school", school, "--as", "priya", "register", "fill", "--class", cls, "--session", "am")
        t.run("--school", school, "--as", "priya", "register", "send", "--class", cls, "--session", "am")
    return school


def sent(t, s):
    t.match(r"^Sent: |^Changed: ", s.message())
    t.match(r"Act \d+ is saved\.$", s.message())


@case("U1: two absent and one late of thirty, from Today, in fifteen keys")
def _(t):
    school = thirty(t)
    with Counted(t, school, who="priya") as s:
        s.press("Enter", "F5", "F3", "7", "N", "F3", "1", "9", "N", "F3", "2", "6", "L", "F10", "Enter")
        t.ok(s.keys <= 15, f"{s.keys} keys")
        t.match("^Sent: 28 here, 2 absent, 0 blank", s.message())
        sent(t, s)
        t.match("^Today", s.shot()[1])
    want = ["/"] * 30
    want[6] = want[18] = "N"
    want[25] = "L"
    t.equal(marks(t, school, "Elm"), want, "the marks")


@case("U1: all thirty present, from Today, in four keys")
def _(t):
    school = thirty(t)
    with Counted(t, school, who="priya") as s:
        s.press("Enter", "F5", "F10", "Enter")
        t.ok(s.keys <= 4, f"{s.keys} keys")
        sent(t, s)
    t.equal(marks(t, school, "Elm"), ["/"] * 30, "the marks")


@case("U2: one mark amended with its reason, from home, in thirteen keys")
def _(t):
    school = t.demo(clock=AFTER)
    before = acts(t, school)
    with Counted(t, school, who="priya") as s:
        s.go(["F3", "=byrne", "Enter", "I", "F10", "Enter"])
        t.match("^Why[?]", s.message())
        s.press("Enter", "F9")
        t.has(s.message(), "needs a reason")
    t.equal(acts(t, school), before, "acts without a reason")
    school = t.demo(clock=AFTER)
    with Counted(t, school, who="priya") as s:
        s.press("F3")
        s.type("byrne")
        s.press("Enter", "I", "F10", "Enter")
        letters = s.letters
        s.type("mother rang")
        s.press("Enter")
        t.ok(s.keys + letters <= 13, f"{s.keys} keys and {letters} letters of the name")
        sent(t, s)
    t.equal(mark(t, school, "Byrne", "Cillian"), "I")
    t.equal(t.sql(school, "SELECT count(*) FROM act WHERE reason = 'mother rang' AND seq > ?", before), [(1,)])


@case("U3: any pupil from {} in five keys besides letters", rows=[(n, n) for n, who, _ in SCREENS if who == "priya" and n != "covered"])
def _(t, name):
    with at_screen(t, None, name) as s:
        keys = ["F3"]
        if name == "find":
            keys = ["End", *["Backspace"] * 3]
        elif name.startswith("hatch"):
            keys = ["F11", "F3"]
        elif name in ("register-expected", "register-reported"):  # opened from the list of registers
            keys = ["Esc", "Esc", "F3"]
        elif name.startswith("register") or "F1" not in dict(s.footer()):  # F3 is about the rows, or a question or the help stands over it
            keys = ["Esc", "F3"]
        s.go(keys)
        s.type("haoran mun")
        s.press("Enter")
        t.ok(len(keys) + 1 <= 5, f"{len(keys) + 1} keys")
        t.match("^Birch: ", s.shot()[1])
        row, _, _ = s.focus()
        t.has(s.shot()[row], "Haoran Munteanu")


@case("U3: any command in four keys")
def _(t):
    school, slow = t.demo(), []
    with Stage(t, school, who="priya") as s:
        s.press("F2")
        names = [line.strip() for line in s.shot()[4:-2] if line]
        names = [re.sub(r"\s{3,}\S+$", "", n) for n in names]
        t.ok(len(names) >= 9, f"commands: {names}")
        s.press("Esc")
        for name in names:
            words = re.sub(r"[^a-z ]", " ", name.lower()).split()
            tries = [w[:n] for n in (1, 2) for w in words if len(w) >= n]
            if not any(first_of(s, typed) == name for typed in tries):
                slow.append(name)
    t.equal(slow, [], "commands that need more than F2, two letters and Enter")


# What people call it who come from another product (design 5).
WORDS = [("percentages", "Bands"), ("persistent absence", "Bands"), ("pa list", "Bands"), ("attendance summary", "Bands"), ("near a line", "Bands"),
         ("whole school", "School"), ("student details", "Find a pupil"), ("registration certificate", "Find a pupil"),
         ("add student", "New pupil"), ("joiner", "New pupil"), ("leaver", "Pupils"), ("admissions", "Pupils"), ("siblings", "Families"),
         ("parents", "Families"), ("change of address", "Families"), ("missing marks", "Missing registers"),
         ("pastoral structure", "Classes and staff"), ("registration group", "Classes and staff"), ("tutor group", "Classes and staff"),
         ("promotion", "Roll-over"), ("move up", "Roll-over"), ("new academic year", "Roll-over"), ("timetable", "School year"),
         ("inset", "School year"), ("switch school", "Schools"), ("fire list", "Evacuation list"), ("truancy call", "First-day calls"), ("absence line", "They ring in"), ("edit marks", "Take a register"),
         ("class note", "Note for the class")]


@case("{}", rows=[(f"“{words}” is {name}", words, name) for words, name in WORDS])
def _(t, words, name):
    with Stage(t, t.demo(), who="priya") as s:
        t.equal(first_of(s, words), name)


@case("a key that the footer has no room for is found by its words")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["p", "=akehurst", "Enter"])
        t.equal(first_of(s, "agreed at another place"), "Sessions agreed at another place")


def first_of(s, typed):
    s.press("F2")
    s.type(typed)
    line = s.shot()[4]
    s.press("Esc")
    return re.sub(r"\s{3,}\S+$", "", line).strip()


# Where people begin, and who is at the keys ----------------------------------------------------------------------------------------------

BEGINNINGS = [("a teacher in her own register", "huw", "^Willow: morning of Fri 20 Nov 2026"), ("the head on the morning page", "gareth", "^Morning page"),
              ("the office on Today", "priya", "^Today: morning"), ("an administrator with the staff", "wen", "^Staff"), ("the DSL on Today", "deborah", "^Today"),
              ("a governor on the morning page", "hilary", "^Morning page"), ("nobody bound at the sign-in", None, "^Sign in")]


@case("{}", rows=BEGINNINGS)
def _(t, who, title):
    with Stage(t, t.demo(), who=who, nobody=who is None) as s:
        t.match(title, s.shot()[1])


NAMES = ("Adaeze", "Akehurst", "Birch", "Willow", "Balogun")


def nameless(t, s):
    for name in NAMES:
        t.lacks("\n".join(s.shot()), name)


def sign_in_as(s, who):
    s.press("Home", *["Delete"] * 12)
    s.type(who)
    s.press("Enter")


@case("what one typed is theirs after another has been at the keys")
def _(t):
    school = t.demo()
    with Stage(t, school, who="fergus") as s:
        s.press("N", "Ctrl+X")
        nameless(t, s)
        for key in ("F1", "F2", "F3", "F7", "F9", "Ctrl+P", "Ctrl+F", "?", ":"):
            s.press(key)
            t.match("^Covered", s.shot()[1])
            nameless(t, s)
        sign_in_as(s, "priya")
        t.match("^Today", s.shot()[1])
        t.lacks("\n".join(s.shot()), "not sent  ")
        s.go(["F3", "=balogun", "Enter"])
        t.match("^Birch", s.shot()[1])
        t.lacks(row_of(s, "Adaeze Balogun"), "*N")
        t.lacks("\n".join(s.shot()[2:]), "not sent")
        s.press("Ctrl+X")
        sign_in_as(s, "fergus")
        t.match("^Birch", s.shot()[1])
        t.match("^1 mark not sent from 09:07 is here", s.message())
        t.has(row_of(s, "Adaeze Balogun"), "*N")
    t.equal(mark(t, school, "Balogun", "Adaeze"), None, "nothing was sent")


@case("the same person goes on where they were")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["a", "End"])
        before = s.shot()
        s.press("Ctrl+X", "Enter")
        t.equal(s.shot()[:-2], before[:-2])


PASSWORD = "correct horse battery"


def real(t):
    school = t.init("--name", "Marlow Road Primary", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00",
                    "--pm", "13:00,13:30,15:15", "--term", "All,2024-09-03,2034-07-22", "--staff", "jokafor,Joy Okafor,School business manager")
    t.run("--school", school, "staff", "add", "tina", "Tina Teal", "Teacher")
    t.run("--school", school, "staff", "role", "tina", "head")
    password = t.write("password", PASSWORD + "\n")
    with open(password, "rb") as f:
        os.set_inheritable(f.fileno(), True)
        t.command(["sh", "-c", f"exec 3<'{password}'; exec '{os.environ['FIRSTBELL']}' --school '{school}' staff password --password-fd 3 tina"])
    return school


def try_password(s, who, password):
    s.press("Up" if s.focus()[0] != who_row(s) else "Home", *["Home"], *["Delete"] * 12)
    s.type(who)
    s.press("Enter")
    s.type(password)
    s.press("Enter")
    return s.message()


def who_row(s):
    return next(i for i, line in enumerate(s.shot()) if line.startswith("Sign-in name:"))


@case("a wrong password and an unknown name are told in the same words, and then the next one waits")
def _(t):
    school = real(t)
    with Stage(t, school, nobody=True) as s:
        t.match("^Sign in", s.shot()[1])
        wrong, unknown = try_password(s, "tina", "wrong"), try_password(s, "nobody", "wrong")
        t.equal(wrong, unknown)
        t.has(wrong, "do not go together")
        t.lacks("\n".join(s.shot()), "wrong")
        for _ in range(12):
            said = try_password(s, "tina", "wrong again")
            if "try again in" in said:
                break
        t.match(r"^\d+ wrong passwords?: try again in \d seconds?\.$", said)
        t.match(r"^\d+ wrong passwords?: try again in \d seconds?\.$|^Signed in", try_password(s, "tina", PASSWORD))
    with Stage(t, school, nobody=True) as s:
        os.remove(os.path.join(school, "sign-in"))  # the wait is over
        t.equal(try_password(s, "tina", PASSWORD), "Signed in as Tina Teal.")
        s.press("Ctrl+X")
        t.match("^Covered", s.shot()[1])
        row, _, _ = s.focus()
        t.match("^Password:", s.shot()[row])
        s.type("secret")
        t.lacks("\n".join(s.shot()), "secret")


# Two at once (A21, A22) -------------------------------------------------------------------------------------------------------------------

@case("a mark that somebody else sends shows at the next tick, and sending over it asks")
def _(t):
    school = t.demo()
    with Stage(t, school, who="fergus") as teacher, Stage(t, school, who="priya") as office:
        teacher.press("N")  # the first blank: Adaeze Balogun
        office.go(["F3", "=balogun", "Enter", "I", "F10", "Enter"])
        sent(t, office)
        where = teacher.focus()[:2]
        teacher.tick()
        t.equal(teacher.focus()[:2], where, "the cursor")
        t.match("^Adaeze Balogun: .*Priya Nair at 09:07", teacher.message())
        t.has(row_of(teacher, "Adaeze Balogun"), "now I")
        teacher.press("F10")
        t.match("Priya Nair at 09:07.*Enter sends your N over it", teacher.message())
        teacher.press("Esc")
        t.equal(mark(t, school, "Balogun", "Adaeze"), "I", "not sent over")
        teacher.press("F10", "Enter")
        t.match("blank[.] Enter or F10 sends", teacher.message())
        teacher.press("Enter")
        sent(t, teacher)
    t.equal(mark(t, school, "Balogun", "Adaeze"), "N")


@case("a mark that nobody typed over changes under one's eyes, and no question comes of it")
def _(t):
    school = t.demo()
    with Stage(t, school, who="fergus") as teacher, Stage(t, school, who="priya") as office:
        teacher.press("Down", "Down", "Down", "Down", "Down", "Down", "Down", "/")
        office.go(["F3", "=balogun", "Enter", "I", "F10", "Enter"])
        where = teacher.focus()[:2]
        teacher.tick()
        t.equal(teacher.focus()[:2], where, "the cursor")
        t.match("I  ", row_of(teacher, "Adaeze Balogun") + "  ")
        t.has(row_of(teacher, "Adaeze Balogun"), "Priya Nair")
        teacher.press("F10", "Enter")
        sent(t, teacher)
    t.equal(mark(t, school, "Balogun", "Adaeze"), "I")


# Who is near a line, and why (C1 to C5, C20) ----------------------------------------------------------------------------------------------

def titled(t, s, title):
    t.match(title, s.shot()[1])


def focused(s):
    return s.shot()[s.focus()[0]]


@case("everybody within 3 sessions of a line, and the working of one of them, from anywhere in four keys")
def _(t):
    with Counted(t, t.demo(), who="priya") as s:
        s.press("F2")
        s.type("ba")
        s.press("Enter", "n", "F4")
        t.ok(s.keys <= 4, f"{s.keys} keys and {s.letters} letters")
        titled(t, s, "^Working: Ellie-Mae Draycott")
        t.has("\n".join(s.shot()), "Possible")
        s.press("Esc")
        titled(t, s, "^Bands: within 3 sessions of a line")
        t.match("^Ellie-Mae Draycott", focused(s))
        rows = [line for line in s.shot()[5:19] if "%)" in line and "pupil" not in line and ": attended" not in line]
        t.ok(len(rows) > 3 and all("missed: below" in line or "attended: above" in line for line in rows), f"each says how near: {[line for line in rows if 'missed: below' not in line and 'attended: above' not in line]}")


@case("the head: from the morning page to the pupils near a line in two keys, to one's page in three")
def _(t):
    with Counted(t, t.demo(), who="gareth") as s:
        s.press("b", "n")
        titled(t, s, "^Bands: within 3 sessions of a line")
        s.press("Enter")
        titled(t, s, "^Pupil: Ellie-Mae Draycott")
        s.press("Esc", "Esc")
        titled(t, s, "^Bands: everybody")
        s.press("Esc")
        titled(t, s, "^Morning page")


# The key, what is typed, what the title says then.
FILTERS = [("a class", ["c", "=wil", "Enter"], "Willow"), ("a year", ["y", "=4", "Enter"], "Year 4"), ("reception", ["y", "=R", "Enter"], "Reception"),
           ("a group", ["g", "=fsm", "Enter"], "Free school meals"), ("a group by its words", ["g", "=special", "Enter"], "Special educational needs"),
           ("the lowest band", ["b"], "50 or less"), ("the band above it", ["b", "b"], "50 to 80"), ("near a line", ["n"], "within 3 sessions of a line")]


@case("Bands of {} only, said in the title; Esc shows everybody again", rows=FILTERS)
def _(t, keys, words):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F2", "=bands", "Enter"])
        everybody = s.shot()
        s.go(keys)
        t.equal(s.shot()[1].split("  ")[0], f"Bands: {words}", s.message())
        t.ok(s.shot() != everybody, "fewer")
        s.press("F4", "Esc")
        t.equal(s.shot()[1].split("  ")[0], f"Bands: {words}", "it is remembered")
        s.press("Esc", "Home")
        t.equal(s.shot()[1:], everybody[1:], "everybody again")


@case("filters go together, and one that fits nobody says so in words")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F2", "=bands", "Enter", "c", "=oak", "Enter", "y", "=6", "Enter", "n"])
        titled(t, s, "^Bands: Oak, Year 6, within 3 sessions of a line")
        s.go(["c", "=wil", "Enter"])
        t.has("\n".join(s.shot()), "Willow, Year 6, within 3 sessions of a line: nobody. Esc shows everybody again.")
        s.go(["c", "Enter", "y", "Enter"])
        titled(t, s, "^Bands: within 3 sessions of a line")


@case("{} is refused, and the list stays", rows=[("a class that there is not", ["c", "=zzz", "Enter"], "No class here begins with"),
                                                ("no year at all", ["y", "=blue", "Enter"], "Write a year group, like 4, R or N2."),
                                                ("a group of nobody's", ["g", "=xyz", "Enter"], "Groups: sen fsm")])
def _(t, keys, words):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F2", "=bands", "Enter", "n"])
        before = s.shot()
        s.go(keys)
        t.has(s.message(), words)
        t.ok(len(s.message()) <= 80, s.message())
        t.equal(s.shot()[:-2], before[:-2])


@case("the focus stays on a pupil while another's marks move the list")
def _(t):
    school = t.demo(clock=AFTER)
    with Stage(t, school, who="gareth") as s, Stage(t, school, who="priya") as office:
        s.go(["b", "Down", "Down", "Down"])
        t.match("^Yousef Haddad", focused(s))
        office.go(["F3", "=tyler", "Enter", "I", "F10", "Enter", "=mother rang", "Enter"])
        sent(t, office)
        s.tick()
        t.match("^Yousef Haddad", focused(s))
        t.has("\n".join(s.shot()), "51 severe")


@case("who sees figures only has counts and nobody's name: {}", rows=[("Bands", ["b"]), ("a class", ["b", "c", "=oak", "Enter"]), ("School", ["b", "s"]),
                                                                     ("the working of the school", ["b", "s", "F4"]), ("Enter in Bands", ["b", "Enter"]),
                                                                     ("a class of School", ["b", "s", "Down", "Enter"])])
def _(t, keys):
    with Stage(t, t.demo(), who="hilary") as s:
        s.go(keys)
        names = [f"{f} {n}" for f, n in t.sql(t.demo(), "SELECT DISTINCT forename, surname FROM v_mark")]
        for line in s.shot():
            t.ok(not any(name in line for name in names), line)
        t.has("\n".join(s.shot()), " of ")


@case("the School figures, by class and year, open the pupils behind them")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F2", "=school f", "Enter", "Down", "Enter"])
        titled(t, s, "^Bands: Acorn")
        s.press("Esc", "Esc", "End", "Enter")
        titled(t, s, "^Bands: Year 6")
        s.press("Esc", "Esc", "F4")
        titled(t, s, "^Working: Year 6")
        s.press("Esc", "Home", "F4")
        titled(t, s, "^Working: the school")


# A pupil's year ---------------------------------------------------------------------------------------------------------------------------

def said(s):
    """What stands of the focused session below the map."""
    return next(line for line in s.shot() if re.match(r"(Mon|Tue|Wed|Thu|Fri) \d+ \w+ \d+, (morning|afternoon): ", line))


@case("a pupil's year, session by session")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F3", "=yousef", "Tab"])
        t.equal(said(s), "Fri 20 Nov 2026, morning: / present")
        s.press("Down")
        t.equal(said(s), "Fri 20 Nov 2026, afternoon: still to come")
        s.press("Down")
        t.equal(said(s), "Mon 23 Nov 2026, morning: still to come")
        s.press("Left", "Left", "Up", "Up", "Up")
        t.equal(said(s), "Thu 5 Nov 2026, afternoon: \\ present")
        s.press("Home")
        t.match("^Mon 31 Aug 2026, morning: |^Tue 1 Sep", said(s))
        s.press("End")
        t.has(said(s), "2027")
        row, _, _ = s.focus()
        t.ok(s.shot()[row].startswith("Fri pm"), s.shot()[row])
        t.ok(f"{row} 0-5 focus" in s.paints(), "its row is marked")


@case("an absence is said in full, with how often its mark was changed, and Enter shows each change")
def _(t):
    school = t.demo(clock=AFTER)
    with Stage(t, school, who="priya") as s:
        s.go(["F3", "=byrne", "Enter", "I", "F10", "Enter", "=mother rang", "Enter"])
        sent(t, s)
        s.go(["F3", "=byrne", "Tab"])
        t.equal(said(s), "Fri 20 Nov 2026, morning: I illness, authorised absence; changed once")
        s.press("Enter")
        titled(t, s, "^Cillian Byrne: morning of Fri 20 Nov 2026")
        t.has("\n".join(s.shot()), "mother rang")
        s.press("p")
        titled(t, s, "^Pupil: Cillian Byrne")


@case("a pupil's page from {}", rows=[("Find", "priya", ["F3", "=tyler", "Tab"]), ("Bands", "priya", ["F2", "=bands", "Enter", "Enter"]), ("Absentees", "priya", ["a", "p"]),
                                     ("a child who is absent, before the close", "priya", ["c", "End", "p"]),
                                     ("a register", "huw", ["Tab"]), ("the names of the morning page", "gareth", ["Enter", "p"]),
                                     ("a mark's history", "priya", ["a", "End", "F4", "p"]), ("a pupil's history", "priya", ["F3", "=tyler", "F4", "p"])])
def _(t, who, keys):
    with Stage(t, t.demo(), who=who) as s:
        s.go(keys)
        titled(t, s, "^Pupil: ")


@case("the register of a session of the map, at that pupil")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F3", "=yousef", "Tab", "Left", "r"])
        titled(t, s, "^Willow: morning of Fri 13 Nov 2026")
        t.has(focused(s), "Yousef Haddad")


@case("the school years before and after")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F3", "=yousef", "Tab", "PgDn"])
        t.match("^That school year is still to come", s.message())
        s.press("PgUp")
        titled(t, s, "^Pupil: Yousef Haddad, 2025/26")
        t.has("\n".join(s.shot()), "No session was held for this pupil in this school year.")
        s.press("PgDn")
        titled(t, s, "^Pupil: Yousef Haddad  ")
        t.equal(said(s), "Fri 20 Nov 2026, morning: / present")


@case("everything of a pupil's page can be reached at 40x10")
def _(t):
    with Stage(t, t.demo(), 10, 40, who="priya") as s:
        s.go(["F3", "=tyler", "Tab"])
        seen = []
        for _ in range(7):
            for _ in range(14):
                seen += s.shot()
                s.press("Down")
            s.press("Tab")
        text = "\n".join(seen)
        for words in ("Mon am", "Fri pm", "Attended 50 of 100 (50.0%)", "UPN", "Severe absence", "illness", "Claire Marsh", "07700 900094"):
            t.has(text, words)


@case("whom nobody may ring is said before the name and the number")
def _(t):
    with Stage(t, t.demo(), who="priya") as s:
        s.go(["F3", "=noah radcliffe", "Tab", "Tab", "Tab"])
        shown = s.shot()
        first = next(i for i, line in enumerate(shown) if line.startswith("Do not contact:"))
        t.match("^Court order: ", shown[first + 1])
        t.match(r"^\d  \w+ \w+", shown[first + 2])
        t.ok(f"{first} 0-14 alert" in s.paints() or f"{first} 0-14 focus" in s.paints(), "it is not to be missed")


@case("an inspector reads whom the school would call")
def _(t):
    with Stage(t, t.demo(), who="ines") as s:
        s.go(["F2", "=bands", "Enter", "Enter", "Tab", "Tab"])
        t.has("\n".join(s.shot()), "07700")


# When nothing can be saved ----------------------------------------------------------------------------------------------------------------

def full(s, is_full):
    least, most = resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (0 if is_full else most, most))
    return least


def one_sentence(t, s):
    said = s.message()
    t.ok(0 < len(said) <= 80, f"one sentence: {said!r}")
    t.lacks(said, "…")
    return said


@case("a disk that is full when a register is sent loses nothing, and says so")
def _(t):
    school = t.demo()
    before = acts(t, school)
    with Stage(t, school, who="fergus") as s:
        s.press("F5", "F10")
        full(s, True)
        s.press("Enter")
        t.has(one_sentence(t, s), "nothing was saved")
        t.has(s.shot()[2], "10 not sent")
        t.equal(acts(t, school), before, "acts")
        full(s, False)
        s.press("F10", "Enter")
        sent(t, s)
    t.equal(len(marks(t, school, "Birch")), 26, "marks")
    t.run("--school", school, "verify")


@case("a disk that is full when a mark is typed: the mark is not taken, and what was typed stays")
def _(t):
    school = t.demo()
    with Stage(t, school, who="fergus") as s:
        s.press("N")
        full(s, True)
        s.press("/")
        one_sentence(t, s)
        t.match("1 not sent", s.shot()[2])
        full(s, False)
        s.press("/")
        t.match("2 not sent", s.shot()[2])
    with Stage(t, school, who="fergus") as s:
        t.match("^2 marks not sent", s.message())


@case("a school that may only be read: the header says so, and no key promises more")
def _(t):
    if os.geteuid() == 0:
        t.skip("root may write everywhere")
    school = t.demo()
    with Stage(t, school, who="fergus") as s:
        s.press("N")
        for name in ("drafts", "."):
            os.chmod(os.path.join(school, name), 0o500)
        os.chmod(os.path.join(school, "school.db"), 0o400)
        with Stage(t, school, who="fergus") as other:
            t.has(other.shot()[0], "READ ONLY")
            t.lacks([name for _, name in other.footer()], "send")
            other.press("N")
            t.has(one_sentence(t, other), "can only be read")
            other.press("F10")
            t.has(other.message(), "can only be read")
        s.press("F10", "Enter")
        one_sentence(t, s)
        os.chmod(school, 0o700)
        os.chmod(os.path.join(school, "drafts"), 0o700)
        os.chmod(os.path.join(school, "school.db"), 0o600)
        if not s.message().startswith("Sent"):
            s.press("F10", "Enter")
            sent(t, s)
    t.equal(mark(t, school, "Balogun", "Adaeze"), "N")


# A practice school beside a real one ------------------------------------------------------------------------------------------------------

@case("PRACTICE stands on every screen of the one, and on none of the other")
def _(t):
    school = real(t)
    for name, who, keys in SCREENS:
        with at_screen(t, None, name) as s:
            t.match("^ PRACTICE ", s.shot()[0])
            s.resize(10, 40)
            t.match("^ PRACTICE ", s.shot()[0])
    for keys in ([], ["F1"], ["F2"], ["F3"], ["F7"], ["a"], ["m"], ["h"], ["b"], ["r"], ["c"], ["Ctrl+X"]):
        with Stage(t, school) as s:
            s.go(keys)
            t.lacks("\n".join(s.shot()), "PRACTICE")
            t.has(s.shot()[0], "Marlow Road Primary")


# A teacher's codes, undo, the close, and F9 -----------------------------------------------------------------------------------------------

CODES = [("illness", "I", "mark N and tell them"), ("an appointment", "M", "mark N and tell them"), ("holiday", "G", "mark N and tell them"),
         ("U", "U", "The office records arrivals after 09:15 (U): send the child there."), ("educated elsewhere", "B", "mark N and tell them")]


@case("a teacher is told who records {}, and nothing is marked", rows=CODES)
def _(t, code, words):
    with Stage(t, t.demo(), who="fergus") as s:
        before = s.focus()
        s.press(code)
        t.has(s.message(), words)
        t.ok(len(s.message()) <= 80, s.message())
        t.equal(s.focus(), before, "the cursor")
        t.lacks(s.shot()[2], "not sent")


@case("F8 takes back what was typed, then what was sent")
def _(t):
    school = t.demo()
    with Stage(t, school, who="fergus") as s:
        s.press("N", "F5")
        t.has(s.shot()[2], "10 not sent")
        s.press("F8")
        t.match("^9 marks are taken back; 1 not sent[.]$", s.message())
        s.press("F8")
        t.match("^1 mark is taken back; 0 not sent[.]$", s.message())
        t.has(s.shot()[2], "10 blank")
        s.press("F5", "F10", "Enter")
        sent(t, s)
        t.equal(marks(t, school, "Birch").count(""), 0)
        t.equal(len(marks(t, school, "Birch")), 26)
        s.press("F8")
        t.match("^Act [0-9]+ was your last in this register[.] Enter undoes it", s.message())
        s.press("F8")
        t.match("^Act [0-9]+ is undone: 10 marks put back", s.message())
        t.has(s.shot()[2], "10 blank")
    t.equal(len(marks(t, school, "Birch")), 16)


@case("the session closed {}", rows=[("with N for the blanks", "N", 10), ("with blanks left blank", "", 0), ("not at all, for another letter", "x", None)])
def _(t, typed, given):
    school = t.demo(clock=AFTER)
    with Stage(t, school, who="fergus") as s:
        s.press("F10", "Enter")  # ten blanks, in a register that is sent
        sent(t, s)
    before, was = acts(t, school), marks(t, school, "Birch").count("N")
    with Stage(t, school, who="priya") as s:
        s.press("c")
        t.match("(?m)^Beech +not taken", "\n".join(s.shot()))
        s.press("F10")
        t.match("^10 without a mark[.]", s.message())
        s.type(typed)
        s.press("Enter")
        if given is None:
            t.match("^Nothing was closed", s.message())
            t.equal(acts(t, school), before, "acts")
            return
        t.match(f"^Closed[.] {given} given N[.]", s.message())
        t.has("\n".join(s.shot()), "Closed, but for the 2 that stay open until they are sent." if given else "10 without a mark would become N.")
    t.equal(marks(t, school, "Birch").count("N") - was, given, "N in Birch")
    t.equal(marks(t, school, "Beech"), [], "a register not taken stays open")


@case("F9 says the last message again")
def _(t):
    with Stage(t, t.demo(), who="fergus") as s:
        s.press("I")
        said = s.message()
        t.ok(said, "a message")
        s.press("Down")
        t.equal(s.message(), "")
        s.press("F9")
        t.equal(s.message(), said)


# A file on the screen (E1, E10) ---------------------------------------------------------------------------------------------------------

@case("a file is tried, and written once its number of changes is typed")
def _(t):
    school = t.demo()
    with at_screen(t, school, "import-tried") as s:
        before = acts(t, school)
        t.match("^Nothing was changed[.] F10 writes these 2 changes[.]$", s.message())
        t.has("\n".join(s.shot()), "class Hazel to Maple")
        s.press("F10", "3", "Enter")
        t.match("^Nothing was written: that is not 2[.]$", s.message())
        t.equal(acts(t, school), before, "acts")
        s.press("F10", "2", "Enter")
        t.match(r"^Written: acts \d+ to \d+[.]$", s.message())
        t.ok(acts(t, school) > before, "an act")
        s.press("Esc", "F10")
        t.match("^Nothing to change: all of it is here already[.]$", s.message())
    t.equal(t.sql(school, "SELECT preferred_name FROM pupil WHERE admission_number = '1054'"), [("Ty",)])


@case("a file with one row that makes no sense writes nothing")
def _(t):
    school = t.demo()
    before = acts(t, school)
    with at_screen(t, school, "import-refused") as s:
        t.match("^2 rows are refused, so nothing would be written[.]", s.message())
        t.has("\n".join(s.shot()), "31/02/2017")
        s.press("F10")
        t.match("^There is nothing to write", s.message())
    t.equal(acts(t, school), before, "acts")


@case("an unknown file's columns are laid beside our fields, and remembered")
def _(t):
    school = t.demo()
    with at_screen(t, school, "import-map") as s:
        s.go(["Down", "Enter", "=fore", "Enter", "Down", "Enter", "=date", "Enter", "Down", "Enter", "=sex", "Enter", "Down", "Enter", "=year",
              "Enter", "Down", "Enter", "=class", "Enter", "Down", "Delete", "F10", "=The old system", "Enter"])
        t.match("^Remembered: files with these headings are read as those of The old system[.]$", s.message())
        s.press("F10")
        t.has("\n".join(s.shot()), "The old system")
        t.match("^Nothing to change: all of it is here already[.]$", s.message())
    t.ok(os.path.exists(os.path.join(school, "headers", "the-old-system.csv")), "the map is in the school's directory")


@case("a field that two columns would be is taken from the first")
def _(t):
    with at_screen(t, t.demo(), "import-map") as s:
        s.go(["Down", "Enter", "=surname", "Enter"])
        t.match('^Surname was "Family" until now; that is free again[.]$', s.message())
        s.go(["Enter", "=s", "Enter"])
        t.match("^Which: ", s.message())
        s.go(["=surname", "Enter"])
        t.has(s.shot()[5], "Surname")


main()
