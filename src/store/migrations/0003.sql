-- Migration 3: the admission register is kept here (PR24 reg 8), and lives through a year without an import.

-- A new child's sex may not be known at ten to nine: it is asked for by `check` until it is.  SQLite takes a constraint away only so.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'sex TEXT NOT NULL CHECK (sex IN (''F'', ''M''))', 'sex TEXT CHECK (sex IN (''F'', ''M''))')
  WHERE type = 'table' AND name = 'pupil';
PRAGMA writable_schema = RESET;

ALTER TABLE pupil ADD COLUMN middle_names TEXT;
ALTER TABLE pupil ADD COLUMN preferred_surname TEXT;       -- known as; NULL: as the legal one
ALTER TABLE pupil_name ADD COLUMN middle_names TEXT;
ALTER TABLE pupil_name ADD COLUMN preferred_surname TEXT;
CREATE INDEX pupil_name_by_to_day ON pupil_name (to_day);   -- what a register of that day printed
CREATE INDEX pupil_by_born_day ON pupil (born_day);         -- is it the same child?

-- How a spell came about and ended: reg 8 (last school, the new home and school of a child who moves), reg 9 (what a ground asks for), reg 13.
ALTER TABLE enrolment ADD COLUMN arrangement TEXT CHECK (arrangement IN ('dual registration', 'managed move', 'off-site direction', 'mobile child'));
ALTER TABLE enrolment ADD COLUMN other_school_contact TEXT; -- who is rung there: name, telephone, e-mail
ALTER TABLE enrolment ADD COLUMN review_day INTEGER;        -- of the arrangement
ALTER TABLE enrolment ADD COLUMN last_school TEXT;          -- name and address
ALTER TABLE enrolment ADD COLUMN new_address TEXT;
ALTER TABLE enrolment ADD COLUMN evidence_day INTEGER;      -- of what shows that the ground is met
ALTER TABLE enrolment ADD COLUMN enquiries TEXT;            -- made to find the child, with the authority
ALTER TABLE enrolment ADD COLUMN consent TEXT;              -- whose, and when
ALTER TABLE enrolment ADD COLUMN social_worker_told_day INTEGER;
ALTER TABLE enrolment ADD COLUMN virtual_school_told_day INTEGER;
ALTER TABLE enrolment ADD COLUMN joined_return_day INTEGER; -- the new-pupil return was made
ALTER TABLE enrolment ADD COLUMN left_return_day INTEGER;   -- the deletion return was made

-- Sessions agreed at another place: expected there, a mark only when the other school or provider confirms it.
-- thing elsewhere
CREATE TABLE elsewhere (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  code TEXT NOT NULL,           -- D; K, B ... for a provider
  place TEXT NOT NULL,
  weekdays INTEGER NOT NULL,    -- bits as in membership
  sessions INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX elsewhere_by_pupil ON elsewhere (pupil);

-- What somebody said of two pupils, where homes and contacts do not say it or say it wrong.  `pupil` is the lower of the two.
-- thing pupil_pair
CREATE TABLE pupil_pair (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  other INTEGER NOT NULL REFERENCES pupil (id),
  said TEXT NOT NULL CHECK (said IN ('siblings', 'not siblings', 'not the same')),
  CHECK (pupil < other)
) STRICT;
CREATE INDEX pupil_pair_by_pupil ON pupil_pair (pupil);
CREATE INDEX pupil_pair_by_other ON pupil_pair (other);

ALTER TABLE contact ADD COLUMN confirmed_day INTEGER;       -- when the family last said that all of it is right
ALTER TABLE roll_group ADD COLUMN name_order TEXT CHECK (name_order IN ('surname', 'forename', 'admission_number', 'line'));
ALTER TABLE membership ADD COLUMN place INTEGER;            -- in the line of the class: 1 the first

-- Whose row it is, and was: the history of a pupil, and the amendments of the admission register, rows that are gone included.
CREATE INDEX change_of_pupil ON change (after) WHERE field = 'pupil' OR field = 'other';

-- A mark is of the class or form whose register has it; a choir, a club or a boarding house has no register, so it is never the class of a mark.
DROP VIEW v_mark;
CREATE VIEW v_mark AS
SELECT lower(hex(p.key)) AS pupil, p.upn, p.admission_number, p.surname, p.forename,
  (SELECT g.name FROM membership m JOIN roll_group g ON g.id = m.roll_group
    WHERE m.pupil = e.pupil AND g.kind IN ('class', 'form') AND m.from_day <= e.day AND (m.to_day IS NULL OR m.to_day >= e.day)
      AND (m.weekdays >> ((e.day + 3) % 7)) & 1 AND (m.sessions >> e.session) & 1
    ORDER BY m.from_day DESC, m.id DESC LIMIT 1) AS class,
  date(e.day * 86400, 'unixepoch') AS date, CASE e.session WHEN 0 THEN 'am' ELSE 'pm' END AS session,
  c.symbol AS code, c.category, e.minutes_late
FROM entry e JOIN pupil p ON p.id = e.pupil
  LEFT JOIN code_era c ON c.number = e.code_after AND c.from_day <= e.day AND (c.to_day IS NULL OR c.to_day >= e.day)
WHERE e.stands = 1 AND e.code_after <> 0
  AND NOT EXISTS (SELECT 1 FROM entry l WHERE l.pupil = e.pupil AND l.day = e.day AND l.session = e.session AND l.stands = 1
    AND (l.act, l.ordinal) > (e.act, e.ordinal));
