#!/usr/bin/python3
"""kill -9 at every call by which the sending of a screen changes anything: the marks are all sent, or all offered back."""

import contextlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib")]
from new_pupil import GIRL, fill, hatch, rows  # noqa: E402
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


def opened(t, school, **options):
    s = birch(t, school, tick=1000, **options)
    return s, Typist(s, marks(t, school))


def quit_now(t, s):
    s.signal(9)
    t.equal(s.exit(), -9)


def in_between(t, press):
    """Which calls of each kind are those of press(keys): as many as there are with some, but for those without."""
    found = []
    for number, keys in enumerate(([], ["F10", "Enter"])):
        log = os.path.join(t.dir, f"peace-{number}")
        quit_now(t, press(keys, strace(log)))
        found.append(counts(t, log))
    return [(call, n) for call in CALLS for n in range(found[0][call] + 1, found[1][call] + 2)]


def sending(t):
    def press(keys, prefix):
        s, typist = opened(t, t.demo(), prefix=prefix)
        typist.press(*TYPED, *keys, wait=True)
        return s
    return press


@case("a sending killed at each of its calls")
def _(t):
    points, ends = in_between(t, sending(t)), {"sent": 0, "offered": 0}
    t.ok(len(points) > 12, f"{points}")
    for call, n in points:
        school = t.demo()
        s, typist = opened(t, school, prefix=strace(os.path.join(t.dir, "log"), "-e", f"inject={call}:signal=SIGKILL:when={n}"))
        with contextlib.suppress(Failure):  # it has ended: in the sending, or before it where a slow machine made such calls while marks were typed
            typist.press(*TYPED, wait=True)
            typist.press("F10", "Enter")
            s.wait().signal(9)
        t.equal(s.exit(), -9)
        s = birch(t, school)
        left = offered(t, s, marks(t, school), typist.may_be())
        ends["offered" if left.typed else "sent"] += 1
        verify(t, school)
        t.said.clear()
    t.ok(ends["sent"] > 1 and ends["offered"] > 1, f"{ends}")


def joining(t):
    def press(keys, prefix):
        s = hatch(t, t.demo(), prefix=prefix)
        fill(s, GIRL)
        return s.keys(*keys[:1])
    return press


@case("a new pupil killed at each call of the save: all of her is on the roll, or nothing")
def _(t):
    points, ends, nothing = in_between(t, joining(t)), {0: 0, 1: 0}, rows(t, t.demo())
    t.ok(len(points) > 6, f"{points}")
    for call, n in points:
        school = t.demo()
        s = hatch(t, school, prefix=strace(os.path.join(t.dir, "log"), "-e", f"inject={call}:signal=SIGKILL:when={n}"))
        with contextlib.suppress(Failure):  # it has ended: in the save, or before it where a slow machine made such calls while she was typed
            fill(s, GIRL)
            s.send("F10")
            s.wait().signal(9)
        t.equal(s.exit(), -9)
        gained = {now - then for now, then in zip(rows(t, school), nothing)}
        t.ok(gained in ({0}, {1}), f"{call} {n}: {rows(t, school)}")
        ends[min(gained)] += 1
        again(t, school, nothing)
        t.said.clear()
    t.ok(ends[0] > 1 and ends[1] > 0, f"{ends}")


def again(t, school, nothing):
    """She is typed again: put on the roll now, or known already."""
    s = hatch(t, school)
    fill(s, GIRL)
    s.keys("F10")
    t.equal(rows(t, school), tuple(n + 1 for n in nothing), s.text())
    verify(t, school)


main(needs=["strace"])
