#!/usr/bin/python3
"""Out again: what is exported, by whom, and that reading it changes nothing (E3)."""

import csv
import io
import os
import stat
import subprocess

from marlow import AM, DAY, OPTIONS, PM, PUPILS, WHY, clock_stands, marlow
from tap import case, firstbell, main

clock_stands()

KINDS = ["pupils", "contacts", "groups", "staff", "marks"]
ACTS = "SELECT max(seq) FROM act"


def marked(t):
    """Marlow Road with marks of one day, one of them late and one with a note that looks like a formula."""
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, input="admission_number,code,minutes_late,note\n0101,L,12,\n0102,C,,=1+1\n0103,/,,\n")
    t.run("--school", s, "register", "set", *PM, *WHY, "0101=\\", "0103=I")
    return s


def out(t, s, *arguments, **options):
    return t.run("--school", s, "export", *arguments, **options).raw_out.decode()


def table(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def who(s, demo):
    return ["--school", s, "--as", "priya"] if demo else ["--school", s]


def with_everybody(t, demo):
    s = t.demo() if demo else marked(t)
    if demo:
        t.run("--school", s, "--as", "wen", "staff", "role", "priya", "admin")
    return s


@case("reading {} changes nothing", rows=[
    *[(f"{k} of a practice school", k, True) for k in KINDS], *[(f"{k} of a real school", k, False) for k in KINDS]])
def _(t, kind, demo):
    s = with_everybody(t, demo)
    dates = [] if demo or kind == "staff" else ["--from", "2024-09-03"]
    path = t.write("f.csv", t.run(*who(s, demo), "export", kind, *dates).raw_out)
    acts = t.sql(s, ACTS)
    for dry in ([], ["--dry-run"]):
        r = t.run(*who(s, demo), "import", kind, *dry, path)
        t.has(r.out, "nothing to change")
        t.equal(r.err, "")
    t.equal(t.sql(s, ACTS), acts)


@case("a group that a pupil grew up in takes no year away when it is read again")
def _(t):
    s = marlow(t)
    new = "admission_number,surname,forename,dob,sex,year,class,start_date\n0301,Ash,Di,2012-10-31,F,9,Form,2019-09-04\n"
    t.run("--school", s, "import", "pupils", "--moving-in", "-", input=new)
    t.run("--school", s, "import", "groups", "-", input="admission_number,group,from_date,to_date\n0301,Form,2020-09-01,2024-08-31\n")
    years = "SELECT y.year, y.from_day, y.to_day FROM pupil_year y JOIN pupil p ON p.id = y.pupil WHERE admission_number = '0301' ORDER BY 2"
    before = t.sql(s, years)
    t.equal([y for y, _, _ in before], [2, 3, 4, 5, 6, 7, 8, 9])
    text = out(t, s, "groups", "--from", "2019-09-04")
    t.equal([row["year"] for row in table(text) if row["admission_number"] == "0301" and row["to_date"]], [""])
    t.has(t.run("--school", s, "import", "groups", "-", input=text).out, "nothing to change")
    t.equal(t.sql(s, years), before)


@case("marks a column a session come back as they were: {}", rows=[("practice", True), ("real", False)])
def _(t, demo):
    s = with_everybody(t, demo)
    wide = t.run(*who(s, demo), "export", "marks", "--wide", *([] if demo else ["--from", DAY, "--to", DAY])).raw_out
    acts = t.sql(s, ACTS)
    t.has(t.run(*who(s, demo), "import", "marks", "-", input=wide).out, "nothing to change")
    t.equal(t.sql(s, ACTS), acts)


def without(text, column):
    rows, to = table(text), io.StringIO()
    writer = csv.DictWriter(to, [c for c in rows[0] if c != column], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return to.getvalue()


CONTACTS = """admission_number,priority,forename,surname,relation,mobile,address,postcode,lives_with,parental_responsibility,may_collect
0101,1,Joy,Okafor,Mother,07700 900001,"3 Quay Street, Marlow",SL7 1AA,yes,yes,yes
0102,1,Orla,Ó Briain,Mother,07700 900002,,,yes,yes,no
0103,1,Joy,Okafor,Childminder,07700 900001,,,no,no,yes
"""


@case("what one school exports, another takes with its keys, and exports the same")
def _(t):
    s, other = marked(t), t.init(*OPTIONS)
    t.run("--school", s, "import", "contacts", "-", input=CONTACTS)
    dates = ["--from", "2024-09-03"]
    for kind in ("pupils", "groups", "contacts", "marks"):
        moving = ["--moving-in"] if kind == "pupils" else []
        first = out(t, s, kind, *dates)
        if kind == "contacts":  # adults are made anew there
            first = without(first, "adult")
        t.run("--school", other, "import", kind, *moving, "-", input=first)
        second = out(t, other, kind, *dates)
        t.equal(without(second, "adult") if kind == "contacts" else second, first)
    t.run("--school", other, "verify")


@case("the columns of {} are those of the table, in its order", rows=[(k, k) for k in KINDS])
def _(t, kind):
    s = marked(t)
    said = t.run("import", "map", "--help").out.split(f"Columns of {kind}:\n")[1].split("\n\n")[0]
    wanted = [line.split()[0] for line in said.splitlines()]
    if kind == "marks":
        wanted = wanted[:-2]
    got = out(t, s, kind).split("\r\n")[0].split(",")
    t.equal(got, wanted)


@case("marks have minutes late, notes and the permanent key")
def _(t):
    s = marked(t)
    rows = table(out(t, s, "marks", "--from", DAY, "--to", DAY))
    t.equal([(r["admission_number"], r["session"], r["code"], r["minutes_late"], r["note"]) for r in rows],
            [("0102", "am", "C", "", "'=1+1"), ("0101", "am", "L", "12", ""), ("0101", "pm", "\\", "", ""), ("0103", "am", "/", "", ""), ("0103", "pm", "I", "", "")])
    t.equal({r["pupil"] for r in rows}, {k for k, in t.sql(s, "SELECT lower(hex(key)) FROM pupil WHERE admission_number IN ('0101','0102','0103')")})


@case("no cell of an export is a formula")
def _(t):
    s = t.init(*OPTIONS)
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(PUPILS.splitlines()[0].split(","))
    for n, name in enumerate(["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", " =1", "'=1", "\"=1\"", "Ó=Briain"]):
        writer.writerow([f"09{n}", name, name, name, "2016-03-04", "F", "3", f"{name} class", "2024-09-03"])
    t.run("--school", s, "import", "pupils", "-", input=rows.getvalue())
    for kind in ("pupils", "groups"):
        text = out(t, s, kind)
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        t.ok(len(cells) > 90, kind)
        for cell in cells:
            t.ok(cell.lstrip()[:1] not in ("=", "+", "-", "@") or cell == "", f"{kind}: {cell!r}")
        t.has(t.run("--school", s, "import", kind, "-", input=text).out, "nothing to change")


@case("a secret address is in the file of a named role only, and that is said")
def _(t):
    s = t.demo()
    secret, = t.sql(s, "SELECT lines FROM address WHERE secret = 1")[0]
    r = t.run("--school", s, "--as", "marek", "export", "contacts")
    t.lacks(r.out, secret)
    t.match(r"^\d+ address(es are| is) kept secret, and left out\.$", r.err)
    r = t.run("--school", s, "--as", "gareth", "export", "contacts")
    t.has(r.out, secret)
    t.match(r"^\d+ address(es are| is) kept secret, and in this file all the same\.$", r.err)


def homes(t, s):
    """Of each child's contacts: where they live, and is it secret."""
    return t.sql(s, "SELECT p.admission_number, c.priority, lines, postcode, secret FROM contact c JOIN pupil p ON p.id = c.pupil JOIN address a ON a.adult = c.adult"
                    " WHERE c.to_day IS NULL AND a.to_day IS NULL AND p.died_day IS NULL ORDER BY 1, 2, 3")


@case("a secret address is secret in another firstbell too, and a file of the office says nothing of it")
def _(t):
    s = t.demo()
    secrets = [row for row in homes(t, s) if row[4]]
    t.ok(secrets)
    whole = t.run("--school", s, "--as", "gareth", "export", "contacts").out
    t.equal(sorted({(row["address"] != "", row["address_secret"]) for row in table(whole)}), [(False, ""), (True, "no"), (True, "yes")])
    masked = t.run("--school", s, "--as", "marek", "export", "contacts").out
    t.equal({(row["address"], row["postcode"]) for row in table(masked) if row["address_secret"] == ""}, {("", "")})
    t.lacks(masked, ",yes\r\n")
    other = t.init(*OPTIONS)
    t.run("--school", other, "import", "pupils", "--moving-in", "-", input=t.run("--school", s, "--as", "gareth", "export", "pupils").raw_out)
    before = t.sql(other, ACTS)
    t.run("--school", other, "import", "contacts", "-", input=without(whole, "adult"))
    t.ok(t.sql(other, ACTS) > before)
    there = homes(t, other)
    t.equal([row for row in there if row[4]], [(n, p, lines.replace("\n", ", "), code, 1) for n, p, lines, code, _ in secrets])
    for file in (whole, masked):
        for person in ("gareth", "priya"):
            t.has(t.run("--school", s, "--as", person, "import", "contacts", "-", input=file).out, "nothing to change")


MAY = [
    ("the office", "priya", [], 0), ("the head", "gareth", [], 0), ("an inspector", "ines", [], 0), ("a governor", "hilary", [], 4),
    ("an administrator", "wen", [], 4), ("a teacher of the whole school", "fergus", [], 4), ("a teacher of her class", "fergus", ["--class", "Birch"], 0),
    ("a teacher of another class", "fergus", ["--class", "Oak"], 4),
]


@case("marks are exported by {}", rows=MAY)
def _(t, name, more, status):
    s = t.demo()
    acts = t.sql(s, ACTS)
    r = t.run("--school", s, "--as", name, "export", "marks", *more, status=status)
    t.equal(bool(r.out), status == 0)
    t.equal(t.sql(s, ACTS) == acts, status == 4)


@case("only the administrator exports staff, and what makes a child come first is for few")
def _(t):
    s = t.demo()
    t.run("--school", s, "--as", "gareth", "export", "staff", status=4)
    t.has(t.run("--school", s, "--as", "wen", "export", "staff").out, "fergus,Fergus O'Hara,,,Year 4 teacher,person,teacher,Birch,")
    r = t.run("--school", s, "--as", "ines", "export", "pupils")
    t.equal({"sen", "looked_after", "service"} & set(r.out.split("\r\n")[0].split(",")), set())
    t.has(r.err, "those columns are left out")


@case("the history says who exported what, and of how many pupils")
def _(t):
    s = marked(t)
    out(t, s, "marks", "--from", DAY, "--to", DAY, "--class", "Willow")
    t.equal(t.sql(s, "SELECT kind, staff_name, reason FROM act ORDER BY seq DESC LIMIT 1"),
            [("export", "Joy Okafor", f"marks of 4 pupils in Willow, {DAY} to {DAY}")])
    t.has(t.run("--school", s, "history", "--format", "json").out, "marks of 4 pupils in Willow")


@case("a school that can only be read is exported without an act")
def _(t):
    s = marked(t)
    acts = t.sql(s, ACTS)
    if os.geteuid() == 0:
        t.skip("root writes everywhere")
    for place, _, files in os.walk(s):
        for name in files:
            os.chmod(os.path.join(place, name), stat.S_IRUSR)
        os.chmod(place, stat.S_IRUSR | stat.S_IXUSR)
    r = t.run("--school", s, "export", "pupils", "--from", "2024-09-03")
    t.equal(len(table(r.out)), 5)
    t.equal(t.sql(s, ACTS), acts)


@case("a file named by --out is whole and for its owner alone, or not there")
def _(t):
    s = marked(t)
    path = os.path.join(t.dir, "out.csv")
    t.match(r"\Aact \d+ saved\n\Z", t.run("--school", s, "export", "pupils", "--out", path).out)
    t.equal(os.stat(path).st_mode & 0o777, 0o600)
    with open(path, "rb") as f:
        t.equal(f.read().decode(), out(t, s, "pupils"))
    t.run("--school", s, "export", "pupils", "--out", "no/where.csv", status=3)
    t.run("--school", s, "--as", "joy", "export", "pupils", "--out", "other.csv", status=4)
    t.ok(not os.path.exists(os.path.join(t.dir, "other.csv")), "a file of nothing")


@case("a full disk and a closed pipe are told")
def _(t):
    s = t.demo()
    r = t.command(["sh", "-c", 'exec "$0" "$@" >/dev/full', firstbell(), "--school", s, "--as", "priya", "export", "marks"], status=3)
    t.equal(r.err.count("\n"), 1)
    t.has(r.err, "the disk is full")
    p = t.start("--school", s, "--as", "priya", "export", "marks")
    p.stdout.close()
    err = p.stderr.read().decode()
    t.equal((p.wait(), err.count("\n")), (3, 1))
    t.has(err, "nobody reads it any more")
    p.stdout = None


@case("days and classes narrow it; days that are none are refused")
def _(t):
    s = marked(t)
    t.equal(len(table(out(t, s, "pupils", "--class", "Maple"))), 1)
    t.equal(len(table(out(t, s, "pupils", "--from", "2024-09-01", "--to", "2024-09-02"))), 0)
    t.equal(len(table(out(t, s, "marks", "--from", "2025-03-15", "--to", "2025-03-20"))), 0)
    t.run("--school", s, "export", "marks", "--from", DAY, "--to", "2025-03-13", status=2)
    t.run("--school", s, "export", "marks", "--class", "Nowhere", status=2)


@case("a long export takes no more memory than a short one")
def _(t):
    s = t.demo()

    def most(*arguments):
        script = "import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n" \
                 "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        done = subprocess.run(["/usr/bin/python3", "-c", script, firstbell(), "--school", s, "--as", "priya", "export", "marks", *arguments],
                              check=True, capture_output=True, env=t.environment(None))
        return int(done.stdout)

    short, long = most("--from", "2026-11-19", "--to", "2026-11-19"), most()
    t.ok(long < short + 4096, f"{short} KiB for a day, {long} KiB for a term")


main(needs=["faketime"])
