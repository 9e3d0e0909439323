#!/usr/bin/python3
"""kill -9 and a full disk at every write of the commands of a school day: all of it is saved or none, and only what is saved is told."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from marlow import AM, DAY, OPTIONS, PUPILS, WHY, marlow  # noqa: E402
from tap import case, firstbell, main  # noqa: E402

MORE = PUPILS.replace("Okafor,Amara", "Okafor,Amarachi") + "".join(f"05{n:02d},Lark,Child {n},,2016-01-02,F,3,Willow,2024-09-03\n" for n in range(20))
WRITES = ("pwrite64", "fdatasync", "ftruncate")
SUBMIT = ["submit"]  # what the screens send: marks and register in one

# What is done before, what is killed, its standard input.
COMMANDS = [
    ("register set", [], ["register", "set", *AM, *WHY, "0101=I", "0102=/", "0103=L"], None),
    ("register fill", [], ["register", "fill", *AM, *WHY], None),
    ("register send", [["register", "fill", *AM, *WHY]], ["register", "send", *AM], None),
    ("register submit", [], SUBMIT, None),
    ("register close", [["register", "fill", *AM, *WHY], ["register", "send", *AM]],
     ["register", "close", "--session", "am", "--date", DAY, "--class", "Willow"], None),
    ("undo", [["register", "set", *AM, *WHY, "0101=I", "0102=/"]], ["undo", "9", "--reason", "wrong class"], None),
    ("import pupils", [], ["import", "pupils", "-"], MORE),
]


def state(t, school):
    """Acts and entries, of a record that holds."""
    found = json.loads(t.run("--school", school, "verify", "--format", "json").out)
    t.ok(found["ok"], "the record does not hold")
    return found["acts"], found["entries"], t.sql(school, "SELECT count(*) FROM change")[0][0], t.sql(school, "SELECT count(*) FROM pupil")[0][0]


def do(t, school, command, prefix=(), **options):
    if command is SUBMIT:
        return t.command([*prefix, os.environ["FAULT_SUBMIT"], school], **options)
    return t.run("--school", school, *command, prefix=prefix, **options)


def fresh(t, base):
    path = os.path.join(t.dir, "spoilt")
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(base, path)
    return path


@case("{} killed, and on a full disk, at every write", rows=COMMANDS)
def _(t, before, command, given):
    base = marlow(t)
    for words in before:
        t.run("--school", base, *words)
    path, log = fresh(t, base), os.path.join(t.dir, "strace")
    none = state(t, base)
    whole_out = do(t, path, command, input=given).out
    whole = state(t, path)
    t.ok(none != whole, "the command changes nothing")
    kills = refusals = 0
    for call in WRITES:
        for what in ("signal=SIGKILL", "error=ENOSPC"):
            for when in range(1, 400):
                path = fresh(t, base)
                done = do(t, path, command, input=given, status=None,
                          prefix=["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}"])
                with open(log, encoding="utf-8", errors="replace") as f:
                    struck = f.read()
                if "(INJECTED)" not in struck and "SIGKILL" not in struck:
                    break
                t.said.clear()
                t.note(f"{what} at {call} {when}: ended with {done.status}: {done.out}{done.err}")
                there = state(t, path)
                t.ok(there in (none, whole), f"half of it is there: {there}, not {none} or {whole}")
                if done.out == whole_out:
                    t.equal(there, whole, "told saved")
                if done.status in (3, 4):
                    t.equal(there, none, "told not saved")
                    t.equal(done.err.count("\n"), 1, "one sentence")
                    refusals += 1
                kills += "SIGKILL" in what
    t.ok(kills > 10 and refusals > 5, f"{kills} kills, {refusals} refusals")


@case("init killed at every write leaves a school or nothing in the way of one")
def _(t):
    log, points = os.path.join(t.dir, "strace"), 0
    for when in range(1, 400, 6):
        path = os.path.join(t.dir, "new")
        shutil.rmtree(path, ignore_errors=True)
        t.command(["strace", "-f", "-qq", "-o", log, "-e", "trace=pwrite64,write", "-e", f"inject=pwrite64:signal=SIGKILL:when={when}",
                   firstbell(), "init", path, *OPTIONS], status=None)
        with open(log, encoding="utf-8", errors="replace") as f:
            if "SIGKILL" not in f.read():
                break
        t.said.clear()
        points += 1
        if t.run("--school", path, "verify", status=(0, 3)).status == 3:
            t.run("init", path, *OPTIONS)
        t.run("--school", path, "verify")
    t.ok(points > 10, f"only {points} points")


main(needs=["strace"])
