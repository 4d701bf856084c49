-- The items of a digest in the words it was mailed with, as JSON: what feeds and exports repeat. Null in digests made before.
ALTER TABLE digests ADD COLUMN told TEXT;

-- Alerts to be erased as soon as no message of theirs is being sent.
CREATE TABLE erasures (
  alert_id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  asked_at BIGINT NOT NULL
);

CREATE INDEX messages_by_alert ON messages (alert_id);
CREATE INDEX IF NOT EXISTS audit_by_subject ON audit (subject);
