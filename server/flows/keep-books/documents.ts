/**
 * Every document that belongs in the books, whoever owns it: what it is, its order, its amount (minor units) and the side
 * of the customer's account it stands on. Documents of nothing have no entry; a gift card belongs to no order.
 */
export const documentsSql = `
  SELECT i.kind AS type, i.id, i.order_id, i.currency::text AS currency,
    CASE i.kind WHEN 'invoice' THEN i.total_minor ELSE -i.total_minor END AS owed_minor, i.posted_at AS at
  FROM invoice i WHERE i.status = 'posted' AND i.total_minor <> 0
  UNION ALL
  SELECT 'payment', p.id, p.order_id, p.currency::text, -p.captured_minor, coalesce(p.settled_at, p.updated_at)
  FROM payment p WHERE p.status = 'captured' AND p.captured_minor <> 0
  UNION ALL
  SELECT 'refund', r.id, p.order_id, p.currency::text, r.amount_minor, coalesce(r.settled_at, r.created_at)
  FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.status = 'succeeded'
  UNION ALL
  SELECT 'gift_card', g.id, NULL, g.currency::text, NULL, g.created_at FROM gift_card g`;
