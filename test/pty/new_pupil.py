"""A new pupil in the form of the screen, as her mother says it at the hatch: what a test of the roll's screens types.

    s = hatch(t, school)                 the office on Today
    fill(s, GIRL)                        the form opened and filled in, not saved; answers how many keys were no letters of a line
    to_line(s, "From:")                  down to that line
    rows(t, school)                      how many rows there are of all that a new pupil is
"""

from terminal import Terminal

GIRL = ("Koné", "Mariam", "030916", "bee", None, "Awa Koné", None, "07700 900881")  # None: the line stays as it is offered
TABLES = ("act", "pupil", "enrolment", "membership", "pupil_year", "adult", "adult_number", "contact")


def hatch(t, school, name="priya", **options):
    s = Terminal(t, "--school", school, "--as", name, rows=30, **options)
    return s if name == "priya" else s.keys("F2", *"today", "Enter")


def fill(s, child):
    s.keys("+")
    for n, line in enumerate(child):
        if n:
            s.keys("Down")
        if line:
            s.type(line)
    return 1 + len(child) - 1


def rows(t, school):
    return t.sql(school, "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES))[0]


def to_line(s, label):
    """Down to the line of a screen that begins so."""
    for _ in range(30):
        if s.rows()[s.cursor()[0]].startswith(label):
            return s
        s.keys("Down")
    s.t.fail(f"no line {label}:\n{s.text()}")
    return None


def message(s):
    """All that is said above the footer, its lines as one."""
    lines = s.rows()[-8:-1]
    while "" in lines:
        lines = lines[lines.index("") + 1:]
    return " ".join(lines)
