#!/usr/bin/python3
"""What is printed where: formats, files, full disks, closed pipes, hostile names; and the exit status of each kind of end."""

import csv
import io
import json
import os
import subprocess

from marlow import AM, DAY, PUPILS, WHY, marlow
from tap import case, main

TWO = 'SELECT count(*) FROM act'


def into(t, school, redirect, *arguments, status):
    """Runs firstbell from a shell with a redirection."""
    return t.command(["sh", "-c", f'exec "$0" "$@" {redirect}', os.environ["FIRSTBELL"], "--school", school, *arguments], status=status)


@case("a full disk behind standard output is told, and a report that could not be printed is no success")
def _(t):
    s = marlow(t)
    t.equal(into(t, s, ">/dev/full", "verify", status=3).err, "Standard output could not be written: the disk is full.\n")


@case("what was saved is saved, and said, where the answer could not be printed")
def _(t):
    s = marlow(t)
    r = into(t, s, ">/dev/full", "register", "set", *AM, *WHY, "0101=I", status=3)
    t.equal(r.err, "Standard output could not be written: the disk is full. What was done is saved: act 9.\n")
    t.equal(t.sql(s, TWO), [(9,)])


@case("a closed standard output is told")
def _(t):
    s = marlow(t)
    t.match("^Standard output could not be written", into(t, s, ">&-", "verify", status=3).err)
    t.run("--school", s, "verify")


@case("a closed standard input or standard error does no harm to the store")
def _(t):
    s = marlow(t)
    into(t, s, "<&- 2>&-", "register", "set", *AM, *WHY, "0101=I", status=0)
    into(t, s, "<&-", "register", "set", *AM, *WHY, status=5)
    t.run("--school", s, "verify")


@case("a pipe that nobody reads is told, not died of")
def _(t):
    s = marlow(t)
    p = t.start("--school", s, "register", "set", *AM, *WHY, "0101=I")
    p.stdout.close()
    p.stdin.close()
    err = p.stderr.read().decode()
    t.equal((p.wait(), err), (3, "Standard output could not be written: nobody reads it any more. What was done is saved: act 9.\n"))
    p.stdout = p.stdin = None


@case("{} as text, CSV and JSON have the same rows", rows=[
    ("bands", ["report", "bands", "--from", "2024-09-03", "--to", DAY]), ("absentees", ["report", "absentees", "--date", DAY, "--session", "am"]),
    ("the register", ["register", "show", *AM]), ("history", ["history"])])
