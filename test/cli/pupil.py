#!/usr/bin/python3
"""Children who come, are renamed, move, leave and come back, from the command line."""

import json

from marlow import ACTS, AM, DAY, WHY, clock_stands, day, marlow, saved, unchanged, undo
from tap import case, main

clock_stands()

AMY = ["pupil", "add", "Okafor", "Amy", "--dob", "2016-05-01", "--class", "Willow", "--from", "2025-03-10"]
SPELLS = """SELECT kind, date(from_day * 86400, 'unixepoch'), date(to_day * 86400, 'unixepoch'), ground, destination FROM enrolment JOIN pupil ON pupil.id = pupil
            WHERE admission_number = ? ORDER BY from_day"""


def register(t, s, group="Willow", date=DAY):
    """The names in a register."""
    rows = json.loads(t.run("--school", s, "register", "show", "--class", group, "--session", "am", "--date", date, "--format", "json").out)
    return [row["name"] for row in rows]


def listed(t, s, *arguments):
    return json.loads(t.run("--school", s, "pupil", "list", *arguments, "--format", "json").out)


def record(t, s, who):
    """{(part, label): value} of a pupil."""
    return {(line["part"], line["label"]): line["value"] for line in json.loads(t.run("--school", s, "pupil", "show", who, "--format", "json").out)}


# ADD

@case("a new child is on the roll, in the register and in the list, and undo takes her off again")
def _(t):
    s = marlow(t)
    said, act = saved(t, s, *AMY, "--contact", "Grace Okafor", "--relation", "mother", "--mobile", "07700 900101", "--lives-with", "yes")
    key = said.split("\n")[0].removeprefix("pupil ")
    t.equal(t.sql(s, "SELECT lower(hex(key)), surname, forename, sex, upn FROM pupil WHERE forename = 'Amy'"), [(key, "Okafor", "Amy", None, None)])
    t.has(said, "In the register of Willow from the morning of Mon 10 Mar 2025.\n")
    t.has(said, "Without a mark:")
    t.ok("Amy Okafor" in register(t, s), "in the register of a day since")
    t.ok("Amy Okafor" not in register(t, s, date="2025-03-07"), "not in the register of a day before")
    t.equal([p["pupil"] for p in listed(t, s, "amy")], [key])
    t.equal(t.sql(s, "SELECT count(*) FROM contact"), [(1,)])
    t.has(t.run("--school", s, "history", "--pupil", key).out, "Amy")
    undo(t, s, act)
    t.equal(listed(t, s, "amy"), [])


@case("the key that it prints names the child until there is a UPN")
def _(t):
    s = marlow(t)
    key = saved(t, s, *AMY)[0].split("\n")[0].removeprefix("pupil ")
    saved(t, s, "pupil", "change", key, "--upn", "K845999920015", "--sex", "F", "--middle-names", "Ada Joy")
    t.equal(t.sql(s, "SELECT sex, middle_names FROM pupil WHERE upn = 'K845999920015'"), [("F", "Ada Joy")])
    t.run("--school", s, "pupil", "show", "K845999920015")


@case("a child of one name, with all that may be said at the beginning")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "add", "Sukarno", "--dob", "2018-03-04", "--class", "Maple", "--year", "2", "--known-as", "Suki", "--sex", "M", "--admission-number", "A-7",
          "--status", "guest", "--from", "2025-03-10", "--to", day(30), "--session", "pm", "--last-school", "Hill School, Leeds", "--other-school", "Hill School",
          "--other-contact", "0113 496 0101", "--arrangement", "managed-move", "--review", day(20))
    t.equal(t.sql(s, "SELECT surname, forename, preferred_name FROM pupil WHERE admission_number = 'A-7'"), [("Sukarno", "", "Suki")])
    t.equal(t.sql(s, "SELECT kind, from_session, last_school, other_school, other_school_contact, arrangement FROM enrolment ORDER BY id DESC LIMIT 1"),
            [("guest", 1, "Hill School, Leeds", "Hill School", "0113 496 0101", "managed move")])
    t.equal(listed(t, s, "suki")[0]["year"], "2")


