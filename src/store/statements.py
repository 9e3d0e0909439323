#!/usr/bin/env python3
"""From the migrations and the statements to C: checked against the migrated schema at build.

Writes statements.h (enum of statements, numbers of their parameters), statements.c (their texts and the migrations'),
rows.h (a struct a thing) and rows.c (how a thing is read, written and verified): whichever of them the arguments name.  A thing is a table that stands behind
a line `-- thing NAME` in a migration.
"""
import hashlib
import pathlib
import re
import sqlite3
import sys

PARAMETER = re.compile(r":([a-z_]+[0-9]*)")
COMMENT = re.compile(r"--[^\n]*")


def fail(path, line, text):
    sys.exit(f"{path}:{line}: {text}")


def repeat_values(sql, times):
    """Its one row of values so often, the parameters of each row after those of the one before; after the first they have a number behind their names."""
    head, row = re.fullmatch(r"(.*\bVALUES)\s*(\(.*\))\s*", COMMENT.sub("", sql), re.S).groups()
    return head + ", ".join([row] + [PARAMETER.sub(lambda name: f":{name[1]}{n}", row) for n in range(1, times)])


def read_statements(path):
    """Yields (name, line, rows, sql) of each `-- statement NAME` block; `-- statement NAME rows N` puts N rows at once."""
    name, start, times, lines = None, 0, 1, []

    def whole():
        return repeat_values("\n".join(lines), times) if times > 1 else "\n".join(lines)

    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r"-- statement ([a-z0-9_]+)(?: rows (\d+))?$", line)
        if match:
            if name:
                yield name, start, times, whole()
            name, start, times, lines = match[1], number, int(match[2] or 1), []
        elif name is None and line.strip() and not line.startswith("--"):
            fail(path, number, "text before the first statement")
        else:
            lines.append(line)
    if name:
        yield name, start, times, whole()


def column_kind(name, declared):
    if name.endswith("_day"):
        return "DAY"
    if declared == "BLOB":
        return "KEY"
    return "TEXT" if declared == "TEXT" else "INTEGER"


C_TYPE = {"DAY": "struct day ", "KEY": "struct key ", "TEXT": "const char *", "INTEGER": "int64_t "}


def read_things(db, migrations):
    """By the order of the migrations, so that a later one changes no number of an earlier thing; columns as all of them together leave the table."""
    things = {}
    for path in migrations:
        for name in re.findall(r"^-- thing ([a-z_]+)$", path.read_text(), re.M):
            rows = db.execute(f"PRAGMA table_info({name})").fetchall()
            if name in things:
                fail(path, 1, f"thing {name} stands twice")
            if not rows or rows[0][1] != "id":
                fail(path, 1, f"thing {name} is no table that begins with its id")
            things[name] = path, [(row[1], column_kind(row[1], row[2]), bool(row[3])) for row in rows[1:]]
    return things


def thing_statements(name, columns):
    names = [c[0] for c in columns]
    listed = ", ".join(names)
    yield f"thing_{name}_get", f"SELECT id, {listed} FROM {name} WHERE id = :id"
    yield f"thing_{name}_all", f"SELECT id, {listed} FROM {name} ORDER BY id"
    yield f"thing_{name}_put", (
        f"INSERT INTO {name} (id, {listed}) VALUES (:id, {', '.join(':' + n for n in names)}) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in names)}")
    yield f"thing_{name}_remove", f"DELETE FROM {name} WHERE id = :id"
    yield f"thing_{name}_next", f"SELECT coalesce(max(id), 0) + 1 FROM (SELECT max(id) AS id FROM {name} UNION ALL SELECT max(thing_id) FROM change WHERE thing = '{name}')"


