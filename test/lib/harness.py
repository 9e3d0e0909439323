#!/usr/bin/python3
"""The harness and the summary, tried on tests that fail in every way that we know."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from tap import case, main  # noqa: E402

SLOW, TIME = "printf '1..2\\nok 1 - a\\n'; sleep 600", 10  # seconds; the others have more than any of them needs

# What a program does, and what the summary makes of it: passed, failed, skipped.
PROGRAMS = [
    ("all lines ok", "printf '1..2\\nok 1 - a\\nok 2 - b\\n'", (2, 0, 0)),
    ("one line not ok", "printf '1..2\\nok 1 - a\\nnot ok 2 - b\\n# because\\n'; exit 1", (1, 1, 0)),
    ("a case skipped", "printf '1..2\\nok 1 - a # SKIP no tool\\nok 2 - b\\n'", (1, 0, 1)),
    ("everything skipped", "printf '1..0 # SKIP needs root\\n'", (0, 0, 1)),
    ("nothing said", "true", (0, 1, 0)),
    ("a plan of none without a reason", "printf '1..0\\n'", (0, 1, 0)),
    ("a crash before any line", "kill -SEGV $$", (0, 1, 0)),
    ("a crash after ok", "printf '1..2\\nok 1 - a\\n'; kill -SEGV $$", (1, 1, 0)),
    ("a crash after the last ok", "printf '1..1\\nok 1 - a\\n'; kill -ABRT $$", (1, 1, 0)),
    ("a leak found after the last ok", "printf '1..1\\nok 1 - a\\n'; exit 1", (1, 1, 0)),
    ("fewer lines than planned", "printf '1..3\\nok 1 - a\\n'", (1, 1, 0)),
    ("a bail out", "printf '1..3\\nok 1 - a\\nBail out! no disk\\n'", (1, 1, 0)),
    ("a failure excused as TODO", "printf '1..1\\nnot ok 1 - a # TODO\\n'", (0, 1, 0)),
    ("too slow", SLOW, (1, 1, 0)),
]


def meson(t, tests, suite="sample"):
    """Runs a sample project's tests and adds them up with summary.py, as test/run does."""
    lines = ["project('sample')", "sh = find_program('sh')"]
    for i, (script, protocol) in enumerate(tests):
        t.write(f"{i}.sh", script + "\n")
        lines.append(f"test('program {i}', sh, args: [files('{i}.sh')], protocol: '{protocol}', suite: 'sample', timeout: {TIME if script == SLOW else 500})")
    t.write("meson.build", "\n".join(lines) + "\n")
    built = os.path.join(t.dir, "built")
    t.command(["meson", "setup", built, t.dir])
    status = t.command(["meson", "test", "-C", built, "--logbase", "log", "--suite", suite], status=None).status
    return t.command([sys.executable, os.path.join(HERE, "summary.py"), f"here:{status}:{built}/meson-logs/log"], status=None)


def check_counts(t, done, passed, failed, skipped):
    t.equal(done.out.splitlines()[-1], f"{passed} passed, {failed} failed", "the last line")
    t.equal(sum(line.startswith("skipped: ") for line in done.out.splitlines()), skipped, "skips")
    t.equal(done.status, 0 if passed and not failed else 1, "exit status")


@case("the summary of", rows=PROGRAMS)
def _(t, script, counts):
    check_counts(t, meson(t, [(script, "tap")]), *counts)


@case("the summary of all of them together is their sum")
def _(t):
    sums = [sum(counts[i] for _, _, counts in PROGRAMS) for i in range(3)]
    done = meson(t, [(script, "tap") for _, script, _ in PROGRAMS])
    check_counts(t, done, *sums)
    t.has(done.out, "needs root")
    t.has(done.out, "    # because")


@case("programs without TAP count by their exit status")
def _(t):
    check_counts(t, meson(t, [("exit 0", "exitcode"), ("exit 3", "exitcode"), ("echo no tool; exit 77", "exitcode")]), 1, 1, 1)


@case("no test at all is not a success")
def _(t):
    check_counts(t, meson(t, [("exit 0", "exitcode")], suite="nothing-has-it"), 0, 0, 0)


@case("a build that broke is a failure")
def _(t):
    check_counts(t, t.command([sys.executable, os.path.join(HERE, "summary.py"), "--broken", "the asan build"], status=1), 0, 1, 0)


