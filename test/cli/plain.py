#!/usr/bin/python3
"""Plain mode: question and answer, one line each, and the same record as from the screens and the commands."""

import contextlib
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import termios

from marlow import AM, OPTIONS, PUPILS, marlow
from tap import case, firstbell, main

from stage import Stage

TODAY = "2026-11-20"
BEECH = ["--class", "Beech", "--session", "am"]


def talk(t, school, *lines, options=(), status=0):
    """The lines that a conversation printed; each answer ends its line."""
    r = t.run("--school", school, *options, "--plain", input="".join(line + "\n" for line in lines), status=status)
    t.equal(r.err, "")
    t.ok(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u257f]", r.out), "text and newlines only")
    return r.out.splitlines()


def marks(t, school, group="Beech", session="am"):
    return t.sql(school, "SELECT pupil, code, category, minutes_late FROM v_mark WHERE class = ? AND date = ? AND session = ? ORDER BY pupil",
                 group, TODAY, session)


def last_act(t, school):
    return t.sql(school, "SELECT max(seq) FROM act")[0][0]


def kinds_since(t, school, act):
    return [row[0] for row in t.sql(school, "SELECT kind FROM act WHERE seq > ? ORDER BY seq", act)]


def rows_of(t, school, *register):
    return json.loads(t.run("--school", school, "register", "show", *(register or BEECH), "--format", "json").out)


def quiet(t, **options):
    """A practice school where nobody of Beech is expected to be anywhere else."""
    s = t.demo(**options)
    told = ["--school", s]
    for row in json.loads(t.run(*told, "calls", "reported", "--format", "json").out):
        if row["class"] == "Beech":
            t.run(*told, "calls", "reported", row["pupil"], "--remove", "--reason", "not today")
    for row in json.loads(t.run(*told, "plan", "list", "--format", "json").out):
        if row["running"]:
            t.run(*told, "plan", "cancel", str(row["plan"]), "--reason", "not today")
    t.checks = 0
    return s


STORY = ["r Beech", "7 N", "19 i", "26 L", "fill", "send", ""]


@case("a class with two absent and one late is the same record as with commands")
def _(t):
    plain, shell = quiet(t), quiet(t)
    rows, act = rows_of(t, shell), last_act(t, shell)
    out = talk(t, plain, *STORY, "q")
    t.has(out, "PRACTICE Beech: morning of Fri 20 Nov 2026: not taken, 26 due, 26 blank, closes 09:15.")
    t.has(out, "Beech row 1 Callum Bracewell, blank: ")
    t.has(out, f"Row 7, {rows[6]['name']}: N no reason yet, not sent.")
    t.has(out, f"Row 19, {rows[18]['name']}: I illness, not sent.")
    t.has(out, "23 blanks are now present, not sent yet. send sends.")
    t.has(out, "24 here, 2 absent, 0 blank. Enter sends, n goes back: ")
    t.has(out, f"Sent: 24 here, 2 absent, 0 blank. Act {act + 2} is saved.")
    codes = {7: "N", 19: "I", 26: "L"}
    csv = "pupil,code\n" + "".join(f"{row['admission_number']},{codes.get(i, '/')}\n" for i, row in enumerate(rows, 1))
    t.run("--school", shell, "register", "set", *BEECH, input=csv.replace("pupil", "admission_number"))
    t.run("--school", shell, "register", "send", *BEECH)
    t.equal(len(marks(t, plain)), 26)
    t.equal(marks(t, plain), marks(t, shell))
    t.equal(kinds_since(t, plain, act), kinds_since(t, shell, act))
    t.run("--school", plain, "verify")


@case("register set, fill and send come to the same marks")
def _(t):
    plain, shell = quiet(t), quiet(t)
    rows = rows_of(t, shell)
    talk(t, plain, *STORY)
    given = [f"{rows[i]['admission_number']}={code}" for i, code in ((6, "N"), (18, "I"), (25, "L"))]
    t.run("--school", shell, "register", "set", *BEECH, *given)
    t.run("--school", shell, "register", "fill", *BEECH)
    t.run("--school", shell, "register", "send", *BEECH)
    t.equal(marks(t, plain), marks(t, shell))


