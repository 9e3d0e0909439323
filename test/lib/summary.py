#!/usr/bin/python3
"""Adds up what `meson test` wrote and prints the failures, the skips and, last, "N passed, N failed".

    summary.py [--broken WHAT | LABEL:STATUS:LOGBASE]...

LOGBASE is the path of meson's logs without .json and .junit.xml, STATUS what meson exited with.  The cases come from
the junit file, one a TAP line.  That file alone would hide a program that crashed, leaked or stopped early after lines
that were all ok, so each program's own verdict is read from the json file: a bad one without a case that failed counts
as one failure, and so does a program that ran no case and named no reason.  --broken is something that never ran.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as xml

DIAGNOSTICS_MOST = 40
EXIT_SKIP = 77  # what a program without TAP exits with to be skipped
WHOLE_PLAN_SKIPPED = re.compile(r"^1\.\.0\s*#\s*skip\S*\s*(.*)$", re.IGNORECASE | re.MULTILINE)


class Summary:
    def __init__(self):
        self.passed = 0
        self.failed = []  # (name, what it said)
        self.skipped = []  # (name, reason)

    def fail(self, name, said=""):
        self.failed.append((name, said))

    def status(self):
        return 0 if self.passed and not self.failed else 1

    def write(self, out):
        for name, reason in self.skipped:
            print(f"skipped: {name}: {reason or 'no reason given'}", file=out)
        for name, said in self.failed:
            print(f"failed: {name}", file=out)
            for line in said.splitlines():
                print(f"    {line}", file=out)
        print(f"{self.passed} passed, {len(self.failed)} failed", file=out)


def diagnostics(stdout, case):
    """The comment lines about one case: cmocka and tap.py both print them beside its `not ok` line."""
    number = case.split(" ")[0]
    lines = stdout.splitlines()
    for i, line in enumerate(lines):
        if re.match(rf"not ok {re.escape(number)}\b", line):
            after = i + 1
            while after < len(lines) and not re.match(r"(not )?ok\b|1\.\.", lines[after]):
                after += 1
            return "\n".join(lines[i + 1:after][:DIAGNOSTICS_MOST])
    return ""


def clip(text, first=0, last=0):
    """The first and last lines of a text: a sanitizer says what happened first, a log last."""
    lines = (text or "").strip().splitlines()
    if len(lines) <= first + last:
        return "\n".join(lines)
    return "\n".join([*lines[:first], f"... {len(lines) - first - last} lines ...", *lines[-last:]])


def said(program):
    return clip(program["stdout"], last=5) + "\n" + clip(program.get("stderr"), first=40, last=10)


def verdict(program):
    return f"{program['result'].lower()}, status {program['returncode']}"


def add_cases(summary, label, suite):
    """Adds the cases of one TAP program; answers how many failed.  A failure that is marked TODO is a failure."""
    stdout = suite.findtext("system-out") or ""
    not_ok = set(re.findall(r"^not ok (\d+)", stdout, re.MULTILINE))
    failures = 0
    for case in suite.iter("testcase"):
        name = f"{label}: {suite.get('name').split('.', 1)[1]} / {case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None or case.get("name").split(" ")[0] in not_ok:
            failures += 1
            summary.fail(name, diagnostics(stdout, case.get("name")))
        elif case.find("skipped") is not None:
            summary.skipped.append((name, case.findtext("system-out")))
        else:
            summary.passed += 1
    return failures


def add_caseless(summary, label, program):
    """Adds a program without TAP lines: one whose exit status is its only word, or a TAP program that said nothing."""
    name = f"{label}: {program['name']}"
    reason = WHOLE_PLAN_SKIPPED.search(program["stdout"])
    if program["result"] == "OK":
        summary.passed += 1
    elif program["result"] == "SKIP" and reason and reason.group(1):
        summary.skipped.append((name, reason.group(1)))
    elif program["result"] == "SKIP" and program["returncode"] == EXIT_SKIP:
        summary.skipped.append((name, (program["stdout"].strip().splitlines() or [""])[-1]))
    else:
        summary.fail(f"{name}: ran no case ({verdict(program)})", said(program))


def add_program(summary, label, program, suites):
    """Adds one program: its cases, and its own verdict where the cases do not show it."""
    suite = next((s for s in suites if s.get("name").split(".", 1)[-1] == program["name"]), None)
    if suite is None:
        add_caseless(summary, label, program)
        return
    failures = add_cases(summary, label, suite)
    if failures == 0 and program["result"] not in ("OK", "SKIP"):
        summary.fail(f"{label}: {program['name']}: {verdict(program)}", said(program))


def add_run(summary, label, status, logbase):
    """Adds one run of meson test."""
    before = len(summary.failed)
    if os.path.exists(logbase + ".json") and os.path.exists(logbase + ".junit.xml"):
        suites = xml.parse(logbase + ".junit.xml").getroot().findall("testsuite")
        with open(logbase + ".json", encoding="utf-8") as log:
            for line in log:
                add_program(summary, label, json.loads(line), suites)
    if status != 0 and len(summary.failed) == before:
        summary.fail(f"{label}: meson test ended with status {status}")


def main(arguments):
    summary = Summary()
    arguments = list(arguments)
    while arguments:
        argument = arguments.pop(0)
        if argument == "--broken":
            summary.fail(arguments.pop(0))
        else:
            label, status, logbase = argument.split(":", 2)
            add_run(summary, label, int(status), logbase)
    summary.write(sys.stdout)
    return summary.status()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
