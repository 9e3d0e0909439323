-- Who is where, from the tables alone (domain 2.1, 3.1): each pupil who is on the roll at :session of :date, in which registering group and year.
-- A merged row is nobody; a boarder is on the roll and in no register.
WITH asked (day, weekday, half) AS (
  SELECT CAST(strftime('%s', :date) AS INTEGER) / 86400, (CAST(strftime('%w', :date) AS INTEGER) + 6) % 7, CASE :session WHEN 'am' THEN 0 ELSE 1 END)
SELECT lower(hex(p.key)) AS pupil,
  (SELECT g.name FROM membership m JOIN roll_group g ON g.id = m.roll_group WHERE m.pupil = p.id AND g.kind IN ('class', 'form')
     AND m.from_day <= a.day AND coalesce(m.to_day, a.day) >= a.day AND m.weekdays >> a.weekday & 1 AND m.sessions >> a.half & 1) AS class,
  (SELECT y.year FROM pupil_year y WHERE y.pupil = p.id AND y.from_day <= a.day AND coalesce(y.to_day, a.day) >= a.day) AS year
FROM pupil p, asked a
WHERE p.merged_into IS NULL AND EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil = p.id AND (e.from_day, e.from_session) <= (a.day, a.half)
  AND (e.to_day IS NULL OR (e.to_day, e.to_session) >= (a.day, a.half)))
ORDER BY 1
