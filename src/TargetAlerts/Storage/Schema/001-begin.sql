-- Instants are milliseconds since 1970 (UTC); days are yyyy-MM-dd. $blob$ and $keyed$ are filled in by the dialect.

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  fence BIGINT NOT NULL,
  until_at BIGINT NOT NULL
);

CREATE TABLE pacing (
  rate_group TEXT PRIMARY KEY,
  next_at BIGINT NOT NULL,
  reason TEXT
);

CREATE TABLE watches (
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL,               -- new, ok, unavailable, quarantined
  baseline_at BIGINT,
  cursor TEXT,
  gate TEXT,
  query TEXT,
  fingerprint_version INTEGER NOT NULL DEFAULT 0,
  last_attempt_at BIGINT,
  last_complete_at BIGINT,           -- start of the last complete check: what it is "checked up to"
  last_listing_at BIGINT,
  failures INTEGER NOT NULL DEFAULT 0,
  failing_since BIGINT,
  reason TEXT,
  notes TEXT,                        -- what the last complete check remarked
  quarantined_check TEXT,
  PRIMARY KEY (target, source)
);

-- What a comparison reads comes first, so that it is read without the long columns. Rows are too wide to be kept in their key.
CREATE TABLE records (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL,             -- hash of all that is stored
  fingerprint_version INTEGER NOT NULL,
  gone_at BIGINT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  dated TEXT,
  facts TEXT NOT NULL,
  texts TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  same_as TEXT,                      -- further identifiers of the same work; null for none
  related TEXT,                      -- identifiers of works it names; null for none
  fingerprint TEXT NOT NULL,         -- of the facts a reader cares about
  first_seen_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (source, id)
);
CREATE INDEX records_gone ON records (source, id) WHERE gone_at IS NOT NULL;

-- By what a record is known to be of one work with another: "doi:10.1000/x", lower case.
CREATE TABLE work_keys (
  work_key TEXT NOT NULL,
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (work_key, source, id)
) $keyed$;
CREATE INDEX work_keys_by_record ON work_keys (source, id);

CREATE TABLE memberships (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  id TEXT NOT NULL,
  matches TEXT NOT NULL,
  first_seen_at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (source, target, id)
) $keyed$;
CREATE INDEX memberships_by_record ON memberships (source, id);

CREATE TABLE set_aside (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  id TEXT NOT NULL,
  reason TEXT NOT NULL,
  since_at BIGINT NOT NULL,
  PRIMARY KEY (source, target, id)
);

CREATE TABLE absences (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  PRIMARY KEY (source, id)
);

CREATE TABLE checks (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  scheduled_at BIGINT,               -- null for a check by hand
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  outcome TEXT NOT NULL,             -- running, complete, baseline, unavailable, quarantined, released, discarded
  seen INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  completion TEXT                    -- cursor, gate and query to store when a quarantined result is released
);
CREATE UNIQUE INDEX checks_once ON checks (target, source, scheduled_at);

-- What a running or quarantined check found, until it is committed or discarded.
CREATE TABLE staged (
  check_id TEXT NOT NULL,
  id TEXT NOT NULL,
  store INTEGER NOT NULL,            -- 1: write the record's row
  joins INTEGER NOT NULL,            -- 1: the target comes to hold it
  fate TEXT,                         -- left, absent, gone; null: seen
  aside TEXT,                        -- why it could not be read
  base TEXT,                         -- records.content the comparison was made against
  kind TEXT, title TEXT, link TEXT, dated TEXT, facts TEXT, texts TEXT, identifiers TEXT, same_as TEXT, related TEXT,
  fingerprint TEXT, content TEXT, matches TEXT,
  PRIMARY KEY (check_id, id)
) $keyed$;

CREATE TABLE staged_changes (
  seq $serial$,
  check_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  target TEXT,
  kind TEXT NOT NULL,
  reason TEXT,
  severity INTEGER NOT NULL,
  facts TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);
CREATE INDEX staged_changes_by_check ON staged_changes (check_id);

