#!/usr/bin/python3
"""Plain mode of the thresholds: review, stages, returns, penalty notices, pupil, bands, school, targets and praise; the same record as by commands."""

import json
import re

import marlow  # where tap is
from tap import case, main


def talk(t, school, *lines, options=()):
    r = t.run("--school", school, *options, "--plain", input="".join(line + "\n" for line in lines))
    t.equal(r.err, "")
    t.ok(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u25ff\u2800-\u28ff]", r.out), "text and newlines only")
    return r.out


def listed(t, s, *arguments):
    return json.loads(t.run("--school", s, *arguments, "--format", "json", status=(0, 1)).out)


def kinds_since(t, school, act):
    return [row[0] for row in t.sql(school, "SELECT kind FROM act WHERE seq > ? ORDER BY seq", act)]


def last_act(t, school):
    return t.sql(school, "SELECT max(seq) FROM act")[0][0]


def of(rows, number):
    return [row for row in rows if row["admission_number"] == number][0]


@case("a review line by line: y logs what is proposed, and the next line comes")
def _(t):
    plain, command = t.demo(), t.demo()
    act = last_act(t, plain)
    first, second = listed(t, plain, "review", "list")[:2]
    out = talk(t, plain, "v", "y", "back")
    t.has(out, f"Review: 0 of {len(listed(t, command, 'review', 'list'))} looked at.")
    t.has(out, f"{first['name']}. y logs: {first['due'][0]}. Enter goes on: ")
    t.has(out, f"{first['attended']} of {first['possible']} ({first['attendance_percent']}%)")
    t.match(r"Last 20 sessions: \S{20}\. Unauthorised: \d+ of 10", out)
    t.match(rf"^1 of \d+, {second['name']}, ", out)
    t.run("--school", command, "review", "log", first["admission_number"])
    mine, theirs = (of(listed(t, s, "review", "list"), first["admission_number"]) for s in (plain, command))
    t.equal(mine, theirs)
    t.equal(kinds_since(t, plain, act), kinds_since(t, command, act))
    t.run("--school", plain, "verify")


@case("Enter alone logs nothing, a number goes to its line")
def _(t):
    s = t.demo()
    act, rows = last_act(t, s), listed(t, s, "review", "list")
    out = talk(t, s, "v", "", "4", "nonsense", "?", "999", "back")
    for i in (0, 1, 3):
        t.has(out, f"{i + 1} of {len(rows)}, {rows[i]['name']}, ")
    t.has(out, '"nonsense" is nothing that can be done here.')
    t.has(out, '"999" is nothing that can be done here.')
    t.has(out, "y or yes: log what the policy proposes")
    t.equal(last_act(t, s), act)


@case("a decision of one's own, what was agreed and by when; no tasks")
def _(t):
    s = t.demo()
    row = listed(t, s, "review", "list")[0]
    talk(t, s, "v", "d Rang the mother", "Look on Monday", "23/11/2026", "x", "back")
    now = of(listed(t, s, "review", "list"), row["admission_number"])
    t.equal((now["decision"], now["looked_at"], now["due"]), ("Rang the mother", True, row["due"]))
    act = last_act(t, s)
    for answers in (["d", ""], ["d", "n"], ["d words", "n"], ["d words", "", "n"], ["d words", "agreed", "n"]):
        talk(t, s, "v", *answers, "back")
    t.equal(last_act(t, s), act)


@case("a review of one class is left and resumed, and closed once the rest is counted")
def _(t):
    s = t.demo()
    talk(t, s, "v Beech", "y", "back")
    out = talk(t, s, "v Beech", "close", "n", "close", "")
    t.has(out, "Review: 1 of 9 looked at.")
    t.equal(out.count("Enter closes it all the same, n goes back: "), 2)
    t.match(r"^Act \d+ is saved\.$", out)
    t.has(talk(t, s, "v Beech", "back"), "Review: 0 of ")
    t.match(r"^There is no class Nope", talk(t, s, "v Nope"))


