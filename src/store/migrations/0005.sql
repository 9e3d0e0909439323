-- Migration 5: what the thresholds engine cannot know from marks: reviews, stages that a person set, returns made, targets.

-- The fortnight's list, gone through (C19).  What was known then is the acts up to of_act, so that what moved since can be told, amendments too.
-- thing review
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,         -- its name
  of_act INTEGER NOT NULL,      -- the last act when it was opened
  through_day INTEGER NOT NULL, -- the last session with a mark that it looked at
  through_session INTEGER NOT NULL CHECK (through_session IN (0, 1)),
  opened_day INTEGER NOT NULL,
  closed_day INTEGER,           -- NULL: it is being done, and can be resumed
  roll_group INTEGER REFERENCES roll_group (id) -- NULL: of everybody
) STRICT;
CREATE INDEX review_open ON review (opened_day) WHERE closed_day IS NULL;
CREATE INDEX review_by_closed_day ON review (closed_day) WHERE closed_day IS NOT NULL;
CREATE INDEX review_by_group ON review (roll_group) WHERE roll_group IS NOT NULL;

-- One pupil, looked at in it: the figures as they were, what was decided, what is next.
-- thing reviewed
CREATE TABLE reviewed (
  id INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES review (id),
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  day INTEGER NOT NULL,
  stage TEXT,                   -- by the policy, or by a person; NULL: none
  possible INTEGER NOT NULL,
  attended INTEGER NOT NULL CHECK (attended BETWEEN 0 AND possible),
  decision TEXT NOT NULL,       -- "Letter 1 sent", "no action: back since Monday"
  next TEXT,                    -- what was agreed
  next_day INTEGER,             -- and by when
  UNIQUE (review, pupil)
) STRICT;
CREATE INDEX reviewed_by_pupil ON reviewed (pupil, day);

-- A stage that a person set (Veritas, domain 6.5), or holds a pupil in beside the figures.
-- thing pupil_stage
CREATE TABLE pupil_stage (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  policy TEXT NOT NULL,
  stage TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER CHECK (to_day >= from_day),
  words TEXT NOT NULL           -- why
) STRICT;
CREATE INDEX pupil_stage_by_pupil ON pupil_stage (pupil);
CREATE INDEX pupil_stage_open ON pupil_stage (policy) WHERE to_day IS NULL;
CREATE INDEX pupil_stage_by_to_day ON pupil_stage (to_day) WHERE to_day IS NOT NULL;

-- A return to the authority that was made for an episode, or a pupil whom a person added to one (C9).
-- thing return_made
CREATE TABLE return_made (
  id INTEGER PRIMARY KEY,
  pupil INTEGER NOT NULL REFERENCES pupil (id),
  kind TEXT NOT NULL,           -- attendance, sickness, leave ...
  from_day INTEGER NOT NULL,    -- the episode begins; of a naming: when it was named
  made_day INTEGER,             -- NULL: named, and not made yet
  words TEXT NOT NULL           -- to whom and how it went; of a naming: why
) STRICT;
CREATE INDEX return_made_by_pupil ON return_made (pupil);
CREATE INDEX return_made_open ON return_made (kind) WHERE made_day IS NULL;
CREATE INDEX return_made_by_from_day ON return_made (from_day);

-- A figure to be reached, or one that the Department gave the school (C18).  Of the school, a class or a pupil, in hundredths of a percent.
-- thing target
CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('attendance', 'persistent', 'abie')),
  year INTEGER NOT NULL,        -- in which the school year begins
  roll_group INTEGER REFERENCES roll_group (id),
  pupil INTEGER REFERENCES pupil (id),
  hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 0 AND 10000),
  words TEXT,                   -- who agreed it, where it comes from
  CHECK (roll_group IS NULL OR pupil IS NULL)
) STRICT;
CREATE INDEX target_by_year ON target (year);
CREATE INDEX target_by_group ON target (roll_group) WHERE roll_group IS NOT NULL;
CREATE INDEX target_by_pupil ON target (pupil) WHERE pupil IS NOT NULL;

-- Left out of leagues, trophies and lists of praise (C17).
-- thing league_out
CREATE TABLE league_out (
  id INTEGER PRIMARY KEY,
  pupil INTEGER REFERENCES pupil (id),
  roll_group INTEGER REFERENCES roll_group (id),
  words TEXT NOT NULL,
  CHECK ((pupil IS NULL) <> (roll_group IS NULL))
) STRICT;
CREATE INDEX league_out_by_pupil ON league_out (pupil) WHERE pupil IS NOT NULL;
CREATE INDEX league_out_by_group ON league_out (roll_group) WHERE roll_group IS NOT NULL;

-- Minutes late of those who were late, without a walk over every entry (C12).
CREATE INDEX entry_late ON entry (pupil, day, session, act) WHERE minutes_late IS NOT NULL;
