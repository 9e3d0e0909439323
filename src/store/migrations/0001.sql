-- Migration 1: the whole store (design 2).  Every date is a civil day number (days since 1 January 1970), every column
-- that holds one ends in _day; sessions are 0 morning, 1 afternoon; minutes are after midnight.

-- Which store this is.  `random` is read at the start of every write: a store restored or swapped under us is noticed.
-- `clock` is the practice school's own time, seconds since 1970; NULL in every other store.
CREATE TABLE store_info (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  random BLOB NOT NULL CHECK (length(random) = 16),
  clock INTEGER
) STRICT;

-- THE RECORD: acts and their items, append-only, chained --------------------------------------------------------------

-- What one person did at one moment.  The column order is the canonical order: firstbell-data(7).
CREATE TABLE act (
  seq INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff INTEGER REFERENCES staff (id),
  staff_name TEXT NOT NULL,
  position TEXT NOT NULL,
  roles TEXT NOT NULL,
  acting_for INTEGER REFERENCES staff (id),
  uid INTEGER NOT NULL,
  terminal TEXT NOT NULL,
  version TEXT NOT NULL,
  reason TEXT,
  roll_group INTEGER REFERENCES roll_group (id),
  day INTEGER,
  session INTEGER,
  undoes INTEGER REFERENCES act (seq),
  salt BLOB,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX act_by_register ON act (day, session, roll_group) WHERE roll_group IS NOT NULL;
CREATE INDEX act_by_undone ON act (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX act_by_time ON act (at);

-- One mark changed.  stands = 0: an attempt, kept in the history only.
CREATE TABLE entry (
  act INTEGER NOT NULL REFERENCES act (seq),
  ordinal INTEGER NOT NULL,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  day INTEGER NOT NULL,
  session INTEGER NOT NULL CHECK (session IN (0, 1)),
  code_before INTEGER NOT NULL,
  code_after INTEGER NOT NULL,
  minutes_late INTEGER,
  arrival INTEGER,
  planned INTEGER NOT NULL CHECK (planned IN (0, 1)),
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_pupil ON entry (pupil, day, session);

-- One fact other than a mark.  A row of another table is what its changes add up to: NULL in every field is no row.
CREATE TABLE change (
  act INTEGER NOT NULL REFERENCES act (seq),
  ordinal INTEGER NOT NULL,
  thing TEXT NOT NULL,
  thing_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_thing ON change (thing, thing_id, field);

-- Words beside a mark or a pupil, with who may see them ('all', or a role).
CREATE TABLE note (
  act INTEGER NOT NULL REFERENCES act (seq),
  ordinal INTEGER NOT NULL,
  pupil INTEGER REFERENCES pupil (id),
  day INTEGER,
  session INTEGER,
  audience TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_pupil ON note (pupil, day, session);

-- Items that retention is erasing in this very transaction; empty at every other time.
CREATE TABLE erasing (
  act INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  by_act INTEGER NOT NULL,
  PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;

-- What is left of an erased item: its leaf.
CREATE TABLE erased (
  act INTEGER NOT NULL REFERENCES act (seq),
  ordinal INTEGER NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (act, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER act_keep BEFORE DELETE ON act BEGIN SELECT RAISE (ABORT, 'an act is never deleted'); END;
CREATE TRIGGER act_stand BEFORE UPDATE OF seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal,
  version, reason, roll_group, day, session, undoes, previous, hash ON act
  BEGIN SELECT RAISE (ABORT, 'an act is never changed'); END;
CREATE TRIGGER act_salt BEFORE UPDATE OF salt ON act
  WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE act = OLD.seq AND by_act = (SELECT max(seq) FROM act))
  BEGIN SELECT RAISE (ABORT, 'a salt changes only where an item is erased'); END;
CREATE TRIGGER entry_stand BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_keep BEFORE DELETE ON entry
  WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE act = OLD.act AND ordinal = OLD.ordinal AND by_act = (SELECT max(seq) FROM act))
  BEGIN SELECT RAISE (ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER change_stand BEFORE UPDATE ON change BEGIN SELECT RAISE (ABORT, 'a change is never changed'); END;
CREATE TRIGGER change_keep BEFORE DELETE ON change
  WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE act = OLD.act AND ordinal = OLD.ordinal AND by_act = (SELECT max(seq) FROM act))
  BEGIN SELECT RAISE (ABORT, 'a change is never deleted'); END;
CREATE TRIGGER note_stand BEFORE UPDATE ON note BEGIN SELECT RAISE (ABORT, 'a note is never changed'); END;
CREATE TRIGGER note_keep BEFORE DELETE ON note
  WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE act = OLD.act AND ordinal = OLD.ordinal AND by_act = (SELECT max(seq) FROM act))
  BEGIN SELECT RAISE (ABORT, 'a note is never deleted'); END;
CREATE TRIGGER erased_stand BEFORE UPDATE ON erased BEGIN SELECT RAISE (ABORT, 'what was erased is never changed'); END;
CREATE TRIGGER erased_keep BEFORE DELETE ON erased BEGIN SELECT RAISE (ABORT, 'what was erased stays erased'); END;

-- WHAT STANDS: made from the record, rebuilt by `verify` ----------------------------------------------------------------

-- One pupil's storage year (1 September to 31 August): a byte a session, the code's number, 0 = no mark.
CREATE TABLE strip (
  year INTEGER NOT NULL,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  marks BLOB NOT NULL CHECK (length(marks) = 732),
  PRIMARY KEY (year, pupil)
) STRICT, WITHOUT ROWID;

-- A group's register of one session: the acts that sent and closed it last.
CREATE TABLE register (
  day INTEGER NOT NULL,
  session INTEGER NOT NULL CHECK (session IN (0, 1)),
  roll_group INTEGER NOT NULL REFERENCES roll_group (id),
  opened_act INTEGER REFERENCES act (seq),
  sent_act INTEGER REFERENCES act (seq),
  closed_act INTEGER REFERENCES act (seq),
  PRIMARY KEY (day, session, roll_group)
) STRICT, WITHOUT ROWID;

-- A copy of share/codes/england.csv, so that the views can name codes; `check` compares it with the program's own.
CREATE TABLE code_era (
  number INTEGER NOT NULL,
  symbol TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  category TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (number, from_day)
) STRICT, WITHOUT ROWID;

-- The hash a person signs in with.  Not in the record: staff.password_seal, which is, holds its digest.
CREATE TABLE password (
  staff INTEGER PRIMARY KEY REFERENCES staff (id),
  hash TEXT NOT NULL
) STRICT;

-- THINGS: rows that changes add up to ------------------------------------------------------------------------------------
-- Each has an id and the generator makes its C struct (store/rows.h), its reading, its writing and its part of `verify`.

-- thing school
CREATE TABLE school (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL CHECK (length(key) = 16),
  name TEXT NOT NULL,
  authority TEXT NOT NULL,      -- three digits
  establishment TEXT NOT NULL,  -- four digits
  urn TEXT,
  phase TEXT,
  address TEXT,
  telephone TEXT,
  timezone TEXT NOT NULL        -- Europe/London
) STRICT;

-- thing site
CREATE TABLE site (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  name TEXT NOT NULL
) STRICT;

-- thing setting
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,           -- codes.teacher, policy.current ...
  from_day INTEGER NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (name, from_day)
) STRICT;

-- thing policy
CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  text TEXT NOT NULL            -- the file as it was adopted
) STRICT;

-- thing term
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL CHECK (to_day >= from_day)
) STRICT;

-- thing closure
CREATE TABLE closure (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'inset', 'planned', 'unplanned', 'partial', 'open')),
  from_day INTEGER NOT NULL,
  from_session INTEGER NOT NULL CHECK (from_session IN (0, 1)),
  to_day INTEGER NOT NULL CHECK (to_day >= from_day),
  to_session INTEGER NOT NULL CHECK (to_session IN (0, 1)),
  year INTEGER,                 -- NULL: every year
  roll_group INTEGER REFERENCES roll_group (id)
) STRICT;

