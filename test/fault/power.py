#!/usr/bin/python3
"""The power goes (reliability R2, R6): 2,000 numbered cuts; 10,000 with FIRSTBELL_LONG=1 in the environment."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402

CUT = os.environ.get("FAULT_CUT", "")
CUTS = 10000 if os.environ.get("FIRSTBELL_LONG") else 2000
PARTS = 4


def cuts(t, first, count, *how):
    if not CUT:
        t.skip("FAULT_CUT does not name the program: it is not built yet")
    done = t.command([CUT, first, count, *how], timeout=3000)
    words = done.out.splitlines()[-1].split()
    return dict(zip(words[::2], map(int, words[1::2])))


def nothing_lost(t, got, count, told):
    t.equal(got["cuts"], count)
    t.ok(got["told"] > told, f"few registers were told saved: {got}")
    t.equal({k: got[k] for k in ("lost", "partial", "broken", "wrong")}, {"lost": 0, "partial": 0, "broken": 0, "wrong": 0})


@case("cuts of the power", rows=[(f"{CUTS // PARTS} from number {part * CUTS // PARTS} on", part * CUTS // PARTS) for part in range(PARTS)])
def _(t, first):
    got = cuts(t, first, CUTS // PARTS)
    nothing_lost(t, got, CUTS // PARTS, CUTS // PARTS)


@case("cuts after a sync that failed: {}", rows=[("the log's, before it is moved", 1), ("the store's, it is moved", 2),
                                                ("the log's, begun again", 3), ("its first register's", 4), ("its second's", 5)])
def _(t, sync):
    # the sooner the sync that fails, the fewer were told before the cut
    nothing_lost(t, cuts(t, 0, 120, "after", sync), 120, 60)


@case("cuts where lines are rung between the registers")
def _(t):
    nothing_lost(t, cuts(t, 0, 400, "ringing"), 400, 400)


@case("a disk that says it has written and has not is found out")
def _(t):
    got = cuts(t, 0, 40, "lying")
    t.ok(got["lost"] > 40, f"these cuts cost nothing: {got}")


main()
