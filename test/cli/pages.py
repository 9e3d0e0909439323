#!/usr/bin/python3
"""The manual pages and the completion, compared with what the program says of itself; and the example in firstbell-data(7) run.

    FIRSTBELL_STAGE=build/NAME/test/golden/stage /usr/bin/python3 test/cli/pages.py --write

writes the keys into firstbell(1), and with FIRSTBELL the columns of files into firstbell-data(7) and the grounds for leaving into
firstbell-roll(7) anew.
"""

import json
import os
import re
import subprocess
import sys

from marlow import AM, DAY, WHY, marlow
from tap import case, main

TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
KEYS_BEGIN, KEYS_END = "; keys: from the program; written by test/cli/pages.py --write\n", "; end of keys\n"


def page_path(name):
    return os.path.join(TREE, "man", name + ".scd")


def page(name):
    with open(page_path(name), encoding="utf-8") as f:
        return f.read()


def screens():
    """[(name, what it is for, [(key, [twin, ...], name in firstbell.conf or "", what it does), ...]), ...], from the key tables."""
    said = subprocess.run([os.environ["FIRSTBELL_STAGE"], "--keys"], capture_output=True, check=True, encoding="utf-8").stdout
    found = []
    for line in said.splitlines():
        kind, *fields = line.split("\t")
        if kind == "screen":
            found.append((*fields, []))
        else:
            key, twins, name, help_ = fields
            found[-1][2].append((key, twins.split(), name, help_))
    return found


def plain(text):
    return re.sub(r"([\\_*])", r"\\\1", text)


def key_line(key, twins, name, help_):
    keys = " or ".join(f"*{plain(k)}*" for k in [key, *twins])
    return f"{keys} - {plain(help_)}" + (f" (_{plain(name)}_)" if name else "")


def keys_section():
    return "\n".join(f"## {name}\n\n{plain(help_)}\n\n" + "++\n".join(key_line(*key) for key in keys) + "\n" for name, help_, keys in screens())


def columns():
    """{kind of file: [(column, what it holds), ...]} as the program has them."""
    said = subprocess.run([os.environ["FIRSTBELL"], "import", "map", "--help"], capture_output=True, check=True, encoding="utf-8").stdout
    found = {}
    for kind, lines in re.findall(r"^Columns of ([a-z]+):\n((?:  .*\n)+)", said, re.MULTILINE):
        found[kind] = [tuple(line.strip().split(maxsplit=1)) for line in lines.splitlines()]
    return found


def columns_begin(kind):
    return f"; columns of {kind}: from the program; written by test/cli/pages.py --write\n"


COLUMNS_END = "; end of columns\n"


def columns_section(rows):
    cells = [f"*{plain(name)}*\n{{}} {plain(help_)}" for name, help_ in rows]
    return "|[ " + "\n|  ".join(cells).replace("{}", ":[", 1).replace("{}", ": ") + "\n\n"


GROUNDS_BEGIN, GROUNDS_END = "; grounds: from the program; written by test/cli/pages.py --write\n", "; end of grounds\n"


def grounds_section():
    """The table of grounds for leaving, as the program has them."""
    said = subprocess.run([os.environ["FIRSTBELL"], "pupil", "grounds", "--format", "json"], capture_output=True, check=True, encoding="utf-8").stdout
    rows = [("*ground*", "why", "asks for", "by")]
    rows += [(f"*{g['ground']}*", plain(g["words"]), ", ".join(g["needs"] or []) or "–", g["source"]) for g in json.loads(said)]
    return "".join(f"{'|[' if i == 0 else '| '} {row[0]}\n" + "".join(f"{':[' if i == 0 else ': '} {cell}\n" for cell in row[1:])
                   for i, row in enumerate(rows)) + "\n"


def between(text, begin, end):
    return text.split(begin)[1].split(end)[0]


