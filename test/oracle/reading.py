"""The thresholds engine, read a second time: from the headers in include/rules, domain.md and the regulations, never from src/rules.

A Case is a calendar, a policy and some pupils with their marks.  Sittings are whole numbers, 2 * day + (0 am, 1 pm), days since 1970.
What is a sum over marks is SQL (thresholds.sql); what looks forward counts session by session here.
"""

import dataclasses
import datetime
import sqlite3
from fractions import Fraction
from pathlib import Path

import returns

HERE = Path(__file__).resolve().parent
EPOCH = datetime.date(1970, 1, 1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
# enum pattern_place, in its order
PLACES = (*WEEKDAYS, "am", "pm", *(f"{w}_{h}" for w in WEEKDAYS for h in ("am", "pm")), "term_first", "term_last", "half_term_last", "half_term_first", "edges", *MONTHS)
ATTENDED = ("present", "educational_activity")
MISSED = ("authorised", "unauthorised")


def number(date):
    return None if date is None else (date - EPOCH).days


def date_of(day):
    return EPOCH + datetime.timedelta(days=day)


def at(date, session):
    return 2 * number(date) + ("am", "pm").index(session)


def said(sitting):
    return f"{date_of(sitting // 2)}{('am', 'pm')[sitting % 2]}"


@dataclasses.dataclass
class Child:
    id: str
    born: datetime.date = None
    left: int = 0                                   # sessions that may still be possible
    marks: dict = dataclasses.field(default_factory=dict)   # {at: code}
    used: list = dataclasses.field(default_factory=list)    # [at]
    known: dict = dataclasses.field(default_factory=dict)   # leave_ended, exam_last, on_roll_since, stays_on, illness_ahead ...
    made: list = dataclasses.field(default_factory=list)    # [(kind, from, made)]


@dataclasses.dataclass
class Case:
    terms: list                                     # [(from, to)]
    closures: list                                  # [(kind, from, session, to, session, year)]
    covered: tuple                                  # (from, to)
    period: tuple                                   # (at, at)
    today: datetime.date
    year: tuple                                     # (first, last) of the school year
    lines: list                                     # [(percent, inclusive)]
    pupils: list
    stages: list = dataclasses.field(default_factory=list)  # [(upper, lower, leave_at)]
    floor: int = 20
    rule: tuple = (6, 2)
    banks: bool = True


# THE CALENDAR (domain 11)

def easter(year):
    """The Gregorian computus, as Gauss has it."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return datetime.date(year, 4, 19)
    if d == 28 and e == 6 and a > 10:
        return datetime.date(year, 4, 18)
    return datetime.date(year, 3, 22) + datetime.timedelta(days=d + e)


def bank_holidays(year):
    day = datetime.timedelta(days=1)

    def monday(date, step):
        while date.weekday():
            date += step
        return date

    new_year, christmas = datetime.date(year, 1, 1), datetime.date(year, 12, 25)
    shift = {4: (0, 3), 5: (2, 3), 6: (2, 1)}.get(christmas.weekday(), (0, 1))  # Christmas Day and Boxing Day
    return {new_year if new_year.weekday() < 5 else monday(new_year, day), easter(year) - 2 * day, easter(year) + day,
            monday(datetime.date(year, 5, 1), day), monday(datetime.date(year, 5, 31), -day), monday(datetime.date(year, 8, 31), -day),
            christmas + shift[0] * day, christmas + shift[1] * day}


def held(case):
    """Every sitting that the whole school holds."""
    terms = {d for a, b in case.terms for d in range(number(a), number(b) + 1)}
    banks = set()
    if case.banks:
        years = {date_of(d).year for d in terms}
        banks = {number(d) for y in years for d in bank_holidays(y)}
    sittings = {2 * d + s for d in terms if date_of(d).weekday() < 5 and d not in banks for s in (0, 1)}
    for kind, a, s, b, e, year in case.closures:
        if kind == "open" and year is None:
            sittings |= set(range(at(a, s), at(b, e) + 1))
    for kind, a, s, b, e, year in case.closures:
        if kind != "open" and year is None:
            sittings -= set(range(at(a, s), at(b, e) + 1))
    return sittings


# COMPULSORY SCHOOL AGE (domain 2.8)

def birthday(born, years):
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return datetime.date(born.year + years, 3, 1)


def last_friday_in_june(year):
    last = datetime.date(year, 6, 30)
    return last - datetime.timedelta(days=(last.weekday() - 4) % 7)


def compulsory(born):
    """(first, last) day; of who has no known birthday, always."""
    if born is None:
        return datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
    five, sixteen = birthday(born, 5), birthday(born, 16)
    prescribed = [datetime.date(y, m, d) for y in (five.year, five.year + 1) for m, d in ((3, 31), (8, 31), (12, 31))]
    return min(p for p in prescribed if p >= five), last_friday_in_june(sixteen.year if sixteen < datetime.date(sixteen.year, 9, 1) else sixteen.year + 1)


# LINES AND STAGES (domain 6)

def below(line, possible, attended):
    """Nobody is below a line before anything was possible."""
    percent, inclusive = line
    have, need = 100 * attended, percent * possible
    return possible > 0 and (have < need or bool(inclusive) and have == need)


def band(lines, possible, attended):
    return sum(below(line, possible, attended) for line in lines) if possible else -1


def stage(case, possible, attended, before):
    """Once in a stage with a percentage to leave it at, a pupil stays until then, unless it gets worse."""
    if not possible:
        return -1
    found = -1
    for n, (upper, lower, _) in enumerate(case.stages):
        if (upper < 0 or below(case.lines[upper], possible, attended)) and not (lower < len(case.lines) and below(case.lines[lower], possible, attended)):
            found = n
            break
    if before >= 0 and case.stages[before][2] and 100 * attended < case.stages[before][2] * possible and found < before:
        return before
    return found


def stage_found(case, sessions):
    """(stage, since) after (at, attended) of each possible session."""
    possible = attended = 0
    now, since = -1, None
    for sitting, here in sessions:
        possible, attended = possible + 1, attended + here
        if possible >= case.floor:
            then = stage(case, possible, attended, now)
            now, since = then, since if then == now else sitting
    return now, since


# FORECAST: counted one by one

def first_count(most, truth):
    """The least number from 1 on for which it is true, truth being monotone; None where not even `most` will do."""
    low, high = 1, 1
    while not truth(high):
        if high >= most:
            return None
        low, high = high + 1, min(most, 2 * high)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if truth(middle) else (middle + 1, high)
    return low


ALL = 10 ** 7


def forecast_line(line, possible, attended, left):
    is_below = below(line, possible, attended)
    may = [n for n in range(left + 1) if not below(line, possible + left, attended + left - n)]
    return {"below": int(is_below),
            "missed_in_row": 0 if is_below else first_count(ALL, lambda n: below(line, possible + n, attended)),
            "attended_in_row": 0 if not is_below else first_count(ALL, lambda n: not below(line, possible + n, attended + n)) or -1,
            "may_miss": max(may, default=-1),
            "in_reach_down": int(below(line, possible + left, attended))}


def forecast(case, possible, attended, left):
    best, worst = attended + left, attended
    rate = -1 if not possible else attended + (2 * left * attended + possible) // (2 * possible)
    return {"left": left, "best": best, "worst": worst, "at_this_rate": rate, "band_best": band(case.lines, possible + left, best),
            "band_worst": band(case.lines, possible + left, worst), "band_at_this_rate": band(case.lines, possible, attended)}


# THE WHOLE

class Sql:
    """A case in SQL: tables filled, questions of thresholds.sql answered."""

    def __init__(self, case):
        self.db = sqlite3.connect(":memory:")
        for script in ("classes.sql", "thresholds_tables.sql"):
            self.db.executescript((HERE / script).read_text())
        self.held = held(case)
        put = self.db.executemany
        put("INSERT INTO oracle_held VALUES (?, ?)", [(a, a // 2) for a in self.held])
        put("INSERT INTO oracle_term VALUES (?, ?)", [(number(a), number(b)) for a, b in case.terms])
        put("INSERT INTO oracle_line VALUES (?, ?, ?)", [(n, p, int(i)) for n, (p, i) in enumerate(case.lines)])
        put("INSERT INTO oracle_asked VALUES (?, ?, ?, ?, ?)", [(*case.period, case.floor, *map(number, case.covered))])
        put("INSERT INTO oracle_child VALUES (?, ?, ?, ?)", [(c.id, *map(number, compulsory(c.born)), number(c.known.get("on_roll_since"))) for c in case.pupils])
        put("INSERT INTO oracle_used VALUES (?, ?)", [(c.id, a) for c in case.pupils for a in c.used])
        put("INSERT INTO oracle_seen SELECT ?1, ?2, ?3, ?4, class FROM oracle_class WHERE code = ?4 AND ?5 BETWEEN from_date AND to_date",
            [(c.id, a, a // 2, code, str(date_of(a // 2))) for c in case.pupils for a, code in c.marks.items()])
        self.db.executescript((HERE / "thresholds.sql").read_text())

    def by_pupil(self, query):
        found = {}
        for pupil, *row in self.db.execute(query):
            found.setdefault(pupil, []).append(tuple(row))
        return found


def crossings(rows):
    return [{"at": said(a), "line": place, "down": down, "possible": possible, "attended": attended} for a, place, down, possible, attended in rows]


def runs(rows):
    names = ("first", "last", "sessions", "authorised", "unauthorised", "no_reason", "code", "open")
    return [{**dict(zip(names, row)), "first": said(row[0]), "last": said(row[1])} for row in rows]


class Reading:
    """{pupil: what oracle-engine prints of them}"""

    def __init__(self, case):
        self.case, self.sql = case, Sql(case)
        ask = self.sql.by_pupil
        self.tally = {p: [int(n) for n in rows[0]] for p, rows in ask("SELECT * FROM oracle_tally").items()}
        self.crossings = ask("SELECT * FROM oracle_crossing")
        self.sessions = ask("SELECT pupil, at, attended FROM oracle_period WHERE possible ORDER BY pupil, at")
        self.counts = ask("SELECT pupil, at, code, place FROM oracle_counts ORDER BY pupil, at")
        self.windows = ask("SELECT pupil, place, first_week, count, provisional, met FROM oracle_window ORDER BY pupil, place")
        self.mondays = [m for (m,) in self.sql.db.execute("SELECT monday FROM oracle_week ORDER BY place")]
        self.runs = ask("SELECT pupil, first, last, sessions, authorised, unauthorised, no_reason, code, open FROM oracle_run ORDER BY pupil, first")
        self.places = ask("SELECT * FROM oracle_place")
        self.weeks = ask("SELECT * FROM oracle_weeks")
        self.lates = ask("SELECT * FROM oracle_lates")
        self.day_runs = ask("SELECT pupil, name, first, last, days, since, sessions, provisional, open FROM oracle_day_run ORDER BY pupil, name, since")
        self.classes = {(p, a): c for p, a, c in self.sql.db.execute("SELECT pupil, at, class FROM oracle_seen")}
        self.found = {c.id: self.of(c) for c in case.pupils}

    def of(self, child):
        marks, *counts, late, possible, attended, missed = self.tally[child.id]
        now, since = stage_found(self.case, self.sessions.get(child.id, []))
        found = {"id": child.id, "marks": marks, "tally": counts, "late": late, "possible": possible, "attended": attended, "missed": missed,
                 "band": band(self.case.lines, possible, attended), "persistent": int(possible > 0 and 10 * missed >= possible),
                 "severe": int(possible > 0 and 2 * missed >= possible), "stage": now,
                 "crossings": crossings(self.crossings.get(child.id, [])), "forecast": forecast(self.case, possible, attended, child.left),
                 "lines": [forecast_line(line, possible, attended, child.left) for line in self.case.lines], "penalty": self.penalty(child),
                 "spells": runs(self.runs.get(child.id, [])), "patterns": self.patterns(child, missed, possible)}
        if now >= 0:
            found["stage_since"] = said(since)
        found["returns"] = returns.found(self, child)
        return {**found, **self.praise(child)}

    def penalty(self, child):
        counts = self.counts.get(child.id, [])
        weeks = [n for n, m in enumerate(self.mondays) if m <= number(self.case.today)]
        last = weeks[-1] if weeks else -1
        now = [code for _, code, place in counts if last - 9 <= place <= last]
        return {"from": str(date_of(self.mondays[max(0, last - 9)])) if weeks else "", "now": len(now), "now_provisional": now.count("N"),
                "lacking": max(0, 10 - len(now)), "counted": len(counts),
                "windows": [{"from": str(date_of(self.mondays[first])), "to": str(date_of(self.mondays[place] + 6)), "count": count,
                             "provisional": provisional, "met": said(met),
                             "ten": [said(a) + code for a, code, p in counts if first <= p <= place][:10]}
                            for place, first, count, provisional, met in self.windows.get(child.id, [])]}

    def patterns(self, child, missed, possible):
        own = {place: (m, p) for place, m, p in self.places.get(child.id, [])}
        least, times = self.case.rule
        shares = [own.get(f"month {MONTHS.index(name) + 1}" if name in MONTHS else name, (0, 0)) for name in PLACES]
        weeks, broken, whole = self.weeks.get(child.id, [(0, 0, 0)])[0]
        lates = {w: (a, b) for w, a, b in self.lates.get(child.id, [])}
        spells = self.runs.get(child.id, [])
        months = sum(p > 0 for name, (_, p) in zip(PLACES, shares) if name in MONTHS)
        at_ = [[m, p, int(m >= least and m * possible >= times * p * missed and (name not in MONTHS or months >= 8))] for name, (m, p) in zip(PLACES, shares)]
        return {"all": [missed, possible], "at": at_, "worth": worth(at_), "late": sum(a for a, _ in lates.values()), "after_close": sum(b for _, b in lates.values()),
                "late_at": [sum(lates.get(w, (0, 0))) for w in range(7)], "weeks": weeks, "weeks_broken": broken, "weeks_missed": whole,
                "spells": len(spells), "spells_one": sum(s[2] == 1 or s[0] // 2 == s[1] // 2 for s in spells), "longest": max((s[2] for s in spells), default=0)}

    def praise(self, child):
        """Full and streak, strictly and where I and R break nothing."""
        first, last = self.case.period
        marks = [(code, self.classes.get((child.id, a))) for a, code in sorted(child.marks.items()) if first <= a <= last]
        kinds = [kind for _, kind in marks]
        found = {"full": [], "streak": []}
        for kind in ((), ("I", "R")):
            broken = [kind_ in MISSED and code not in kind for code, kind_ in marks]
            found["full"].append(int(any(kind_ in (*ATTENDED, *MISSED) for kind_ in kinds) and not any(broken)))
            since = broken[::-1].index(True) if True in broken else len(broken)
            found["streak"].append(sum(kind_ in ATTENDED for kind_ in kinds[len(kinds) - since:]))
        return found


def worth(at_):
    """patterns_worth(): the strongest first, of equals the earlier; of a weekday and its half the one that comes second is left out."""
    order = sorted((n for n in range(len(at_)) if at_[n][2]), key=lambda n: (-Fraction(at_[n][0], at_[n][1]), n))

    def partners(n):
        word = PLACES[n].split("_")
        return [PLACES.index(f"{word[0]}_{h}") for h in ("am", "pm")] if word[0] in WEEKDAYS and len(word) == 1 else \
            [PLACES.index(word[0])] if word[0] in WEEKDAYS else []

    told = []
    for n in order:
        if not set(partners(n)) & set(told):
            told.append(n)
    return told
