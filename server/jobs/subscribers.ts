/**
 * Who hears of what: event type → jobs. With schedule.ts, all that happens by itself. A job gets the event's payload (ids
 * only) and reads the truth of its own moment.
 */
export const subscribers: Record<string, readonly string[]> = {
  "sales.order.placed": ["announce-order"],
  "sales.order.confirmed": ["plan-delivery", "draft-invoice", "mail-order", "announce-order"],
  "sales.order.expired": ["announce-order"],
  "sales.order.cancelled": ["announce-order"],
  "sales.order.completed": ["announce-order"],
  "payments.payment.captured": ["announce-order"],
  "payments.refund.succeeded": ["mail-order", "announce-order"],
  "payments.refund.failed": ["announce-order"],
  "fulfilment.delivery.shipped": ["mail-order", "announce-order"],
  "fulfilment.delivery.changed": ["announce-order"],
  "invoicing.invoice.posted": ["mail-order", "announce-order"],
  "invoicing.credit_note.posted": ["mail-order", "announce-order"],
  "stock.level.changed": ["announce-stock", "index-stock"],
  "catalogue.product.changed": ["index-products", "announce-catalogue"],
};
