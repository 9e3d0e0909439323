-- The day's work: each by an index that leads to the days asked for, however many years are kept.  t.* is a row of the thing, its columns in the table's order.
-- For this child it ends with the plan, or before that.
-- statement planned_between
SELECT pupil, first, last, days, plan, id, kind, code, name, words, place, leader FROM (
  SELECT i.pupil, 2 * t.from_day + t.from_session AS first,
    min(2 * t.to_day + t.to_session, ifnull(2 * i.until_day + i.until_session, 2 * t.to_day + t.to_session)) AS last,
    t.weekdays | (t.sessions << 7) AS days, t.id AS plan, i.id AS id, t.kind, t.code, t.name, t.words, t.place, t.leader
  FROM plan t INDEXED BY plan_by_to_day CROSS JOIN plan_pupil i ON i.plan = t.id WHERE t.to_day >= :first AND t.from_day <= :last)
WHERE last >= first AND last >= 2 * :first ORDER BY pupil, plan, id
-- statement plans_between
SELECT t.* FROM plan t INDEXED BY plan_by_to_day WHERE t.to_day >= :first AND t.from_day <= :last ORDER BY t.from_day, t.from_session, t.id
-- statement plans_to_review
SELECT t.* FROM plan t WHERE t.review_day >= :first AND t.review_day <= :last ORDER BY t.review_day, t.id
-- statement pupils_of_plan
SELECT t.* FROM plan_pupil t WHERE t.plan = :plan ORDER BY t.pupil, t.id
-- statement plans_of_pupil
SELECT t.* FROM plan_pupil t WHERE t.pupil = :pupil ORDER BY t.id
-- Until the session that the child is expected back at; where none was said, of its own day alone.
-- statement reported_between
SELECT t.* FROM reported t WHERE t.id IN (
  SELECT i.id FROM reported i WHERE i.back_day >= :first AND 2 * i.back_day + i.back_session > 2 * :first AND i.from_day <= :last
  UNION SELECT i.id FROM reported i WHERE i.from_day >= :first AND i.from_day <= :last AND i.back_day IS NULL)
ORDER BY t.pupil, t.id
-- statement reported_back
SELECT t.* FROM reported t WHERE t.back_day >= :first AND t.back_day <= :last ORDER BY t.pupil, t.id
-- statement reported_of_pupil
SELECT t.* FROM reported t WHERE t.pupil = :pupil ORDER BY t.from_day, t.id
-- statement class_notes_on
SELECT t.* FROM class_note t INDEXED BY class_note_by_to_day WHERE t.to_day >= :day AND t.from_day <= :day ORDER BY t.id
-- statement class_notes_of_pupil
SELECT t.* FROM class_note t WHERE t.pupil = :pupil ORDER BY t.from_day, t.id
-- statement sign_outs_on
SELECT t.* FROM sign_out t WHERE t.out_day = :day ORDER BY t.pupil, t.out_minute, t.id
-- statement sign_outs_of_pupil
SELECT t.* FROM sign_out t WHERE t.pupil = :pupil ORDER BY t.out_day, t.out_minute, t.id
-- statement calls_between
SELECT t.* FROM call t WHERE t.id IN (SELECT i.id FROM call i WHERE i.of_day >= :first AND i.of_day <= :last
  UNION SELECT i.id FROM call i WHERE i.made_day >= :first AND i.made_day <= :last)
ORDER BY t.made_day, t.made_minute, t.id
-- statement calls_of_pupil
SELECT t.* FROM call t WHERE t.pupil = :pupil ORDER BY t.made_day, t.made_minute, t.id
-- statement contact_last
SELECT (SELECT max(i.made_day) FROM call i WHERE i.pupil = :pupil AND i.child_spoken = 1),
  (SELECT max(i.made_day) FROM call i WHERE i.pupil = :pupil AND i.child_seen_by IS NOT NULL)
-- Those of no hour are due by the end of their day.
-- statement tasks_open
SELECT t.* FROM task t INDEXED BY task_open WHERE t.done_day IS NULL ORDER BY t.due_day, t.due_minute IS NULL, t.due_minute, t.id
-- statement tasks_done
SELECT t.* FROM task t WHERE t.done_day >= :first AND t.done_day <= :last ORDER BY t.done_day, t.id
-- statement tasks_of_pupil
SELECT t.* FROM task t WHERE t.pupil = :pupil ORDER BY t.due_day, t.id
-- statement settled_of_pupil
SELECT t.* FROM settled t WHERE t.pupil = :pupil ORDER BY t.of_day, t.id
-- statement settled_between
SELECT t.* FROM settled t WHERE t.of_day >= :first AND t.of_day <= :last ORDER BY t.of_day, t.id
-- statement pupil_last
SELECT ifnull(max(id), 0) FROM pupil
-- statement ringing_get
SELECT staff, since FROM ringing WHERE pupil = :pupil
-- statement ringing_put
INSERT INTO ringing (pupil, staff, since) VALUES (:pupil, :staff, :since)
ON CONFLICT (pupil) DO UPDATE SET staff = excluded.staff, since = excluded.since
-- statement ringing_clear
DELETE FROM ringing WHERE pupil = :pupil AND staff = :staff
-- statement ringing_clear_all
DELETE FROM ringing WHERE staff = :staff
-- statement ringing_clear_before
DELETE FROM ringing WHERE since < :since
-- statement ringing_all
SELECT pupil, staff, since FROM ringing ORDER BY pupil
