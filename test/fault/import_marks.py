#!/usr/bin/python3
"""A year of marks is imported, killed somewhere on the way, and imported again (reliability R1; E11)."""

import json
import os
import random
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from moving import PUPILS, command, school  # noqa: E402

KILLS = 12


def figures(t, path):
    """What the marks add up to, and what lies beside them."""
    statistics = json.loads(t.run("--school", path, "report", "statistics", "--from", "2023-09-01", "--to", "2024-08-31", "--format", "json").out)
    rows = t.sql(path, "SELECT count(*), sum(minutes_late), sum(code_after) FROM entry") + t.sql(path, "SELECT count(*) FROM note")
    calendar = t.sql(path, "SELECT name, from_day, to_day FROM term ORDER BY id") + t.sql(path, "SELECT name, from_day, to_session FROM closure ORDER BY id")
    return statistics, rows, calendar


def kinds(t, path):
    return dict(t.sql(path, "SELECT kind, count(*) FROM act GROUP BY kind"))


def count_calls(t, path, marks, call):
    """How often a whole import makes that call."""
    log = os.path.join(t.dir, "calls")
    t.run(*command(path, marks), prefix=["strace", "-qq", "-o", log, "-e", f"trace={call}"])
    with open(log, encoding="utf-8", errors="replace") as f:
        return sum(line.startswith(call) for line in f)


def killed(t, path, marks, call, when):
    t.run(*command(path, marks), status=(-9, 137),
          prefix=["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={when}"])


def check_killed(t, path, marks):
    """What it left holds; `check` names a file that is half in.  Answers whether it is, and how many marks are."""
    t.run("--school", path, "verify")
    begun, saved = t.sql(path, "SELECT count(*) FROM import_file WHERE finished = 0")[0][0], t.sql(path, "SELECT count(*) FROM entry")[0][0]
    check = t.run("--school", path, "check", status=(0, 1)).out
    t.equal("half in" in check, begun > 0, "what check says")
    t.ok(begun or saved == 0, "marks without a file that was begun")
    return begun > 0, saved


@case("killed at random writes on the way, the same command goes on")
def _(t):
    base, marks, count = school(t)
    whole = shutil.copytree(base, os.path.join(t.dir, "whole"))
    calls = {call: count_calls(t, shutil.copytree(base, os.path.join(t.dir, call)), marks, call) for call in ("pwrite64", "fdatasync")}
    done = t.run(*command(whole, marks))
    t.has(done.out, f"{count} marks new")
    wanted = figures(t, whole)
    t.equal(wanted[1][0][0], count)
    t.ok(kinds(t, whole)["marks imported"] == PUPILS and calls["pwrite64"] > 3 * KILLS, f"{kinds(t, whole)}, {calls}")
    dice, half = random.Random(20231103), set()
    for point in range(KILLS):
        call = "fdatasync" if point % 4 == 3 else "pwrite64"
        sure = calls[call] * 9 // 10  # the acts have random keys: not every run writes as many pages of their index
        when = 1 + (sure - 1) * point // KILLS + dice.randrange(max(1, sure // KILLS))
        t.said.clear()
        t.note(f"{call} {when} of {calls[call]}")
        path = os.path.join(t.dir, "killed")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(base, path)
        killed(t, path, marks, call, when)
        begun, saved = check_killed(t, path, marks)
        if begun:
            half.add(saved)
        again = t.run(*command(path, marks))
        if begun:
            t.match(r"This file was begun on .* and not finished", again.out)
            t.has(again.out, f"{count - saved} marks new, 0 changed, {saved} the same")
        t.equal(figures(t, path), wanted, "what it adds up to")
        t.equal({kind: n for kind, n in kinds(t, path).items() if kind.startswith("import")}, {"import begun": 1, "import finished": 1})
        t.run("--school", path, "verify")
        t.lacks(t.run("--school", path, "check", status=(0, 1)).out, "half in")
    t.ok(len(half) > 1, f"no kill left marks half in at different places: {half}")


@case("the same file again changes nothing")
def _(t):
    path, marks, count = school(t)
    t.run(*command(path, marks))
    before = t.sql(path, "SELECT count(*), max(seq) FROM act")
    again = t.run(*command(path, marks))
    t.has(again.out, f"nothing to change: {count} marks stand as in the file")
    t.equal(t.sql(path, "SELECT count(*), max(seq) FROM act"), before)


@case("a dry run says each mark, and writes none")
def _(t):
    path, marks, count = school(t)
    before = t.sql(path, "SELECT count(*), max(seq) FROM act")
    said = t.run(*command(path, marks), "--dry-run").out
    t.equal(len(re.findall(r"^line \d+: ", said, re.MULTILINE)), count)
    t.has(said, f"{count} marks would be new")
    t.equal(t.sql(path, "SELECT count(*), max(seq) FROM act"), before)


main(needs=["strace"])
