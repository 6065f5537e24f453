ALTER TABLE "consent"
  ADD CONSTRAINT consent_purpose CHECK (purpose IN ('cart_reminder')),
  ADD CONSTRAINT consent_wording CHECK (wording <> '' AND wording_version > 0 AND source <> ''),
  ADD CONSTRAINT consent_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND withdrawn_at >= given_at),
  ADD CONSTRAINT consent_withdrawn_by CHECK (withdrawn_by IN ('unticked', 'link', 'one_click', 'renewed'));
-- One that stands for each address and purpose.
CREATE UNIQUE INDEX consent_standing ON consent (email, purpose) WHERE withdrawn_at IS NULL;

ALTER TABLE "cart_reminder"
  ADD CONSTRAINT cart_reminder_status CHECK (status IN ('waiting', 'sent', 'ended')),
  ADD CONSTRAINT cart_reminder_closed CHECK ((status = 'waiting') = (closed_at IS NULL)),
  ADD CONSTRAINT cart_reminder_email CHECK (email IS NOT NULL OR status <> 'waiting');

ALTER TABLE "channel" ADD CONSTRAINT channel_reminder CHECK (reminder_minutes BETWEEN 15 AND 10080);

ALTER TABLE "vat_check"
  ADD CONSTRAINT vat_check_status CHECK (status IN ('valid', 'invalid', 'unchecked')),
  ADD CONSTRAINT vat_check_number CHECK (vat_number ~ '^[A-Z]{2}[0-9A-Z+*]{2,13}$');
-- What somebody may have to show an inspector is not rewritten.
CREATE FUNCTION keep_vat_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a check of a VAT number is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER vat_check_kept BEFORE UPDATE ON vat_check FOR EACH ROW EXECUTE FUNCTION keep_vat_check();

-- Without VAT only on a number that was found valid, and then without any.
ALTER TABLE "sales_order"
  ADD CONSTRAINT sales_order_tax_treatment CHECK (tax_treatment IN ('standard', 'reverse_charge')),
  ADD CONSTRAINT sales_order_reverse_charge CHECK (tax_treatment = 'standard' OR (tax_minor = 0 AND vat_check_id IS NOT NULL));
ALTER TABLE "invoice"
  ADD CONSTRAINT invoice_tax_treatment CHECK (tax_treatment IN ('standard', 'reverse_charge')),
  ADD CONSTRAINT invoice_reverse_charge CHECK (tax_treatment = 'standard' OR tax_minor = 0);
