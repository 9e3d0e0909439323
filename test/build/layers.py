#!/usr/bin/python3
"""The house: who may include whom, where SQLite is called, what a message may say, what lies where.

Each check reads a tree and answers its complaints; it is tried on this tree, and on a bad sample that it must catch.
"""

import ast
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import case, main  # noqa: E402

TREE = os.path.dirname(os.path.dirname(HERE))

# What a layer may include besides itself, and its headers (include/LAYER) too.
MAY_INCLUDE = {
    "base": set(),
    "rules": {"base"},
    "seal": {"base"},
    "config": {"base", "rules", "seal"},
    "store": {"base", "rules", "seal"},
    "exchange": {"base", "rules", "seal"},
    "print": {"base", "rules", "seal"},
    "office": {"base", "rules", "seal", "config", "store", "exchange", "print"},
    "cli": {"base", "rules", "print", "exchange", "office"},
    "ui": {"base", "rules", "print", "exchange", "office"},
}
# What the headers of office may show to those above it, who may not see the store.
OFFICE_MAY_SHOW = MAY_INCLUDE["cli"] - {"office"}
MAIN_MAY_INCLUDE = {"base", "seal", "office", "cli", "ui"}  # it wires: what must start before all else

# The only layer, or file, that may include a library's header.
ONLY_INCLUDER = {
    "sodium.h": "seal",
    "confuse.h": "config",
    "sqlite3.h": "store",
    "csv.h": "exchange",
    "jansson.h": "exchange",
    "utf8proc.h": "base",
    "curses.h": "ui/term.c",
    "ncurses.h": "ui/term.c",
    "ncursesw/curses.h": "ui/term.c",
    "ncursesw/term.h": "ui/term.c",
    "termkey.h": "ui/input.c",
    "sys/socket.h": "door",
}

CALLS_SQLITE = {"src/store/backup.c", "src/store/open.c", "src/store/stmt.c", "src/store/txn.c"}
# PRAGMA, BEGIN, COMMIT and the like, whole and constant, may stand where SQLite is called; all other SQL in src/store/sql.
SPEAKS_SQL = CALLS_SQLITE | {"src/store/migrate.c"}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|CREATE|ALTER|DROP|"
                 r"ATTACH|DETACH|VACUUM|FROM|WHERE|VALUES|ORDER BY|GROUP BY)\b")
# Only PRAGMA may be given a figure this way: it takes no bound parameter.
CONVERSION = re.compile(r"%[^%\s]")
CONVERSION_BUT_FIGURES = re.compile(r"%[^%\sd]")

NEVER_SAID = re.compile(r"\b(invalid|error|please|abort(ed)?)\b", re.IGNORECASE)
MESSAGE_CALL = re.compile(r"\b(err_(usage|refuse|store|input)|ui_(say|refuse|ask|confirm))\s*\(")
# Of the screens: one line of at most 80 cells, nothing that is answered with y or n, and few that have to be answered at all (reliability 6).
SCREEN_CALL = re.compile(r"\bui_(say|refuse|ask|confirm)\s*\(")
CONFIRM_CALL = re.compile(r"(?<!int )\bui_confirm\s*\(")  # not its declaration
YES_OR_NO = re.compile(r"\b(y/n|yes/no|yes or no|y or n|press y)\b|\[[yn]\]|\([yn]\)", re.IGNORECASE)
CELLS_MOST = 80
# What F8 takes back is done without a question (design 5).  These ask: leaving what is not saved, going to another school with it, closing a session, a
# roll-over, a form that acts on many or on somebody who is known (form_sure), what F8 is about to undo (screens of the roll; a register), and of a
# register sending with its counts, sending over marks of others, overwriting; closing a review in which somebody was not looked at (C19).
CONFIRMS_MOST = 11
FIGURE = re.compile(r"%[0-9.*-]*(ll|l|z)?[diu]")

TOP = {"meson.build", "meson_options.txt", "README.md", "LICENSE", "include", "src", "share", "man", "test"}
PERSONAL_PATH = re.compile(r"(?<![\w.$}])/(home|Users|root|" + "wo" + r"rk)/\w")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


# Reading a tree

def tracked(tree):
    """The files of a tree: what git knows, else (in the copy that test/run makes) all but what git ignores."""
    if os.path.exists(os.path.join(tree, ".git")):
        listed = subprocess.run(["git", "-C", tree, "ls-files", "-z"], capture_output=True, check=False)
        if listed.returncode == 0:
            return sorted(p for p in listed.stdout.decode().split("\0") if p and os.path.exists(os.path.join(tree, p)))
    found = []
    for place, directories, names in os.walk(tree):
        directories[:] = [d for d in directories if d not in ("build", "__pycache__", ".git") or place != tree and d == "build"]
        found += [os.path.relpath(os.path.join(place, name), tree) for name in names]
    return sorted(found)


