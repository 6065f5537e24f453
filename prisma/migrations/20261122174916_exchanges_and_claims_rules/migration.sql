CREATE SEQUENCE number_claim;

ALTER TABLE payment DROP CONSTRAINT payment_method;
ALTER TABLE payment
  ADD CONSTRAINT payment_method CHECK (method IN ('online', 'transfer', 'gift_card', 'exchange')),
  ADD CONSTRAINT payment_moved CHECK ((method = 'exchange') = (moved_by_id IS NOT NULL)
    AND (moved_by_id IS NULL) = (source_id IS NULL) AND source_id IS DISTINCT FROM id);

ALTER TABLE sales_order ADD CONSTRAINT sales_order_not_own_exchange CHECK (exchange_of_id IS DISTINCT FROM id);

ALTER TABLE customer_return DROP CONSTRAINT customer_return_source;
ALTER TABLE customer_return
  ADD CONSTRAINT customer_return_source CHECK (source IN ('staff', 'customer', 'withdrawal', 'claim')),
  ADD CONSTRAINT customer_return_exchange CHECK (exchange IN ('open', 'sent', 'refused')
    AND (exchange IS NULL) = (replacement_id IS NULL) AND (exchange_reason IS NULL OR exchange = 'refused'));

ALTER TABLE claim
  ADD CONSTRAINT claim_status CHECK (status IN ('open', 'granted', 'refused')),
  ADD CONSTRAINT claim_source CHECK (source IN ('customer', 'staff')),
  ADD CONSTRAINT claim_fault CHECK (fault IN ('damaged', 'wrong_item', 'missing', 'defective', 'not_as_described')),
  ADD CONSTRAINT claim_wish CHECK (wish IN ('replacement', 'partial_refund', 'full_refund')),
  ADD CONSTRAINT claim_words CHECK (description <> '' AND length(description) <= 2000 AND length(reason) <= 1000),
  ADD CONSTRAINT claim_decided CHECK ((status = 'open') = (decision IS NULL) AND (decision IS NULL) = (decided_at IS NULL)
    AND (status = 'refused') = (decision IS NOT DISTINCT FROM 'refuse')),
  ADD CONSTRAINT claim_outcome CHECK (CASE decision
    WHEN 'refuse' THEN reason IS NOT NULL AND refund_minor IS NULL AND replacement_id IS NULL AND return_id IS NULL
    WHEN 'refund' THEN refund_minor > 0 AND replacement_id IS NULL AND return_id IS NULL
    WHEN 'replace' THEN replacement_id IS NOT NULL AND refund_minor IS NULL
    WHEN 'take_back' THEN return_id IS NOT NULL AND refund_minor IS NULL AND replacement_id IS NULL
    ELSE decision IS NULL AND refund_minor IS NULL AND replacement_id IS NULL AND return_id IS NULL END);
ALTER TABLE claim_line ADD CONSTRAINT claim_line_quantity CHECK (quantity > 0);
