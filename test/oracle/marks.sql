-- What stands, three times over: as v_mark says, as the history adds up to, as the strips have it.
CREATE TEMP TABLE oracle_mark AS
SELECT m.pupil, m.date, m.session, m.date || m.session AS sitting, m.code, m.class AS roll_group, m.category, c.class,
  -- Figures are those of the time on the roll (domain 4); both ends of a spell are on it, and it may begin or end at noon.
  -- Boarders are in no statistics (domain 2.1).
  EXISTS (SELECT 1 FROM enrolment e JOIN pupil p ON p.id = e.pupil WHERE lower(hex(p.key)) = m.pupil AND NOT p.boarder
    AND m.date || m.session >= date(e.from_day * 86400, 'unixepoch') || CASE e.from_session WHEN 0 THEN 'am' ELSE 'pm' END
    AND (e.to_day IS NULL OR m.date || m.session <= date(e.to_day * 86400, 'unixepoch') || CASE e.to_session WHEN 0 THEN 'am' ELSE 'pm' END)) AS on_roll
FROM v_mark m LEFT JOIN oracle_class c ON c.code = m.code AND m.date BETWEEN c.from_date AND c.to_date;
CREATE INDEX temp.oracle_mark_by_pupil ON oracle_mark (pupil, sitting);

CREATE TEMP VIEW oracle_replayed AS
SELECT pupil, date, session, code_after AS code
FROM (SELECT *, row_number() OVER (PARTITION BY pupil, date, session ORDER BY act DESC, ordinal DESC) AS back FROM v_entry WHERE stands)
WHERE back = 1 AND code_after IS NOT NULL;

-- Slot 2 * (day - 1 September) + session; a byte is two hex digits.
CREATE TEMP VIEW oracle_strip AS
WITH RECURSIVE slot (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM slot WHERE n < 731)
SELECT y.pupil, date(y.school_year || '-09-01', '+' || (slot.n / 2) || ' days') AS date,
  CASE slot.n % 2 WHEN 0 THEN 'am' ELSE 'pm' END AS session,
  (SELECT symbol FROM code_era WHERE printf('%02X', number) = substr(y.marks, 2 * slot.n + 1, 2) LIMIT 1) AS code
FROM v_pupil_year y CROSS JOIN slot
WHERE substr(y.marks, 2 * slot.n + 1, 2) <> '00';
