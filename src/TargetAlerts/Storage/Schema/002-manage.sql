-- The first day on which a paused alert is sent again, in its zone; null: until it is resumed.
ALTER TABLE alerts ADD COLUMN paused_until TEXT;
-- When a pause ended by itself: digests scheduled before it are not made up for.
ALTER TABLE alerts ADD COLUMN resumed_at BIGINT;
-- Which of the alert's mutes kept the change back: "source:crossref"; null for none.
ALTER TABLE ledger ADD COLUMN mute TEXT;
