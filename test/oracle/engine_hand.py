#!/usr/bin/python3
"""Small schools whose answers are written out by hand, from domain.md and the headers: rules and second reading must both give them."""

import dataclasses
import datetime
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
import cases  # noqa: E402
import policies  # noqa: E402
import reading  # noqa: E402
from reading import Case, Child, at, said  # noqa: E402
from tap import case, main  # noqa: E402

DAY = datetime.timedelta(days=1)
NATIONAL, FEDERATION = cases.POLICIES[0], cases.POLICIES[1]


def date(text):
    return datetime.date.fromisoformat(text)


def school(first, last, *, pupils, period=None, today=None, closures=(), lines=NATIONAL[0], **more):
    """A school of one term that meets Monday to Friday."""
    first, last = date(first), date(last)
    today = date(today) if today else last
    return Case([(first, last)], list(closures), (first, last), (at(date(period or str(first)), "am"), at(today, "pm")), today, (first, last), lines, pupils,
                banks=False, **more)


def sessions(of):
    return sorted(reading.held(of))


def filled(of, text, child):
    """Marks session by session from the first one held: `/` is either present, `.` a blank."""
    for a, code in zip(sessions(of), text.split() if " " in text else text):
        if code != ".":
            child.marks[a] = ("/", "\\")[a % 2] if code == "/" else code
    return child


def holds(t, of, wanted):
    """{pupil: {figure: answer}} by both; a figure is a name, or names with points between."""
    rules = {r["id"]: r for r in cases.engine(t, of)}
    for side, found in (("rules", rules), ("second reading", reading.Reading(of).found)):
        for pupil, figures in wanted.items():
            for name, answer in figures.items():
                value = found[pupil]
                for word in name.split("."):
                    value = value.get(word) if isinstance(value, dict) else [x[word] for x in value]
                t.equal(value, answer, f"{side}, {pupil}: {name}")
    cases.agree(t, of)


# THE LINES (domain 4, 9): missed of possible, the misses last; band, persistent, severe, and what was crossed at which miss
LINES = [
    ("38 of 380 is exactly 10%: persistent", 380, 38, 2, 1, 0, [(0, 19), (1, 38)]),
    ("37 of 380 is 9.7%: not persistent", 380, 37, 1, 0, 0, [(0, 19)]),
    ("20 of 201 prints 10.0 and 90.0 and is neither", 201, 20, 1, 0, 0, [(0, 10)]),
    ("21 of 211 likewise", 211, 21, 1, 0, 0, [(0, 11)]),
    ("190 of 380 is severe", 380, 190, 4, 1, 1, [(0, 11), (1, 22), (2, 48), (3, 190)]),
    ("76 of 380 is 80.0, which is not below 80", 380, 76, 2, 1, 0, [(0, 17), (1, 34)]),
    ("77 of 380 is", 380, 77, 3, 1, 0, [(0, 16), (1, 34), (2, 76)]),
    ("19 of 380 is 95.0, which is not below 95", 380, 19, 0, 0, 0, []),
    ("1 of 8 is persistent", 8, 1, 2, 1, 0, [(0, 1), (1, 1)]),
    ("0 of 0 has no band", 0, 0, -1, 0, 0, []),
    ("8 of 8 missed", 8, 8, 4, 1, 1, [(0, 1), (1, 1), (2, 1), (3, 1)]),
    ("none of 8 missed", 8, 0, 0, 0, 0, []),
]


@case("{}", rows=LINES)
def _(t, possible, missed, band, persistent, severe, crossed):
    of = school("2025-09-01", "2026-08-31", floor=0, pupils=[Child("a"), Child("x")])
    filled(of, "/" * (possible - missed) + "I" * missed, of.pupils[0])
    filled(of, "/" * (possible - missed) + "XYDX" + "I" * missed if possible < 380 else "/" * (possible - missed) + "I" * missed, of.pupils[1])
    of.pupils[1].marks = {a: code for a, code in of.pupils[1].marks.items() if code != "Y"}
    own = sessions(of)
    figures = {"possible": possible, "attended": possible - missed, "band": band, "persistent": persistent, "severe": severe}
    crossings = [said(own[possible - missed + n - 1]) for _, n in crossed]
    holds(t, of, {"a": {**figures, "crossings.at": crossings, "crossings.line": [n for n, _ in crossed]}, "x": figures})


