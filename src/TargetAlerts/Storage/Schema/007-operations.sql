-- Since when it is to be checked: one that was never read to the end is overdue counted from here. Null in rows made before.
ALTER TABLE watches ADD COLUMN made_at BIGINT;

-- The metrics count by state.
CREATE INDEX digests_by_state ON digests (state);

-- What is wrong with the service, from when it was first seen until its end was told.
CREATE TABLE faults (
  key TEXT PRIMARY KEY,
  said TEXT NOT NULL,
  remedy TEXT NOT NULL,
  since_at BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  told_at BIGINT,                    -- the last mail that named it
  ended_at BIGINT
);
