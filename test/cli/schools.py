#!/usr/bin/python3
"""The schools that one person names, and --school by such a name."""

import json
import os

from marlow import marlow
from tap import case, main


@case("a school gets a name, is opened by it, and loses it")
def _(t):
    s = marlow(t)
    t.has(t.run("schools", "list").out, "None yet: firstbell schools add NAME DIR")
    t.equal(t.run("schools", "add", "marlow", os.path.basename(s)).out, "marlow is in your list\n")
    t.equal(json.loads(t.run("schools", "list", "--format", "json").out), [{"name": "marlow", "directory": s}])
    t.equal(t.run("schools", "list", "--format", "csv").out, f"name,directory\r\nmarlow,{s}\r\n")
    t.has(t.run("--school", "marlow", "class", "list").out, "Willow")
    t.has(t.run("--school", "Marlow", "class", "list", cwd="/").out, "Willow")
    t.equal(t.run("schools", "remove", "marlow").out, "marlow is off your list; the school itself is where it was\n")
    t.run("--school", "marlow", "class", "list", status=3)
    t.run("--school", s, "class", "list")


@case("the list lies where $XDG_CONFIG_HOME says, else under $HOME")
def _(t):
    s = marlow(t)
    there = os.path.join(t.dir, "config")
    t.run("schools", "add", "marlow", s, env={"XDG_CONFIG_HOME": there})
    t.ok(os.path.exists(os.path.join(there, "firstbell", "schools")), "the file")
    t.has(t.run("schools", "list").out, "None yet")
    t.run("--school", "marlow", "class", "list", env={"XDG_CONFIG_HOME": there})


REFUSED = [
    ("a directory that is not there", ["add", "hill", "nowhere"], 2, "There is no directory "),
    ("a directory without a school", ["add", "hill", "."], (2, 3), ""),
    ("a name with a slash", ["add", "a/b", "SCHOOL"], 2, ""),
    ("a name that is not there", ["remove", "hill"], 2, "No school of your list is called hill."),
]


@case("refused: {}", rows=REFUSED)
def _(t, arguments, status, said):
    s = marlow(t)
    r = t.run("schools", *[s if a == "SCHOOL" else a for a in arguments], status=status)
    t.equal((r.out, r.err.count("\n")), ("", 1))
    t.has(r.err, said)
    t.equal(json.loads(t.run("schools", "list", "--format", "json").out), [])


main()
