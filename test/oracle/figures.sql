-- Every pupil's figures from sitting :first to sitting :last (a date and am or pm, '2026-11-20am'): domain.md 1.1 and 4.
WITH counted AS (
  SELECT p.pupil,
    count(*) FILTER (WHERE m.class = 'present') AS present,
    count(*) FILTER (WHERE m.class = 'educational_activity') AS educational_activity,
    count(*) FILTER (WHERE m.class = 'authorised') AS authorised,
    count(*) FILTER (WHERE m.class = 'unauthorised') AS unauthorised,
    count(*) FILTER (WHERE m.class = 'not_possible') AS not_possible,
    count(*) FILTER (WHERE m.class = 'administrative') AS administrative,
    count(*) FILTER (WHERE m.code = 'L') AS late
  FROM (SELECT lower(hex(key)) AS pupil FROM pupil) p
  LEFT JOIN oracle_mark m ON m.pupil = p.pupil AND m.sitting BETWEEN :first AND :last
  GROUP BY p.pupil
), summed AS (
  SELECT *, present + educational_activity + authorised + unauthorised AS possible, present + educational_activity AS attended,
    authorised + unauthorised AS missed
  FROM counted
)
-- Half up to a tenth of a percent is floor(1000 part / possible + 1/2); division of whole numbers floors.
SELECT pupil, present, educational_activity, authorised, unauthorised, not_possible, administrative, late, possible, attended, missed,
  CASE WHEN possible > 0 THEN (2000 * attended + possible) / (2 * possible) END AS attendance_tenths,
  CASE WHEN possible > 0 THEN (2000 * missed + possible) / (2 * possible) END AS absence_tenths,
  CASE WHEN possible > 0 THEN (2000 * authorised + possible) / (2 * possible) END AS authorised_tenths,
  CASE WHEN possible > 0 THEN (2000 * unauthorised + possible) / (2 * possible) END AS unauthorised_tenths,
  CASE WHEN possible = 0 THEN NULL
    WHEN 100 * attended >= 95 * possible THEN 0
    WHEN 100 * attended > 90 * possible THEN 1
    WHEN 100 * attended >= 80 * possible THEN 2
    WHEN 100 * attended > 50 * possible THEN 3
    ELSE 4 END AS band,
  possible > 0 AND 10 * missed >= possible AS persistent,
  possible > 0 AND 2 * missed >= possible AS severe
FROM summed
ORDER BY pupil;
