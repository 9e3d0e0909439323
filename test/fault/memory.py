#!/usr/bin/python3
"""Memory that runs out (reliability R7): at one allocation after another, once and from then on, and a machine with little from the start.

Either it was done, or one sentence says that there is not enough memory and the program ends with 3: nothing is half done, the
record holds, what was told saved is there, the terminal is as it was found, and marks that were typed are offered again.
Some hundreds of points, all of them with FIRSTBELL_LONG=1 in the environment."""

import json
import mmap
import os
import shutil
import struct
import sys

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", place) for place in ("lib", "cli", "pty")]
from marlow import AM, OPTIONS, PUPILS, WHY  # noqa: E402
from taking import birch, marks, message, offered, rows_shown, Typist, verify  # noqa: E402
from tap import Failure, case, main  # noqa: E402
from terminal import Terminal  # noqa: E402

SENTENCE = "firstbell: there is not enough memory to go on. Close other programs and start again; the history shows what was saved.\n"
LETTERS = "firstbell: letters such as é cannot be read: there is not enough memory, or no locale C.UTF-8 here.\n"
AS_FOUND = {"alternate": 0, "keypad": 0, "cursor": 1, "mouse": 0, "termios": 1}
FOR_EVER = 2 ** 62
KIB = 1024
MODES = [("once", 50), ("from then on", 20)]  # and how many points, at even distances
EACH = 40  # the first are struck each, once for all: every command begins with them


class Memory:
    """What test/fault/memory.c counts and refuses."""

    def __init__(self, t):
        library = os.environ.get("FAULT_MEMORY")
        if not library:
            t.skip("FAULT_MEMORY does not name the library: it is not built yet")
        path = t.write("tally", bytes(32))
        with open(path, "r+b") as f:
            self.tally = mmap.mmap(f.fileno(), 32)
        self.env = {"LD_PRELOAD": library, "FAULT_MEMORY_TALLY": path}
        self.prefix = ["/usr/bin/env", *(f"{name}={value}" for name, value in self.env.items())]

    def refuse(self, first=0, last=0):
        self.tally[:] = struct.pack("qqqq", 0, first, last, 0)

    def refuse_after(self, n, ever):
        """While the program waits."""
        at = self.asked() + n
        self.tally[8:24] = struct.pack("qq", at, FOR_EVER if ever else at)

    def asked(self):
        return struct.unpack("qqqq", self.tally[:])[0]

    def struck(self):
        return struct.unpack("qqqq", self.tally[:])[3] > 0


def points(asked, count):
    return range(EACH + 1, asked + 1, 1 if os.environ.get("FIRSTBELL_LONG") else asked // count)


# Commands

CSV = "admission_number,date,session,code\n" + "".join(f"{pupil},2025-03-{day},{session},/\n" for pupil in ("0101", "0102", "0103")
                                                      for day in (10, 11, 12) for session in ("am", "pm"))


def marlow(t, *before):
    school = t.init(*OPTIONS)
    for words in [["import", "pupils", "-"], *before]:
        t.run("--school", school, *words, input=PUPILS)
    return school


def third_week(t):
    return t.demo(clock="2026-09-18T09:07")


def reviewed(t, school):
    return json.loads(t.run("--school", school, "review", "list", "--format", "json").out)[0]["admission_number"]


# What is done, where, its standard input.
COMMANDS = [
    ("report absentees", third_week, lambda t, school: ["report", "absentees"], None),
    ("register set", marlow, lambda t, school: ["register", "set", *AM, *WHY, "0101=I", "0102=/"], None),
    ("register send", lambda t: marlow(t, ["register", "fill", *AM, *WHY]), lambda t, school: ["register", "send", *AM], None),
    ("late", third_week, lambda t, school: ["late", "Callum", "Bracewell"], None),
    ("pupil add", marlow, lambda t, school: ["pupil", "add", "--dob", "2016-01-02", "--class", "Willow", "Lark", "Ann"], None),
    ("import marks", marlow, lambda t, school: ["import", "marks", "-"], CSV),
    ("review log", third_week, lambda t, school: ["review", "log", reviewed(t, school)], None),
]


class Copy:
    """A copy of a school to spoil, made again where it was."""

    def __init__(self, t, base):
        self.t, self.base, self.path = t, base, os.path.join(t.dir, "spoilt")
        self.renew()

    def renew(self):
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self.base, self.path)

    def is_changed(self):
        return any(read(self.path, name) != read(self.base, name) for name in ("school.db", "school.db-wal"))

    def state(self):
        """How much is in it, of a record that holds."""
        found = json.loads(self.t.run("--school", self.path, "verify", "--format", "json").out)
        self.t.ok(found["ok"], "the record does not hold")
        return found["acts"], found["entries"], self.t.sql(self.path, "SELECT count(*) FROM change")[0][0]


