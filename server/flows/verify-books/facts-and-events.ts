import type { Invariant } from "#server/platform/invariant.ts";

/** Facts as tables tell them, each with the event that its transaction must have written. */
const facts = `
  SELECT 'sales.order.placed' AS type, id FROM sales_order
  UNION ALL SELECT 'sales.order.confirmed', id FROM sales_order WHERE confirmed_at IS NOT NULL
  UNION ALL SELECT 'sales.order.' || status, id FROM sales_order WHERE status IN ('expired', 'cancelled', 'completed')
  UNION ALL SELECT 'invoicing.' || kind || '.posted', id FROM invoice WHERE status = 'posted'
  UNION ALL SELECT 'payments.payment.captured', id FROM payment WHERE status = 'captured'
  UNION ALL SELECT 'payments.refund.' || status, id FROM refund WHERE status IN ('succeeded', 'failed')
  UNION ALL SELECT 'fulfilment.delivery.shipped', id FROM delivery WHERE shipped_at IS NOT NULL`;

/** The record that an event speaks of, by the id in its payload. */
const told = `
  SELECT type, CASE split_part(type, '.', 1)
      WHEN 'sales' THEN payload ->> 'orderId'
      WHEN 'invoicing' THEN payload ->> 'invoiceId'
      WHEN 'fulfilment' THEN payload ->> 'deliveryId'
      ELSE coalesce(payload ->> 'refundId', payload ->> 'paymentId') END AS id
  FROM outbox_event WHERE type LIKE 'sales.order.%' OR type LIKE 'invoicing.%.posted' OR type = 'payments.payment.captured'
    OR type LIKE 'payments.refund.%' OR type = 'fulfilment.delivery.shipped'`;

/** Every committed change has its event, and no event speaks of what was not committed. */
export const eventInvariants: readonly Invariant[] = [
  {
    name: "facts_have_events",
    area: "record",
    cost: "full",
    rows: `SELECT count(*) FROM (${facts}) f`,
    broken: `SELECT f.type || ' ' || f.id AS subject FROM (${facts}) f
      WHERE NOT EXISTS (SELECT FROM (${told}) t WHERE t.type = f.type AND t.id = f.id)`,
  },
  {
    name: "events_have_facts",
    area: "record",
    cost: "full",
    rows: `SELECT count(*) FROM outbox_event`,
    broken: `SELECT t.type || ' ' || coalesce(t.id, '?') AS subject FROM (${told}) t
      WHERE NOT EXISTS (
        SELECT FROM sales_order o WHERE t.type LIKE 'sales.%' AND o.id = t.id
        UNION ALL SELECT FROM invoice i WHERE t.type LIKE 'invoicing.%' AND i.id = t.id AND i.status = 'posted'
        UNION ALL SELECT FROM payment p WHERE t.type LIKE 'payments.payment.%' AND p.id = t.id AND p.status = 'captured'
        UNION ALL SELECT FROM refund r WHERE t.type LIKE 'payments.refund.%' AND r.id = t.id
          AND r.status = split_part(t.type, '.', 3)
        UNION ALL SELECT FROM delivery d WHERE t.type LIKE 'fulfilment.%' AND d.id = t.id AND d.shipped_at IS NOT NULL)`,
  },
];