@case("{} under every policy that is shipped", rows=[(p.name, p) for p in policies.shipped()])
def _(t, policy):
    """The Department's lines are its own: the same rows are persistent and severe whatever stages a school has."""
    of = school("2025-09-01", "2026-08-31", lines=policy.lines, floor=policy.floor, rule=policy.rule, pupils=[Child(row[0].replace(" ", "_")) for row in LINES])
    of.stages = policy.stages
    for child, (_, possible, missed, *_) in zip(of.pupils, LINES):
        filled(of, "/" * (possible - missed) + "I" * missed, child)
    holds(t, of, {child.id: {"possible": possible, "missed": missed, "persistent": persistent, "severe": severe}
                  for child, (_, possible, missed, _, persistent, severe, _) in zip(of.pupils, LINES)})


# What the documents call each figure (domain 6.1, 6.3, 6.4, 6.6): attended of 1,000 possible, in tenths, and the stage
DOCUMENTS = [
    ("federation-hamsey-plumpton", {970: None, 969: "1", 950: "1", 949: "2", 900: "2", 899: "3"}),
    ("federation-barcombe-iford", {970: None, 969: "1", 950: "1", 949: "2", 900: "2", 899: "3"}),
    ("east-sussex-tiers", {930: "1", 929: "2", 800: "2", 799: "3", 501: "3", 500: "4", 0: "4"}),
    ("hackney-2012", {951: None, 950: "95", 901: "95", 900: "90", 851: "90", 850: "85", 801: "85", 800: "80"}),
]


@case("the stages of {} are the document's", rows=[(name, name, stages) for name, stages in DOCUMENTS])
def _(t, name, stages):
    """200 possible sessions, the misses first, so that the stage is come to from below and above."""
    policy = next(p for p in policies.shipped() if p.name == name)
    whole = {tenths: stage for tenths, stage in stages.items() if tenths % 5 == 0}
    of = school("2025-09-01", "2026-07-21", lines=policy.lines, floor=200, pupils=[Child(str(tenths)) for tenths in whole])
    of.stages = policy.stages
    for child in of.pupils:
        attended = int(child.id) // 5
        filled(of, "I" * (200 - attended) + "/" * attended, child)
    holds(t, of, {str(tenths): {"possible": 200, "stage": policy.titles.index(stage) if stage else -1} for tenths, stage in whole.items()})
    for tenths, stage in stages.items():  # the others are no whole number of sessions of so few
        own = reading.stage(of, 1000, tenths, -1)
        t.equal(policy.titles[own] if own >= 0 else None, stage, f"{tenths} of 1,000")


@case("nothing is crossed before the floor, and everything at it")
def _(t):
    of = school("2025-09-01", "2025-12-19", pupils=[Child("low"), Child("back"), Child("few")])
    filled(of, "IIII" + "/" * 17, of.pupils[0])  # 16 of 20: exactly 80, not below it
    filled(of, "I" + "/" * 40, of.pupils[1])     # 19 of 20: exactly 95
    filled(of, "I" * 19, of.pupils[2])
    own = sessions(of)
    holds(t, of, {"low": {"crossings.line": [0, 1], "crossings.at": [said(own[19])] * 2, "crossings.possible": [20, 20], "crossings.attended": [16, 16]},
                  "back": {"crossings": []}, "few": {"crossings": [], "band": 4}})


@case("down the highest line first, up the lowest first")
def _(t):
    of = school("2025-09-01", "2026-07-21", floor=1, pupils=[Child("a")])
    filled(of, "I" + "/" * 21, of.pupils[0])  # 1 of 2 is 50: below; 2 of 3 above 50; 4 of 5 is 80, not below; 9 of 10 is 90, below; 10 of 11 above; 19 of 20 is 95
    own = [said(a) for a in sessions(of)]
    holds(t, of, {"a": {"crossings.line": [0, 1, 2, 3, 3, 2, 1, 0], "crossings.down": [1, 1, 1, 1, 0, 0, 0, 0],
                        "crossings.at": [own[0]] * 4 + [own[2], own[4], own[10], own[19]]}})


@case("a stage that holds until its percentage is reached")
def _(t):
    """East Sussex tiers (6.3): tier 4 at 50 or less closes at 55."""
    lines, stages = cases.POLICIES[2]
    of = school("2025-09-01", "2026-07-21", floor=2, lines=lines, stages=stages, pupils=[Child("held"), Child("out"), Child("never")])
    filled(of, "I/" + "/I" * 4 + "/", of.pupils[0])       # 1 of 2; 2 of 3 leaves it at once
    filled(of, "III///" + "/", of.pupils[1])
    filled(of, "I" * 10 + "/" * 11 + "/", of.pupils[2])   # 11 of 21 is 52.4: held; 12 of 22 is 54.5: still
    own = [said(a) for a in sessions(of)]
    holds(t, of, {"out": {"stage": 2, "stage_since": own[6]}, "never": {"stage": 3, "stage_since": own[1]}})


