#!/usr/bin/python3
"""A disk that is full or fails, at every call, once and from then on: nothing false is said about saving (reliability R3, R4)."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from faults import NOT_KNOWN, NOT_SAVED, SAVED, calls_of, check_nothing_lost, drive, fresh, look, school, strike, told  # noqa: E402

WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate")
READS = ("pread64", "read", "openat", "mmap", "flock", "newfstatat")
NEVER_SAID = ("Error", "errno", "Invalid", "core dumped")


def sweep(t, base, command, calls, error, ever, wanted, stride=1):
    """How often each thing was told."""
    counts = calls_of(t, fresh(t, base), command)
    tally = {SAVED: 0, NOT_SAVED: 0, NOT_KNOWN: 0, None: 0}
    points = 0
    for call in calls:
        first, last = counts.get(call, (1, 0))
        for when in range(first, last + 1, stride):
            path = fresh(t, base)
            done = strike(t, path, command, call, f"error={error}", f"{when}+" if ever else when)
            if done is None:
                break
            t.ok(done.status in (0, 1, 3), f"{call} {when}: ended with {done.status}: {done.out}{done.err}")
            said = [told(line) for line in done.out.splitlines()]
            word = said[0] if said else None
            tally[word] += 1
            points += 1
            for bad in NEVER_SAID:
                t.lacks(done.out, bad)
            if word in (NOT_SAVED, NOT_KNOWN) and wanted:
                t.ok(len(done.out) > 40, f"no sentence: {done.out}")
            t.said.clear()
            t.note(f"{call} {when}{'+' if ever else ''} {error}: {done.out}")
            check_nothing_lost(t, path, {1, 2}, said, wanted)
    t.ok(points, "no points")
    return tally


@case("a register on a disk with", rows=[(f"{error} {'from a write on' if ever else 'at one write'}", error, ever)
                                         for error in ("EIO", "ENOSPC") for ever in (False, True)])
def _(t, error, ever):
    tally = sweep(t, school(t, 1, 2), ["set", 3], WRITES, error, ever, [3])
    t.ok(tally[NOT_SAVED] > 0, f"{tally}")  # the register itself is one write
    t.ok(tally[SAVED] > 0, f"{tally}")  # the queue's note of who writes is not worth a register


@case("a register on a disk with", rows=[("EIO at one look", False), ("EIO from a look on", True)])
def _(t, ever):
    tally = sweep(t, school(t, 1, 2), ["set", 3], READS, "EIO", ever, [3])
    t.ok(tally[NOT_SAVED] + tally[None] > 10, f"{tally}")


@case("a COMMIT that failed and had saved is told saved")
def _(t):
    base = school(t, 1, 2)
    path = fresh(t, base)
    done = strike(t, path, ["set", 3], "fdatasync", "error=EIO", 1)  # the log's, in COMMIT; the second is the directory's
    t.equal(done.out, "saved 4\n")
    t.equal(look(t, path), {1, 2, 3})


@case("a disk that fails in COMMIT and never comes back is told as not known")
def _(t):
    base = school(t, 1, 2)
    path = fresh(t, base)
    done = strike(t, path, ["set", 3, 4], "fdatasync", "error=EIO", "1+")
    lines = done.out.splitlines()
    t.match("^not known: .*Do not enter it again", lines[0])
    t.match("^not saved: .*nothing more is written until", lines[1])  # and no more is taken
    there = look(t, path)
    t.ok(4 not in there, "register 4 was told not saved, and is there")
    t.ok({1, 2} <= there, "what was there is gone")


@case("after a failed sync nothing more is written until the school is opened again")
def _(t):
    base = school(t, 1, 2)
    path = fresh(t, base)
    done = strike(t, path, ["set", 3, 4], "fdatasync", "error=EIO", 1)
    lines = done.out.splitlines()
    t.equal(lines[0], "saved 4")
    t.match("^not saved: .*nothing more is written until", lines[1])
    drive(t, "set", path, 4, status=0)
    t.equal(look(t, path), {1, 2, 3, 4})


@case("a disk that is full and then is not is written again by the same program")
def _(t):
    base = school(t, 1, 2)
    counts = calls_of(t, fresh(t, base), ["set", 3])["pwrite64"]
    for when in range(counts[0], counts[1] + 1):
        path = fresh(t, base)
        done = strike(t, path, ["set", 3, 4, 5, 6], "pwrite64", "error=ENOSPC", f"{when}..{when + 1}")
        if done.status == 3:  # it had no room to open the school
            continue
        said = [told(line) for line in done.out.splitlines()]
        t.equal(said[2:], [SAVED, SAVED], f"at {when}: {done.out}")
        t.equal(look(t, path), {1, 2} | {n for n, word in zip((3, 4, 5, 6), said) if word == SAVED}, f"at {when}: {done.out}")
        t.said.clear()


@case("a school is made on a disk with", rows=[("ENOSPC at one write", "ENOSPC", False), ("ENOSPC from a write on", "ENOSPC", True),
                                              ("EIO at one write", "EIO", False), ("EIO from a write on", "EIO", True)])
def _(t, error, ever):
    counts = calls_of(t, fresh(t, None), ["make"])
    for call in WRITES:
        first, last = counts.get(call, (1, 0))
        for when in range(first, last + 1, 2 if call == "pwrite64" else 1):
            path = fresh(t, None)
            done = strike(t, path, ["make"], call, f"error={error}", f"{when}+" if ever else when)
            if done is None:
                break
            t.ok(done.status in (0, 1, 2, 3), f"{call} {when}: ended with {done.status}")
            word = told(done.out) if call != "write" else None
            there = drive(t, "set", path, 1).status == 0
            if word == SAVED:
                t.ok(there, f"{call} {when}: told made, and not there")
            if word == NOT_SAVED:
                t.ok(not there, f"{call} {when}: told not made, and there: {done.out}")
            if not there:
                t.equal(drive(t, "make", path).out, "saved 1\n", f"made again after {call} {when}")
                drive(t, "set", path, 1, status=0)
            t.equal(look(t, path), {1})
            t.said.clear()


main(needs=["strace"])