@case("the same story on the screens is the same record")
def _(t):
    if not os.environ.get("FIRSTBELL_STAGE"):
        t.skip("FIRSTBELL_STAGE names no stage")
    plain, screen = quiet(t), quiet(t)
    act = last_act(t, plain)
    talk(t, plain, "7 N", "19 N", "26 L", "fill", "send", "", options=["--as", "magda"])
    with Stage(t, screen, who="magda") as s:
        s.press("F3", "7", "N", "F3", "1", "9", "N", "F3", "2", "6", "L", "F5", "F10", "Enter")
    t.equal(sorted(row[1] for row in marks(t, plain)), ["/"] * 23 + ["L", "N", "N"])
    t.equal(marks(t, plain), marks(t, screen))
    t.equal(kinds_since(t, plain, act), kinds_since(t, screen, act))


@case("what was typed here and not sent is offered on the screens, and the other way round")
def _(t):
    if not os.environ.get("FIRSTBELL_STAGE"):
        t.skip("FIRSTBELL_STAGE names no stage")
    s = quiet(t)
    talk(t, s, "7 N", options=["--as", "magda"])
    with Stage(t, s, who="magda") as screen:
        t.has(screen.message(), "1 mark not sent from 09:07 is here")
        screen.press("F3", "1", "9", "N")
    out = talk(t, s, options=["--as", "magda"])
    t.has(out, "2 marks not sent from 09:07 are here: send sends, undo takes back.")


@case("all present is four lines from the main question")
def _(t):
    s = quiet(t)
    talk(t, s, "r Beech", "fill", "send", "")
    t.equal({row[1] for row in marks(t, s)}, {"/"})
    t.equal(len(marks(t, s)), 26)


@case("an afternoon's register has the afternoon's mark, and says who was out in the morning")
def _(t):
    s = quiet(t)
    talk(t, s, *STORY)
    out = talk(t, s, "r Beech", "fill", "send", "", options=["--clock", TODAY + "T13:05"])
    t.equal({row[1] for row in marks(t, s, session="pm")}, {"\\"})
    out = talk(t, s, "r beech PM", "7", "")
    t.ok(any(re.search(r"^Beech row 7 .*, \\, morning N: $", line) for line in out), out)


ANSWERS = [
    ("a code of two characters", "c1", r"^Row 1, .*: C1 performance, not sent\.$"),
    ("a code that was retired", "H", r"^H was retired on 19 August 2024\. Use C\.$"),
    ("a code without its number", "y", r"^Y needs its number: Y1, Y2, Y3, Y4, Y5, Y6, Y7\.$"),
    ("a letter that is no code", "a", r"^There is no code"),
    ("a name without its dot", "hall", r'^"hall" is no code and no word here\. A name has a dot before it\.'),
    ("a name with its dot", ".hall", r"^Row 8, Amelia Hall\. "),
    ("a name that is not here", ".zz", r'^No name here begins with "zz"\.$'),
    ("a row that there is not", "27", r"^There are 26 rows\.$"),
    ("row 0", "0 N", r"^There are 26 rows\.$"),
    ("a code that needs a note", "B", r"^Row 1, .*: B educated off site, not sent\. It needs a note"),
    ("a copy of a present mark", "2\n=", r"was present the session before"),
    ("the last two weeks", "weeks", r"^Callum Bracewell, the last 20 sessions:( [/\\A-Z]){20}$"),
    ("who marked it", "history", r"^No mark has been made for Callum"),
    ("undoing where nothing was done", "undo", r"^Nothing that you did in this register is left to undo\.$"),
    ("the codes", "codes", r"^Y3: premises part closed$"),
    ("sending without a mark", "send\n", r"^No mark has been made in Beech"),
]


@case("a register answers {}", rows=ANSWERS)
def _(t, typed, wanted):
    s = quiet(t)
    before = marks(t, s)
    out = talk(t, s, "r Beech", *typed.split("\n"), "back")
    t.match(wanted, "\n".join(out))
    t.equal(marks(t, s), before)


