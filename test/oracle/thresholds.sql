-- The thresholds engine a second time (domain 1.1, 3.4, 4, 5.1), from the tables of thresholds_tables.sql.

-- 1.1: what is possible, attended, missed.
CREATE TEMP TABLE oracle_mark_of AS
SELECT pupil, at, day, code, class, class IN ('present', 'educational_activity') AS attended, class IN ('authorised', 'unauthorised') AS missed,
  class IN ('present', 'educational_activity', 'authorised', 'unauthorised') AS possible
FROM oracle_seen;
CREATE INDEX temp.oracle_mark_of_by_pupil ON oracle_mark_of (pupil, at);
CREATE TEMP TABLE oracle_period AS SELECT m.* FROM oracle_mark_of m, oracle_asked a WHERE m.at BETWEEN a.first AND a.last;

CREATE TEMP TABLE oracle_tally AS
SELECT c.pupil, count(m.at) AS marks, total(m.class = 'present') AS present, total(m.class = 'educational_activity') AS educational_activity,
  total(m.class = 'authorised') AS authorised, total(m.class = 'unauthorised') AS unauthorised, total(m.class = 'not_possible') AS not_possible,
  total(m.class = 'administrative') AS administrative, total(m.code = 'L') AS late, total(m.possible) AS possible, total(m.attended) AS attended,
  total(m.missed) AS missed
FROM oracle_child c LEFT JOIN oracle_period m ON m.pupil = c.pupil GROUP BY c.pupil;

-- Crossings (C4): counts with each possible session, from the floor on; everybody begins above.
CREATE TEMP TABLE oracle_crossing AS
WITH counted AS (
  SELECT pupil, at, count(*) OVER w AS possible, sum(attended) OVER w AS attended FROM oracle_period WHERE possible WINDOW w AS (PARTITION BY pupil ORDER BY at)
), sided AS (
  SELECT c.*, l.place, 100 * c.attended < l.percent * c.possible OR (l.inclusive AND 100 * c.attended = l.percent * c.possible) AS below
  FROM counted c, oracle_asked a CROSS JOIN oracle_line l WHERE c.possible >= a.floor
)
SELECT pupil, at, place, below AS down, possible, attended
FROM (SELECT *, lag(below, 1, 0) OVER (PARTITION BY pupil, place ORDER BY at) AS was FROM sided) WHERE below <> was
ORDER BY pupil, at, CASE WHEN below THEN place ELSE -place END;

-- School weeks: Monday to Sunday with a session held (5.1); 1970-01-01 was a Thursday.
CREATE TEMP TABLE oracle_week AS
SELECT monday, row_number() OVER (ORDER BY monday) - 1 AS place FROM (SELECT DISTINCT day - (day + 3) % 7 AS monday FROM oracle_held)
WHERE monday + 6 >= (SELECT covered_from FROM oracle_asked) AND monday <= (SELECT covered_to FROM oracle_asked);

-- Penalty notices: every session that counts, by school week; windows of ten weeks that hold ten; the earliest ten.
CREATE TEMP TABLE oracle_counts AS
SELECT m.pupil, m.at, m.code, w.place FROM oracle_mark_of m JOIN oracle_child c ON c.pupil = m.pupil JOIN oracle_week w ON w.monday = m.day - (m.day + 3) % 7
WHERE m.code IN ('G', 'N', 'O', 'U') AND m.day >= 19954 -- 2024-08-19
  AND m.day BETWEEN c.compulsory_from AND c.compulsory_to
  AND NOT EXISTS (SELECT 1 FROM oracle_used u WHERE u.pupil = m.pupil AND u.at = m.at);

CREATE INDEX temp.oracle_counts_by_pupil ON oracle_counts (pupil, place, at);
CREATE TEMP TABLE oracle_window AS
SELECT w.pupil, w.place, max(0, w.place - 9) AS first_week, count(*) AS count, sum(c.code = 'N') AS provisional,
  (SELECT at FROM oracle_counts d WHERE d.pupil = w.pupil AND d.place BETWEEN w.place - 9 AND w.place ORDER BY at LIMIT 1 OFFSET 9) AS met
