#!/usr/bin/python3
"""Tries one parser for some seconds on what nobody would write.   run.py PROGRAM DIRECTORY NAME SECONDS

A parser NAME is NAME.c here, built by clang with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer; NAME.dict has
its words, corpus/NAME what it begins with: examples, and each input that once found a fault, named after the fault.
test/run gives each 20 seconds.  For longer:

    meson setup build/fuzz --native-file test/fuzz/clang.ini -Dfuzz=true -Dtests=false -Db_sanitize=address,undefined -Db_lundef=false
    ninja -C build/fuzz fuzz
    test/fuzz/run.py build/fuzz/test/fuzz/fuzz-csv test/fuzz csv 3600

What breaks is printed, as text and in base64: put it into corpus/NAME once the fault is mended.
"""

import base64
import os
import re
import subprocess
import sys
import tempfile

SLOW = 10  # seconds: sanitizers make a second of it, on a machine that builds beside
MEMORY = 1024  # MiB
LINES_MOST = 60
ENVIRONMENT = {"UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1", "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1", **os.environ}


def note(text):
    for line in text.splitlines():
        print("# " + line)


def found(directory):
    """The inputs that broke it."""
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), "rb") as f:
            data = f.read()
        note(f"{name}: {data[:2000]!r}")
        note(base64.b64encode(data).decode("ascii"))


def fuzz(program, here, name, seconds):
    with tempfile.TemporaryDirectory() as place:
        corpus, broken = os.path.join(place, "corpus"), os.path.join(place, "broken")
        os.mkdir(corpus)
        os.mkdir(broken)
        run = subprocess.run(
            [program, f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", "-max_len=20000", f"-dict={here}/{name}.dict",
             f"-artifact_prefix={broken}/", "-print_final_stats=1", corpus, f"{here}/corpus/{name}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, check=False)
        said = run.stdout.decode("utf-8", "replace")
        units = re.search(r"stat::number_of_executed_units: *(\d+)", said)
        tried = int(units.group(1)) if units else 0
        good = run.returncode == 0 and tried > 0 and not os.listdir(broken)
        print("1..1")
        print(f"{'ok' if good else 'not ok'} 1 - {name} stands {seconds} s of fuzzing")
        note(f"{tried:,} inputs")
        if not good:
            note(f"exit status {run.returncode}")
            found(broken)
            note("\n".join(said.splitlines()[-LINES_MOST:]))
        return 0 if good else 1


if __name__ == "__main__":
    sys.exit(fuzz(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