def write_columns():
    text = page("firstbell-data.7")
    for kind, rows in columns().items():
        before, after = text.split(columns_begin(kind))
        text = before + columns_begin(kind) + columns_section(rows) + COLUMNS_END + after.split(COLUMNS_END, 1)[1]
    with open(page_path("firstbell-data.7"), "w", encoding="utf-8") as f:
        f.write(text)


def write_grounds():
    text = page("firstbell-roll.7")
    with open(page_path("firstbell-roll.7"), "w", encoding="utf-8") as f:
        f.write(text.split(GROUNDS_BEGIN)[0] + GROUNDS_BEGIN + grounds_section() + GROUNDS_END + text.split(GROUNDS_END)[1])


def write_keys():
    text, keys = page("firstbell.1"), keys_section()
    before, after = text.split(KEYS_BEGIN)[0], text.split(KEYS_END)[1]
    with open(page_path("firstbell.1"), "w", encoding="utf-8") as f:
        f.write(before + KEYS_BEGIN + keys + KEYS_END + after)


if "--write" in sys.argv:
    if "FIRSTBELL_STAGE" in os.environ:
        write_keys()
    if "FIRSTBELL" in os.environ:
        write_columns()
        write_grounds()
    sys.exit()


@case("firstbell(1) has every key of every screen as the program has it")
def _(t):
    wanted = keys_section()
    t.ok(wanted.count("\n## ") >= 15 and "*F10* or *Ctrl+D* - Send" in wanted, "only a few keys")
    t.equal(page("firstbell.1").split(KEYS_BEGIN)[1].split(KEYS_END)[0].splitlines(), wanted.splitlines())


@case("firstbell-data(7) has every column of every file as the program has it")
def _(t):
    wanted = columns()
    t.equal(sorted(wanted), ["contacts", "figures", "groups", "marks", "pupils", "staff"])
    for kind, rows in wanted.items():
        t.equal(between(page("firstbell-data.7"), columns_begin(kind), COLUMNS_END).splitlines(), columns_section(rows).splitlines(), kind)


@case("firstbell-roll(7) has every ground for leaving as the program has it")
def _(t):
    wanted = grounds_section()
    t.ok(wanted.count("PR24 reg 9") >= 15, wanted)
    t.equal(between(page("firstbell-roll.7"), GROUNDS_BEGIN, GROUNDS_END).splitlines(), wanted.splitlines())


PRODUCTS = ["sims", "arbor", "bromcom", "scholarpack", "integris"]


def guide(product):
    """{kind: [heading, ...]} that firstbell-import(7) tells the users of a product to export."""
    section = between(page("firstbell-import.7"), f"\n# {product.upper()}\n", "\n# ")
    return {kind: re.sub(r"\s+", " ", heads).strip().split(", ")
            for kind, heads in re.findall(r"^[|][\[ ] \*([a-z]+)\*\n:[\[ ] (.*(?:\n   .*)*)", section, re.MULTILINE)}


@case("what firstbell-import(7) says to export from {} is read by its map", rows=[(p, p) for p in PRODUCTS])
def _(t, product):
    told = guide(product)
    t.equal(sorted(told), ["contacts", "figures", "groups", "marks", "pupils"])
    s = marlow(t)
    for kind, heads in told.items():
        said = json.loads(t.run("--school", s, "import", "map", "--map", product, "--format", "json",
                                t.write("f.csv", ",".join(heads) + "\n"), kind).out)
        t.equal([row["heading"] for row in said], heads)
        for row in said:
            t.ok(row["column"] in [name for name, _ in columns()[kind]], f"{kind}: {row}")


@case("the commands in {} are such as the program takes", rows=[(f"{p}(7)", p + ".7") for p in ("firstbell-import", "firstbell-roll", "firstbell-day", "firstbell-thresholds")])
def _(t, name):
    lines = re.findall(r"^firstbell .*$", page(name).replace("\\\n    ", ""), re.MULTILINE)
    t.ok(len(lines) >= 12, f"only {lines}")
    for line in lines:
        line = re.sub(r" [<>]\S+", "", line)
        r = t.command(["sh", "-c", f"firstbell() {{ \"$0\" --school nowhere \"$@\"; }}; {line} --help", os.environ["FIRSTBELL"]])
        t.ok(r.out.startswith("Usage: firstbell "), line)


