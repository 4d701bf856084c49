-- What a target's page asks for: kinds and days of records without reading their wide rows, changes of the last days, and what was withdrawn.
CREATE INDEX records_by_kind ON records (kind, dated, source, id, gone_at);
CREATE INDEX changes_by_day ON changes (detected_at);
CREATE INDEX changes_withdrawn ON changes (source, record_id) WHERE kind = 'withdrawn';

-- How many sign-ups there were in the last hour, whoever they were of.
CREATE INDEX link_mails_by_purpose ON link_mails (purpose, at);
