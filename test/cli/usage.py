#!/usr/bin/python3
"""What may stand on a command line, and what is said of what may not."""

import os

from marlow import marlow
from tap import case, main

GLOBAL = "firstbell [--school DIR|NAME] [--as NAME] [--password-fd N] [--clock TIME] [--plain] COMMAND ..."
SET = "firstbell register set --class CLASS --session am|pm [--date DATE] [--reason TEXT] [PUPIL=CODE ...]"

REFUSED = [
    ("no command", [], f"Which command? firstbell --help lists them. Usage: {GLOBAL}\n"),
    ("an unknown command", ["frobnicate"], 'There is no command "frobnicate"; firstbell --help lists them.\n'),
    ("half a command", ["register"], '"register" is not a whole command; there are: register show, set, fill, send, close.\n'),
    ("half a command with another half", ["staff", "sack"], 'There is no command "staff sack"; there are: staff add, bind, role, '
     "class, password, change, leave, list.\n"),
    ("half a command of the roll", ["year", "end"], 'There is no command "year end"; there are: year show, times, rollover.\n'),
    ("an option left out where many are", ["pupil", "add", "Okafor", "Amara"], "pupil add needs --dob. Usage: firstbell pupil add --dob DATE [OPTION ...] "
     "SURNAME [FORENAME]\n"),
    ("a roll-over by a map of headings", ["year", "rollover", "--map", "sims"], "There is no option --map here. Usage: firstbell year rollover [--from DATE] "
     "[--last-year YEAR] [--to DATE] [--ground LETTER] [--reason TEXT] [--dry-run] [--format text|csv|json] [--out FILE] [CLASS[:YEAR]=NEW ...]\n"),
    ("an unknown report", ["report", "rabbits"], 'There is no command "report rabbits"; there are: report absentees, onsite, calls, marks, missing, bands, statistics, '
     "pupil, working, school, school_page, admission, contacts, review, trend, crossings, forecast, penalty, returns, patterns, punctuality, codes, groups, league, "
     "class_sheet, registers, annual, inspection, compare, reconcile.\n"),
    ("an option that a report cannot use", ["report", "bands", "--session", "am"],
     'There is no option --session here. Usage: firstbell report bands [--date DATE] [--from DATE] [--to DATE] [--class CLASS]'
     ' [--year YEAR] [--group FLAG] [--within N] [--pupil PUPIL] [--working] [--policy NAME] [--period PERIOD] [--as dfe] '
     '[--stage NAME] [--new] [--format text|csv|json] [--out FILE]' "\n"),
    ("an unknown global option", ["--bogus", "verify"], f"There is no option --bogus here. Usage: {GLOBAL}\n"),
    ("an unknown short option", ["-x"], f"There is no option -x here. Usage: {GLOBAL}\n"),
    ("a required option left out", ["register", "set", "--class", "Willow"], f"register set needs --session. Usage: {SET}\n"),
    ("an option without its value", ["register", "set", "--class"], f"--class needs a value after it. Usage: {SET}\n"),
    ("an option twice", ["register", "set", "--class", "A", "--class", "B"], f"--class is given twice. Usage: {SET}\n"),
    ("a value for an option that takes none", ["verify", "--plain=yes"],
     "There is no option --plain=yes here. Usage: firstbell verify [--format text|csv|json] [--out FILE]\n"),
    ("an operand too many", ["undo", "1", "2"], 'undo does not take "2". Usage: firstbell undo [--reason TEXT] ACT\n'),
    ("an operand missing", ["undo"], "undo needs more: ACT. Usage: firstbell undo [--reason TEXT] ACT\n"),
    ("an option that a kind of file cannot use", ["import", "staff", "s.csv", "--moving-in"], "There is no option --moving-in here. Usage: firstbell "
     "import staff [--map NAME] [--delimiter comma|semicolon|tab] [--encoding utf-8|windows-1252] [--dry-run] [--refused FILE] "
     "[--reason TEXT] FILE\n"),
    ("a wide file of what has no sessions", ["export", "pupils", "--wide"], "There is no option --wide here. Usage: firstbell export pupils "
     "[--from DATE] [--to DATE] [--class CLASS] [--out FILE]\n"),
    ("a closure without a day", ["closure", "inset", "INSET"], "closure needs more: KIND NAME FROM [TO]. Usage: firstbell closure "
     "[--class CLASS] [--year YEAR] [--from-session am|pm] [--to-session am|pm] [--remove] [--reason TEXT] [--dry-run] KIND NAME FROM [TO]\n"),
    ("a term with a day too many", ["term", "Autumn", "2026-09-02", "2026-12-18", "2027-01-04"], 'term does not take "2027-01-04". Usage: firstbell '
     "term [--remove] NAME FROM TO\n"),
    ("an option of another command", ["undo", "1", "--session", "am"], "There is no option --session here. Usage: firstbell undo [--reason TEXT] ACT\n"),
]

