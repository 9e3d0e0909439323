-- SQLite's own checks.
-- statement integrity
SELECT integrity_check FROM pragma_integrity_check(100)
-- statement schema_all
SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name
-- statement foreign_keys
SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 100
