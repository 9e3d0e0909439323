#!/usr/bin/python3
"""The program itself on a disk that is full, and on one mounted read-only: what it says, and that it goes on once there is room."""

import contextlib
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402

FILL = ["register", "fill", "--class", "Beech", "--session", "am"]
CLOCK = "2026-11-20T09:07"


@contextlib.contextmanager
def disk(t, size):
    """A file system in memory; skips where none can be mounted."""
    path = os.path.join(t.dir, "disk")
    os.mkdir(path)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "firstbell-test", path], check=False, capture_output=True).returncode:
        t.skip("no file system can be mounted here")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=False)


def fill_up(path):
    with open(os.path.join(path, "filler"), "ab", buffering=0) as f:
        with contextlib.suppress(OSError):
            while True:
                f.write(bytes(4096))


def make_room(path):
    os.unlink(os.path.join(path, "filler"))


def acts(t, school):
    r = t.run("--school", school, "verify", "--format", "json")
    t.has(r.out, '"ok": true')
    return r.out


@case("a full disk is named, and the same command goes through once there is room")
def _(t):
    with disk(t, "16m") as path:
        s = os.path.join(path, "school")
        t.run("demo", s, "--clock", CLOCK)
        before = acts(t, s)
        fill_up(path)
        for command in (FILL, ["register", "set", "--class", "Willow", "--session", "am", "--reason", "x", "1039=I"], ["staff", "add", "x", "X", "Y"],
                        ["import", "pupils", "-"]):
            r = t.run("--school", s, *command, status=3, input="admission_number,surname,forename,dob,sex,year,class\n9,A,B,2016-03-04,F,5,Willow\n")
            t.equal((r.out, r.err.count("\n")), ("", 1))
            t.match("[Nn]o room|is full", r.err)
            t.has(r.err, "Make room")
        make_room(path)
        t.equal(acts(t, s), before)
        t.has(t.run("--school", s, *FILL).out, "20 blank, now present\n")
        acts(t, s)


@case("a school that did not fit is made once there is room: {}", rows=[("demo", ["demo"], ["--clock", CLOCK]), ("init", ["init"], [
    "--name", "Marlow Road", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00", "--pm", "13:00,13:30,15:15",
    "--term", "All year,2024-09-03,2025-07-22", "--staff", "jokafor,Joy Okafor,Secretary"])])
def _(t, command, options):
    for size in ("64k", "256k", "1m"):
        with disk(t, size) as path:
            s = os.path.join(path, "school")
            r = t.run(*command, s, *options, status=(0, 3))
            if r.status == 3:
                t.equal(r.out, "")
                t.match("[Nn]o room|is full", r.err)
                t.run("--school", s, "report", "missing", status=3)
                subprocess.run(["mount", "-o", "remount,size=32m", path], check=True)
                t.run(*command, s, *options)
            subprocess.run(["mount", "-o", "remount,size=32m", path], check=True)
            acts(t, s)
        os.rmdir(path)


@case("a report that does not fit in its file leaves the old one")
def _(t):
    with disk(t, "64k") as path:
        s, out = t.demo(), os.path.join(path, "bands.csv")
        with open(out, "w", encoding="utf-8") as f:
            f.write("the old one")
        fill_up(path)
        r = t.run("--school", s, "report", "bands", "--format", "json", "--working", "--out", out, status=(2, 3, 4))
        t.has(r.err, "full")
        with open(out, encoding="utf-8") as f:
            t.equal(f.read(), "the old one")
        t.equal(sorted(os.listdir(path)), ["bands.csv", "filler"], "what is left behind")


@case("a disk mounted read-only shows every mark, the last one too, and saves none", rows=[("with marks in the log", False), ("with an empty log", True)])
def _(t, empty):
    with disk(t, "32m") as path:
        s = os.path.join(path, "school")
        t.run("demo", s, "--clock", CLOCK)
        t.run("--school", s, *FILL)
        if empty:
            t.command(["sqlite3", s + "/school.db", "PRAGMA wal_checkpoint(TRUNCATE)"])
        subprocess.run(["mount", "-o", "remount,ro", path], check=True)
        r = t.run("--school", s, "register", "show", "--class", "Beech", "--session", "am")
        t.has(r.out, "26 due, 6 blank")
        t.has(r.err, "can only be read")
        for report in (["report", "absentees"], ["report", "bands", "--format", "csv"], ["history"], ["verify"], ["check"]):
            t.run("--school", s, *report, status=(0, 1))
        r = t.run("--school", s, "register", "send", "--class", "Beech", "--session", "am", status=3)
        t.equal(r.out, "")
        t.equal(os.listdir(os.path.join(t.dir, ".home")), [], "copies left behind")
        subprocess.run(["mount", "-o", "remount,rw", path], check=True)
        t.run("--school", s, "register", "send", "--class", "Beech", "--session", "am")


main(root=True, needs=["mount", "umount", "sqlite3"])
