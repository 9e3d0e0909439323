#!/usr/bin/python3
"""Whom to telephone, who lives where, and who belongs together, from the command line."""

import json

from marlow import clock_stands, day, marlow, saved, unchanged, undo
from tap import case, main

clock_stands()

GRACE = ["contact", "add", "0101", "Grace Okafor", "--relation", "mother", "--mobile", "07700 900101", "--lives-with", "yes",
         "--parental-responsibility", "yes", "--address", "4 Mill Lane, Leeds", "--postcode", "LS1 4AP"]
ADDRESSES = "SELECT lines, secret, to_day IS NULL FROM address ORDER BY id"


def family(t):
    """Marlow Road with Grace Okafor and Samuel Okafor, contacts of Amara Okafor (0101)."""
    s = marlow(t)
    saved(t, s, *GRACE)
    saved(t, s, "contact", "add", "0101", "Samuel Okafor", "--relation", "father", "--work", "0113 496 0101", "--from", "2025-03-10")
    return s


def contacts(t, s, who="0101"):
    return json.loads(t.run("--school", s, "contact", "list", who, "--format", "json").out)


def siblings(t, s, who="0101"):
    rows = json.loads(t.run("--school", s, "contact", "family", who, "--format", "json").out)
    return sorted(row["name"] for row in rows if row["sibling"])


# ADD

@case("a contact is added with all that may be said, and undone")
def _(t):
    s = marlow(t)
    _, act = saved(t, s, *GRACE, "--title", "Ms", "--home", "0113 496 0102", "--work", "0113 496 0103", "--email", "grace@example.org", "--language", "Twi",
                   "--letters", "yes", "--texts", "no", "--may-collect", "yes", "--do-not-contact", "no", "--court-order", "may not collect on Fridays",
                   "--priority", "1", "--from", "2025-03-10")
    got = contacts(t, s)
    t.equal(len(got), 1)
    wanted = {"priority": 1, "name": "Grace Okafor", "relation": "mother", "email": "grace@example.org", "language": "Twi", "lives_with": True,
              "parental_responsibility": True, "letters": True, "texts": False, "may_collect": True, "do_not_contact": False,
              "court_order": "may not collect on Fridays", "from": "2025-03-10", "to": None, "died": False}
    t.equal({k: got[0][k] for k in wanted}, wanted)
    t.equal(sorted(got[0]["numbers"]), ["0113 496 0102", "0113 496 0103", "07700 900101"])
    undo(t, s, act)
    t.equal(contacts(t, s), [])
    t.has(t.run("--school", s, "contact", "list", "0101").out, "No contact yet.")


@case("the next one comes after the others, and the same again is offered")
def _(t):
    s = family(t)
    t.equal([(c["priority"], c["name"]) for c in contacts(t, s)], [(1, "Grace Okafor"), (2, "Samuel Okafor")])
    unchanged(t, s, *GRACE, status=4, said="Say --same-as PUPIL, whose contact that is, or --another.")


@case("a mother of two is one person, on somebody's word")
def _(t):
    s = family(t)
    add = ["contact", "add", "0102", "Grace Okafor", "--relation", "stepmother", "--mobile", "07700 900101"]
    unchanged(t, s, *add, status=4, said="Grace Okafor, contact of Amara Okafor")
    saved(t, s, *add, "--same-as", "0101")
    t.equal(t.sql(s, "SELECT count(DISTINCT adult), count(*) FROM contact"), [(2, 3)])
    said, _ = saved(t, s, "contact", "change", "0101", "1", "--email", "grace@example.org")
    t.has(said, "Séamus Ó Briain")
    t.equal(contacts(t, s, "0102")[0]["email"], "grace@example.org")


@case("another person of that name is another")
def _(t):
    s = family(t)
    saved(t, s, "contact", "add", "0102", "Grace Okafor", "--relation", "aunt", "--mobile", "07700 900101", "--another")
    t.equal(t.sql(s, "SELECT count(DISTINCT adult) FROM contact"), [(3,)])


# WHO IS MEANT

@case("a contact is named by {}", rows=[("the number", "2"), ("the name", "Samuel Okafor"), ("a part of the name", "sam"), ("the name in capitals", "SAMUEL OKAFOR")])
def _(t, typed):
    s = family(t)
    saved(t, s, "contact", "change", "0101", typed, "--relation", "stepfather")
    t.equal([c["relation"] for c in contacts(t, s)], ["mother", "stepfather"])


