-- What is expected of each pupil in the register of :class on :date, :session (0 morning, 1 afternoon), written from include/office/plans.h, calls.h and gate.h:
-- of what speaks of a session the nearest holds, of equals the later.  :year, :closes and :starts are minutes; :now is the school's own minute, where :date is its day.
WITH day (n, weekday) AS (SELECT CAST(julianday(:date) - 2440587.5 AS INTEGER), (CAST(strftime('%w', :date) AS INTEGER) + 6) % 7),
here (pupil, roll_group, year) AS (
  SELECT m.pupil, m.roll_group, (SELECT y.year FROM pupil_year y WHERE y.pupil = m.pupil AND y.from_day <= day.n AND ifnull(y.to_day, day.n) >= day.n
    ORDER BY y.from_day DESC LIMIT 1)
  FROM membership m JOIN roll_group g ON g.id = m.roll_group, day
  WHERE g.name = :class AND m.from_day <= day.n AND ifnull(m.to_day, day.n) >= day.n AND (m.weekdays >> day.weekday) % 2 = 1 AND (m.sessions >> :session) % 2 = 1),
said (pupil, code, rank, later) AS (
  SELECT h.pupil, CASE c.kind WHEN 'unplanned' THEN 'Y4' WHEN 'partial' THEN 'Y3' ELSE 'Y7' END, 1, c.id FROM here h JOIN closure c, day
  WHERE c.kind IN ('unplanned', 'partial', 'staggered') AND (c.from_day < day.n OR (c.from_day = day.n AND c.from_session <= :session))
    AND (c.to_day > day.n OR (c.to_day = day.n AND c.to_session >= :session)) AND ifnull(c.year, h.year) IS h.year AND ifnull(c.roll_group, h.roll_group) = h.roll_group
  UNION ALL
  SELECT h.pupil, o.code, 2, o.id FROM here h JOIN sign_out o ON o.pupil = h.pupil, day
  WHERE o.out_day = day.n AND o.code IS NOT NULL AND o.out_minute < :starts AND ifnull(o.in_minute, 9999) > :closes
    AND NOT (o.in_minute IS NULL AND ifnull(o.due_minute, 9999) <= :starts AND :now < :starts)
  UNION ALL
  SELECT h.pupil, r.code, 3, r.id FROM here h JOIN reported r ON r.pupil = h.pupil, day
  WHERE (r.from_day, r.from_session) <= (day.n, :session)
    AND CASE WHEN r.back_day IS NULL THEN r.from_day = day.n ELSE (r.back_day, r.back_session) > (day.n, :session) END
  UNION ALL
  SELECT h.pupil, p.code, CASE p.kind WHEN 'absence' THEN 4 WHEN 'trip' THEN 5 ELSE 6 END, p.id
  FROM here h JOIN plan_pupil q ON q.pupil = h.pupil JOIN plan p ON p.id = q.plan, day
  WHERE (p.from_day, p.from_session) <= (day.n, :session) AND (p.to_day, p.to_session) >= (day.n, :session)
    AND (q.until_day IS NULL OR (q.until_day, q.until_session) >= (day.n, :session))
    AND (p.weekdays >> day.weekday) % 2 = 1 AND (p.sessions >> :session) % 2 = 1
  UNION ALL
  SELECT h.pupil, w.code, 7, 0 FROM here h JOIN elsewhere w ON w.pupil = h.pupil, day
  WHERE w.from_day <= day.n AND ifnull(w.to_day, day.n) >= day.n AND (w.weekdays >> day.weekday) % 2 = 1 AND (w.sessions >> :session) % 2 = 1)
SELECT p.admission_number, (SELECT s.code FROM said s WHERE s.pupil = p.id ORDER BY s.rank, s.later DESC LIMIT 1)
FROM here h JOIN pupil p ON p.id = h.pupil
