#!/usr/bin/env python3
"""Checks share/grounds/*.csv and writes it as C.   grounds.py GROUNDS.csv GROUNDS_TABLE.c

One row an era; a row without a first day is law that has no starting day yet.  Every refusal names file and line.
"""
import csv
import sys

from codes import Refused, Table, day, quoted

COLUMNS = ["letter", "from", "to", "for", "destination", "enquiries", "consent", "evidence", "address", "days_absent",
           "consent_if_home_education", "words", "source"]
NEEDS = ["destination", "enquiries", "consent", "evidence", "address"]
WHOM = {"compulsory": (True, False), "younger": (False, True), "both": (True, True)}


class Grounds(Table):
    def read(self):
        with open(self.path, encoding="utf-8", newline="") as f:
            reader = csv.reader(f, strict=True)
            if next(reader, None) != COLUMNS:
                self.refuse(1, "the first line must be " + ",".join(COLUMNS))
            for cells in reader:
                self.rows.append(self.row(reader.line_num, cells))
        self.check_eras()
        return self

    def row(self, line, cells):
        if len(cells) != len(COLUMNS):
            self.refuse(line, f"{len(cells)} columns, but there must be {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells), line=line)
        for name in "from", "to":
            row[name] = self.date(line, row[name]) if row[name] else None
        if row["from"] and row["to"] and row["to"] < row["from"]:
            self.refuse(line, "ends before it begins")
        self.one_of(line, "for", row["for"], list(WHOM))
        for name in NEEDS + ["consent_if_home_education"]:
            self.one_of(line, name, row[name], ["yes", "no"])
        if row["days_absent"] and not row["days_absent"].isdigit():
            self.refuse(line, f"days_absent {row['days_absent']!r} must be a number of school days")
        for name in "words", "source":
            if not row[name].strip():
                self.refuse(line, f"{name} is blank")
        letter = row["letter"]
        if not (1 <= len(letter) <= 2 and letter.isascii() and letter.isalpha() and letter.islower()):
            self.refuse(line, f"letter {letter!r} must be one or two small letters")
        return row

    def check_eras(self):
        last = {}
        for row in self.rows:
            if not row["from"]:
                continue
            before = last.get(row["letter"])
            if before and (before["to"] is None or before["to"] >= row["from"]):
                self.refuse(row["line"], f"overlaps line {before['line']}, or stands before it")
            last[row["letter"]] = row


def write(rows, out):
    out.write("const struct ground grounds[] = {\n")
    for row in rows:
        needs = " | ".join("GROUND_" + name.upper() for name in NEEDS if row[name] == "yes") or "0"
        compulsory, younger = ("true" if yes else "false" for yes in WHOM[row["for"]])
        home = "true" if row["consent_if_home_education"] == "yes" else "false"
        out.write(f"\t{{ {quoted(row['letter'])}, {quoted(row['words'])}, {quoted(row['source'])}, {day(row['from'])}, {day(row['to'])},\n"
                  f"\t  {needs}, {int(row['days_absent'] or 0)}, {compulsory}, {younger}, {home} }},\n")
    out.write("};\nconst int grounds_count = sizeof grounds / sizeof *grounds;\n")


def main(source, target):
    try:
        rows = Grounds(source).read().rows
    except (Refused, csv.Error, UnicodeDecodeError) as refused:
        sys.exit(str(refused) if isinstance(refused, Refused) else f"{source}:1: {refused}")
    with open(target, "w", encoding="utf-8") as out:
        out.write('/* Written by grounds.py from the list of grounds. */\n#include "rules/ground.h"\n\n')
        write(rows, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
