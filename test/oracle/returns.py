"""What the authority is told (include/rules/returns.h; PR24 reg 9 and 13; domain 1.2, 3.2 to 3.4), read a second time."""

ORDER = ("attendance", "sickness", "leave", "ground_i", "suspension_6", "suspension_45", "exam", "off_roll", "new_pupil", "deletion")
UNAVOIDABLE = ("Q", "Y", *(f"Y{n}" for n in range(1, 8)))
ATTENDED = ("present", "educational_activity")
POSSIBLE = (*ATTENDED, "authorised", "unauthorised")


class Child:
    """What the returns of one child are made of."""

    def __init__(self, reading, child, number, date_of, compulsory, last_friday_in_june):
        case, self.known = reading.case, child.known
        self.number, self.date_of, self.last_friday_in_june = number, date_of, last_friday_in_june
        self.today, (self.year_first, self.year_last) = number(case.today), map(number, case.year)
        self.compulsory = tuple(map(number, compulsory(child.born)))
        self.held = reading.sql.held
        self.first, self.last = map(number, case.covered)
        self.marks = [(a, code, reading.classes[child.id, a]) for a, code in sorted(child.marks.items()) if (child.id, a) in reading.classes]
        self.school_days = sorted({a // 2 for a in self.held if self.first <= a // 2 <= self.last})
        self.runs = [dict(zip(("name", "first", "last", "days", "since", "sessions", "provisional", "open"), row)) for row in reading.day_runs.get(child.id, [])]
        self.made = [(kind, number(begins), number(made)) for kind, begins, made in child.made if made is not None]
        self.named = [(kind, number(begins)) for kind, begins, made in child.made if made is None]
        self.on_roll = number(child.known.get("on_roll_since"))
        self.roll = {name: child.known.get(name, (False, None, None, None)) for name in ("joined", "left")}

    def is_compulsory(self, day):
        return self.compulsory[0] <= day <= self.compulsory[1]

    def day(self, name):
        return self.number(self.known.get(name))

    def ahead(self, name):
        return self.known.get(name) or 0

    def over_since(self, day):
        """School days after it that are over: before today, or with a mark in their last session."""
        marked = {a for a, *_ in self.marks}
        return [d for d in self.school_days if d > day and (d < self.today or d == self.today and max(a for a in self.held if a // 2 == d) in marked)]

    def last_friday(self, day):
        """The last Friday in June of the school year of that day."""
        date = self.date_of(day)
        return self.number(self.last_friday_in_june(date.year + (date.month >= 9)))

    def was_made(self, kind, first, last):
        return any(k == kind and first <= begins <= last for k, begins, _ in self.made)


def line(kind, state, begins, days=0, half=0, ahead=0, provisional=0, due=None):
    return {"kind": kind, "state": state, "named": 0, "from": begins, "due": due, "days": days, "half": half, "ahead": ahead, "provisional": provisional}


def state_of(made, due, near):
    """Made counts where there is something to be made for."""
    return None if not due and not near else "made" if made else "due" if due else "near"


def attendance(c):
    """Ten continuous school days of G, N, O or U; one an episode (PR24 reg 13, domain 3.4)."""
    for run in c.runs:
        if run["name"] != "attendance" or run["last"] < c.year_first or not c.is_compulsory(c.today):
            continue
        begins = run["since"] // 2
        made = c.was_made("attendance", begins, c.today if run["open"] else run["last"])
        state = state_of(made, run["days"] >= 10, run["days"] >= 7 and run["open"])
        if state:
            yield line("attendance", state, begins, run["days"], provisional=run["provisional"])


def sickness(c):
    """15 school days of illness in the school year, had or expected; one a continuous illness (PR24 reg 13, domain 3.4)."""
    ahead = c.ahead("illness_ahead")
    returns = sorted(made for kind, _, made in c.made if kind == "sickness" and made >= c.year_first)
    had, over = [], None
    for a, code, kind in c.marks:
        if not c.year_first <= a // 2 <= c.year_last:
            continue
        if code == "I" and c.is_compulsory(a // 2):
            had.append(a)
        elif kind in ATTENDED and returns and a > 2 * returns[0] + 1 and len(had) >= 30 and a > had[29]:
            had, returns, over = [], [made for made in returns if made >= a // 2], had
    if not c.is_compulsory(c.today):
        return
    if returns:
        state = "made"
    else:
        state = state_of(False, len(had) + ahead >= 30, len(had) + ahead >= 20)
    if state is None and over:
        state, had, ahead = "made", over, 0
    if state:
        yield line("sickness", state, had[0] // 2 if had else returns[0] if returns else c.today, len(had) // 2, len(had) % 2, ahead)


def leave(c):
    """Not back within ten school days of the end of agreed leave (ground h)."""
    ended = c.day("leave_ended")
    if ended is None or not c.is_compulsory(c.today):
        return
    since = [(a, code, kind) for a, code, kind in c.marks if a // 2 > ended]
    if any(kind in (*ATTENDED, "authorised") or code in UNAVOIDABLE for _, code, kind in since) or not any(kind == "unauthorised" for _, _, kind in since):
        return
    days = c.over_since(ended)
    state = state_of(c.was_made("leave", ended, c.today), len(days) >= 10, len(days) >= 5)
    if state:
        after = [d for d in c.school_days if d > ended]
        yield line("leave", state, ended + 1, len(days), due=after[9] if len(after) > 9 else None)


def ground_i(c):
    """20 continuous school days of G, N or O, not U (reg 9(1)(i))."""
    for run in c.runs:
        if run["name"] == "ground_i" and run["open"]:
            begins = run["since"] // 2
            state = state_of(c.was_made("ground_i", begins, c.today), run["days"] >= 20, run["days"] >= 15)
            if state:
                yield line("ground_i", state, begins, run["days"], provisional=run["provisional"])


def suspension_6(c):
    """Provision is due from the sixth school day; half days count (domain 1.2)."""
    days = []
    by_day = {}
    for a, code, kind in c.marks:
        if kind in POSSIBLE:
            by_day.setdefault(a // 2, []).append(code)
    for day, codes in sorted(by_day.items()):
        if "E" not in codes:
            days = []
        elif day in c.school_days:
            days.append(day)
    ahead = c.ahead("suspension_days_ahead")
    made = bool(days) and c.was_made("suspension_6", days[0], c.today)
    state = state_of(made, len(days) + ahead >= 6, len(days) + ahead >= 4)
    if state:
        coming = [d for d in c.school_days if d > c.today]
        whole = days + ([d for d in c.school_days if d > days[-1]] if days else coming)
        yield line("suspension_6", state, whole[0] if whole else None, len(days), ahead=ahead, due=whole[5] if len(whole) > 5 else None)


def suspension_45(c):
    """45 days in the school year at most (domain 1.2)."""
    had = [a for a, code, _ in c.marks if code == "E" and c.year_first <= a // 2 <= c.year_last]
    total = len(had) + c.ahead("suspension_ahead")
    state = state_of(c.was_made("suspension_45", c.year_first, c.year_last), total >= 90, total >= 70)
    if state:
        yield line("suspension_45", state, had[0] // 2 if had else c.today, len(had) // 2, len(had) % 2, c.ahead("suspension_ahead"))


def exam(c):
    """S is for the time up to the last examination, then C, until the last Friday in June (domain 1.2)."""
    ended = c.day("exam_last")
    if ended is None or c.today > c.last_friday(ended) or not c.is_compulsory(c.today) or any(a // 2 > ended and (kind in ATTENDED or code == "C") for a, code, kind in c.marks):
        return
    yield line("exam", "made" if c.was_made("exam", ended, c.today) else "due", ended + 1, sum(ended < d <= c.today for d in c.school_days), due=c.last_friday(ended))


def off_roll(c):
    """Past compulsory school age and still on the roll (domain 2.8, 3.2)."""
    friday = c.compulsory[1]
    if c.on_roll <= friday and not c.known.get("stays_on") and friday - 14 <= c.today:
        state = "made" if c.was_made("off_roll", friday + 1, max(c.today, friday + 1)) else "due" if c.today > friday else "near"
        yield line("off_roll", state, friday + 1, due=friday)


def of_roll(c, kind, name):
    asked, of, due, made = c.roll[name]
    if asked:
        yield line(kind, "due" if made is None else "made", c.number(of), due=c.number(due))


def found(reading, child):
    from reading import compulsory, date_of, last_friday_in_june, number  # the one reads the other

    c = Child(reading, child, number, date_of, compulsory, last_friday_in_june)
    lines = []
    if c.on_roll is not None:
        for find in (attendance, sickness, leave, ground_i, suspension_6, suspension_45, exam, off_roll):
            lines += find(c)
        lines += of_roll(c, "new_pupil", "joined")
    lines += of_roll(c, "deletion", "left")
    for kind, day in c.named:
        own = [x for x in lines if x["kind"] == kind and x["state"] != "made"]
        if own:
            own[-1].update(named=1, state="due")
        else:
            lines.append({**line(kind, "due", day), "named": 1})
    lines.sort(key=lambda x: ORDER.index(x["kind"]))
    return [{**x, "from": "" if x["from"] is None else str(date_of(x["from"])), "due": "" if x["due"] is None else str(date_of(x["due"]))} for x in lines]
