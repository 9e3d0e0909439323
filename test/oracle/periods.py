#!/usr/bin/python3
"""Stretches of time by name (C7) and the days and pupils that the Department counts (C21), on random schools, by a second reading of include/rules/period.h."""

import datetime
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import plan as plans  # noqa: E402
import reading  # noqa: E402
import school as schools  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(831, 834))
ROWS = [(f"seed {s}", s) for s in SEEDS]
DAY = plans.DAY


class Calendar:
    def __init__(self, plan):
        self.terms = [(a, b) for _, a, b in plan.terms]
        closures = [(kind, a, s, b, e, year if year is not None else group) for _, kind, a, s, b, e, year, group in plan.closures]
        held = reading.held(reading.Case(self.terms, closures, (), (), None, (), [], []))
        self.days = sorted({reading.date_of(a // 2) for a in held})

    def year_first(self, day):
        """That of the first term that begins in August, else 1 September."""
        starts = [min([a for a, _ in self.terms if (a.year, a.month) == (y, 8)] or [datetime.date(y, 9, 1)]) for y in (day.year - 1, day.year)]
        return max(s for s in starts if s <= day)

    def halves(self):
        """Parts of terms: cut where a week from Monday to Friday has no session."""
        found = []
        for a, b in self.terms:
            own = [d for d in self.days if a <= d <= b]
            first = a
            for d, after in zip(own, own[1:]):
                monday = d + DAY * (7 - d.weekday())
                if after > monday + 4 * DAY:
                    found.append((first, d))
                    first = after
            found.append((first, b))
        return found

    def weeks(self, today, count):
        mondays = sorted({d - DAY * d.weekday() for d in self.days if d - DAY * d.weekday() <= today})
        return mondays[-count:][0]

    def period(self, words, today):
        """(first, last) or None where there is none now."""
        previous, name = words.startswith("previous "), words.removeprefix("previous ")
        if name == "year":
            first = self.year_first(today)
            return (self.year_first(first - DAY), first - DAY) if previous else (first, today)
        if name in ("term", "half-term"):
            parts = self.terms if name == "term" else self.halves()
            now = [n for n, (a, b) in enumerate(parts) if a <= today <= b]
            if not now or previous and now[0] == 0:
                return None
            a, b = parts[now[0] - previous]
            return a, min(b, today)
        return self.weeks(today, {"fortnight": 2, "1 week": 1, "6 weeks": 6}[name]), today


PERIODS = ("year", "term", "half-term", "previous term", "previous half-term", "previous year", "6 weeks", "1 week", "fortnight", "Previous-Term")


def agree(t, school, words, first, last):
    policy = schools.NATIONAL
    found = school.read(policy, first, last)
    rows = {row["pupil"]: row for row in school.report("bands", "--policy", "national", "--period", words)}
    t.equal(set(rows), school.on_roll(first, last), f"{words}, {first} to {last}: who is listed")
    for pupil, row in rows.items():
        own = schools.figure(found[pupil], policy)
        t.equal({name: row[name] for name in own}, own, f"{words}, {first} to {last}: pupil {pupil}")


def without_odd_marks(plan):
    """In a week without a session nobody can say which half of the term a mark is of."""
    plan.acts = [act for act in plan.acts if act.kind in ("register", "fill")]


@case("periods by name", rows=ROWS)
def _(t, seed):
    school = schools.School(t, seed, without_odd_marks)
    calendar = Calendar(school.plan)
    for words in PERIODS:
        days = calendar.period(words.lower().replace("-t", " t") if words.startswith("Prev") else words, school.today)
        if days:
            agree(t, school, words, *days)
        else:
            t.run("--school", school.directory, "report", "bands", "--period", words, status=(2, 4))
    first, last = school.plan.terms[1][1] - 30 * DAY, school.plan.terms[1][1]
    agree(t, school, f"{first}..{last}", first, last)


@case("bad day: a year that begins in August", rows=ROWS)
def _(t, seed):
    """Without a period a report is of the school year, which begins with the term of August, whatever 1 September says."""
    def august(plan):
        rng = random.Random(seed)
        without_odd_marks(plan)
        name, _, last = plan.terms[-1]
        plan.terms[-1] = (name, plans.date("2026-08-24"), last)
        marks = [plans.Mark(p.number, d, s, rng.choice("IO/") if s == "am" else rng.choice("IO\\")) for p in plan.pupils
                 for d in plans.days(plans.date("2026-08-24"), plans.date("2026-08-28")) for s in plans.SESSIONS if p.due(d, s)]
        plan.acts.append(plans.Act("import", "2026-09-01T12:00:00", marks))

    school = schools.School(t, seed, august)
    t.equal(Calendar(school.plan).year_first(school.today), plans.date("2026-08-24"))
    agree(t, school, "year", plans.date("2026-08-24"), school.today)
    rows = {row["pupil"]: (row["possible"], row["missed"]) for row in school.report("bands")}
    t.equal(rows, {row["pupil"]: (row["possible"], row["missed"]) for row in school.report("bands", "--period", "year")}, "without a period")


# AS THE DEPARTMENT COUNTS IT

def spring_holiday(year):
    last = datetime.date(year, 5, 31)
    return last - DAY * last.weekday()


def last_for_dfe(school, day):
    """{pupil: last day that counts}: 5 to 15 on 31 August, no boarder, not first enrolled in the second half of summer (domain 4, 10.3)."""
    year = day.year if day.month >= 8 else day.year - 1
    found = {}
    for p in school.pupils:
        age = year - p.born.year - ((8, 31) < (p.born.month, p.born.day))
        if 5 <= age <= 15 and min(s.first for s in p.spells) < spring_holiday(year + 1):
            found[p.key] = min(day, spring_holiday(year + 1) - DAY if age == 15 else datetime.date(year + 1, 7, 31))
    return found


def of_ages(plan):
    """Births on both sides of each age that the Department draws a line at."""
    edges = [plans.date(text) for text in ("2009-08-31", "2009-09-01", "2010-08-31", "2010-09-01", "2020-08-31", "2020-09-01", "2021-08-31", "2021-09-01")]
    for p, born in zip(plan.pupils[3:], edges):
        p.born = born


@case("bands, statistics, codes and groups as the Department counts them", rows=ROWS)
def _(t, seed):
    school = schools.School(t, seed, of_ages)
    for first, last in ((plans.date("2025-09-01"), plans.date("2026-07-21")), (plans.date("2026-09-01"), school.today), (plans.date("2026-03-02"), plans.date("2026-06-12"))):
        lasts = last_for_dfe(school, last)
        rows = {row["pupil"]: row for row in school.report("bands", "--policy", "national", "--as", "dfe", "--from", first, "--to", last)}
        on_roll = school.on_roll(first, last)
        t.ok(any(p.key not in lasts for p in school.pupils), "somebody is out")
        possible, attended = {}, 0
        for pupil in lasts.keys() & on_roll:
            found = school.read(schools.NATIONAL, first, lasts[pupil], only=pupil)[pupil]
            possible[pupil] = found["possible"]
            attended += found["attended"]
            if pupil in rows:
                own = schools.figure(found, schools.NATIONAL)
                t.equal({name: rows[pupil][name] for name in own}, own, f"{first} to {last}: pupil {pupil}")
        t.equal(set(rows), {pupil for pupil, n in possible.items() if n}, f"{first} to {last}: who is counted")
        options = ("--as", "dfe", "--from", first, "--to", last)
        record = school.report("statistics", *options)
        t.equal((record["possible"], record["attended"]), (sum(possible.values()), attended), f"{first} to {last}: statistics")
        t.equal({row["code"]: row["count"] for row in school.report("codes", *options)}, record["codes"], f"{first} to {last}: codes")
        everybody = [row for row in school.report("groups", *options) if row["of"] == "school"]
        t.equal([(row["possible"], row["attended"]) for row in everybody], [(record["possible"], attended)] if everybody else [], f"{first} to {last}: groups")


if __name__ == "__main__":
    main()
