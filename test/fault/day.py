#!/usr/bin/python3
"""kill -9, a full disk and one that fails at every write of the acts of a morning and of a review, and two people at one moment: all of an act is saved or none, and
only what is saved is told."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402

CLOCK = "2026-09-03T09:07"  # a practice school three days old: a small record
DAY = os.environ.get("FAULT_DAY", "")
WRITES = ("pwrite64", "fdatasync", "ftruncate")
COUNTS = ("act", "entry", "change", "plan", "plan_pupil", "sign_out", "call", "task", "ringing", "review", "reviewed", "pupil_stage",
          "return_made", "target", "policy", "league_out")

# What is killed, how many rows of what it makes, and which of the numbers does not answer.
ACTS = [
    ("arrivals of several", ["arrivals"], {"act": 1, "entry": 3}),
    ("a group that goes out", ["out"], {"act": 1, "sign_out": 3}),
    ("a trip of sixty", ["plan"], {"act": 1, "plan": 1, "plan_pupil": 60}),
    ("a trip that is confirmed", ["confirm"], {"act": 1}),
    ("a call after which the lead is told", ["call"], {"act": 1, "call": 1, "task": 1}),
    ("a stage that a person sets", ["stage"], {"act": 1, "pupil_stage": 1}),
    ("the first decision of a review", ["review"], {"act": 2, "review": 1, "reviewed": 1, "task": 1}),
    ("a review that is closed", ["review-end"], {"act": 1, "review": 0}),
    ("a return that was made", ["returned"], {"act": 1, "return_made": 1}),
    ("a target", ["target"], {"act": 1, "target": 1}),
    ("left out of praise", ["league"], {"act": 1, "league_out": 1}),
    ("a policy that is adopted", ["adopt"], {"act": 1, "policy": 1}),
]
OF_REVIEWS = [row for row in ACTS if row[1][0] in ("stage", "review", "review-end", "returned", "target", "league")]

# What two people do at one moment, what there is of it then, and how many of them are refused.
TWICE = [
    ("decide about one pupil", ["review", "seen"], {"act": 2, "review": 1, "reviewed": 1, "task": 1}, 1),
    ("set one pupil's stage", ["stage"], {"act": 1, "pupil_stage": 1}, 1),
    ("make one return", ["returned"], {"act": 1, "return_made": 1}, 1),
    ("set one target", ["target"], {"act": 1, "target": 1}, 0),
    ("leave one pupil out of praise", ["league"], {"act": 1, "league_out": 1}, 0),
]

# What is done before, so that there is something to do.
BEFORE = {"review": [["stage"]], "review-end": [["review"]], "returned": [["returned", "named"]]}


def day(t, school, *words, **options):
    if not DAY:
        t.skip("FAULT_DAY does not name the program: it is not built yet")
    options.setdefault("status", 0)
    prefix = options.pop("prefix", ())
    return t.command([*prefix, DAY, school, *words], **options)


def holds(t, school):
    t.ok(json.loads(t.run("--school", school, "verify", "--format", "json").out)["ok"], "the record does not hold")


def state(t, school):
    return {table: t.sql(school, f"SELECT count(*) FROM {table}")[0][0] for table in COUNTS}


def fresh(t, base):
    path = os.path.join(t.dir, "spoilt")
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(base, path)
    return path


def base_of(t, words):
    """The school before the act, and the act's words: of a call the child is absent, and all numbers but the last one have not answered."""
    base = t.demo(clock=CLOCK)
    if words == ["call"]:
        t.run("--school", base, "register", "set", "--class", "Beech", "--session", "am", "1178=N")
        contacts = int(day(t, base, "contacts").out)
        for n in range(contacts - 1):
            day(t, base, "call", str(n))
        words = ["call", str(contacts - 1)]
    for before in BEFORE.get(words[0], []):
        day(t, base, *before)
    return base, words