@case("a teacher begins in her register and has her short list")
def _(t):
    s = quiet(t)
    out = talk(t, s, "7 g", "7 u", "7 n", "back", "l Brown", "", options=["--as", "fergus"])
    t.match(r"^PRACTICE Birch: morning of ", "\n".join(out))
    t.has(out, "The office records G (holiday not granted): mark N and tell them.")
    t.has(out, "The office records arrivals after 09:15 (U): send the child there.")
    t.has(out, "1 mark of Birch is not sent: kept, and offered when you open it again.")


@case("a note is about the mark that asked for one, else about the row")
def _(t):
    s = quiet(t)
    out = talk(t, s, "r Beech", "2 B", "note chess congress", "note ill at home", "8 note the dentist", "fill", "send", "")
    t.ok([line for line in out if line.startswith("Row 2,")][-1].endswith(": B educated off site, not sent, note: chess congress."), out)
    notes = {row["name"]: row["note"] for row in rows_of(t, s) if row["note"]}
    t.equal(sorted(notes.values()), ["chess congress", "ill at home", "the dentist"])
    t.equal(notes["Amelia Hall"], "the dentist")


@case("a damaged draft says so, and the rest of it is offered")
def _(t):
    s = quiet(t)
    cut_by_end(t, s)
    path = os.path.join(s, "drafts", os.listdir(os.path.join(s, "drafts"))[0])
    with open(path, "rb") as f:
        lines = f.read().split(b"\n")
    with open(path, "wb") as f:
        f.write(b"\n".join([lines[0], lines[1][:-4] + b"xxxx", *lines[2:]]))
    out = talk(t, s, "r Beech", "back")
    t.has(out, "1 mark not sent from 09:07 is here: send sends, undo takes back.")
    t.has(out, "What was typed and not sent is damaged in part: 1 line cannot be read.")


@case("a teacher hears of what else waits before her register begins")
def _(t):
    s = quiet(t)
    out = talk(t, s, options=["--as", "magda", "--clock", TODAY + "T13:05"])
    at = next(i for i, line in enumerate(out) if line.startswith("Also waiting: Beech"))
    t.ok(at < next(i for i, line in enumerate(out) if line.startswith("PRACTICE Beech: afternoon")), out)


@case("undo takes back a fill whole, then a mark, then what was sent")
def _(t):
    s = quiet(t)
    out = talk(t, s, "r Beech", "1 N", "1 I", "fill", "undo", "undo", "list blanks", "undo", "send", "", "fill", "send", "", "r Beech", "undo", "")
    t.has(out, "25 marks are taken back; 1 not sent.")
    t.has(out, "Row 1, Callum Bracewell: N no reason yet, not sent.")
    t.has(out, "Row 1, Callum Bracewell: blank.")
    t.match(r"^Act \d+ is undone: 26 put back\. The undo is act \d+\.$", "\n".join(out))
    t.equal(marks(t, s), [])


@case("after the close a change asks its reason, and none is made without")
def _(t):
    s = quiet(t)
    rows = rows_of(t, s, "--class", "Willow", "--session", "am")
    row = next(i for i, r in enumerate(rows, 1) if r["code"] == "N")
    act = last_act(t, s)
    late = ["--clock", TODAY + "T09:40"]
    out = talk(t, s, "r Willow am", f"{row} I", "send", "", "", "back", options=late)
    t.has(out, "The register closed at 09:15: 1 mark changes (N to I).")
    t.has(out, "Nothing was sent: a change after the close needs a reason.")
    t.equal(last_act(t, s), act)
    out = talk(t, s, "r Willow am", "send", "", "mother rang at 9:30")
    t.has(out, "Why (n goes back): ")
    t.match(r"^Changed: .* Act \d+ is saved\.$", "\n".join(out))
    t.equal(t.sql(s, "SELECT reason FROM act ORDER BY seq DESC LIMIT 1"), [("mother rang at 9:30",)])


def cut_by_end(t, s):
    r = t.run("--school", s, "--plain", input="r Beech\n7 N\n19 I\n20")
    t.has(r.out, "2 marks of Beech are not sent: kept, and offered when you open it again.\n")
    t.equal(r.err, "")


def start(t, s, *lines):
    """A conversation that waits; what it said up to its last question."""
    p = t.start("--school", s, "--plain")
    return p, say(p, *lines)


