-- How many entries the audit has had: those that are cut off at its end are missed.
UPDATE work_audit_turn SET turn = (SELECT COUNT(*) FROM work_audit);
