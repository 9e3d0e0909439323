#!/usr/bin/python3
"""The reports of the thresholds: every option that a report has, in text, CSV and JSON: the same rows, lines that fit, figures never cut."""

import csv
import io
import json
import re
import unicodedata

from marlow import saved
from tap import case, main

PUPIL = "pupil upn admission_number name class"
COLUMNS = {
    "bands": PUPIL + " possible missed attendance_percent band persistent severe stage possible_at_review attended_at_review newly newly_date newly_session withdrawn",
    "crossings": PUPIL + " line inclusive direction date session possible attended attendance_percent state why",
    "forecast": PUPIL + " possible attended attendance_percent left line inclusive below missed_in_row attended_in_row may_miss in_reach_down best best_percent"
                        " worst worst_percent at_this_rate at_this_rate_percent year_end_possible",
    "penalty": PUPIL + " state sessions_now provisional lacking met_date met_session windows sessions",
    "returns": PUPIL + " kind state named from due school_days half_a_day ahead provisional words said",
    "patterns": PUPIL + " pattern when missed_there possible_there missed_there_percent missed possible missed_percent worth_a_line weeks weeks_broken weeks_missed"
                        " runs runs_of_one_day longest_run",
    "punctuality": "of " + PUPIL + " late late_after_close possible late_percent minutes_late minutes_known_of days_lost minutes_lost_over",
    "codes": "code words category count possible percent_of_possible pupils",
    "groups": "of name pupils possible attended attendance_percent authorised unauthorised late rest_possible rest_attended rest_percent gap_tenths"
              " pupils_with_sessions persistent severe",
    "league": "kind place week " + PUPIL + " pupils pupils_at_100 possible attended attendance_percent possible_before attended_before streak words",
    "statistics": "possible attended present approved_educational_activity authorised unauthorised late missing codes attendance_percent absence_percent"
                  " authorised_percent unauthorised_percent",
    "compare": "measure beside part of percent beside_name beside_part beside_of beside_hundredths difference_hundredths side met beside_from beside_to source",
    "class_sheet": PUPIL + " mon_am mon_pm tue_am tue_pm wed_am wed_pm thu_am thu_pm fri_am fri_pm possible attended attendance_percent change_tenths late"
                           " worth_knowing",
    "registers": "of name registers_due sent_in_time sent_in_time_percent sent_late never_sent marks_blank marks_due minutes_after_start sent_same_day",
    "annual": PUPIL + " possible attended attendance_percent authorised unauthorised late late_after_close days_possible days_missed minutes_late"
                      " minutes_known_of sentence",
    "inspection": "section " + PUPIL + " count of percent words",
    "review": PUPIL + " why possible attended attendance_percent possible_then attended_then change_tenths sessions unauthorised provisional days_since_seen"
                      " days_since_spoken stage stage_title stage_by_person stage_since stage_days newly_below withdrawn last_day last_decision last_agreed"
                      " last_agreed_by looked_at decision decided_by due next_step next_step_day",
    "school_page": "part name figure number of percent points from to",
}

VALUES = {"policy": "hackney-2012", "period": "half-term", "as": "dfe", "class": "Beech", "pupil": "1162", "year": "5", "group": "fsm", "new": None, "working": None,
          "within": "2", "stage": "1", "date": "2026-11-12", "from": "2026-10-01"}
COUNTED = [name for name in COLUMNS if name not in ("inspection", "review", "school_page", "class_sheet", "registers", "compare", "league")]


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def options_of(t, name):
    """The options that its own help names, each with a value that the practice school has."""
    helped = t.run("report", name, "--help").out
    for option, value in VALUES.items():
        if re.search(rf"^  --{option}\b", helped, re.MULTILINE):
            yield ["--" + option] + ([value] if value else []) + (["--policy", "east-sussex-tiers"] if option == "stage" else [])


def listed(text):
    """Rows as data; a record is one."""
    found = json.loads(text)
    return found if isinstance(found, list) else [found]


def three(t, s, name, options):
    """Its text, and its rows as data, which are the same in CSV and JSON."""
    command = ["--school", s, "report", name, *options]
    text = t.run(*command).out
    rows = listed(t.run(*command, "--format", "json").out)
    lines = list(csv.reader(io.StringIO(t.run(*command, "--format", "csv").out, newline="")))
    wanted = COLUMNS[name].split() + (["working"] if "--working" in options else [])
    t.equal(lines[0], wanted, str(options))
    t.equal(len(lines) - 1, len(rows), str(options))
    for row, line in zip(rows, lines[1:]):
        t.equal(list(row), wanted, str(options))
        t.equal([value is None for value in row.values()], [cell == "" for cell in line], f"{options} {row}")
    return text, rows


