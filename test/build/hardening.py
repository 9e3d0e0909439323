#!/usr/bin/python3
"""The program as shipped is hardened (reliability.md 5): read off the file itself, and off a sample that is not."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, firstbell, main  # noqa: E402


def readelf(t, what, path):
    return t.command(["readelf", "-W", what, path]).out


def position_independent(t, path):
    return bool(re.search(r"Type:\s+DYN", readelf(t, "-h", path))) and bool(re.search(r"FLAGS_1.*\bPIE\b", readelf(t, "-d", path)))


def bound_at_start(t, path):
    return bool(re.search(r"\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*\bNOW\b|\(BIND_NOW\)", readelf(t, "-d", path)))


def read_only_after_relocation(t, path):
    return "GNU_RELRO" in readelf(t, "-l", path)


def stack_not_executable(t, path):
    return bool(re.search(r"GNU_STACK.*\bRW\s", readelf(t, "-l", path)))


def stack_protected(t, path):
    return "__stack_chk_fail" in readelf(t, "--dyn-syms", path)


def fortified(t, path):
    return bool(re.search(r"\b__(?!stack_chk)\w+_chk\b", readelf(t, "--dyn-syms", path)))


def asserts_kept(t, path):
    return bool(re.search(r"\b(__assert_fail|abort)\b", readelf(t, "--dyn-syms", path)))


GATES = [
    ("it is position independent", position_independent),
    ("its symbols are bound at start", bound_at_start),
    ("its relocations are read only", read_only_after_relocation),
    ("its stack cannot be executed", stack_not_executable),
    ("its stack is protected", stack_protected),
    ("its copies are checked", fortified),
    ("it stops at our own mistakes", asserts_kept),
]

SAMPLE = "#include <string.h>\nint main(int n, char **v) { char b[64]; strcpy(b, v[n - 1]); return b[0]; }\n"
SOFT = ["-O2", "-no-pie", "-fno-stack-protector", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=0", "-Wl,-z,norelro,-z,lazy,-z,execstack"]


@case("{}", rows=GATES)
def _(t, gate):
    program = firstbell()
    if "__asan_init" in readelf(t, "--dyn-syms", program):
        t.skip("this build has sanitizers; the gate is for the build as shipped")
    t.ok(gate(t, program), f"{program}: not so")


@case("a soft program is caught: {}", rows=GATES)
def _(t, gate):
    soft = os.path.join(t.dir, "soft")
    t.command(["cc", *SOFT, "-o", soft, t.write("soft.c", SAMPLE)])
    t.ok(not gate(t, soft), "the sample passes")


main(needs=["readelf", "cc"])
