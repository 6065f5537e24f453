ALTER TABLE customer_return DROP CONSTRAINT customer_return_source;
ALTER TABLE customer_return ADD CONSTRAINT customer_return_source CHECK (source IN ('staff', 'customer', 'withdrawal'));
DROP SEQUENCE number_claim;
