-- What the day asks, of a whole school at once: each table is read once, in its own order, without a name.  Days are worked out to sessions (rules/session.h); where
-- there is no last one, NULL.
-- statement places_between
SELECT pupil, roll_group, 2 * from_day, 2 * to_day + 1, weekdays | (sessions << 7) FROM membership
WHERE from_day <= :last AND (to_day IS NULL OR to_day >= :first) AND roll_group NOT IN (SELECT id FROM roll_group WHERE kind = 'other')
ORDER BY id
-- statement spells_between
-- Of a child who has died it ends with the last mark of that day, or with the day before.
SELECT e.pupil, 2 * e.from_day + e.from_session, CASE WHEN p.died_day IS NULL THEN 2 * e.to_day + e.to_session
  ELSE min(ifnull(2 * e.to_day + e.to_session, 2 * p.died_day + 1), ifnull((SELECT max(2 * x.day + x.session) FROM entry x
    WHERE x.pupil = e.pupil AND x.day = p.died_day AND x.code_after <> 0), 2 * p.died_day - 1)) END
FROM enrolment e JOIN pupil p ON p.id = e.pupil
WHERE e.from_day <= :last AND (e.to_day IS NULL OR e.to_day >= :first) ORDER BY e.id
-- statement years_between
SELECT pupil, year, 2 * from_day, 2 * to_day + 1 FROM pupil_year
WHERE from_day <= :last AND (to_day IS NULL OR to_day >= :first) ORDER BY id
-- statement elsewhere_between
SELECT pupil, 2 * from_day, 2 * to_day + 1, weekdays | (sessions << 7), code, place FROM elsewhere
WHERE from_day <= :last AND (to_day IS NULL OR to_day >= :first) ORDER BY pupil, id
-- statement pupils_without_marks
SELECT id FROM pupil WHERE boarder <> 0 OR merged_into IS NOT NULL ORDER BY id
-- statement sent_between
SELECT roll_group, 2 * day + session FROM register WHERE day BETWEEN :first AND :last AND sent_act IS NOT NULL
-- statement acts_of_session
SELECT seq, roll_group, staff_name FROM act WHERE roll_group IS NOT NULL AND day = :day AND session = :session ORDER BY seq
-- statement changes_of_session
-- Acts of one register by their own session; those of several classes at once, which no index has, by when they were made: on that day.
SELECT a.roll_group, e.act, e.pupil, e.stands, e.ordinal FROM act a JOIN entry e ON e.act = a.seq
WHERE a.roll_group IS NOT NULL AND a.day = :day AND a.session = :session AND e.day = :day AND e.session = :session
  AND (e.stands = 0 OR e.code_before <> 0)
UNION ALL
SELECT 0, e.act, e.pupil, e.stands, e.ordinal FROM act a JOIN entry e ON e.act = a.seq
WHERE a.roll_group IS NULL AND a.at BETWEEN 86400 * :day - 86400 AND 86400 * (:day + 1) AND a.day = :day AND a.session = :session
  AND e.day = :day AND e.session = :session AND (e.stands = 0 OR e.code_before <> 0)
ORDER BY 2, 5
-- statement names_now
SELECT id, upn, admission_number, surname, forename, preferred_name, sort_name, born_day, middle_names, preferred_surname, former_upn FROM pupil
WHERE merged_into IS NULL ORDER BY id
-- statement names_before
SELECT pupil, surname, forename, preferred_name, middle_names, preferred_surname, to_day FROM pupil_name ORDER BY id
-- The name of that day is the former one that was first given up on it or later; who has none of those is called as now.
-- statement names_on
SELECT pupil, surname, forename, preferred_name, middle_names, preferred_surname, min(to_day) FROM pupil_name
WHERE to_day >= :day GROUP BY pupil ORDER BY pupil
