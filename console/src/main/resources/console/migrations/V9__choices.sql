-- What an analyst chose before seeing the first verdict of another, of which the id is here; the first choice is kept.
CREATE TABLE work_choice (
  proposal_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  chosen_at BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (proposal_id, analyst)
);
CREATE INDEX work_choice_alert ON work_choice (alert_id);