@case("firstbell.conf(5) rebinds only what firstbell(1) names, and so does the file that init writes")
def _(t):
    names = {name for _, _, keys in screens() for _, _, name, _ in keys if name}
    with open(os.path.join(TREE, "share", "firstbell.conf"), encoding="utf-8") as f:
        both = page("firstbell.conf.5") + f.read()
    used = re.findall(r'^#?key "([^"]+)"', both, re.MULTILINE)
    t.ok(len(used) >= 4, f"only {used}")
    for name in used:
        t.ok(name in names, f"there is no {name}")


def commands(t):
    """{words: (usage without the program's name, {option: value})} of each command, from --help."""
    text = t.run("--help").out
    found = {}
    for words in re.findall(r"^  ([a-z]+(?: [a-z_]+)?) ", text[text.index("Commands"):text.index("Options of every")], re.MULTILINE):
        helped = t.run(*words.split(), "--help").out
        usage = helped.split("\n")[0].removeprefix("Usage: firstbell ")
        found[words] = usage, dict(re.findall(r"^  --([a-z-]+)(?: (\S+))?  ", re.sub(r"\n {6,}", "  ", helped), re.MULTILINE))
    return found


@case("firstbell(1) has every command as the program uses it, and no other")
def _(t):
    section = page("firstbell.1").split("# COMMANDS\n")[1].split("\nOptions of these commands:")[0]
    wanted = sorted(usage for usage, _ in commands(t).values())
    t.ok(len(wanted) >= 25, f"only {wanted}")
    t.equal(sorted(line.replace("*", "") for line in section.split("\n") if line.startswith("*")), wanted)


def options_of_page(text):
    return {name: value or "" for name, value in re.findall(r"^\*--([a-z-]+)\*(?: (\S+))?\n\t", text, re.MULTILINE)}


@case("firstbell(1) has every option with its value, and no other")
def _(t):
    text = page("firstbell.1")
    named = {}
    for _, options in commands(t).values():
        named.update(options)
    section = text.split("\nOptions of these commands:")[1].split("\n# ")[0]
    t.equal(options_of_page(section), named)
    help_ = t.run("--help").out.split("Options of every command:")[1]
    t.equal(options_of_page(text.split("# OPTIONS\n")[1].split("\n# ")[0]), dict(re.findall(r"^  --([a-z-]+)(?: (\S+))?  ", help_, re.MULTILINE)))


@case("pages link only to pages that are there")
def _(t):
    pages = {name[:-4] for name in os.listdir(os.path.join(TREE, "man")) if name.endswith(".scd")}
    for name in sorted(pages):
        for link, section in re.findall(r"\*(firstbell[a-z.-]*)\*\((\d)\)", page(name)):
            t.ok(f"{link}.{section}" in pages, f"{name} names {link}({section})")


def documented(name):
    """What firstbell-data(7) says of a report or view, on one line and without marks."""
    block = page("firstbell-data.7").split(f"\n*{name}*\n\t", 1)[1].split("\n\n")[0]
    return re.sub(r"\s+", " ", re.sub(r"\*|\b_(?=\W)|(?<!\w)_", "", block).replace(" (key)", ""))


def first_list(text):
    """The words of the first list in a text; what comes only sometimes stands behind "and"."""
    return re.search(r"[a-z_0-9]+(?:, (?!and )[a-z_0-9]+)*", text)[0].split(", ")


