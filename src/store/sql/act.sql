-- The record: acts and their items.
-- statement act_put
INSERT INTO act (seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, version, reason, roll_group, day, session,
  undoes, salt, previous, hash)
VALUES (:seq, :key, :kind, :at, :staff, :staff_name, :position, :roles, :acting_for, :uid, :terminal, :version, :reason, :roll_group, :day,
  :session, :undoes, :salt, :previous, :hash)
-- statement act_last
SELECT seq, hash FROM act ORDER BY seq DESC LIMIT 1
-- statement act_by_key
SELECT seq FROM act WHERE key = :key
-- statement act_get
SELECT seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, version, reason, roll_group, day, session, undoes,
  hash, (SELECT max(u.seq) FROM act u WHERE u.undoes = a.seq) FROM act a WHERE seq = :seq
-- statement act_standing
SELECT seq FROM act a WHERE day = :day AND session = :session AND roll_group = :roll_group AND staff = :staff AND seq < :below
  AND undoes IS NULL AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.seq)
  AND EXISTS (SELECT 1 FROM entry e WHERE e.act = a.seq AND e.stands = 1)
ORDER BY seq DESC LIMIT 1
-- statement acts_between
SELECT seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, version, reason, roll_group, day, session, undoes,
  hash, (SELECT max(u.seq) FROM act u WHERE u.undoes = a.seq) FROM act a WHERE at BETWEEN :first AND :last ORDER BY seq
-- Rows of a pupil: their own, and those of the adults who are or were their contacts.
-- statement acts_of_pupil
WITH row_of (thing, id) AS (
  SELECT 'pupil', :pupil
  UNION SELECT thing, thing_id FROM change WHERE (field = 'pupil' OR field = 'other') AND after = CAST(:pupil AS TEXT)
  UNION SELECT 'adult', adult FROM contact WHERE pupil = :pupil
  UNION SELECT 'adult_number', n.id FROM contact c JOIN adult_number n ON n.adult = c.adult WHERE c.pupil = :pupil
  UNION SELECT 'address', d.id FROM contact c JOIN address d ON d.adult = c.adult WHERE c.pupil = :pupil)
SELECT seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, version, reason, roll_group, day, session, undoes,
  hash, (SELECT max(u.seq) FROM act u WHERE u.undoes = a.seq) FROM act a
WHERE seq IN (SELECT act FROM entry WHERE pupil = :pupil
  UNION SELECT act FROM note WHERE pupil = :pupil
  UNION SELECT c.act FROM row_of r CROSS JOIN change c ON c.thing = r.thing AND c.thing_id = r.id)
ORDER BY seq
-- statement changes_of_pupil
WITH row_of (thing, id) AS (
  SELECT 'pupil', :pupil
  UNION SELECT thing, thing_id FROM change WHERE (field = 'pupil' OR field = 'other') AND after = CAST(:pupil AS TEXT)
  UNION SELECT 'adult', adult FROM contact WHERE pupil = :pupil
  UNION SELECT 'adult_number', n.id FROM contact c JOIN adult_number n ON n.adult = c.adult WHERE c.pupil = :pupil
  UNION SELECT 'address', d.id FROM contact c JOIN address d ON d.adult = c.adult WHERE c.pupil = :pupil)
SELECT c.act, c.ordinal, c.thing, c.thing_id, c.field, c.before, c.after
FROM row_of r CROSS JOIN change c ON c.thing = r.thing AND c.thing_id = r.id ORDER BY c.act, c.ordinal
-- statement act_chain
SELECT seq, key, kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, version, reason, roll_group, day, session, undoes,
  salt, previous, hash FROM act WHERE seq >= :seq ORDER BY seq