@case("what somebody else decided meanwhile is said, and not written over")
def _(t):
    s = t.demo()
    first = listed(t, s, "review", "list")[0]
    p = t.start("--school", s, "--plain")
    p.stdin.write(b"v\n")
    p.stdin.flush()
    said = b""
    while b"y logs: " not in said or not said.endswith(b": "):
        said += p.stdout.read1(65536)
    t.run("--school", s, "review", "log", first["admission_number"], "Theirs")
    out = p.communicate(b"y\nback\n", timeout=600)[0].decode()
    t.has(out, "Theirs")
    t.equal(of(listed(t, s, "review", "list"), first["admission_number"])["decision"], "Theirs")


@case("a stage is set and ended, from the review and by name")
def _(t):
    s = t.demo()
    talk(t, s, "stage Bracewell", "3", "agreed with the family")
    row = of(listed(t, s, "review", "list"), "1161")
    t.equal((row["stage"], row["stage_by_person"]), ("severe", True))
    act = last_act(t, s)
    talk(t, s, "stage Bracewell", "2", "", "stage Bracewell", "", "stage Bracewell", "1", "n")
    t.equal(last_act(t, s), act)
    talk(t, s, "stage Bracewell", "4", "")
    t.equal(of(listed(t, s, "review", "list"), "1161")["stage_by_person"], False)
    out = talk(t, s, "v", "", "s", "1", "for now", "back")
    t.has(out, "Watch: below 95")
    t.equal(t.sql(s, "SELECT words FROM pupil_stage ORDER BY id DESC LIMIT 1"), [("for now",)])


@case("returns: one is made, one is added and taken off again, a kind that is none is refused")
def _(t):
    s = t.demo()
    before = listed(t, s, "report", "returns")
    due = [row["state"] for row in before].count("due")
    out = talk(t, s, "y", "1", "w", "m", "by e-mail", "", "", "y add Bracewell", "3", "no word since", "y leave", "1", "d", "a letter came", "y nothing")
    t.has(out, f"Returns to the authority: due {due}, near ")
    t.has(out, f"Returns to the authority: due {due - 1}, near ")
    t.has(out, "Callum Bracewell, Beech: Not back after leave, ")
    t.has(out, "Returns to the authority: due 0, near 0.")
    t.has(out, '"nothing" is no kind of return. There are: attendance, ')
    t.equal(len(re.findall(r"^Act \d+ is saved\.$", out, re.MULTILINE)), 3)
    t.equal([row["state"] for row in listed(t, s, "report", "returns")].count("due"), due - 1)
    act = last_act(t, s)
    talk(t, s, "y", "1", "n", "", "y", "1", "m", "n", "", "y", "1", "m", "x", "n", "", "y add Bracewell", "", "y add Bracewell", "3", "n")
    t.equal(last_act(t, s), act)


@case("the penalty threshold, and how a line comes about")
def _(t):
    s = t.demo()
    rows = listed(t, s, "report", "penalty")
    out = talk(t, s, "n", "1", "", "n Beech", "", "n Nope")
    t.has(out, f"met {sum(row['sessions_now'] >= 10 for row in rows)}, lacking 3 or fewer")
    t.match(rf"^1 {rows[0]['name']}, .*: {rows[0]['sessions_now']} of 10, met on ", out)
    t.match(rf"^{rows[0]['name']}: School weeks: 10, ", out)
    t.match(r"^There is no class Nope", out)


@case("a pupil's page: figures, what is ahead, and the working of a line")
def _(t):
    s = t.demo()
    row = of(listed(t, s, "report", "bands"), "1162")
    out = talk(t, s, "f Draycott", "4", "1", "")
    t.has(out, f"Attended {row['possible'] - row['missed']} of {row['possible']} ({row['attendance_percent']}%)")
    t.match(r"^4 Penalty notice: 14 of 10 ", out)
    t.has(out, "Threshold")
    t.has(out, "That line has no working.")