REPORTS = [
    ("register", ["register", "show", *AM]),
    ("absentees", ["report", "absentees", "--date", DAY, "--session", "am"]),
    ("onsite", ["report", "onsite", "--date", DAY, "--session", "am"]),
    ("marks", ["report", "marks", "--date", DAY]),
    ("missing", ["report", "missing", "--date", DAY, "--session", "am"]),
    ("bands", ["report", "bands", "--from", "2024-09-03", "--to", DAY]),
    ("statistics", ["report", "statistics", "--from", "2024-09-03", "--to", DAY]),
    ("pupil", ["report", "pupil", "--pupil", "0101", "--from", "2024-09-03", "--to", DAY]),
    ("working", ["report", "working", "--pupil", "0101", "--from", "2024-09-03", "--to", DAY]),
    ("school", ["report", "school", "--from", "2024-09-03", "--to", DAY]),
    ("admission", ["report", "admission"]),
    ("contacts", ["report", "contacts"]),
    ("trend", ["report", "trend", "--from", "2024-09-03", "--to", DAY]),
    ("reconcile", ["report", "reconcile", "--from", "2024-09-03", "--to", DAY, "FIGURES"]),
    ("maps", ["import", "maps"]),
    ("map", ["import", "map", "FIGURES", "figures"]),
    ("pupil list", ["pupil", "list"]),
    ("pupil show", ["pupil", "show", "0101"]),
    ("pupil grounds", ["pupil", "grounds"]),
    ("contact list", ["contact", "list", "0101"]),
    ("contact family", ["contact", "family", "0101"]),
    ("class list", ["class", "list"]),
    ("staff list", ["staff", "list"]),
    ("year show", ["year", "show", "--date", DAY]),
    ("year rollover", ["year", "rollover", "--dry-run"]),
    ("schools list", ["schools", "list"]),
    ("history", ["history"]),
    ("verify", ["verify"]),
    ("check", ["check"]),
]


@case("firstbell-data(7) has the keys of {} in order", rows=REPORTS)
def _(t, arguments):
    roll = arguments[0] in ("pupil", "contact", "class", "staff", "year", "schools")
    name = " ".join(arguments[:2]) if roll else arguments[1] if arguments[0] in ("report", "import") else arguments[0]
    s = marlow(t)
    t.run("--school", s, "contact", "add", "0101", "Grace Okafor", "--relation", "mother", "--mobile", "07700 900101", "--lives-with", "yes")
    t.run("schools", "add", "Marlow", s)
    figures = t.write("figures.csv", "admission_number,possible,attended,authorised,unauthorised\n0101,1,0,1,0\n")
    arguments = [figures if a == "FIGURES" else a for a in arguments]
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I", "0102=/")
    value = json.loads(t.run("--school", s, *arguments, "--format", "json", status=(0, 1)).out)
    got = list(value[0] if isinstance(value, list) else value)
    wanted = first_list(re.sub(r"^[A-Z][^:]*: ", "", documented(name)))
    t.equal(got, wanted)
    csv = t.run("--school", s, *arguments, "--format", "csv", status=(0, 1)).out
    t.equal(csv.splitlines()[0].split(","), wanted)


MORNING = [(name, name.split()) for name in ("sign list", "plan list", "trip show", "calls list", "calls show", "calls reported", "calls note", "calls settle",
                                             "tasks list", "policy list", "choices", "report calls")]


@case("firstbell-data(7) has the keys of {} in order", rows=MORNING)
def _(t, arguments):
    s = t.demo()
    t.run("--school", s, "calls", "note", "PE kit", "--class", "Beech")
    t.run("--school", s, "tasks", "add", "Ring back", "--role", "office")
    child = json.loads(t.run("--school", s, "calls", "list", "--format", "json").out)[0]["pupil"]
    here = json.loads(t.run("--school", s, "register", "show", "--class", "Maple", "--session", "am", "--format", "json").out)
    t.run("--school", s, "sign", "out", next(row["admission_number"] for row in here if row["code"] == "/"), "--why", "dentist")
    more = {"show": [child], "note": ["--class", "Beech"]}.get(arguments[-1], []) if arguments[0] == "calls" else []
    value = json.loads(t.run("--school", s, *arguments, *more, "--format", "json", status=(0, 1)).out)
    name = arguments[1] if arguments[0] == "report" else " ".join(arguments)
    wanted = first_list(re.sub(r"^[A-Z][^:]*: ", "", documented(name)))
    t.equal(list(value[0]), wanted)
    t.equal(t.run("--school", s, *arguments, *more, "--format", "csv", status=(0, 1)).out.splitlines()[0].split(","), wanted)


