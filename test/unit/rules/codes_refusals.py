"""codes.py takes the list that we ship, and refuses each way to break it by file and line."""
import pathlib
import subprocess
import sys
import tempfile

GENERATOR, CODES = sys.argv[1:]
HEAD = "number,symbol,from,to,category,physical,needs_note,confirm,label,words,replacement,source"
GOOD = "1,/,2006-09-01,,present,in,no,no,Present,present,,reg"


def row(number="2", symbol="M", begins="2006-09-01", ends="", category="authorised", physical="out", note="no",
        confirm="no", label="Label", words="words", replacement="", source="reg"):
    return ",".join([number, symbol, begins, ends, category, physical, note, confirm, label, words, replacement, source])


CASES = [
    ("other columns", ["number,symbol"], 1, "first line"),
    ("a column short", [HEAD, GOOD, "2,M"], 3, "2 columns"),
    ("no such date", [HEAD, GOOD, row(begins="2006-02-30")], 3, "is not a date"),
    ("English date", [HEAD, GOOD, row(begins="01/09/2006")], 3, "is not a date"),
    ("ends first", [HEAD, GOOD, row(ends="2006-08-31", replacement="/")], 3, "ends before it begins"),
    ("unknown category", [HEAD, GOOD, row(category="absent")], 3, "unknown category 'absent'"),
    ("unknown place", [HEAD, GOOD, row(physical="moon")], 3, "unknown physical"),
    ("flag", [HEAD, GOOD, row(note="maybe")], 3, "unknown needs_note"),
    ("number 0", [HEAD, GOOD, row(number="0")], 3, "from 1 to 255"),
    ("number 256", [HEAD, GOOD, row(number="256")], 3, "from 1 to 255"),
    ("number taken", [HEAD, GOOD, row(number="1")], 3, "number 1 is / on line 2"),
    ("symbol with two numbers", [HEAD, GOOD, row(), row(number="3", begins="2024-08-19")], 4, "M is number 2 on line 3"),
    ("overlap", [HEAD, GOOD, row(ends="2024-08-19"), row(begins="2024-08-19")], 4, "overlaps line 3"),
    ("open era overlapped", [HEAD, GOOD, row(), row(begins="2024-08-19")], 4, "overlaps line 3"),
    ("small letter", [HEAD, GOOD, row(symbol="m")], 3, "in capitals"),
    ("three characters", [HEAD, GOOD, row(symbol="MMM")], 3, "one or two characters"),
    ("blank label", [HEAD, GOOD, row(label=" ")], 3, "label is blank"),
    ("retired, nothing instead", [HEAD, GOOD, row(ends="2024-08-18")], 3, "needs a replacement"),
    ("new, nothing instead", [HEAD, GOOD, row(begins="2024-08-19")], 3, "needs a replacement"),
    ("no such replacement", [HEAD, GOOD, row(ends="2024-08-18", replacement="A")], 3, "A is not a code"),
]


def run(source, target):
    return subprocess.run([sys.executable, GENERATOR, source, target], capture_output=True, text=True)


def main():
    failed = 0
    print(f"1..{len(CASES) + 1}")
    with tempfile.TemporaryDirectory() as place:
        target = pathlib.Path(place, "codes_table.c")
        source = pathlib.Path(place, "codes.csv")
        good = run(CODES, target).returncode == 0 and target.exists()
        print("ok" if good else "not ok", "1 the list that we ship")
        failed += not good
        for n, (name, lines, line, sentence) in enumerate(CASES, 2):
            target.unlink(missing_ok=True)
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
            answer = run(source, target)
            good = (answer.returncode != 0 and f"{source}:{line}: " in answer.stderr and sentence in answer.stderr
                    and not target.exists())
            print("ok" if good else "not ok", n, name)
            if not good:
                print("#", answer.stderr.strip())
            failed += not good
    sys.exit(failed > 0)


main()