@case("meson that fell over is a failure")
def _(t):
    check_counts(t, t.command([sys.executable, os.path.join(HERE, "summary.py"), "here:1:/nowhere/log"], status=1), 0, 1, 0)


# A test program, and its first line of TAP with a result.
BODIES = [
    ("a check that holds", "t.equal(1, 1)", "ok 1 - it"),
    ("a check that does not hold", "t.equal(1, 2)", "not ok 1 - it"),
    ("no check", "pass", "not ok 1 - it"),
    ("a skip", "t.skip('no tool')", "ok 1 - it # SKIP no tool"),
    ("an exception", "t.dir / 0", "not ok 1 - it"),
    ("a wrong exit status", "t.command(['false'])", "not ok 1 - it"),
    ("a death by signal", "t.command(['sh', '-c', 'kill -9 $$'], status=(0, 1, 137))", "not ok 1 - it"),
    ("a sanitizer's word", "t.command(['sh', '-c', 'echo x.c:1: runtime error: y >&2'])", "not ok 1 - it"),
    ("a program that hangs", "t.command(['sleep', '60'], timeout=0.1)", "not ok 1 - it"),
    ("a part that is not there", "t.has('abc', 'd')", "not ok 1 - it"),
    ("a part that should not be there", "t.lacks('abc', 'b')", "not ok 1 - it"),
    ("no program to try", "t.run('demo')", "ok 1 - it # SKIP FIRSTBELL does not name the program: it is not built yet"),
]


@case("the harness on", rows=BODIES)
def _(t, body, line):
    program = t.write("program.py", f"import sys\nsys.path.insert(0, {HERE!r})\nfrom tap import case, main\n"
                      f"@case('it')\ndef _(t):\n    {body}\nmain()\n")
    done = t.command([sys.executable, program], status=1 if line.startswith("not") else 0)
    t.equal(done.out.splitlines()[:2], ["1..1", line], "TAP")
    if line.startswith("not"):
        t.match("^# ", done.out)


@case("a failure tells what was run and what it printed")
def _(t):
    program = t.write("program.py", f"import sys\nsys.path.insert(0, {HERE!r})\nfrom tap import case, main\n"
                      "@case('it')\ndef _(t):\n    t.command(['sh', '-c', 'echo one; echo two >&2; exit 3'])\nmain()\n")
    out = t.command([sys.executable, program], status=1).out
    for line in ("# it ended with 3, not 0 (line 6)", "# stdout: one", "# stderr: two", "# ended with 3"):
        t.has(out.splitlines(), line)


FAKE = """#!/bin/sh
echo made >>{log}
mkdir $2 && echo clean >$2/school.db
"""


@case("a school is made once and each case has a copy of its own")
def _(t):
    log = t.write("log", "")
    fake = t.write("fake", FAKE.format(log=log))
    os.chmod(fake, 0o755)
    program = t.write("program.py", f"import sys\nsys.path.insert(0, {HERE!r})\nfrom tap import case, main\n"
                      "@case('it', rows=[('one',), ('two',)])\ndef _(t):\n"
                      "    name = t.demo() + '/school.db'\n    t.equal(open(name).read(), 'clean\\n')\n    open(name, 'w').write('spoilt')\n"
                      "main()\n")
    for _ in range(2):  # the second program finds what the first one made
        t.command([sys.executable, program], env={"FIRSTBELL": fake, "FIRSTBELL_MADE": os.path.join(t.dir, "made")})
    t.equal(open(log, encoding="utf-8").read(), "made\n")


@case("a program for root is skipped with its reason by anybody else")
def _(t):
    if os.geteuid() == 0:
        t.skip("root would run it")
    program = t.write("program.py", f"import sys\nsys.path.insert(0, {HERE!r})\nfrom tap import main\nmain(root=True)\n")
    t.equal(t.command([sys.executable, program]).out, "1..0 # SKIP needs root: run test/run as root\n")


@case("a program whose tool is missing is skipped with its reason")
def _(t):
    program = t.write("program.py", f"import sys\nsys.path.insert(0, {HERE!r})\nfrom tap import main\nmain(needs=['sh', 'no-such-tool'])\n")
    t.equal(t.command([sys.executable, program]).out, "1..0 # SKIP needs no-such-tool\n")


main(needs=["meson", "ninja"])
