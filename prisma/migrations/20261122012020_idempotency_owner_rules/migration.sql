ALTER TABLE idempotency_key
  ADD CONSTRAINT idempotency_key_running CHECK (
    (status = 'running' AND owner IS NOT NULL AND lease_until IS NOT NULL)
    OR (status = 'done' AND owner IS NULL AND lease_until IS NULL));