@case("a child who starts later is to come")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "add", "Okafor", "Amy", "--dob", "2016-05-01", "--class", "Willow", "--from", day(60))
    t.equal(listed(t, s, "amy"), [])
    t.equal([p["state"] for p in listed(t, s, "amy", "--to-come")], ["to_come"])
    t.equal([p["state"] for p in listed(t, s, "amy", "--everybody")], ["to_come"])


NOT_ADDED = [
    ("a child who is there already", ["Okafor", "Amara", "--dob", "2016-03-04", "--class", "Willow"], 4, "--another says so.\n"),
    ("a class that there is not", ["X", "Y", "--dob", "2016-03-04", "--class", "Elm"], (2, 4), "There is no class Elm"),
    ("a date of birth to come", ["X", "Y", "--dob", day(1), "--class", "Willow"], 2, "This date of birth is still to come."),
    ("an admission number that somebody has", ["X", "Y", "--dob", "2016-03-04", "--class", "Willow", "--admission-number", "0102"], 4, "0102 is taken"),
    ("a UPN that is none", ["X", "Y", "--dob", "2016-03-04", "--class", "Willow", "--upn", "A123"], 2, "13 characters"),
    ("a name of two lines", ["X\nY", "Z", "--dob", "2016-03-04", "--class", "Willow"], 2, ""),
    ("what is said of no contact", ["X", "Y", "--dob", "2016-03-04", "--class", "Willow", "--mobile", "07700 900101"], 2,
     "--mobile is about a contact: name them with --contact."),
]


@case("not added, and nothing is changed: {}", rows=NOT_ADDED)
def _(t, arguments, status, said):
    s = marlow(t)
    unchanged(t, s, "pupil", "add", *arguments, status=status, said=said)
    t.equal(len(listed(t, s, "--everybody")), 5)


@case("a number that somebody has is not answered with another child")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "pupil", "add", "X", "Y", "--dob", "2016-03-04", "--class", "Willow", "--admission-number", "0102", status=4)
    t.lacks(r.err, "--another")


@case("another child of that name and birthday, on somebody's word")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "add", "Okafor", "Amara", "--dob", "2016-03-04", "--class", "Maple", "--another")
    t.equal(len(listed(t, s, "amara")), 2)


@case("a contact who is here already is known, or another, on somebody's word")
def _(t):
    s = marlow(t)
    saved(t, s, "contact", "add", "0101", "Grace Okafor", "--mobile", "07700 900101")
    add = ["pupil", "add", "Okafor", "Ama", "--dob", "2017-05-06", "--class", "Willow", "--contact", "Grace Okafor", "--mobile", "07700 900101"]
    unchanged(t, s, *add, status=4, said="--same-contact says the first, --another-contact the second.")
    unchanged(t, s, *add, "--another", status=4, said="Grace Okafor, contact of Amara Okafor")
    saved(t, s, *add, "--same-contact")
    t.equal(t.sql(s, "SELECT count(DISTINCT adult), count(*) FROM contact"), [(1, 2)])
    saved(t, s, *add, "--another", "--another-contact")
    t.equal(t.sql(s, "SELECT count(DISTINCT adult), count(*) FROM contact"), [(2, 3)])


@case("a new girl at ten to nine is in the register, and not known until she is marked")
def _(t):
    s = t.demo("2026-11-20T08:50")
    group = json.loads(t.run("--school", s, "class", "list", "--format", "json").out)[-1]["class"]
    saved(t, s, "pupil", "add", "Quartermaine", "Zuleika", "--dob", "2019-05-06", "--class", group, "--contact", "Ada Quartermaine", "--relation", "mother",
          "--mobile", "07700 900777")
    t.equal(register(t, s, group, "2026-11-20").count("Zuleika Quartermaine"), 1)
    t.run("--school", s, "register", "set", "--class", group, "--session", "am", "Zuleika=N")
    absent = json.loads(t.run("--school", s, "report", "absentees", "--class", group, "--format", "json").out)
    t.equal([row["code"] for row in absent if row["name"] == "Zuleika Quartermaine"], ["N"])
    t.run("--school", s, "verify")