FAMILY = """firstbell register show --class CLASS --session am|pm [--date DATE] [--format text|csv|json] [--out FILE]
    Show a register.
"""


@case("half a command is helped with its commands")
def _(t):
    said = t.run("register", "--help").out
    t.ok(said.startswith(FAMILY), said)
    t.equal(said.count("firstbell register "), 5)
    t.lacks(said, "staff")


@case("help of half a command that there is not")
def _(t):
    t.has(t.run("rabbits", "--help", status=2).err, "There is no command")


VALUES = [
    ("a date that is none", ["register", "send", "--class", "A", "--session", "am", "--date", "2025-02-29"], "--date takes a date such as 2026-11-20"),
    ("a date the other way round", ["history", "--from", "14/03/2025"], "--from takes a date such as 2026-11-20"),
    ("a session that is none", ["register", "send", "--class", "A", "--session", "noon"], "--session takes am or pm"),
    ("a time that is none", ["late", "A", "--at", "24:00"], "--at takes a time such as 09:07"),
    ("a format that is none", ["verify", "--format", "pdf"], "--format takes text, csv or json"),
    ("a number that is none", ["register", "fill", "--class", "A", "--session", "am", "--overwrite", "N", "--yes", "y"], "--yes takes a whole number"),
    ("a negative number", ["verify", "--password-fd", "-1"], "--password-fd takes a whole number"),
    ("a number beyond all", ["history", "--act", "99999999999999999999"], "--act takes a whole number"),
    ("a year that is none", ["staff", "role", "a", "teacher", "--year", "15"], "--year takes a year: N1, N2, R or 1 to 14"),
    ("a delimiter that is none", ["import", "marks", "f.csv", "--delimiter", "pipe"], "--delimiter takes comma, semicolon or tab"),
    ("an encoding that is none", ["import", "marks", "f.csv", "--encoding", "latin1"], "--encoding takes utf-8 or windows-1252"),
    ("days that are none", ["pupil", "move", "A", "--class", "B", "--weekdays", "mon,someday"], "--weekdays takes days such as mon,tue"),
    ("no days", ["pupil", "move", "A", "--class", "B", "--weekdays", ","], "--weekdays takes days such as mon,tue"),
    ("a word that is not of the list", ["pupil", "status", "A", "--status", "double"], "--status takes single, main, subsidiary or guest, not \"double\"."),
    ("a part of a word of the list", ["pupil", "merge", "A", "B", "--keep", "int"], "--keep takes from or into"),
    ("neither yes nor no", ["contact", "change", "A", "1", "--letters", "maybe"], "--letters takes yes or no"),
    ("a name that is not UTF-8", ["pupil", "change", "A", "--known-as", "caf\udce9"], "--known-as takes text in UTF-8"),
    ("an empty class", ["pupil", "move", "A", "--class", ""], "--class takes text in UTF-8"),
    ("an empty reason", ["undo", "1", "--reason", ""], "--reason takes text in UTF-8"),
    ("a reason that is not UTF-8", ["undo", "1", "--reason", "caf\udce9"], "--reason takes text in UTF-8"),
    ("an operand that is not UTF-8", ["late", "caf\udce9"], "late takes text in UTF-8"),
    ("an empty operand", ["late", ""], "late takes text in UTF-8"),
]