def read(tree, path):
    with open(os.path.join(tree, path), encoding="utf-8", errors="replace") as f:
        return f.read()


def sources(tree):
    """(path, text) of the C under src/ and include/."""
    return [(p, read(tree, p)) for p in tracked(tree) if re.match(r"(src|include)/.*\.[ch]$", p)]


def layer_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "main"


def blank_comments(text):
    return TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith("/") else m[0], text)


def strings(text):
    """(line, contents) of each string; strings side by side are one, as for the compiler."""
    text = blank_comments(text)
    found, end = [], None
    for m in TOKEN.finditer(text):
        if not m[0].startswith('"'):
            continue
        if end is not None and not text[end:m.start()].strip():
            found[-1] = (found[-1][0], found[-1][1] + m[0][1:-1])
        else:
            found.append((text.count("\n", 0, m.start()) + 1, m[0][1:-1]))
        end = m.end()
    return [(line, said) for line, said in found if not line_is_include(text, line)]


def line_is_include(text, line):
    return re.match(r"\s*#\s*include", text.split("\n")[line - 1]) is not None


def arguments_of_call(text, start):
    """The text between the brackets of a call whose opening bracket ends at start."""
    depth, i = 1, start
    while i < len(text) and depth:
        token = TOKEN.match(text, i)
        if token:
            i = token.end()
            continue
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        i += 1
    return text[start:i]


# The checks

def include_direction(tree):
    complaints = []
    for path, text in sources(tree):
        layer = layer_of(path)
        may = MAIN_MAY_INCLUDE if path == "src/main.c" else MAY_INCLUDE.get(layer, set()) | {layer}
        if path.startswith("include/office/"):
            may = OFFICE_MAY_SHOW | {"office"}
        for _, name in INCLUDE.findall(blank_comments(text)):
            other = name.split("/")[0] if "/" in name else None
            if other in MAY_INCLUDE and other not in may:
                complaints.append(f"{path} includes {name}, but {layer} may not use {other}")
            if name.startswith(".."):
                complaints.append(f"{path} includes {name} by a path")
    return complaints


def known_layers(tree):
    return [f"{path}: there is no layer {layer_of(path)}" for path, _ in sources(tree) if layer_of(path) not in MAY_INCLUDE | {"main": 0}]


def linker_agrees(tree):
    below = re.search(r"^below = (\{.*?^\})", read(tree, "src/meson.build"), re.DOTALL | re.MULTILINE)
    if not below:
        return ["src/meson.build: no table `below`"]
    stated = {name: set(uses) for name, uses in ast.literal_eval(below[1]).items()}
    return [f"src/meson.build: {name} may use {sorted(stated.get(name, {'nothing said'}))}, here {sorted(uses)}"
            for name, uses in MAY_INCLUDE.items() if stated.get(name) != uses]


def library_has_one_includer(tree):
    return [f"{path} includes {name}: only src/{ONLY_INCLUDER[name]} may" for path, text in sources(tree)
            for _, name in INCLUDE.findall(blank_comments(text))
            if name in ONLY_INCLUDER and not f"{path}/".startswith(f"src/{ONLY_INCLUDER[name]}/")]


def sqlite_is_called_where_it_may_be(tree):
    return [f"{path} calls {m[1]}" for path, text in sources(tree) if path not in CALLS_SQLITE
            for m in re.finditer(r"\b(sqlite3_\w+)\s*\(", TOKEN.sub("", text))]


def sql_may_stand(path, said):
    formatted = CONVERSION_BUT_FIGURES if said.startswith("PRAGMA ") else CONVERSION
    return path in SPEAKS_SQL and not formatted.search(said)


def sql_is_not_in_c(tree):
    return [f"{path}:{line}: SQL in a string: {said}" for path, text in sources(tree) for line, said in strings(text)
            if SQL.match(said) and not sql_may_stand(path, said)]


def messages_are_plain(tree):
    complaints = []
    for path, text in sources(tree):
        for call in MESSAGE_CALL.finditer(blank_comments(text)):
            for _, said in strings(arguments_of_call(text, call.end())):
                complaints += [f"{path}: {said!r} says {m[0]}" for m in NEVER_SAID.finditer(said)]
    return complaints


