#!/usr/bin/python3
"""share/install, with stand-ins for dpkg, apt, sudo and who is asking."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import case, main  # noqa: E402

INSTALL = os.path.join(HERE, "..", "..", "share", "install")
TOOLS = ["sh", "env", "dirname", "grep", "sed"]  # what it may use of the real ones


def install(t, *lists, uid=0, missing=(), tools=("dpkg-query", "apt-get"), status=0):
    """Runs it; answers what it said and what it called."""
    stands = os.path.join(t.dir, "stands")
    os.mkdir(stands)
    calls = t.write("calls", "")
    states = "".join(f"{name}) exit 1 ;;\n" for name in missing)
    scripts = {
        "id": f"echo {uid}",
        "dpkg-query": f'for last; do :; done\ncase $last in\n{states}esac\nprintf installed',
        "apt-get": f'echo "apt-get as $AS_ROOT $DEBIAN_FRONTEND $*" >>{calls}',
        "sudo": f'[ "$1" = -n ] && shift\necho "sudo $1" >>{calls}\nAS_ROOT=yes exec "$@"',
    }
    for name in ("id", *tools):
        os.chmod(t.write(f"stands/{name}", f"#!/bin/sh\n{scripts[name]}\n"), 0o755)
    for name in (*TOOLS, "true"):
        os.symlink(f"/bin/{name}", os.path.join(stands, name))
    said = t.command(["/bin/sh", INSTALL, *lists], status=status, env={"PATH": stands}).err
    with open(calls, encoding="utf-8") as f:
        return said, f.read().splitlines()


@case("nothing is called where nothing is missing")
def _(t):
    t.equal(install(t, "build", "test"), ("", []))


@case("root installs what is missing and nothing else, after an update")
def _(t):
    said, calls = install(t, "build", "test", missing=["scdoc", "strace"])
    t.equal(said, "Installing scdoc strace\n")
    t.equal([c.split()[-1] for c in calls], ["update", "strace"])
    t.has(calls[1], "install -y --no-install-recommends scdoc strace")
    t.ok(all(" noninteractive " in c for c in calls), "it may ask")


@case("only the lists asked for count")
def _(t):
    t.equal(install(t, "build", missing=["strace"]), ("", []))


@case("another user installs by way of sudo")
def _(t):
    _, calls = install(t, "build", uid=1000, missing=["scdoc"], tools=("dpkg-query", "apt-get", "sudo"))
    t.has(calls[-1], "apt-get as yes noninteractive")


@case("another user without sudo is told what is missing, in one sentence")
def _(t):
    said, calls = install(t, "build", uid=1000, missing=["scdoc"], status=1)
    t.equal(said, "These Debian packages are missing: scdoc. Run this as root or with sudo, or have them installed first.\n")
    t.equal(calls, [])


@case("another system is told so")
def _(t):
    t.has(install(t, "build", tools=(), status=1)[0], "This needs Debian 12")


@case("a list that is not there is told")
def _(t):
    t.has(install(t, "biuld", status=1)[0], "has no list biuld")


main()