def say(p, *lines):
    said = ""
    for line in lines:
        p.stdin.write(line.encode() + b"\n")
        p.stdin.flush()
        said += read_to_question(p)
    return said


def read_to_question(p):
    """All that is said until it waits: an answer ends its line, and a question, which goes out in one piece with what was said before it, does not."""
    said = b""
    while not said.endswith((b": ", b"? ")):
        more = os.read(p.stdout.fileno(), 65536)
        if not more:
            break
        said += more
    return said.decode()


def cut_by(number, status):
    def cut(t, s):
        p = t.start("--school", s, "--plain")
        read_to_question(p)
        say(p, "r Beech", "7 N", "19 I")
        p.send_signal(number)
        rest, err = p.communicate(timeout=600)
        t.equal((p.returncode, err), (status, b""))
        if status == 0:
            t.has(rest.decode(), "2 marks of Beech are not sent: kept, and offered when you open it again.\n")
    return cut


CUTS = [("the end of the input", cut_by_end), ("a line that is lost", cut_by(signal.SIGHUP, 0)), ("control C", cut_by(signal.SIGINT, 0)),
        ("a kill", cut_by(signal.SIGKILL, -signal.SIGKILL))]


@case("marks not sent are offered back after {}", rows=CUTS)
def _(t, cut):
    s = quiet(t)
    cut(t, s)
    t.equal(marks(t, s), [])
    out = talk(t, s, "r Beech", "list", "fill", "send", "")
    t.match(r"^Not sent: Beech am of Fri 20 Nov 2026, 2 marks from 09:07\.$", "\n".join(out))
    t.has(out, "2 marks not sent from 09:07 are here: send sends, undo takes back.")
    t.match(r"^Row 7, .*: N no reason yet, not sent\.$", "\n".join(out))
    t.equal(sorted(row[1] for row in marks(t, s)), ["/"] * 24 + ["I", "N"])
    t.equal(os.listdir(os.path.join(s, "drafts")), [])


@case("marks offered back are taken back one by one")
def _(t):
    s = quiet(t)
    cut_by_end(t, s)
    out = talk(t, s, "r Beech", "undo", "undo", "back")
    t.match(r"^Row 19, .*: blank\.$", "\n".join(out))
    t.lacks("\n".join(talk(t, s)), "Not sent")


@case("a mark that somebody else has changed is said at once, and asked about before it is sent over")
def _(t):
    s = quiet(t)
    willow = ["--class", "Willow", "--session", "am"]
    rows = rows_of(t, s, *willow)
    row = next(i for i, r in enumerate(rows, 1) if r["code"] == "/")
    p = t.start("--school", s, "--plain")
    read_to_question(p)
    say(p, "r Willow", f"{row} I")
    t.run("--school", s, "--as", "huw", "register", "set", *willow, f"{rows[row - 1]['admission_number']}=N")
    said = say(p, "")
    name = rows[row - 1]["name"]
    t.match(rf"^Changed: row {row}, {name}: Huw Bowen .*: / to N\.$", said)
    said = say(p, "send")
    t.match(rf"^Row {row}, {name}: Huw Bowen .*: / to N\. You typed I\.$", said)
    t.has(said, "Enter sends yours over it, n goes back: ")
    say(p, "n")
    t.equal(rows_of(t, s, *willow)[row - 1]["code"], "N")
    t.has(say(p, "send", ""), "0 blank. Enter sends, n goes back: ")
    t.match(r"^Changed: .* Act \d+ is saved\.$", say(p, ""))
    t.equal(rows_of(t, s, *willow)[row - 1]["code"], "I")
    p.communicate(timeout=600)
    t.equal(p.returncode, 0)


@case("a change that lands between the counts and the sending is refused, then asked about")
def _(t):
    s = quiet(t)
    rows = rows_of(t, s)
    p = t.start("--school", s, "--plain")
    read_to_question(p)
    say(p, "r Beech", "fill", "send")
    t.run("--school", s, "register", "set", *BEECH, f"{rows[2]['admission_number']}=I")
    t.match(r"was blank when you typed, and is I now, by Priya Nair .*: look again, then decide\.", say(p, ""))
    t.equal(len(marks(t, s)), 1)
    t.match(r"^Row 3, .*: Priya Nair .*: blank to I\. You typed /\.$", say(p, "send"))
    say(p, "", "")
    t.equal({row[1] for row in marks(t, s)}, {"/"})


