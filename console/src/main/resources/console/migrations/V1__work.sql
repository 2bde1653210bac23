-- What analysts did: the truth, which no topic has. The same on SQLite and PostgreSQL.
CREATE TABLE work_claim (
  alert_id TEXT NOT NULL PRIMARY KEY,
  analyst TEXT NOT NULL,
  claimed_at BIGINT NOT NULL
);
CREATE TABLE work_note (
  note_id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  noted_at BIGINT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX work_note_alert ON work_note (alert_id);
CREATE TABLE work_look (
  analyst TEXT NOT NULL PRIMARY KEY,
  looked_at BIGINT NOT NULL,
  index_id TEXT NOT NULL,
  arrived BIGINT NOT NULL,
  emitted_at BIGINT NOT NULL
);
-- A verdict that was given here, and where it went; part and record_offset are null in a folder.
CREATE TABLE work_sent (
  verdict_id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  verdict TEXT NOT NULL,
  verdict_time BIGINT NOT NULL,
  topic TEXT NOT NULL,
  part INTEGER,
  record_offset BIGINT
);
CREATE INDEX work_sent_alert ON work_sent (alert_id);
-- Entries are never changed. Their payloads are apart, so that one can be erased and the chain stays.
CREATE TABLE work_audit (
  entry BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE work_audit_payload (
  entry BIGINT NOT NULL PRIMARY KEY,
  alert_id TEXT,
  payload TEXT NOT NULL
);
CREATE INDEX work_audit_payload_alert ON work_audit_payload (alert_id);
