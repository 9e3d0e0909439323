-- Sessions from :first to :last (dates) that a pupil was due at and that nobody marked: on the roll, in a group that takes a
-- register of it, the school open to them (design 2; domain 3.2, 11), and that register closed by now (2.3: no later than sitting
-- :closed).  Boarders need no mark (2.1).  One row a pupil and group.
WITH RECURSIVE date_of (date, day) AS (
  SELECT :first, CAST(julianday(:first) - julianday('1970-01-01') AS INTEGER)
  UNION ALL SELECT date(date, '+1 day'), day + 1 FROM date_of WHERE date < :last
), sitting AS (
  SELECT date, day, session, 2 * day + session AS at, 1 << ((day + 3) % 7) AS weekday
  FROM date_of CROSS JOIN (SELECT 0 AS session UNION ALL SELECT 1)
), due AS (
  SELECT s.*, m.pupil, m.roll_group,
    (SELECT y.year FROM pupil_year y WHERE y.pupil = m.pupil AND s.day BETWEEN y.from_day AND coalesce(y.to_day, s.day)) AS year
  FROM sitting s JOIN membership m ON s.day BETWEEN m.from_day AND coalesce(m.to_day, s.day) AND m.weekdays & s.weekday AND m.sessions & (1 << s.session)
  WHERE EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil = m.pupil AND 2 * e.from_day + e.from_session <= s.at
    AND (e.to_day IS NULL OR s.at <= 2 * e.to_day + coalesce(e.to_session, 1)))
), shut AS (
  SELECT d.*,
    EXISTS (SELECT 1 FROM closure c WHERE c.kind <> 'open' AND d.at BETWEEN 2 * c.from_day + c.from_session AND 2 * c.to_day + c.to_session
      AND (c.year IS NULL OR c.year = d.year) AND (c.roll_group IS NULL OR c.roll_group = d.roll_group)) AS closed,
    EXISTS (SELECT 1 FROM closure c WHERE c.kind = 'open' AND d.at BETWEEN 2 * c.from_day + c.from_session AND 2 * c.to_day + c.to_session
      AND (c.year IS NULL OR c.year = d.year) AND (c.roll_group IS NULL OR c.roll_group = d.roll_group)) AS opened,
    EXISTS (SELECT 1 FROM term t WHERE d.day BETWEEN t.from_day AND t.to_day) AND d.weekday < 32
      AND NOT EXISTS (SELECT 1 FROM oracle_holiday h WHERE h.date = d.date) AS in_term
  FROM due d
)
SELECT lower(hex(p.key)) AS pupil, g.name AS roll_group, count(*) AS missing
FROM shut s JOIN pupil p ON p.id = s.pupil JOIN roll_group g ON g.id = s.roll_group AND g.kind <> 'other'
WHERE NOT p.boarder AND s.date || CASE s.session WHEN 0 THEN 'am' ELSE 'pm' END <= :closed AND NOT s.closed AND (s.in_term OR s.opened)
  AND NOT EXISTS (SELECT 1 FROM oracle_mark m WHERE m.pupil = lower(hex(p.key)) AND m.sitting = s.date || CASE s.session WHEN 0 THEN 'am' ELSE 'pm' END)
GROUP BY 1, 2;