@case("refused: {}", rows=REFUSED)
def _(t, arguments, said):
    r = t.run(*arguments, status=2)
    t.equal((r.out, r.err), ("", said))


@case("refused: {}", rows=VALUES)
def _(t, arguments, said):
    r = t.run(*arguments, status=2)
    t.equal(r.out, "")
    t.has(r.err, said)
    t.equal(r.err.count("\n"), 1, "lines")
    t.has(r.err, "Usage: firstbell ")


def commands(t):
    """Each command as its words, from the program's own help."""
    text = t.run("--help").out
    lines = text[text.index("Commands"):text.index("Options of every")].splitlines()[1:]
    found = []
    for line in lines:
        words = []
        for word in line[2:].split(" ") if line.startswith("  ") and line[2] != " " else []:
            if not word.replace("_", "").isalpha() or not word.islower():
                break
            words.append(word)
        if words:
            found.append(words)
    return found


@case("every command has its help, refuses what it does not know, and says its usage")
def _(t):
    found = commands(t)
    t.ok(len(found) >= 25, f"only {found}")
    for words in found:
        r = t.run(*words, "--help")
        t.ok(r.out.startswith("Usage: firstbell " + " ".join(words)), r.out)
        t.equal(r.err, "")
        r = t.run(*words, "--frobnicate", status=2)
        t.has(r.err, "There is no option --frobnicate here. Usage: firstbell " + " ".join(words))


@case("help asks for no school and no operands")
def _(t):
    for arguments in (["--help"], ["-h"], ["register", "set", "--help"], ["undo", "-h"]):
        r = t.run("--school", "nowhere", *arguments)
        t.ok(r.out.startswith("Usage: firstbell"), r.out)


@case("the version is one line")
def _(t):
    t.match(r"\Afirstbell \d+\.\d+\.\d+\n\Z", t.run("--version").out)


@case("global options stand before the command and after it")
def _(t):
    school = marlow(t)
    first = t.run("--school", school, "--plain", "verify", "--format", "json").out
    t.equal(t.run("verify", "--plain", "--format", "json", "--school", school).out, first)


@case("the school is --school, else $FIRSTBELL_SCHOOL, else in $XDG_DATA_HOME, else under $HOME")
def _(t):
    school = marlow(t)
    os.makedirs(os.path.join(t.dir, "data"))
    os.rename(school, os.path.join(t.dir, "data", "firstbell"))
    school = os.path.join(t.dir, "data", "firstbell")
    t.run("verify", env={"FIRSTBELL_SCHOOL": school})
    t.run("verify", env={"XDG_DATA_HOME": os.path.join(t.dir, "data")})
    t.has(t.run("verify", env={"FIRSTBELL_SCHOOL": "/nowhere", "XDG_DATA_HOME": os.path.join(t.dir, "data")}, status=3).err, "/nowhere")
    t.run("--school", school, "verify", env={"FIRSTBELL_SCHOOL": "/nowhere"})
    t.has(t.run("verify", status=3).err, ".local/share/firstbell")
    share = os.path.join(t.dir, ".home", ".local", "share")
    os.makedirs(share)
    os.rename(school, os.path.join(share, "firstbell"))
    t.run("verify")


@case("the files that come with it are listed, and printed byte by byte")
def _(t):
    share = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "share")
    names = t.run("share").out.splitlines()
    for name in ("codes/england.csv", "firstbell.conf", "policies/national.conf"):
        t.ok(name in names, name)
    for name in names:
        with open(os.path.join(share, name), "rb") as f:
            t.equal(t.run("share", name).raw_out, f.read(), name)
    t.equal(t.run("share", "nothing", status=2).err, 'No file named "nothing" comes with firstbell; firstbell share lists them.\n')


main()
