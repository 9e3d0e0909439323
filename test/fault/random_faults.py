#!/usr/bin/python3
"""Several faults in one run, by chance (reliability R5): what single ones do not find.  libfiu, 2% and 5% of all calls that read or write."""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from faults import NOT_SAVED, SAVED, check_nothing_lost, drive, fresh, school, told  # noqa: E402

RUNS = 1000 if os.environ.get("FIRSTBELL_LONG") else 100
RUNS_MOST = 20 * RUNS


@case("{} fail", rows=[("2% of all calls", 0.02, False), ("2% of the calls of saving", 0.02, True), ("5% of the calls of saving", 0.05, True)])
def _(t, probability, only_saving):
    base = school(t, 1, 2)
    wanted = [3, 4, 5, 6]
    tally = {}
    # where every call may fail few runs come as far as saving, and what saves is a few large writes: as many runs as it takes to see both
    least = RUNS // (10 if only_saving else 20)
    runs = 0
    while runs < RUNS or runs < RUNS_MOST and min(tally.get(SAVED, 0), tally.get(NOT_SAVED, 0)) < least:
        runs += 1
        path = fresh(t, base)
        if only_saving:
            done = drive(t, "chance", path, probability, *wanted, prefix=["fiu-run", "-x"])
        else:
            done = drive(t, "set", path, *wanted, prefix=["fiu-run", "-x", "-c", f"enable_random name=posix/io/*,probability={probability}"])
        t.ok(done.status in (0, 1, 3) or not only_saving and done.status in (2, 127), f"ended with {done.status}: {done.out}{done.err}")
        said = [told(line) for line in done.out.splitlines()]
        for word in said:
            tally[word] = tally.get(word, 0) + 1
        t.said.clear()
        t.note(done.out)
        check_nothing_lost(t, path, {1, 2}, said, wanted)
    t.ok(min(tally.get(SAVED, 0), tally.get(NOT_SAVED, 0)) >= least, f"{runs} runs: {tally}")


main(needs=["fiu-run"])
