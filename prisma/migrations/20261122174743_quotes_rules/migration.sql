CREATE SEQUENCE number_quote;
ALTER TABLE quote
  ADD CONSTRAINT quote_status CHECK (status IN ('draft', 'sent', 'accepted', 'declined', 'expired', 'superseded')),
  ADD CONSTRAINT quote_source CHECK (source IN ('staff', 'customer')),
  ADD CONSTRAINT quote_amounts CHECK (shipping_minor >= 0 AND total_minor >= 0 AND version >= 1 AND revision >= 1),
  ADD CONSTRAINT quote_sent CHECK (status IN ('draft', 'declined') OR sent_at IS NOT NULL),
  ADD CONSTRAINT quote_closed CHECK ((status IN ('draft', 'sent')) = (closed_at IS NULL)),
  ADD CONSTRAINT quote_declined CHECK (
    (status = 'declined') = (declined_by IS NOT NULL) AND (status = 'declined' OR reason IS NULL)
    AND (declined_by IS NULL OR declined_by IN ('customer', 'staff')));
-- Of all the versions of a quote one can be accepted, and one is being written.
CREATE UNIQUE INDEX quote_one_sent ON quote (number) WHERE status IN ('sent', 'accepted');
CREATE UNIQUE INDEX quote_one_draft ON quote (number) WHERE status = 'draft';
ALTER TABLE quote_line
  ADD CONSTRAINT quote_line_amounts CHECK (quantity > 0 AND quantity <= 9999 AND list_price >= 0 AND unit_price >= 0);
ALTER TABLE quote_event ADD CONSTRAINT quote_event_type CHECK (
  type IN ('requested', 'drafted', 'revised', 'sent', 'accepted', 'declined', 'expired', 'superseded', 'reopened', 'approval_asked'));
-- What was sent stays as it was sent.
CREATE FUNCTION refuse_quote_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'draft' AND (NEW.number, NEW.version, NEW.partner_id, NEW.currency, NEW.shipping_method,
      NEW.shipping_minor, NEW.valid_until, NEW.terms, NEW.total_minor)
    IS DISTINCT FROM (OLD.number, OLD.version, OLD.partner_id, OLD.currency, OLD.shipping_method,
      OLD.shipping_minor, OLD.valid_until, OLD.terms, OLD.total_minor) THEN
    RAISE EXCEPTION 'a quote that was sent stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quote_stays BEFORE UPDATE ON quote FOR EACH ROW EXECUTE FUNCTION refuse_quote_change();
CREATE FUNCTION refuse_quote_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM quote WHERE id = coalesce(NEW.quote_id, OLD.quote_id) AND status <> 'draft') THEN
    RAISE EXCEPTION 'a line of a quote that was sent stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER quote_line_stays BEFORE INSERT OR UPDATE OR DELETE ON quote_line
  FOR EACH ROW EXECUTE FUNCTION refuse_quote_line_change();