FROM (SELECT DISTINCT pupil, place FROM oracle_counts) w JOIN oracle_counts c ON c.pupil = w.pupil AND c.place BETWEEN w.place - 9 AND w.place
GROUP BY w.pupil, w.place HAVING count(*) >= 10;

-- Runs of absence (B11): missed one after the other; an attended session ends a run, nothing else does.
CREATE TEMP TABLE oracle_missed AS
SELECT * FROM (SELECT *, sum(attended) OVER (PARTITION BY pupil ORDER BY at) AS run, sum(attended) OVER (PARTITION BY pupil) AS last_run
  FROM oracle_period WHERE possible) WHERE missed;
CREATE TEMP TABLE oracle_often AS
SELECT pupil, run, code, row_number() OVER (PARTITION BY pupil, run ORDER BY count(*) DESC, min(at)) AS rank FROM oracle_missed GROUP BY pupil, run, code;
CREATE INDEX temp.oracle_often_by_run ON oracle_often (pupil, run, rank);
CREATE TEMP TABLE oracle_run AS
SELECT m.pupil, m.run, min(at) AS first, max(at) AS last, count(*) AS sessions, sum(class = 'authorised') AS authorised, sum(class = 'unauthorised') AS unauthorised,
  sum(m.code = 'N') AS no_reason, m.run = last_run AS open, o.code
FROM oracle_missed m JOIN oracle_often o ON o.pupil = m.pupil AND o.run = m.run AND o.rank = 1 GROUP BY m.pupil, m.run;

-- Edges of terms and half-terms, from what is held.
CREATE TEMP TABLE oracle_edge AS
WITH RECURSIVE monday (day, from_day, to_day) AS (
  SELECT from_day + 6 - (from_day + 2) % 7, from_day, to_day FROM oracle_term -- the first Monday in the term
  UNION ALL SELECT day + 7, from_day, to_day FROM monday WHERE day + 11 <= to_day
), empty AS (
  SELECT * FROM monday m WHERE m.day + 4 <= m.to_day AND NOT EXISTS (SELECT 1 FROM oracle_held h WHERE h.day BETWEEN m.day AND m.day + 4)
), cut AS (
  SELECT e.*, (SELECT max(h.day) FROM oracle_held h WHERE h.day BETWEEN e.from_day AND e.day - 1) AS before,
    (SELECT min(h.day) FROM oracle_held h WHERE h.day BETWEEN e.day + 5 AND e.to_day) AS after
  FROM empty e
), edge AS (
  SELECT 'term_first' AS name, (SELECT min(day) FROM oracle_held WHERE day BETWEEN from_day AND to_day) AS day FROM oracle_term
  UNION SELECT 'term_last', (SELECT max(day) FROM oracle_held WHERE day BETWEEN from_day AND to_day) FROM oracle_term
  UNION SELECT 'half_term_last', before FROM cut WHERE before IS NOT NULL AND after IS NOT NULL
  UNION SELECT 'half_term_first', after FROM cut WHERE before IS NOT NULL AND after IS NOT NULL
)
SELECT DISTINCT name, day FROM edge WHERE day IS NOT NULL;

