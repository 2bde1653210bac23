-- Whoever appends to the audit changes this row first, so that of several consoles one comes after the other.
CREATE TABLE work_audit_turn (
  turn BIGINT NOT NULL
);
INSERT INTO work_audit_turn (turn) VALUES (0);