@case("a late arrival: which child, when, why, and the slip")
def _(t):
    s = quiet(t)
    out = talk(t, s, "l clarke", "99", "1", "9.07", "9:05", "the bus", "l nobodyatall")
    first = next(line for line in out if line.startswith("1 "))
    name, group = re.match(r"1 ([^,]*), (\w+)", first).groups()
    t.has(out, f"{name}, {group}, arrived at (Enter: now, n goes back): ")
    t.has(out, "Write a time of today, like 9:12.")
    t.match(rf"^Arrived: {name}\. Act \d+ is saved\.$", "\n".join(out))
    t.has(out, "Mark: L (late)")
    t.has(out, "Reason: the bus")
    t.has(out, 'Nobody on roll is found by "nobodyatall".')
    t.equal(t.sql(s, "SELECT kind FROM act ORDER BY seq DESC LIMIT 1"), [("late",)])


@case("a late arrival is let go of with n, and none is recorded")
def _(t):
    s = quiet(t)
    act = last_act(t, s)
    for answers in (["l clarke", ""], ["l clarke", "1", "n"], ["l clarke", "1", "", "n"], ["l", ""]):
        talk(t, s, *answers)
    t.equal(last_act(t, s), act)


@case("the day's reports, what is due, the close and the undo")
def _(t):
    s = quiet(t, clock=TODAY + "T09:20")
    out = talk(t, s, "a", "m", "w", "h", "c", "back", "c", "", "u", "n", "h Ava Brown", "h 1", "?", "nonsense")
    text = "\n".join(out)
    for part in ("Absentees, morning of Fri 20 Nov 2026", "Missing registers, morning of Fri 20 Nov 2026", "Morning of Fri 20 Nov 2026: 212 on roll",
                 "History of Fri 20 Nov 2026", '"nonsense" is nothing that can be done here.', "The last 20 of "):
        t.has(text, part)
    t.match(r"^Overdue since 09:15: Beech: register not taken", text)
    t.match(r"^Closed\. 0 given N\. Act \d+ is saved\.$", text)
    t.match(r"^Undo act \d+\. Reason ", text)
    t.match(r"^r or register CLASS ", text)


@case("blanks become N only because a person types N, and are named first")
def _(t):
    s = quiet(t)
    talk(t, s, "1 N", "send", "", "q", options=["--as", "fergus"])
    out = talk(t, s, "c Birch", "x", "N", options=["--clock", TODAY + "T09:20"])
    blanks = sum(line.startswith("Not known: ") and line.endswith(", Birch") for line in out)
    t.ok(blanks > 0, out)
    t.match(rf"^{blanks} without a mark\. N gives them N, Enter leaves them blank, back goes back: $", "\n".join(out))
    t.match(rf"^Closed\. {blanks} given N\. Act \d+ is saved\.$", "\n".join(out))
    t.ok(all(row["code"] for row in rows_of(t, s, "--class", "Birch", "--session", "am")), "no blank is left")


# THE DAY'S WORK

def since(t, s, act):
    """The kinds of the acts since, and the record holds."""
    t.run("--school", s, "verify")
    return kinds_since(t, s, act)


@case("a family is let in at once: what each would be is said first, and it is one act")
def _(t):
    s = quiet(t)
    first, second = rows_of(t, s)[:2]
    t.run("--school", s, "contact", "siblings", first["admission_number"], second["admission_number"], "--said", "yes")
    act = last_act(t, s)
    out = talk(t, s, f"l {first['name']}", "1 9", "1 2", "9:05", "?", "1")
    t.has(out, f"2 {second['name']}, Beech, brother or sister")
    t.match(r"^Type numbers from 1 to \d+, or Enter\.$", "\n".join(out))
    t.has(out, f"{first['name']}: L, 5 minutes late")
    t.match(r"^1 overslept$", "\n".join(out))
    t.match(r"^Arrived: 2 pupils\. Act \d+ is saved\.$", "\n".join(out))
    t.equal(out.count("Reason: overslept"), 2)
    t.equal(since(t, s, act), ["late"])


