#!/usr/bin/env python3
"""Checks share/codes/*.csv and writes it as C.   codes.py CODES.csv CODES_TABLE.c

One permanent number a symbol, one row an era.  Every refusal names file and line.
"""
import csv
import datetime
import sys

COLUMNS = ["number", "symbol", "from", "to", "category", "physical", "needs_note", "confirm", "label", "words",
           "replacement", "source"]
CATEGORIES = ["present", "educational_activity", "authorised", "unauthorised", "not_possible", "administrative"]
CATEGORY_ENUM = {"educational_activity": "CATEGORY_ACTIVITY"}
PHYSICAL = ["in", "out", "elsewhere"]
EPOCH = datetime.date(1970, 1, 1)
LATE = "L"


class Refused(Exception):
    def __init__(self, path, line, sentence):
        super().__init__(f"{path}:{line}: {sentence}")


class Table:
    def __init__(self, path):
        self.path = path
        self.rows = []

    def refuse(self, line, sentence):
        raise Refused(self.path, line, sentence)

    def read(self):
        with open(self.path, encoding="utf-8", newline="") as f:
            reader = csv.reader(f, strict=True)
            if next(reader, None) != COLUMNS:
                self.refuse(1, "the first line must be " + ",".join(COLUMNS))
            for cells in reader:
                self.rows.append(self.row(reader.line_num, cells))
        self.check_numbers()
        self.check_eras()
        self.check_replacements()
        return self

    def row(self, line, cells):
        if len(cells) != len(COLUMNS):
            self.refuse(line, f"{len(cells)} columns, but there must be {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells), line=line)
        row["number"] = self.number(line, row["number"])
        row["from"] = self.date(line, row["from"])
        row["to"] = self.date(line, row["to"]) if row["to"] else None
        if row["to"] and row["to"] < row["from"]:
            self.refuse(line, "ends before it begins")
        self.one_of(line, "category", row["category"], CATEGORIES)
        self.one_of(line, "physical", row["physical"], PHYSICAL)
        for flag in "needs_note", "confirm":
            self.one_of(line, flag, row[flag], ["yes", "no"])
        for name in "label", "words", "source":
            if not row[name].strip():
                self.refuse(line, f"{name} is blank")
        symbol = row["symbol"]
        if not (1 <= len(symbol) <= 2 and symbol.isascii() and symbol.isprintable() and symbol == symbol.upper()):
            self.refuse(line, f"symbol {symbol!r} must be one or two characters, letters in capitals")
        return row

    def number(self, line, text):
        if not text.isdigit() or not 1 <= int(text) <= 255:
            self.refuse(line, f"number {text!r} must be from 1 to 255")
        return int(text)

    def date(self, line, text):
        try:
            return datetime.datetime.strptime(text, "%Y-%m-%d").date()
        except ValueError:
            self.refuse(line, f"{text!r} is not a date such as 2024-08-19")

    def one_of(self, line, name, text, known):
        if text not in known:
            self.refuse(line, f"unknown {name} {text!r}; known are {', '.join(known)}")

    def check_numbers(self):
        symbols, numbers = {}, {}
        for row in self.rows:
            other = symbols.setdefault(row["number"], row)
            if other["symbol"] != row["symbol"]:
                self.refuse(row["line"], f"number {row['number']} is {other['symbol']} on line {other['line']}")
            other = numbers.setdefault(row["symbol"], row)
            if other["number"] != row["number"]:
                self.refuse(row["line"], f"{row['symbol']} is number {other['number']} on line {other['line']}")

    def check_eras(self):
        last = {}
        for row in self.rows:
            before = last.get(row["symbol"])
            if before and (before["to"] is None or before["to"] >= row["from"]):
                self.refuse(row["line"], f"overlaps line {before['line']}, or stands before it")
            last[row["symbol"]] = row

    def check_replacements(self):
        """A code that is not in force on every day since the first says what to use instead."""
        symbols = {row["symbol"]: row for row in self.rows}
        first = min((row["from"] for row in self.rows), default=None)
        begins = {}
        for row in self.rows:
            begins.setdefault(row["symbol"], row["from"])
        for symbol, row in symbols.items():
            if (row["to"] or begins[symbol] != first) and not row["replacement"]:
                self.refuse(row["line"], f"{symbol} is not always in force, so it needs a replacement")
            for word in row["replacement"].replace(" to ", " ").split():
                if word not in symbols:
                    self.refuse(row["line"], f"replacement {word} is not a code")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def day(date):
    return f"{{ {(date - EPOCH).days} }}" if date else "{ INT32_MIN }"


def category(row):
    return CATEGORY_ENUM.get(row["category"], "CATEGORY_" + row["category"].upper())


def write_codes(rows, out):
    out.write("const struct code codes[] = {\n")
    for row in rows:
        flags = ", ".join("true" if row[name] == "yes" else "false" for name in ("needs_note", "confirm"))
        words = ", ".join(quoted(row[name]) for name in ("label", "words", "replacement", "source"))
        out.write(f"\t{{ {row['number']}, {quoted(row['symbol'])}, {day(row['from'])}, {day(row['to'])}, "
                  f"{category(row)}, PHYSICAL_{row['physical'].upper()}, {flags},\n\t  {words} }},\n")
    out.write("};\nconst int codes_count = sizeof codes / sizeof *codes;\n\n")


def write_eras(rows, out):
    next_day = datetime.timedelta(days=1)
    starts = {row["from"] for row in rows} | {row["to"] + next_day for row in rows if row["to"]}
    out.write("const struct era eras[] = {\n\t{ .from = { INT32_MIN } },\n")
    for start in sorted(starts):
        out.write(f"\t{{ /* {start} */\n\t\t.from = {day(start)},\n")
        force = [(i, row) for i, row in enumerate(rows) if row["from"] <= start <= (row["to"] or start)]
        write_array(out, "row", ((row["number"], str(i + 1)) for i, row in force))
        write_array(out, "lanes", ((row["number"], f"LANE({category(row)})" +
                                    (" | LANE_LATE" if row["symbol"] == LATE else "")) for i, row in force))
        write_array(out, "category", ((row["number"], category(row)) for i, row in force))
        out.write("\t},\n")
    out.write("};\nconst int eras_count = sizeof eras / sizeof *eras;\n"
              '_Static_assert(sizeof eras / sizeof *eras <= ERAS_MOST, "ERAS_MOST is too small");\n')


def write_array(out, name, pairs):
    out.write(f"\t\t.{name} = {{\n")
    for number, value in pairs:
        out.write(f"\t\t\t[{number}] = {value},\n")
    out.write("\t\t},\n")


def main(source, target):
    try:
        rows = Table(source).read().rows
    except (Refused, csv.Error, UnicodeDecodeError) as refused:
        sys.exit(str(refused) if isinstance(refused, Refused) else f"{source}:1: {refused}")
    with open(target, "w", encoding="utf-8") as out:
        out.write('/* Written by codes.py from the list of codes. */\n#include "eras.h"\n\n')
        write_codes(rows, out)
        write_eras(rows, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