@case("ahead: what brings a pupil below and above, to the session")
def _(t):
    """96 of 100, 40 left: the second miss makes 96 of 102 (94.1); 95 of 100 stays above 95 exactly."""
    of = school("2025-09-01", "2026-07-21", pupils=[Child("above", left=40), Child("below", left=40), Child("none", left=10), Child("over", left=0)])
    filled(of, "IIII" + "/" * 96, of.pupils[0])
    filled(of, "I" * 12 + "/" * 88, of.pupils[1])
    filled(of, "I" * 50 + "/" * 50, of.pupils[3])
    holds(t, of, {
        "above": {"lines.below": [0, 0, 0, 0], "lines.missed_in_row": [2, 7, 21, 92], "lines.may_miss": [3, 9, 24, 40], "lines.in_reach_down": [1, 1, 1, 0],
                  "forecast.best": 136, "forecast.worst": 96, "forecast.at_this_rate": 134},
        # 88 of 100: 141 more make 229 of 241, which is 95.02; 20 more make 108 of 120, which is 90 and not above it; 21 do
        "below": {"lines.below": [1, 1, 0, 0], "lines.attended_in_row": [140, 21, 0, 0], "lines.may_miss": [-1, 1, 16, 40], "forecast.at_this_rate": 123},
        "none": {"lines.below": [0] * 4, "lines.missed_in_row": [1] * 4, "lines.may_miss": [0, 0, 2, 4], "forecast.at_this_rate": -1, "forecast.band_at_this_rate": -1,
                 "forecast.band_best": 0, "forecast.band_worst": 4},
        "over": {"lines.attended_in_row": [900, 401, 150, 1], "lines.may_miss": [-1] * 4, "forecast.at_this_rate": 50}})


@case("ten sessions in ten school weeks, the ten listed")
def _(t):
    """Half-term uses up no week; a week of one day is a week; L, I and U's neighbours do not count, U does (5.1)."""
    of = school("2025-09-01", "2025-12-19", closures=[("holiday", date("2025-10-27"), "am", date("2025-10-31"), "pm", None),
                                                     ("planned", date("2025-11-04"), "am", date("2025-11-07"), "pm", None)],
                pupils=[Child("week"), Child("spread"), Child("late"), Child("used"), Child("young", date("2021-01-02"))])
    own = sessions(of)
    for child in of.pupils:
        filled(of, "G" * 10 + "/" * 100, child)
    of.pupils[3].used = [own[0]]
    spread = of.pupils[1]
    spread.marks = {}
    for monday, code in zip(("2025-09-01", "2025-09-08", "2025-09-15", "2025-09-22", "2025-09-29", "2025-10-06", "2025-10-13", "2025-10-20", "2025-11-03", "2025-11-10"),
                            "GNOUGNOUGN"):
        spread.marks[at(date(monday), "am")] = code
    of.pupils[2].marks = {**spread.marks, at(date("2025-11-10"), "am"): "I", at(date("2025-11-17"), "am"): "N"}
    holds(t, of, {
        "week": {"penalty.windows.met": [said(own[9])], "penalty.windows.count": [10], "penalty.counted": 10, "penalty.now": 0, "penalty.lacking": 10},
        "spread": {"penalty.windows.from": ["2025-09-01"], "penalty.windows.to": ["2025-11-16"], "penalty.windows.met": ["2025-11-10am"],
                   "penalty.windows.provisional": [3], "penalty.windows.ten": [[said(a) + c for a, c in sorted(spread.marks.items())]]},
        "late": {"penalty.windows": [], "penalty.counted": 10},  # the tenth is in the eleventh week
        "used": {"penalty.windows": [], "penalty.counted": 9},
        "young": {"penalty.windows": [], "penalty.counted": 0},  # 5 on 2 January 2026: compulsory from 31 March
    })