@case("all of the list, and a child who cannot come late: said, and nothing is recorded")
def _(t):
    s = quiet(t)
    act = last_act(t, s)
    out = talk(t, s, "l bracewell", "9:59")
    t.match(r"^Callum Bracewell: 09:59 is still to come", "\n".join(out))
    t.has(out, "Nothing was recorded.")
    t.equal(last_act(t, s), act)


@case("out of the gate and back, by name and from the list")
def _(t):
    s = quiet(t)
    child = next(row for row in rows_of(t, s, "--class", "Maple", "--session", "am") if row["code"] == "/")
    act = last_act(t, s)
    out = talk(t, s, f"o {child['name']}", "", "dentist", "", "11:40", "1", "i", "1", "", "i")
    text = "\n".join(out)
    t.has(out, "A reason is needed here.")
    t.match(rf"^{child['name']}, Maple, out at \(Enter: now, n goes back\): $", text)
    t.match(r"due back (at )?11:40", text)
    t.match(r"^1 .*, Maple, out since 09:07, dentist, due back 11:40$", text)
    t.has(out, "Nobody is signed out.")
    t.equal(since(t, s, act), ["signed out", "signed in"])


@case("a court order is passed by with the word sure, and with nothing else")
def _(t):
    s = quiet(t)
    child = next(row for row in rows_of(t, s, "--class", "Maple", "--session", "am") if row["code"] == "/")
    t.run("--school", s, "contact", "add", child["admission_number"], "Rex Harding", "--relation", "uncle", "--mobile", "07700 900777", "--court-order", "keep away")
    act = last_act(t, s)
    ask = [f"o {child['name']}", "dentist", "", "", "Rex Harding"]
    t.has(talk(t, s, *ask, ""), "Nobody was signed out.")
    t.has(talk(t, s, *ask, "yes"), "Nobody was signed out.")
    t.equal(last_act(t, s), act)
    talk(t, s, *ask, "sure")
    t.equal(kinds_since(t, s, act), ["signed out"])
    t.equal(t.sql(s, "SELECT for_role FROM task ORDER BY id DESC LIMIT 1"), [("dsl",)])


@case("a parent rang: each child a code, and when they are back")
def _(t):
    s = quiet(t)
    first = rows_of(t, s)[0]
    act = last_act(t, s)
    out = talk(t, s, f"p {first['name']}", "Grandmother", "ill", "I", "soon", "2026-11-24")
    t.has(out, "Write a day like 2026-11-24 or 24/11/2026.")
    t.match(r"expected I", "\n".join(out))
    t.equal(since(t, s, act), ["reported"])
    t.equal(t.sql(s, "SELECT code, words, caller FROM reported ORDER BY id DESC LIMIT 1"), [("I", "ill", "Grandmother")])
    t.equal(rows_of(t, s)[0]["expected"], "I")


def rung(t, s):
    """The row, from 1, of the first family that nobody has rung, and the child."""
    listed = json.loads(t.run("--school", s, "calls", "list", "--format", "json").out)
    return next((i, row) for i, row in enumerate(listed, 1) if row["state"] == "due" and row["family"] is None and row["next_number"])


@case("a first-day call: no reply, then an answer, and the reason is the mark")
def _(t):
    s = quiet(t)
    number, child = rung(t, s)
    act = last_act(t, s)
    text = "\n".join(talk(t, s, "t", str(number), "", "9", "3", ""))
    t.has(text, child["next_number"])
    t.has(text, "Type a number from 1 to 5, or n.")
    t.match(r"^Act \d+ is saved\.$", text)
    listed = json.loads(t.run("--school", s, "calls", "list", "--format", "json").out)
    again = next(i for i, row in enumerate(listed, 1) if row["pupil"] == child["pupil"])
    talk(t, s, "t", str(again), "", "1", "sick in the night", "I", "n", "")
    t.equal(since(t, s, act), ["call", "call"])
    t.equal(t.sql(s, "SELECT code FROM v_mark WHERE pupil = ? AND date = ? AND session = 'am'", child["pupil"], TODAY), [("I",)])