THRESHOLDS = ["bands", "crossings", "forecast", "penalty", "returns", "patterns", "punctuality", "codes", "groups", "league", "compare", "class_sheet", "registers",
              "annual", "inspection", "review", "school_page"]


@case("firstbell-data(7) has the keys of {} in order", rows=[(name, ["report", name]) for name in THRESHOLDS] + [("review list", ["review", "list"]),
      ("stages", ["stage"]), ("target list", ["target", "list"])])
def _(t, arguments):
    s = t.demo()
    name = "review" if arguments[0] == "review" else "stages" if arguments == ["stage"] else "target list" if arguments[0] == "target" else arguments[1]
    wanted = first_list(re.sub(r"^[A-Z][^:]*: ", "", documented(name)))
    t.equal(list(json.loads(t.run("--school", s, *arguments, "--format", "json").out)[0]), wanted)
    t.equal(t.run("--school", s, *arguments, "--format", "csv").out.splitlines()[0].split(","), wanted)


@case("the policy in firstbell-thresholds(7) is one that a school can adopt")
def _(t):
    s = t.demo()
    text = [block for block in re.findall(r"```\n(.*?)```", page("firstbell-thresholds.7"), re.DOTALL) if block.startswith("name = ")][0]
    os.makedirs(os.path.join(s, "policies"), exist_ok=True)
    with open(os.path.join(s, "policies", "ours.conf"), "w", encoding="utf-8") as f:
        f.write(text)
    t.has(t.run("--school", s, "policy", "adopt", "ours", "--reason", "governors").out, "ours: adopted from ")
    t.has(t.run("--school", s, "stage").out, "Stage 2: a letter, and a meeting")
    t.run("--school", s, "verify")


@case("firstbell-data(7) has the keys of the history of an act")
def _(t):
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, "0101=I")
    wanted = first_list(documented("history").split("a change a row: ")[-1])
    t.equal(list(json.loads(t.run("--school", s, "history", "--act", "9", "--format", "json").out)[0]), wanted)


@case("firstbell-data(7) has the columns of the view {}", rows=[(v, v) for v in ("v_mark", "v_entry", "v_act", "v_pupil_year")])
def _(t, view):
    s = marlow(t)
    columns = [row[1] for row in t.sql(s, f"PRAGMA table_info({view})")]
    t.equal(first_list(documented(view).split(": ", 1)[1]), columns)


def example():
    block = page("firstbell-data.7").split("## Checking it with Python")[1].split("```\n")[1]
    return re.sub(r"\\(.)", r"\1", block)


@case("the example in firstbell-data(7) comes to the hash that verify names")
def _(t):
    program = t.write("chain.py", example())
    for s in (marlow(t), t.demo()):
        if "PRACTICE" not in t.run("--school", s, "verify").out:
            t.run("--school", s, "register", "set", *AM, *WHY, input="admission_number,code,note\n0101,M,dentist\n0102,C1,a film\n")
        said = json.loads(t.run("--school", s, "verify", "--format", "json").out)
        t.equal(t.command([sys.executable, program, os.path.join(s, "school.db")]).out,
                f"{said['acts']} acts hold; the last hash is {said['head']}\n")


ALTERATIONS = [
    ("a mark", "DROP TRIGGER entry_stand", "UPDATE entry SET code_after = 1 WHERE act = 9"),
    ("who it was", "DROP TRIGGER act_stand", "UPDATE act SET staff_name = 'Nobody' WHERE seq = 9"),
    ("a note taken out", "DROP TRIGGER note_keep", "DELETE FROM note"),
    ("the last act taken out", "DROP TRIGGER act_keep", "DELETE FROM act WHERE seq = 9"),
]


