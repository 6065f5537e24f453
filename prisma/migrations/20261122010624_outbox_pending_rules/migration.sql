ALTER TABLE outbox_pending ADD CONSTRAINT outbox_pending_job_named CHECK (job IS NULL OR jsonb_typeof(job -> 'task') = 'string');

-- Every row is inserted once and deleted milliseconds later: clean up by count, not by share of a table that is empty.
ALTER TABLE outbox_pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
