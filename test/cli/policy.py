#!/usr/bin/python3
"""The policies that come with firstbell, one adopted, and the short lists of reasons, from the command line."""

import json
import os

from marlow import ACTS, saved, unchanged, undo
from tap import case, main

SHIPPED = ["east-sussex-tiers", "federation-barcombe-iford", "federation-hamsey-plumpton", "greenwich", "hackney-2012", "kent", "national",
           "veritas-mundella", "veritas-pilgrims-way", "veritas-warden-house"]


def rows(t, s, *arguments):
    return json.loads(t.run("--school", s, *arguments, "--format", "json").out)


@case("the shipped policies are listed, and the national one is in force")
def _(t):
    s = t.demo()
    found = rows(t, s, "policy", "list")
    t.equal(list(found[0]), ["policy", "adopted_from", "in_force", "changed", "boundaries", "steps", "times", "stages", "title"])
    t.equal(sorted(row["policy"] for row in found), SHIPPED)
    t.equal([row["policy"] for row in found if row["in_force"]], ["national"])


@case("{} prints as the file that comes with firstbell", rows=[(name, name) for name in SHIPPED])
def _(t, name):
    s = t.demo()
    share = t.run("share", f"policies/{name}.conf").out
    t.equal(t.run("--school", s, "policy", "show", name).out, share)
    copy = os.path.join(t.dir, "copy.conf")
    t.run("--school", s, "policy", "show", name, "--out", copy)
    with open(copy, encoding="utf-8") as f:
        t.equal(f.read(), share)


@case("a policy that does not hold is refused by its line, and the check names it")
def _(t):
    s = t.demo()
    os.mkdir(os.path.join(s, "policies"))
    with open(os.path.join(s, "policies", "ours.conf"), "w", encoding="utf-8") as f:
        f.write('name = "ours"\ntitle = "Ours"\nlowest = "low"\n'
                'boundary "93" {\npercent = "93"\ninclusive = "false"\nabove = "x"\nsource = "s"\n}\n'
                'stage "1" {\ntitle = "t"\ndown_to = "93"\nwho = "w"\nsource = "s"\n}\n')
    wanted = "ours.conf:12: stage: 1: Below 93 nobody is in a stage."
    t.has(t.run("--school", s, "policy", "adopt", "ours", status=2).err, wanted)
    t.has(t.run("--school", s, "report", "bands", "--policy", "ours", status=2).err, wanted)
    findings = [row["finding"] for row in json.loads(t.run("--school", s, "check", "--format", "json", status=1).out) if row["area"] == "policy"]
    t.ok(any(finding.startswith(wanted) for finding in findings), findings)


@case("a policy is adopted, its times with it, and undone")
def _(t):
    s = t.demo()
    said, act = saved(t, s, "policy", "adopt", "federation-barcombe-iford", "--times", "--reason", "governors")
    t.has(said, "09:")
    t.equal([row["policy"] for row in rows(t, s, "policy", "list") if row["in_force"]], ["federation-barcombe-iford"])
    t.has(t.run("--school", s, "policy", "show").out, 'name = "federation-barcombe-iford"')
    t.has(t.run("--school", s, "policy", "adopt", "federation-barcombe-iford", "--times").out, "nothing to change")
    undo(t, s, act)
    t.equal([row["policy"] for row in rows(t, s, "policy", "list") if row["in_force"]], ["national"])


@case("one from a later day on is in force then")
def _(t):
    s = t.demo()
    saved(t, s, "policy", "adopt", "veritas-mundella", "--from", "2027-01-04")
    t.equal([row["policy"] for row in rows(t, s, "policy", "list") if row["in_force"]], ["national"])


@case("a school's own policy stands before the shipped one, and a bad one is refused by line")
def _(t):
    s = t.demo()
    os.makedirs(os.path.join(s, "policies"), exist_ok=True)
    text = t.run("share", "policies/national.conf").out.replace('name = "national"', 'name = "ours"')
    with open(os.path.join(s, "policies", "ours.conf"), "w", encoding="utf-8") as f:
        f.write(text)
    t.has([row["policy"] for row in rows(t, s, "policy", "list")], "ours")
    saved(t, s, "policy", "adopt", "ours")
    with open(os.path.join(s, "policies", "ours.conf"), "a", encoding="utf-8") as f:
        f.write("# another edition\n")
    t.equal([(row["policy"], row["changed"]) for row in rows(t, s, "policy", "list") if row["in_force"]], [("ours", True)])
    t.has(" ".join(t.run("--school", s, "policy", "list").out.split()), "firstbell policy adopt ours takes it")
    with open(os.path.join(s, "policies", "bad.conf"), "w", encoding="utf-8") as f:
        f.write('name = "bad"\ntitle = ')
    t.ok(t.run("--school", s, "policy", "adopt", "bad", status=(2, 4, 5)).err, "it is said")


@case("of two who adopt two policies at once each is an act, and one of them is in force")
def _(t):
    s = t.demo()
    both = [t.start("--school", s, "policy", "adopt", name) for name in ("veritas-mundella", "veritas-warden-house")]
    for p in both:
        p.communicate()
    t.equal([p.returncode for p in both], [0, 0])
    t.equal(len([row for row in rows(t, s, "policy", "list") if row["in_force"]]), 1)
    t.run("--school", s, "verify")


REFUSED = [
    ("a policy that there is not", ["policy", "adopt", "moon"], (2, 4), "moon"),
    ("a path", ["policy", "adopt", "../national"], (2, 4), ""),
    ("a list that there is not", ["choices", "lost"], 2, "There are: late, amend, out, absent."),
    ("a list to set without its name", ["choices", "--set", "-"], 2, "Which list?"),
]


@case("refused, and nothing is changed: {}", rows=REFUSED)
def _(t, arguments, status, said):
    unchanged(t, t.demo(), *arguments, status=status, said=said)


# CHOICES

@case("the lists as shipped, one replaced, and the shipped one put back")
def _(t):
    s = t.demo()
    found = rows(t, s, "choices")
    t.equal(list(found[0]), ["list", "reason", "code"])
    t.equal(sorted({row["list"] for row in found}), ["absent", "amend", "late", "out"])
    late = rows(t, s, "choices", "late")
    t.ok(late and late == [row for row in found if row["list"] == "late"], late)
    saved(t, s, "choices", "late", "--set", "-", input="dog ate the shoes\ndentist = M\n")
    t.equal([(row["reason"], row["code"]) for row in rows(t, s, "choices", "late")], [("dog ate the shoes", None), ("dentist", "M")])
    saved(t, s, "choices", "late", "--set", t.write("empty", ""))
    t.equal(rows(t, s, "choices", "late"), late)


@case("a code that there is not is refused: {}", rows=[("by its list", "late", "x = QQ\n"), ("with a control character", "late", "x\x1b[31m\n"),
                                                      ("of two thousand lines", "out", "reason\n" * 2000)])
def _(t, which, text):
    s = t.demo()
    acts = t.sql(s, ACTS)
    t.run("--school", s, "choices", which, "--set", "-", input=text, status=(2, 4, 5))
    t.equal(t.sql(s, ACTS), acts)


main()