@case("of two clerks who add one child at once the second is told who was first")
def _(t):
    s = marlow(t)
    both = [t.start("--school", s, *AMY) for _ in range(2)]
    said = sorted((p.communicate()[1].decode(), p.returncode) for p in both)
    t.equal([status for _, status in said], [0, 4])
    t.has(said[1][0], "Joy Okafor entered them at")
    t.equal(len(listed(t, s, "amy")), 1)


@case("twins born either side of midnight on 31 August are a year apart")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "add", "Bell", "Ada", "--dob", "2018-08-31", "--class", "Maple")
    saved(t, s, "pupil", "add", "Bell", "Ben", "--dob", "2018-09-01", "--class", "Maple")
    ada, ben = (int(p["year"]) for p in listed(t, s, "bell"))
    t.equal(ada - ben, 1)


# CHANGE

@case("a UPN that changes is found under both")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "change", "0101", "--upn", "K845999920015")
    saved(t, s, "pupil", "change", "0101", "--upn", "U845999926999")
    t.equal([p["upn"] for p in listed(t, s, "U845999926999")], ["U845999926999"])
    t.equal(t.sql(s, "SELECT upn, former_upn FROM pupil WHERE admission_number = '0101'"), [("U845999926999", "K845999920015")])


@case("a name that changes is found under both, and the same again changes nothing")
def _(t):
    s = marlow(t)
    wish = ["pupil", "change", "0101", "--surname", "Adeleke", "--known-as", "Amy", "--from", "2025-03-10", "--reason", "deed poll seen"]
    _, act = saved(t, s, *wish)
    t.equal([p["name"] for p in listed(t, s, "amy adeleke")], ["Adeleke, Amy"])
    t.equal(len(listed(t, s, "okafor")), 1)
    t.has(t.run("--school", s, "history", "--act", act).out, "Adeleke")
    t.equal(t.run("--school", s, *wish).out, "nothing to change: it stands so already\n")
    saved(t, s, "pupil", "change", "0101", "--known-as", "")
    t.equal([p["name"] for p in listed(t, s, "amara")], ["Adeleke, Amara"])
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT surname FROM pupil WHERE admission_number = '0101'"), [("Okafor",)])


@case("a pupil whom nobody knows is not changed")
def _(t):
    s = marlow(t)
    unchanged(t, s, "pupil", "change", "0999", "--sex", "F", status=4, said="No pupil here is 0999.")


# MOVE, YEAR, FLAG

@case("a move told late: she is in the new register since, and the old one is as it was")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.run("--school", s, "register", "fill", *AM, *WHY)
    t.run("--school", s, "register", "send", *AM)
    said, act = saved(t, s, "pupil", "move", "0101", "--class", "Maple", "--from", "2025-03-13", "--reason", "told today")
    t.has(said, "Amara Okafor: Willow to Maple from Thu 13 Mar 2025.")
    t.ok("Amara Okafor" in register(t, s, "Maple", "2025-03-17"), "in the new one")
    t.ok("Amara Okafor" not in register(t, s, "Willow", "2025-03-17"), "no longer in the old one")
    show = t.run("--school", s, "register", "show", *AM, "--format", "csv").out
    t.has(show, ",0101,Amara Okafor,I,,,,moved to Maple from Thu 13 Mar 2025,,false,,false\r\n")
    t.match(r"^Marked here then.*\n0101 +Amara Okafor +I +moved to Maple", t.run("--school", s, "register", "show", *AM).out)
    t.has(t.run("--school", s, "register", "set", *AM, *WHY, input=show).out, "nothing to change: 3 marks stand")
    undo(t, s, act)
    t.ok("Amara Okafor" in register(t, s, "Willow", "2025-03-17"), "back")


