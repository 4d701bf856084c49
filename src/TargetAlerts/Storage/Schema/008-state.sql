-- When the first mail, the state of its targets, was written; null: not yet.
ALTER TABLE alerts ADD COLUMN state_told_at BIGINT;
-- Who confirmed before there was such a mail has had digests instead.
UPDATE alerts SET state_told_at = confirmed_at WHERE confirmed_at IS NOT NULL;