def sentences_are_plain(tree):
    return [f"{path}:{line}: {said!r} says {m[0]}" for path, text in sources(tree) for line, said in strings(text)
            if " " in said for m in NEVER_SAID.finditer(said)]


def of_the_screens(tree):
    return [(path, text) for path, text in sources(tree) if path.startswith("src/ui/")]


def cells(said):
    """What a string of C takes on a screen, a figure as three digits; 0 where names stand in it, for these are cut to fit."""
    said = FIGURE.sub("123", said)
    if "%" in said.replace("%%", ""):
        return 0
    said = re.sub(r"\\(.)", r"\1", said.replace("%%", "%"))
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in said)


def messages_fit_a_line(tree):
    return [f"{path}: {said!r} has {cells(said)} cells" for path, text in of_the_screens(tree)
            for call in SCREEN_CALL.finditer(blank_comments(text)) for _, said in strings(arguments_of_call(text, call.end()))
            if cells(said) > CELLS_MOST]


def nothing_asks_for_y_or_n(tree):
    return [f"{path}:{line}: {said!r} asks for {m[0]}" for path, text in of_the_screens(tree) for line, said in strings(text)
            for m in YES_OR_NO.finditer(said)]


def few_questions_confirm(tree):
    calls = [path for path, text in of_the_screens(tree) for _ in CONFIRM_CALL.finditer(TOKEN.sub("", text))]
    return [f"{len(calls)} questions have to be confirmed, {CONFIRMS_MOST} may: {', '.join(calls)}"] if len(calls) > CONFIRMS_MOST else []


def no_path_of_one_machine(tree):
    return [f"{path}:{n}: {line.strip()}" for path in tracked(tree)
            for n, line in enumerate(read(tree, path).splitlines(), 1) if PERSONAL_PATH.search(line)]


def top_is_tidy(tree):
    tops = sorted({p.split("/")[0] for p in tracked(tree)})
    return [f"{name} does not belong at the top" for name in tops if name not in TOP and not name.startswith(".")]


# Each check, and samples (path, text) that it must catch.
CHECKS = [
    ("a layer includes only what it may", include_direction, [
        ("src/rules/band.c", '#include "store/store.h"\n'),
        ("src/config/conf.c", '#include "store/store.h"\n'),
        ("src/base/day.c", '# include <rules/band.h>\n'),
        ("src/cli/report.c", '#include "store/store.h"\n'),
        ("src/main.c", '#include "store/store.h"\n'),
        ("include/seal/seal.h", '#include "rules/band.h"\n'),
        ("include/office/office.h", '#include "store/store.h"\n'),
        ("src/ui/today.c", '#include "store/store.h"\n'), ("src/cli/run.c", '#include "ui/ui.h"\n'),
        ("src/office/x.c", '#include "../store/internal.h"\n')]),
    ("every directory is a layer", known_layers, [("src/util/x.c", "int x;\n")]),
    ("what links is what may be included", linker_agrees, [
        ("src/meson.build", "below = {\n  'base': ['store'],\n}\n"), ("src/meson.build", "\n")]),
    ("a library has one includer", library_has_one_includer, [
        ("src/store/hash.c", "#include <sodium.h>\n"), ("src/office/x.c", "#include <sqlite3.h>\n"),
        ("src/ui/loop.c", "#include <curses.h>\n"), ("src/ui/term.c", "#include <termkey.h>\n"),
        ("include/store/store.h", "#include <sqlite3.h>\n"), ("src/office/y.c", '#include "jansson.h"\n')]),
    ("SQLite is called where it may be", sqlite_is_called_where_it_may_be, [
        ("src/store/act.c", "int f(void) { return sqlite3_step(q); }\n")]),
    ("no SQL in a string of C", sql_is_not_in_c, [
        ("src/store/act.c", 'stmt("SELECT 1");\n'), ("src/store/open.c", 'format("PRAGMA %s = 1", name);\n'), ("src/store/open.c", 'format("DELETE %d", 1);\n'),
        ("src/store/stmt.c", 'add("SELECT * "\n\t"FROM %s", table);\n')]),
    ("a message says what happened in plain words", messages_are_plain, [
        ("src/office/x.c", 'return err_refuse(e, "That is an "\n\t"invalid date");\n'),
        ("src/store/x.c", 'return err_store(e, r, "%s: disk error", f(")"));\n'),
        ("src/cli/x.c", 'return err_usage(e, f(1), "Please name a class.");\n'),
        ("src/ui/x.c", 'return ui_refuse(ui, n ? "Invalid" : "Right");\n')]),
    ("a message fits the line of a screen", messages_fit_a_line, [
        ("src/ui/x.c", 'ui_say(ui, "' + 81 * "a" + '");\n'), ("src/ui/x.c", 'ui_ask(ui, "' + 78 * "a" + '%d", NULL, f);\n'),
        ("src/ui/x.c", 'return ui_refuse(ui, "' + 40 * "a" + '"\n\t"' + 41 * "ä" + '");\n')]),
    ("no question is answered with y or n", nothing_asks_for_y_or_n, [
        ("src/ui/x.c", 'ui_ask(ui, "Send it (y/n)?", NULL, f);\n'), ("src/ui/x.c", 'snprintf(to, n, "Press Y to send");\n'),
        ("src/ui/x.c", 'puts("Send? [y]");\n')]),
    ("few questions have to be confirmed", few_questions_confirm, [("src/ui/x.c", (CONFIRMS_MOST + 1) * "\treturn ui_confirm(ui, q, k, f);\n")]),
    ("a sentence is plain wherever it stands", sentences_are_plain, [
        ("src/cli/x.c", 'puts("error: no such class");\n'), ("src/cli/y.c", 'puts("It was aborted /* here */");\n')]),
    ("no path of one machine", no_path_of_one_machine, [
        ("README.md", "see /home" + "/me/x\n"), ("test/a.py", "p = '/ro" + "ot/x'\n")]),
    ("the top is tidy", top_is_tidy, [("notes.txt", "x\n"), ("tools/x.py", "x\n")]),
]


