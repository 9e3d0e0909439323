#!/usr/bin/python3
"""A backup: a whole school by itself, made while others work, never over another file."""

import os
import shutil

from marlow import AM, WHY, marlow
from tap import case, main


@case("a backup opens as the school it was made of")
def _(t):
    school = marlow(t)
    t.run("--school", school, "register", "set", *AM, *WHY, "0101=I")
    file = os.path.join(school, "backups", "friday.db")
    t.has(t.run("--school", school, "backup", file).out, f"backup made in {file}\nact ")
    t.equal(sorted(os.listdir(os.path.join(school, "backups"))), ["friday.db"])
    t.equal(os.stat(file).st_mode & 0o777, 0o600)
    again = os.path.join(t.dir, "again")
    os.mkdir(again, 0o700)
    shutil.copy(file, os.path.join(again, "school.db"))
    t.run("--school", again, "verify")
    t.equal(t.sql(again, "SELECT code FROM v_mark"), t.sql(school, "SELECT code FROM v_mark"))


@case("the history says where it went")
def _(t):
    school = marlow(t)
    file = os.path.join(t.dir, "copy.db")
    t.run("--school", school, "backup", file)
    t.equal([tuple(row) for row in t.sql(school, "SELECT kind, reason FROM v_act ORDER BY act DESC LIMIT 1")], [("backup", f"to {file}")])
    t.run("--school", school, "verify")


@case("a file that is there is left as it is")
def _(t):
    school = marlow(t)
    file = t.write("notes.txt", "mine")
    said = t.run("--school", school, "backup", file, status=4)
    t.has(said.err, "already")
    with open(file, encoding="utf-8") as f:
        t.equal(f.read(), "mine")


@case("a place that cannot be written makes no backup and no act")
def _(t):
    school = marlow(t)
    before = t.sql(school, "SELECT count(*) FROM act")
    t.has(t.run("--school", school, "backup", os.path.join(t.dir, "nowhere", "x.db"), status=3).err, "No backup was made")
    t.equal(t.sql(school, "SELECT count(*) FROM act"), before)


main()
