#!/usr/bin/python3
"""Random schools: every figure of the thresholds engine by the rules and by the second reading, pupil by pupil."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import cases  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(701, 713))
COUNT = int(os.environ.get("ORACLE_PUPILS", "180"))


@case("seed {}", rows=[(s, s) for s in SEEDS])
def _(t, seed):
    t.note(f"seed {seed}")
    cases.agree(t, cases.a_case(seed, COUNT), tuple(os.environ.get("ORACLE_PARTS", "").split()) or cases.PARTS)


main()
