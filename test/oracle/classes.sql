-- The codes and their statistical classes by date, from domain.md 1.2 and 1.3: a table of the oracle's own, which knows
-- nothing of share/codes.
CREATE TEMP TABLE oracle_class (
  code TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('present', 'educational_activity', 'authorised', 'unauthorised', 'not_possible', 'administrative')),
  PRIMARY KEY (code, from_date)
) WITHOUT ROWID;

-- 1.3: PR06, 1 September 2006 to 18 August 2024; F ends with August 2013, D changes in September 2011.
INSERT INTO oracle_class VALUES
  ('/', '2006-09-01', '2024-08-18', 'present'), ('\', '2006-09-01', '2024-08-18', 'present'), ('L', '2006-09-01', '2024-08-18', 'present'),
  ('B', '2006-09-01', '2024-08-18', 'educational_activity'), ('J', '2006-09-01', '2024-08-18', 'educational_activity'),
  ('P', '2006-09-01', '2024-08-18', 'educational_activity'), ('V', '2006-09-01', '2024-08-18', 'educational_activity'),
  ('W', '2006-09-01', '2024-08-18', 'educational_activity'),
  ('D', '2006-09-01', '2011-08-31', 'educational_activity'), ('D', '2011-09-01', '2024-08-18', 'not_possible'),
  ('C', '2006-09-01', '2024-08-18', 'authorised'), ('E', '2006-09-01', '2024-08-18', 'authorised'),
  ('F', '2006-09-01', '2013-08-31', 'authorised'), ('H', '2006-09-01', '2024-08-18', 'authorised'),
  ('I', '2006-09-01', '2024-08-18', 'authorised'), ('M', '2006-09-01', '2024-08-18', 'authorised'),
  ('R', '2006-09-01', '2024-08-18', 'authorised'), ('S', '2006-09-01', '2024-08-18', 'authorised'),
  ('T', '2006-09-01', '2024-08-18', 'authorised'),
  ('G', '2006-09-01', '2024-08-18', 'unauthorised'), ('N', '2006-09-01', '2024-08-18', 'unauthorised'),
  ('O', '2006-09-01', '2024-08-18', 'unauthorised'), ('U', '2006-09-01', '2024-08-18', 'unauthorised'),
  ('X', '2006-09-01', '2024-08-18', 'not_possible'), ('Y', '2006-09-01', '2024-08-18', 'not_possible'),
  ('Z', '2006-09-01', '2024-08-18', 'administrative'), ('#', '2006-09-01', '2024-08-18', 'administrative');

-- 1.2: PR24, from 19 August 2024.
INSERT INTO oracle_class VALUES
  ('/', '2024-08-19', '9999-12-31', 'present'), ('\', '2024-08-19', '9999-12-31', 'present'), ('L', '2024-08-19', '9999-12-31', 'present'),
  ('K', '2024-08-19', '9999-12-31', 'educational_activity'), ('V', '2024-08-19', '9999-12-31', 'educational_activity'),
  ('P', '2024-08-19', '9999-12-31', 'educational_activity'), ('W', '2024-08-19', '9999-12-31', 'educational_activity'),
  ('B', '2024-08-19', '9999-12-31', 'educational_activity'),
  ('C', '2024-08-19', '9999-12-31', 'authorised'), ('C1', '2024-08-19', '9999-12-31', 'authorised'),
  ('C2', '2024-08-19', '9999-12-31', 'authorised'), ('E', '2024-08-19', '9999-12-31', 'authorised'),
  ('I', '2024-08-19', '9999-12-31', 'authorised'), ('J1', '2024-08-19', '9999-12-31', 'authorised'),
  ('M', '2024-08-19', '9999-12-31', 'authorised'), ('R', '2024-08-19', '9999-12-31', 'authorised'),
  ('S', '2024-08-19', '9999-12-31', 'authorised'), ('T', '2024-08-19', '9999-12-31', 'authorised'),
  ('G', '2024-08-19', '9999-12-31', 'unauthorised'), ('N', '2024-08-19', '9999-12-31', 'unauthorised'),
  ('O', '2024-08-19', '9999-12-31', 'unauthorised'), ('U', '2024-08-19', '9999-12-31', 'unauthorised'),
  ('D', '2024-08-19', '9999-12-31', 'not_possible'), ('Q', '2024-08-19', '9999-12-31', 'not_possible'),
  ('X', '2024-08-19', '9999-12-31', 'not_possible'), ('Y1', '2024-08-19', '9999-12-31', 'not_possible'),
  ('Y2', '2024-08-19', '9999-12-31', 'not_possible'), ('Y3', '2024-08-19', '9999-12-31', 'not_possible'),
  ('Y4', '2024-08-19', '9999-12-31', 'not_possible'), ('Y5', '2024-08-19', '9999-12-31', 'not_possible'),
  ('Y6', '2024-08-19', '9999-12-31', 'not_possible'), ('Y7', '2024-08-19', '9999-12-31', 'not_possible'),
  ('Z', '2024-08-19', '9999-12-31', 'administrative'), ('#', '2024-08-19', '9999-12-31', 'administrative');

-- 6.6 with the boundary of domain 4: 90 and 50 belong to the band below (DfE counts 10% and 50% missed in).
CREATE TEMP TABLE oracle_band (place INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO oracle_band VALUES (0, '95 and above'), (1, '90 to 95'), (2, '80 to 90'), (3, '50 to 80'), (4, '50 or less');

-- 11: bank holidays of England and Wales; 2024 is gov.uk's, the rest computed there.
CREATE TEMP TABLE oracle_holiday (date TEXT PRIMARY KEY);
INSERT INTO oracle_holiday VALUES
  ('2024-01-01'), ('2024-03-29'), ('2024-04-01'), ('2024-05-06'), ('2024-05-27'), ('2024-08-26'), ('2024-12-25'), ('2024-12-26'),
  ('2025-01-01'), ('2025-04-18'), ('2025-04-21'), ('2025-05-05'), ('2025-05-26'), ('2025-08-25'), ('2025-12-25'), ('2025-12-26'),
  ('2026-01-01'), ('2026-04-03'), ('2026-04-06'), ('2026-05-04'), ('2026-05-25'), ('2026-08-31'), ('2026-12-25'), ('2026-12-28'),
  ('2027-01-01'), ('2027-03-26'), ('2027-03-29'), ('2027-05-03'), ('2027-05-31'), ('2027-08-30'), ('2027-12-27'), ('2027-12-28'),
  ('2028-01-03'), ('2028-04-14'), ('2028-04-17'), ('2028-05-01'), ('2028-05-29'), ('2028-08-28'), ('2028-12-25'), ('2028-12-26');
