#!/usr/bin/python3
"""First-day calls, what families say before, notes for a class, visits, and the lists to settle, from the command line."""

import json

from marlow import ACTS, saved, unchanged, undo
from tap import case, main

TODAY = "2026-11-20"
LIST = ["pupil", "name", "class", "code", "state", "priority", "family", "day_of_absence", "days_since_seen", "days_since_spoken", "next_contact",
        "next_relation", "next_number", "last", "ringing", "step", "due", "overdue"]


def rows(t, s, *arguments, status=0):
    return json.loads(t.run("--school", s, *arguments, "--format", "json", status=status).out)


def mark(t, s, pupil, session="am"):
    found = t.sql(s, "SELECT code FROM v_mark WHERE pupil = ? AND date = ? AND session = ?", pupil, TODAY, session)
    return found[0][0] if found else None


def first(t, s):
    """The child whose family is rung first, of those nobody has rung yet, with no brother or sister absent."""
    return next(row for row in rows(t, s, "calls", "list") if row["family"] is None and row["state"] == "due" and row["next_number"])


def calls(t, s, columns, pupil):
    """What was logged of a child today, the first first."""
    return t.sql(s, f"SELECT {columns} FROM call JOIN pupil p ON p.id = call.pupil WHERE lower(hex(p.key)) = ? AND date(made_day * 86400, 'unixepoch') = ? ORDER BY call.id",
                 pupil, TODAY)


# THE LIST

@case("the list has its keys, in the order to ring, with the number to dial")
def _(t):
    s = t.demo()
    found = rows(t, s, "calls", "list")
    t.equal(list(found[0]), LIST)
    t.ok(found and all(row["code"] == "N" for row in found), found)
    t.has(t.run("--school", s, "calls", "list").out, first(t, s)["next_number"])
    more = rows(t, s, "calls", "list", "--everybody")
    t.ok(len(more) > len(found), f"{len(more)} with the other absences, {len(found)} without")


@case("to look at a family is no act, and shows contacts, steps and calls")
def _(t):
    s = t.demo()
    acts = t.sql(s, ACTS)
    child = first(t, s)
    page = rows(t, s, "calls", "show", child["pupil"])
    t.equal(list(page[0]), ["part", "name", "relation", "numbers", "time", "state", "text"])
    t.equal([row["name"] for row in page if row["state"] == "next"], [child["next_contact"]])
    t.ok("step" in {row["part"] for row in page}, page)
    t.equal(t.sql(s, ACTS), acts)


# LOGGING

@case("no reply: the next contact is offered; the code that another gives becomes the mark")
def _(t):
    s = t.demo()
    child = first(t, s)
    said, act = saved(t, s, "calls", "log", child["pupil"], "--contact", "1", "--number", child["next_number"], "--outcome", "no-reply")
    now = next(row for row in rows(t, s, "calls", "list") if row["pupil"] == child["pupil"])
    t.equal(now["state"], "tried")
    t.ok(now["next_contact"] != child["next_contact"], said)
    t.has(now["last"], "no reply 09:07")
    _, answered = saved(t, s, "calls", "log", child["pupil"], "--contact", "2", "--outcome", "spoke", "--code", "I", "--note", "sick in the night",
                        "--spoken-to-child")
    t.equal(mark(t, s, child["pupil"]), "I")
    t.equal([row for row in rows(t, s, "calls", "list") if row["pupil"] == child["pupil"]], [])
    t.equal(calls(t, s, "outcome, code, child_spoken", child["pupil"]), [("no reply", None, 0), ("spoke", "I", 1)])
    undo(t, s, answered)
    t.equal(mark(t, s, child["pupil"]), "N")
    undo(t, s, act)
    t.equal(calls(t, s, "outcome", child["pupil"]), [])


@case("a number that is dead is struck out for every child")
def _(t):
    s = t.demo()
    child = first(t, s)
    saved(t, s, "calls", "log", child["pupil"], "--contact", "1", "--number", child["next_number"], "--outcome", "wrong-number", "--dead")
    contacts = rows(t, s, "contact", "list", child["pupil"])
    t.has(contacts[0]["dead_numbers"] or [], child["next_number"])


@case("one call answers for brothers and sisters, each with a code")
def _(t):
    s = t.demo()
    children = [row["pupil"] for row in rows(t, s, "calls", "list")[:2]]
    acts = t.sql(s, ACTS)[0][0]
    saved(t, s, "calls", "log", children[0], "--contact", "1", "--outcome", "spoke", "--code", "I", "--also", f"{children[1]}=M")
    t.equal([mark(t, s, p) for p in children], ["I", "M"])
    t.equal(t.sql(s, ACTS)[0][0], acts + 1)


