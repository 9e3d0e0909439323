"""A random school (plan.today) and the second reading of the thresholds engine over its views."""

import copy
import random

import cases
import oracle
import plan as plans
import policies
import reading
from oracle import percent, report
from plan import a_range

POLICIES = policies.shipped()
TRIES = 60
NATIONAL = next(p for p in POLICIES if p.name == "national")


class School:
    """A random school, its views, and what they say of a policy and days."""

    count = 0

    def __init__(self, t, seed, change=None, plan=None):
        """`change`: what else is done to the plan; `plan`: this one."""
        self.t, self.rng, self.plan = t, random.Random(seed), plan or plans.today(seed, 14)
        if change:
            change(self.plan)
        School.count += 1
        self.directory, self.held = oracle.make(t, self.plan, f"school-{School.count}"), {}
        self.today = plans.date(self.plan.clock[:10])
        with oracle.sql(self.directory) as sql:
            self.marks = sql.rows("SELECT pupil, date, session, code, roll_group FROM oracle_mark WHERE on_roll")
        self.pupils = [p for p in self.plan.pupils if not p.boarder]

    def read(self, policy, first, last, left=None, only=None):
        """{pupil: what the engine finds}; the calendar is that of the plan, in which closures of a year or a class shut no school day."""
        terms = [(a, b) for _, a, b in self.plan.terms]
        closures = [(kind, a, s, b, e, year if year is not None else group) for _, kind, a, s, b, e, year, group in self.plan.closures]
        children = {p.key: reading.Child(p.key, p.born, (left or {}).get(p.key, 0), known={"on_roll_since": self.spell_on(p, last)})
                    for p in self.pupils if only in (None, p.key)}
        for pupil, date, session, code, _ in self.marks:
            if pupil not in children or date > str(last):
                continue
            children[pupil].marks[reading.at(plans.date(date), session)] = code
        case_ = reading.Case(terms, closures, (terms[0][0] - plans.DAY * terms[0][0].weekday(), terms[-1][1]),
                             (reading.at(first, "am"), reading.at(last, "pm")), min(last, self.today), self.year_of(last), policy.lines, list(children.values()),
                             policy.stages, policy.floor, policy.rule)
        return reading.Reading(case_).found

    def spell_on(self, p, day):
        """Since when they have been on the roll that day; spells without a session between them are one time."""
        spells = sorted((reading.at(s.first, s.first_session), reading.at(s.last, s.last_session) if s.last else 10 ** 6) for s in p.spells)
        since = until = None
        for first, last in spells:
            if until is None or first > until + 1:
                since, until = first, last
            until = max(until, last)
            if since // 2 <= reading.number(day) <= until // 2:
                return reading.date_of(since // 2)
        return None

    def tell(self, pupil, apart):
        """Notes the least that can be found of a school of that pupil alone that is still apart(school): letters by session, calendar."""
        p = next(p for p in self.plan.pupils if p.key == pupil)
        tries = [TRIES]

        def school_of(marks):
            plan = self.plan.copy()
            plan.pupils = [copy.deepcopy(p)]
            plan.acts = [plans.Act("import", plans.moment(plan.clock), [plans.Mark(p.number, d, s, code) for (d, s), code in marks])]
            school = School(self.t, self.plan.seed, plan=plan)
            self.t.said.pop()  # its seed, once more
            return school

        def fails(marks):
            tries[0] -= 1
            return tries[0] >= 0 and apart(school_of(marks))

        marks = sorted((place[1:], code) for place, code in self.plan.replay().items() if place[0] == p.number)
        if not fails(marks):
            self.t.note("alone, with the marks that stand, the pupil's figures agree")
            return
        child = reading.Child(pupil, marks={reading.at(d, s): code for (d, s), code in cases.fewest(marks, fails)})
        for line in (f"pupil born {p.born}, {p.spells}, years {p.years}", f"terms {self.plan.terms}", *map(str, self.plan.closures), *cases.letters(child)):
            self.t.note(line)

    def year_of(self, day):
        """The school year of a day: no term of these schools begins in August (domain 11)."""
        year = day.year if day >= day.replace(month=9, day=1) else day.year - 1
        return day.replace(year=year, month=9, day=1), day.replace(year=year + 1, month=8, day=31)

    def report(self, *arguments):
        return report(self.t, self.directory, *arguments)

    def ranges(self, count):
        yield plans.date("2026-09-01") if self.today >= plans.date("2026-09-01") else plans.date("2025-09-01"), self.today
        for _ in range(count):
            yield a_range(self.rng, self.plan)

    def on_roll(self, first, last):
        return {p.key for p in self.pupils if any(s.first <= last and (s.last is None or s.last >= first) for s in p.spells)}

    def left(self):
        """{pupil: sessions that may still be possible this school year}: due at, in a class and year that the school is open to, and no D agreed."""
        last = max(b for _, a, b in self.plan.terms if a <= self.year_of(self.today)[1])
        sittings = [(d, s) for d in plans.days(self.today, last) for s in plans.SESSIONS if (d, s) > self.plan.closed]
        return {p.key: sum(self.may_be_possible(p, d, s) for d, s in sittings) for p in self.pupils}

    def may_be_possible(self, p, day, session):
        group = p.group(day, session)
        if group is None or not p.due(day, session):
            return False
        year = next((y for y, a, b in p.years if a <= day and (b is None or day <= b)), None)
        if (day, session) not in self.held_for(year, group):
            return False
        return not any(w.code == "D" and w.first <= day and (w.last is None or day <= w.last) and w.weekdays >> day.weekday() & 1
                       and w.sessions >> plans.SESSIONS.index(session) & 1 for w in p.elsewhere)

    def held_for(self, year, group):
        """Sessions held for a year and class: closures of others do not shut it."""
        if (year, group) not in self.held:
            closures = [(kind, a, s, b, e, None) for _, kind, a, s, b, e, y, g in self.plan.closures if y in (None, year) and g in (None, group)]
            case_ = reading.Case([(a, b) for _, a, b in self.plan.terms], closures, (), (), None, (), [], [])
            self.held[year, group] = {(reading.date_of(a // 2), plans.SESSIONS[a % 2]) for a in reading.held(case_)}
        return self.held[year, group]


def figure(found, policy):
    stage = found["stage"]
    return {"possible": found["possible"], "missed": found["missed"], "attendance_percent": percent(found["attended"], found["possible"]),
            "band": policy.band(found["band"]), "persistent": bool(found["persistent"]), "severe": bool(found["severe"]),
            "stage": None if stage < 0 else policy.titles[stage]}