@case("a call that is let go of is not logged, and nobody is seen to ring")
def _(t):
    s = quiet(t)
    number, _ = rung(t, s)
    act = last_act(t, s)
    t.has(talk(t, s, "t", str(number), "n", ""), "Nothing was logged.")
    talk(t, s, "t", str(number), "")
    t.equal((last_act(t, s), t.sql(s, "SELECT count(*) FROM ringing")), (act, [(0,)]))


@case("a task is left for somebody and done")
def _(t):
    s = quiet(t)
    act = last_act(t, s)
    out = talk(t, s, "k Ring the swimming pool", "office", "k", "1", "rang: all well", "")
    t.match(r"^1 .*Ring the swimming pool", "\n".join(out))
    t.equal(since(t, s, act), ["task", "task done"])
    t.equal(t.sql(s, "SELECT text, done_words FROM task ORDER BY id DESC LIMIT 1"), [("Ring the swimming pool", "rang: all well")])


@case("what has to be settled is listed by kind, and one is settled")
def _(t):
    s = quiet(t)
    listed = json.loads(t.run("--school", s, "calls", "settle", "--format", "json", status=(0, 1)).out)
    t.ok(listed, "the practice school has something to settle at 9:07")
    act = last_act(t, s)
    out = talk(t, s, "x", "1", "looked into", "")
    t.has("\n".join(out), f"1 {listed[0]['name']}")
    t.ok(last_act(t, s) > act, out)
    t.equal(len(json.loads(t.run("--school", s, "calls", "settle", "--format", "json", status=(0, 1)).out)), len(listed) - 1)
    t.run("--school", s, "verify")


@case("who is on the site, not yet registered first")
def _(t):
    s = quiet(t)
    text = "\n".join(talk(t, s, "e"))
    t.has(text, "On the site, morning of Fri 20 Nov 2026")
    where = re.findall(r"^(Expected and not yet registered|Off .*|Here|Known absent): \d+", text, re.MULTILINE)
    t.equal(where[0], "Expected and not yet registered")
    t.ok(len(where) >= 3, where)


@case("what others say of today is heard in the register")
def _(t):
    s = quiet(t)
    t.run("--school", s, "calls", "note", "Swimming is off", "--class", "Beech")
    t.run("--school", s, "plan", "add", rows_of(t, s)[0]["admission_number"], "--code", "M", "--why", "dentist")
    out = talk(t, s, "r Beech", "1", "fill", "send", "")
    t.has(out, "From the office: Swimming is off")
    t.match(r"^Beech row 1 .*, blank, expected M: $", "\n".join(out))
    t.has(out, "25 filled as present, not sent yet. 1 left as expected.")
    t.equal(sorted({row[1] for row in marks(t, s)}), ["/", "M"])


LINES = [
    ("too long", b"7" * 100000, "That line is too long: nothing of it was taken."),
    ("of 512 bytes", b"n" * 512, "That line is too long: nothing of it was taken."),
    ("a megabyte", b"x" * (1 << 20), "That line is too long: nothing of it was taken."),
    ("not UTF-8", b"7 N \xff", "That line is not text in UTF-8: nothing of it was taken."),
    ("with a NUL", b"7 N\0", "That line is not text in UTF-8: nothing of it was taken."),
    ("with an arrow key", b"\x1b[A", "That line has keys in it that are no text: nothing of it was taken."),
    ("of 511 bytes, which are no code", b"n" * 511, '"nnnn'),
]


@case("a line that is {} is refused in one sentence", rows=LINES)
def _(t, line, wanted):
    s = quiet(t)
    r = t.run("--school", s, "--plain", input=b"r Beech\n" + line + b"\nback\n")
    t.equal(r.out.count(wanted), 1)
    t.ok(len(r.out) < 2000, f"{len(r.out)} bytes were said")
    t.lacks(r.out, "not sent:")
    t.equal(r.out.count("Beech row 1 Callum Bracewell, blank: "), 2)