def strikes(t, base, words, faults=("signal=SIGKILL", "error=ENOSPC")):
    """(what, done, path) for each call that is struck."""
    log = os.path.join(t.dir, "strace")
    for call in WRITES:
        for what in faults:
            for when in range(1, 400):
                path = fresh(t, base)
                done = day(t, path, *words, status=None,
                           prefix=["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}"])
                with open(log, encoding="utf-8", errors="replace") as f:
                    struck = f.read()
                if "(INJECTED)" not in struck and "SIGKILL" not in struck:
                    break
                t.said.clear()
                t.note(f"{what} at {call} {when}: ended with {done.status}: {done.out}{done.err}")
                yield what, done, path


@case("{}: killed, and on a full disk, at every write", rows=ACTS)
def _(t, words, makes):
    base, words = base_of(t, words)
    path = fresh(t, base)
    none, whole_out = state(t, base), day(t, path, *words).out
    whole = state(t, path)
    t.equal({table: whole[table] - none[table] for table in makes}, makes, "what the act makes")
    kills = refusals = 0
    for what, done, path in strikes(t, base, words):
        there = state(t, path)
        t.ok(there in (none, whole), f"half of it is there: {there}, not {none} or {whole}")
        if done.out == whole_out:
            t.equal(there, whole, "told saved")
        if done.status in (3, 4):
            t.equal(there, none, "told not saved")
            t.equal(done.err.count("\n"), 1, "one sentence")
            refusals += 1
        holds(t, path)
        kills += "SIGKILL" in what
    t.ok(kills > 3 and refusals > 1, f"{kills} kills, {refusals} refusals")


@case("{}: a disk that fails at one write, at each", rows=OF_REVIEWS)
def _(t, words, makes):
    base, words = base_of(t, words)
    path = fresh(t, base)
    none, whole_out = state(t, base), day(t, path, *words).out
    whole = state(t, path)
    refusals = told = 0
    for _, done, path in strikes(t, base, words, ["error=EIO"]):
        there = state(t, path)
        t.ok(there in (none, whole), f"half of it is there: {there}, not {none} or {whole}")
        t.ok(done.status in (0, 3), f"ended with {done.status}")
        if done.out == whole_out:
            t.equal(there, whole, "told saved")
            told += 1
        else:
            t.equal(done.err.count("\n"), 1, "one sentence")
            t.ok(there == none or "not known" in done.err.lower(), "told not saved, and saved")
            refusals += 1
        holds(t, path)
        t.equal(day(t, path, "arrivals").out.count("act "), 1, "the next act is saved")
        holds(t, path)
    t.ok(refusals > 1 and told > 0, f"{refusals} refusals, {told} told saved")  # what tidies up behind the act is not worth it


@case("two people at one moment {}", rows=TWICE)
def _(t, words, makes, refused):
    base, words = base_of(t, words)
    none = state(t, base)
    for _ in range(3):
        path, gate = fresh(t, base), os.path.join(t.dir, "gate")
        waiting = [subprocess.Popen(["sh", "-c", 'while ! [ -e "$0" ]; do :; done; exec "$@"', gate, DAY, path, *words], stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=t.environment(None)) for _ in range(2)]
        with open(gate, "w", encoding="utf-8"):
            pass
        ended = [(p.communicate(timeout=120), p.returncode) for p in waiting]
        os.unlink(gate)
        t.note(f"{ended}")
        t.equal(sorted(code for _, code in ended), [0, 4] if refused else [0, 0], "one of them is told that the other was first")
        there = state(t, path)
        t.equal({table: there[table] - none[table] for table in makes}, makes, "once")
        holds(t, path)


@case("a line that is being rung: killed, and on a full disk, at every write")
def _(t):
    base, told = t.demo(clock=CLOCK), 0
    none = state(t, base)
    for what, done, path in strikes(t, base, ["ringing"]):
        there = state(t, path)
        t.ok(there in (none, {**none, "ringing": 1}), f"{there}")
        if done.out == "ringing\n":
            t.equal(there["ringing"], 1, "told ringing")
        if done.status not in (0, -9, 137):
            t.equal(done.err.count("\n"), 1, "one sentence")
            told += 1
        holds(t, path)
        t.equal(day(t, path, "arrivals").out.count("act "), 1, "the next act is saved")
        holds(t, path)
    t.ok(told > 0, "nothing was refused")


main(needs=["strace"])
