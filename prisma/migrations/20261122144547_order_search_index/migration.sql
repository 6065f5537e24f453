-- Any part of any word.
CREATE INDEX order_search_text ON order_search USING gin (text gin_trgm_ops);

INSERT INTO order_search (order_id, text)
SELECT o.id, lower(public.unaccent(concat_ws(' ', o.number, o.email, o.delivery_address ->> 'recipient',
  o.delivery_address ->> 'company', o.billing_address ->> 'recipient', o.billing_address ->> 'company',
  o.purchase_reference,
  (SELECT string_agg(l.sku, ' ' ORDER BY l.position) FROM sales_order_line l WHERE l.order_id = o.id))))
FROM sales_order o;

