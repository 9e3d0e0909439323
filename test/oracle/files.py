"""Pupils and marks as the files of another product, in every form that `firstbell import` reads, and back from what it exports."""

import csv
import datetime
import io

DAY = datetime.timedelta(days=1)
SESSIONS = ("am", "pm")
YEAR = "2025/26"
# A plausible 2025/26: 190 days and a few, half-terms and the bank holiday of May left out.
TERMS = (("2025-09-03", "2025-10-24"), ("2025-11-03", "2025-12-19"), ("2026-01-05", "2026-02-13"), ("2026-02-23", "2026-03-27"),
         ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-22"))
BANK_HOLIDAYS = ("2026-05-04",)


def date(text):
    return datetime.date.fromisoformat(text)


def school_days():
    days = []
    for first, last in TERMS:
        day = date(first)
        while day <= date(last):
            if day.weekday() < 5 and str(day) not in BANK_HOLIDAYS:
                days.append(day)
            day += DAY
    return days


def sittings():
    return [(day, session) for day in school_days() for session in SESSIONS]


class Roll:
    """Pupils of a file: admission number -> (start date, start session)."""

    def __init__(self, starts, classes=10):
        self.starts, self.classes = starts, classes

    def csv(self):
        """As bytes; two in a hundred names have letters that Windows-1252 and UTF-8 write in different ways."""
        out = io.StringIO(newline="")
        write = csv.writer(out).writerow
        write(("admission_number", "surname", "forename", "dob", "sex", "year", "class", "start_date", "start_session"))
        for n, (number, (start, session)) in enumerate(sorted(self.starts.items())):
            forename = "Zoë" if n % 100 == 7 else "Seán" if n % 100 == 57 else "Kit"
            write((number, f"Pupil{number}", forename, date("2016-09-01") + n % 300 * DAY, "FM"[n % 2], 4, f"Class {n % self.classes}", start, session))
        return out.getvalue()


def number_of(n):
    return f"{n:06}"


# THE FORMS OF A FILE OF MARKS.  Marks are {(number, date, session): code}.

def english(day):
    return day.strftime("%d/%m/%Y")


def long_form(marks, dates=str, delimiter=",", order=sorted):
    """A row a mark."""
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=delimiter).writerow
    write(("admission_number", "date", "session", "code"))
    for number, day, session in order(marks):
        write((number, dates(day), session, marks[number, day, session]))
    return out.getvalue()


def day_form(marks, dates=str):
    """A row a pupil and day."""
    out = io.StringIO(newline="")
    write = csv.writer(out).writerow
    write(("admission_number", "date", "am", "pm"))
    for number, day in sorted({place[:2] for place in marks}):
        write((number, dates(day), *(marks.get((number, day, s), "") for s in SESSIONS)))
    return out.getvalue()


WIDE_MOST = 500  # columns of a file, less than the reader takes


def wide_forms(marks, heading=lambda day, session: f"{day} {session}"):
    """A row a pupil and a column a session, in as many files as that takes."""
    numbers, columns = sorted({place[0] for place in marks}), sorted({place[1:] for place in marks})
    for first in range(0, len(columns), WIDE_MOST):
        here = columns[first:first + WIDE_MOST]
        out = io.StringIO(newline="")
        write = csv.writer(out).writerow
        write(("admission_number", *(heading(*c) for c in here)))
        for number in numbers:
            write((number, *(marks.get((number, *c), "") for c in here)))
        yield out.getvalue()


def read_long(text):
    return {(r["admission_number"], date(r["date"]), r["session"]): r["code"] for r in csv.DictReader(io.StringIO(text))}


def read_wide(text):
    """`heading` as our own export has it: 2025-09-03 am, or with an underscore."""
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        for heading, code in row.items():
            if heading[:2] == "20" and code:
                found[row["admission_number"], date(heading[:10]), heading[11:13].lower()] = code
    return found


def without(text, column):
    """A CSV file less one column: a permanent key means nothing in another school."""
    rows = list(csv.reader(io.StringIO(text)))
    at = rows[0].index(column)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row[:at] + row[at + 1:] for row in rows)
    return out.getvalue()


# COUNTS INTO MARKS

def stays(total, pupils, most):
    """How many sessions each is there: many from the first day, the others from some day on."""
    short = total // pupils // 2
    whole, rest = divmod(total - short * pupils, most - short)
    if whole >= pupils:
        raise ValueError("too few pupils")
    return [most] * whole + [short + rest] + [short] * (pupils - whole - 1)


def spread(rng, morning, afternoon, either, pupils):
    """{symbol: n} of codes of mornings, of afternoons and of either as marks of so many pupils, each from some day until the end of the year.

    Answers the roll and the marks; nobody has a session without a mark."""
    places = sittings()
    total = sum(map(sum, (morning.values(), afternoon.values(), either.values())))
    slots, starts = {"am": [], "pm": []}, {}
    for n, length in enumerate(stays(total, pupils, len(places)), 1):
        number, own = number_of(n), places[len(places) - length:]
        starts[number] = own[0]
        for day, session in own:
            slots[session].append((number, day, session))
    rest = [code for code, n in either.items() for _ in range(n)]
    rng.shuffle(rest)
    marks = {}
    for session, fixed in (("am", morning), ("pm", afternoon)):
        codes = [code for code, n in fixed.items() for _ in range(n)]
        short = len(slots[session]) - len(codes)
        codes += rest[:short]
        del rest[:short]
        rng.shuffle(codes)
        marks.update(zip(slots[session], codes))
    return Roll(starts), marks