def _(t, arguments):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=N")
    rows = json.loads(t.run("--school", s, *arguments, "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(t.run("--school", s, *arguments, "--format", "csv", ).raw_out.decode(), newline="")))
    t.ok(rows, "no rows")
    t.equal([list(r) for r in table], [list(r) for r in rows])
    for row, cells in zip(rows, table):
        for key, value in row.items():
            if value is None or isinstance(value, (str, int)) and not isinstance(value, bool):
                t.equal(cells[key], "" if value is None else str(value), key)
    text = t.run("--school", s, *arguments).out
    t.equal(text, t.run("--school", s, *arguments, "--format", "text").out)
    t.ok(all(len(line) <= 80 for line in text.splitlines()), "a line beyond 80")
    t.lacks(text, "\x1b")


@case("a file named by --out is written whole, for its owner alone, and standard output stays empty")
def _(t):
    s = marlow(t)
    out = os.path.join(t.dir, "bands.json")
    r = t.run("--school", s, "report", "bands", "--format", "json", "--out", out)
    t.equal((r.out, r.err), ("", ""))
    with open(out, encoding="utf-8") as f:
        t.equal(len(json.load(f)), 5)
    t.equal(os.stat(out).st_mode & 0o777, 0o600)
    t.run("--school", s, "report", "bands", "--out", "/dev/full", status=3)
    t.run("--school", s, "report", "bands", "--out", "no/where.txt", status=3)
    t.run("--school", s, "report", "bands", "--out", t.dir, status=3)


FOUND = [
    ("report missing finds a register", ["report", "missing", "--date", DAY, "--session", "am"], 1),
    ("report missing finds none on a day that is not held", ["report", "missing", "--date", "2025-02-18", "--session", "am"], 0),
    ("check finds that there is no backup", ["check"], 1),
    ("verify finds nothing", ["verify"], 0),
    ("absentees are no finding", ["report", "absentees", "--date", DAY, "--session", "am"], 0),
    ("an unknown report is usage", ["report", "rabbits"], 2),
    ("the clock of a real school is refused", ["clock", "2026-11-20T09:07"], 4),
    ("a clock for a real school is refused", ["--clock", "2026-11-20T09:07", "verify"], 4),
    ("a file that is not there cannot be taken", ["import", "pupils", "nowhere.csv"], 5),
]


@case("{}", rows=FOUND)
def _(t, arguments, status):
    s = marlow(t)
    r = t.run("--school", s, *arguments, status=status)
    t.equal(bool(r.err), status > 1)


STORES = [
    ("a directory that is not there", None), ("an empty directory", ""), ("a file that is no store", "not a store"),
]


OWN = [(name, name) for name in ("school.db", "school.db-wal", "school.db-queue", "firstbell.conf", "sign-in", "drafts/x.csv", "backups/x.db")]


@case("no file is written over the school's own: {}", rows=OWN)
def _(t, name):
    s = marlow(t)
    link = os.path.join(t.dir, "link")
    os.symlink(s, link)
    for path in (os.path.join(s, name), os.path.join(link, name), os.path.join(s, "out", "..", name)):
        for command in (["report", "bands"], ["export", "pupils"]):
            r = t.run("--school", s, *command, "--out", path, status=2)
            t.has(r.err, "where the school's own records are")
    t.equal(t.run("--school", s, "report", "bands", "--out", name, cwd=s, status=2).out, "")
    t.run("--school", s, "report", "bands", "--out", os.path.join(s, "out", "bands.txt"))
    t.run("--school", s, "report", "bands", "--out", os.path.join(s, "bands.txt"))
    t.run("--school", s, "verify")


@case("{} is no store: exit 3", rows=STORES)
def _(t, text):
    place = os.path.join(t.dir, "place")
    if text is not None:
        os.makedirs(place)
    if text:
        t.write("place/school.db", text * 1000)
    r = t.run("--school", place, "verify", status=3)
    t.equal((r.out, r.err.count("\n")), ("", 1))


HOSTILE = ["=HYPERLINK(1)", "\u202eevil", "a\u200bb", "O'Brien-Ng\u0303", "x" * 150, "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "-1+1", '"quoted", with comma']


@case("hostile names reach no terminal and no spreadsheet as they came")
def _(t):
    s = marlow(t)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(PUPILS.splitlines()[0].split(","))
    for n, name in enumerate(HOSTILE):
        rows.writerow([f"09{n:02}", name, "Kim", "", "2016-03-04", "F", "3", "Willow", "2024-09-03"])
    done = t.run("--school", s, "import", "pupils", "-", input=text.getvalue(), status=(0, 5))
    t.note(done.err)
    for arguments in (["register", "show", *AM], ["report", "bands", "--from", "2024-09-03", "--to", DAY], ["history", "--pupil", "0101"]):
        for format_ in ("text", "csv", "json"):
            out = t.run("--school", s, *arguments, "--format", format_).out
            for bad in ("\x1b", "\u202e", "\u200b", "\u0301" * 6):
                t.lacks(out, bad)
            if format_ == "csv":
                for row in csv.reader(io.StringIO(out, newline="")):
                    t.ok(not any(cell[:1] in "=+@" and cell[:1] for cell in row), f"a formula in {row}")
    r = t.run("--school", s, "late", "\x1b[31mred\u202e", status=4)
    t.lacks(r.err, "\x1b")
    t.lacks(r.err, "\u202e")


@case("messages are on standard error, answers on standard output, colours nowhere")
def _(t):
    s = marlow(t)
    r = t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", env={"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"})
    t.equal((r.out, r.err), ("act 9 saved: 1 mark\n", ""))


@case("the host's time zone and language change nothing")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    first = t.run("--school", s, "report", "bands", "--from", "2024-09-03", "--to", DAY).out
    for env in ({"TZ": "Asia/Tokyo"}, {"TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8", "LC_ALL": "C"}, {"TZ": "rubbish"}):
        t.equal(t.run("--school", s, "report", "bands", "--from", "2024-09-03", "--to", DAY, env=env).out, first)


@case("where it was done is kept: no terminal, or ssh")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    t.run("--school", s, "register", "set", *AM, *WHY, "0102=I", env={"SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22"})
    t.run("--school", s, "register", "set", *AM, *WHY, "0103=I", env={"SSH_CONNECTION": "\x1b[31m 1 2 3"})
    t.equal(t.sql(s, "SELECT terminal FROM act WHERE seq > 8 ORDER BY seq"), [("none",), ("ssh 192.0.2.7",), ("none",)])


main()
