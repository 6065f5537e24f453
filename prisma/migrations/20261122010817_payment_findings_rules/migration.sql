-- What was taken never exceeds what was authorised; what a person resolved says what they found.
ALTER TABLE payment
  ADD CONSTRAINT payment_taken_of_authorised CHECK (capture_mode = 'automatic' OR captured_minor <= authorised_minor);
ALTER TABLE refund ADD CONSTRAINT refund_kind CHECK (kind IN ('value', 'surplus'));
ALTER TABLE reconciliation_finding
  ADD CONSTRAINT reconciliation_finding_resolved
    CHECK (outcome <> 'resolved' OR (note IS NOT NULL AND resolved_at IS NOT NULL));
-- Messages that came and were not worked off: what the sweep looks at.
CREATE INDEX webhook_inbox_waiting ON webhook_inbox (received_at) WHERE processed_at IS NULL;