def read(school, name):
    path = os.path.join(school, name)
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as f:
        return f.read()


def told_saved(out):
    return any(line.startswith(("act ", "acts ")) and "saved" in line for line in out.splitlines())


@case("{}", rows=COMMANDS)
def _(t, make, line, given):
    base, memory, ends = make(t), Memory(t), {0: 0, 3: 0}
    command, copy = line(t, base), Copy(t, base)
    none = copy.state()
    memory.refuse()
    peace = t.run("--school", copy.path, *command, input=given, env=memory.env)
    asked, changes = memory.asked(), copy.is_changed()
    whole = copy.state() if changes else none
    t.equal(told_saved(peace.out), whole != none)
    copy.renew()
    for (mode, count), n in ((m, n) for m in MODES for n in [*(range(1, EACH + 1) if none == whole else ()), *points(asked, m[1])]):
        t.said.clear()
        t.note(f"refused {mode} at {n} of {asked}")
        memory.refuse(n, n if mode == "once" else FOR_EVER)
        done = t.run("--school", copy.path, *command, input=given, env=memory.env, status=(0, 3))
        ends[done.status] += 1
        there = copy.state() if copy.is_changed() else none
        t.ok(done.err in (SENTENCE, LETTERS) if done.status == 3 else done.err == peace.err, f"it says {done.err!r}")
        t.ok(there in (none, whole), f"half of it is there: {there}, not {none} or {whole}")
        if done.status == 0 or told_saved(done.out):
            t.equal(there, whole, "told done")
        if not changes:
            t.ok(done.out == peace.out or done.status == 3 and done.out == "", "half an answer")
        if copy.is_changed():
            copy.renew()
    t.ok(ends[3] > 40, f"{ends}")


# Screens

def says_why(s):
    return any(sentence[:-1].encode() in s.all for sentence in (SENTENCE, LETTERS))


def ended(t, s):
    """0, or 3 with the sentence, on a terminal that is as it was found."""
    status = s.exit()
    t.ok(status in (0, 3), f"it ended with {status}: {s.all[-500:]}")
    t.equal(s.modes(), AS_FOUND)
    t.equal(says_why(s), status == 3, "the sentence")
    return status


@case("the screens begin, memory refused {}", rows=MODES)
def _(t, count):
    school, memory, ends = t.demo(), Memory(t), {0: 0, 3: 0}
    ever = count == MODES[1][1]
    memory.refuse()
    first = birch(t, school, prefix=memory.prefix)
    asked, shown = memory.asked(), first.text()
    first.send("Esc", "Esc")
    first.exit()
    for n in points(asked, count)[::2]:
        memory.refuse(n, FOR_EVER if ever else n)
        s = birch(t, school, prefix=memory.prefix, wait=False)
        try:
            t.equal(s.wait().text(), shown)
            s.send("Esc", "Esc")
        except Failure as e:
            t.has(str(e), "the program has ended")
        ends[ended(t, s)] += 1
    t.ok(ends[3] > 5, f"{ends}")


