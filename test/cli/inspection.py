#!/usr/bin/python3
"""The admission register and the contacts report, printed and as data; and the inspector who reads them."""

import csv
import io
import json

from marlow import marlow, saved
from tap import case, main

COLUMNS = ("pupil upn admission_number name class particular value missing act at original new by position reason").split()
CONTACTS = "pupil upn admission_number name class numbers dead_numbers findings".split()


def data(t, s, *report):
    """The rows of a report as JSON has them; those of CSV say the same."""
    rows = json.loads(t.run("--school", s, *report, "--format", "json").out)
    text = t.run("--school", s, *report, "--format", "csv").out
    lines = list(csv.DictReader(io.StringIO(text)))
    t.equal(len(lines), len(rows), "rows of CSV")
    for row, line in zip(rows, lines):
        t.equal(list(row), list(line), "the same columns")
        for name, value in row.items():
            if value is None or isinstance(value, str):
                t.equal(line[name], value or "", name)
    return rows


def of(rows, number):
    return [row for row in rows if row["admission_number"] == number]


@case("the admission register has a row a particular and a row an amendment")
def _(t):
    s = marlow(t)
    first = data(t, s, "report", "admission")
    t.equal(list(first[0]), COLUMNS)
    t.equal({row["admission_number"] for row in first}, {"0101", "0102", "0103", "0104", "0201"})
    t.equal([row["act"] for row in first], [None] * len(first), "nothing is amended yet")
    amara = {row["particular"]: row for row in of(first, "0101")}
    t.equal((amara["Name"]["value"], amara["Name"]["missing"]), ("Amara Okafor", False))
    t.equal((amara["Address"]["value"], amara["Address"]["missing"]), ("not recorded", True))
    _, act = saved(t, s, "pupil", "change", "0101", "--surname", "Okafor-Hall", "--reason", "deed poll")
    saved(t, s, "contact", "add", "0101", "Grace Okafor", "--relation", "mother", "--mobile", "07700 900101", "--address", "4 Mill Lane", "--lives-with", "yes")
    rows = of(data(t, s, "report", "admission", "--pupil", "0101"), "0101")
    [amended] = [row for row in rows if row["act"] is not None]
    t.equal({k: amended[k] for k in ("particular", "act", "original", "new", "by", "position", "reason")},
            {"particular": "Amended: Surname", "act": int(act), "original": "Okafor", "new": "Okafor-Hall", "by": "Joy Okafor",
             "position": "School business manager", "reason": "deed poll"})
    t.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", amended["at"])
    t.equal([row["missing"] for row in rows if row["particular"] == "Address"], [False])
    t.equal(len({row["particular"] for row in rows}) > 10, True, "particulars")


@case("on paper each pupil has a heading, nothing is cut, and the seal stands below")
def _(t):
    s = marlow(t)
    saved(t, s, "contact", "add", "0101", "Grace Oluwaseun Okafor-Adeyemi", "--relation", "mother", "--mobile", "07700 900101", "--home", "01904 555 123",
          "--address", "Flat 14, Millennium Court, Ferryhill Lane, Aberconwy", "--postcode", "LL28 5AB", "--lives-with", "yes")
    out = t.run("--school", s, "report", "admission").out
    t.has(out, "\n5 pupils.\n")
    t.has(out, "\nAmara Okafor, Willow, number 0101\n")
    t.has(out, "\nSeal: ")
    t.lacks(out, "…")
    t.has(" ".join(out.split()), "Grace Oluwaseun Okafor-Adeyemi; mobile 07700 900101; home 01904 555 123; Flat 14, Millennium Court, Ferryhill Lane, Aberconwy, LL28 5AB")
    t.ok(max(map(len, out.splitlines())) <= 80, "no line is over the width of a paper's eighty")
    register = t.dir + "/register.txt"
    t.run("--school", s, "report", "admission", "--out", register)
    with open(register, encoding="utf-8") as f:
        t.equal(f.read(), out)


@case("the contacts report lists whom nobody could telephone, and why")
def _(t):
    s = marlow(t)
    rows = data(t, s, "report", "contacts")
    t.equal(list(rows[0]), CONTACTS)
    t.equal([row["findings"] for row in rows], [["no contact", "no address"]] * 5)
    saved(t, s, "contact", "add", "0201", "Mo Hall", "--relation", "father", "--mobile", "07700 900102", "--home", "01904 555124", "--address", "4 Mill Lane",
          "--lives-with", "yes", "--parental-responsibility", "yes")
    saved(t, s, "contact", "confirm", "0201")
    t.equal(of(data(t, s, "report", "contacts"), "0201"), [])
    saved(t, s, "contact", "number", "0201", "1", "01904 555124", "dead")
    [row] = data(t, s, "report", "contacts", "--pupil", "0201")
    t.equal((row["numbers"], row["dead_numbers"], row["findings"]), (1, 1, ["fewer than two numbers", "a number that is struck out"]))


@case("an inspector reads both, but for what is secret, and changes nothing")
def _(t):
    s = t.demo()
    secret = t.sql(s, "SELECT lines FROM address WHERE secret = 1")
    t.ok(secret, "the practice school has a secret address")
    for report in ("admission", "contacts"):
        out = t.run("--school", s, "--as", "ines", "report", report, "--format", "csv").out
        t.ok(out.count("\r\n") > 10, report)
        for (lines,) in secret:
            t.lacks(out, lines.split("\n")[0])
        t.run("--school", s, "--as", "hilary", "report", report, status=4)
        t.run("--school", s, "--as", "wen", "report", report, status=4)
    t.run("--school", s, "--as", "ines", "contact", "confirm", "0311", status=4)
    t.has(t.run("--school", s, "--as", "gareth", "report", "admission", "--format", "csv").out, secret[0][0].split("\n")[0])


@case("check names what the register lacks, and tells an administrator no name")
def _(t):
    s = t.demo()
    of_head, of_admin = (t.run("--school", s, "--as", who, "check", "--format", "json", status=1).out for who in ("gareth", "wen"))
    areas = {row["area"] for row in json.loads(of_head)}
    t.ok({"roll", "pupils"} <= areas, str(areas))
    names = [n for row in t.sql(s, "SELECT surname, forename FROM pupil") for n in row if len(n) > 5]
    t.equal([n for n in names if n in of_admin], [])


main()
