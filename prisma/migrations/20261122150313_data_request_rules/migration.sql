ALTER TABLE data_request
  ADD CONSTRAINT data_request_kind CHECK (kind IN ('export', 'erasure')),
  ADD CONSTRAINT data_request_status CHECK (status IN ('queued', 'ready', 'done', 'failed', 'expired')),
  ADD CONSTRAINT data_request_file CHECK ((file IS NOT NULL) = (status = 'ready')),
  ADD CONSTRAINT data_request_ends CHECK (status <> 'ready' OR expires_at IS NOT NULL);
ALTER TABLE consent DROP CONSTRAINT consent_withdrawn_by;
ALTER TABLE consent ADD CONSTRAINT consent_withdrawn_by
  CHECK (withdrawn_by IN ('unticked', 'link', 'one_click', 'renewed', 'moved', 'erased'));
