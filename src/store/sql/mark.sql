-- What stands: strips and registers.
-- statement strip_get
SELECT marks FROM strip WHERE year = :year AND pupil = :pupil
-- statement strip_put
INSERT INTO strip (year, pupil, marks) VALUES (:year, :pupil, :marks) ON CONFLICT (year, pupil) DO UPDATE SET marks = excluded.marks
-- statement strip_of_year
SELECT pupil, marks FROM strip WHERE year = :year ORDER BY pupil
-- statement strip_all
SELECT year, pupil, marks FROM strip ORDER BY year, pupil
-- statement register_get
SELECT day, session, roll_group, opened_act, sent_act, closed_act FROM register WHERE day = :day AND session = :session AND roll_group = :roll_group
-- statement register_first_sent
SELECT seq FROM act WHERE day = :day AND session = :session AND roll_group = :roll_group AND kind = :kind ORDER BY seq LIMIT 1
-- statement registers_between
SELECT day, session, roll_group, opened_act, sent_act, closed_act FROM register WHERE day BETWEEN :first AND :last ORDER BY day, session, roll_group
-- statement register_put
INSERT INTO register (day, session, roll_group, opened_act, sent_act, closed_act)
VALUES (:day, :session, :roll_group, :opened_act, :sent_act, :closed_act)
ON CONFLICT (day, session, roll_group) DO UPDATE SET opened_act = excluded.opened_act, sent_act = excluded.sent_act, closed_act = excluded.closed_act
-- statement register_count
SELECT count(*) FROM register
