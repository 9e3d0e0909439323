#!/usr/bin/python3
"""Random histories of the roll, made by the commands; what the tables say after each act, in SQL that knows nothing of the program's own.

Nobody is in two registers at one session, and no time on the roll overlaps another; the record verifies; who was where on a day is not changed by what
holds from a later day on; lists and registers say what the tables say; and when every act is undone, the last first, all is as it was."""

import contextlib
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import oracle  # noqa: E402
import plan as plans  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(501, 505))
ROWS = [(f"seed {s}", s) for s in SEEDS]
ACTS, PUPILS = 24, 9
FIRST, CLOCK = plans.date("2026-09-02"), plans.date("2026-11-20")
CLASSES = ("Class0", "Class1", "Class2")
OVERLAPS = {
    "two registers at one session": """
        SELECT a.pupil, a.id, b.id FROM membership a JOIN membership b ON b.pupil = a.pupil AND b.id > a.id
          JOIN roll_group g ON g.id = a.roll_group JOIN roll_group h ON h.id = b.roll_group
        WHERE g.kind IN ('class', 'form') AND h.kind IN ('class', 'form') AND a.weekdays & b.weekdays AND a.sessions & b.sessions
          AND a.from_day <= coalesce(b.to_day, a.from_day) AND b.from_day <= coalesce(a.to_day, b.from_day)""",
    "two times on the roll at once": """
        SELECT a.pupil, a.id, b.id FROM enrolment a JOIN enrolment b ON b.pupil = a.pupil AND b.id > a.id
        WHERE (b.to_day IS NULL OR (a.from_day, a.from_session) <= (b.to_day, b.to_session))
          AND (a.to_day IS NULL OR (b.from_day, b.from_session) <= (a.to_day, a.to_session))""",
    "two years at once": """
        SELECT a.pupil, a.id, b.id FROM pupil_year a JOIN pupil_year b ON b.pupil = a.pupil AND b.id > a.id
        WHERE a.from_day <= coalesce(b.to_day, a.from_day) AND b.from_day <= coalesce(a.to_day, b.from_day)""",
    "something that ends before it begins": """
        SELECT pupil, id, 'membership' FROM membership WHERE to_day < from_day UNION SELECT pupil, id, 'year' FROM pupil_year WHERE to_day < from_day
        UNION SELECT pupil, id, 'spell' FROM enrolment WHERE (to_day, to_session) < (from_day, from_session)""",
    "a row of a pupil who is another": """
        SELECT pupil, id, 'place' FROM membership WHERE pupil IN (SELECT id FROM pupil WHERE merged_into IS NOT NULL)
        UNION SELECT pupil, id, 'spell' FROM enrolment WHERE pupil IN (SELECT id FROM pupil WHERE merged_into IS NOT NULL)""",
}
FACTS = ("pupil", "pupil_name", "pupil_year", "pupil_flag", "pupil_pair", "enrolment", "membership", "elsewhere", "contact", "address", "roll_group")


def a_plan(seed):
    """A term with registers taken up to yesterday; two children who might be one."""
    rng = random.Random(seed)
    plan = plans.Plan(seed, f"{CLOCK}T08:00:00", [(FIRST, None)] * 3, [], [], [("Autumn", FIRST, plans.date("2026-12-18"))])
    for number in range(1, PUPILS + 1):
        years = [(number % 6, FIRST, None)]
        plan.pupils.append(plans.Pupil(number, plans.date("2016-01-01") + plans.DAY * 200 * number, 0.9, years, [plans.Spell("single", FIRST)],
                                       [plans.Member(number % 3, 31, 3, FIRST)]))
    taken = [(d, s) for d in plans.days(CLOCK - 12 * plans.DAY, CLOCK - plans.DAY) if d.weekday() < 5 for s in plans.SESSIONS]
    plans.registers(rng, plan, taken)
    return plan


