#!/usr/bin/python3
"""Making a school and its staff: init with options and with questions, passwords, sign-in, demo and its clock."""

import os
import pty
import select
import signal
import termios
import time

from marlow import AM, OPTIONS, WHY, marlow
from tap import case, firstbell, main

LONG = 300  # seconds: what has not come by then does not come


class Terminal:
    """firstbell at a terminal of its own."""

    def __init__(self, t, *arguments):
        self.t, self.text = t, ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            for stops in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):  # a run in the background, or behind nohup, ignores them, and firstbell would then too
                signal.signal(stops, signal.SIG_DFL)
            os.chdir(t.dir)
            os.execve(firstbell(), [firstbell(), *arguments], t.environment(None))

    def read(self, until=None):
        """Reads up to some text, or to the end."""
        start = len(self.text)
        while until is None or until not in self.text[start:]:
            if not select.select([self.fd], [], [], LONG)[0]:
                self.t.fail(f"{until!r} did not come: {self.text!r}")
            try:
                data = os.read(self.fd, 4096)
            except OSError:
                data = b""
            if not data:
                break
            self.text += data.decode()
        return self.text[start:]

    def type(self, text):
        os.write(self.fd, text.encode())

    def answer(self, prompt, text):
        self.read(prompt)
        self.type(text + "\n")

    def echoes(self):
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)

    def end(self):
        self.read()
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return status


def without(option):
    i = OPTIONS.index(option)
    return OPTIONS[:i] + OPTIONS[i + 2:]


@case("init without a terminal names the option that is missing: {}",
      rows=[(o, o) for o in ("--name", "--authority", "--establishment", "--am", "--pm", "--term", "--staff")])
def _(t, option):
    r = t.run("init", "school", *without(option), status=2)
    t.has(r.err, f"A new school needs {option} (")
    t.ok(not os.path.exists(os.path.join(t.dir, "school")), "something was made")


BAD_ANSWERS = [
    ("--authority", "84"), ("--authority", "84x"), ("--establishment", "123"), ("--timezone", "Mars/Olympus"), ("--am", "08:45,08:50"),
    ("--am", "08:45,08:50,08:40,12:00"), ("--am", "8.45,8.50,9.20,12.00"), ("--term", "Autumn,2026-09-03"), ("--term", "Autumn,2026-12-18,2026-09-03"),
    ("--term", "Autumn,2025-07-01,2026-09-03"), ("--closure", "party,Half-term,2025-02-17,2025-02-21"), ("--closure", "holiday,2025-02-17,2025-02-21"),
    ("--staff", "jokafor,Joy Okafor"), ("--staff", "J O,Joy Okafor,Secretary"), ("--staff", "jokafor,,Secretary"),
]


@case("init refuses {}", rows=[(" ".join(row), *row) for row in BAD_ANSWERS])
def _(t, option, value):
    options = [*OPTIONS, option, value] if option in ("--term", "--closure") else [*(without(option) if option in OPTIONS else OPTIONS), option, value]
    r = t.run("init", "school", *options, status=2)
    t.equal((r.out, r.err.count("\n")), ("", 1))
    t.ok(not os.path.exists(os.path.join(t.dir, "school")), "something was made")


@case("init makes a whole school, for its owner alone, once")
def _(t):
    place = os.path.join(t.dir, "school")
    r = t.run("init", place, *OPTIONS)
    t.equal((r.out, r.err), (f"school made in {place}\n", f"Next: firstbell --school {place} import pupils FILE.csv\n"))
    t.equal(os.stat(place).st_mode & 0o777, 0o700)
    for name in ("school.db", "firstbell.conf", "letters", "backups", "drafts", "out"):
        t.equal(os.stat(os.path.join(place, name)).st_mode & 0o077, 0, name)
    t.equal(t.run("init", place, *OPTIONS, status=4).err, f"There is a school in {place} already. Nothing was changed.\n")
    t.equal(t.sql(place, "SELECT gate, starts, closes, ends FROM session_time ORDER BY session"),
            [(525, 530, 560, 720), (780, 780, 810, 915)])
    t.equal(t.sql(place, "SELECT name, position, sign_in FROM staff"), [("Joy Okafor", "School business manager", "jokafor")])


