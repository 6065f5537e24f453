ALTER TABLE payment
  DROP CONSTRAINT payment_method,
  ADD CONSTRAINT payment_method CHECK (method IN ('online', 'transfer', 'gift_card'));
ALTER TABLE gift_card
  ADD CONSTRAINT gift_card_balance CHECK (balance_minor >= 0),
  ADD CONSTRAINT gift_card_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE gift_card_entry
  ADD CONSTRAINT gift_card_entry_kind CHECK (
    (kind = 'issued' AND amount_minor > 0 AND payment_id IS NULL)
    OR (kind = 'spent' AND amount_minor < 0 AND payment_id IS NOT NULL)
    OR (kind = 'returned' AND amount_minor > 0 AND payment_id IS NOT NULL AND refund_id IS NOT NULL));
-- One payment spends once, one refund comes back once.
CREATE UNIQUE INDEX gift_card_entry_spent_once ON gift_card_entry (payment_id) WHERE kind = 'spent';
CREATE UNIQUE INDEX gift_card_entry_returned_once ON gift_card_entry (refund_id) WHERE kind = 'returned';
CREATE TRIGGER gift_card_entry_append_only BEFORE UPDATE OR DELETE ON gift_card_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
