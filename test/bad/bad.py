"""A small real school on days that go wrong: its clock is faked (libfaketime), its disk and its processes are hurt (strace)."""

import datetime
import glob
import os
import shutil
import sys
import tempfile
import time
import unicodedata
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

LONDON = zoneinfo.ZoneInfo("Europe/London")
FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)

TERMS = [("Past", "2006-09-05", "2026-07-22"), ("Autumn", "2026-09-02", "2026-12-18"), ("Later", "2027-01-04", "2040-07-20")]
CLOSURES = [("holiday", "Half-term", "2026-10-19", "2026-10-23"), ("inset", "INSET", "2026-11-06", "2026-11-06"),
            ("unplanned", "Snow", "2026-12-01", "2026-12-01")]
OPTIONS = ["--name", "Marlow Road Primary", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00",
           "--pm", "13:00,13:30,15:15", "--staff", "jokafor,Joy Okafor,School business manager",
           *(w for t in TERMS for w in ("--term", ",".join(t))), *(w for c in CLOSURES for w in ("--closure", ",".join(c)))]

# Ada was here when every code of domain 1.3 had its time.
PUPILS = """admission_number,surname,forename,dob,sex,year,class,start_date,leave_date
0101,Okafor,Amara,2017-03-04,F,5,Willow,2026-09-02,
0102,Ó Briain,Séamus,2017-05-04,M,5,Willow,2026-09-02,
0103,Zhang,Wei,2017-06-11,M,5,Willow,2026-09-02,
0104,Adeyemi-Smith,Olúwaṣeun,2016-12-11,F,5,Willow,2026-09-02,
0201,Hall,Tom,2020-02-11,M,2,Maple,2026-09-02,
0202,Hall,Tim,2020-02-12,M,2,Maple,2026-09-02,
0301,Elder,Ada,2003-01-01,F,14,Elder,2006-09-05,
"""

BEGUN = "2026-09-01 10:00"
DAY = "2026-09-14"


def at(moment, zone=LONDON, seconds=5):
    """The environment in which the system's clock stands still at that civil time: a slow machine ends no minute.

    In seconds, because libfaketime would read a date in a zone of its own; before 1970, where it takes none, as a difference
    from now, and there the clock goes on."""
    wanted = int(datetime.datetime.fromisoformat(moment).replace(tzinfo=zone).timestamp()) + seconds
    stands = {"FAKETIME": str(wanted), "FAKETIME_FMT": "%s"} if wanted >= 0 else {"FAKETIME": f"{wanted - time.time():+.1f}"}
    return {"LD_PRELOAD": FAKETIME, "FAKETIME_DONT_FAKE_MONOTONIC": "1", **stands}


class School:
    """A real school of a case, and what is done in it at what time."""

    def __init__(self, t, directory, begun=BEGUN):
        self.t, self.directory, self.now, self.runs = t, directory, begun, 0

    def run(self, *arguments, at=None, zone=LONDON, env=None, **options):
        """Runs a command at that time of the school's day (else when the last one was)."""
        self.now = at or self.now
        self.runs += 1  # each a second after the one before, so that no clock goes back unasked
        clock = globals()["at"](self.now, zone, 5 + self.runs % 50)
        return self.t.run("--school", self.directory, *arguments, env={**clock, **(env or {})}, **options)

    def register(self, verb, *arguments, cls="Willow", session="am", date=None, **options):
        day = ["--date", date] if date else []
        return self.run("register", verb, "--class", cls, "--session", session, *day, *arguments, **options)

    def marks(self, session="am", date=DAY, cls="Willow"):
        rows = self.t.sql(self.directory, "SELECT admission_number, code FROM v_mark WHERE date = ? AND session = ? AND class = ?", date, session, cls)
        return dict(rows)

    def mark(self, number, session="am", date=DAY):
        rows = self.t.sql(self.directory, "SELECT code FROM v_mark WHERE date = ? AND session = ? AND admission_number = ?", date, session, number)
        return rows[0][0] if rows else None

    def acts(self):
        return self.t.sql(self.directory, "SELECT count(*) FROM act")[0][0]

    def verify(self):
        self.t.has(self.run("verify", "--format", "json").out, '"ok": true')


