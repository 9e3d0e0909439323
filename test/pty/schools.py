#!/usr/bin/python3
"""Several schools for one person (F17): switched by a key, the name unmistakable, and nothing typed lands in the wrong one."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import case, main  # noqa: E402
from terminal import Terminal  # noqa: E402

OAK, ELM = "Oakfield", "Elm Bank"
ALIKE = "St Mary's Church of England Primary School, "


def two_schools(t, names=(OAK, ELM)):
    """Two practice schools in the person's list: their directories, and the environment that has it."""
    schools = [t.demo(), t.demo()]
    os.makedirs(os.path.join(t.dir, "config", "firstbell"))
    t.write("config/firstbell/schools", "".join(f"{name}\t{school}\n" for name, school in zip(names, schools)))
    return schools, {"XDG_CONFIG_HOME": os.path.join(t.dir, "config")}


def opened(t, env, school=OAK, **options):
    return Terminal(t, "--school", school, env=env, **options)


def message(s):
    return " ".join(s.rows()[-4:-1])


def holds(t, school):
    """All that could have landed there: its acts, its entries, its drafts."""
    counts = t.sql(school, "SELECT (SELECT count(*) FROM act), (SELECT count(*) FROM entry)")[0]
    return (*counts, sorted(os.listdir(f"{school}/drafts")))


def there_and_back(s):
    for _ in range(2):
        s.keys("Ctrl+Y", "Enter")


def leave(t, s):
    s.send("Esc", "Esc", "Esc", "Esc", "Esc")
    t.equal(s.exit(), 0)


@case("from one to the other and back, by its key")
def _(t):
    _, env = two_schools(t)
    s = opened(t, env)
    t.has(s.rows()[0], "School: Oakfield")
    s.keys("Ctrl+Y")
    t.match(r"^open now Oakfield", s.text())
    t.match(r"^ {9}Elm Bank", s.text())
    s.keys("Enter")
    t.has(s.rows()[0], "School: Elm Bank")
    t.has(message(s), "You are in Elm Bank now.")
    t.lacks(s.text(), "Oakfield")
    s.keys("Ctrl+Y", "Enter")
    t.has(message(s), "You are in Oakfield now.")
    leave(t, s)


@case("what was typed ahead over the switch lands in neither")
def _(t):
    schools, env = two_schools(t)
    s = opened(t, env)
    before = [holds(t, school) for school in schools]
    s.bytes()
    # on the other school's first screen these would open a register, mark it and send it
    s.type_bytes(b"\x19\rr\r\x14//n\x04\r/n\x04\r")
    s.wait()
    t.has(message(s), "You are in Elm Bank now. What was typed before it was to be seen is not taken.")
    t.ok(b"\a" in s.bytes(), "no bell")
    t.equal([holds(t, school) for school in schools], before)
    t.has(s.rows()[1], "Today")
    leave(t, s)
    t.equal([holds(t, school) for school in schools], before)


@case("keys come byte by byte while the other is opened: {}", rows=[("letters", b"rrr///", 1), ("the half of an arrow", b"\x1b[", 1), ("Esc", b"\x1b", 1)])
def _(t, some, _):
    schools, env = two_schools(t)
    s = opened(t, env)
    before = [holds(t, school) for school in schools]
    s.type_bytes(b"\x19")
    s.wait()
    s.type_bytes(b"\r" + some)
    s.wait()
    t.has(message(s), "is not taken")
    t.has(s.rows()[1], "Today")
    t.equal([holds(t, school) for school in schools], before)
    s.keys("r")
    t.lacks(message(s), "not taken")
    leave(t, s)


@case("marks not sent stay in their school, and that is said before")
def _(t):
    schools, env = two_schools(t)
    s = opened(t, env, rows=40)
    before = [holds(t, school) for school in schools]
    s.keys("F3", *"adaeze", "Enter")
    t.has(s.rows()[1], "Birch")
    s.keys("F5", "Ctrl+Y", "Enter")
    t.match(r"\d+ marks of Birch not sent; kept here. Go\?", s.rows()[-2])
    s.keys("Esc")
    t.has(s.rows()[0], "School: Oakfield")
    s.keys("Enter", "Enter")
    t.has(s.rows()[0], "School: Elm Bank")
    after = [holds(t, school) for school in schools]
    t.equal(after[1], before[1])
    t.equal((after[0][:2], len(after[0][2])), (before[0][:2], 1))
    s.keys("Ctrl+Y", "Enter")
    t.has(s.text(), "not sent  Birch")
    leave(t, s)


def spoil_store(school):
    os.remove(f"{school}/school.db-wal")
    with open(f"{school}/school.db", "w", encoding="ascii") as store:
        store.write("no store" * 999)


def spoil_settings(school):
    with open(f"{school}/firstbell.conf", "a", encoding="ascii") as settings:
        settings.write("colour {")


@case("a form that is not saved asks before its school is left")
def _(t):
    schools, env = two_schools(t)
    s = opened(t, env)
    before = [holds(t, school) for school in schools]
    s.keys("F2", *"classes", "Enter", "+", *"Elm", "Ctrl+Y", "Enter")
    t.has(s.rows()[-2], "Not saved, and lost if you go: a new class. Go?")
    s.keys("Esc", "Esc")
    t.match(r"^Name: +Elm", s.text())
    s.keys("Ctrl+Y")
    s.type_bytes(b"\r\r\x04+Ash\r\x04")
    s.wait()
    t.has(message(s), "You are in Elm Bank now. What was typed")
    t.equal([holds(t, school) for school in schools], before)
    leave(t, s)


