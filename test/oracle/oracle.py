"""The two sides that must agree: SQL over a school's views (written from domain.md), and the rules over its strips."""

import contextlib
import json
import os
import sqlite3
from pathlib import Path

HERE = Path(__file__).resolve().parent
COUNTS = ("present", "educational_activity", "authorised", "unauthorised", "not_possible", "administrative")
TENTHS = ("attendance_tenths", "absence_tenths", "authorised_tenths", "unauthorised_tenths")
FIGURES = (*COUNTS, "late", "possible", "attended", "missed", *TENTHS, "band", "persistent", "severe")


def make(t, plan, name="school"):
    """A school of the plan; answers its directory."""
    t.note(f"seed {plan.seed}")
    directory = os.path.join(t.dir, name)
    os.makedirs(directory)
    t.command([os.environ["ORACLE_MAKE"], directory], input="\n".join(plan.lines(os.getuid())) + "\n", timeout=600)
    t.said.pop()
    return directory


def sitting(place):
    return f"{place[0]}{place[1]}"


class Sql:
    """One school, asked in SQL."""

    def __init__(self, school):
        self.db = sqlite3.connect(f"file:{school}/school.db?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        for script in ("classes.sql", "marks.sql"):
            self.db.executescript((HERE / script).read_text())
        self.questions = {path.stem: path.read_text() for path in HERE.glob("*.sql")}

    def close(self):
        self.db.close()

    def rows(self, query, **values):
        return [tuple(row) for row in self.db.execute(query, values)]

    def marks(self, source):
        """{(pupil, date, session): code} as v_mark (oracle_mark), the history (oracle_replayed) or the strips (oracle_strip) have it."""
        return {row[:3]: row[3] for row in self.rows(f"SELECT pupil, date, session, code FROM {source}")}

    def figures(self, first, last):
        """{pupil: {figure: value}}"""
        rows = self.db.execute(self.questions["figures"], {"first": sitting(first), "last": sitting(last)})
        return {row["pupil"]: {name: row[name] for name in FIGURES} for row in rows}

    def codes(self, first, last):
        """{pupil: {symbol: how often}}"""
        found = {}
        for pupil, code, count in self.rows("SELECT pupil, code, count(*) FROM oracle_mark WHERE sitting BETWEEN :first AND :last GROUP BY 1, 2",
                                            first=sitting(first), last=sitting(last)):
            found.setdefault(pupil, {})[code] = count
        return found

    def history(self):
        """How long it is: acts, entries."""
        return self.rows("SELECT (SELECT count(*) FROM v_act), (SELECT count(*) FROM v_entry)")[0]


@contextlib.contextmanager
def sql(school):
    asked = Sql(school)
    try:
        yield asked
    finally:
        asked.close()


def _figures(words):
    numbers = [int(w) for w in words]
    found = dict(zip(FIGURES, numbers[1:]))
    for name in (*TENTHS, "band"):
        found[name] = None if found[name] < 0 else found[name]
    return found, numbers[0]


def ask_rules(t, school, questions):
    """Lines of answers to lines of questions."""
    answer = t.command([os.environ["ORACLE_FIGURES"], school], input="\n".join(questions) + "\n", timeout=600).out
    t.said.pop()
    return answer.splitlines()


def rules(t, school, pupils, wanted):
    """For each range wanted: ({pupil: {figure: value}}, {pupil: {symbol: how often}}, {pupil: sittings without a mark})."""
    lines = iter(ask_rules(t, school, [f"{p} {a[0]} {a[1]} {b[0]} {b[1]}" for a, b in wanted for p in pupils]))
    answers = []
    for _ in wanted:
        figures, codes, blanks = {}, {}, {}
        for _ in pupils:
            words = next(lines).split(" ")
            figures[words[0]], blanks[words[0]] = _figures(words[1:len(FIGURES) + 2])
            counts = dict(w.rsplit("=", 1) for w in words[len(FIGURES) + 2:])
            codes[words[0]] = {symbol: int(n) for symbol, n in counts.items() if symbol != "blank"}
        answers.append((figures, codes, blanks))
    return answers


def rules_of_year(t, school, year):
    """The same figures of a storage year, by the path that an authority takes (tally_strips)."""
    return {words[0]: _figures(words[1:])[0] for words in (line.split(" ") for line in ask_rules(t, school, [f"year {year}"]))}


def report(t, school, *arguments):
    """The report's data; percentages come as text, so that 90.0 and 90 are two things."""
    answer = t.run("--school", school, "report", *arguments, "--format", "json")
    t.said.pop()
    return json.loads(answer.out, parse_float=str)


def tenths(n):
    """As printed, of a whole number of tenths."""
    return None if n is None else f"{n // 10}.{n % 10}"


def percent(part, of):
    """Half up to a tenth (domain 4)."""
    return tenths((2000 * part + of) // (2 * of)) if of else None