def c_text(text):
    text = re.sub(r"\s+", " ", COMMENT.sub("", text)).strip().rstrip(";")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def c_script(text):
    return "\n\t\t".join('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '\\n"' for line in text.splitlines())


def schema_digest(db):
    """What the statement schema_all gives of a store that nobody has changed, hashed as src/store/check.c does."""
    digest = hashlib.blake2b(digest_size=32)
    for row in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"):
        for text in row:
            digest.update(text.encode() + b"\0")
    return ", ".join(f"0x{byte:02x}" for byte in digest.digest())


def main(root, outputs):
    migrations = sorted((root / "migrations").glob("*.sql"))
    db = sqlite3.connect(":memory:")
    for number, path in enumerate(migrations, 1):
        if int(path.stem) != number:
            fail(path, 1, f"migration {number} is missing")
        db.executescript(path.read_text())
    things = read_things(db, migrations)
    statements = {}
    for path in sorted((root / "sql").glob("*.sql")):
        for name, line, times, sql in read_statements(path):
            if name in statements:
                fail(path, line, f"statement {name} stands twice")
            statements[name] = (path, line, times, sql)
    for thing, (path, columns) in things.items():
        for name, sql in thing_statements(thing, columns):
            statements[name] = (path, 1, 1, sql)

    header = ["/* Generated from src/store/sql and src/store/migrations: do not edit. */", "#ifndef STORE_STATEMENTS_H",
              "#define STORE_STATEMENTS_H", "", "enum statement {"]
    body = ['#include "statements.h"', "", "const char *const statement_text[SQL_COUNT] = {"]
    numbers = []
    for name, (path, line, times, sql) in statements.items():
        bare = COMMENT.sub("", sql)
        parameters = list(dict.fromkeys(PARAMETER.findall(re.sub(r"'[^']*'", "''", bare))))
        try:
            db.execute("EXPLAIN " + bare.strip().rstrip(";"), {p: None for p in parameters})
        except sqlite3.Error as e:
            fail(path, line, f"statement {name}: {e}")
        header.append(f"\tSQL_{name.upper()},")
        body.append(f"\t[SQL_{name.upper()}] = {c_text(sql)},")
        width = len(parameters) // times
        numbers += [f"\t{name.upper()}_{p.upper()} = {n}," for n, p in enumerate(parameters[:width], 1)]
        if times > 1:
            numbers += [f"\t{name.upper()}_ROWS = {times},", f"\t{name.upper()}_WIDTH = {width}, /* parameters a row */"]
    header += ["\tSQL_COUNT", "};", "", "/* Parameters, by statement. */", "enum {"] + numbers + ["};", "",
               "extern const char *const statement_text[SQL_COUNT];",
               f"enum {{ MIGRATIONS = {len(migrations)} }};", "extern const char *const migration_text[MIGRATIONS];",
               "extern const unsigned char schema_digest[32]; /* of what the migrations make */", "", "#endif"]
    body += ["};", "", "const char *const migration_text[MIGRATIONS] = {"]
    body += ["\t" + c_script(path.read_text()) + "," for path in migrations] + ["};"]
    body += ["", f"const unsigned char schema_digest[32] = {{ {schema_digest(db)} }};"]

    rows_h = ["/* Generated from src/store/migrations: a struct a thing, its columns in the table's order.  Do not edit. */",
              "#ifndef STORE_ROWS_H", "#define STORE_ROWS_H", "", "#include <stdint.h>", "", '#include "base/day.h"',
              '#include "base/key.h"', "", "#define NONE INT64_MIN /**< NULL in an INTEGER column; NULL and DAY_NONE in the others */",
              "", "enum thing {"]
    rows_h += [f"\tTHING_{name.upper()}," for name in things] + ["\tTHINGS", "};", ""]
    rows_c = ['#include <stddef.h>', "", '#include "store/rows.h"', '#include "statements.h"', '#include "thing.h"', ""]
    table = []
    for name, (_, columns) in things.items():
        rows_h.append(f"struct {name}_row {{")
        rows_h.append("\tint64_t id;")
        rows_h += [f"\t{C_TYPE[kind]}{column};" + ("" if required else " /**< may be none */") for column, kind, required in columns]
        rows_h += ["};", f"#define {name.upper()}_NEW (struct {name}_row){{ " + ", ".join(
            f".{column} = " + ("NONE" if kind == "INTEGER" else "DAY_NONE") for column, kind, required in columns
            if kind in ("INTEGER", "DAY") and not required) + " }" if any(
            kind in ("INTEGER", "DAY") and not required for column, kind, required in columns)
            else f"}};\n#define {name.upper()}_NEW (struct {name}_row){{ 0 }}", ""]
        if rows_h[-2].startswith("};\n"):
            rows_h[-2] = rows_h[-2][3:]
        rows_c.append(f"static const struct thing_column {name}_columns[] = {{")
        rows_c += [f'\t{{ "{column}", COLUMN_{kind}, offsetof(struct {name}_row, {column}), {str(required).lower()} }},' for column, kind, required in columns]
        rows_c += ["};", ""]
        u = name.upper()
        table.append(f'\t[THING_{u}] = {{ "{name}", sizeof(struct {name}_row), {name}_columns, {len(columns)}, SQL_THING_{u}_GET, '
                     f"SQL_THING_{u}_ALL, SQL_THING_{u}_PUT, SQL_THING_{u}_REMOVE, SQL_THING_{u}_NEXT }},")
    rows_h += ["#endif"]
    rows_c += ["const struct thing_shape thing_shapes[THINGS] = {"] + table + ["};"]
    texts = {"statements.h": header, "statements.c": body, "rows.h": rows_h, "rows.c": rows_c}
    for path in outputs:
        path.write_text("\n".join(texts[path.name]) + "\n")


main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]])
