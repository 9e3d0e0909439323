#!/usr/bin/python3
"""kill -9, and a failing disk, at every call by which a command changes a file (reliability.md 4: R1, R3, R4).

A command that said that it saved has saved; one that was killed before it could say so has saved all or nothing; and the
same command again brings the same end, whichever it was.  fault/commands kills the commands of a day at every single point;
here it is the end that counts, after the second attempt, so that of those one point in a few is enough."""

import concurrent.futures
import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from marlow import AM, DAY, OPTIONS, PUPILS, WHY, marlow
from bad import at, needs_clock
from tap import case, main

WRITES = ["write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir", "chmod"]
STEPS = {"set": 2, "send": 4, "close": 4, "import": 6, "init": 4, "demo": 100, "checkpoint": 50}  # every so many calls of one kind
ACKNOWLEDGED = re.compile(r"^act \d+ saved|^acts \d+ to \d+ saved|^(practice )?school made", re.MULTILINE)
# What a call may answer when the disk fails; a directory that is not made is not a failing disk.
FAILS = {"write": "ENOSPC", "pwrite64": "ENOSPC", "fsync": "EIO", "fdatasync": "EIO", "ftruncate": "EIO", "rename": "EIO", "mkdir": "ENOSPC", "pread64": "EIO"}


class Command:
    """A command whose end is known: a school before it, and as it is after it ran in peace."""

    def __init__(self, t, name, before, arguments, input=None, env=None):
        self.t, self.name, self.before, self.arguments, self.input, self.env = t, name, before, arguments, input, env
        self.numbers = itertools.count(1)
        peace = self.fresh()
        log = os.path.join(t.dir, "calls")
        self.run(peace, prefix=["strace", "-f", "-o", log, "-e", "trace=" + ",".join([*WRITES, "pread64"])])
        self.calls = {}
        with open(log, encoding="utf-8", errors="replace") as f:
            for line in f:
                call = re.match(r"\d+ +(\w+)\(", line)
                if call:
                    self.calls[call[1]] = self.calls.get(call[1], 0) + 1
        self.start, self.end = state(before), state(peace)
        t.ok(self.start != self.end, "the command changes nothing")

    def fresh(self):
        path = os.path.join(self.t.dir, f"point-{next(self.numbers)}")
        if self.before:
            shutil.copytree(self.before, path)
        return path

    def run(self, school, status=0, prefix=()):
        arguments = [a.replace("SCHOOL", school) for a in self.arguments]
        return self.t.run(*arguments, input=self.input, status=status, prefix=prefix, env=self.env)

    def points(self, calls, step):
        return [(call, n) for call in calls if call in self.calls for n in range(1, self.calls[call] + 1, step if self.calls[call] > 3 * step else 1)]


def state(school):
    """What a school holds, but for keys and times; None: nothing that counts as a school."""
    path = os.path.join(school, "school.db") if school else ""
    if not os.path.exists(path):
        return None
    with tempfile.TemporaryDirectory() as copy, contextlib.ExitStack() as opened:
        for name in os.listdir(school):  # whoever opens a store may change its log
            if name in ("school.db", "school.db-wal"):
                shutil.copy(os.path.join(school, name), copy)
        store = opened.enter_context(contextlib.closing(sqlite3.connect(os.path.join(copy, "school.db"))))
        if store.execute("PRAGMA user_version").fetchone()[0] == 0:
            return None
        return [store.execute(query).fetchall() for query in (
            "SELECT kind, count(*) FROM act GROUP BY kind ORDER BY kind", "SELECT admission_number, date, session, code FROM v_mark ORDER BY 1, 2, 3",
            "SELECT admission_number, surname, forename FROM pupil ORDER BY 1", "SELECT count(*) FROM staff", "SELECT day, sent_act IS NULL, closed_act IS NULL FROM register ORDER BY 1, 2, 3",
            "SELECT text FROM note ORDER BY 1", "SELECT name, from_day FROM term ORDER BY 1")]


def holds(c, school):
    if state(school) is not None:
        c.t.has(c.t.run("--school", school, "verify", "--format", "json", env=c.env).out, '"ok": true')


def same_again(c, school):
    """The command goes through, or has been done already."""
    c.run(school, status=(0, 4) if c.before is None else 0)
    c.t.equal(state(school), c.end, "done again")
    holds(c, school)
    shutil.rmtree(school)


def at_point(c, school, r, where):
    """What must be true whatever hit the command."""
    now = state(school)
    c.t.ok(now in (c.start, c.end), f"{where}: half of it is there: {now}")
    if ACKNOWLEDGED.search(r.out):
        c.t.equal(now, c.end, f"{where}: it said that it had saved")
    holds(c, school)
    return now


