-- What came back. A message of ours counts once for each kind, however often it is said.
CREATE TABLE returned_mails (
  id TEXT PRIMARY KEY,               -- the message's or the alert's id and the kind; of neither: a hash of the bytes
  kind TEXT NOT NULL,                -- hard, soft, policy, delayed, complaint; unproven, ignored, unreadable
  message_id TEXT,                   -- of ours, proved by its token
  at BIGINT NOT NULL
);
CREATE INDEX returned_mails_by_kind ON returned_mails (kind);
CREATE INDEX returned_mails_by_message ON returned_mails (message_id);
