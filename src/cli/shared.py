#!/usr/bin/env python3
"""Compiles the files of share/ that firstbell comes with into a table.   shared.py OUTPUT.c ROOT FILE..."""
import pathlib
import sys

BYTES_A_LINE = 100


def literal(data):
    """A C string a line; three octal digits, so that what follows never joins an escape."""
    text = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in data)
    return f'\t  "{text}"'


def main(out, root, *paths):
    lines = ["/* Generated from share/: do not edit. */", '#include "internal.h"', "", "const struct shared_file shared_files[] = {"]
    for path in sorted(map(pathlib.Path, paths)):
        data = path.read_bytes()
        lines.append(f'\t{{ "{path.resolve().relative_to(pathlib.Path(root).resolve())}",')
        lines += [literal(data[i:i + BYTES_A_LINE]) for i in range(0, len(data) or 1, BYTES_A_LINE)]
        lines.append(f"\t  , {len(data)} }},")
    lines += ["\t{ NULL, NULL, 0 },", "};"]
    pathlib.Path(out).write_text("\n".join(lines) + "\n", encoding="ascii")


main(*sys.argv[1:])