def take(s, typist):
    """Two marks, sent.  Answers whether the screen said so."""
    try:
        for key in ("/", "n"):
            typist.press(key)
            s.wait()
        s.keys("F10", "Enter")
        sent = "Sent: " in message(s)
        s.send("Esc", "Esc")
        return sent
    except Failure as e:
        s.t.has(str(e), "the program has ended")
        return False


@case("a register is typed and sent, memory refused {}", rows=MODES)
def _(t, count):
    school, memory, ends = t.demo(), Memory(t), {"sent": 0, "not known": 0, "offered": 0}
    base, ever, n = Copy(t, school), count == MODES[1][1], 1  # the first allocations are the first key's
    school, before = base.path, marks(t, base.path)
    while True:
        t.said.clear()
        t.note(f"at {n}")
        memory.refuse()
        s = birch(t, school, prefix=memory.prefix)
        typist = Typist(s, before)
        memory.refuse_after(n, ever)
        sent = take(s, typist)
        ended(t, s)
        stands = marks(t, school)
        t.ok(stands == before or {stands[name] for name in ("Adaeze Balogun", "Ella Brown")} == {"/", "N"}, "half of it is there")
        t.ok(stands != before or not sent, "told sent, and is not there")
        if stands == before:
            again = birch(t, school)
            offered(t, again, stands, typist.may_be())
            again.send("Esc", "Esc")
            again.exit()
        else:
            verify(t, school)
        ends["sent" if sent else "offered" if stands == before else "not known"] += 1
        if not memory.struck():
            break
        n += 1 if os.environ.get("FIRSTBELL_LONG") or n < 8 else 5000 // count
        base.renew()
    t.ok(ends["sent"] and ends["offered"] > 3, f"{ends}")


# A machine without memory

def starved(t, start, step):
    """Runs start(bytes) with less and less, from enough on, until the program cannot be loaded.  Answers how often it ended with 3."""
    least, enough = 0, 64 * KIB * KIB
    while enough - least > step:
        middle = (least + enough) // 2
        least, enough = (least, middle) if start(middle) == 0 else (middle, enough)
    told = 0
    for bytes_ in range(enough, 0, -step):
        status = start(bytes_)
        if status not in (0, 3):
            break
        told += status == 3
    return told


@case("a command on a machine with little memory")
def _(t):
    school = third_week(t)
    def start(bytes_):
        done = t.run("--school", school, "report", "absentees", prefix=["prlimit", f"--as={bytes_}"], status=None)
        if done.status == 3:
            t.ok(done.out == "" and done.err in (SENTENCE, LETTERS), f"it says {done.out}{done.err}")
        elif done.status != 0:
            t.ok("shared libraries" in done.err or done.status == -11, f"it ended with {done.status}: {done.err}")
        t.said.clear()
        return done.status

    t.ok(starved(t, start, 16 * KIB) > 20, "it never had too little")


@case("the screens on a machine with little memory, {}", rows=[("24x80", 24, 80), ("70x250", 70, 250)])
def _(t, rows, cols):
    school = t.demo()

    def start(bytes_):
        limit = ["/usr/bin/prlimit", f"--as={bytes_}"]
        s = Terminal(t, "--school", school, "--as", "fergus", rows=rows, cols=cols, prefix=limit, wait=False)
        try:
            s.wait().send("Esc", "Esc")
        except Failure as e:
            t.has(str(e), "the program has ended")
        status = s.exit()
        t.ok(status in (0, 3) or b"shared libraries" in s.all or status == -11 and not s.all, f"it ended with {status}: {s.all[-500:]}")
        t.equal(s.modes(), AS_FOUND)
        t.equal(says_why(s), status == 3, "the sentence")
        return status

    t.ok(starved(t, start, 64 * KIB) > 5, "it never had too little")


main(needs=["prlimit"])
