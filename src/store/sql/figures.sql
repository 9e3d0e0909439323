-- What the figures need beside the strips: marks as they once stood, minutes late, reviews, stages, returns, targets.
-- Only what was saved since is looked at, however many years are kept.
-- statement marks_as_of
SELECT pupil, 2 * day + session, code_before FROM entry
WHERE act > :act AND stands = 1 AND day <= :last_day AND (:pupil = 0 OR +pupil = :pupil) ORDER BY act, ordinal
-- Each pupil's own part of the index, so that it does not grow with the years; a later entry that stands takes its place.
-- statement late_between
SELECT e.pupil, 2 * e.day + e.session, e.code_after, e.minutes_late FROM pupil p CROSS JOIN entry e INDEXED BY entry_late
WHERE p.id >= :first_pupil AND p.id <= :last_pupil AND e.pupil = p.id AND e.day >= :first AND e.day <= :last AND e.minutes_late IS NOT NULL AND e.stands = 1
  AND NOT EXISTS (SELECT 1 FROM entry i WHERE i.pupil = e.pupil AND i.day = e.day AND i.session = e.session AND i.stands = 1
    AND (i.act, i.ordinal) > (e.act, e.ordinal))
ORDER BY p.id, e.day, e.session
-- statement reviews_latest
SELECT t.* FROM review t ORDER BY t.id DESC
-- statement reviewed_of_review
SELECT t.* FROM reviewed t WHERE t.review = :review ORDER BY t.pupil
-- statement reviewed_of_pupil
SELECT t.* FROM reviewed t WHERE t.pupil = :pupil ORDER BY t.day DESC, t.id DESC
-- statement reviewed_last
SELECT t.* FROM pupil p CROSS JOIN reviewed t
WHERE t.id = (SELECT i.id FROM reviewed i WHERE i.pupil = p.id AND (:before = 0 OR i.review < :before) ORDER BY i.day DESC, i.id DESC LIMIT 1)
ORDER BY p.id
-- statement stages_on
SELECT t.* FROM pupil_stage t WHERE t.id IN (SELECT i.id FROM pupil_stage i WHERE i.to_day IS NULL AND i.policy = :policy AND i.from_day <= :day
  UNION SELECT i.id FROM pupil_stage i WHERE i.to_day >= :day AND i.policy = :policy AND i.from_day <= :day)
ORDER BY t.pupil, t.id
-- statement stages_of_pupil
SELECT t.* FROM pupil_stage t WHERE t.pupil = :pupil ORDER BY t.from_day, t.id
-- statement returns_made
SELECT t.* FROM return_made t WHERE t.id IN (SELECT i.id FROM return_made i WHERE i.from_day >= :first
  UNION SELECT i.id FROM return_made i INDEXED BY return_made_open WHERE i.made_day IS NULL)
ORDER BY t.pupil, t.from_day, t.id
-- statement returns_made_of_pupil
SELECT t.* FROM return_made t WHERE t.pupil = :pupil AND (t.from_day >= :first OR t.made_day IS NULL) ORDER BY t.from_day, t.id
-- statement targets_of_year
SELECT t.* FROM target t WHERE t.year = :year ORDER BY t.id
-- statement targets_of_pupil
SELECT t.* FROM target t WHERE t.pupil = :pupil ORDER BY t.id
-- statement league_out_of_pupil
SELECT t.* FROM league_out t WHERE t.pupil = :pupil ORDER BY t.id
