CREATE SEQUENCE number_withdrawal;
ALTER TABLE "withdrawal"
  ADD CONSTRAINT withdrawal_status CHECK (status IN ('open', 'handled')),
  ADD CONSTRAINT withdrawal_locale CHECK (locale IN ('fr', 'en')),
  ADD CONSTRAINT withdrawal_words CHECK (name <> '' AND email <> '' AND order_number <> '' AND statement <> ''),
  -- Done is what somebody, or the return that was announced, answers for.
  ADD CONSTRAINT withdrawal_handled CHECK ((status = 'handled') = (handled_at IS NOT NULL)
    AND (status = 'open' OR outcome IS NOT NULL OR return_number IS NOT NULL));
ALTER TABLE "withdrawal_line" ADD CONSTRAINT withdrawal_line_quantity CHECK (quantity > 0);
