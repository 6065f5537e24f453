-- Terms as kernel/payment-terms.ts reads them, capped as Code de commerce, article L441-10 I says: 60 days from the
-- invoice, or 45 days and the end of that month.
ALTER TABLE company_account
  ADD CONSTRAINT company_account_terms CHECK (payment_terms ~ '^(net_([0-9]|[1-5][0-9]|60)|eom_([0-9]|[1-3][0-9]|4[0-5]))$'),
  ADD CONSTRAINT company_account_credit CHECK (credit_limit_minor >= 0);
ALTER TABLE sales_order
  DROP CONSTRAINT sales_order_payment_method,
  ADD CONSTRAINT sales_order_payment_method CHECK (payment_method IN ('online', 'transfer', 'account', 'none')),
  ADD CONSTRAINT sales_order_terms CHECK (
    (payment_method = 'account') = (payment_terms IS NOT NULL)
    AND payment_terms ~ '^(net_([0-9]|[1-5][0-9]|60)|eom_([0-9]|[1-3][0-9]|4[0-5]))$');
ALTER TABLE invoice
  ADD CONSTRAINT invoice_terms CHECK (payment_terms ~ '^(net_([0-9]|[1-5][0-9]|60)|eom_([0-9]|[1-3][0-9]|4[0-5]))$'),
  ADD CONSTRAINT invoice_due CHECK (due_date >= issue_date);
-- What a customer still owes is added up when they order on account.
CREATE INDEX sales_order_on_account ON sales_order (partner_id) WHERE payment_method = 'account' AND payment_status = 'unpaid';

ALTER TABLE account_payment
  ADD CONSTRAINT account_payment_status CHECK (status IN ('created', 'pending', 'captured', 'failed', 'cancelled', 'expired')),
  ADD CONSTRAINT account_payment_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT account_payment_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE account_payment_part ADD CONSTRAINT account_payment_part_amount CHECK (amount_minor > 0);
-- A part becomes a payment once, and only by being taken.
CREATE UNIQUE INDEX payment_one_per_part ON payment (account_payment_id, order_id) WHERE account_payment_id IS NOT NULL;
ALTER TABLE payment ADD CONSTRAINT payment_part CHECK (
  account_payment_id IS NULL OR (method = 'online' AND status = 'captured' AND session_ref IS NULL AND intent_ref IS NULL));

ALTER TABLE payment_reminder ADD CONSTRAINT payment_reminder_level CHECK (level IN (-3, 3, 15, 30));
ALTER TABLE invoice_dispute
  ADD CONSTRAINT invoice_dispute_reason CHECK (length(reason) >= 3),
  ADD CONSTRAINT invoice_dispute_ends CHECK (closed_at IS NULL OR closed_at >= opened_at);
