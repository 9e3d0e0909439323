#!/usr/bin/python3
"""What the program prints of the thresholds engine on random schools, by the second reading over the school's views."""

import math
import operator
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import plan as plans  # noqa: E402
import reading  # noqa: E402
from oracle import percent  # noqa: E402
from school import NATIONAL, POLICIES, School, figure  # noqa: E402
from tap import case, main  # noqa: E402

SEEDS = [int(s) for s in os.environ.get("ORACLE_SEEDS", "").split()] or list(range(801, 803))
ROWS = [(f"seed {s}", s) for s in SEEDS]


def bands_apart(school, policy, days):
    """Do the bands of a school of one pupil differ?"""
    found = school.read(policy, *days)
    rows = school.report("bands", "--policy", policy.name, "--from", days[0], "--to", days[1])
    return any(row[name] != value for row in rows for name, value in figure(found[row["pupil"]], policy).items())


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
                if any(row[name] != own[name] for name in own):
                    school.tell(pupil, lambda of, policy=policy, days=(first, last): bands_apart(of, policy, days))
                t.equal({name: row[name] for name in own}, own, f"{what}: pupil {pupil}")


@case("crossings under every policy that is shipped", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(1):
        for policy in POLICIES:
            found = school.read(policy, first, last)
            own = {(pupil, *policy.lines[c["line"]], "below" if c["down"] else "above", c["at"][:10], c["at"][10:], c["possible"], c["attended"],
                    percent(c["attended"], c["possible"])) for pupil in school.on_roll(first, last) for c in found[pupil]["crossings"]}
            rows = school.report("crossings", "--policy", policy.name, "--from", first, "--to", last)
            is_ = [tuple(row[name] for name in ("pupil", "line", "inclusive", "direction", "date", "session", "possible", "attended", "attendance_percent"))
                   for row in rows]
            t.equal(set(is_) ^ own, set(), f"{policy.name}, {first} to {last}")
            t.equal(len(is_), len(own), "each once")


@case("forecasts under every policy that is shipped", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    first = school.year_of(school.today)[0]
    left = school.left()
    for policy in POLICIES:
        found = school.read(policy, first, school.today, left)
        rows = school.report("forecast", "--policy", policy.name, "--from", first, "--within", "400")
        t.ok(len(rows) > 0, "rows")
        for row in rows:
            f, place = found[row["pupil"]], [p for p, _ in policy.lines].index(row["line"])
            line, ahead = f["lines"][place], f["forecast"]
            of = f["possible"] + ahead["left"]
            own = {"possible": f["possible"], "attended": f["attended"], "left": ahead["left"], "below": bool(line["below"]),
                   "missed_in_row": line["missed_in_row"] or None, "attended_in_row": line["attended_in_row"] if line["attended_in_row"] > 0 else None,
                   "may_miss": line["may_miss"] if line["may_miss"] >= 0 else None, "in_reach_down": bool(line["in_reach_down"]), "best": ahead["best"],
                   "worst": ahead["worst"], "best_percent": percent(ahead["best"], of), "worst_percent": percent(ahead["worst"], of)}
            t.equal({name: row[name] for name in own}, own, f"{policy.name}: pupil {row['pupil']}, line of {row['line']}")


@case("penalty windows, and what is lacking", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for day in (school.today, plans.date("2026-06-30"), plans.date("2026-02-01")):
        if day > school.today:
            continue
        first, _ = school.year_of(day)
        found = school.read(NATIONAL, first, day)
        rows = {row["pupil"]: row for row in school.report("penalty", "--date", day, "--within", "10")}
        for p in school.pupils:
            own, row = found[p.key]["penalty"], rows.get(p.key)
            windows = [w for w in own["windows"] if w["to"] >= str(first)]  # since the school year began
            if row is None:
                t.ok(p.key not in school.on_roll(day, day) or not own["now"] and not windows, f"{day}: pupil {p.number} is not listed: {own}")
                continue
            t.equal((row["sessions_now"], row["provisional"], row["lacking"]), (own["now"], own["now_provisional"], own["lacking"]), f"{day}: pupil {p.number}")
            t.equal(row["windows"] or [], [f"{w['from']}..{w['to']} {w['count']}" + (f" ({w['provisional']} N)" if w["provisional"] else "") for w in windows],
                    f"{day}: pupil {p.number}")
            if windows:
                t.equal(row["sessions"], [f"{s[:10]} {s[10:12]} {s[12:]}" for s in windows[-1]["ten"]], f"{day}: pupil {p.number}, the ten")


def with_runs(plan):
    """Whole weeks of one code or a few for some, up to today for a few."""
    rng = random.Random(plan.seed)
    sessions = sorted({place[1:] for place in plan.replay()})
    marks = []
    for p in plan.pupils:
        own = [place for place in sessions if p.due(*place)]
        for codes in rng.sample(("NO", "GNO", "U", "I", "E", "GU"), 2):
            length = rng.choice((14, 20, 22, 32, 44, 70))
            begin = len(own) - length if rng.random() < 0.4 else rng.randrange(max(1, len(own)))
            marks += [plans.Mark(p.number, d, s, rng.choice(codes)) for d, s in own[max(0, begin):max(0, begin) + length]]
    plan.acts.append(plans.Act("import", plans.moment(plan.clock), list({m.place: m for m in marks}.values())))


@case("returns that the marks make due", rows=ROWS)
def _(t, seed):
    school = School(t, seed, with_runs)
    kinds = ("attendance", "sickness", "ground_i", "suspension_6", "suspension_45", "off_roll")
    count = 0
    for day in (school.today, plans.date("2026-06-30"), plans.date("2026-03-20"), plans.date("2025-12-12")):
        if day > school.today:
            continue
        found = school.read(NATIONAL, school.year_of(day)[0], day)
        rows = school.report("returns", "--date", day)
        is_ = {(row["pupil"], row["kind"], row["state"], row["from"], row["school_days"], row["half_a_day"], row["provisional"]) for row in rows if row["kind"] in kinds}
        own = {(p, r["kind"], r["state"], r["from"], r["days"], bool(r["half"]), r["provisional"]) for p in found for r in found[p]["returns"] if r["kind"] in kinds}
        t.equal(is_ ^ own, set(), f"{day}")
        count += len(own)
    t.ok(count > 3, f"returns: {count}")


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


@case("praise: classes by attended of possible, whole records, streaks", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(2):
        found = school.read(NATIONAL, first, last)
        rows = {}
        for row in school.report("league", "--from", first, "--to", last):
            rows.setdefault(row["kind"], []).append(row)
        classes = {}
        for pupil, date, _, code, group in school.marks:
            kind = kind_of(code, date)
            if str(first) <= date <= str(last) and kind in reading.ATTENDED + reading.MISSED:
                n = classes.setdefault(group, [0, 0])
                n[0] += kind in reading.ATTENDED
                n[1] += 1
        own = {name: tuple(n) for name, n in classes.items() if name}
        t.equal({row["name"]: (row["attended"], row["possible"]) for row in rows.get("classes", []) if row["possible"]}, own, f"{first} to {last}: classes")
        order = [row["attended"] / row["possible"] for row in rows.get("classes", []) if row["possible"]]
        t.equal(order, sorted(order, reverse=True), "the best first")
        full = {row["pupil"] for row in rows.get("full", [])}
        on_roll = school.on_roll(last, last)
        t.equal(full & on_roll, {p for p in on_roll if found[p]["full"][0]}, f"{first} to {last}: full")
        for row in rows.get("streaks", []):
            t.equal(row["streak"], found[row["pupil"]]["streak"][0], f"{first} to {last}: streak of {row['pupil']}")


def kind_of(code, date):
    return next((kind for c, a, b, kind in plans.CODES.eras if c == code and a <= date <= b), None)


@case("lates, by pupil", rows=ROWS)
def _(t, seed):
    school = School(t, seed)
    for first, last in school.ranges(2):
        found = school.read(NATIONAL, first, last)
        rows = {row["pupil"]: (row["late"], row["late_after_close"], row["possible"]) for row in school.report("punctuality", "--from", first, "--to", last) if row["of"] == "pupil"}
        own = {p: (f["patterns"]["late"], f["patterns"]["after_close"], f["possible"]) for p, f in found.items() if p in school.on_roll(first, last)}
        t.equal(rows, {p: n for p, n in own.items() if n[0] or n[1]}, f"{first} to {last}")


# THE WORKING, as a person would check it with a pencil

PRODUCT = re.compile(r"(\d+(?: x \d+)+)(?: / (\d+))? = (\d+)(?!\d|\.\d)")
SIDE = re.compile(r"(\d+) is (not less than|less than|more than|at least) (?:\d+(?: x \d+)+ = )?(\d+)(?!\d* x)")
SUM = re.compile(r"possible (\d+) = ([^;]*)")
SIDES = {"not less than": operator.ge, "less than": operator.lt, "more than": operator.gt, "at least": operator.ge}


def pencil(t, what, words):
    """Every sum, product and comparison that it says is so."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", words)
    for product, by, answer in PRODUCT.findall(text):
        t.equal(math.prod(map(int, product.split(" x "))), int(answer) * int(by or 1), f"{what}: {words}")
    for a, side, b in SIDE.findall(text):
        t.ok(SIDES[side](int(a), int(b)), f"{what}: {a} {side} {b}: {words}")
    for whole, parts in SUM.findall(text):
        parts = re.sub(r"\([^)]*\)", "", parts)
        t.equal(sum(int(sign + n) for sign, n in re.findall(r"([+-]?) ?(\d+) [a-z]", parts)), int(whole), f"{what}: {words}")


@case("the working of every figure holds", rows=ROWS)
def _(t, seed):
    school = School(t, seed, with_runs)
    first, last = plans.date("2025-09-01"), school.today
    products = 0
    for words in (("bands",), ("crossings",), ("forecast",), ("penalty", "--within", "10"), ("returns",), ("patterns",), ("groups",), ("punctuality",), ("compare",)):
        days = ("--date", last) if words[0] in ("penalty", "returns") else ("--from", first, "--to", last)
        for row in school.report(*words, *days, "--working"):
            text = row["working"] or ""
            pencil(t, words[0], text)
            products += len(PRODUCT.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text)))
            for name in ("possible", "attended") if words[0] in ("crossings", "forecast") else ():
                t.has(re.sub(r"(?<=\d),(?=\d{3})", "", text), f"{name.capitalize()}: {row[name]}")
    t.ok(products > 50, f"products: {products}")


main()