@case("a hostile name is one clean line")
def _(t):
    s = t.init(*OPTIONS)
    t.run("--school", s, "import", "pupils", "-", input=PUPILS)
    with contextlib.closing(sqlite3.connect(os.path.join(s, "school.db"))) as db:  # no import takes them; an older or damaged store may hold them
        renamed = db.execute("UPDATE pupil SET surname = ?, forename = '=Amara' WHERE surname = 'Okafor'", ("\u202eOk\u200bafor",)).rowcount
        renamed += db.execute("UPDATE roll_group SET name = ? WHERE name = 'Willow'", ("W\u2066illow",)).rowcount
        db.commit()
    t.equal(renamed, 2)
    out = talk(t, s, "r W\u2066illow am 2025-03-14", "list", "4 N", "send", "")
    text = "\n".join(out)
    t.ok(any(re.match(r"Row \d, =Amara \ufffdOk\ufffdafor: blank\.$", line) for line in out), text)
    t.match(r"^W\ufffdillow row 1 ", text)
    for hostile in "\u202e\u200b\u2066":
        t.lacks(text, hostile)


@case("a password comes from a descriptor, and a wrong one is asked again")
def _(t):
    s = marlow(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Teacher")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    login = t.command(["id", "-un"]).out.strip()
    t.run("--school", s, "staff", "bind", "tom", login)
    r = t.run("--school", s, "--plain", "--password-fd", "0", input="tom\nwrong\n", status=4)
    t.has(r.out, "Sign-in name: \nThat sign-in name and password do not go together")
    t.equal(r.err, "Nobody signed in, so nothing was done.\n")
    t.run("--school", s, "--plain", input="tom\n", status=4)
    t.run("--school", s, "--plain", status=4)
    os.unlink(os.path.join(s, "sign-in"))
    r = t.run("--school", s, "--plain", "--password-fd", "0", input="tom\ncorrect horse battery\nq\n")
    t.has(r.out, "Signed in: Tom Bell, Teacher\n")
    t.lacks(r.out, "horse")


@case("on a terminal what is typed shows, but not a password, and nothing else moves")
def _(t):
    s = marlow(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Teacher")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    t.run("--school", s, "staff", "bind", "tom", t.command(["id", "-un"]).out.strip())
    ours, theirs = pty.openpty()
    p = subprocess.Popen([firstbell(), "--school", s, "--plain"], stdin=theirs, stdout=theirs, stderr=theirs, env=t.environment(None), start_new_session=True)
    os.close(theirs)
    said = ""
    for question, answer in (("Sign-in name: ", "tom\n"), ("Password: ", "correct horse battery\n"), ("What? ", "?\n"), ("What? ", "\x04")):
        part = ""
        while not part.endswith(question):
            part += os.read(ours, 4096).decode()
        if question == "Password: ":
            t.equal(termios.tcgetattr(ours)[3] & termios.ECHO, 0, "echo")
        os.write(ours, answer.encode())
        said += part
    try:
        while more := os.read(ours, 4096):
            said += more.decode()
    except OSError:
        pass
    t.equal(p.wait(600), 0)
    os.close(ours)
    t.lacks(said, "horse")
    t.lacks(said, "\x1b")
    t.has(said, "Signed in: Tom Bell, Teacher\r\n")
    t.has(said, "What? ?\r\nr or register CLASS")


@case("where nobody reads the answers it ends, says so, and keeps what was typed")
def _(t):
    s = quiet(t)
    p = t.start("--school", s, "--plain")
    read_to_question(p)
    say(p, "r Beech", "7 N")
    p.stdout.close()
    p.stdin.write(b"19 N\n")
    p.stdin.flush()
    t.equal(p.wait(600), 3)
    t.equal(p.stderr.read().decode(), "Standard output could not be written: nobody reads it any more.\n")
    p.stdin.close()
    p.stdin, p.stdout = None, None
    t.has("\n".join(talk(t, s)), "2 marks from 09:07")


@case("an inspector looks and marks nothing")
def _(t):
    s = quiet(t)
    act = last_act(t, s)
    out = talk(t, s, "r Beech", "7 N", "fill", "send", "list", "back", options=["--as", "ines"])
    t.equal(out.count("You can look at this register: its teacher and the office mark it."), 3)
    t.equal(last_act(t, s), act)


main()
