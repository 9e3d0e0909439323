#!/usr/bin/env python3
"""Compiles files of share/ that firstbell comes with into a table of name, text and length.

    share.py OUTPUT.c HEADER STRUCT ARRAY ROOT FILE...      a file's name is its path below ROOT
    share.py OUTPUT.c HEADER STRUCT ARRAY - FILE...         or, without one, what it is called less its ending
"""
import pathlib
import sys

BYTES_A_LINE = 100


def literal(data):
    """A C string a line; three octal digits, so that what follows never joins an escape."""
    text = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in data)
    return f'\t  "{text}"'


def name_of(path, root):
    return path.stem if root == "-" else path.resolve().relative_to(pathlib.Path(root).resolve())


def main(out, header, struct, array, root, *paths):
    lines = ["/* Generated from share/: do not edit. */", f'#include "{header}"', "", f"const struct {struct} {array}[] = {{"]
    for path in sorted(map(pathlib.Path, paths)):
        data = path.read_bytes()
        lines.append(f'\t{{ "{name_of(path, root)}",')
        lines += [literal(data[i:i + BYTES_A_LINE]) for i in range(0, len(data) or 1, BYTES_A_LINE)]
        lines.append(f"\t  , {len(data)} }},")
    lines += ["\t{ NULL, NULL, 0 },", "};"]
    pathlib.Path(out).write_text("\n".join(lines) + "\n", encoding="ascii")


main(*sys.argv[1:])