NOT_MEANT = [
    ("a part that fits two", "oka", "\"oka\" fits several contacts of Amara Okafor: 1 Grace Okafor, 2 Samuel Okafor. Use the number before the name."),
    ("a name that is not there", "Joy", "Amara Okafor has no contact \"Joy\". There are: 1 Grace Okafor, 2 Samuel Okafor."),
    ("a number that is not there", "3", "Amara Okafor has no contact \"3\"."),
    ("the end of a name", "muel", "Amara Okafor has no contact \"muel\"."),
]


@case("nobody is meant by {}, and nothing is changed", rows=NOT_MEANT)
def _(t, typed, said):
    s = family(t)
    for command in (["change", "0101", typed, "--relation", "aunt"], ["end", "0101", typed], ["number", "0101", typed, "07700 900101", "dead"],
                    ["died", "0101", typed], ["address", "0101", "9 Quay Street", "--contact", typed]):
        unchanged(t, s, "contact", *command, status=4, said=said)
    unchanged(t, s, "contact", "change", "0102", "1", "--relation", "aunt", status=4, said="Séamus Ó Briain has no contacts yet.")


@case("who is no contact any more is not meant")
def _(t):
    s = family(t)
    _, act = saved(t, s, "contact", "end", "0101", "samuel", "--to", day(-1), "--reason", "moved away")
    unchanged(t, s, "contact", "change", "0101", "samuel", "--relation", "uncle", status=4, said="has no contact \"samuel\". There are: 1 Grace Okafor.")
    saved(t, s, "contact", "change", "0101", "oka", "--relation", "aunt")
    undo(t, s, act)
    saved(t, s, "contact", "change", "0101", "samuel", "--relation", "uncle")


# CHANGE

@case("the same again changes nothing, an empty text takes away")
def _(t):
    s = family(t)
    wish = ["contact", "change", "0101", "1", "--email", "grace@example.org", "--letters", "no", "--name", "Grace Adeleke"]
    saved(t, s, *wish)
    t.equal(contacts(t, s)[0]["name"], "Grace Adeleke")
    t.equal(t.run("--school", s, *wish).out, "nothing to change: it stands so already\n")
    saved(t, s, "contact", "change", "0101", "1", "--email", "")
    t.equal(contacts(t, s)[0]["email"], None)


@case("a number that nobody answers is struck out for every child, and comes back")
def _(t):
    s = family(t)
    saved(t, s, "contact", "add", "0102", "1", "--relation", "stepmother", "--same-as", "0101")
    said, act = saved(t, s, "contact", "number", "0101", "1", "07700 900101", "dead")
    t.has(said, "Séamus Ó Briain")
    t.equal([(c["numbers"], c["dead_numbers"]) for c in contacts(t, s, "0102")], [(None, ["07700 900101"])])
    t.equal(t.run("--school", s, "contact", "number", "0101", "1", "07700 900101", "dead").out, "nothing to change: it stands so already\n")
    saved(t, s, "contact", "number", "0101", "1", "07700 900101", "alive")
    t.equal(contacts(t, s)[0]["dead_numbers"], None)
    unchanged(t, s, "contact", "number", "0101", "1", "07700 900109", "dead", status=4, said="Grace Okafor has no such number.")
    unchanged(t, s, "contact", "number", "0101", "1", "07700 900101", "asleep", status=2, said="contact number takes dead or alive, not \"asleep\".")
    t.ok(act, "an act")


@case("a home of a pupil and of a household, from a day on")
def _(t):
    s = family(t)
    said, _ = saved(t, s, "contact", "address", "0101", "9 Quay Street, Hull", "--postcode", "HU1 1AA", "--contact", "grace", "--household", "--from", day())
    t.has(said, "Grace Okafor")
    t.equal(contacts(t, s)[0]["address"].replace(", HU1 1AA", ""), "9 Quay Street, Hull")
    _, act = saved(t, s, "contact", "address", "0103", "1 High Street, Leeds")
    t.equal(t.run("--school", s, "contact", "address", "0103", "1 High Street, Leeds").out, "nothing to change: they live there already\n")
    undo(t, s, act)


@case("who died gets nothing more, and that can be undone")
def _(t):
    s = family(t)
    _, act = saved(t, s, "contact", "died", "0101", "grace", "--date", day(-1))
    t.equal([(c["died"], c["letters"], c["texts"]) for c in contacts(t, s)][0], (True, False, False))
    undo(t, s, act)
    t.equal(contacts(t, s)[0]["died"], False)


