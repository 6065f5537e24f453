ALTER TABLE "customer_return" ADD CONSTRAINT customer_return_expected CHECK (expected_minor >= 0);