-- When a pupil is away (C10): counts by place.
CREATE TEMP TABLE oracle_place AS
WITH weekday (n, name) AS (VALUES (0, 'monday'), (1, 'tuesday'), (2, 'wednesday'), (3, 'thursday'), (4, 'friday'), (5, 'saturday'), (6, 'sunday')),
half (n, name) AS (VALUES (0, 'am'), (1, 'pm')),
p AS (SELECT *, (day + 3) % 7 AS weekday, at % 2 AS half FROM oracle_period WHERE possible)
SELECT p.pupil, w.name AS place, sum(p.missed) AS missed, count(*) AS possible FROM p JOIN weekday w ON w.n = p.weekday GROUP BY 1, 2
UNION ALL SELECT p.pupil, h.name, sum(p.missed), count(*) FROM p JOIN half h ON h.n = p.half GROUP BY 1, 2
UNION ALL SELECT p.pupil, w.name || '_' || h.name, sum(p.missed), count(*) FROM p JOIN weekday w ON w.n = p.weekday JOIN half h ON h.n = p.half GROUP BY 1, 2
UNION ALL SELECT p.pupil, e.name, sum(p.missed), count(*) FROM p JOIN oracle_edge e ON e.day = p.day GROUP BY 1, 2
UNION ALL SELECT p.pupil, 'edges', sum(p.missed), count(*) FROM p WHERE p.day IN (SELECT day FROM oracle_edge) GROUP BY 1, 2
UNION ALL SELECT p.pupil, 'month ' || CAST(strftime('%m', p.day * 86400, 'unixepoch') AS INTEGER), sum(p.missed), count(*) FROM p GROUP BY 1, 2;

CREATE TEMP TABLE oracle_weeks AS
SELECT pupil, count(*) AS weeks, sum(missed > 0 AND attended > 0) AS broken, sum(attended = 0) AS missed
FROM (SELECT p.pupil, w.monday, sum(p.missed) AS missed, sum(p.attended) AS attended FROM oracle_period p JOIN oracle_week w ON w.monday = p.day - (p.day + 3) % 7
  WHERE p.possible GROUP BY 1, 2)
GROUP BY pupil;
CREATE TEMP TABLE oracle_lates AS
SELECT pupil, (day + 3) % 7 AS weekday, sum(code = 'L') AS late, sum(code = 'U') AS after_close FROM oracle_period WHERE code IN ('L', 'U') GROUP BY 1, 2;

-- Runs of whole school days (3.4): all possible sessions of a day in the set, none held without a mark; any other possible session ends the run.
CREATE TEMP TABLE oracle_blank_day AS
SELECT DISTINCT c.pupil, h.day FROM oracle_held h CROSS JOIN oracle_child c LEFT JOIN oracle_mark_of m ON m.pupil = c.pupil AND m.at = h.at WHERE m.at IS NULL;
CREATE INDEX temp.oracle_blank_day_by_pupil ON oracle_blank_day (pupil, day);
CREATE TEMP TABLE oracle_set_mark AS
SELECT s.name, m.pupil, m.at, m.day, m.code, m.code IN (SELECT code FROM oracle_set t WHERE t.name = s.name) AS inside
FROM oracle_mark_of m JOIN oracle_child c ON c.pupil = m.pupil CROSS JOIN (SELECT DISTINCT name FROM oracle_set) s
WHERE m.possible AND m.day >= coalesce(c.on_roll_since, m.day) AND (s.name <> 'attendance' OR m.day BETWEEN c.compulsory_from AND c.compulsory_to); -- the attendance return: of compulsory age
CREATE TEMP TABLE oracle_cut AS
SELECT *, sum(NOT inside) OVER (PARTITION BY name, pupil ORDER BY at) AS run, sum(NOT inside) OVER (PARTITION BY name, pupil) AS last_run,
  sum(NOT inside) OVER (PARTITION BY name, pupil, day) = 0 AND day IN (SELECT day FROM oracle_held) AND NOT EXISTS (SELECT 1 FROM oracle_blank_day b WHERE b.pupil = s.pupil AND b.day = s.day) AS whole
FROM oracle_set_mark s;
CREATE TEMP TABLE oracle_day_run AS
SELECT name, pupil, min(day) FILTER (WHERE whole) AS first, max(day) FILTER (WHERE whole) AS last, count(DISTINCT day) FILTER (WHERE whole) AS days,
  min(at) AS since, count(*) AS sessions, sum(code = 'N') AS provisional, run = last_run AS open
FROM oracle_cut WHERE inside GROUP BY name, pupil, run HAVING sum(whole) > 0;
