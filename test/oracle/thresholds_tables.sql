-- What thresholds.sql reads: reading.py fills it of a case, or of a school's views.
-- `day` is days since 1970-01-01 (a Thursday), `at` = 2 * day + (0 am, 1 pm).
CREATE TEMP TABLE oracle_seen (pupil TEXT, at INTEGER, day INTEGER, code TEXT, class TEXT, PRIMARY KEY (pupil, at)) WITHOUT ROWID;
CREATE TEMP TABLE oracle_held (at INTEGER PRIMARY KEY, day INTEGER);                   -- sessions that the school holds
CREATE TEMP TABLE oracle_term (from_day INTEGER, to_day INTEGER);
CREATE TEMP TABLE oracle_line (place INTEGER PRIMARY KEY, percent INTEGER, inclusive INTEGER);
CREATE INDEX temp.oracle_held_by_day ON oracle_held (day);
CREATE TEMP TABLE oracle_asked (first INTEGER, last INTEGER, floor INTEGER, covered_from INTEGER, covered_to INTEGER); -- the period; civil days laid out
CREATE TEMP TABLE oracle_child (pupil TEXT PRIMARY KEY, compulsory_from INTEGER, compulsory_to INTEGER, on_roll_since INTEGER);
CREATE TEMP TABLE oracle_used (pupil TEXT, at INTEGER, PRIMARY KEY (pupil, at));
CREATE TEMP TABLE oracle_set (name TEXT, code TEXT, PRIMARY KEY (name, code));
INSERT INTO oracle_set VALUES ('attendance', 'G'), ('attendance', 'N'), ('attendance', 'O'), ('attendance', 'U'), -- PR24 reg 13, domain 3.4
  ('ground_i', 'G'), ('ground_i', 'N'), ('ground_i', 'O');                             -- PR24 reg 9(1)(i): not U
