"""Marlow Road Primary: a small real school for the tests of the command line, and a day long past to mark.

A test of what is dated by the day that it is calls clock_stands() first, and ends with main(needs=["faketime"])."""

import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "bad")]

from bad import FAKETIME, at  # noqa: E402
from tap import standing  # noqa: E402

OPTIONS = ["--name", "Marlow Road Primary", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00",
           "--pm", "13:00,13:30,15:15", "--term", "All year,2024-09-03,2025-07-22", "--closure", "holiday,Half-term,2025-02-17,2025-02-21",
           "--staff", "jokafor,Joy Okafor,School business manager"]

PUPILS = """admission_number,surname,forename,preferred_name,dob,sex,year,class,start_date
0101,Okafor,Amara,,2016-03-04,F,3,Willow,2024-09-03
0102,Ó Briain,Séamus,,2016-05-04,M,3,Willow,2024-09-03
0103,Zhang,Wei,,2016-06-11,M,3,Willow,2024-09-03
0104,Adeyemi-Smith,Olúwaṣeun,Seun,2015-12-11,F,3,Willow,2024-09-03
0201,Hall,Tom,,2017-12-11,M,1,Maple,2024-09-03
"""

DAY = "2025-03-14"
AM = ["--class", "Willow", "--session", "am", "--date", DAY]
PM = ["--class", "Willow", "--session", "pm", "--date", DAY]
WHY = ["--reason", "from the paper register"]


def marlow(t):
    """The path of a fresh Marlow Road with its five pupils."""
    school = t.init(*OPTIONS)
    t.run("--school", school, "import", "pupils", "-", input=PUPILS)
    t.checks -= 1  # not what the case is about
    return school


TODAY = datetime.date(2026, 12, 2)  # a Wednesday, later than anything that the practice school tells of


def clock_stands():
    """For every program of the test it is TODAY, ten o'clock, however long the test takes."""
    if FAKETIME:
        standing(at(f"{TODAY} 10:00"))


def day(n=0):
    """TODAY, or a day so many before or after it."""
    return (TODAY + datetime.timedelta(days=n)).isoformat()


ACTS = "SELECT max(seq) FROM act"


def unchanged(t, school, *command, status, said, **options):
    """Runs a command that is refused with that sentence; nothing is saved by it."""
    before = t.sql(school, ACTS)
    r = t.run("--school", school, *command, status=status, **options)
    t.equal(r.out, "")
    t.has(r.err, said)
    t.equal(t.sql(school, ACTS), before, "the last act")


def saved(t, school, *command, **options):
    """Runs a command that saves an act; answers what it said, and the number of the act."""
    r = t.run("--school", school, *command, **options)
    t.match(r"^act \d+ saved$", r.out)
    t.equal(r.err, "")
    act = t.sql(school, ACTS)[0][0]
    return r.out.removesuffix(f"act {act} saved\n"), str(act)


def undo(t, school, act):
    """Puts an act back; the record still holds."""
    t.run("--school", school, "undo", act)
    t.run("--school", school, "verify")
