#!/usr/bin/python3
"""kill -9 and a full disk at every write of the commands of a school day: all of it is saved or none, and only what is saved is told."""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from faults import stops  # noqa: E402
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


def beside_the_store(school):
    """What init makes there besides: directories and the configuration."""
    names = sorted(n for n in os.listdir(school) if not n.startswith("school.db") and ".new-" not in n)
    with open(os.path.join(school, "firstbell.conf"), "rb") as f:
        return names, f.read()


@case("init killed at every call leaves a school or nothing in the way of one")
def _(t):
    peace, path, points, none = os.path.join(t.dir, "peace"), os.path.join(t.dir, "new"), 0, 0
    t.run("init", peace, *OPTIONS)
    for stop in stops(t, path, [firstbell(), "init", path, *OPTIONS]):
        t.said.clear()
        points += 1
        found = t.run("--school", stop.path, "verify", "--format", "json", status=(0, 3))
        if found.status == 3:
            t.lacks(stop.out, "school made")
            none += 1
            t.run("init", stop.path, *OPTIONS)
            found = t.run("--school", stop.path, "verify", "--format", "json")
        t.equal(json.loads(found.out)["acts"], 1, f"the whole school, after point {points}, {stop.call}")
        t.equal(beside_the_store(stop.path), beside_the_store(peace), f"what is beside it, after point {points}, {stop.call}")
    t.ok(points > 30 and 0 < none < points, f"{points} points, {none} of them no school")


main(needs=["strace"])