@case("report {} with every option that it has, in three forms", rows=[(name, name) for name in COLUMNS])
def _(t, name):
    s = t.demo()
    for options in [[], *options_of(t, name)]:
        text, rows = three(t, s, name, options)
        for line in text.splitlines():
            t.ok(width(line) <= 80, f"{options}: {line}")
            t.ok(not re.search(r"\d of \d+ \([^)]*…", line), f"{options}: a figure is cut: {line}")
        for row in rows if options == ["--class", "Beech"] else []:
            t.ok("class" not in row or row["class"] in ("Beech", None), row)
        for row in rows if options == ["--pupil", "1162"] else []:
            t.ok(row.get("admission_number") in ("1162", None), f"{options} leaves others in")


@case("a percentage is of the counts beside it: {}", rows=[(name, name) for name in COUNTED])
def _(t, name):
    s, seen = t.demo(), 0
    pairs = {"bands": None, "codes": ("count", "possible", "percent_of_possible"), "penalty": None, "returns": None,
             "patterns": ("missed_there", "possible_there", "missed_there_percent"), "punctuality": None}
    part, of, percent = pairs.get(name, ("attended", "possible", "attendance_percent")) or ("", "", "")
    for row in listed(t.run("--school", s, "report", name, "--format", "json").out):
        if name == "bands":
            row["attended"], (part, of, percent) = row["possible"] - row["missed"], ("attended", "possible", "attendance_percent")
        if part and row[of] and row[percent] is not None:
            t.equal(row[percent], (2000 * row[part] + row[of]) // (2 * row[of]) / 10, str(row))
            seen += 1
    t.ok(seen > 0 or not part, "no figure was looked at")


@case("the lines of a working carry the figure of the row: {}", rows=[(n, n) for n in ("bands", "crossings", "forecast", "patterns", "annual", "codes", "statistics", "league")])
def _(t, name):
    s = t.demo()
    for row in listed(t.run("--school", s, "report", name, "--class", "Beech", "--working", "--format", "json").out):
        t.ok(row["working"], str(row))
        words = " ".join(row["working"]) if isinstance(row["working"], list) else row["working"]
        if row["possible"]:
            t.ok(str(row["possible"]) in words.replace(",", ""), str(row))


WRONG = [
    ("a policy that is not there", ["bands", "--policy", "nowhere"], 4, 'There is no policy "nowhere". There are: '),
    ("a period that is none", ["forecast", "--period", "sometimes"], 2, '"sometimes" is no period.'),
    ("a period and days", ["crossings", "--period", "term", "--from", "2026-09-01"], 2, "not both"),
    ("a class that is not there", ["groups", "--class", "Nope"], 2, "There is no class Nope"),
    ("a pupil whom nobody knows", ["annual", "--pupil", "Nobody"], 4, "No pupil here is Nobody."),
    ("a stage that is not there", ["bands", "--stage", "9"], 2, "There is no stage 9 in the policy national. There are: watch, support, severe."),
    ("the same of the review", ["review", "--stage", "9"], 2, "There is no stage 9 in the policy national. There are: watch, support, severe."),
    ("a kind of return that is none", ["returns", "--kind", "other"], 2, '"other" is no kind of return.'),
    ("a list of praise that is none", ["league", "--kind", "medals"], 2, "Praise is of"),
    ("days the wrong way round", ["codes", "--from", "2026-11-01", "--to", "2026-10-01"], 2, "The first day is after the last"),
    ("an option of another report", ["registers", "--pupil", "1162"], 2, "There is no option --pupil here."),
]


@case("{} is refused", rows=WRONG)
def _(t, arguments, status, said):
    r = t.run("--school", t.demo(), "report", *arguments, status=status)
    t.equal(r.out, "")
    t.has(r.err, said)


DFE = ("bands", "crossings", "forecast", "patterns", "punctuality", "groups", "codes", "league", "statistics")


@case("as the Department counts, report {}: who is too young is left out, and it is said", rows=[(name, name) for name in DFE])
def _(t, name):
    s = t.demo()
    everybody, counted = (listed(t.run("--school", s, "report", name, *more, "--format", "json").out) for more in ([], ["--as", "dfe"]))
    t.ok(everybody != counted, "nobody was left out")
    t.lacks(str([row.get("class") for row in counted]), "Acorn")
    t.lacks(str([row.get("name") for row in counted]), "Acorn")
    said = " ".join(t.run("--school", s, "report", name, "--as", "dfe").out.split())
    t.has(said, "As the Department counts: left out ")
    out, words = re.search(r"counts: left out (\d+): (.*?)\.", said).groups()
    t.equal(int(out), sum(int(part.rsplit(" ", 1)[1]) for part in words.split(", ")), words)
    t.has(words, "under 5 on 31 August ")
    t.ok(name != "bands" or len(counted) == len(everybody) - int(out), "as many rows are gone")


@case("as the Department counts, figures are the same in every report that has them")
def _(t):
    s = t.demo()
    found = {name: listed(t.run("--school", s, "report", name, "--as", "dfe", "--format", "json").out) for name in ("statistics", "codes", "groups", "bands", "punctuality")}
    record = found["statistics"][0]
    t.equal(sum(row["possible"] for row in found["bands"]), record["possible"])
    t.equal(sum(row["missed"] for row in found["bands"]), record["possible"] - record["attended"])
    t.equal({row["possible"] for row in found["codes"]}, {record["possible"]})
    t.equal({row["code"]: row["count"] for row in found["codes"]}, record["codes"])
    t.equal([row["attended"] for row in found["groups"] if row["of"] == "school"], [record["attended"]])
    t.equal([row["pupils"] for row in found["groups"] if row["of"] == "school"], [len(found["bands"])])
    t.equal([row["possible"] for row in found["punctuality"] if row["of"] == "school"], [record["possible"]])


@case("who sees figures alone sees no few by leaving others out: {}", rows=[(name, name) for name in ("groups", "codes")])
def _(t, name):
    s = t.demo()
    r = t.run("--school", s, "--as", "hilary", "report", name, "--as", "dfe", status=4)
    t.equal(r.out, "")
    t.has(r.err, "as the Department counts are not shown to you")


@case("a mark that is amended moves the reports, and its undo moves them back")
def _(t):
    s = t.demo()
    kinds = ("bands", "crossings", "forecast", "penalty", "returns", "patterns", "annual", "groups", "codes")
    before = {name: t.run("--school", s, "report", name, "--format", "csv").out for name in kinds}
    t.run("--school", s, "register", "set", "--class", "Beech", "--session", "am", "--date", "2026-11-19", "--reason", "they rang", "1161=I")
    act = str(t.sql(s, "SELECT max(seq) FROM act")[0][0])
    moved = {name for name in kinds if t.run("--school", s, "report", name, "--format", "csv").out != before[name]}
    t.ok({"codes", "annual"} <= moved, str(moved))
    t.run("--school", s, "undo", act, "--reason", "they rang again")
    t.run("--school", s, "verify")
    for name in kinds:
        t.equal(t.run("--school", s, "report", name, "--format", "csv").out, before[name], name)


@case("two policies side by side, and another adopted in mid-year")
def _(t):
    s = t.demo()
    both = {name: t.run("--school", s, "report", "bands", "--policy", name, "--format", "csv").out for name in ("national", "east-sussex-tiers", "hackney-2012")}
    t.equal(len(set(both.values())), 3)
    saved(t, s, "policy", "adopt", "east-sussex-tiers", "--reason", "governors")
    t.equal(t.run("--school", s, "report", "bands", "--policy", "national", "--format", "csv").out, both["national"])
    t.equal(t.run("--school", s, "report", "bands", "--format", "csv").out, both["east-sussex-tiers"])
    t.run("--school", s, "verify")


FOR_GOVERNORS = ["groups", "codes", "school_page", "compare"]


@case("who sees figures alone sees no name in report {}", rows=[(name, name) for name in COLUMNS])
def _(t, name):
    s = t.demo()
    r = t.run("--school", s, "--as", "hilary", "report", name, status=(0, 4))
    names = [row for row in t.sql(s, "SELECT DISTINCT forename, surname FROM v_pupil_year") if len(row[1]) > 2]
    t.ok(len(names) > 200, "the names of a school")
    for forename, surname in names:
        t.lacks(r.out, f"{forename} {surname}")
    t.ok(name not in FOR_GOVERNORS or r.status == 0, r.err)


FIGURES = ("school", "school_page", "trend", "statistics", "codes", "groups", "compare", "working")
NARROWED = ([], ["--class", "Oak"], ["--class", "Rowan"], ["--year", "3"], ["--as", "dfe"], ["--pupil", "1161"], ["--group", "fsm"], ["--working"])


def figures(t, s, *asked):
    """What a governor is told: None where that is refused."""
    r = t.run("--school", s, "--as", "hilary", "report", *asked, "--format", "json", status=(0, 2, 4))
    return listed(r.out) if r.status == 0 else None


@case("who sees figures alone is told no number of few, report {}", rows=[(name, name) for name in FIGURES])
def _(t, name):
    s = t.demo()
    told = 0
    for more in NARROWED:
        rows = figures(t, s, name, *more)
        told += rows is not None
        for row in rows or []:
            for column in ("pupils", "pupils_with_sessions", "persistent", "severe", "no_possible_session"):
                t.ok(row.get(column) is None or row[column] == 0 or row[column] >= 6, f"{name} {more}: {column} {row.get(column)}")
            t.ok(row.get("part") not in ("absence", "band") or not row["number"] or row["number"] >= 6, str(row))
        for form in ("text", "csv") if rows is not None else ():
            out = t.run("--school", s, "--as", "hilary", "report", name, *more, "--format", form).out
            t.equal(re.findall(r"(?<![\d,])[1-5] (?:pupil|of \d)", out), [], f"{name} {more} {form}")
    t.ok(told > 0, name)


@case("who sees figures alone has no code of few pupils, nor by subtraction")
def _(t):
    s = t.demo()
    sides = {"attended": ("present", "educational_activity"), "missed": ("authorised", "unauthorised")}
    told, = figures(t, s, "statistics")
    of = {(code, category): set() for code, category in t.sql(s, "SELECT DISTINCT code, category FROM v_mark")}
    for code, category, pupil in t.sql(s, "SELECT DISTINCT code, category, pupil FROM v_mark WHERE date >= '2026-09-01'"):
        of[code, category].add(pupil)
    for (code, category), pupils in of.items():
        t.ok(code not in told["codes"] or len(pupils) >= 6, f"{code} of {len(pupils)}")
    t.ok(any(len(pupils) < 6 for pupils in of.values()), "the practice school has codes of few")
    for side in sides.values():
        hidden = [pupils for (code, category), pupils in of.items() if category in side and code not in told["codes"]]
        t.ok(not hidden or (len(hidden) > 1 and len(set.union(*hidden)) >= 6), f"{side}: {hidden}")
    t.equal({row["code"] for row in figures(t, s, "codes")}, set(told["codes"]))


@case("who sees figures alone has a class or year in every report or in none")
def _(t):
    s = t.demo()
    groups = figures(t, s, "groups")
    parts = {of: {row["name"] for row in groups if row["of"] == of} for of in ("class", "year")}
    t.equal({row["name"] for row in figures(t, s, "school_page") if row["part"] == "class" and row["number"]}, parts["class"])
    t.equal({row["name"] for row in figures(t, s, "school") if row["of"] == "class"}, parts["class"])
    t.equal({row["name"] for row in figures(t, s, "school") if row["of"] == "year"}, parts["year"])
    for name, in t.sql(s, "SELECT name FROM roll_group"):
        for report in ("statistics", "trend", "school", "working"):
            t.equal(figures(t, s, report, "--class", name) is not None, name in parts["class"], f"{report} of {name}")
        for report in ("codes", "groups", "compare"):
            t.ok(figures(t, s, report, "--class", name) is None, f"{report} of {name}")


@case("persistent absence is the Department's in the comparison and on the head's page")
def _(t):
    s = t.demo()
    for who in ("gareth", "hilary"):
        compared = {(row["measure"], row["part"], row["of"]) for row in listed(t.run("--school", s, "--as", who, "report", "compare", "--format", "json").out)}
        page = {row["name"]: (row["number"], row["of"]) for row in listed(t.run("--school", s, "--as", who, "report", "school_page", "--format", "json").out)}
        t.ok(("persistent", *page["Persistent (DfE)"]) in compared, str(compared))
        t.ok(page["Severe (DfE)"][1] is None or ("severe", *page["Severe (DfE)"]) in compared, str(compared))


main()