@case("ten continuous school days: what breaks the run, and what does not")
def _(t):
    of = school("2025-09-01", "2025-12-19", today="2025-10-24", closures=[("inset", date("2025-09-08"), "am", date("2025-09-08"), "pm", None)],
                pupils=[Child(name, known={"on_roll_since": date("2025-09-01")}) for name in ("whole", "possible", "blank", "ill", "noon", "nine")])
    whole, possible, blank, ill, noon, nine = of.pupils
    filled(of, "/" * 2 + "OO" * 10 + "/" * 20, whole)
    filled(of, "/" * 2 + "OO" * 5 + "XX" + "OX" + "OO" * 4 + "/" * 20, possible)
    filled(of, "/" * 2 + "OO" * 5 + "O." + "OO" * 5 + "/" * 20, blank)
    filled(of, "/" * 2 + "OO" * 5 + "IO" + "OO" * 5 + "/" * 20, ill)
    filled(of, "/O" + "UN" * 10 + "O/" + "/" * 20, noon)
    filled(of, "/" * 2 + "OO" * 9 + "/" * 20, nine)
    holds(t, of, {
        "whole": {"returns.kind": ["attendance"], "returns.state": ["due"], "returns.days": [10], "returns.from": ["2025-09-02"]},
        "possible": {"returns.kind": ["attendance"], "returns.days": [10]},
        "blank": {"returns.kind": ["attendance"], "returns.days": [10]},
        "ill": {"returns": []},
        "noon": {"returns.kind": ["attendance"], "returns.days": [10], "returns.from": ["2025-09-01"], "returns.provisional": [10]},
        "nine": {"returns": []}})


@case("twenty days of G, N or O; U breaks them")
def _(t):
    of = school("2025-09-01", "2025-12-19", today="2025-10-24", pupils=[Child(n, known={"on_roll_since": date("2025-09-01")}) for n in ("g", "u", "fifteen")])
    filled(of, "/" * 2 + "GNOO" * 10, of.pupils[0])
    filled(of, "/" * 2 + "GNOO" * 5 + "UO" + "GNOO" * 5, of.pupils[1])
    filled(of, "/" * 2 + "GN" * 15, of.pupils[2])
    holds(t, of, {"g": {"returns.kind": ["attendance", "ground_i"], "returns.state": ["due", "due"], "returns.days": [20, 20]},
                  "u": {"returns.kind": ["attendance"], "returns.days": [21]},
                  "fifteen": {"returns.kind": ["attendance", "ground_i"], "returns.state": ["due", "near"]}})


@case("fifteen days of illness, had or expected")
def _(t):
    of = school("2025-09-01", "2026-07-21", today="2025-12-19", pupils=[Child(n, known={"on_roll_since": date("2025-09-01")}) for n in ("had", "ahead", "near", "few", "made")])
    had, ahead, near, few, made = of.pupils
    for child in of.pupils:
        filled(of, "I" * 15 + "/" * 20 + "I" * 15 + "/" * 5, child)
    filled(of, "II" + "/" * 60, ahead)
    ahead.known["illness_ahead"] = 28  # an operation with six weeks at home: due on day one
    for child, count in ((near, 20), (few, 19)):
        child.marks = {}
        filled(of, "I" * count + "/" * 20, child)
    made.made = [("sickness", date("2025-09-01"), date("2025-10-01"))]
    holds(t, of, {"had": {"returns.kind": ["sickness"], "returns.state": ["due"], "returns.days": [15], "returns.half": [0]},
                  "ahead": {"returns.state": ["due"], "returns.days": [1], "returns.ahead": [28]},
                  "near": {"returns.state": ["near"], "returns.days": [10]}, "few": {"returns": []}})


@case("runs of absence, and what neither breaks nor lengthens them")
def _(t):
    of = school("2025-09-01", "2025-12-19", pupils=[Child("a"), Child("open")])
    filled(of, "/" + "IO" + "X." + "OI" + "/" + "N" + "//" + "G", of.pupils[0])
    filled(of, "//" + "IIMM" + "XX", of.pupils[1])
    own = [said(a) for a in sessions(of)]
    holds(t, of, {"a": {"spells.sessions": [4, 1, 1], "spells.first": [own[1], own[8], own[11]], "spells.last": [own[6], own[8], own[11]],
                        "spells.code": ["I", "N", "G"], "spells.open": [0, 0, 1], "spells.no_reason": [0, 1, 0], "patterns.spells_one": 2, "patterns.longest": 4},
                  "open": {"spells.sessions": [4], "spells.code": ["I"], "spells.authorised": [4], "spells.open": [1]}})


