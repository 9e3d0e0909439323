-- The store itself: who it is, its codes, passwords.
-- statement info_put
INSERT INTO store_info (id, random, clock) VALUES (1, :random, :clock)
-- statement info_get
SELECT random FROM store_info
-- statement version_get
PRAGMA user_version
-- statement data_version_get
PRAGMA data_version
-- statement clock_get
SELECT clock FROM store_info
-- statement clock_put
UPDATE store_info SET clock = :clock
-- statement code_put
INSERT INTO code_era (number, symbol, from_day, to_day, category, label) VALUES (:number, :symbol, :from_day, :to_day, :category, :label)
-- statement code_all
SELECT number, symbol, from_day, to_day, category, label FROM code_era ORDER BY number, from_day
-- statement password_put
INSERT INTO password (staff, hash) VALUES (:staff, :hash) ON CONFLICT (staff) DO UPDATE SET hash = excluded.hash
-- statement password_get
SELECT hash FROM password WHERE staff = :staff
-- statement password_missing
SELECT id FROM staff WHERE password_seal IS NOT NULL AND id NOT IN (SELECT staff FROM password) ORDER BY id
-- statement password_all
SELECT staff, hash FROM password ORDER BY staff
