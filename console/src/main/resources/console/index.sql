-- What is rebuilt from the topics or the folder, at any time. A change of this file throws all of it away.
CREATE TABLE index_offset (
  topic TEXT NOT NULL,
  part INTEGER NOT NULL,
  next_offset BIGINT NOT NULL,
  PRIMARY KEY (topic, part)
);
CREATE TABLE index_alert (
  alert_id TEXT NOT NULL PRIMARY KEY,
  generation BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  arrived BIGINT NOT NULL,
  state TEXT NOT NULL,
  track TEXT NOT NULL,
  urgency INTEGER NOT NULL,
  deadline BIGINT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  entity TEXT NOT NULL,
  streams TEXT NOT NULL,
  emitted_at BIGINT NOT NULL,
  verdict TEXT,
  verdict_time BIGINT,
  content TEXT NOT NULL,
  record BYTEA NOT NULL
);
CREATE INDEX index_alert_urgency ON index_alert (state, urgency, deadline, score DESC, alert_id, track);
CREATE INDEX index_alert_lane ON index_alert (track, state, urgency, deadline, score DESC, alert_id);
CREATE INDEX index_alert_arrived ON index_alert (arrived);
CREATE INDEX index_alert_came ON index_alert (state, arrived);
CREATE INDEX index_alert_due ON index_alert (state, deadline, track, urgency, score, alert_id);
CREATE INDEX index_alert_emitted ON index_alert (emitted_at);
CREATE INDEX index_alert_entity ON index_alert (entity);
CREATE INDEX index_alert_verdict ON index_alert (state, verdict);
CREATE TABLE index_revision (
  alert_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  arrived BIGINT NOT NULL,
  emitted_at BIGINT NOT NULL,
  as_of BIGINT NOT NULL,
  state TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  band TEXT NOT NULL,
  priority TEXT NOT NULL,
  verdict_time BIGINT,
  content TEXT NOT NULL,
  PRIMARY KEY (alert_id, generation, revision)
);
CREATE INDEX index_revision_emitted ON index_revision (emitted_at);
CREATE TABLE index_verdict (
  verdict_key TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL,
  verdict_time BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  analyst TEXT NOT NULL,
  body BYTEA NOT NULL,
  record BYTEA NOT NULL
);
CREATE INDEX index_verdict_alert ON index_verdict (alert_id);
CREATE INDEX index_verdict_time ON index_verdict (verdict_time);
CREATE TABLE index_case (
  case_id TEXT NOT NULL PRIMARY KEY,
  generation BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  members INTEGER NOT NULL,
  record BYTEA NOT NULL
);
CREATE TABLE index_case_member (
  case_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  PRIMARY KEY (case_id, alert_id)
);
CREATE INDEX index_case_member_alert ON index_case_member (alert_id);
CREATE TABLE index_refusal (
  topic TEXT NOT NULL,
  part INTEGER NOT NULL,
  record_offset BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (topic, part, record_offset)
);
-- What could not be read, by its offset or line; of which alert it is, where that is known.
CREATE TABLE index_gap (
  topic TEXT NOT NULL,
  part INTEGER NOT NULL,
  place BIGINT NOT NULL,
  shown_as TEXT NOT NULL,
  alert_id TEXT,
  why TEXT NOT NULL,
  PRIMARY KEY (topic, part, place)
);
CREATE INDEX index_gap_alert ON index_gap (alert_id);
-- One row: of what it is, in which form, which making of it, how many records have come since, and when all was read;
-- and how it is, as the console that keeps it said at kept_at.
CREATE TABLE index_source (
  name TEXT NOT NULL PRIMARY KEY,
  schema_hash TEXT NOT NULL,
  index_id TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  arrived BIGINT NOT NULL,
  kept_at BIGINT NOT NULL,
  is_read INTEGER NOT NULL,
  away_since BIGINT,
  why TEXT,
  lacks TEXT
);