@case("a pattern is worth a line at six, and at twice its share")
def _(t):
    of = school("2025-09-01", "2025-12-19", pupils=[Child("fridays"), Child("five"), Child("even")])
    for child, weeks in zip(of.pupils[:2], (3, 2)):
        for a in sessions(of):
            friday = (a // 2 + 3) % 7 == 4
            child.marks[a] = "I" if friday and a // 2 < reading.number(date("2025-09-05")) + 7 * weeks else ("/", "\\")[a % 2]
    of.pupils[1].marks[at(date("2025-09-26"), "am")] = "I"
    filled(of, "I" * 160, of.pupils[2])
    place = reading.PLACES.index
    fridays, five, even = (reading.Reading(of).found[p]["patterns"] for p in ("fridays", "five", "even"))
    t.equal([reading.PLACES[n] for n in fridays["worth"] if n < 21], ["friday"], "six of six on Fridays; three a half are too few")
    t.equal(five["at"][place("friday")][2], 0, "five are too few")
    t.equal(even["worth"], [], "who is always away is away on no day above all")
    cases.agree(t, of)


# BAD DAYS

@case("bad day: a boundary that nobody can reach")
def _(t):
    of = school("2025-09-01", "2026-07-21", lines=[(100, True), (90, True)], pupils=[Child("always", left=5), Child("once", left=5)])
    filled(of, "/" * 30, of.pupils[0])
    filled(of, "I" + "/" * 29, of.pupils[1])
    own = [said(a) for a in sessions(of)]
    holds(t, of, {"always": {"band": 1, "crossings.at": [own[19]], "crossings.line": [0], "lines.attended_in_row": [-1, 0], "lines.may_miss": [-1, 3]},
                  "once": {"crossings.line": [0], "lines.attended_in_row": [-1, 0], "lines.may_miss": [-1, 2]}})


@case("bad day: a pupil with two spells")
def _(t):
    """Marks of both are one pupil's; the gap is no mark, so nothing is missed in it and a run of absence goes over it."""
    of = school("2025-09-01", "2026-07-21", pupils=[Child("a", known={"on_roll_since": date("2025-11-03")})])
    own = sessions(of)
    filled(of, "/" * 18 + "II" + "." * 40 + "II" + "/" * 10, of.pupils[0])
    holds(t, of, {"a": {"possible": 32, "attended": 28, "spells.first": [said(own[18])], "spells.last": [said(own[61])], "spells.sessions": [4],
                        "crossings.at": [said(own[19])] * 2, "crossings.line": [0, 1]}})


@case("bad day: a year that begins in August")
def _(t):
    """The regulations of 2024 begin on 19 August: what was missed on the Friday before is no G of theirs."""
    of = Case([(date("2024-08-14"), date("2024-12-20"))], [], (date("2024-08-01"), date("2024-12-20")), (at(date("2024-08-14"), "am"), at(date("2024-12-20"), "pm")),
              date("2024-12-20"), (date("2024-08-14"), date("2025-07-31")), NATIONAL[0], [Child("a"), Child("b")], banks=False)
    own = sessions(of)
    filled(of, "G" * 14 + "/" * 20, of.pupils[0])  # six before, eight from 19 August on
    filled(of, "/" * 6 + "G" * 10 + "/" * 20, of.pupils[1])
    holds(t, of, {"a": {"penalty.counted": 8, "penalty.windows": [], "possible": 34}, "b": {"penalty.windows.met": [said(own[15])], "penalty.windows.from": ["2024-08-12"]}})


@case("bad day: a school week of one day")
def _(t):
    """It is a school week to the window: the tenth absence is in the eleventh week with it, in the tenth without."""
    closures = [("planned", date("2025-09-09"), "am", date("2025-09-12"), "pm", None)]
    gone = [("planned", date("2025-09-08"), "am", date("2025-09-12"), "pm", None)]
    for shut, met in ((closures, []), (gone, ["2025-11-10am"])):
        of = school("2025-09-01", "2025-12-19", closures=shut, pupils=[Child("a")])
        for n, monday in enumerate(("2025-09-01", "2025-09-15", "2025-09-22", "2025-09-29", "2025-10-06", "2025-10-13", "2025-10-20", "2025-10-27", "2025-11-03",
                                    "2025-11-10")):
            of.pupils[0].marks[at(date(monday), "am")] = "GO"[n % 2]
        # twelve calendar weeks less none: eleven school weeks where the week of the 8th is one
        holds(t, of, {"a": {"penalty.windows.met": met, "penalty.counted": 10}})


@case("bad day: a closure entered after the crossing it undoes")
def _(t):
    """Two absences become Y4: the crossing that they made is withdrawn, and says so; a later one by the amendment is late."""
    before = school("2025-09-01", "2026-07-21", pupils=[Child("a")])
    filled(before, "/" * 18 + "II" + "/" * 22, before.pupils[0])
    after = dataclasses.replace(before, pupils=[Child("a", marks={**before.pupils[0].marks})])
    own = sessions(before)
    for a in own[18:20]:
        after.pupils[0].marks[a] = "Y4"
    holds(t, before, {"a": {"crossings.line": [0, 1, 1, 0], "crossings.down": [1, 1, 0, 0], "crossings.at": [said(own[n]) for n in (19, 19, 20, 39)]}})
    holds(t, after, {"a": {"crossings": [], "possible": 40, "missed": 0}})
    [_, _, changes] = run(t, [*cases.lines_of(before), "keep", *cases.lines_of_child(after.pupils[0]), "run", f"compare {cases.place(own[41])}"])
    t.equal([(c["line"], c["down"], c["withdrawn"], c["late"]) for c in changes], [(0, 1, 1, 0), (1, 1, 1, 0), (1, 0, 1, 0), (0, 0, 1, 0)])
    [_, _, back] = run(t, [*cases.lines_of(after), "keep", *cases.lines_of_child(before.pupils[0]), "run", f"compare {cases.place(own[30])}"])
    t.equal([(c["line"], c["down"], c["withdrawn"], c["late"]) for c in back], [(0, 1, 0, 1), (1, 1, 0, 1), (1, 0, 0, 1), (0, 0, 0, 0)])


@case("bad day: a penalty window over two years and a change of code set")
def _(t):
    """June and July 2024 were other regulations: none of theirs counts.  Of 2025 they do, with September's, over the holidays."""
    for year, count in ((2024, 0), (2025, 4)):
        terms = [(datetime.date(year, 4, 15), datetime.date(year, 7, 22)), (datetime.date(year, 9, 2), datetime.date(year, 12, 19))]
        of = Case(terms, [], (terms[0][0] - DAY * terms[0][0].weekday(), terms[1][1]), (at(terms[1][0], "am"), at(terms[1][1], "pm")), terms[1][1],
                  (terms[1][0], terms[1][1]), NATIONAL[0], [Child("a")], banks=False)
        own = sessions(of)
        summer, autumn = [a for a in own if a // 2 <= reading.number(terms[0][1])], [a for a in own if a // 2 >= reading.number(terms[1][0])]
        for a in summer[-4:] + autumn[:6]:
            of.pupils[0].marks[a] = "O"
        holds(t, of, {"a": {"penalty.counted": 6 + count, "penalty.windows.met": [said(autumn[5])] if count else []}})


@case("bad day: two policies side by side, and one changed in mid-year")
def _(t):
    """The same marks: 96 of 100 is above every national line and below the federation's target; exactly 90 is stage 2 there and persistent everywhere."""
    for policy, band, edge, stages in ((NATIONAL, 0, 2, (-1, -1)), (FEDERATION, 1, 2, (0, 1))):
        of = school("2025-09-01", "2026-07-21", lines=policy[0], stages=policy[1], pupils=[Child("a"), Child("ninety")])
        filled(of, "/" * 96 + "I" * 4, of.pupils[0])
        filled(of, "/" * 90 + "I" * 10, of.pupils[1])
        holds(t, of, {"a": {"band": band, "stage": stages[0], "persistent": 0}, "ninety": {"band": edge, "stage": stages[1], "persistent": 1, "severe": 0}})


@case("bad day: a school year with no possible session")
def _(t):
    of = Case([], [], (date("2025-09-01"), date("2026-08-31")), (at(date("2025-09-01"), "am"), at(date("2026-08-31"), "pm")), date("2026-08-31"),
              (date("2025-09-01"), date("2026-08-31")), NATIONAL[0], [Child("none"), Child("x")], banks=False)
    for n in range(40):
        of.pupils[1].marks[at(date("2025-09-01"), "am") + n] = "X"
    nothing = {"possible": 0, "band": -1, "persistent": 0, "severe": 0, "crossings": [], "spells": [], "penalty.windows": [], "penalty.lacking": 10, "returns": [],
               "lines.below": [0] * 4, "patterns.weeks": 0, "full": [0, 0], "streak": [0, 0]}
    holds(t, of, {"none": nothing, "x": nothing})


def run(t, lines):
    out = t.command([os.environ["ORACLE_ENGINE"]], input="\n".join(lines) + "\n").out
    t.said.pop()
    return [json.loads(line) for line in out.splitlines()]


main()
