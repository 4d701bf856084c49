-- The admin pages read these newest first.
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX messages_by_time ON messages (created_at);
