#!/usr/bin/python3
"""kill -9 at every system call of a register, and of the making of a school (reliability R1)."""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from faults import DRIVER, SAVED, calls_of, check_nothing_lost, drive, fresh, look, school, stops, strike, told  # noqa: E402


def registers_told(done):
    return [told(line) for line in done.out.splitlines()]


@case("killed at every call of a register")
def _(t):
    base = school(t, 1, 2)
    calls = calls_of(t, fresh(t, base), ["set", 3])
    t.ok(calls["pwrite64"][1] > 8 and "fdatasync" in calls, f"few calls: {calls}")  # a commit is written in large pieces
    points = saved = 0
    for call, (first, last) in sorted(calls.items()):
        for when in range(first, last + 1):
            path = fresh(t, base)
            done = strike(t, path, ["set", 3], call, "signal=SIGKILL", when)
            if done is None:
                break
            t.said.clear()
            check_nothing_lost(t, path, {1, 2}, registers_told(done), [3])
            points += 1
            saved += SAVED in registers_told(done)
    t.ok(points > 100, f"only {points} points")
    t.ok(0 < saved < points, f"{saved} of {points} were told saved")


@case("killed at every call of the making of a school")
def _(t):
    path = os.path.join(t.dir, "made")
    os.mkdir(path)
    points = none = 0
    for stop in stops(t, path, [DRIVER, "make", path]):
        t.said.clear()
        points += 1
        again = drive(t, "set", stop.path, 1)
        if SAVED in map(told, stop.out.splitlines()):
            t.equal(again.status, 0, "a school told made takes a register")
        if again.status != 0:  # no school, so the same command makes it
            none += 1
            t.equal(again.status, 3)
            t.equal(drive(t, "make", stop.path).out, "saved 1\n", f"made again after point {points}, {stop.call}")
            drive(t, "set", stop.path, 1, status=0)
        t.equal(look(t, stop.path), {1})
    t.ok(points > 25 and 0 < none < points, f"{points} points, {none} of them no school")


@case("killed while the log is moved into the file")
def _(t):
    wanted = list(range(1, 61))
    base = school(t, *wanted)
    t.ok(os.path.getsize(os.path.join(base, "school.db-wal")) > 1000 * 4096, "the log is short")
    points = 0
    for when in range(10, 3000, 17):
        path = fresh(t, base)
        done = strike(t, path, ["serve"], "pwrite64", "signal=SIGKILL", when, input="99\n")
        if done is None:
            break
        t.said.clear()
        check_nothing_lost(t, path, set(wanted), registers_told(done), [99])
        points += 1
    t.ok(points > 5, f"only {points} points")


@case("killed again at every call of the register after a kill")
def _(t):
    path = shutil.copytree(school(t, 1, 2), os.path.join(t.dir, "killed"))
    t.ok(strike(t, path, ["set", 3], "fdatasync", "signal=SIGKILL", 1), "it was not killed")
    points = 0
    for stop in stops(t, path, [DRIVER, "set", path, 4]):
        t.said.clear()
        check_nothing_lost(t, stop.path, {1, 2}, list(map(told, stop.out.splitlines())), [4, 3])
        points += 1
    t.ok(points > 20, f"only {points} points")


main(needs=["strace"])
