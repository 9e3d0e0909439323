"""grounds.py takes the list that we ship, and refuses each way to break it by file and line."""
import pathlib
import subprocess
import sys
import tempfile

GENERATOR, GROUNDS = sys.argv[1:]
HEAD = ("letter,from,to,for,destination,enquiries,consent,evidence,address,days_absent,consent_if_home_education,words,"
        "source")


def row(letter="a", begins="2024-08-19", ends="", whom="compulsory", destination="yes", days="", home="no", words="words",
        source="reg"):
    return ",".join([letter, begins, ends, whom, destination, "no", "no", "no", "no", days, home, words, source])


CASES = [
    ("other columns", ["letter,from"], 1, "first line"),
    ("a column short", [HEAD, "a,2024-08-19"], 2, "2 columns"),
    ("English date", [HEAD, row(begins="19/08/2024")], 2, "is not a date"),
    ("ends first", [HEAD, row(ends="2024-08-18")], 2, "ends before it begins"),
    ("for nobody", [HEAD, row(whom="all")], 2, "unknown for 'all'"),
    ("maybe needed", [HEAD, row(destination="maybe")], 2, "unknown destination"),
    ("maybe at home", [HEAD, row(home="")], 2, "unknown consent_if_home_education"),
    ("days in words", [HEAD, row(days="twenty")], 2, "number of school days"),
    ("blank words", [HEAD, row(words=" ")], 2, "words is blank"),
    ("blank source", [HEAD, row(source="")], 2, "source is blank"),
    ("capital letter", [HEAD, row(letter="A")], 2, "small letters"),
    ("three letters", [HEAD, row(letter="abc")], 2, "small letters"),
    ("no letter", [HEAD, row(letter="")], 2, "small letters"),
    ("open era overlapped", [HEAD, row(), row(begins="2025-09-01")], 3, "overlaps line 2"),
    ("overlap by a day", [HEAD, row(ends="2025-09-01"), row(begins="2025-09-01")], 3, "overlaps line 2"),
]


def run(source, target):
    return subprocess.run([sys.executable, GENERATOR, source, target], capture_output=True, text=True)


def main():
    failed = 0
    print(f"1..{len(CASES) + 1}")
    with tempfile.TemporaryDirectory() as place:
        target = pathlib.Path(place, "grounds_table.c")
        source = pathlib.Path(place, "grounds.csv")
        good = run(GROUNDS, target).returncode == 0 and target.exists()
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
