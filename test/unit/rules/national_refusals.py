"""national.py takes the list that we ship, and refuses each way to break it by file and line."""
import pathlib
import subprocess
import sys
import tempfile

GENERATOR, NATIONAL = sys.argv[1:]
HEAD = "area,phase,year,measure,percent,to,source"


def row(area="England", phase="primary", year="2025", measure="attendance", percent="94.72", to="", source="DfE"):
    return ",".join([area, phase, year, measure, percent, to, source])


CASES = [
    ("other columns", ["area,phase"], 1, "first line"),
    ("a column short", [HEAD, "England,primary"], 2, "2 columns"),
    ("another phase", [HEAD, row(phase="middle")], 2, "unknown phase"),
    ("another measure", [HEAD, row(measure="absence")], 2, "unknown measure"),
    ("no area", [HEAD, row(area="")], 2, "area is blank"),
    ("no source", [HEAD, row(source=" ")], 2, "source is blank"),
    ("a year in short", [HEAD, row(year="25")], 2, "year '25'"),
    ("a year of two", [HEAD, row(year="2025/26")], 2, "year '2025/26'"),
    ("one decimal", [HEAD, row(percent="94.7")], 2, "two decimals"),
    ("no decimals", [HEAD, row(percent="94")], 2, "two decimals"),
    ("over 100", [HEAD, row(percent="100.01")], 2, "two decimals"),
    ("below nothing", [HEAD, row(percent="-1.00")], 2, "two decimals"),
    ("an English date", [HEAD, row(to="17/07/2026")], 2, "is not a date"),
    ("a day of another year", [HEAD, row(to="2026-09-01")], 2, "not in that school year"),
    ("twice", [HEAD, row(), row(phase="secondary"), row(percent="94.00")], 4, "stands on line 2"),
]


def run(source, target):
    return subprocess.run([sys.executable, GENERATOR, source, target], capture_output=True, text=True)


def main():
    failed = 0
    print(f"1..{len(CASES) + 1}")
    with tempfile.TemporaryDirectory() as place:
        target = pathlib.Path(place, "national_table.c")
        source = pathlib.Path(place, "national.csv")
        good = run(NATIONAL, target).returncode == 0 and target.exists()
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