@case("when everybody has failed the DSL has a task, once")
def _(t):
    s = t.demo()
    child = first(t, s)
    rung = []
    while child["state"] in ("due", "tried"):
        rung.append(child["next_number"])
        t.run("--school", s, "calls", "log", child["pupil"], "--contact", child["next_contact"], "--number", rung[-1], "--outcome", "no-reply")
        child = next(row for row in rows(t, s, "calls", "list") if row["pupil"] == child["pupil"])
    t.equal(child["state"], "failed")
    t.equal(len(set(rung)), len(rung), "every number is rung once")
    t.equal(t.sql(s, "SELECT for_role, kind FROM task JOIN pupil p ON p.id = task.pupil WHERE kind = 'contacts failed' AND lower(hex(p.key)) = ?", child["pupil"]),
            [("dsl", "contacts failed")])


@case("a line that is being rung is seen by the others, and refused to them")
def _(t):
    s = t.demo()
    child = first(t, s)
    t.run("--school", s, "calls", "ring", child["pupil"])
    other = t.sql(s, "SELECT sign_in FROM staff s JOIN staff_role r ON r.staff = s.id WHERE r.role IN ('office', 'attendance_officer', 'dsl') AND sign_in <> 'priya' LIMIT 1")
    if other:
        r = t.run("--school", s, "--as", other[0][0], "calls", "ring", child["pupil"], status=4)
        t.has(r.err, "Priya Nair")
        seen = json.loads(t.run("--school", s, "--as", other[0][0], "calls", "list", "--format", "json").out)
        t.match("Priya Nair", next(row for row in seen if row["pupil"] == child["pupil"])["ringing"])
    t.run("--school", s, "calls", "ring", child["pupil"], "--remove")
    t.equal(t.sql(s, "SELECT count(*) FROM ringing"), [(0,)])
    t.run("--school", s, "calls", "ring", child["pupil"])
    saved(t, s, "calls", "log", child["pupil"], "--contact", "1", "--outcome", "no-reply")
    t.equal(t.sql(s, "SELECT count(*) FROM ringing"), [(0,)])


@case("a visit is recorded with who went and who saw the child")
def _(t):
    s = t.demo()
    child = first(t, s)
    saved(t, s, "visit", child["pupil"], "--went", "Priya Nair and the DSL", "--outcome", "seen", "--seen-by", "Priya Nair", "--note", "with her mother",
          "--next", "ring again", "--next-on", "2026-11-23", "--next-at", "09:30")
    t.equal(calls(t, s, "kind, outcome, went, child_seen_by, words, next, next_minute", child["pupil"]),
            [("visit", "seen", "Priya Nair and the DSL", "Priya Nair", "with her mother", "ring again", 570)])
    t.run("--school", s, "verify")


@case("the sheet for two people is text, on standard output and on paper, and no act but that it was printed")
def _(t):
    s = t.demo()
    child = first(t, s)
    acts = t.sql(s, ACTS)
    text = t.run("--school", s, "visit", child["pupil"], "--sheet").out
    t.has(text, child["name"])
    t.has(text, child["next_number"])
    t.equal(t.sql(s, ACTS), acts)
    r = t.run("--school", s, "visit", child["pupil"], "--sheet", "--print", env={"PATH": "/nowhere"})
    t.match(r"out/visit-.*\.txt", r.err)


@case("the absentee report goes to the head on paper, and the history says so; a class's is a part of it")
def _(t):
    s = t.demo()
    r = t.run("--school", s, "report", "absentees", "--print", env={"PATH": "/nowhere"})
    t.match(r"out/absentees-.*\.txt", r.err)
    t.match(r"^act \d+ saved: the report is out$", r.err)
    t.equal(t.sql(s, "SELECT kind FROM act ORDER BY seq DESC LIMIT 1"), [("absentee report",)])
    acts = t.sql(s, "SELECT count(*) FROM act WHERE kind = 'absentee report'")
    t.run("--school", s, "report", "absentees", "--class", "Hazel", "--print", env={"PATH": "/nowhere"})
    t.equal(t.sql(s, "SELECT count(*) FROM act WHERE kind = 'absentee report'"), acts)


