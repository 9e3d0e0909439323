-- Migration 4: from the gate to the first call (design 2 "the day's work").

-- A staggered start is Y7 with its reason, for the years or classes that are not in yet (domain 1.2 #; A13).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''unplanned'', ''partial'', ''open''', '''unplanned'', ''partial'', ''staggered'', ''open''')
  WHERE type = 'table' AND name = 'closure';
PRAGMA writable_schema = RESET;

-- Known before its day: an absence, a weekly pattern, a trip (A10-A12, A30).  Laid over sessions without a mark; never a mark itself.
-- thing plan
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('absence', 'pattern', 'trip')),
  code TEXT NOT NULL,
  name TEXT,                    -- of a trip: "Hever Castle"
  words TEXT,                   -- the nature of it (A15): "orthodontist", "mornings at Hill Provision"
  granted_by TEXT,              -- of leave: who granted it (PR24 reg 11)
  from_day INTEGER NOT NULL,
  from_session INTEGER NOT NULL CHECK (from_session IN (0, 1)),
  to_day INTEGER NOT NULL CHECK (to_day >= from_day),
  to_session INTEGER NOT NULL CHECK (to_session IN (0, 1)),
  weekdays INTEGER NOT NULL,    -- bits as in membership
  sessions INTEGER NOT NULL,
  review_day INTEGER,           -- of a pattern, and of C2
  place TEXT,                   -- of a trip, or a provider
  leader TEXT,                  -- who confirms it
  leaves INTEGER,               -- minutes of the day
  returns INTEGER
) STRICT;
CREATE INDEX plan_by_to_day ON plan (to_day);
CREATE INDEX plan_by_review_day ON plan (review_day) WHERE review_day IS NOT NULL;

-- thing plan_pupil
CREATE TABLE plan_pupil (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan (id),
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  until_day INTEGER,            -- the last session that it holds for this child, where that is not the plan's: left behind, back early
  until_session INTEGER CHECK (until_session IN (0, 1)),
  consent TEXT CHECK (consent IN ('yes', 'no')), -- of a trip; NULL: not heard yet
  with_whom TEXT,               -- the adult the child goes with
  CHECK ((until_day IS NULL) = (until_session IS NULL))
) STRICT;
CREATE INDEX plan_pupil_by_plan ON plan_pupil (plan);
CREATE INDEX plan_pupil_by_pupil ON plan_pupil (pupil);

-- What a family said before anybody asked (B5): the code proposed, and when the child is expected back; NULL: only that day was spoken of.
-- thing reported
CREATE TABLE reported (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  caller TEXT NOT NULL,         -- "Grace Okafor (mother)"
  adult INTEGER REFERENCES adult (id),
  from_day INTEGER NOT NULL,
  from_session INTEGER NOT NULL CHECK (from_session IN (0, 1)),
  back_day INTEGER,             -- the first day that the child is expected in again
  back_session INTEGER CHECK (back_session IN (0, 1)),
  CHECK ((back_day IS NULL) = (back_session IS NULL))
) STRICT;
CREATE INDEX reported_by_pupil ON reported (pupil);
CREATE INDEX reported_by_from_day ON reported (from_day);
CREATE INDEX reported_by_back_day ON reported (back_day) WHERE back_day IS NOT NULL;
CREATE INDEX reported_by_adult ON reported (adult) WHERE adult IS NOT NULL;

