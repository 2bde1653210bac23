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