REFUSED = [
    ("a call without its outcome", ["calls", "log", "CHILD"], 2, "calls log needs --outcome"),
    ("an outcome that there is not", ["calls", "log", "CHILD", "--outcome", "hung-up"], 2, "--outcome takes spoke, message-left"),
    ("a dead number that is not named", ["calls", "log", "CHILD", "--outcome", "no-reply", "--dead"], 2, "Name it with --number"),
    ("a contact that there is not", ["calls", "log", "CHILD", "--outcome", "no-reply", "--contact", "Rumpelstiltskin"], 4, "has no contact"),
    ("a brother without a code", ["calls", "log", "CHILD", "--outcome", "spoke", "--also", "1161"], 2, "is not PUPIL=CODE"),
    ("a code that there is not", ["calls", "log", "CHILD", "--outcome", "spoke", "--contact", "1", "--code", "QQ"], (2, 4), "QQ"),
    ("a visit without who went", ["visit", "CHILD", "--outcome", "seen"], 2, "visit needs --went"),
    ("a visit without what came of it", ["visit", "CHILD", "--went", "Priya"], 2, "visit needs --outcome"),
    ("a visit that was made, on paper", ["visit", "CHILD", "--went", "Priya", "--outcome", "seen", "--print"], 2, "--print goes with --sheet"),
    ("a report without who rang", ["calls", "reported", "1161=I"], 2, "Who rang?"),
    ("a report without its code", ["calls", "reported", "1161", "--caller", "Grandmother"], 2, "is not PUPIL=CODE"),
    ("a report with a time", ["calls", "reported", "1161=I", "--caller", "Grandmother", "--back", "11:40"], 2, "2026-11-24"),
    ("a report to take back that there is not", ["calls", "reported", "1161", "--remove"], 4, "Nothing is reported of Callum Bracewell"),
    ("a note for nobody", ["calls", "note", "PE kit"], 2, "For whom?"),
    ("a note of two lines", ["calls", "note", "PE\nkit", "--class", "Beech"], 2, ""),
    ("a note that there is not", ["calls", "note", "99", "--remove"], 4, ""),
    ("a list to settle that there is not", ["calls", "settle", "lost", "1161", "found"], 2, "is not one of the lists"),
    ("a child who is not on the list", ["calls", "settle", "not-in-class", "1161", "found"], 4, "is not on the list"),
    ("half of it", ["calls", "settle", "not-in-class", "1161"], 2, "What is so?"),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    s = t.demo()
    child = first(t, s)["pupil"]
    unchanged(t, s, *[child if a == "CHILD" else a for a in arguments], status=status, said=said)


# WHAT FAMILIES SAY BEFORE

@case("a family rang: the register shows it, and sending it makes the mark")
def _(t):
    s = t.demo()
    said, act = saved(t, s, "calls", "reported", "1161=I", "1162=M", "--caller", "Grandmother", "--why", "ill; dentist", "--back", "2026-11-24")
    t.has(said, "expected I")
    found = [row for row in rows(t, s, "calls", "reported") if row["caller"] == "Grandmother"]
    t.equal(list(found[0]), ["pupil", "name", "class", "code", "words", "caller", "from", "back", "mark", "state"])
    t.equal([(row["code"], row["back"], row["mark"]) for row in found], [("I", "2026-11-24", None), ("M", "2026-11-24", None)])
    beech = {row["admission_number"]: row for row in rows(t, s, "register", "show", "--class", "Beech", "--session", "am")}
    t.equal((beech["1161"]["expected"], beech["1162"]["expected"]), ("I", "M"))
    t.match("Grandmother", beech["1161"]["expected_words"])
    t.run("--school", s, "register", "fill", "--class", "Beech", "--session", "am")
    t.run("--school", s, "register", "send", "--class", "Beech", "--session", "am")
    t.equal([mark(t, s, row["pupil"]) for row in found], ["I", "M"])
    t.run("--school", s, "verify")
    t.ok(int(act) > 0, act)


@case("back in the afternoon, and a report taken back")
def _(t):
    s = t.demo()
    saved(t, s, "calls", "reported", "1161=I", "--caller", "Grandmother", "--why", "ill", "--back", "2026-11-24 pm")
    t.equal(t.sql(s, "SELECT back_session FROM reported WHERE caller = 'Grandmother'"), [(1,)])
    saved(t, s, "calls", "reported", "1161", "--remove", "--reason", "another Callum")
    t.equal([row for row in rows(t, s, "calls", "reported") if row["caller"] == "Grandmother"], [])


@case("an N of a register that was sent becomes the code at once")
def _(t):
    s = t.demo()
    child = first(t, s)
    saved(t, s, "calls", "reported", f"{child['pupil']}=I", "--contact", "1", "--why", "ill")
    t.equal(mark(t, s, child["pupil"]), "I")


@case("of two who report one child at once the record holds")
def _(t):
    s = t.demo()
    both = [t.start("--school", s, "calls", "reported", f"1161={code}", "--caller", "Grandmother", "--why", "ill") for code in ("I", "M")]
    for p in both:
        p.communicate()
    t.ok(0 in [p.returncode for p in both], [p.returncode for p in both])
    t.run("--school", s, "verify")


@case("a note for a class stands in its register until it is taken away")
def _(t):
    s = t.demo()
    saved(t, s, "calls", "note", "Swimming is off: PE kit instead", "--class", "Beech")
    saved(t, s, "calls", "note", "collected at 2 by her aunt", "--pupil", "1161")
    t.has(t.run("--school", s, "register", "show", "--class", "Beech", "--session", "am").out, "From the office: Swimming is off: PE kit instead")
    beech = {row["admission_number"]: row for row in rows(t, s, "register", "show", "--class", "Beech", "--session", "am")}
    t.equal(beech["1161"]["office_note"], "collected at 2 by her aunt")
    notes = rows(t, s, "calls", "note", "--class", "Beech")
    t.equal(sorted((n["name"] or "") for n in notes), ["", "Callum Bracewell"])
    saved(t, s, "calls", "note", str(notes[0]["note"]), "--remove")
    t.equal(len(rows(t, s, "calls", "note", "--class", "Beech")), 1)


# TO SETTLE

@case("signed in and absent from the class is an alarm until somebody says where the child is")
def _(t):
    s = t.demo()
    t.run("--school", s, "late", "1161", "--at", "9:05")
    t.run("--school", s, "--as", t.sql(s, """SELECT sign_in FROM staff s JOIN staff_group m ON m.staff = s.id JOIN roll_group g ON g.id = m.roll_group
                                             WHERE g.name = 'Beech' LIMIT 1""")[0][0], "register", "set", "--class", "Beech", "--session", "am", "1161=N")
    found = rows(t, s, "calls", "settle", status=1)
    t.equal(list(found[0]), ["kind", "pupil", "name", "class", "date", "session", "since", "words"])
    t.equal((found[0]["kind"], found[0]["name"]), ("not-in-class", "Callum Bracewell"))
    saved(t, s, "calls", "settle", "not-in-class", "1161", "in the medical room since 9:00")
    t.equal([row for row in rows(t, s, "calls", "settle", status=(0, 1)) if row["kind"] == "not-in-class"], [])
    t.run("--school", s, "verify")


@case("what is said of a code that must say what kind is its note")
def _(t):
    s = t.demo()
    t.run("--school", s, "register", "set", "--class", "Beech", "--session", "am", "1161=B")
    t.ok("needs-note" in {row["kind"] for row in rows(t, s, "calls", "settle", status=1)}, "it is listed")
    saved(t, s, "calls", "settle", "needs-note", "1161", "forest school at Hill Provision")
    beech = {row["admission_number"]: row for row in rows(t, s, "register", "show", "--class", "Beech", "--session", "am")}
    t.equal(beech["1161"]["note"], "forest school at Hill Provision")


@case("here after all: a present mark stands over what a family said, and is listed")
def _(t):
    s = t.demo()
    saved(t, s, "calls", "reported", "1161=I", "--caller", "Grandmother", "--why", "ill")
    t.run("--school", s, "register", "set", "--class", "Beech", "--session", "am", "1161=/")
    t.equal([row["name"] for row in rows(t, s, "calls", "settle", status=1) if row["kind"] == "here-after-all"], ["Callum Bracewell"])


@case("report calls is of the day, and with a pupil of the calls made")
def _(t):
    s = t.demo()
    child = first(t, s)
    t.ok(child["pupil"] in [row["pupil"] for row in rows(t, s, "report", "calls")], "the child is in it")
    saved(t, s, "calls", "log", child["pupil"], "--contact", "1", "--outcome", "no-reply")
    t.equal(len(rows(t, s, "report", "calls", "--pupil", child["pupil"])), 1)


@case("report marks of a group is what the virtual school asks for, and whom it concerns alone")
def _(t):
    s = t.demo()
    held = {key for key, in t.sql(s, "SELECT lower(hex(p.key)) FROM pupil_flag f JOIN pupil p ON p.id = f.pupil WHERE flag = 'looked_after' AND f.to_day IS NULL")}
    found = rows(t, s, "report", "marks", "--group", "looked_after")
    t.equal({row["pupil"] for row in found}, held)
    for row in found:
        t.equal(row["am"], mark(t, s, bytes.fromhex(row["pupil"]).hex()))
        t.equal(row["pm"], None)
    t.has(t.run("--school", s, "--as", "magda", "report", "marks", "--group", "looked_after", status=4).err, "may not see why a child comes first")


main()
