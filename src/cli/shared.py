#!/usr/bin/env python3
"""Compiles files of share/ that firstbell comes with into a table.   shared.py OUTPUT.c HEADER ARRAY ROOT FILE..."""
import pathlib
import sys

BYTES_A_LINE = 100


def literal(data):
    """A C string a line; three octal digits, so that what follows never joins an escape."""
    text = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in data)
    return f'\t  "{text}"'


def main(out, header, array, root, *paths):
    lines = ["/* Generated from share/: do not edit. */", f'#include "{header}"', "", f"const struct shared_file {array}[] = {{"]
    for path in sorted(map(pathlib.Path, paths)):
        data = path.read_bytes()
        lines.append(f'\t{{ "{path.resolve().relative_to(pathlib.Path(root).resolve())}",')
        lines += [literal(data[i:i + BYTES_A_LINE]) for i in range(0, len(data) or 1, BYTES_A_LINE)]
        lines.append(f"\t  , {len(data)} }},")
    lines += ["\t{ NULL, NULL, 0 },", "};"]
    pathlib.Path(out).write_text("\n".join(lines) + "\n", encoding="ascii")


main(*sys.argv[1:])
