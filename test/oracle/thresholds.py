#!/usr/bin/python3
"""What the program prints of the thresholds engine on random schools, by the second reading over the school's views."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import plan as plans  # noqa: E402
import reading  # noqa: E402
from oracle import percent  # noqa: E402
from school import NATIONAL, POLICIES, School, figure  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(801, 804))
ROWS = [(f"seed {s}", s) for s in SEEDS]


@case("bands and stages under every policy that is shipped", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    t.ok(len(POLICIES) >= 6, "policies are shipped")
    for first, last in school.ranges(2):
        for policy in POLICIES:
            found = school.read(policy, first, last)
            rows = {row["pupil"]: row for row in school.report("bands", "--policy", policy.name, "--from", first, "--to", last)}
            what = f"{policy.name}, {first} to {last}"
            t.equal(set(rows), school.on_roll(first, last), f"{what}: who is listed")
            for pupil, row in rows.items():
                own = figure(found[pupil], policy)
                t.equal({name: row[name] for name in own}, own, f"{what}: pupil {pupil}")


@case("the same pupils are persistent and severe under every policy", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(1):
        absent = [{row["pupil"]: (row["possible"], row["missed"], row["persistent"], row["severe"])
                   for row in school.report("bands", "--policy", policy.name, "--from", first, "--to", last)} for policy in POLICIES]
        for of in absent[1:]:
            t.equal(of, absent[0])


WEEKS = {"weeks": "weeks", "weeks_broken": "weeks_broken", "weeks_missed": "weeks_missed", "runs": "spells", "runs_of_one_day": "spells_one",
         "longest_run": "longest"}


@case("patterns, of everybody and place by place", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(1):
        found = school.read(NATIONAL, first, last)
        for p in school.pupils:
            own = found[p.key]["patterns"]
            rows = school.report("patterns", "--pupil", p.key, "--policy", "national", "--from", first, "--to", last)
            for row in rows:
                t.equal([row[name] for name in WEEKS], [own[name] for name in WEEKS.values()], f"{first} to {last}, pupil {p.number}")
                if row["pattern"] is None:  # too few to say
                    continue
                t.ok(row["pattern"] in reading.PLACES, f"{row['pattern']} is a place")
                missed, possible, worth = own["at"][reading.PLACES.index(row["pattern"])]
                is_ = [row[name] for name in ("missed_there", "possible_there", "worth_a_line", "missed", "possible")]
                t.equal(is_, [missed, possible, bool(worth), *own["all"]], f"{first} to {last}, pupil {p.number}: {row['pattern']}")
        rows = school.report("patterns", "--policy", "national", "--from", first, "--to", last)
        for p in school.pupils:
            t.equal({row["pattern"] for row in rows if row["pupil"] == p.key and row["worth_a_line"]},
                    {reading.PLACES[n] for n in found[p.key]["patterns"]["worth"]}, f"{first} to {last}, pupil {p.number}: worth a line")


@case("groups are what their pupils come to, and add up", rows=ROWS)
def _(t, seed):
    """Membership on the day (C14): a mark is of the class whose register has it, of the year that the child was in then."""
    school = School(t, seed)
    years = {p.key: p.years for p in school.pupils}
    sexes = {p.key: None if p.number % 11 == 0 else "FM"[p.number % 2] for p in school.pupils}
    classes = {code: [(a, b, kind) for c, a, b, kind in plans.CODES.eras if c == code] for code, *_ in plans.CODES.eras}

    def year_of(pupil, day):
        return next((y for y, a, b in years[pupil] if str(a) <= day and (b is None or day <= str(b))), None)

    for first, last in school.ranges(2):
        rows = school.report("groups", "--from", first, "--to", last)
        totals = {}
        for pupil, date, _, code, group in school.marks:
            kind = next((k for a, b, k in classes[code] if a <= date <= b), None)
            if not str(first) <= date <= str(last) or kind is None:
                continue
            for key in (("school", "Everybody"), ("class", group), ("year", year_of(pupil, date)), ("sex", sexes[pupil])):
                n = totals.setdefault(key, {"possible": 0, "attended": 0, "authorised": 0, "unauthorised": 0, "late": 0})
                n["possible"] += kind in ("present", "educational_activity", "authorised", "unauthorised")
                n["attended"] += kind in ("present", "educational_activity")
                n["late"] += code == "L"
                for name in ("authorised", "unauthorised"):
                    n[name] += kind == name
        names = {"No class": None, "No year": None, "Not said": None, "Reception": 0, **{f"Year {n}": n for n in range(1, 15)}, "Girls": "F", "Boys": "M", "Female": "F", "Male": "M"}
        everybody = totals.get(("school", "Everybody"))
        for row in rows:
            key = (row["of"], names.get(row["name"], row["name"]))
            own = totals.get(key)
            if own is None:
                t.equal(row["possible"], 0, f"{first} to {last}: {key}")
                continue
            t.equal({name: row[name] for name in own}, own, f"{first} to {last}: {key}")
            t.equal(row["attendance_percent"], percent(own["attended"], own["possible"]), f"{key}")
            if row["of"] != "school":
                t.equal((row["rest_possible"], row["rest_attended"]), (everybody["possible"] - own["possible"], everybody["attended"] - own["attended"]), f"{key}: the rest")
        shown = {row["of"] for row in rows}
        t.ok({"school", "class", "year", "sex"} <= shown, f"groups: {shown}")
        for of in ("class", "year"):
            t.equal(sum(row["possible"] for row in rows if row["of"] == of), sum(n["possible"] for key, n in totals.items() if key[0] == of),
                    f"{first} to {last}: the sum of {of}")


@case("each code", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(3):
        own = {}
        for pupil, date, _, code, _ in school.marks:
            if str(first) <= date <= str(last):
                own.setdefault(code, []).append(pupil)
        rows = school.report("codes", "--from", first, "--to", last)
        t.equal({row["code"]: (row["count"], row["pupils"]) for row in rows}, {code: (len(of), len(set(of))) for code, of in own.items()}, f"{first} to {last}")


main()