-- thing session_time
CREATE TABLE session_time (
  id INTEGER PRIMARY KEY,
  site INTEGER REFERENCES site (id),
  year INTEGER,
  roll_group INTEGER REFERENCES roll_group (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  session INTEGER NOT NULL CHECK (session IN (0, 1)),
  gate INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  closes INTEGER NOT NULL,
  ends INTEGER NOT NULL
) STRICT;

-- thing staff
CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  sign_in TEXT NOT NULL UNIQUE, -- the short name typed at --as
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'machine')),
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  password_seal TEXT            -- BLAKE2b-256 of the password's hash, hex
) STRICT;

-- thing staff_login
CREATE TABLE staff_login (
  id INTEGER PRIMARY KEY,
  staff INTEGER NOT NULL REFERENCES staff (id),
  uid INTEGER NOT NULL,
  login TEXT NOT NULL,          -- the system's name for that uid when it was bound
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX staff_login_by_uid ON staff_login (uid);

-- thing staff_role
CREATE TABLE staff_role (
  id INTEGER PRIMARY KEY,
  staff INTEGER NOT NULL REFERENCES staff (id),
  role TEXT NOT NULL,
  year INTEGER,                 -- scope; NULL and NULL: the whole school
  roll_group INTEGER REFERENCES roll_group (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX staff_role_by_staff ON staff_role (staff);

-- thing staff_group
CREATE TABLE staff_group (
  id INTEGER PRIMARY KEY,
  staff INTEGER NOT NULL REFERENCES staff (id),
  roll_group INTEGER NOT NULL REFERENCES roll_group (id),
  kind TEXT NOT NULL CHECK (kind IN ('teacher', 'cover')),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX staff_group_by_staff ON staff_group (staff);

-- thing staff_acting
CREATE TABLE staff_acting (
  id INTEGER PRIMARY KEY,
  staff INTEGER NOT NULL REFERENCES staff (id),
  for_staff INTEGER NOT NULL REFERENCES staff (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;

-- thing roll_group
CREATE TABLE roll_group (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('class', 'form', 'other')),
  site INTEGER REFERENCES site (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX roll_group_by_name ON roll_group (name);

-- thing pupil
CREATE TABLE pupil (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  upn TEXT,                     -- NULL: none yet
  former_upn TEXT,
  admission_number TEXT,
  surname TEXT NOT NULL,        -- legal; "" for one name only
  forename TEXT NOT NULL,
  preferred_name TEXT,          -- known as
  sort_name TEXT,               -- where the order of names differs
  born_day INTEGER NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('F', 'M')),
  boarder INTEGER NOT NULL CHECK (boarder IN (0, 1)),
  died_day INTEGER,
  merged_into INTEGER REFERENCES pupil (id)
) STRICT;
CREATE UNIQUE INDEX pupil_by_upn ON pupil (upn) WHERE upn IS NOT NULL;
CREATE UNIQUE INDEX pupil_by_admission_number ON pupil (admission_number) WHERE admission_number IS NOT NULL;

-- thing pupil_name
CREATE TABLE pupil_name (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  surname TEXT NOT NULL,        -- a former name, and until when it was the name
  forename TEXT NOT NULL,
  preferred_name TEXT,
  to_day INTEGER NOT NULL
) STRICT;
CREATE INDEX pupil_name_by_pupil ON pupil_name (pupil);

-- thing pupil_flag
CREATE TABLE pupil_flag (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  flag TEXT NOT NULL,           -- sen, fsm, looked_after, cp, eal, social_worker ...
  value TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX pupil_flag_by_pupil ON pupil_flag (pupil);

-- thing pupil_year
CREATE TABLE pupil_year (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  year INTEGER NOT NULL CHECK (year BETWEEN -2 AND 14),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX pupil_year_by_pupil ON pupil_year (pupil);

-- thing enrolment
CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  kind TEXT NOT NULL CHECK (kind IN ('single', 'main', 'subsidiary', 'guest')),
  from_day INTEGER NOT NULL,    -- both ends are on the roll
  from_session INTEGER NOT NULL CHECK (from_session IN (0, 1)),
  to_day INTEGER,
  to_session INTEGER CHECK (to_session IN (0, 1)),
  ground TEXT,
  destination TEXT,
  other_school TEXT,
  CHECK ((to_day IS NULL) = (to_session IS NULL))
) STRICT;
CREATE INDEX enrolment_by_pupil ON enrolment (pupil);

-- thing membership
CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  roll_group INTEGER NOT NULL REFERENCES roll_group (id),
  weekdays INTEGER NOT NULL,    -- bit 0 Monday .. bit 6 Sunday
  sessions INTEGER NOT NULL,    -- bit 0 morning, bit 1 afternoon
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX membership_by_pupil ON membership (pupil);
CREATE INDEX membership_by_group ON membership (roll_group);

-- thing adult
CREATE TABLE adult (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  title TEXT,
  surname TEXT NOT NULL,
  forename TEXT NOT NULL,
  email TEXT,
  language TEXT,
  died_day INTEGER
) STRICT;

-- thing adult_number
CREATE TABLE adult_number (
  id INTEGER PRIMARY KEY,
  adult INTEGER NOT NULL REFERENCES adult (id),
  kind TEXT NOT NULL CHECK (kind IN ('mobile', 'home', 'work')),
  number TEXT NOT NULL,
  rank INTEGER NOT NULL,
  dead INTEGER NOT NULL CHECK (dead IN (0, 1))
) STRICT;
CREATE INDEX adult_number_by_adult ON adult_number (adult);

-- thing address
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  adult INTEGER REFERENCES adult (id),
  pupil INTEGER REFERENCES pupil (id),
  lines TEXT NOT NULL,
  postcode TEXT,
  secret INTEGER NOT NULL CHECK (secret IN (0, 1)),
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;

-- thing contact
CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  adult INTEGER NOT NULL REFERENCES adult (id),
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  priority INTEGER NOT NULL,
  relation TEXT NOT NULL,
  lives_with INTEGER NOT NULL CHECK (lives_with IN (0, 1)),
  parental_responsibility INTEGER NOT NULL CHECK (parental_responsibility IN (0, 1)),
  letters INTEGER NOT NULL CHECK (letters IN (0, 1)),
  texts INTEGER NOT NULL CHECK (texts IN (0, 1)),
  may_collect INTEGER NOT NULL CHECK (may_collect IN (0, 1)),
  do_not_contact INTEGER NOT NULL CHECK (do_not_contact IN (0, 1)),
  court_order TEXT,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX contact_by_pupil ON contact (pupil);

-- VIEWS: the same as plain rows, for any SQL tool (design 6) -----------------------------------------------------------------

CREATE VIEW v_act AS
SELECT a.seq AS act, strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch') AS at, a.kind, a.staff_name AS name, a.position, a.roles,
  f.name AS acting_for, a.uid, a.terminal, a.version, a.reason, g.name AS class, date(a.day * 86400, 'unixepoch') AS date,
  CASE a.session WHEN 0 THEN 'am' WHEN 1 THEN 'pm' END AS session, a.undoes,
  a.at < (SELECT p.at FROM act p WHERE p.seq = a.seq - 1) AS clock_went_back, lower(hex(a.key)) AS key, lower(hex(a.hash)) AS hash
FROM act a LEFT JOIN staff f ON f.id = a.acting_for LEFT JOIN roll_group g ON g.id = a.roll_group;

CREATE VIEW v_entry AS
SELECT e.act, e.ordinal, strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch') AS at, a.staff_name AS name, a.position,
  lower(hex(p.key)) AS pupil, p.upn, p.admission_number, p.surname, p.forename, date(e.day * 86400, 'unixepoch') AS date,
  CASE e.session WHEN 0 THEN 'am' ELSE 'pm' END AS session,
  (SELECT symbol FROM code_era WHERE number = e.code_before LIMIT 1) AS code_before,
  (SELECT symbol FROM code_era WHERE number = e.code_after LIMIT 1) AS code_after,
  e.minutes_late, CASE WHEN e.arrival IS NOT NULL THEN printf('%02d:%02d', e.arrival / 60, e.arrival % 60) END AS arrival,
  e.planned, e.stands, a.reason
FROM entry e JOIN act a ON a.seq = e.act JOIN pupil p ON p.id = e.pupil;

-- One row a mark that stands now: the last entry of its pupil, day and session that stood.
CREATE VIEW v_mark AS
SELECT lower(hex(p.key)) AS pupil, p.upn, p.admission_number, p.surname, p.forename,
  (SELECT g.name FROM membership m JOIN roll_group g ON g.id = m.roll_group
    WHERE m.pupil = e.pupil AND m.from_day <= e.day AND (m.to_day IS NULL OR m.to_day >= e.day)
      AND (m.weekdays >> ((e.day + 3) % 7)) & 1 AND (m.sessions >> e.session) & 1
    ORDER BY m.from_day DESC LIMIT 1) AS class,
  date(e.day * 86400, 'unixepoch') AS date, CASE e.session WHEN 0 THEN 'am' ELSE 'pm' END AS session,
  c.symbol AS code, c.category, e.minutes_late
FROM entry e JOIN pupil p ON p.id = e.pupil
  LEFT JOIN code_era c ON c.number = e.code_after AND c.from_day <= e.day AND (c.to_day IS NULL OR c.to_day >= e.day)
WHERE e.stands = 1 AND e.code_after <> 0
  AND NOT EXISTS (SELECT 1 FROM entry l WHERE l.pupil = e.pupil AND l.day = e.day AND l.session = e.session AND l.stands = 1
    AND (l.act, l.ordinal) > (e.act, e.ordinal));

CREATE VIEW v_pupil_year AS
SELECT lower(hex(p.key)) AS pupil, p.upn, p.admission_number, p.surname, p.forename, date(p.born_day * 86400, 'unixepoch') AS dob,
  p.sex, s.year AS school_year, hex(s.marks) AS marks
FROM strip s JOIN pupil p ON p.id = s.pupil;