@case("both the example and verify notice {}", rows=ALTERATIONS)
def _(t, drop, alter):
    import sqlite3
    s = marlow(t)
    t.run("--school", s, "register", "set", *AM, *WHY, input="admission_number,code,note\n0101,M,dentist\n0102,N,\n")
    db = sqlite3.connect(os.path.join(s, "school.db"))
    db.execute(drop)
    db.execute(alter)
    db.commit()
    db.close()
    program = t.write("chain.py", example())
    t.command([sys.executable, program, os.path.join(s, "school.db")], status=1)
    t.equal(json.loads(t.run("--school", s, "verify", "--format", "json", status=1).out)["ok"], False)


COMPLETIONS = [
    ("a command", ["firstbell", "re"], "register report returns review"),
    ("the second word of a command", ["firstbell", "register", ""], "close fill send set show"),
    ("an option", ["firstbell", "register", "set", "--se"], "--session"),
    ("the value of an option", ["firstbell", "register", "set", "--session", ""], "am pm"),
    ("a command behind global options", ["firstbell", "--as", "priya", "st"], "staff stage"),
    ("a report", ["firstbell", "report", "ban"], "bands"),
    ("a report of two words", ["firstbell", "report", "school"], "school school_page"),
    ("what can be done in a review", ["firstbell", "review", "l"], "list log"),
    ("a kind of return", ["firstbell", "returns", "made", "0101", "sus"], "suspension_6 suspension_45"),
    ("how to count", ["firstbell", "report", "bands", "--per"], "--period"),
    ("a command of the roll", ["firstbell", "pupil", "me"], "merge"),
    ("what can be done with the year", ["firstbell", "year", ""], "rollover show times"),
    ("the words of an option", ["firstbell", "pupil", "status", "--status", "s"], "single subsidiary"),
    ("yes or no", ["firstbell", "contact", "add", "--lives-with", ""], "yes no"),
    ("a kind of file to read", ["firstbell", "import", ""], "contacts groups map maps marks pupils staff"),
    ("a kind of file to write", ["firstbell", "export", "m"], "marks"),
    ("what stands between fields", ["firstbell", "import", "marks", "--delimiter", ""], "comma semicolon tab"),
    ("what can be done at the gate", ["firstbell", "sign", ""], "in list out"),
    ("what came of a call", ["firstbell", "calls", "log", "--outcome", "w"], "wrong-number will-call-back"),
    ("a word that an operand takes", ["firstbell", "plan", "list", "tr"], "trip"),
    ("the last word that an operand takes", ["firstbell", "pupil", "reported", "0101", "jo"], "joined"),
    ("a list of reasons", ["firstbell", "choices", "la"], "late"),
    ("a list to settle", ["firstbell", "calls", "settle", "not-b"], "not-back"),
    ("an option of a kind of file alone", ["firstbell", "import", "marks", "--rep"], "--replace"),
]


def complete(t, words):
    bin_ = os.path.join(t.dir, "bin")
    if not os.path.exists(bin_):
        os.makedirs(bin_)
        os.symlink(os.environ["FIRSTBELL"], os.path.join(bin_, "firstbell"))
    script = t.write("complete.sh", f"PATH={bin_}:$PATH\n. '{TREE}/share/completions/firstbell.bash'\nCOMP_WORDS=(\"$@\")\n"
                     'COMP_CWORD=$(($# - 1))\n_firstbell\necho "${COMPREPLY[*]}"\n')
    return t.command(["bash", script, *words]).out


@case("bash completes {}", rows=COMPLETIONS)
def _(t, words, wanted):
    t.equal(complete(t, words), wanted + "\n")


@case("bash completes a school by its name, or a directory")
def _(t):
    t.run("schools", "add", "hill", marlow(t))
    t.equal(complete(t, ["firstbell", "--school", "h"]), "hill\n")
    t.write("himalaya", "")
    t.equal(complete(t, ["firstbell", "--school", "hi"]), "hill himalaya\n")


main(needs=["bash"])
