-- What an analyst has seen of an alert, in a text that is the same if it is made again.
CREATE TABLE work_seen (
  alert_id TEXT NOT NULL,
  analyst TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (alert_id, analyst)
);
