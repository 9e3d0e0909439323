#!/usr/bin/python3
"""The README shows the screens as they are, and its commands answer as it says.

    /usr/bin/python3 test/golden/readme.py --write

takes the screens from test/golden/screens, which test/golden/screens.py holds.
"""

import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from tap import case, main

README = os.path.join(HERE, "..", "..", "README.md")
SCREEN = re.compile(r"(<!-- screen ([a-z0-9-]+): test/golden/readme.py --write -->\n)(.*?)(<!-- end of screen -->\n)", re.DOTALL)
PAINT = re.compile(r"\d+ \d+-\d+ [a-z]+$")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def screen(name):
    """What is to be seen: in a golden the paint of each run of cells and the cursor follow."""
    lines = read(os.path.join(HERE, "screens", name)).splitlines()
    seen = lines[:next(i for i, line in enumerate(lines) if PAINT.match(line))]
    return "```text\n" + "\n".join(line.rstrip() for line in seen) + "\n```\n"


def with_screens(text):
    return SCREEN.sub(lambda m: m[1] + screen(m[2]) + m[4], text)


if "--write" in sys.argv:
    made = with_screens(read(README))
    with open(README, "w", encoding="utf-8") as f:
        f.write(made)
    sys.exit()


@case("the README shows the screens as they are")
def _(t):
    shown = SCREEN.findall(read(README))
    t.ok(len(shown) >= 3, "screens in the README")
    t.note("test/golden/readme.py --write writes them anew")
    for _, name, said, _ in shown:
        t.equal(said.splitlines(), screen(name).splitlines(), name)


def sessions(text):
    """[(arguments, the lines that follow), ...] of each `$ firstbell ...` in a block of text."""
    for block in re.findall(r"```text\n(\$ .*?)```", text, re.DOTALL):
        for command, said in re.findall(r"^\$ firstbell (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            yield shlex.split(command), said


@case("the commands of the README answer in the practice school as it says")
def _(t):
    school, tried = t.demo(), 0
    for arguments, said in sessions(read(README)):
        done = t.run("--school", school, *arguments, status=None)
        answer = re.escape(said).replace(re.escape("...\n"), "(?:.*\n)*")
        t.ok(re.fullmatch(answer, done.out + done.err), f"{arguments}: the README has\n{said}the program says\n{done.out}{done.err}")
        tried += 1
    t.ok(tried >= 5, f"only {tried} commands")


@case("every command and option that the README names is one")
def _(t):
    blocks = "".join(re.findall(r"```sh\n(.*?)```", re.sub(r"^ +", "", read(README), flags=re.MULTILINE), re.DOTALL)).replace("\\\n", " ")
    lines = [line for line in blocks.splitlines() if line.startswith("firstbell ")]
    t.ok(len(lines) >= 10, f"only {lines}")
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        options = {word for word in words if word.startswith("--")}
        helped = t.run(*(word for word in words[:2] if re.fullmatch("[a-z]+", word)), "--help").out + t.run("--help").out
        for option in sorted(options):
            t.has(helped, f"  {option}")


main()