@case("a move for some days ends by itself, one for some sessions leaves the others")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "move", "0101", "--class", "Maple", "--from", "2025-03-10", "--to", "2025-03-11")
    t.equal(["Amara Okafor" in register(t, s, "Maple", f"2025-03-{d}") for d in ("07", "10", "11", "12")], [False, True, True, False])
    saved(t, s, "pupil", "move", "0102", "--class", "Maple", "--from", "2025-03-10", "--weekdays", "mon,wed", "--session", "am")
    t.equal(["Séamus Ó Briain" in register(t, s, "Maple", f"2025-03-{d}") for d in ("10", "11", "12")], [True, False, True])
    t.equal(["Séamus Ó Briain" in register(t, s, "Willow", f"2025-03-{d}") for d in ("10", "11", "12")], [False, True, False])


@case("those named on standard input move in one act: {}", rows=[
    ("a number a line", "0101\n\n0102\r\n0103\n"),
    ("CSV with a column that names them", "name,admission_number\nAmara,0101\nSéamus,0102\nWei,0103\n"),
    ("CSV with a column for those who have the other", "upn,admission_number\n,0101\n,0102\n,0103\n")])
def _(t, given):
    s = marlow(t)
    _, act = saved(t, s, "pupil", "move", "-", "--class", "Maple", "--from", "2025-03-10", input=given)
    t.equal(register(t, s, "Maple"), ["Tom Hall", "Séamus Ó Briain", "Amara Okafor", "Wei Zhang"])
    undo(t, s, act)
    t.equal(register(t, s, "Maple"), ["Tom Hall"])


@case("the list of a class is such a file")
def _(t):
    s = marlow(t)
    csv = t.run("--school", s, "pupil", "list", "--class", "Willow", "--format", "csv").out
    saved(t, s, "pupil", "move", "-", "--class", "Maple", "--from", "2025-03-10", input=csv)
    t.equal(len(register(t, s, "Maple")), 5)


BAD_INPUT = [
    ("somebody whom nobody knows", "0101\n0999\n", 5, "standard input:2: No pupil here is 0999."),
    ("a name", "admission_number\nAmara Okafor\n", 5, "standard input:2: "),
    ("a row that names nobody", "admission_number,upn\n0101,\n,\"\"\n0102,\n", (0, 5), ""),
    ("nobody", "admission_number\n", 5, "Nobody is named on standard input."),
    ("nothing", "", 5, ""),
]


@case("{} on standard input, and nobody moves", rows=[row for row in BAD_INPUT if row[2] == 5])
def _(t, given, status, said):
    s = marlow(t)
    unchanged(t, s, "pupil", "move", "-", "--class", "Maple", "--from", "2025-03-10", input=given, status=status, said=said)


@case("one wrong name among many, and nobody moves")
def _(t):
    s = marlow(t)
    unchanged(t, s, "pupil", "move", "0101", "0102", "0999", "--class", "Maple", status=4, said="No pupil here is 0999.")
    unchanged(t, s, "pupil", "move", "0101", "0102", "--class", "Elm", status=(2, 4), said="There is no class Elm")


@case("a year group from a day on")
def _(t):
    s = marlow(t)
    _, act = saved(t, s, "pupil", "year", "0101", "0102", "--year", "4", "--from", day())
    t.equal([p["admission_number"] for p in listed(t, s, "--year", "4")], ["0102", "0101"])
    undo(t, s, act)
    t.equal(listed(t, s, "--year", "4"), [])


@case("a flag begins and ends, and each can be undone")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "flag", "0101", "fsm", "--from", "2025-03-10")
    t.equal(t.run("--school", s, "pupil", "flag", "0101", "fsm", "--from", "2025-03-10").out, "nothing to change: it stands so already\n")
    t.equal(t.sql(s, "SELECT flag, value, to_day FROM pupil_flag"), [("fsm", "yes", None)])
    _, act = saved(t, s, "pupil", "flag", "0101", "fsm", "--remove", "--from", "2025-04-01")
    t.equal(t.sql(s, "SELECT date(to_day * 86400, 'unixepoch') FROM pupil_flag"), [("2025-03-31",)])
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT to_day FROM pupil_flag"), [(None,)])
    t.has(t.run("pupil", "flag", "--help").out, "  looked_after     yes or no: in the care of a council\n")