def needs_clock(t):
    if not FAKETIME:
        t.skip("needs libfaketime")


_made = {}


def school(t, pupils=PUPILS, begun=BEGUN):
    """Marlow Road with its two classes, begun before term; made once and then copied."""
    needs_clock(t)
    key = (pupils, begun)
    if key not in _made:
        keep = tempfile.TemporaryDirectory(prefix="firstbell-bad-")
        path = os.path.join(keep.name, "school")
        t.run("init", path, *OPTIONS, env=at(begun))
        t.run("--school", path, "import", "pupils", "-", input=pupils, env=at(begun, seconds=8))
        t.checks -= 2  # not what the case is about
        _made[key] = keep
    t.schools += 1
    copy = os.path.join(t.dir, f"school-{t.schools}")
    shutil.copytree(os.path.join(_made[key].name, "school"), copy)
    return School(t, copy, begun)


# What may come out: no raw control, bidi or invisible character (reliability.md 5)

ALLOWED_CONTROL = {"\n"}


def raw_characters(data, allowed=()):
    """What in these bytes a terminal or a spreadsheet would obey rather than show."""
    text = data.decode("utf-8", "surrogateescape") if isinstance(data, bytes) else data
    found = []
    for c in text:
        n = ord(c)
        stopped = unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or n in INVISIBLE
        if stopped and c not in ALLOWED_CONTROL and c not in allowed:
            found.append(f"U+{n:04X}")
    return found


INVISIBLE = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0x180B, 0x1810), *range(0xE0100, 0xE01F0)}


def cells(text):
    """Width in terminal cells, well enough for the corpus."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


# Names that are weapons, as a file may have them

HEADING = "admission_number,surname,forename,preferred_name,dob,sex,year,class,start_date\n"

# Text like any other: kept as given, cleaned on the way out.
KEPT = [
    ("right to left override", "Ama\u202egnp.exe"), ("isolates", "\u2066a\u2069\u2067b\u2069"), ("zero width space", "Ok\u200bafor"),
    ("zero width joiner", "a\u200d\u200db"), ("byte order mark", "a\ufeffb"), ("line separator", "a\u2028b"), ("paragraph separator", "a\u2029b"),
    ("tags", "a\U000e0041\U000e0042b"), ("soft hyphen", "a\u00adb"), ("word joiner", "a\u2060b"), ("Hangul filler", "a\u3164b"),
    ("variation selector", "a\ufe0fb"), ("interlinear", "a\ufff9b\ufffb"), ("private use", "a\ue000b"), ("unassigned", "a\u0378b"), ("noncharacter", "a\ufdd0b"),
    ("zalgo", "Z" + "".join(chr(0x300 + i % 0x50) for i in range(1900))), ("marks first", "\u0301\u0302abc"), ("Arabic letter mark", "a\u061cb"),
    ("drop table", "'); DROP TABLE pupil;--"), ("quote", "O'Brien\" OR \"\"=\""), ("semicolon", "Robert'); DELETE FROM act;--"),
    ("hyperlink formula", '=HYPERLINK("http://x","y")'), ("plus", "+1+cmd|' /C calc'!A0"), ("minus", "-2+3"), ("at", "@SUM(1)"), ("equals", "=1+1"),
    ("pipe", "|calc"), ("percent", "%00%n%s%s"), ("path", "../../etc/passwd"), ("template", "${jndi:ldap://x}"), ("backslash", "a\\nb\\x1b"), ("comma", "a,b;c"),
    ("quotes", 'a"b""c'), ("wide", "王小明王小明王小明"), ("emoji", "👩‍👩‍👧‍👦🏴"), ("full width", "ＡＢＣ"), ("Devanagari", "क्षत्रिय"), ("Arabic", "محمد علي"),
    ("Hebrew", "דָּוִד"), ("Thai", "กำพล"), ("very long", "x" * 4000), ("very long and wide", "王" * 1300), ("blanks", "a    b"), ("HTML", "<script>alert(1)</script>"),
    ("ligature", "ﷺ" * 30), ("null word", "null"), ("true", "true"), ("number", "1e5"), ("a dash", "–"), ("nothing but marks", "\u0301"),
]


def quoted(text):
    return '"' + text.replace('"', '""') + '"'
