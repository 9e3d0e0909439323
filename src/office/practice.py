#!/usr/bin/env python3
"""The practice school's tables and the files that a new school begins with, as C.

practice.py HEADER SOURCE FILE...   A table NAME.csv becomes `struct practice_NAME` and an array `practice_NAMEs`
ended by its count; any other file becomes a string.  Refuses, with file and line, what the program could not use.
"""
import csv
import pathlib
import re
import sys


def quoted(text):
    out = "".join(c if 32 <= ord(c) < 127 and c not in '"\\?' else "".join(f"\\{b:03o}" for b in c.encode()) for c in text)
    return f'"{out}"'


def read_table(path):
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.reader(source, strict=True)
        heading = next(reader)
        for name in heading:
            if not re.fullmatch(r"[a-z_]+", name):
                sys.exit(f"{path}:1: {name!r} is no heading")
        rows = []
        for row in reader:
            if len(row) != len(heading):
                sys.exit(f"{path}:{reader.line_num}: {len(row)} fields, not {len(heading)}")
            rows.append(row)
    return heading, rows


def write_table(path, header, source):
    name = "practice_" + path.stem
    heading, rows = read_table(path)
    header.append(f"struct {name} {{\n\tconst char *{', *'.join(heading)};\n}};\n"
                  f"extern const struct {name} {name}[];\nextern const int {name}_count;\n")
    source.append(f"const struct {name} {name}[] = {{")
    source += ["\t{ " + ", ".join(quoted(field) for field in row) + " }," for row in rows]
    source.append(f"}};\nconst int {name}_count = {len(rows)};\n")


def write_text(path, header, source):
    name = "share_" + re.sub(r"[^a-z0-9]", "_", path.name)
    header.append(f"extern const char {name}[];\n")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    source.append(f"const char {name}[] =")
    source += ["\t" + quoted(line.rstrip("\n")).removesuffix('"') + ('\\n"' if line.endswith("\n") else '"') for line in lines]
    source.append("\t;\n")


def main(header_path, source_path, *paths):
    header = ["/* Written by practice.py.  Do not edit. */", "#ifndef OFFICE_PRACTICE_H", "#define OFFICE_PRACTICE_H", ""]
    source = ["/* Written by practice.py.  Do not edit. */", '#include "practice.h"', ""]
    for path in map(pathlib.Path, paths):
        (write_table if path.suffix == ".csv" else write_text)(path, header, source)
    header.append("#endif")
    pathlib.Path(header_path).write_text("\n".join(header) + "\n", encoding="utf-8")
    pathlib.Path(source_path).write_text("\n".join(source) + "\n", encoding="utf-8")


main(*sys.argv[1:])