@case("a family that says all is right is not asked again this year")
def _(t):
    s = family(t)
    t.has(t.run("--school", s, "contact", "list", "0101").out, "Check: not confirmed this school year")
    saved(t, s, "contact", "confirm", "0101")
    t.lacks(t.run("--school", s, "contact", "list", "0101").out, "not confirmed")
    t.equal(contacts(t, s)[0]["confirmed"], day())


# SIBLINGS

@case("children who share a parent are siblings, unless somebody says no")
def _(t):
    s = family(t)
    saved(t, s, "contact", "add", "0103", "grace", "--relation", "mother", "--same-as", "0101", "--lives-with", "yes")
    t.equal(siblings(t, s), ["Wei Zhang"])
    t.has(t.run("--school", s, "contact", "list", "0101").out, "Sibling: Wei Zhang, Willow: share Grace Okafor (mother)")
    _, act = saved(t, s, "contact", "siblings", "0101", "0103", "--said", "no")
    t.equal(siblings(t, s), [])
    saved(t, s, "contact", "siblings", "0103", "0101", "--said", "nothing")
    t.equal(siblings(t, s), ["Wei Zhang"])
    saved(t, s, "contact", "siblings", "0101", "0102", "--said", "yes")
    t.equal(siblings(t, s), ["Séamus Ó Briain", "Wei Zhang"])
    unchanged(t, s, "contact", "siblings", "0101", "0101", "--said", "yes", status=2, said="Name two.")
    t.ok(act, "an act")


@case("foster children at one home are no siblings")
def _(t):
    s = marlow(t)
    saved(t, s, "contact", "add", "0101", "Ann Hart", "--relation", "foster carer", "--mobile", "07700 900105", "--lives-with", "yes", "--address", "2 Elm Road")
    saved(t, s, "contact", "add", "0102", "Ann Hart", "--relation", "foster carer", "--same-as", "0101", "--lives-with", "yes")
    t.equal(siblings(t, s), [])
    rows = json.loads(t.run("--school", s, "contact", "family", "0101", "--format", "json").out)
    t.equal(sorted(row["name"] for row in rows), ["Amara Okafor", "Séamus Ó Briain"])


# SECRET ADDRESSES, AND WHO MAY

@case("a secret address is seen by the head, and by no clerk in any form")
def _(t):
    s = family(t)
    saved(t, s, "contact", "address", "0101", "9 Quay Street, Hull", "--contact", "grace", "--secret", "yes", "--household")
    t.has(t.run("--school", s, "contact", "list", "0101", "--format", "csv").out, "9 Quay Street")
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Clerk")
    t.run("--school", s, "staff", "role", "tom", "office")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    for command in (["contact", "list", "0101"], ["contact", "family", "0101"], ["pupil", "show", "0101"]):
        for form in ("text", "csv", "json"):
            r = t.run("--school", s, "--as", "tom", "--password-fd", "0", *command, "--format", form, input="correct horse battery\n")
            t.lacks(r.out, "Quay")
    r = t.run("--school", s, "--as", "tom", "--password-fd", "0", "export", "contacts", input="correct horse battery\n")
    t.lacks(r.out, "Quay")
    r = t.run("--school", s, "--as", "tom", "--password-fd", "0", "contact", "list", "0101", "--format", "json", input="correct horse battery\n")
    t.equal([(c["address"], c["address_masked"]) for c in json.loads(r.out)][0], (None, True))


@case("a teacher does not change contacts")
def _(t):
    s = family(t)
    t.run("--school", s, "staff", "add", "tom", "Tom Bell", "Teacher")
    t.run("--school", s, "staff", "role", "tom", "teacher")
    t.run("--school", s, "staff", "class", "tom", "Willow")
    t.run("--school", s, "staff", "password", "tom", "--password-fd", "0", input="correct horse battery\n")
    for command in (["add", "0102", "Joy Bell"], ["change", "0101", "1", "--relation", "aunt"], ["end", "0101", "1"], ["number", "0101", "1", "07700 900101", "dead"],
                    ["address", "0101", "9 Quay Street"], ["confirm", "0101"], ["died", "0101", "1"], ["siblings", "0101", "0102", "--said", "yes"]):
        unchanged(t, s, "--as", "tom", "--password-fd", "0", "contact", *command, input="correct horse battery\n", status=4, said="Tom Bell may not change the roll")


main(needs=["faketime"])
