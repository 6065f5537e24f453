-- Only an invoice stands instead of another one, and only a credit note makes room for it.
ALTER TABLE invoice
  ADD CONSTRAINT invoice_replaces CHECK (replaces_id IS NULL OR kind = 'invoice'),
  ADD CONSTRAINT invoice_reissue CHECK (NOT reissue OR kind = 'credit_note');