@case("{}", rows=CHECKS)
def _(t, check, _samples):
    complaints = check(TREE)
    for complaint in complaints:
        t.note(complaint)
    t.ok(not complaints, f"{len(complaints)} complaints")


@case("the check catches a bad sample: {}", rows=CHECKS)
def _(t, check, samples):
    for number, (path, text) in enumerate(samples):
        tree = os.path.join(t.dir, str(number))
        os.makedirs(os.path.join(tree, os.path.dirname(path)))
        with open(os.path.join(tree, path), "w", encoding="utf-8") as f:
            f.write(text)
        t.ok(check(tree), f"{path} passes: {text!r}")


# What looks like trouble and is none.
FINE = [
    ("library_has_one_includer", library_has_one_includer, "src/ui/term.c", "#include <curses.h>\n#include <ncursesw/term.h>\n"),
    ("include_direction", include_direction, "src/office/x.c", '/* #include "cli/x.h" */\n#include "store/store.h"\n#include "internal.h"\n'),
    ("sqlite_is_called_where_it_may_be", sqlite_is_called_where_it_may_be, "src/store/act.c", "/* sqlite3_step() is in stmt.c */\nsqlite3_stmt *q;\n"),
    ("sql_is_not_in_c", sql_is_not_in_c, "src/store/txn.c", 'run("BEGIN IMMEDIATE");\nformat("PRAGMA user_version = %d", 1);\n'),
    ("sql_is_not_in_c in a sentence", sql_is_not_in_c, "src/cli/x.c", 'puts("Select a class with --class.");\n'),
    ("messages_are_plain", messages_are_plain, "src/cli/x.c", '/* an error */ return err_usage(e, "There is no class %s.", c);\n'),
    ("sentences_are_plain", sentences_are_plain, "src/cli/x.c", '#include "base/err.h"\nint error = 1; f("error");\n'),
    ("messages_fit_a_line", messages_fit_a_line, "src/ui/x.c", 'ui_say(ui, "' + 80 * "a" + '");\nui_say(ui, "%s ' + 90 * "a" + '", s);\n'
     'ui_say(ui, "' + 77 * "a" + '%lld", n);\nf("' + 90 * "a" + '");\n'),
    ("nothing_asks_for_y_or_n", nothing_asks_for_y_or_n, "src/ui/x.c", 'ui_say(ui, "Monday or nothing: N.");\n'),
    ("few_questions_confirm", few_questions_confirm, "src/ui/ask.c", 'int ui_confirm(struct ui *ui)\n{\n}\n/* ui_confirm() */\n'
     + CONFIRMS_MOST * "\treturn ui_confirm(ui, q, k, f);\n"),
    ("no_path_of_one_machine", no_path_of_one_machine, "README.md", "under $HOME/x, test/root/x.py, ~/x\n"),
]


@case("the check lets pass what is fine: {}", rows=FINE)
def _(t, check, path, text):
    os.makedirs(os.path.join(t.dir, os.path.dirname(path)), exist_ok=True)
    t.write(path, text)
    t.equal(check(t.dir), [], text)


main()
