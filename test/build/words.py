#!/usr/bin/python3
"""Each field that the record may hold has its words for people, or is one that only joins rows."""

import glob
import os
import re
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import case, main  # noqa: E402

TREE = os.path.dirname(os.path.dirname(HERE))
FACT = re.compile(r'\{ THING_([A-Z_]+), "(\w+)", "[^"]+", FORM_\w+ \}')
# Which row of what; a file's text or digest; what nobody sets yet.
JOINS = {"id", "key", "pupil", "adult", "enrolment", "staff", "uid", "digest", "text", "taken_from_day", "taken_to_day", "site", "phase", "review", "of_act"}


def fields():
    """(thing, field) of everything that the migrations make."""
    with sqlite3.connect(":memory:") as db:
        things = []
        for path in sorted(glob.glob(os.path.join(TREE, "src", "store", "migrations", "*.sql"))):
            with open(path, encoding="utf-8") as f:
                text = f.read()
            db.executescript(text)
            things += re.findall(r"^-- thing (\w+)$", text, re.M)
        return {(thing, row[1]) for thing in things for row in db.execute(f"PRAGMA table_info({thing})")}


def said():
    with open(os.path.join(TREE, "src", "office", "change_facts.c"), encoding="utf-8") as f:
        return [(thing.lower(), field) for thing, field in FACT.findall(f.read())]


@case("every field of the record has words")
def _(t):
    t.equal(sorted((thing, field) for thing, field in fields() - set(said()) if field not in JOINS and thing != "site"), [])


@case("no words are of a field that there is not, or said twice")
def _(t):
    t.equal(sorted(set(said()) - fields()), [])
    t.equal(len(said()), len(set(said())))


main()
