-- Units whose money comes from two payments count with the first refund: the second has their rest and no units.
ALTER TABLE refund_line
  DROP CONSTRAINT refund_line_amounts,
  ADD CONSTRAINT refund_line_amounts CHECK (quantity >= 0 AND gross_minor >= 0 AND tax_minor >= 0 AND shipping_minor >= 0
    AND (quantity > 0 OR gross_minor + shipping_minor > 0));
ALTER TABLE return_line ADD CONSTRAINT return_line_refunded CHECK (refunded >= 0 AND refunded <= received);
ALTER TABLE channel ADD CONSTRAINT channel_return_tolerance CHECK (return_tolerance_days BETWEEN 0 AND 365);