@case("a flag of the school's own is taken, and said to be one")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "pupil", "flag", "0101", "choir")
    t.match(r"^act \d+ saved$", r.out)
    t.has(r.err, "choir is a flag of your school's own.")
    t.equal(t.run("--school", s, "pupil", "flag", "0101", "fsm").err, "")


# LEAVE AND COME BACK

@case("what stands in the way of leaving is named, and a dry run writes nothing")
def _(t):
    s = marlow(t)
    before = t.sql(s, ACTS)
    unchanged(t, s, "pupil", "leave", "0101", "--ground", "a", status=4, said="Missing: the destination")
    unchanged(t, s, "pupil", "leave", "0101", "--ground", "a", status=4, said="firstbell pupil leave --help lists them.")
    unchanged(t, s, "pupil", "leave", "0101", "--ground", "g", status=4, said="Missing: the new address")
    t.run("--school", s, "pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School", "--dry-run")
    t.equal((t.sql(s, ACTS), t.sql(s, SPELLS, "0101")), (before, [("single", "2024-09-03", None, None, None)]))


@case("a child leaves on a day to come, stays after all, leaves, and is back")
def _(t):
    s = marlow(t)
    leave = ["pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School, Leeds"]
    saved(t, s, *leave, "--to", day(7))
    t.equal(t.sql(s, SPELLS, "0101"), [("single", "2024-09-03", day(7), "a", "Hill School, Leeds")])
    saved(t, s, "pupil", "stay", "0101")
    t.equal(t.run("--school", s, "pupil", "stay", "0101").out, "nothing to change: there is no last day to take back\n")
    _, act = saved(t, s, *leave)
    t.equal(t.sql(s, SPELLS, "0101")[0][2], day())
    saved(t, s, "pupil", "return", "0101", "--from", day(1), "--class", "Maple", "--last-school", "Hill School, Leeds")
    t.equal([(row[1], row[2]) for row in t.sql(s, SPELLS, "0101")], [("2024-09-03", day()), (day(1), None)])
    t.run("--school", s, "verify")


@case("a child is back after three years: a second time of the same pupil, with the marks of the first")
def _(t):
    s = marlow(t)
    t.run("--school", s, "import", "pupils", "--moving-in", "-", input="admission_number,surname,forename,dob,sex,year,class,start_date,leave_date\n"
          "0099,Bell,Ada,2013-03-04,F,6,Willow,2024-09-03,2025-03-14\n")
    t.run("--school", s, "register", "set", *AM, *WHY, "0099=I")
    t.equal([p["state"] for p in listed(t, s, "ada", "--left")], ["left"])
    unchanged(t, s, "pupil", "add", "Bell", "Ada", "--dob", "2013-03-04", "--class", "Willow", status=4, said="firstbell pupil return does the first, --another says the second.")
    _, act = saved(t, s, "pupil", "return", "0099", "--class", "Maple", "--last-school", "Hill School, Leeds")
    t.equal([row[1] for row in t.sql(s, SPELLS, "0099")], ["2024-09-03", day()])
    t.equal(t.sql(s, "SELECT code FROM v_mark WHERE admission_number = '0099'"), [("I",)])
    t.equal([(p["class"], p["state"]) for p in listed(t, s, "ada")], [("Maple", "on")])
    undo(t, s, act)
    t.equal([p["state"] for p in listed(t, s, "ada", "--left")], ["left"])


@case("leaving is put back by undo")
def _(t):
    s = marlow(t)
    _, act = saved(t, s, "pupil", "leave", "0101", "--ground", "a", "--destination", "Hill School")
    undo(t, s, act)
    t.equal(t.sql(s, SPELLS, "0101"), [("single", "2024-09-03", None, None, None)])


NOT_LEFT = [
    ("no name goes in the past", ["--ground", "a", "--destination", "X", "--to", day(-1)], "No deletion is backdated (PR24 reg 9)"),
    ("a ground that there is not", ["--ground", "zz"], "There is no ground zz."),
    ("a death is an act of its own", ["--ground", "j"], "enter the death instead"),
    ("no ground", [], "Missing: the ground"),
]


