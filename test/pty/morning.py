#!/usr/bin/python3
"""The morning of the practice school from 8:40 to 9:45: arrivals, calls, a trip, a burst of lates, a disagreement, a failed contact.

Read from the case at the end: what happens, in order.  Nobody sleeps, and the clock of the school stands still between two times."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from day import Morning  # noqa: E402
from taking import rows_shown  # noqa: E402
from tap import case, main  # noqa: E402

PLAIN_LATE_KEYS = 8

ON_THE_LIST = [
    ("EXPECTED AND NOT YET REGISTERED", "Nguyễn, Beatrice +Oak +expected: D, Saltmarsh School"),
    ("OFF SITE WITH US", "Johnson, Alfie +Oak +V "),
    ("OFF SITE WITH US", "White, Amelia +Beech +B "),
    ("Beech: ", "Johnson, Charlie$"),
    ("Birch: ", "Akehurst, Archie +Birch +signed in at 09:02"),
    ("Birch: ", "Mason, Lola +Birch +signed in at 09:16"),
    ("Maple: ", "Byrne, Oisín$"),
    ("KNOWN ABSENT", "Byrne, Cillian +Birch +I illness: temperature"),
    ("KNOWN ABSENT", "Marsh, Tyler +Hazel +no reason yet"),
    ("KNOWN ABSENT", "Radcliffe, Noah +Maple +out since 09:40: dentist"),
]

IN_THE_REPORT = {  # code, minutes late, what came of the calls
    "Beatrice Nguyễn": (None, None, None),
    "Tyler Marsh": ("N", None, "no reply 09:30"),
    "Rory Fitzgerald-Hughes": ("N", None, "message left 09:30"),
    "Simran Kaur": ("N", None, "not called"),
    "Carys Lewis": ("I", None, "spoke 09:25"),
    "Evie Lewis": ("I", None, "spoke 09:25"),
    "Ffion Lewis": ("I", None, "spoke 09:25"),
    "Cillian Byrne": ("I", None, None),
    "Jaxon Clarke": ("M", None, None),
    "Archie Akehurst": ("L", 2, None),
    "Sofía Castellanos": ("L", 4, None),
    "Kayleigh Bright": ("L", 6, None),
    "Lola Mason": ("U", 16, None),
}
NOT_ABSENT = ["Anjali D'Souza", "Oisín Byrne", "Charlie Johnson", "Alfie Johnson", "Amelia White", "Deniz Türkmen", "Noah Radcliffe"]


def the_day_is_on_one_screen(priya):
    priya.at("Today: morning")
    priya.sees("Not known 212", "Absent 0")
    priya.sees("due", "09:20 Confirm 21 pupils: Seabourne Lifeboat Station")
    priya.sees("Birch", "not taken", "closes in 35 min")


def a_mother_rings(priya):
    priya.does("i", "=byrne", "Enter").at("They ring: Cillian Byrne").sees("Who rang:", "1 Sinéad Byrne (Mother)")
    priya.does("Down", "=ill", "Down", "=24/11/2026", "Down", "=temperature", "Down", "Down").on("Oisín Byrne: no")
    priya.does("m", "F10").at("Today")
    priya.told("Cillian Byrne (Birch): expected I until the afternoon of Mon 23 Nov", "Oisín Byrne (Maple): expected M, said Sinéad")


def the_class_is_left_a_note(priya):
    priya.opens("class note").does("=Swimming is off: bring the PE kit", "Down", "=bir", "F10")
    priya.told("The note stands in the register for Birch.").does("Esc")


def a_child_comes_after_the_gate(m, priya):
    priya.does("F7", "=anjali", "Enter").sees("Outcome:", "after the gate, before the register: present, a slip")
    priya.does("Enter").told("Anjali D'Souza: after the gate")
    for words in ("Pupil: Anjali D'Souza", "Year: 2", "Arrived: Fri 20 Nov 2026 at 08:44"):
        m.t.has(m.out("late-slip"), words)
    priya.does("Esc")
    m.t.equal(m.mark("Anjali D'Souza"), "/")


def typed(person):
    return {name: code for name, code, unsent in rows_shown(person.s)[0] if unsent}


def the_teacher_marks_and_does_not_send(fergus):
    fergus.looks().at("Birch: morning").sees("Office: Swimming is off: bring the PE kit").sees("Cillian Byrne", "(I) temperature")
    fergus.does("F5").told("25 filled as present, not sent yet. 1 left as expected")
    for name in ("archie", "lola"):
        fergus.does("F3", "=" + name, "Enter", "n")
    return typed(fergus)


def a_family_of_three_is_one_visit(m, priya, fergus):
    priya.does("F7", "=akehurst", "F5").told("3 ticked: Archie Akehurst, Sienna Akehurst, Joshua Akehurst")
    priya.does("Enter").sees("Outcome:", "3 children: 3 L")
    priya.does("3", "Enter").told("Archie Akehurst: L, 2 minutes late").does("Esc")
    m.t.equal([m.mark(name + " Akehurst") for name in ("Archie", "Sienna", "Joshua")], ["L", "L", "L"])
    fergus.looks().sees("Archie Akehurst", "*N", "now L; Priya Nair at 09:02")


def a_plain_late_child(m, priya):
    before = priya.pressed
    priya.does("F7", "=cas", "Enter", "2", "Enter").told("Sofía Castellanos: L, 4 minutes late").on("Child:")
    m.t.ok(priya.pressed - before <= PLAIN_LATE_KEYS, f"{priya.pressed - before} keys")


def a_bus_of_three_and_one_who_walked(m, priya):
    for name in ("kayleigh", "oscar m", "deniz", "haddad"):
        priya.does("=" + name, "Tab")
    priya.told("4 ticked: Kayleigh Bright, Oscar Morris, Deniz Türkmen, Yousef Haddad")
    priya.does("Enter", "6", "Tab", "Down", "Down").on("* Deniz Türkmen")
    priya.does("Space").sees("Deniz Türkmen", "not ticked").sees("Outcome:", "3 children: 3 L")
    priya.does("Enter").told("Kayleigh Bright: L, 6 minutes late").does("Esc")
    m.t.equal([m.mark(name) for name in ("Kayleigh Bright", "Oscar Morris", "Deniz Türkmen", "Yousef Haddad")], ["L", "L", None, "L"])


def the_teacher_sends_and_disagrees(m, priya, fergus, marks):
    m.t.equal(typed(fergus.looks()), marks, "not one was lost")
    fergus.does("F10").told("Priya Nair at 09:02: blank to L").on("It stands: Enter sends your N, Esc goes back.")
    fergus.does("Enter").told("3 absent, 0 blank")
    fergus.does("Enter").told("Sent: ", "1 as planned or reported: Cillian Byrne I", "1 arrival stands: signed in, not in class.")
    m.t.equal([m.mark(name) for name in ("Archie Akehurst", "Lola Mason", "Cillian Byrne", "Adaeze Balogun")], ["L", "N", "I", "/"])
    m.t.equal(typed(fergus), {})
    priya.looks().at("Today").sees("overdue", "09:02 Archie Akehurst, Birch: signed in at 09:02, not in class")


def the_trip_goes_but_for_one(m, priya):
    priya.opens("who came").sees("21 of 21 to confirm", "Seabourne Lifeboat Station")
    priya.does("Down", "Down", "Down", "Down").on("Charlie Johnson")
    priya.does("l", "=bee", "F10").told("Charlie Johnson stays in school, today with Beech.")
    priya.does("F10").told("20 pupils marked V, confirmed by Peter Goldsmith").does("Esc")
    m.t.equal([m.mark(name) for name in ("Alfie Johnson", "Charlie Johnson")], ["V", None])


def the_other_teachers_send_theirs(m):
    m.teacher("amy", "Acorn")
    m.teacher("huw", "Willow")
    m.teacher("rachel", "Hazel", "Tyler Marsh=N", "Rory Fitzgerald-Hughes=N", "Evie Lewis=N", "Jaxon Clarke=N")
    m.teacher("imran", "Maple", "Oisín Byrne=/")
    m.teacher("kate", "Rowan", "Ffion Lewis=N")
    m.teacher("magda", "Beech", "Carys Lewis=N")
    m.runs("kate", "register", "set", "--class", "Rowan", "--session", "am", "Simran Kaur=")
    m.t.equal(m.mark("Charlie Johnson"), "/")
    m.teacher("peter", "Oak")


def late_after_the_close(m, priya):
    priya.does("F7", "=lola", "Enter").sees("Outcome:", "U, 16 minutes late")
    priya.does("2", "Enter").told("Lola Mason: U, 16 minutes late.")
    priya.does("=jaxon", "Enter", "F6").sees("Outcome:", "M appointment, in place of U")
    priya.does("Enter").told("Jaxon Clarke: M appointment")
    m.t.equal([m.mark("Lola Mason"), m.mark("Jaxon Clarke")], ["U", "M"])


def the_wrong_child_is_undone(m, priya):
    priya.does("=evie l", "Enter", "1", "Enter").told("Evie Lewis: U")
    priya.does("F8", "Enter").told("The register is closed. Why is act")
    priya.does("=the wrong child", "Enter").told("undid act", "1 mark put back.")
    m.t.equal(m.mark("Evie Lewis"), "N")
    priya.does("Esc")


def somebody_says_where_he_is(priya):
    priya.at("Today").does("s").on("09:02 Archie Akehurst")
    priya.does("Enter").on("Where is the child?")
    priya.does("=in the medical room since 9:05", "Enter").told("Archie Akehurst is settled.")


def ill_at_the_telephone_and_here(priya):
    priya.on("Oisín Byrne, Maple").sees("Here, though an absence was expected")
    priya.does("Enter", "=the dentist is on Monday", "Enter").told("Oisín Byrne is settled.")
    priya.does("Esc").at("Today").misses("Archie Akehurst", "Here, though")


def who_is_not_known_comes_first(m, priya):
    priya.does("c").at("Close the morning").sees("F10 closes 8 of 8 registers; 1 without a mark would become N.")
    priya.on("Simran Kaur").does("Down").on("Amelia White")
    priya.does("Enter").at("Who came: mornings at Riverside Studio").on("Amelia White")
    priya.does("F10").told("confirmed by Nia Howell").does("Esc").at("Close the morning")
    m.t.equal(m.mark("Amelia White"), "B")


def the_session_is_closed(m, priya):
    priya.does("F10").told("1 without a mark. N: no reason yet; Enter: blank:")
    priya.does("n", "Enter").told("Closed. 1 given N.")
    m.t.equal(m.mark("Simran Kaur"), "N")


def the_head_gets_the_report(m, priya):
    priya.does("Home", "Enter").at("Absentees, morning of Fri 20 Nov 2026").sees("Not known where: 1 of 212.")
    priya.does("l").told("the text is in").misses("\N{REPLACEMENT CHARACTER}")
    for words in ("Beatrice Nguyễn", "Seal: "):
        m.t.has(m.out("absentees"), words)
    priya.does("Esc", "Esc").at("Today")
    priya.sees("done", "09:20 The morning is closed: 8 registers")
    priya.sees("done", "09:20 The absentee report of the morning is out")


def one_call_does_for_three(m, priya):
    priya.does("f").at("First-day calls").sees("To ring 6", "Every contact failed 0").on("Tyler Marsh")
    priya.does("End", "Enter").at("Ring: Ffion Lewis").sees("07700 900116")
    priya.does("Tab", "Space", "Down", "Space", "Tab", "c", "i")
    priya.told("Ffion Lewis (Rowan): I", "Evie Lewis (Hazel): I", "Carys Lewis (Beech): I")
    priya.at("First-day calls").sees("To ring 3")
    m.t.equal([m.mark(name + " Lewis") for name in ("Ffion", "Evie", "Carys")], ["I", "I", "I"])


def the_other_clerk_sees_who_rings(priya, marek):
    priya.does("Home").on("Tyler Marsh").does("Enter").sees("07700 900093")
    marek.looks().does("f").sees("Tyler Marsh", "Priya Nair is ringing since 09:30")
    marek.does("Enter", "n").told("Priya Nair is ringing since 09:30: ring another family, or ask them.")
    marek.does("Esc", "Esc").at("Today")


def somebody_is_at_the_hatch(priya):
    priya.does("F11").at("Hatch").misses("Marsh", "07700", "Hazel")
    priya.does("=saoirse", "Esc", "F11").at("Ring: Tyler Marsh").sees("07700 900093")


def every_number_fails(priya):
    priya.does("n").told("Tyler Marsh: no reply.", "Next: David Marsh (father), 07700 900094.")
    priya.does("n").told("Tyler Marsh: no reply.", "Next: Claire Marsh (mother), 01632 960033.")
    priya.does("n").told("Nobody is left to ring about Tyler Marsh (Hazel): the safeguarding lead has a task.")
    priya.sees("due", "13:00 A second message")
    priya.does("Esc").sees("To ring 2", "Every contact failed 1")


def one_message_is_left(priya):
    priya.does("Home").on("Rory Fitzgerald-Hugh")
    priya.does("Enter", "m").told("Rory Fitzgerald-Hughes: message left.", "Next: James Fitzgerald-Hughes (father), 07700 900092.")
    priya.does("Esc", "Esc").at("Today")


def to_the_dentist_but_not_with_him(m, priya):
    priya.does("o", "=radc", "Enter", "1", "Enter", "=11:30", "Enter").sees("2 ! Andrew Radcliffe (Father)", "court order: Family Court")
    priya.does("=andrew", "F10").sees("contact, may not collect. Look at who is here").on("Do they go all the same?")
    priya.does("Esc").told("Nothing was done.").on("Fetched by: andrew Radcliffe")
    priya.does(*["Backspace"] * 16, "1", "F10").told("Noah Radcliffe: out at 09:40, dentist, with Jade Radcliffe (mother),", "due back at 11:30; / stays")
    priya.sees("due", "11:30 Noah Radcliffe is due back: dentist")
    m.t.equal(m.mark("Noah Radcliffe"), "/")


def the_safeguarding_lead_knows(deborah):
    deborah.opens("today").sees("due", "No contact could say where Tyler Marsh (Hazel)")
    deborah.sees("due", "Tell the social worker of Tyler Marsh (Hazel) today")


def the_list_at_the_gate_is_true(m):
    text = m.out("evacuation")
    for line in ("    1  expected and not yet registered", "   21  off site with us", "  176  here", "   14  known absent", "  212  on the roll"):
        m.t.has(text.splitlines(), line)
    for heading, child in ON_THE_LIST:
        part = text[text.index("\n" + heading):].split("\n\n")[0]
        m.t.match(rf"^\[ \] {child}", part)


def the_record_holds(m):
    report = json.loads(m.runs("priya", "report", "absentees", "--format", "json"))
    told = {row["name"]: (row["code"], row["minutes_late"], row["contact_state"]) for row in report}
    m.t.equal(report[0]["name"], "Beatrice Nguyễn")
    m.t.equal({name: told.get(name) for name in IN_THE_REPORT}, IN_THE_REPORT)
    for name in NOT_ABSENT:
        m.t.lacks(told, name)
    m.t.has(m.runs("priya", "verify", "--format", "json"), '"ok": true')


@case("the morning of the practice school")
def _(t):
    m = Morning(t, "08:40")
    priya, fergus = m.sits("priya"), m.sits("fergus", rows=40)
    the_day_is_on_one_screen(priya)
    a_mother_rings(priya)
    the_class_is_left_a_note(priya)
    m.clock("08:44")
    a_child_comes_after_the_gate(m, priya)
    m.clock("08:50")
    marks = the_teacher_marks_and_does_not_send(fergus)
    m.clock("09:02")
    a_family_of_three_is_one_visit(m, priya, fergus)
    m.clock("09:04")
    a_plain_late_child(m, priya)
    m.clock("09:06")
    a_bus_of_three_and_one_who_walked(m, priya)
    the_teacher_sends_and_disagrees(m, priya, fergus, marks)
    m.clock("09:10")
    the_trip_goes_but_for_one(m, priya)
    the_other_teachers_send_theirs(m)
    m.clock("09:16")
    late_after_the_close(m, priya)
    the_wrong_child_is_undone(m, priya)
    somebody_says_where_he_is(priya)
    ill_at_the_telephone_and_here(priya)
    m.clock("09:20")
    who_is_not_known_comes_first(m, priya)
    the_session_is_closed(m, priya)
    the_head_gets_the_report(m, priya)
    m.clock("09:25")
    one_call_does_for_three(m, priya)
    m.clock("09:30")
    marek = m.sits("marek")
    the_other_clerk_sees_who_rings(priya, marek)
    somebody_is_at_the_hatch(priya)
    every_number_fails(priya)
    one_message_is_left(priya)
    m.clock("09:40")
    to_the_dentist_but_not_with_him(m, priya)
    m.clock("09:45")
    deborah = m.sits("deborah")
    the_safeguarding_lead_knows(deborah)
    the_list_at_the_gate_is_true(m)
    the_record_holds(m)
    for person in (priya, fergus, marek, deborah):
        person.goes()


main()
