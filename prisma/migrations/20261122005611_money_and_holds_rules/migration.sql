-- The rules of holds, payments, returns and the journal, repeated where the data lives.

CREATE SEQUENCE number_return;

ALTER TABLE channel
  ADD CONSTRAINT channel_hold_on CHECK (hold_on IN ('payment', 'cart')),
  ADD CONSTRAINT channel_cart_hold CHECK (cart_hold_minutes BETWEEN 1 AND 1440),
  ADD CONSTRAINT channel_transfer_hold CHECK (transfer_hold_days BETWEEN 1 AND 60),
  ADD CONSTRAINT channel_sourcing CHECK (sourcing IN ('priority', 'nearest')),
  ADD CONSTRAINT channel_capture_mode CHECK (capture_mode IN ('automatic', 'shipment')),
  ADD CONSTRAINT channel_payment_methods
    CHECK (payment_methods <@ ARRAY['online', 'transfer'] AND cardinality(payment_methods) > 0),
  ADD CONSTRAINT channel_stock_display CHECK (stock_display IN ('exact', 'bands')),
  ADD CONSTRAINT channel_plenty_from CHECK (plenty_from > 1),
  ADD CONSTRAINT channel_version CHECK (version > 0);
ALTER TABLE channel_location ADD CONSTRAINT channel_location_safety CHECK (safety_stock >= 0);
ALTER TABLE channel_safety_stock ADD CONSTRAINT channel_safety_stock_quantity CHECK (quantity >= 0);

ALTER TABLE location
  ADD CONSTRAINT location_place CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180
    AND (latitude IS NULL) = (longitude IS NULL));
ALTER TABLE stock_level ADD CONSTRAINT stock_level_backordered CHECK (backordered >= 0);
ALTER TABLE stock_policy
  ADD CONSTRAINT stock_policy_mode CHECK (mode IN ('deny', 'backorder', 'preorder')),
  ADD CONSTRAINT stock_policy_max CHECK (max_backorder >= 0),
  ADD CONSTRAINT stock_policy_release CHECK ((mode = 'preorder') = (release_on IS NOT NULL));
ALTER TABLE inbound_supply
  ADD CONSTRAINT inbound_supply_quantity CHECK (quantity > 0 AND received >= 0 AND received <= quantity),
  ADD CONSTRAINT inbound_supply_status CHECK (status IN ('expected', 'received', 'cancelled'));
ALTER TABLE reservation
  ADD CONSTRAINT reservation_kind CHECK (kind IN ('stock', 'supply')),
  ADD CONSTRAINT reservation_owner CHECK (
    (order_id IS NOT NULL AND order_line_id IS NOT NULL AND cart_id IS NULL)
    OR (order_id IS NULL AND order_line_id IS NULL AND cart_id IS NOT NULL)),
  ADD CONSTRAINT reservation_cart_held CHECK (cart_id IS NULL OR status IN ('held', 'released')),
  ADD CONSTRAINT reservation_supply_not_shipped CHECK (kind = 'stock' OR status <> 'consumed');
-- Waiting for goods, oldest first: who gets what arrives.
CREATE INDEX reservation_waiting ON reservation (variant_id, created_at, id) WHERE kind = 'supply' AND status IN ('held', 'committed');

ALTER TABLE sales_order
  DROP CONSTRAINT sales_order_parts,
  ADD CONSTRAINT sales_order_discount CHECK (discount_minor >= 0 AND discount_minor <= items_minor),
  ADD CONSTRAINT sales_order_parts CHECK (NOT tax_included OR total_minor = items_minor - discount_minor + shipping_minor),
  ADD CONSTRAINT sales_order_payment_method CHECK (payment_method IN ('online', 'transfer', 'none'));
