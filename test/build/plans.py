#!/usr/bin/python3
"""Each statement of the store finds its rows by an index: none reads the whole history, which grows for six years.

The plan is SQLite's own, on a practice school; without statistics it is the same in a large one.
"""

import glob
import os
import re
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import case, main  # noqa: E402

TREE = os.path.dirname(os.path.dirname(HERE))
STATEMENT = re.compile(r"-- statement (\w+)\n(.*?)(?=-- statement |\Z)", re.S)
# The tables of the day's work grow too; what is open of the tasks and of the returns has an index of its own.
GROWS = re.compile(r"SCAN (?!t USING INDEX task_open$|i USING INDEX return_made_open$)"
                   r"(entry|act|note|leaf|plan|plan_pupil|reported|class_note|sign_out|call|task|settled|reviewed|pupil_stage|return_made|e|a|l|u|t|i)\b")
# The first in the order of the key, and stopped there; two that are asked of everybody's days, on no path to a screen; and what an undo asks
# before it takes a class away, for which SQLite itself looks through the acts again; and the reviews, one a fortnight.
MAY_SCAN = {"act_last", "entries_between", "notes_of_session", "group_uses", "reviews_latest"}


def statements():
    for path in sorted(glob.glob(os.path.join(TREE, "src", "store", "sql", "*.sql"))):
        with open(path, encoding="utf-8") as f:
            yield from STATEMENT.findall(f.read())


def scans(school, name, sql):
    """The steps of a statement's plan that read all of a table that grows."""
    with sqlite3.connect(f"file:{school}/school.db?mode=ro", uri=True) as db:
        values = {parameter: 1 for parameter in re.findall(r":(\w+)", sql)}
        plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql, values)]
    return [step for step in plan if GROWS.match(step) and name not in MAY_SCAN]


@case("no statement reads the whole history")
def _(t):
    school = t.demo()
    found = [(name, sql) for name, sql in statements() if re.match(r"\s*(SELECT|WITH)", sql)]
    t.ok(len(found) > 50, f"{len(found)} statements were found")
    t.equal([(name, step) for name, sql in found for step in scans(school, name, sql)], [], "statements that scan")


@case("one that does is caught")
def _(t):
    for sql in ("SELECT act FROM entry WHERE day = :day", "SELECT t.* FROM task t WHERE t.text = :text", "SELECT id FROM plan WHERE from_day < :day"):
        t.equal(len(scans(t.demo(), "bad", sql)), 1, sql)


main()
