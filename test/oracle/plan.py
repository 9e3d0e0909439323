"""Random schools: a plan is what happened at one, made from a seed, and what it must add up to.

A plan keeps a book of its own (replay) of what stands after each act, and is written for oracle-make as lines.
"""

import copy
import dataclasses
import datetime
import random
import sqlite3
import zoneinfo
from pathlib import Path

HERE = Path(__file__).resolve().parent
DAY = datetime.timedelta(days=1)
SESSIONS = ("am", "pm")
NOT_POSSIBLE = ("X", "D", "Q", "Y", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7")

# Where the classes of codes change (domain 1.3), the leap days, and the nights the clocks change near school weeks.
TURNS = ("2006-09-01", "2011-09-01", "2013-09-01", "2024-08-19")
STRETCHES = ("2007-10-22", "2008-02-18", "2010-03-22", "2012-02-20", "2014-10-20", "2016-02-22", "2019-03-25", "2020-02-24", "2021-10-25",
             "2023-10-23", "2024-02-19", "2025-03-24", "2025-10-20", "2026-03-23", "2026-10-19")
# Two in the morning when clocks change, in UTC, and the moments around.
CLOCK_CHANGES = ("2012-03-25T01:00:00", "2019-10-27T01:00:00", "2024-10-27T00:30:00", "2024-10-27T01:30:00", "2026-03-29T00:59:59",
                 "2026-03-29T01:00:00", "2026-10-25T00:59:59", "2026-10-25T01:00:01")


def date(text):
    return datetime.date.fromisoformat(text)


def moment(text):
    """The school's wall clock in UTC, as a moment is written."""
    local = datetime.datetime.fromisoformat(text).replace(tzinfo=zoneinfo.ZoneInfo("Europe/London"))
    return local.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


def days(first, last):
    while first <= last:
        yield first
        first += DAY


@dataclasses.dataclass
class Spell:
    """A time on the roll; both ends are on it, and may be at noon."""
    kind: str
    first: datetime.date
    first_session: str = "am"
    last: datetime.date = None
    last_session: str = None

    def holds(self, day, session):
        begun = (self.first, self.first_session) <= (day, session)
        return begun and (self.last is None or (day, session) <= (self.last, self.last_session))


@dataclasses.dataclass
class Member:
    group: int
    weekdays: int
    sessions: int
    first: datetime.date
    last: datetime.date = None

    def holds(self, day, session):
        within = self.first <= day and (self.last is None or day <= self.last)
        return within and self.weekdays >> day.weekday() & 1 and self.sessions >> SESSIONS.index(session) & 1


@dataclasses.dataclass
class Elsewhere:
    """Sessions agreed at another place: expected there, and no mark until somebody confirms them, so they are in no figure."""
    code: str
    weekdays: int
    sessions: int
    first: datetime.date
    last: datetime.date = None


@dataclasses.dataclass
class Pupil:
    number: int
    born: datetime.date
    present: float  # how often in school
    years: list = dataclasses.field(default_factory=list)  # (year, first, last)
    spells: list = dataclasses.field(default_factory=list)
    members: list = dataclasses.field(default_factory=list)
    elsewhere: list = dataclasses.field(default_factory=list)
    boarder: bool = False
    clubs: list = dataclasses.field(default_factory=list)  # places in groups that take no register: they are the class of no mark

    @property
    def key(self):
        return f"{self.number:032x}"

    def group(self, day, session):
        return next((m.group for m in self.members if m.holds(day, session)), None)

    def due(self, day, session):
        return any(s.holds(day, session) for s in self.spells) and self.group(day, session) is not None


@dataclasses.dataclass
class Mark:
    pupil: int
    day: datetime.date
    session: str
    code: str  # None: blank
    stands: bool = True
    planned: bool = False
    minutes: int = None

    @property
    def place(self):
        return self.pupil, self.day, self.session


@dataclasses.dataclass
class Act:
    kind: str
    at: str
    marks: list
    register: tuple = None  # (group, day, session)
    undoes: int = None      # the number of an act in the plan


@dataclasses.dataclass
class Plan:
    seed: int
    clock: str  # the school's own time, civil; moments of acts are UTC
    groups: list
    pupils: list
    acts: list
    terms: list = dataclasses.field(default_factory=list)      # (name, first, last)
    closures: list = dataclasses.field(default_factory=list)   # (name, kind, first, session, last, session, year, group)
    closed: tuple = None                                       # the last sitting whose registers have closed
    clubs: list = dataclasses.field(default_factory=list)      # groups without a register; their numbers follow those of `groups`
    planned: list = dataclasses.field(default_factory=list)    # (kind, code, first, session, last, session, weekdays, sessions, [(pupil, until, session)])
    reported: list = dataclasses.field(default_factory=list)   # (pupil, code, first, session, back, session)
    outs: list = dataclasses.field(default_factory=list)       # (pupil, day, out, due, back, code), in minutes

    def copy(self):
        return copy.deepcopy(self)

    def replay(self, upto=None):
        """What stands after the acts (all, or the first `upto`)."""
        book = {}
        for act in self.acts[:upto]:
            for mark in act.marks:
                if mark.stands:
                    book[mark.place] = mark.code
        return {place: code for place, code in book.items() if code is not None}

    def effects(self):
        """Of each act, what it changed: {place: (code before, code after)}."""
        book, done = {}, []
        for act in self.acts:
            changed = {}
            for mark in act.marks:
                if mark.stands and book.get(mark.place) != mark.code:
                    changed[mark.place] = (changed.get(mark.place, (book.get(mark.place),))[0], mark.code)
                    book[mark.place] = mark.code
            done.append(changed)
        return done

    def undo(self, number, at):
        """An act that puts back what still stands as act `number` left it (design 2); None if nothing does."""
        now = self.replay()
        back = [Mark(*place, before) for place, (before, after) in self.effects()[number].items() if now.get(place) == after and before != after]
        return Act("undo", at, back, undoes=number) if back else None

    def entries(self):
        """How many entries the acts make: attempts always, other marks only where they change what stands."""
        book, count = {}, 0
        for act in self.acts:
            for mark in act.marks:
                if not mark.stands or book.get(mark.place) != mark.code:
                    count += 1
                    if mark.stands:
                        book[mark.place] = mark.code
        return count

    def touched(self, day):
        """Does a closure, for anybody, touch that day?"""
        return any(first <= day <= last for _, _, first, _, last, *_ in self.closures)

    # As lines for oracle-make

    def lines(self, uid):
        yield f"school {moment(self.clock)}Z {uid}"
        yield from self._roll()
        book = {}
        for number, act in enumerate(self.acts):
            group, day, session = act.register or ("-", "-", "-")
            yield f"act {number + 1} {act.kind} {act.at}Z {group} {day} {session} {'-' if act.undoes is None else act.undoes + 1}"
            for mark in act.marks:
                yield (f"mark {mark.pupil} {mark.day} {mark.session} {book.get(mark.place) or '-'} {mark.code or '-'} "
                       f"{'-' if mark.minutes is None else mark.minutes} {int(mark.planned)} {int(mark.stands)}")
                if mark.stands:
                    book[mark.place] = mark.code
            yield "end"
            if number % 16 == 15:
                yield "commit"

    def _roll(self):
        yield f"act 0 roll {moment(self.clock)}Z - - - -"
        for n, (first, last) in enumerate(self.groups):
            yield f"group {n} Class{n} {first} {last or '-'}"
        for n, (first, last) in enumerate(self.clubs, len(self.groups)):
            yield f"group {n} Club{n} {first} {last or '-'} other"
        for name, first, last in self.terms:
            yield f"term {name} {first} {last}"
        for closure in self.closures:
            yield "closure " + " ".join("-" if word is None else str(word) for word in closure)
        spell = 0
        for p in self.pupils:
            sex = "-" if p.number % 11 == 0 else "FM"[p.number % 2]  # of some not known yet
            yield f"pupil {p.number} {p.key} - A{p.number:05} Sur{p.number} Fore{p.number} {p.born} {sex} {int(p.boarder)}"
            for year, first, last in p.years:
                yield f"year {p.number} {year} {first} {last or '-'}"
            for s in p.spells:
                spell += 1
                yield f"spell {spell} {p.number} {s.kind} {s.first} {s.first_session} {s.last or '-'} {s.last_session or '-'}"
            for m in (*p.members, *p.clubs):
                yield f"member {p.number} {m.group} {m.weekdays} {m.sessions} {m.first} {m.last or '-'}"
            for w in p.elsewhere:
                yield f"elsewhere {p.number} {w.code} {w.weekdays} {w.sessions} {w.first} {w.last or '-'}"
        yield from self._day_work()
        yield "end"

    def _day_work(self):
        def line(*words):
            return " ".join("-" if word is None else str(word) for word in words)

        for n, (*plan, goers) in enumerate(self.planned):
            yield line("plan", n, *plan)
            for goer in goers:
                yield line("goer", n, *goer)
        for report in self.reported:
            yield line("reported", *report)
        for out in self.outs:
            yield line("out", *out)


# RANDOM SCHOOLS


class Codes:
    """Which codes a session may have: the oracle's own table."""

    def __init__(self):
        with sqlite3.connect(":memory:") as db:
            db.executescript((HERE / "classes.sql").read_text())
            self.eras = db.execute("SELECT code, from_date, to_date, class FROM oracle_class").fetchall()
        self.known = {}

    def on(self, day, session):
        if (day, session) not in self.known:
            iso = day.isoformat()
            self.known[day, session] = [code for code, first, last, _ in self.eras
                                        if first <= iso <= last and code not in ("Z", "#", "\\" if session == "am" else "/")]
        return self.known[day, session]

    def not_possible(self, day):
        return [code for code, first, last, kind in self.eras if first <= day.isoformat() <= last and kind == "not_possible"]


CODES = Codes()


def a_code(rng, pupil, day, session):
    if rng.random() < pupil.present:
        return "/" if session == "am" else "\\"
    return rng.choice(CODES.on(day, session))


def a_moment(rng, day):
    if rng.random() < 0.04:
        return rng.choice(CLOCK_CHANGES)
    return f"{day}T{rng.randrange(6, 20):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"


def a_roll(rng, count, groups, first, last):
    """Pupils for the days first..last: stayers, joiners, leavers, two spells, noon joiners, split weeks, changes of group."""
    length = (last - first).days

    def some_day(low=0.1, high=0.9):
        return first + DAY * int(length * rng.uniform(low, high))

    def spells():
        kind = rng.choice(("single", "single", "single", "main", "subsidiary", "guest"))
        shape = rng.randrange(6)
        if shape == 0:
            return [Spell(kind, some_day(), rng.choice(SESSIONS))]
        if shape == 1:
            return [Spell(kind, first, "am", some_day(), rng.choice(SESSIONS))]
        if shape == 2:
            return [Spell(kind, first, "am", some_day(0.1, 0.5), rng.choice(SESSIONS)), Spell("single", some_day(0.5, 0.9), rng.choice(SESSIONS))]
        if shape == 3 and rng.random() < 0.3:  # a guest who comes to stay: both spells hold for a while
            return [Spell("guest", some_day(0.1, 0.2), "pm", some_day(0.5, 0.6), "am"), Spell("single", some_day(0.3, 0.5))]
        return [Spell(kind, first)]

    def members():
        one, other = rng.randrange(groups), rng.randrange(groups)
        shape = rng.randrange(6)
        if shape == 0 and one != other:  # some weekdays elsewhere
            week = rng.choice((1, 3, 7, 12, 16, 21))
            return [Member(one, week, 3, first), Member(other, 31 & ~week, 3, first)]
        if shape == 1 and one != other:  # afternoons elsewhere
            return [Member(one, 31, 1, first), Member(other, 31, 2, first)]
        if shape == 2 and one != other:  # moved
            day = some_day()
            return [Member(one, 31, 3, first, day), Member(other, 31, 3, day + DAY)]
        if shape == 3:  # mornings only, and Saturdays too
            return [Member(one, 63, rng.choice((1, 3)), first)]
        return [Member(one, 31, 3, first)]

    pupils = []
    for number in range(1, count + 1):
        born = date("2015-09-01") + DAY * rng.randrange(-2000, 2000)
        present = rng.choice((1.0, 0.98, 0.95, 0.95, 0.9, 0.9, 0.8, 0.5, 0.2, 0.0))
        moved = some_day()
        year = rng.randrange(0, 7)
        years = [(year, first, None)] if rng.random() < 0.7 else [(year, first, moved), (year + 1, moved + DAY, None)]
        pupils.append(Pupil(number, born, present, years, spells(), members()))
        if number % 4 == 0:
            pupils[-1].elsewhere = [Elsewhere(("D", "B", "K")[number // 4 % 3], 1 << number % 5, 1 + number % 3, first + DAY * (length // 3),
                                              None if number % 8 else first + DAY * (length // 2))]
    return pupils


def clubs(plan, first, last):
    """A group of its own kind, which some join after their class and some were in before it, on some days of the week."""
    plan.clubs = [(first, None)]
    for p in plan.pupils[::2]:
        begin = first + (last - first) // (2 + p.number % 3) if p.number % 4 else first
        p.clubs = [Member(len(plan.groups), 31 if p.number % 3 else 21, 3, begin, None if p.number % 5 else last - (last - first) // 8)]


def registers(rng, plan, sittings, blank=0.04):
    """An act a group and sitting, with some marks left out and some planned before."""
    for day, session in sittings:
        groups = {}
        for p in plan.pupils:
            if p.due(day, session) and rng.random() >= blank:
                code = a_code(rng, p, day, session)
                groups.setdefault(p.group(day, session), []).append(
                    Mark(p.number, day, session, code, planned=rng.random() < 0.02, minutes=rng.randrange(1, 60) if code in "LU" else None))
        for group, marks in groups.items():
            kind = rng.choice(("register", "fill"))
            plan.acts.append(Act(kind, a_moment(rng, day), marks, register=(group, day, session)))


def amendments(rng, plan, count):
    """Changes, marks taken away, attempts that never stood, two changes in one act, undos and undos of undos."""
    places = sorted(plan.replay())
    by_number = {p.number: p for p in plan.pupils}
    for _ in range(count if places else 0):
        at = a_moment(rng, rng.choice(places)[1])
        if rng.random() < 0.2:
            undo = plan.undo(rng.randrange(max(0, len(plan.acts) - 60), len(plan.acts)), at)
            if undo:
                plan.acts.append(undo)
            continue
        marks = []
        for place in rng.sample(places, min(len(places), rng.randrange(1, 5))):
            fresh = rng.choice(CODES.on(*place[1:])) if rng.random() < 0.7 else a_code(rng, by_number[place[0]], *place[1:])
            code = None if rng.random() < 0.15 else fresh
            stands = code is None or rng.random() >= 0.2
            marks.append(Mark(*place, code, stands=stands))
            if rng.random() < 0.1:
                marks.append(Mark(*place, rng.choice(CODES.on(*place[1:]))))
        plan.acts.append(Act("change", at, marks))


def eras(seed, count=12):
    """A school of twenty years, seen in a few stretches of weeks; every turn of the codes is walked over."""
    rng = random.Random(seed)
    first, last = date("2006-09-01"), date("2026-12-18")
    plan = Plan(seed, "2026-12-18T17:00:00", [(first, None)] * 3, a_roll(rng, count, 3, first, last), [])
    clubs(plan, first, last)
    sittings = set()
    for turn in TURNS:
        sittings |= {(d, s) for d in days(date(turn) - 2 * DAY, date(turn) + 2 * DAY) if d >= first for s in SESSIONS}
    for start in rng.sample(STRETCHES, 3):
        begin = date(start) + DAY * rng.randrange(-20, 5)
        sittings |= {(d, s) for d in days(begin, begin + DAY * rng.randrange(10, 40)) if d.weekday() < 5 or rng.random() < 0.1 for s in SESSIONS}
    registers(rng, plan, sorted(s for s in sittings if s[0] <= last))
    amendments(rng, plan, 60)
    return plan


# A school of today: terms, closures of every kind, registers that nobody took
TERMS = (("Autumn25", "2025-09-03", "2025-12-19"), ("Spring26", "2026-01-05", "2026-03-27"), ("Summer26", "2026-04-13", "2026-07-21"),
         ("Autumn26", "2026-09-02", "2026-12-18"))
HALF_TERMS = (("2025-10-27", "2025-10-31"), ("2026-02-16", "2026-02-20"), ("2026-05-25", "2026-05-29"), ("2026-10-26", "2026-10-30"))


def in_term(day):
    return any(date(a) <= day <= date(b) for _, a, b in TERMS)


def a_calendar(rng, plan):
    """Half-terms, INSET, planned and unplanned closures, a part of the school shut, a Saturday and a bank holiday open (but not to all)."""
    plan.terms = [(name, date(a), date(b)) for name, a, b in TERMS]
    plan.closures = [("Half-term", "holiday", date(a), "am", date(b), "pm", None, None) for a, b in HALF_TERMS]
    school = [d for _, a, b in plan.terms for d in days(a, b) if d.weekday() < 5]

    def closure(kind, year=None, group=None, most=2):
        first = rng.choice(school)
        last = first + DAY * rng.randrange(most)
        begin, end = rng.choice((("am", "pm"), ("am", "am"), ("pm", "pm"))) if first == last else ("pm", "am")
        plan.closures.append((kind.capitalize(), kind, first, begin, last, end, year, group))

    for kind in ("inset", "inset", "planned", "unplanned", "unplanned", "partial"):
        closure(kind, most=3)
    for kind in ("partial", "partial", "planned", "inset"):
        closure(kind, year=rng.randrange(0, 7), most=6)
        closure(kind, group=rng.randrange(3), most=6)
    saturday = next(d for d in days(rng.choice(school), date("2027-01-31")) if d.weekday() == 5)
    plan.closures += [("Fair", "open", saturday, "am", saturday, rng.choice(SESSIONS), None, None),
                      ("May", "open", date("2026-05-04"), "am", date("2026-05-04"), "pm", None, None),
                      ("Camp", "open", date("2026-08-10"), "pm", date("2026-08-11"), "pm", rng.choice((None, 2, 3)), None),
                      ("Flood", rng.choice(("partial", "inset")), date("2026-05-04"), "am", date("2026-05-04"), rng.choice(SESSIONS), None, rng.randrange(3))]


# oracle-make's registers close at 9:20 and at 13:30: the last minute of L, after which a register not taken is missing
CLOCKS = (("09:20:00", 0), ("09:21:00", 1), ("13:30:00", 1), ("13:31:00", 2), ("20:00:00", 2))


def today(seed, count=10):
    """Two school years up to a moment of one day: most registers taken, some not, some marks where none was due."""
    rng = random.Random(seed)
    time, closed = rng.choice(CLOCKS)
    first, last = date("2025-09-01"), rng.choice((date("2026-12-18"), date("2026-12-10"), date("2026-10-12")))
    clock = f"{last}T{time}"
    plan = Plan(seed, clock, [(first, None)] * 3, a_roll(rng, count, 3, first, last), [])
    clubs(plan, first, last)
    plan.closed = (last, SESSIONS[closed - 1]) if closed else (last - DAY, "pm")
    rng.choice(plan.pupils).boarder = True
    a_calendar(rng, plan)
    sittings = [(d, s) for _, a, b in plan.terms for d in days(a, min(b, last)) if d.weekday() < 5 for s in SESSIONS
                if rng.random() < 0.8 and (d, s) <= plan.closed]
    registers(rng, plan, sittings)
    odd = [(rng.choice(plan.pupils).number, rng.choice(list(days(first, last - DAY))), rng.choice(SESSIONS)) for _ in range(20)]
    plan.acts.append(Act("import", moment(clock), [Mark(*place, rng.choice(CODES.on(*place[1:]))) for place in sorted(set(odd))]))
    amendments(rng, plan, 60)
    return plan


def ranges(rng, plan, count):
    """Stretches of sittings: whole, single, across years, beginning and ending at noon."""
    places = sorted({place[1:] for act in plan.acts for place in (m.place for m in act.marks)})
    found = [((places[0][0] - 400 * DAY, "am"), (places[-1][0] + 400 * DAY, "pm")), (places[0], places[0])]
    while len(found) < count:
        a, b = sorted((rng.choice(places), rng.choice(places)))
        found.append(((a[0], rng.choice(SESSIONS)), (b[0], rng.choice(SESSIONS))) if a[0] < b[0] else (a, b))
    return found


def a_range(rng, plan):
    """Two dates of the plan's time, often ends of terms and turns of the year."""
    first, last = date("2025-09-01"), date(plan.clock[:10])
    known = [d for _, a, b in plan.terms for d in (a, b)] + [first, last, date("2025-12-31"), date("2026-08-31"), date("2026-09-01")]
    pick = [rng.choice(known) if rng.random() < 0.5 else first + DAY * rng.randrange((last - first).days) for _ in range(2)]
    return sorted(min(d, last) for d in pick)