CREATE TABLE changes (
  number $serial$,
  source TEXT NOT NULL,
  record_id TEXT NOT NULL,
  target TEXT,                       -- of an added change
  kind TEXT NOT NULL,
  reason TEXT,
  severity INTEGER NOT NULL,         -- 0 low, 1 normal, 2 high
  facts TEXT NOT NULL,
  fingerprint_version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  check_id TEXT NOT NULL,
  detected_at BIGINT NOT NULL,
  UNIQUE (source, record_id, fingerprint_version, fingerprint, kind, check_id)
);

CREATE TABLE subscribers (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,             -- as first typed
  created_at BIGINT NOT NULL
);
-- A local part is kept as typed, but no two subscribers differ only in its case.
CREATE UNIQUE INDEX subscribers_by_address ON subscribers (LOWER(address));

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  subscriber_id TEXT NOT NULL REFERENCES subscribers (id),
  state TEXT NOT NULL,               -- pending, active, paused, left, removed
  wish TEXT NOT NULL,                -- filters as JSON
  frequency TEXT NOT NULL,           -- daily, weekly
  weekday INTEGER NOT NULL,          -- 0 Sunday … 6 Saturday
  at_local TEXT NOT NULL,            -- HH:mm
  zone TEXT NOT NULL,                -- IANA
  position BIGINT NOT NULL,          -- changes up to this number are considered
  last_number INTEGER NOT NULL DEFAULT 0,
  failed_in_a_row INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  consent TEXT,
  paused_at BIGINT
);
CREATE INDEX alerts_by_subscriber ON alerts (subscriber_id);

CREATE TABLE digests (
  id TEXT PRIMARY KEY,
  alert_id TEXT NOT NULL,
  scheduled_at BIGINT NOT NULL,
  sequence INTEGER NOT NULL,
  number INTEGER,                    -- null for an empty period
  state TEXT NOT NULL,               -- empty, ready, sent, failed, unknown
  items INTEGER NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  full_html TEXT,                    -- the whole digest where the mail holds only a part
  UNIQUE (alert_id, scheduled_at, sequence)
);

CREATE TABLE ledger (
  alert_id TEXT NOT NULL,
  change_number BIGINT NOT NULL,
  state TEXT NOT NULL,               -- pending, told, joined, muted
  digest_id TEXT,
  mark TEXT,                         -- late, repeat
  PRIMARY KEY (alert_id, change_number)
) $keyed$;
CREATE INDEX ledger_by_digest ON ledger (digest_id);

-- One row per message: what is to be sent, and how far the attempts got.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,                -- digest, confirmation, operator
  alert_id TEXT,
  digest_id TEXT,
  recipient TEXT NOT NULL,
  envelope_from TEXT NOT NULL,
  message_id TEXT NOT NULL,
  state TEXT NOT NULL,               -- ready, claimed, inflight, sent, failed, unknown, cancelled
  attempts INTEGER NOT NULL DEFAULT 0,
  unknowns INTEGER NOT NULL DEFAULT 0,   -- observed losses after the final dot
  maybe_sent INTEGER NOT NULL DEFAULT 0, -- 1 once an attempt ended without an answer, seen or by a crash
  relay_failures INTEGER NOT NULL DEFAULT 0, -- transactions of this message the relay broke off
  created_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  owner TEXT,
  fence BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT,
  result TEXT,
  done_at BIGINT
);
CREATE INDEX messages_waiting ON messages (state, next_at, relay_failures);
CREATE INDEX messages_by_digest ON messages (digest_id);

-- The very bytes, written once: beside the state they would be written anew with each step of a send.
CREATE TABLE message_bytes (
  id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  bytes $blob$ NOT NULL
);

-- Mails with a confirmation or manage link, counted for the limits; outlives a forgotten sign-up by design.
CREATE TABLE link_mails (
  address_hash TEXT NOT NULL,        -- keyed, as in suppressions
  purpose TEXT NOT NULL,             -- confirm, manage
  alert_id TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX link_mails_by_address ON link_mails (address_hash, purpose, at);

CREATE TABLE suppressions (
  address_hash TEXT PRIMARY KEY,     -- keyed: HMAC of the lower-cased address
  reason TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE audit (
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT
);
