"""A school that moves in, for tests that stop it on its way: its pupils, and a year of their marks."""

import datetime
import random

PUPILS = 300
OPTIONS = ["--name", "Marlow Road Primary", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00",
           "--pm", "13:00,13:30,15:15", "--term", "Autumn,2026-09-02,2026-12-18",
           "--staff", "mosei,Margaret Osei,Office manager"]
TERMS = [("2023-09-05", "2023-10-20"), ("2023-10-30", "2023-12-15"), ("2024-01-03", "2024-02-09"), ("2024-02-19", "2024-03-27"),
         ("2024-04-15", "2024-05-24"), ("2024-06-03", "2024-07-19")]
SHUT = "2024-05-06"  # a bank holiday


def days():
    for first, last in TERMS:
        day = datetime.date.fromisoformat(first)
        while day <= datetime.date.fromisoformat(last):
            if day.weekday() < 5 and day.isoformat() != SHUT:
                yield day.isoformat()
            day += datetime.timedelta(1)


def files(t):
    """Pupils, and their marks day by day; the same at each run."""
    dice = random.Random(11)
    pupils = ["admission_number,surname,forename,dob,sex,year,class,start_date"]
    pupils += [f"A{n:03},Surname{n % 97},Child{n},2014-{n % 12 + 1:02}-{n % 28 + 1:02},{'FM'[n % 2]},5,{'ABCDEFGHIJ'[n // 30]},2023-09-01" for n in range(PUPILS)]
    marks = ["admission_number,date,session,code,minutes_late,note"]
    for day in days():
        for session, here in ("am", "/"), ("pm", "\\"):
            for n in range(PUPILS):
                code = dice.choices([here, "I", "L", "U", "G", "H"], [93, 3, 2, 1, 1, 1])[0]
                note = f"\"day {day}, {session}\"" if code == "G" else ""
                marks.append(f"A{n:03},{day},{session},{code},{dice.randint(1, 40) if code in 'LU' else ''},{note}")
    return t.write("pupils.csv", "\n".join(pupils) + "\n"), t.write("marks.csv", "\n".join(marks) + "\n"), len(marks) - 1


def school(t):
    pupils, marks, count = files(t)
    path = t.init(*OPTIONS)
    t.run("--school", path, "import", "pupils", pupils)
    return path, marks, count


def command(path, marks):
    return ["--school", path, "import", "marks", "--moving-in", marks]
