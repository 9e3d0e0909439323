-- Who is due where, and who is who.  Boarders need no attendance mark (PR24 reg 10(1)); the marks of a row that was merged are the other's.  A child
-- who has died is due no more, whatever the last day on the roll: on that day itself only in sessions with a mark.
-- statement due_of_group
SELECT m.pupil, m.roll_group, (SELECT y.year FROM pupil_year y WHERE y.pupil = m.pupil AND y.from_day <= :day AND (y.to_day IS NULL OR y.to_day >= :day)
    ORDER BY y.from_day DESC LIMIT 1), e.kind, coalesce(p.preferred_surname, p.surname), p.forename, p.sort_name, s.marks
FROM membership m JOIN pupil p ON p.id = m.pupil JOIN enrolment e ON e.pupil = m.pupil LEFT JOIN strip s ON s.year = :year AND s.pupil = m.pupil
WHERE m.roll_group = :roll_group AND m.from_day <= :day AND (m.to_day IS NULL OR m.to_day >= :day)
  AND (m.weekdays >> ((:day + 3) % 7)) & 1 AND (m.sessions >> :session) & 1
  AND 2 * e.from_day + e.from_session <= 2 * :day + :session AND (e.to_day IS NULL OR 2 * e.to_day + e.to_session >= 2 * :day + :session)
  AND p.boarder = 0 AND p.merged_into IS NULL
  AND (p.died_day IS NULL OR p.died_day > :day
    OR EXISTS (SELECT 1 FROM entry x WHERE x.pupil = m.pupil AND x.day = :day AND x.session = :session AND p.died_day = :day AND x.code_after <> 0))
-- statement due_of_all
SELECT m.pupil, m.roll_group, (SELECT y.year FROM pupil_year y WHERE y.pupil = m.pupil AND y.from_day <= :day AND (y.to_day IS NULL OR y.to_day >= :day)
    ORDER BY y.from_day DESC LIMIT 1), e.kind, coalesce(p.preferred_surname, p.surname), p.forename, p.sort_name, s.marks
FROM membership m JOIN pupil p ON p.id = m.pupil JOIN enrolment e ON e.pupil = m.pupil LEFT JOIN strip s ON s.year = :year AND s.pupil = m.pupil
WHERE m.from_day <= :day AND (m.to_day IS NULL OR m.to_day >= :day)
  AND (m.weekdays >> ((:day + 3) % 7)) & 1 AND (m.sessions >> :session) & 1
  AND 2 * e.from_day + e.from_session <= 2 * :day + :session AND (e.to_day IS NULL OR 2 * e.to_day + e.to_session >= 2 * :day + :session)
  AND p.boarder = 0 AND p.merged_into IS NULL AND m.roll_group NOT IN (SELECT id FROM roll_group WHERE kind = 'other')
  AND (p.died_day IS NULL OR p.died_day > :day
    OR EXISTS (SELECT 1 FROM entry x WHERE x.pupil = m.pupil AND x.day = :day AND x.session = :session AND p.died_day = :day AND x.code_after <> 0))
-- statement pupil_by_upn
SELECT id FROM pupil WHERE upn = :identifier
-- statement pupil_by_admission_number
SELECT id FROM pupil WHERE admission_number = :identifier
-- statement pupil_by_key
SELECT id FROM pupil WHERE key = :key
-- statement pupils_born_on
SELECT id FROM pupil WHERE born_day = :born_day AND merged_into IS NULL ORDER BY id
-- statement names_of_pupil
SELECT id FROM pupil_name WHERE pupil = :pupil ORDER BY to_day, id
-- statement elsewhere_of_pupil
SELECT id FROM elsewhere WHERE pupil = :pupil ORDER BY from_day, id
-- statement pairs_of_pupil
SELECT id FROM pupil_pair WHERE pupil = :pupil OR other = :pupil ORDER BY id
-- statement memberships_of_group
SELECT id FROM membership WHERE roll_group = :roll_group ORDER BY from_day, id
-- statement memberships_of_group_on
SELECT id FROM membership WHERE roll_group = :roll_group AND from_day <= :day AND (to_day IS NULL OR to_day >= :day) ORDER BY pupil, id
-- statement children_of_adult
SELECT id FROM contact WHERE adult = :adult ORDER BY pupil, id
-- statement contacts_of_pupil
SELECT id FROM contact WHERE pupil = :pupil ORDER BY priority, id
-- statement addresses_of_pupil
SELECT id FROM address WHERE pupil = :pupil ORDER BY from_day, id
-- statement addresses_of_adult
SELECT id FROM address WHERE adult = :adult ORDER BY from_day, id
-- statement numbers_of_adult
SELECT id FROM adult_number WHERE adult = :adult ORDER BY rank, id
-- statement enrolments_of_pupil
SELECT id FROM enrolment WHERE pupil = :pupil ORDER BY from_day, id
-- statement memberships_of_pupil
SELECT id FROM membership WHERE pupil = :pupil ORDER BY from_day, id
-- statement flags_of_pupil
SELECT id FROM pupil_flag WHERE pupil = :pupil ORDER BY flag, from_day, id
-- statement years_of_pupil
SELECT id FROM pupil_year WHERE pupil = :pupil ORDER BY from_day, id
-- statement staff_by_sign_in
SELECT id FROM staff WHERE sign_in = :sign_in
-- statement staff_by_uid
SELECT s.id FROM staff s JOIN staff_login l ON l.staff = s.id WHERE l.uid = :uid AND l.from_day <= :day AND (l.to_day IS NULL OR l.to_day >= :day)
  AND s.from_day <= :day AND (s.to_day IS NULL OR s.to_day >= :day) ORDER BY s.id
-- statement roles_of_staff
SELECT id FROM staff_role WHERE staff = :staff ORDER BY id
-- statement groups_of_staff
SELECT id FROM staff_group WHERE staff = :staff ORDER BY id