@case("init at a terminal asks until each answer holds")
def _(t):
    terminal = Terminal(t, "init", "school", "--establishment", "2345")
    for prompt, text in (("Name of the school: ", ""), ("Name of the school: ", "Marlow Road"), ("(three digits): ", "84"), ("(three digits): ", "845"),
                         ("Time zone [Europe/London]: ", ""), ("12:00]: ", "09:00,08:00,10:00"), ("12:00]: ", ""), ("15:15]: ", ""),
                         ("2026-12-18): ", "Autumn,2026-09-03"), ("2026-12-18): ", "Autumn,03/09/2026,2026-12-18"), ("or nothing: ", ""),
                         ("or nothing: ", "inset,INSET,2026-09-03,2026-09-03"), ("or nothing: ", ""),
                         ("business manager): ", "joy"), ("business manager): ", "joy,Joy Okafor,Head")):
        terminal.answer(prompt, text)
    t.equal(terminal.end(), 0)
    t.has(terminal.text, "has 3 digits")
    t.lacks(terminal.text, "four digits")
    school = os.path.join(t.dir, "school")
    t.equal(t.sql(school, "SELECT name, authority, establishment, timezone FROM school"), [("Marlow Road", "845", "2345", "Europe/London")])
    t.equal(t.sql(school, "SELECT count(*) FROM closure"), [(1,)])


@case("init at a terminal that is left makes nothing")
def _(t):
    terminal = Terminal(t, "init", "school")
    terminal.answer("Name of the school: ", "Marlow Road")
    terminal.read("digits): ")
    terminal.type("\x04")
    t.equal(terminal.end(), 2)
    t.has(terminal.text, "No answer came, so no school was made.")
    t.ok(not os.path.exists(os.path.join(t.dir, "school")), "something was made")


# Passwords

def colleague(t):
    s = marlow(t)
    t.equal(t.run("--school", s, "staff", "add", "anowak", "Anna Nowak", "Class teacher").out, "act 9 saved\n")
    t.run("--school", s, "staff", "role", "anowak", "teacher")
    t.run("--school", s, "staff", "class", "anowak", "Willow")
    return s


@case("a password is asked twice, without echo, and serves to sign in")
def _(t):
    s = colleague(t)
    terminal = Terminal(t, "--school", s, "staff", "password", "anowak")
    terminal.read("New password: ")
    t.ok(not terminal.echoes(), "what is typed is shown")
    terminal.type("correct horse\n")
    terminal.read("The same again: ")
    t.ok(not terminal.echoes(), "what is typed is shown")
    terminal.type("correct horse\n")
    t.equal(terminal.end(), 0)
    t.lacks(terminal.text, "horse")
    t.has(terminal.text, "act 12 saved")
    mark = ["--school", s, "--as", "anowak", "--password-fd", "0", "register", "show", *AM]
    t.run(*mark, input="correct horse\n")
    t.run(*mark, input="wrong horse\n", status=4)
    t.run(*mark, input="", status=4)
    t.run("--school", s, "--as", "anowak", "register", "show", *AM, status=4)
    terminal = Terminal(t, "--school", s, "--as", "anowak", "register", "show", *AM)
    terminal.read(": ")
    t.ok(not terminal.echoes(), "what is typed is shown")
    terminal.type("correct horse\n")
    t.equal(terminal.end(), 0)


@case("two passwords that differ change nothing")
def _(t):
    s = colleague(t)
    terminal = Terminal(t, "--school", s, "staff", "password", "anowak")
    terminal.answer("New password: ", "correct horse")
    terminal.answer("again: ", "correct house")
    t.equal(terminal.end(), 4)
    t.has(terminal.text, "not the same")
    t.equal(t.sql(s, "SELECT count(*) FROM password"), [(0,)])


@case("a terminal shows again what is typed after {}", rows=[(s.name, s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)])
def _(t, wanted):
    s = colleague(t)
    terminal = Terminal(t, "--school", s, "staff", "password", "anowak")
    terminal.read("New password: ")
    t.ok(not terminal.echoes(), "what is typed is shown")
    os.kill(terminal.pid, wanted)
    deadline = time.monotonic() + LONG
    pid = status = 0
    while not pid and time.monotonic() < deadline:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        time.sleep(0.01)
    t.ok(terminal.echoes(), "it stays dark")
    t.equal(os.waitstatus_to_exitcode(status), -wanted)
    os.close(terminal.fd)


