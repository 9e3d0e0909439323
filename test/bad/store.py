#!/usr/bin/python3
"""A store that can only be read, is missing, newer or not ours; clerks at one moment; a megabyte pasted where marks belong."""

import contextlib
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess

from bad import PUPILS
from tap import case, firstbell, main

AM = ["--class", "Beech", "--session", "am"]
PERSON = ["--as", "jbright"]


def as_clerk(t):
    """What makes a run that of an ordinary user: root may write where nobody else may."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--inh-caps=-all"]


def sign_in(t, school):
    return t.sql(school, "SELECT sign_in FROM staff ORDER BY id LIMIT 1")[0][0]


def everything(directory):
    """Each file's name, mode and bytes."""
    found = {}
    for place, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, directory)] = (stat.S_IMODE(os.lstat(path).st_mode), hashlib.sha256(f.read()).hexdigest())
    return found


def empty_log(school):
    with contextlib.closing(sqlite3.connect(os.path.join(school, "school.db"))) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in ("school.db-wal", "school.db-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(school, name))


def make_read_only(school, directory, file):
    for place, directories, names in os.walk(school):
        for name in names:
            os.chmod(os.path.join(place, name), 0o444 if file else 0o666)
        if directory:
            os.chmod(place, 0o555)
        else:
            os.chmod(place, 0o777)
    parent = os.path.dirname(school)
    os.chmod(parent, 0o755)


READ_ONLY = [(f"{what}, {log}", directory, file, log == "marks in the log")
             for what, directory, file in (("all of it", True, True), ("the directory", True, False), ("the files", False, True))
             for log in ("an empty log", "marks in the log")]


@case("only read: {}", rows=READ_ONLY)
def _(t, directory, file, in_log):
    s = t.demo()
    if in_log:
        empty_log(s)
    t.run("--school", s, "register", "fill", *AM)
    if not in_log:
        empty_log(s)
    t.ok(in_log == (os.path.exists(s + "/school.db-wal") and os.path.getsize(s + "/school.db-wal") > 0), "the log is not as the case wants it")
    who = ["--as", sign_in(t, s)]
    private = os.path.join(t.dir, "tmp")
    os.mkdir(private)
    os.chmod(private, 0o1777)
    empty_room = everything(private)
    make_read_only(s, directory, file)
    before = everything(s)
    run = lambda *a, **k: t.run("--school", s, *who, *a, prefix=as_clerk(t), env={"TMPDIR": private, "HOME": private}, **k)  # noqa: E731
    for command in (["register", "show", *AM], ["report", "absentees"], ["report", "missing"], ["report", "bands", "--format", "json"], ["history"], ["verify"], ["check"]):
        r = run(*command, status=(0, 1))
        t.has(r.err, "can only be read")
    t.has(run("register", "show", *AM, "--format", "json").out, '"code": "/"')
    for command in (["register", "fill", "--class", "Oak", "--session", "am"], ["register", "send", *AM], ["register", "close", "--session", "am"], ["undo", "10"],
                    ["staff", "add", "x", "X", "Y"], ["clock", "2026-11-20T09:30"]):
        r = run(*command, status=3)
        t.equal(r.out, "")
        t.has(r.err, "nothing can be saved")
    t.equal(everything(s), before, "what is on the disk")
    t.equal(everything(private), empty_room, "copies left behind")
    for place, directories, _ in os.walk(s):
        os.chmod(place, 0o755)


@case("a log and a store that became writable again are written again")
def _(t):
    s = t.demo()
    t.run("--school", s, "register", "fill", *AM)
    who = ["--as", sign_in(t, s)]
    make_read_only(s, True, True)
    t.run("--school", s, *who, "register", "send", *AM, prefix=as_clerk(t), status=3)
    make_read_only(s, False, False)
    t.has(t.run("--school", s, *who, "register", "send", *AM, prefix=as_clerk(t)).out, "20 here")
    t.run("--school", s, "verify")


# Not a store of ours

def other_program(path):
    with contextlib.closing(sqlite3.connect(path)) as store:
        store.executescript("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine'); PRAGMA user_version = 1;")


def other_application(path):
    with contextlib.closing(sqlite3.connect(path)) as store:
        store.executescript("CREATE TABLE notes (text); PRAGMA application_id = 252006673; PRAGMA user_version = 1;")


def newer(path):
    with contextlib.closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA user_version = 99")


def write(data):
    def make(path):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        with open(path, "wb") as f:
            f.write(data)
    return make


def cut(length):
    def make(path):
        os.truncate(path, length)
    return make


def replace(with_what):
    def make(path):
        os.unlink(path)
        with_what(path)
    return make


def in_bytes(place, data):
    def make(path):
        with open(path, "r+b") as f:
            f.seek(place)
            f.write(data)
    return make


def unreadable(path):
    os.chmod(path, 0)


NOT_OURS = [
    ("another program's database", replace(other_program), "not a firstbell store"),
    ("a database of another application", replace(other_application), "not a firstbell store"),
    ("a newer firstbell's", newer, "newer firstbell"),
    ("an empty file", write(b""), "not finished"),
    ("one byte", write(b"S"), ""),
    ("a text file", write(b"Dear parents,\n" * 4000), ""),
    ("zeros", write(bytes(100000)), ""),
    ("a directory", replace(os.mkdir), ""),
    ("a link to itself", replace(lambda path: os.symlink("school.db", path)), ""),
    ("a link to nowhere", replace(lambda path: os.symlink("nowhere", path)), "no school"),
    ("a store cut in the middle of a page", cut(5000), ""),
    ("a store cut after its first page", cut(4096), ""),
    ("a store with a torn header", in_bytes(16, b"\xff" * 40), ""),
    ("a store whose schema is rubbish", in_bytes(100, b"\xa5" * 3000), ""),
    ("a file that may not be read", unreadable, ""),
    ("a pipe", replace(os.mkfifo), ""),
    ("a device", replace(lambda path: os.symlink("/dev/zero", path)), ""),
]


@case("{} in the store's place: said in one sentence, and left as it was", rows=NOT_OURS)
def _(t, make, said):
    s = t.demo()
    empty_log(s)
    path = os.path.join(s, "school.db")
    make(path)
    os.chmod(s, 0o777)
    os.chmod(os.path.dirname(s), 0o755)
    regular = os.path.isfile(path) and os.access(path, os.R_OK)
    before = everything(s).get("school.db") if regular and not os.path.islink(path) else None
    for command in (["report", "absentees"], ["register", "fill", *AM], ["verify"]):
        prefix = as_clerk(t) if make is unreadable else []
        r = t.run("--school", s, *command, status=3, prefix=prefix)
        t.equal(r.out, "")
        t.equal(r.err.count("\n"), 1)
        t.has(r.err, said)
    if before:
        t.equal(everything(s)["school.db"], before)


@case("no school: {}", rows=[("no directory", "nowhere"), ("an empty directory", "empty"), ("a file", "file"), ("below a file", "file/x"), ("nothing", "")])
def _(t, name):
    os.mkdir(os.path.join(t.dir, "empty"))
    t.write("file", "text")
    r = t.run("--school", name, "report", "absentees", status=(2, 3))
    t.equal((r.out, r.err.count("\n")), ("", 1))
    t.equal(os.listdir(os.path.join(t.dir, "empty")), [], "something was made")
    t.run("report", "absentees", env={"FIRSTBELL_SCHOOL": os.path.join(t.dir, "nowhere")}, status=3)


@case("a log of another store, and a log of noise, do not come in")
def _(t):
    s, other = t.demo(), t.demo("2026-11-19T09:07")
    empty_log(other)
    t.run("--school", other, "register", "fill", *AM)
    empty_log(s)
    shutil.copy(other + "/school.db-wal", s + "/school.db-wal")
    t.run("--school", s, "verify", status=(1, 3))
    s = t.demo()
    empty_log(s)
    with open(s + "/school.db-wal", "wb") as f:
        f.write(random.Random(1).randbytes(100000))
    t.run("--school", s, "verify")
    t.run("--school", s, "register", "fill", *AM)
    t.run("--school", s, "verify")


# Several at one moment

def together(t, school, commands):
    """Starts them behind one gate; answers (status, standard output, standard error) of each."""
    gate = os.path.join(t.dir, "gate")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(gate)
    waiting = [subprocess.Popen(["sh", "-c", 'while ! [ -e "$0" ]; do :; done; exec "$@"', gate, firstbell(), "--school", school, *c], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=t.environment(None), cwd=t.dir) for c in commands]
    t.started += waiting
    open(gate, "w").close()
    results = [(*p.communicate(timeout=600), p.returncode) for p in waiting]
    for command, (out, err, status) in zip(commands, results):
        t.note(f"$ {' '.join(command)} -> {status}\n{out.decode()}{err.decode()}")
    return [(status, out.decode(), err.decode()) for out, err, status in results]


def acts_of(results):
    return [int(n) for _, out, _ in results for n in re.findall(r"^act (\d+) saved", out, re.MULTILINE)]


@case("two clerks fill one register: each blank once, the second is told", rows=[(f"round {n}",) for n in range(4)])
def _(t):
    s = t.demo()
    results = together(t, s, [["register", "fill", *AM]] * 2)
    t.equal(sorted(out.splitlines()[0] for _, out, _ in results), ["0 blank", "20 blank, now present"])
    t.equal([status for status, _, _ in results], [0, 0])
    t.equal(t.sql(s, "SELECT count(*), count(DISTINCT pupil) FROM v_entry WHERE act = ?", acts_of(results)[0]), [(20, 20)])
    t.run("--school", s, "verify")


@case("two clerks send one register: one act, the second is told who and when", rows=[(f"round {n}",) for n in range(4)])
def _(t):
    s = t.demo()
    t.run("--school", s, "register", "fill", *AM)
    results = together(t, s, [["register", "send", *AM]] * 2)
    t.equal([status for status, _, _ in results], [0, 0])
    t.equal(len(acts_of(results)), 1)
    t.equal(len([out for _, out, _ in results if "already sent at 09:07 by " in out]), 1)
    t.equal(t.sql(s, "SELECT count(*) FROM v_act WHERE kind = 'register sent' AND class = 'Beech' AND date = '2026-11-20' AND session = 'am'"), [(1,)])


@case("eight clerks mark one register, each another child: all land")
def _(t):
    s = t.demo()
    numbers = [row["admission_number"] for row in json.loads(t.run("--school", s, "register", "show", *AM, "--format", "json").out)][:8]
    results = together(t, s, [["register", "set", *AM, f"{number}=I"] for number in numbers])
    t.equal([status for status, _, _ in results], [0] * 8)
    t.equal(len(set(acts_of(results))), 8)
    rows = json.loads(t.run("--school", s, "register", "show", *AM, "--format", "json").out)
    t.equal({row["admission_number"]: row["code"] for row in rows if row["code"]}, {number: "I" for number in numbers})
    t.run("--school", s, "verify")


@case("two clerks give one child two marks: both are in the history, and the later stands", rows=[(f"round {n}",) for n in range(4)])
def _(t):
    s = t.demo()
    number = json.loads(t.run("--school", s, "register", "show", *AM, "--format", "json").out)[0]["admission_number"]
    results = together(t, s, [["register", "set", *AM, f"{number}={code}"] for code in ("I", "M")])
    t.equal([status for status, _, _ in results], [0, 0])
    rows = t.sql(s, "SELECT act, code_before, code_after FROM v_entry WHERE admission_number = ? AND date = '2026-11-20' AND session = 'am' ORDER BY act", number)
    t.equal([row[0] for row in rows], sorted(acts_of(results)))
    t.equal((rows[0][1], rows[1][1]), (None, rows[0][2]))
    t.equal({rows[0][2], rows[1][2]}, {"I", "M"})
    t.equal(t.sql(s, "SELECT code FROM v_mark WHERE admission_number = ? AND date = '2026-11-20' AND session = 'am'", number), [(rows[1][2],)])
    t.run("--school", s, "verify")


@case("the same import, the same undo, the same arrival and the same close, twice at once: each once")
def _(t):
    s = t.demo()
    file = t.write("p.csv", PUPILS.replace(",Willow,", ",Larch,").replace(",Maple,", ",Larch,").replace(",Elder,", ",Larch,").replace("2006-09-05", "2020-09-05"))
    results = together(t, s, [["import", "pupils", file]] * 2)
    t.equal(sorted(next(line for line in out.splitlines() if line.startswith(("7 added", "nothing"))) for _, out, _ in results), ["7 added, 0 changed, 0 the same", "nothing to change: 7 pupils are as in the file"])
    fill = acts_of([(0, t.run("--school", s, "register", "fill", *AM).out, "")])[0]
    results = together(t, s, [["undo", str(fill)]] * 2)
    t.equal(sorted(status for status, _, _ in results), [0, 4])
    t.has("".join(err for _, _, err in results), "undone already")
    results = together(t, s, [["late", "0101"]] * 2)
    t.equal(len(acts_of(results)), 1)
    t.run("--school", s, "register", "fill", *AM)
    t.run("--school", s, "register", "send", *AM)
    t.run("--school", s, "clock", "2026-11-20T09:30")
    results = together(t, s, [["register", "close", "--session", "am", "--class", "Beech"]] * 2)
    t.equal(len(acts_of(results)), 1)
    t.has("".join(out for _, out, _ in results), "already closed at 09:30 by ")
    t.run("--school", s, "verify")


@case("many readers while one clerk writes: none waits for long, none is wrong")
def _(t):
    s = t.demo()
    classes = [row[0] for row in t.sql(s, "SELECT name FROM roll_group")]
    commands = [["register", "fill", "--class", c, "--session", "am"] for c in classes] + [["report", "bands", "--format", "json"]] * 4 + [["verify"]] * 2
    results = together(t, s, commands)
    t.equal([status for status, _, _ in results], [0] * len(commands))
    t.run("--school", s, "verify")


@case("a school is made twice at once: one is there, the other is told", rows=[(f"round {n}",) for n in range(3)])
def _(t):
    results = together(t, os.path.join(t.dir, "unused"), [["demo", "new", "--clock", "2026-11-20T09:07"]] * 2)
    t.equal(sorted(status == 0 for status, _, _ in results), [False, True])
    t.ok({status for status, _, _ in results} <= {0, 3, 4}, "how they ended")
    t.run("--school", "new", "verify")


# A megabyte pasted

MEGABYTE = 1 << 20
CPU_MOST = 60  # seconds of the processor, however many share it: what goes over all of it for each line needs hours
PASTED = [
    ("a megabyte of one letter", b"a" * MEGABYTE), ("a megabyte of line ends", b"\n" * MEGABYTE), ("a megabyte of commas", b"," * MEGABYTE),
    ("a megabyte of quotes", b'"' * MEGABYTE), ("a megabyte of NUL", bytes(MEGABYTE)), ("a megabyte of noise", bytes(range(256)) * 4096),
    ("a letter home", b"Dear Sir or Madam, my son was ill on Monday.\n" * 24000), ("an open quote", b'admission_number,code\n1,"' + b"I\n" * (MEGABYTE // 2)),
    ("a hundred thousand rows of nobody", b"admission_number,code\n" + b"9999,I\n" * 150000),
    ("a hundred thousand rows of one child", b"admission_number,code\n" + b"1039,I\n" * 150000),
    ("a hundred thousand headings", b"admission_number,code," + b",".join(b"c%d" % i for i in range(100000)) + b"\n1039,I\n"),
    ("a row of a hundred thousand fields", b"admission_number,code\n1039,I" + b"," * 100000 + b"\n"),
    ("a heading again and again", b"admission_number,code\n" * 50000), ("twenty megabytes", b"admission_number,code\n" + b"1039,I\n" * 3000000),
]


@case("{} where marks belong", rows=PASTED)
def _(t, data):
    s = t.demo()
    before = t.sql(s, "SELECT count(*) FROM act")
    for command in (["register", "set", "--class", "Willow", "--session", "am"], ["import", "pupils", "-"], ["import", "pupils", "--dry-run", "-"]):
        r = t.run("--school", s, *command, input=data, status=(3, 4, 5), timeout=600, prefix=["prlimit", "--as=600000000", f"--cpu={CPU_MOST}"])
        t.ok(r.status != 3 or "not enough memory" in r.err, r.err)
        t.equal(r.out, "")
        t.ok(0 < len(r.err) < 10000, f"{len(r.err)} bytes of message")
    t.equal(t.sql(s, "SELECT count(*) FROM act"), before)
    t.run("--school", s, "verify")


@case("a megabyte pasted where a password belongs")
def _(t):
    s = t.demo()
    r = t.run("--school", s, "staff", "password", sign_in(t, s), "--password-fd", "0", input=b"p" * MEGABYTE, status=(2, 4))
    t.lacks(r.err, "ppp")


@case("an argument of a hundred thousand letters")
def _(t):
    s = t.demo()
    long = "x" * 100000
    for command in (["register", "set", *AM, f"{long}=I"], ["register", "set", *AM, f"1039={long}"], ["late", long], ["report", "pupil", "--pupil", long], [long],
                    ["--" + long], ["register", "show", "--class", long, "--session", "am"], ["undo", long], ["--as", long, "check"], ["register", "fill", *AM, "--reason", long]):
        r = t.run("--school", s, *command, status=(2, 4))
        t.ok(len(r.err) < 2000, f"{len(r.err)} bytes of message")
    t.run("--school", "/" + long, "check", status=3)


@case("standard input, output and message closed or full")
def _(t):
    s = t.demo()
    sh = lambda line, **k: t.command(["sh", "-c", line, firstbell(), s], **k)  # noqa: E731
    sh('"$0" --school "$1" register set --class Willow --session am <&-', status=(2, 5))
    sh('"$0" --school "$1" report bands >&-', status=3)
    r = sh('"$0" --school "$1" register fill --class Birch --session am >/dev/full', status=3)
    t.match(r"What was done is saved: act \d+\.", r.err)
    t.has(r.err, "the disk is full")
    sh('"$0" --school "$1" register fill --class Oak --session am 2>&- >&- <&-', status=3)
    filled = "SELECT class, count(*) FROM v_mark WHERE date = '2026-11-20' AND session = 'am' AND class IN ('Birch', 'Oak') GROUP BY class"
    t.equal(t.sql(s, filled), [("Birch", 26), ("Oak", 4)])  # the others of Oak are expected on a trip, and left
    r = sh('"$0" --school "$1" report bands --out /dev/full', status=(0, 2, 3))
    sh('"$0" --school "$1" report bands --out /proc/nope', status=(2, 3))
    t.run("--school", s, "verify")


main()