@case("from the sign-in screen too, but not from under a cover")
def _(t):
    _, env = two_schools(t)
    s = opened(t, env)
    s.keys("Ctrl+X")
    s.keys("Ctrl+Y")
    t.has(message(s), "The screen is covered: sign in first.")
    s.keys("Enter")
    t.has(s.rows()[1], "Today")
    leave(t, s)


@case("a school that cannot be opened: {}", rows=[
    ("it is not there", lambda school: os.rename(school, school + ".gone"), "There is no"),
    ("its store is something else", spoil_store, "school.db"),
    ("its settings cannot be read", spoil_settings, "firstbell.conf")])
def _(t, spoil, says):
    schools, env = two_schools(t)
    spoil(schools[1])
    s = opened(t, env)
    before = holds(t, schools[0])
    s.keys("a", "Down", "Ctrl+Y")
    s.bytes()
    s.type_bytes(b"\r//\x14")
    s.wait()
    t.has(message(s), "Elm Bank was not opened, you are where you were.")
    t.ok(b"\a" in s.bytes(), "no bell")
    t.has(message(s).replace(" ", ""), says.replace(" ", ""))  # a long path is broken anywhere
    t.has(s.rows()[0], "School: Oakfield")
    s.keys("Esc")
    t.has(s.rows()[1], "Absentees")
    t.equal(holds(t, schools[0]), before)
    leave(t, s)


@case("names that begin alike differ in what is seen, {} columns wide", rows=[(str(cols), rows, cols) for rows, cols in ((10, 40), (24, 60), (24, 80), (7, 40), (24, 132))])
def _(t, rows, cols):
    _, env = two_schools(t, (ALIKE + "Lewes", ALIKE + "Hastings"))
    seen = []
    for place in ("Lewes", "Hastings"):
        s = opened(t, env, ALIKE + place, rows=rows, cols=cols)
        first = s.rows()[0]
        t.has(first, place[:4])
        t.has(" ".join(s.rows()[:2]), "PRACTICE")
        t.has(first, "09:07")
        seen.append(first)
        leave(t, s)
    t.ok(seen[0] != seen[1], str(seen))


@case("in a small window the message says which school, and that keys were not taken")
def _(t):
    _, env = two_schools(t, (ALIKE + "Lewes", ALIKE + "Hastings"))
    s = opened(t, env, ALIKE + "Lewes", rows=10, cols=40)
    s.keys("Ctrl+Y", "Enter")
    t.match(r"^You are in St Mary.*Hastings now\.$", s.rows()[-2])
    s.keys("Ctrl+Y")
    s.type_bytes(b"\rr")
    s.wait()
    t.match(r"^What was typed before is not taken\.", s.rows()[-2])
    t.has(s.rows()[0], "Lewes")
    leave(t, s)


@case("without colours the name stands out too")
def _(t):
    _, env = two_schools(t)
    s = opened(t, {**env, "NO_COLOR": "1"})
    looks = {look for row, col, length, look in s.cells() if row == 0 and col == 0}
    t.match(r"^ School: Oakfield ", s.rows()[0])
    t.ok(looks and all(look != "-/-/" for look in looks), str(s.cells()))
    leave(t, s)


@case("each school has the looks of its own settings")
def _(t):
    schools, env = two_schools(t)
    with open(f"{schools[1]}/firstbell.conf", "a", encoding="ascii") as settings:
        settings.write('\ntheme = "mono"\n')
    s = opened(t, env)
    t.ok(s.colours(), "no colours in the first")
    s.keys("Ctrl+Y", "Enter")
    t.has(message(s), "You are in Elm Bank now.")
    t.ok(all(look.startswith("-/-/") for _, _, _, look in s.cells()), str(s.cells()))
    s.keys("Ctrl+Y", "Enter")
    t.ok(any(not look.startswith("-/-/") for _, _, _, look in s.cells()), "no colours when back")
    leave(t, s)
    t.equal(s.modes(), {"alternate": 0, "keypad": 0, "cursor": 1, "mouse": 0, "termios": 1})


@case("a hundred switches leave nothing open behind them")
def _(t):
    _, env = two_schools(t)
    s = opened(t, env)
    there_and_back(s)
    open_files = len(os.listdir(f"/proc/{s.pid()}/fd"))
    for _ in range(50):
        there_and_back(s)
    t.equal(len(os.listdir(f"/proc/{s.pid()}/fd")), open_files)
    t.has(message(s), "You are in Oakfield now.")
    leave(t, s)


@case("with one school, or none in the list, the header is as it was")
def _(t):
    school = t.demo()
    os.makedirs(os.path.join(t.dir, "config", "firstbell"))
    env = {"XDG_CONFIG_HOME": os.path.join(t.dir, "config")}
    headers = []
    for text in (None, f"Oakfield\t{school}\n"):
        if text:
            t.write("config/firstbell/schools", text)
        s = opened(t, env, school)
        headers.append(s.rows()[0])
        s.keys("Ctrl+Y")
        if not text:
            t.has(s.text(), "firstbell schools --help")
        else:
            s.keys("Enter")
            t.has(message(s), "You are in Oakfield already.")
        leave(t, s)
    t.equal(headers[0], headers[1])
    t.lacks(headers[0], "School:")


@case("a list that cannot be read is said where it is asked for")
def _(t):
    schools, env = two_schools(t)
    t.write("config/firstbell/schools", "Oakfield\n")
    s = opened(t, env, schools[0])
    s.keys("Ctrl+Y")
    t.has(message(s), "Write the name of the school, a tab, and its directory.")
    t.has(s.rows()[1], "Today")
    leave(t, s)
    t.has(t.run("--school", "Oakfield", "verify", status=2, env=env).err, "schools:1:1:")


main()
