#!/usr/bin/python3
"""kill -9 at every call by which the sending of a screen changes anything: the marks are all sent, or all offered back."""

import contextlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib")]
from taking import Typist, birch, marks, offered, verify  # noqa: E402
from tap import Failure, case, main  # noqa: E402

CALLS = ("write", "pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")
TYPED = ("/", "n", "/")  # a blank, a change, and one that stands already


def strace(log, *rules):
    """The program stays the harness's own child."""
    return ["/usr/bin/strace", "-D", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS), *rules]


def counts(t, log):
    with open(log, encoding="utf-8", errors="replace") as f:
        lines = f.read().splitlines()
    return {call: sum(f" {call}(" in line for line in lines) for call in CALLS}


def typed(t, school, **options):
    s = birch(t, school, tick=1000, **options)
    typist = Typist(s, marks(t, school))
    typist.press(*TYPED, wait=True)
    return s, typist


def quit_now(t, s):
    s.signal(9)
    t.equal(s.exit(), -9)


def in_the_sending(t):
    """Which calls of each kind are the sending's: as many as there are with one, but for those without."""
    found = []
    for keys in ([], ["F10", "Enter"]):
        log = os.path.join(t.dir, f"peace-{len(keys)}")
        s, typist = typed(t, t.demo(), prefix=strace(log))
        typist.press(*keys, wait=True)
        quit_now(t, s)
        found.append(counts(t, log))
    return [(call, n) for call in CALLS for n in range(found[0][call] + 1, found[1][call] + 2)]


@case("a sending killed at each of its calls")
def _(t):
    points, ends = in_the_sending(t), {"sent": 0, "offered": 0}
    t.ok(len(points) > 12, f"{points}")
    for call, n in points:
        school = t.demo()
        s, typist = typed(t, school, prefix=strace(os.path.join(t.dir, "log"), "-e", f"inject={call}:signal=SIGKILL:when={n}"))
        typist.press("F10", "Enter")
        with contextlib.suppress(Failure):  # it has ended
            s.wait().signal(9)
        t.equal(s.exit(), -9)
        s = birch(t, school)
        left = offered(t, s, marks(t, school), typist.may_be())
        ends["offered" if left.typed else "sent"] += 1
        verify(t, school)
        t.said.clear()
    t.ok(ends["sent"] > 1 and ends["offered"] > 1, f"{ends}")


main(needs=["strace"])