@case("a descriptor gives one line a password, and leaves the rest")
def _(t):
    s = colleague(t)
    t.run("--school", s, "staff", "password", "anowak", "--password-fd", "0", input="correct horse\n")
    # signs in with the first line, sends marks with what is left
    r = t.run("--school", s, "--as", "anowak", "--password-fd", "0", "register", "set", *AM, *WHY, input="correct horse\nadmission_number,code\n0101,N\n",
              status=(0, 4))
    t.ok("act " in r.out or "may not" in r.err, r.told())
    for number in range(3, 16):  # never a file of the program's own
        t.run("--school", s, "staff", "password", "anowak", "--password-fd", number, status=2)
    t.run("--school", s, "staff", "password", "anowak", "--password-fd", "0", input="", status=2)
    t.run("--school", s, "staff", "password", "anowak", "--password-fd", "0", input="x" * 2000 + "\n", status=4)
    t.run("--school", s, "staff", "password", "nobody", "--password-fd", "0", input="correct horse\n", status=4)
    t.equal(t.run("--school", s, "staff", "password", "anowak", status=2).err,
            "There is no terminal to type the password at. Send it with --password-fd N.\n")


# Staff

@case("staff: each change is an act, the same again is none, and what cannot be is refused")
def _(t):
    s = colleague(t)
    run = lambda *a, **k: t.run("--school", s, "staff", *a, **k)  # noqa: E731
    t.equal(run("role", "anowak", "teacher").out, "nothing to change: it stands so already\n")
    t.equal(run("bind", "anowak", "daemon").out, "act 12 saved\n")
    t.equal(run("bind", "anowak", "daemon").out, "nothing to change: this login is bound already\n")
    t.equal(run("role", "anowak", "head_of_year", "--year", "R").out, "act 13 saved\n")
    t.equal(run("class", "anowak", "Maple", "--cover").out, "act 14 saved\n")
    t.equal(run("class", "anowak", "Maple", "--cover", "--remove").out, "act 15 saved\n")
    run("add", "anowak", "Another", "Teacher", status=4)
    run("add", "A B", "Another", "Teacher", status=2)
    run("bind", "anowak", "no-such-login", status=2)
    run("role", "anowak", "boss", status=2)
    run("role", "nobody", "teacher", status=4)
    run("class", "anowak", "Elm", status=(2, 4))


@case("a colleague may do what their role lets them, and no more")
def _(t):
    s = colleague(t)
    t.run("--school", s, "staff", "password", "anowak", "--password-fd", "0", input="correct horse\n")
    as_her = lambda *a, **k: t.run("--school", s, "--as", "anowak", "--password-fd", "0", *a, input="correct horse\n", **k)  # noqa: E731
    as_her("register", "show", *AM)
    as_her("register", "show", *[a.replace("Willow", "Maple") for a in AM], status=4)
    as_her("staff", "add", "x", "X", "Y", status=4)
    as_her("verify", status=4)
    as_her("import", "pupils", t.write("p.csv", "upn\n"), status=4)


# Practice

@case("demo says what it could not make, and its clock only goes forward")
def _(t):
    r = t.run("demo", "school", "--clock", "2026-11-20T09:07")
    t.equal(r.out, "practice school made in school\n")
    t.has(r.err, "20 of 201")
    run = lambda *a, **k: t.run("--school", "school", *a, **k)  # noqa: E731
    t.equal(run("clock", "2026-11-20T09:30").out, "the clock stands at 2026-11-20T09:30\n")
    run("clock", "2026-11-20T09:10", status=4)
    run("--clock", "2026-11-20T09:10", "verify", status=4)
    run("--clock", "2026-11-20T09:40", "verify")
    run("clock", "2026-11-20T09:35", status=4)
    run("clock", "soon", status=2)
    t.has(run("report", "bands").out.splitlines()[0], "PRACTICE")
    t.equal(t.run("demo", "school", status=(3, 4)).out, "")
    t.run("demo", "other", "--clock", "soon", status=2)


main()
