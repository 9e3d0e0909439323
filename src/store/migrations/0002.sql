-- Migration 2: a school moves in (design 2).

-- A file of marks that was brought in, or is half in: begun once, `finished` with its last act.
-- thing import_file
CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,           -- marks
  name TEXT NOT NULL,           -- the file's, without its directory
  digest TEXT NOT NULL,         -- BLAKE2b-256 of its bytes, hex
  marks INTEGER NOT NULL,       -- to be entered in all
  left_out INTEGER NOT NULL,
  begun_day INTEGER NOT NULL,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
  taken_from_day INTEGER,       -- registers of these days were taken in the product that the file comes from; NULL and NULL: of none
  taken_to_day INTEGER
) STRICT;

-- Whose contact, whose address; and what SQLite asks of each table before it lets a row go that others may name (an import undone).
CREATE INDEX contact_by_adult ON contact (adult);
CREATE INDEX address_by_adult ON address (adult) WHERE adult IS NOT NULL;
CREATE INDEX address_by_pupil ON address (pupil) WHERE pupil IS NOT NULL;
CREATE INDEX pupil_by_merged_into ON pupil (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX strip_by_pupil ON strip (pupil);