@case("not left: {}", rows=NOT_LEFT)
def _(t, arguments, said):
    s = marlow(t)
    unchanged(t, s, "pupil", "leave", "0101", *arguments, status=(2, 4), said=said)


@case("nobody comes back who is here, or stays who has left")
def _(t):
    s = marlow(t)
    unchanged(t, s, "pupil", "return", "0101", "--class", "Maple", status=4, said="Amara Okafor")


@case("on two rolls, with sessions at the other school")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "status", "0101", "--status", "main", "--arrangement", "dual-registration", "--other-school", "Hill School", "--review", day(60))
    t.equal(t.sql(s, "SELECT kind, arrangement, other_school FROM enrolment JOIN pupil ON pupil.id = pupil WHERE admission_number = '0101' ORDER BY from_day"),
            [("single", None, None), ("main", "dual registration", "Hill School")])
    said, act = saved(t, s, "pupil", "elsewhere", "0101", "--code", "D", "--place", "Hill School", "--weekdays", "tue,thu", "--session", "am")
    t.has(said, "Hill School (D)")
    t.equal(t.sql(s, "SELECT code, place, weekdays, sessions FROM elsewhere"), [("D", "Hill School", 0b1010, 1)])
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT count(*) FROM elsewhere"), [(0,)])
    unchanged(t, s, "pupil", "elsewhere", "0101", "--code", "D", status=2, said="Name the school or place with --place.")
    unchanged(t, s, "pupil", "elsewhere", "0101", "--code", "I", "--place", "home", status=(2, 4), said="")


@case("a child who has died is in no list, and that can be undone")
def _(t):
    s = marlow(t)
    _, act = saved(t, s, "pupil", "died", "0101", "--date", day(-1))
    t.equal(t.sql(s, SPELLS, "0101")[0][2:4], (day(), "j"))
    undo(t, s, act)
    t.equal(t.sql(s, SPELLS, "0101")[0][2:4], (None, None))
    unchanged(t, s, "pupil", "died", "0101", "--date", day(1), status=(2, 4), said="")


@case("the returns to the authority are noted")
def _(t):
    s = marlow(t)
    saved(t, s, "pupil", "reported", "0101", "joined", "--date", "2024-09-05")
    t.equal(t.run("--school", s, "pupil", "reported", "0101", "joined", "--date", "2024-09-05").out, "nothing to change: it stands so already\n")
    t.equal(t.sql(s, "SELECT date(joined_return_day * 86400, 'unixepoch') FROM enrolment ORDER BY id LIMIT 1"), [("2024-09-05",)])
    unchanged(t, s, "pupil", "reported", "0101", "left", status=4, said="no deletion return is due")
    unchanged(t, s, "pupil", "reported", "0101", "away", status=2, said="pupil reported takes joined or left, not \"away\".")


# TWO ROWS

def twice(t):
    """Marlow Road with Amara Okafor entered twice: 0101, with a mark, and 0301."""
    s = marlow(t)
    saved(t, s, "pupil", "add", "Okafor", "Amara", "--dob", "2016-03-04", "--class", "Willow", "--from", "2025-03-10", "--admission-number", "0301", "--another")
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    return s


