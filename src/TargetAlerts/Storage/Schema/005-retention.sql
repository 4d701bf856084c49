-- Changes of the record that are kept no longer: what counts its changes (a calendar's SEQUENCE) must not fall.
ALTER TABLE records ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0;

-- What is kept for a while is found by its age, and a change with all that refers to it.
CREATE INDEX ledger_by_change ON ledger (change_number);
CREATE INDEX changes_by_time ON changes (detected_at);
CREATE INDEX digests_by_time ON digests (made_at);
CREATE INDEX checks_by_time ON checks (started_at);