FILTERS = [
    ("no filter", "b", ["report", "bands"]),
    ("a class", "b Beech", ["report", "bands", "--class", "Beech"]),
    ("near a line", "b near", ["report", "bands", "--within", "3"]),
    ("near a line, of a class", "b near Beech", ["report", "bands", "--within", "3", "--class", "Beech"]),
    ("nearer", "b near 1", ["report", "bands", "--within", "1"]),
    ("what is new", "b NEW", ["report", "bands", "--new"]),
    ("a stage", "b stage severe", ["report", "bands", "--stage", "severe"]),
    ("a year and a group", "b year 5 group fsm", ["report", "bands", "--year", "5", "--group", "fsm"]),
    ("policy and period, as the Department counts", "b policy hackney-2012 period 6-weeks dfe",
     ["report", "bands", "--policy", "hackney-2012", "--period", "6 weeks", "--as", "dfe"]),
    ("a class, and new", "b new Beech", ["report", "bands", "--class", "Beech", "--new"]),
    ("the school's page", "g", ["report", "school_page"]),
    ("praise", "praise", ["report", "league", "--kind", "classes"]),
    ("streaks", "praise streaks", ["report", "league", "--kind", "streaks"]),
]


@case("what is shown is the report: {}", rows=FILTERS)
def _(t, typed, command):
    s = t.demo()
    t.has(talk(t, s, typed), t.run("--school", s, *command).out)


@case("filters that are wrong say so: {}", rows=[(line, line, said) for line, said in (
    ("b period", "Write what it is behind period, such as: b period half-term."), ("b stage nine", "There is no stage nine in the policy national."),
    ("b policy nowhere", "nowhere"), ("b period sometimes", '"sometimes" is no period.'), ("b Nope", "There is no class Nope"), ("praise medals", "Praise is of "))])
def _(t, line, said):
    t.has(talk(t, t.demo(), line), said)


@case("targets: of the school, a class, a pupil; taken away; let go of")
def _(t):
    s = t.demo()
    talk(t, s, "target", "attendance", "", "96.5", "governors", "target", "attendance", "Beech", "97", "", "target", "attendance", ".Bracewell", "90", "")
    rows = {row["of"]: (row["percent"], row["note"]) for row in listed(t, s, "target", "list") if row["kind"] == "attendance"}
    t.equal((rows["the school"], rows["Beech"], rows["Callum Bracewell"]), (("96.50", "governors"), ("97.00", None), ("90.00", None)))
    talk(t, s, "target", "attendance", "Beech", "-")
    t.ok("Beech" not in [row["of"] for row in listed(t, s, "target", "list")], "it is gone")
    act = last_act(t, s)
    out = talk(t, s, "target", "", "target", "happy", "target", "attendance", "n", "target", "attendance", "Nope", "target", "attendance", "", "101",
               "target", "attendance", "Beech", "-")
    for part in ('"happy" is no kind of target.', "There is no class Nope", "101"):
        t.has(out, part)
    t.equal(last_act(t, s), act)


@case("praise: who is left out, taken back, and which codes break nothing")
def _(t):
    s = t.demo()
    talk(t, s, "praise leave Bracewell", "the family asked", "praise leave Beech", "on paper", "praise codes C1, R")
    out = t.run("--school", s, "report", "league", "--kind", "out").out
    for part in ("the family asked", "on paper", "Absences that break no streak: C1, R."):
        t.has(out, part)
    talk(t, s, "praise back Bracewell", "praise back Beech", "praise codes -")
    t.has(t.run("--school", s, "report", "league", "--kind", "out").out, "Every absence breaks a streak")
    act = last_act(t, s)
    out = talk(t, s, "praise leave Bracewell", "n", "praise codes", "n", "praise codes /", "praise back Bracewell")
    t.has(out, "no absence")
    t.equal(last_act(t, s), act)


@case("a teacher reviews nobody and sets nothing")
def _(t):
    s = t.demo()
    act = last_act(t, s)
    out = talk(t, s, "back", "v", "stage Bracewell", "1", "x", "target", "attendance", "", "99", "", "praise codes C1", options=["--as", "huw"])
    t.ok(out.count("may not") + out.count("Ask the office") >= 3, out)
    t.equal(last_act(t, s), act)


main()