class Walk:
    """One school, a command after the other."""

    def __init__(self, t, seed):
        self.t, self.rng = t, random.Random(seed)
        self.school = oracle.make(t, a_plan(seed))
        self.today, self.added, self.done, self.acts, self.taken_back, self.returned = CLOCK, 0, 0, [], None, set()  # acts: those to be undone
        with self.asked() as sql:
            self.pupils = [p for (p,) in sql.rows("SELECT lower(hex(key)) FROM pupil")]

    @contextlib.contextmanager
    def asked(self):
        with oracle.sql(self.school) as sql:
            yield sql

    def run(self, *arguments, status=0):
        done = self.t.run("--school", self.school, "--clock", f"{self.today}T08:30", *arguments, status=status)
        self.t.checks -= 1
        if done.status in (0, 4):
            self.t.said.pop()
        return done

    def last_act(self):
        with self.asked() as sql:
            return sql.rows("SELECT max(seq) FROM act")[0][0]

    def day(self, least, most):
        return self.today + plans.DAY * self.rng.randint(least, most)

    def places(self, sql, dates):
        question = sql.questions["places"]
        return {(d, s): sql.rows(question, date=str(d), session=s) for d in dates for s in plans.SESSIONS}

    # THE COMMANDS: each answers its words, and the first day that it may change (None: any)

    def add(self):
        self.added += 1
        since = self.day(-9, 9)
        born = plans.date("2018-01-01") + plans.DAY * self.rng.randrange(400)
        return ["pupil", "add", f"New{self.added}", "Kim", "--dob", born, "--class", self.rng.choice(CLASSES), "--from", since], since

    def move(self):
        since = self.day(-20, 15)
        words = ["pupil", "move", self.rng.choice(self.pupils), "--class", self.rng.choice(CLASSES), "--from", since]
        if self.rng.random() < 0.3:
            words += ["--to", since + plans.DAY * self.rng.randrange(9)]
        if self.rng.random() < 0.3:
            words += ["--session", self.rng.choice(plans.SESSIONS)]
        if self.rng.random() < 0.3:
            words += ["--weekdays", self.rng.choice(("mon,wed", "tue", "thu,fri"))]
        return words + ["--reason", "random"], since

    def year(self):
        since = self.day(-20, 15)
        return ["pupil", "year", self.rng.choice(self.pupils), "--year", self.rng.randint(1, 6), "--from", since, "--reason", "random"], since

    def leave(self):
        last = self.day(0, 6)
        words = ["pupil", "leave", self.rng.choice(self.pupils), "--ground", "a", "--destination", "Hill School", "--to", last]
        return words + (["--session", "am"] if self.rng.random() < 0.3 else []), self.today  # a day that was set may be put off

    def stay(self):
        return ["pupil", "stay", self.rng.choice(self.pupils)], self.today

    def back(self):
        since = self.day(0, 8)
        return ["pupil", "return", self.rng.choice(self.pupils), "--class", self.rng.choice(CLASSES), "--from", since], since

    def status(self):
        since = self.day(0, 5)
        words = ["pupil", "status", self.rng.choice(self.pupils), "--status", self.rng.choice(("main", "single", "subsidiary")), "--from", since]
        return words + (["--to", since + plans.DAY * 5] if self.rng.random() < 0.3 else []), self.today  # a start may be put off

    def merge(self):
        one, other = self.rng.sample(self.pupils[:PUPILS], 2)  # of who was added, no row could go once marks were entered on it
        return ["pupil", "merge", one, other, "--keep", self.rng.choice(("from", "into"))], None

    def undo(self):
        """The last act, or the undo that was the last: it is done again then."""
        return ["undo", self.taken_back or (self.acts[-1] if self.acts else 0), "--reason", "random"], None

    def book(self, kind, act, done):
        """What is left to be undone."""
        if kind == self.undo and not self.taken_back:
            self.acts.pop()
            self.taken_back = act
        else:
            self.acts.append(act)
            self.taken_back = None
        if kind == self.add:
            self.pupils.append(done.out.split("\n")[0].removeprefix("pupil "))

    def gone(self, pupil, last, session):
        """Off the roll behind the last session there, until somebody puts them on it again."""
        later = [d for d in plans.days(last, last + 60 * plans.DAY)]
        with self.asked() as sql:
            there = self.places(sql, later)
        on = [place for place, who in there.items() if place > (last, session) and pupil in {p for p, *_ in who}]
        self.t.equal(on, [], f"{pupil} left in the {session} of {last}")

    def step(self):
        """One random act, done or refused; (its number or None, the first day that it may change)."""
        if self.rng.random() < 0.2:
            self.today += plans.DAY * self.rng.randint(1, 3)
        kind = self.rng.choice((self.add, self.move, self.move, self.move, self.year, self.leave, self.leave, self.stay, self.back, self.back,
                                self.status, self.merge, self.undo))
        words, since = kind()
        before = self.last_act()
        done = self.run(*map(str, words), status=(0, 2, 4))
        after = self.last_act()
        self.t.note(f"{self.today}: {' '.join(map(str, words))}: {done.status} {(done.err or done.out).splitlines()[:1]}")
        if after == before:
            return None, since
        self.t.equal((done.status, after), (0, before + 1), "one act")
        self.done += 1
        self.book(kind, after, done)
        if kind == self.back:
            self.returned.add(words[2])
        if kind == self.leave and words[2] not in self.returned:  # nor does a return that was entered go
            self.gone(words[2], words[words.index("--to") + 1], "am" if words[-1] == "am" else "pm")
        return after, since

    def state(self):
        """Every fact and every mark, but what counts acts."""
        with self.asked() as sql:
            facts = {name: sorted(map(repr, sql.rows(f"SELECT * FROM {name}"))) for name in FACTS}
            return facts, sql.rows("SELECT pupil, school_year, marks FROM v_pupil_year WHERE length(replace(marks, '0', '')) > 0 ORDER BY 1, 2")

    def verified(self):
        self.t.equal(json.loads(self.run("verify", "--format", "json").out)["ok"], True, "verify")

    def old_marks(self):
        """{(pupil, class of the code): how many} of the weeks before the clock began, of whom was on the roll then."""
        with self.asked() as sql:
            rows = sql.rows("SELECT pupil, class, count(*) FROM oracle_mark WHERE sitting BETWEEN :first AND :last AND on_roll GROUP BY 1, 2",
                            first=f"{FIRST}am", last=f"{CLOCK - plans.DAY}pm")
        return {row[:2]: row[2] for row in rows}

    def figures(self):
        """What the program makes of those weeks."""
        marks = {}
        for (_, kind), n in self.old_marks().items():
            marks[kind] = marks.get(kind, 0) + n
        said = json.loads(self.run("report", "statistics", "--from", str(FIRST), "--to", str(CLOCK - plans.DAY), "--format", "json").out)
        attended = marks.get("present", 0) + marks.get("educational_activity", 0)
        self.t.equal((said["attended"], said["possible"]), (attended, attended + marks.get("authorised", 0) + marks.get("unauthorised", 0)), "figures")

    def holds(self):
        with self.asked() as sql:
            for what, question in OVERLAPS.items():
                self.t.equal(sql.rows(question), [], what)

    def said(self):
        """The list of a day to come, and this morning's register that nobody has taken, say what the tables say."""
        day = next(d for d in plans.days(self.day(0, 9), plans.date("2027-01-31")) if d.weekday() < 5)
        with self.asked() as sql:
            there = self.places(sql, [day, self.today])
            names = dict(sql.rows("SELECT lower(hex(key)), forename || ' ' || surname FROM pupil"))
        on = {}
        for session in reversed(plans.SESSIONS):
            for pupil, group, year in there[day, session]:
                on[pupil] = (group or on.get(pupil, (None,))[0], "R" if year == 0 else str(year))
        listed = json.loads(self.run("pupil", "list", "--date", str(day), "--format", "json").out)
        self.t.equal({row["pupil"]: (row["class"], row["year"]) for row in listed}, on, f"pupil list of {day}")
        if self.today.weekday() < 5:
            group = self.rng.choice(CLASSES)
            shown = json.loads(self.run("register", "show", "--class", group, "--session", "am", "--format", "json").out)
            self.t.equal(sorted(row["name"] for row in shown if not row["remark"]),
                         sorted(names[p] for p, g, _ in there[self.today, "am"] if g == group), f"register of {group}, {self.today}")


@case("random acts on the roll, and all of them undone", rows=ROWS)
def _(t, seed):
    w = Walk(t, seed)
    begun, old = w.state(), list(plans.days(FIRST, plans.date("2026-12-31")))
    refused = 0
    w.verified()
    for n in range(ACTS):
        with w.asked() as sql:
            before, marks = w.places(sql, old), w.old_marks()
        act, since = w.step()
        w.holds()
        if act is None:
            refused += 1
            continue
        with w.asked() as sql:
            after = w.places(sql, old)
        if since:
            changed = [place for place in before if before[place] != after[place] and place[0] < since]
            t.equal(changed, [], "days before the first on which the act holds")
        if since and since >= CLOCK:
            t.equal(w.old_marks(), marks, "figures of the weeks before")
        if n % 4 == 3:
            w.verified()
            w.said()
            w.figures()
    t.ok(w.done >= ACTS // 3, f"{w.done} acts were done, {refused} refused")
    for act in reversed(w.acts):
        w.run("undo", str(act), "--reason", "all of it")
        w.holds()
    w.verified()
    facts, marks = w.state()
    for name in FACTS:
        t.equal(facts[name], begun[0][name], name)
    t.equal(marks, begun[1], "marks")


main()
