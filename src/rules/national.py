#!/usr/bin/env python3
"""Checks share/national/*.csv and writes it as C.   national.py NATIONAL.csv NATIONAL_TABLE.c

One row a figure: of an area, a phase, a school year (the calendar year in which it begins) and a measure.  `percent` has two decimals; `to` is the
last day that it covers, or blank where it is of the whole year or its source says no day.  Every refusal names file and line.
"""
import csv
import sys

from codes import Refused, Table, day, quoted

COLUMNS = ["area", "phase", "year", "measure", "percent", "to", "source"]
PHASES = ["primary", "secondary", "special", "all"]
MEASURES = ["attendance", "persistent", "severe", "authorised", "unauthorised"]


class National(Table):
    def read(self):
        with open(self.path, encoding="utf-8", newline="") as f:
            reader = csv.reader(f, strict=True)
            if next(reader, None) != COLUMNS:
                self.refuse(1, "the first line must be " + ",".join(COLUMNS))
            for cells in reader:
                self.rows.append(self.row(reader.line_num, cells))
        self.check_twice()
        return self

    def row(self, line, cells):
        if len(cells) != len(COLUMNS):
            self.refuse(line, f"{len(cells)} columns, but there must be {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells), line=line)
        self.one_of(line, "phase", row["phase"], PHASES)
        self.one_of(line, "measure", row["measure"], MEASURES)
        for name in "area", "source":
            if not row[name].strip():
                self.refuse(line, f"{name} is blank")
        if not (len(row["year"]) == 4 and row["year"].isascii() and row["year"].isdigit()):
            self.refuse(line, f"year {row['year']!r} must be the year in which the school year begins, as 2025")
        row["year"] = int(row["year"])
        row["percent"] = self.hundredths(line, row["percent"])
        row["to"] = self.date(line, row["to"]) if row["to"] else None
        if row["to"] and not (row["year"], 8) <= (row["to"].year, row["to"].month) <= (row["year"] + 1, 8):
            self.refuse(line, f"{row['to']} is not in that school year")
        return row

    def hundredths(self, line, text):
        whole, dot, part = text.partition(".")
        if not (dot and text.isascii() and whole.isdigit() and part.isdigit() and len(part) == 2 and int(whole + part) <= 10000):
            self.refuse(line, f"percent {text!r} must be from 0.00 to 100.00, with two decimals")
        return int(whole + part)

    def check_twice(self):
        seen = {}
        for row in self.rows:
            key = row["area"], row["phase"], row["year"], row["measure"]
            if key in seen:
                self.refuse(row["line"], f"the same figure stands on line {seen[key]}")
            seen[key] = row["line"]


def write(rows, out):
    out.write("const struct national_figure national_figures[] = {\n")
    for row in rows:
        out.write(f"\t{{ {quoted(row['phase'])}, {quoted(row['area'])}, {row['year']}, NATIONAL_{row['measure'].upper()}, {row['percent']}, "
                  f"{day(row['to'])},\n\t  {quoted(row['source'])} }},\n")
    out.write("};\nconst int national_figures_count = sizeof national_figures / sizeof *national_figures;\n")


def main(source, target):
    try:
        rows = National(source).read().rows
    except (Refused, csv.Error, UnicodeDecodeError) as refused:
        sys.exit(str(refused) if isinstance(refused, Refused) else f"{source}:1: {refused}")
    with open(target, "w", encoding="utf-8") as out:
        out.write('/* Written by national.py from the list of national figures. */\n#include "rules/compare.h"\n\n')
        write(rows, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