-- In the class's register for those days (A33): of a pupil, or (NULL) of the whole class.
-- thing class_note
CREATE TABLE class_note (
  id INTEGER PRIMARY KEY,
  roll_group INTEGER REFERENCES roll_group (id),
  pupil INTEGER REFERENCES pupil (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL CHECK (to_day >= from_day),
  session INTEGER CHECK (session IN (0, 1)), -- NULL: both
  text TEXT NOT NULL,
  CHECK (roll_group IS NOT NULL OR pupil IS NOT NULL)
) STRICT;
CREATE INDEX class_note_by_to_day ON class_note (to_day);
CREATE INDEX class_note_by_pupil ON class_note (pupil) WHERE pupil IS NOT NULL;
CREATE INDEX class_note_by_group ON class_note (roll_group) WHERE roll_group IS NOT NULL;

-- Out of the gate and back (A18): the mark stays, on site is another matter.
-- thing sign_out
CREATE TABLE sign_out (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  out_day INTEGER NOT NULL,
  out_minute INTEGER NOT NULL,
  due_minute INTEGER,           -- expected back; NULL: not today
  in_minute INTEGER,            -- NULL: not back
  reason TEXT NOT NULL,
  code TEXT,                    -- proposed for a session that the child is still out at: M, I
  collected_by TEXT,            -- NULL: went alone
  adult INTEGER REFERENCES adult (id),
  place TEXT,                   -- of a class or group that goes out with us: NULL, not with us
  CHECK (in_minute IS NULL OR in_minute >= out_minute)
) STRICT;
CREATE INDEX sign_out_by_day ON sign_out (out_day);
CREATE INDEX sign_out_by_pupil ON sign_out (pupil, out_day);
CREATE INDEX sign_out_by_adult ON sign_out (adult) WHERE adult IS NOT NULL;

-- A contact made or tried about an absence (B2-B4, B9), and a visit to the home (B16).
-- thing call
CREATE TABLE call (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  of_day INTEGER NOT NULL,      -- the absence that it is about
  made_day INTEGER NOT NULL,
  made_minute INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('call', 'rang us', 'text', 'e-mail', 'in person', 'visit')),
  outcome TEXT NOT NULL CHECK (outcome IN ('spoke', 'message left', 'no reply', 'wrong number', 'will call back', 'sent', 'nobody in', 'seen')),
  caller TEXT,                  -- whom: "Grace Okafor (mother)"; of a visit who was seen; NULL: nobody
  adult INTEGER REFERENCES adult (id),
  number TEXT,
  words TEXT,                   -- what was said
  code TEXT,                    -- that came of it
  child_spoken INTEGER NOT NULL CHECK (child_spoken IN (0, 1)),
  child_seen_by TEXT,
  went TEXT,                    -- of a visit: who went
  next TEXT,                    -- the next step
  next_day INTEGER,
  next_minute INTEGER
) STRICT;
CREATE INDEX call_by_of_day ON call (of_day);
CREATE INDEX call_by_made_day ON call (made_day);
CREATE INDEX call_by_pupil ON call (pupil, of_day);
CREATE INDEX call_child_spoken ON call (pupil, made_day) WHERE child_spoken = 1;
CREATE INDEX call_child_seen ON call (pupil, made_day) WHERE child_seen_by IS NOT NULL;
CREATE INDEX call_by_adult ON call (adult) WHERE adult IS NOT NULL;

-- Somebody is to do something: of a role or of one person.
-- thing task
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,           -- 'contacts failed', 'social worker', 'youth offending worker', 'virtual school', 'court order', 'ring back', 'task' ...
  for_role TEXT,
  for_staff INTEGER REFERENCES staff (id),
  pupil INTEGER REFERENCES pupil (id),
  about_day INTEGER,            -- the absence
  due_day INTEGER NOT NULL,
  due_minute INTEGER,
  text TEXT NOT NULL,
  done_day INTEGER,
  done_words TEXT,
  CHECK (for_role IS NOT NULL OR for_staff IS NOT NULL)
) STRICT;
CREATE INDEX task_open ON task (due_day) WHERE done_day IS NULL;
CREATE INDEX task_by_done_day ON task (done_day) WHERE done_day IS NOT NULL;
CREATE INDEX task_by_pupil ON task (pupil, about_day) WHERE pupil IS NOT NULL;
CREATE INDEX task_by_staff ON task (for_staff) WHERE for_staff IS NOT NULL;

-- What was looked into and is at rest: a child who is here after all, an alarm, one who is not back (A22, B5, B17).
-- thing settled
CREATE TABLE settled (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  of_day INTEGER NOT NULL,
  of_session INTEGER CHECK (of_session IN (0, 1)),
  kind TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX settled_by_day ON settled (of_day);
CREATE INDEX settled_by_pupil ON settled (pupil);

-- A family's line that somebody is ringing now.  Not in the record: it is gone when the call is logged, or the day is.
CREATE TABLE ringing (
  pupil INTEGER PRIMARY KEY REFERENCES pupil (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  since INTEGER NOT NULL        -- seconds since 1970
) STRICT;
CREATE INDEX ringing_by_staff ON ringing (staff);
