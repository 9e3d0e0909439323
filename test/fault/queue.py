#!/usr/bin/python3
"""Sixty programs at once, each with a register of its own (reliability R10): all land, and the record holds."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from faults import DRIVER, drive, look, school  # noqa: E402

PROGRAMS = 60
WAIT = 600  # seconds: then they wait for each other


def start(t, *words, **options):
    process = subprocess.Popen([DRIVER, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=t.environment(None), text=True, **options)
    t.started.append(process)
    return process


@case("sixty registers at once")
def _(t):
    path = school(t)
    running = [start(t, "set", path, n) for n in range(PROGRAMS)]
    said = [p.communicate(timeout=WAIT) for p in running]
    t.equal(sorted(int(out.split()[1]) for out, err in said if out.startswith("saved ")), list(range(2, PROGRAMS + 2)), f"{said[:3]}")
    t.equal(look(t, path), set(range(PROGRAMS)))


@case("two programs in turn, a hundred registers, with the log moved into the file meanwhile")
def _(t):
    path = school(t)
    running = [start(t, "serve", path) for _ in range(2)]
    for n in range(100):
        running[n % 2].stdin.write(f"{n}\n")
        running[n % 2].stdin.flush()
    said = [p.communicate(timeout=WAIT)[0].splitlines() for p in running]
    t.equal(sorted(int(line.split()[1]) for lines in said for line in lines), list(range(2, 102)))
    t.equal(look(t, path), set(range(100)))
    t.ok(os.path.getsize(os.path.join(path, "school.db")) > 100 * 4096, "nothing was moved into the file")


@case("the same register from two programs is there once")
def _(t):
    path = school(t)
    running = [start(t, "set", path, 7) for _ in range(10)]
    said = [p.communicate(timeout=WAIT)[0] for p in running]
    t.equal(sum(out == "saved 2\n" for out in said), 1, f"{said}")
    t.equal(sum(out in ("saved 0\n", "saved 2\n") or out.startswith("not saved: A mark of") for out in said), 10, f"{said}")
    t.equal(look(t, path), {7})


main()