@case("two rows of one child become one, and two again")
def _(t):
    s = twice(t)
    before = t.sql(s, ACTS)
    said = t.run("--school", s, "pupil", "merge", "0301", "0101", "--dry-run").out
    t.has(said, "Amara Okafor")
    t.equal(t.sql(s, ACTS), before)
    said, act = saved(t, s, "pupil", "merge", "0301", "0101")
    t.equal([p["admission_number"] for p in listed(t, s, "amara")], ["0101"])
    t.equal(register(t, s).count("Amara Okafor"), 1)
    t.equal(t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = ?", DAY), [("0101", "I")])
    undo(t, s, act)
    t.equal(len(listed(t, s, "amara")), 2)


@case("where both have a mark somebody says whose stands")
def _(t):
    s = twice(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0301=N")
    unchanged(t, s, "pupil", "merge", "0301", "0101", status=4, said="--keep from or --keep into says whose marks stand.")
    saved(t, s, "pupil", "merge", "0301", "0101", "--keep", "from")
    t.equal(t.sql(s, "SELECT admission_number, code FROM v_mark WHERE date = ?", DAY), [("0101", "N")])
    t.run("--school", s, "verify")


@case("a row is not merged into itself, and two are said to be two once")
def _(t):
    s = twice(t)
    unchanged(t, s, "pupil", "merge", "0101", "0101", status=(2, 4), said="")
    _, act = saved(t, s, "pupil", "two", "0101", "0301")
    t.equal(t.sql(s, "SELECT said FROM pupil_pair"), [("not the same",)])
    t.equal(t.run("--school", s, "pupil", "two", "0301", "0101").out, "nothing to change: it stands so already\n")
    undo(t, s, act)
    t.equal(t.sql(s, "SELECT count(*) FROM pupil_pair"), [(0,)])


# WHO MAY

COMMANDS = [
    ("add", ["pupil", "add", "X", "Y", "--dob", "2016-03-04", "--class", "Willow"]),
    ("change", ["pupil", "change", "0101", "--sex", "M"]),
    ("move", ["pupil", "move", "0101", "--class", "Maple"]),
    ("year", ["pupil", "year", "0101", "--year", "4"]),
    ("flag", ["pupil", "flag", "0101", "fsm"]),
    ("leave", ["pupil", "leave", "0101", "--ground", "a", "--destination", "X"]),
    ("status", ["pupil", "status", "0101", "--status", "main"]),
    ("elsewhere", ["pupil", "elsewhere", "0101", "--code", "D", "--place", "X"]),
    ("died", ["pupil", "died", "0101"]),
    ("merge", ["pupil", "merge", "0101", "0102"]),
    ("two", ["pupil", "two", "0101", "0102"]),
]


@case("a teacher does not change the roll: {}", rows=COMMANDS)
def _(t, command):
    s = marlow(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Teacher")
    t.run("--school", s, "staff", "role", "tom", "teacher")
    t.run("--school", s, "staff", "class", "tom", "Willow")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    unchanged(t, s, "--as", "tom", "--password-fd", "0", *command, input="correct horse battery\n", status=4, said="Tom Bell may not change the roll. Ask the office.")


# LOOKING

@case("the list as text, CSV and JSON")
def _(t):
    s = marlow(t)
    text = t.run("--school", s, "pupil", "list").out
    t.has(text, "Hall, Tom")
    t.has(text, "5 on the roll, 0 to come, 0 left\n")
    csv = t.run("--school", s, "pupil", "list", "--class", "Maple", "--format", "csv").out.splitlines()
    t.equal(csv[0], "pupil,upn,admission_number,name,class,year,dob,state,remark")
    t.match(r"^[0-9a-f]{32},,0201,\"Hall, Tom\",Maple,1,2017-12-11,on,$", csv[1])
    t.equal([p["name"] for p in listed(t, s, "--left")], [])
    t.equal(t.run("--school", s, "pupil", "list", "nobody").out.splitlines()[3:], ["Nobody.", "", "0 on the roll, 0 to come, 0 left"])


@case("the record says what the admission register lacks")
def _(t):
    s = marlow(t)
    got = record(t, s, "0104")
    t.ok(any(part == "names" and value and "Adeyemi" in value for (part, _), value in got.items()), f"{got}")
    text = t.run("--school", s, "pupil", "show", "Wei", "Zhang").out
    t.has(text, "missing that the admission register asks for (PR24 reg 8)")


@case("the grounds need no school, and have their dates")
def _(t):
    rows = json.loads(t.run("pupil", "grounds", "--format", "json").out)
    t.equal((rows[0]["ground"], rows[0]["needs"], rows[0]["for"]), ("a", ["destination"], "compulsory"))
    t.has(t.run("pupil", "grounds").out, "Of a child who is not of compulsory school age")
    t.equal(json.loads(t.run("pupil", "grounds", "--date", "2024-08-18", "--format", "json").out), [])


main(needs=["faketime"])
