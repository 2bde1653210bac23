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
  verdict_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  verdict TEXT NOT NULL,
  verdict_time BIGINT NOT NULL,
  topic TEXT NOT NULL,
  part INTEGER,
  record_offset BIGINT,
  PRIMARY KEY (alert_id, verdict_id)
);
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
-- Filters of the queue that an analyst has given a name, for themselves alone. No token of anyone is in them.
CREATE TABLE work_view (
  analyst TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  PRIMARY KEY (analyst, name)
);
-- Who was erased, as a hash, and up to when (milliseconds since 1970): what is read again later is masked again.
CREATE TABLE work_erasure (
  entity_hash TEXT NOT NULL PRIMARY KEY,
  erased_until BIGINT NOT NULL
);
-- Alerts on which something was done and that no source has any more, and since when.
CREATE TABLE work_gone (
  alert_id TEXT NOT NULL PRIMARY KEY,
  gone_since BIGINT NOT NULL
);
-- How many entries the audit has had: those that are cut off at its end are missed. Whoever appends changes
-- this row first, so that of several consoles one comes after the other.
CREATE TABLE work_audit_turn (
  turn BIGINT NOT NULL
);
INSERT INTO work_audit_turn (turn) VALUES (0);
-- What an analyst has seen of an alert, in a text that is the same if it is made again.
CREATE TABLE work_seen (
  alert_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (alert_id, analyst)
);
-- By what each person is called whom a provider has signed in; subject is the provider's own name.
CREATE TABLE work_person (
  id TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE
);
-- What an analyst chose before seeing the first verdict of another, of which the id is here; the first choice is kept.
CREATE TABLE work_choice (
  proposal_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  chosen_at BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (alert_id, proposal_id, analyst)
);