ALTER TABLE sales_order_line
  ADD CONSTRAINT sales_order_line_returned CHECK (returned >= 0 AND returned <= delivered),
  ADD CONSTRAINT sales_order_line_refunded CHECK (refunded >= 0 AND refunded <= quantity),
  ADD CONSTRAINT sales_order_line_shares CHECK (discount_minor >= 0 AND shipping_share_minor >= 0);
ALTER TABLE order_amendment
  ADD CONSTRAINT order_amendment_status CHECK (status IN ('awaiting_payment', 'applied', 'expired', 'cancelled')),
  ADD CONSTRAINT order_amendment_waiting CHECK (status <> 'awaiting_payment' OR (difference_minor > 0 AND expires_at IS NOT NULL));
-- One change at a time waits for its payment.
CREATE UNIQUE INDEX order_amendment_one_waiting ON order_amendment (order_id) WHERE status = 'awaiting_payment';

ALTER TABLE payment
  ADD CONSTRAINT payment_method CHECK (method IN ('online', 'transfer')),
  ADD CONSTRAINT payment_capture_mode CHECK (capture_mode IN ('automatic', 'manual')),
  ADD CONSTRAINT payment_authorised CHECK (authorised_minor >= 0 AND authorised_minor <= amount_minor);
ALTER TABLE refund_line
  ADD CONSTRAINT refund_line_amounts CHECK (quantity > 0 AND gross_minor >= 0 AND tax_minor >= 0 AND shipping_minor >= 0);
ALTER TABLE bank_transaction
  ADD CONSTRAINT bank_transaction_status CHECK (status IN ('unmatched', 'matched', 'ignored')),
  ADD CONSTRAINT bank_transaction_matched CHECK ((status = 'matched') = (payment_id IS NOT NULL)),
  ADD CONSTRAINT bank_transaction_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE reconciliation_finding
  ADD CONSTRAINT reconciliation_finding_outcome CHECK (outcome IN ('repaired', 'flagged', 'resolved'));

ALTER TABLE customer_return
  ADD CONSTRAINT customer_return_status CHECK (status IN ('requested', 'received', 'closed', 'cancelled'));
ALTER TABLE return_line
  ADD CONSTRAINT return_line_quantity CHECK (quantity > 0 AND received >= 0 AND received <= quantity),
  ADD CONSTRAINT return_line_inspected CHECK (restocked >= 0 AND scrapped >= 0 AND restocked + scrapped <= received);

ALTER TABLE account ADD CONSTRAINT account_kind CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense'));
ALTER TABLE journal_entry
  ADD CONSTRAINT journal_entry_journal CHECK (journal IN ('VE', 'BQ', 'OD')),
  ADD CONSTRAINT journal_entry_not_own_reversal CHECK (reverses_id IS DISTINCT FROM id);
ALTER TABLE journal_line
  ADD CONSTRAINT journal_line_one_side CHECK (debit_minor >= 0 AND credit_minor >= 0 AND (debit_minor = 0) <> (credit_minor = 0));
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_line_append_only BEFORE UPDATE OR DELETE ON journal_line
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- Debits = credits, looked at when the transaction commits.
CREATE FUNCTION check_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  difference bigint;
  owner text := CASE WHEN TG_TABLE_NAME = 'journal_entry' THEN NEW.id ELSE NEW.entry_id END;
BEGIN
  SELECT sum(debit_minor) - sum(credit_minor) INTO difference FROM journal_line WHERE entry_id = owner;
  IF difference IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'journal entry % does not balance', owner USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_balanced AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_balanced();
CREATE CONSTRAINT TRIGGER journal_line_balanced AFTER INSERT ON journal_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_balanced();

ALTER TABLE idempotency_key
  ADD CONSTRAINT idempotency_key_status CHECK (status IN ('running', 'done')),
  ADD CONSTRAINT idempotency_key_lease CHECK (status <> 'running' OR lease_until IS NOT NULL);
ALTER TABLE invariant_check ADD CONSTRAINT invariant_check_counts CHECK (rows >= 0 AND violations >= 0 AND duration_ms >= 0);