-- statement entry_put
INSERT INTO entry (act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands)
VALUES (:act, :ordinal, :pupil, :day, :session, :code_before, :code_after, :minutes_late, :arrival, :planned, :stands)
-- statement entries_put rows 32
INSERT INTO entry (act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands)
VALUES (:act, :ordinal, :pupil, :day, :session, :code_before, :code_after, :minutes_late, :arrival, :planned, :stands)
-- statement entry_chain
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE act >= :act ORDER BY act, ordinal
-- statement entries_of_act
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE act = :act ORDER BY ordinal
-- statement entries_of_mark
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE pupil = :pupil AND day = :day AND session = :session ORDER BY act, ordinal
-- statement entries_of_pupil
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE pupil = :pupil AND day BETWEEN :first AND :last ORDER BY act, ordinal
-- statement marks_of_pupil
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE pupil = :pupil AND day BETWEEN :first AND :last AND stands = 1 ORDER BY day, session, act, ordinal
-- statement entries_between
SELECT act, ordinal, pupil, day, session, code_before, code_after, minutes_late, arrival, planned, stands FROM entry
WHERE day BETWEEN :first AND :last ORDER BY act, ordinal
-- statement entries_standing
SELECT e.act, e.ordinal, e.pupil, e.day, e.session, e.code_before, e.code_after, e.minutes_late, e.arrival, e.planned, e.stands
FROM pupil p CROSS JOIN entry e ON e.pupil = p.id AND e.day = :day AND e.session = :session
WHERE e.stands = 1 AND NOT EXISTS (SELECT 1 FROM entry l WHERE l.pupil = e.pupil AND l.day = e.day AND l.session = e.session AND l.stands = 1
  AND (l.act, l.ordinal) > (e.act, e.ordinal))
ORDER BY e.pupil
-- statement entries_through
SELECT e.act, e.ordinal, e.pupil, e.day, e.session, e.code_before, e.code_after, e.minutes_late, e.arrival, e.planned, e.stands
FROM act a JOIN entry e ON e.act = a.seq AND e.day = a.day AND e.session = a.session
WHERE a.day = :day AND a.session = :session AND a.roll_group = :roll_group AND e.stands = 1 ORDER BY e.act, e.ordinal
-- statement change_put
INSERT INTO change (act, ordinal, thing, thing_id, field, before, after) VALUES (:act, :ordinal, :thing, :thing_id, :field, :before, :after)
-- statement change_chain
SELECT act, ordinal, thing, thing_id, field, before, after FROM change WHERE act >= :act ORDER BY act, ordinal
-- statement changes_of_act
SELECT act, ordinal, thing, thing_id, field, before, after FROM change WHERE act = :act ORDER BY ordinal
-- statement changes_of_thing
SELECT act, ordinal, thing, thing_id, field, before, after FROM change WHERE thing = :thing ORDER BY act, ordinal
-- statement change_last
SELECT max(act) FROM change WHERE thing = :thing AND thing_id = :thing_id AND field = :field
-- statement row_change_last
SELECT max(act) FROM change WHERE thing = :thing AND thing_id = :thing_id AND field <> :beside
-- statement changes_of_row
SELECT c.act, c.field, a.undoes FROM change c CROSS JOIN act a ON a.seq = c.act WHERE c.thing = :thing AND c.thing_id = :thing_id
ORDER BY c.act, c.ordinal
-- statement group_uses
SELECT 'membership', id FROM membership WHERE roll_group = :roll_group
UNION ALL SELECT 'staff_group', id FROM staff_group WHERE roll_group = :roll_group
UNION ALL SELECT 'staff_role', id FROM staff_role WHERE roll_group = :roll_group
UNION ALL SELECT 'closure', id FROM closure WHERE roll_group = :roll_group
UNION ALL SELECT 'session_time', id FROM session_time WHERE roll_group = :roll_group
UNION ALL SELECT 'class_note', id FROM class_note WHERE roll_group = :roll_group
UNION ALL SELECT 'register', 0 WHERE EXISTS (SELECT 1 FROM register WHERE roll_group = :roll_group)
UNION ALL SELECT 'act', 0 WHERE EXISTS (SELECT 1 FROM act WHERE roll_group = :roll_group)
-- statement note_put
INSERT INTO note (act, ordinal, pupil, day, session, audience, text) VALUES (:act, :ordinal, :pupil, :day, :session, :audience, :text)
-- statement note_chain
SELECT act, ordinal, pupil, day, session, audience, text FROM note WHERE act >= :act ORDER BY act, ordinal
-- statement notes_of_act
SELECT act, ordinal, pupil, day, session, audience, text FROM note WHERE act = :act ORDER BY ordinal
-- statement notes_of_pupil
SELECT act, ordinal, pupil, day, session, audience, text FROM note WHERE pupil = :pupil ORDER BY act, ordinal
-- statement notes_of_session
SELECT act, ordinal, pupil, day, session, audience, text FROM note WHERE day = :day AND session = :session ORDER BY act, ordinal
-- statement erasing_count
SELECT count(*) FROM erasing
-- statement erased_chain
SELECT act, ordinal, leaf FROM erased WHERE act >= :act ORDER BY act, ordinal