def kill_at(c, call, n):
    school = c.fresh()
    r = c.run(school, status=None, prefix=["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={n}"])
    c.t.ok(r.status in (-9, 137, 0), f"{call} {n}: ended with {r.status}")
    at_point(c, school, r, f"{call} {n}")
    same_again(c, school)
    return r.status != 0


def fail_at(c, call, n, when, error):
    school = c.fresh()
    r = c.run(school, status=None, prefix=["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}{when}"])
    where = f"{call} {n}{when} {error}"
    c.t.ok(r.status in (0, 3) or call == "pread64" and r.status == 127, f"{where}: ended with {r.status}")
    now = at_point(c, school, r, where)
    if r.status == 0:
        c.t.equal(now, c.end, f"{where}: it ended well")
    elif call != "write" and r.status == 3:  # a write may be that of the very message
        c.t.ok(r.err.count("\n") == 1, f"{where}: {r.err!r} is not a sentence")
        c.t.ok(now == c.start or not re.search(r"nothing was saved|not saved|Nothing is changed", r.err), f"{where}: saved, and said {r.err!r}")
    same_again(c, school)
    return r.status != 127  # the loader reads too, and then nothing has begun


def sweep(c, f, points):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        done = [pool.submit(f, c, *point) for point in points]
        hits = sum(d.result() for d in done)
    c.t.ok(hits >= 0.9 * len(points), f"only {hits} of {len(points)} points were reached")
    c.t.ok(len(points) >= 5, f"{len(points)} points are few")


def set_up(t, name):
    """The commands, by name."""
    if name == "init":
        needs_clock(t)
        return Command(t, name, None, ["init", "SCHOOL", *OPTIONS])
    if name == "demo":
        return Command(t, name, None, ["demo", "SCHOOL", "--clock", "2026-09-08T09:07"])
    if name == "checkpoint":
        s = t.demo()
        for half in ("am", "pm"):
            for cls in ("Beech", "Oak", "Birch"):
                if os.path.getsize(s + "/school.db-wal") < 998 * 4120:
                    t.run("--school", s, "register", "fill", "--class", cls, "--session", half, status=(0, 4))
        note = 0
        while os.path.getsize(s + "/school.db-wal") < 985 * 4120:
            note += 1
            t.run("--school", s, "register", "set", "--class", "Willow", "--session", "am", "--reason", "x", "1039=" + "IM"[note % 2])
        return Command(t, name, s, ["--school", "SCHOOL", "register", "fill", "--class", "Willow", "--session", "am", "--overwrite", "Y1", "--yes", "28", "--reason", "x"])
    s = marlow(t)
    marks = ["--school", "SCHOOL", "register", "set", *AM, *WHY, "0101=I", "0102=/", "0103=L"]
    done = [a.replace("SCHOOL", s) for a in marks]
    if name in ("send", "close", "undo"):
        t.run(*done)
    if name == "close":
        t.run("--school", s, "register", "send", *AM)
    arguments, text = {
        "set": (marks, None),
        "send": (["--school", "SCHOOL", "register", "send", *AM], None),
        "close": (["--school", "SCHOOL", "register", "close", "--session", "am", "--date", DAY, "--class", "Willow", "--confirm-n"], None),
        "import": (["--school", "SCHOOL", "import", "pupils", "-"], PUPILS.replace("Hall", "Hull") + "0301,New,Nora,,2016-01-02,F,3,Ash,2024-09-03\n"),
    }[name]
    return Command(t, name, s, arguments, text)


@case("kill -9 at the writes of {}, and the same again", rows=[(n, n) for n in STEPS])
def _(t, name):
    c = set_up(t, name)
    sweep(c, kill_at, c.points(WRITES, STEPS[name]))


@case("a disk that fails once, at each call of {}", rows=[("set", "set", 1), ("close", "close", 3), ("import", "import", 6), ("init", "init", 8)])
def _(t, name, step):
    c = set_up(t, name)
    sweep(c, fail_at, [(call, n, "", FAILS[call]) for call, n in c.points(FAILS, step)])


@case("a disk that is full from some call on: {}", rows=[(n, n) for n in ("set", "import", "init")])
def _(t, name):
    c = set_up(t, name)
    sweep(c, fail_at, [(call, n, "+", "ENOSPC") for call, n in c.points(["pwrite64", "ftruncate"], 4)])


main(needs=["strace"])
