import { z } from "zod";

type Payload = Record<string, unknown>;

/**
 * Who hears of what: event type → jobs. With schedule.ts, all that happens by itself. A job gets the event's payload (ids
 * only) and reads the truth of its own moment. Jobs of one order, or else of one aggregate, start one after the other in
 * the order of the events.
 */
export const subscribers: Record<string, readonly string[]> = {
  "sales.order.placed": ["index-orders"],
  // Letters tell of points: those are settled first.
  "sales.order.confirmed": ["plan-delivery", "draft-invoice", "settle-points", "mail-order"],
  "sales.order.claimed": ["settle-points"],
  "sales.order.expired": ["settle-points", "give-quote-back"],
  "sales.order.cancelled": ["settle-points", "mail-order"],
  "sales.order.edited": ["settle-points", "mail-order", "index-orders"],
  "sales.order.amended": ["mail-order"],
  "payments.transfer.awaited": ["mail-order"],
  "payments.payment.lapsed": ["mail-order"],
  "payments.refund.succeeded": ["settle-points", "mail-order"],
  "payments.refund.failed": ["settle-points"],
  "fulfilment.return.requested": ["book-return", "mail-order"],
  "fulfilment.return.received": ["mail-order"],
  "fulfilment.delivery.shipped": ["mail-order", "capture-order"],
  "fulfilment.pickup.ready": ["mail-order"],
  "fulfilment.pickup.overdue": ["mail-order"],
  "loyalty.points.settled": [],
  "invoicing.invoice.posted": ["mail-order"],
  "invoicing.credit_note.posted": ["mail-order"],
  "tickets.ticket.opened": ["mail-ticket"],
  "tickets.message.written": ["mail-ticket"],
  "stock.level.changed": ["index-stock", "serve-alerts"],
  "stock.supply.arrived": ["plan-delivery"],
  "catalogue.product.changed": ["index-products", "score-products"],
  "catalogue.products.indexed": [],
  "catalogue.synonyms.changed": ["refresh-search"],
  "catalogue.attributes.changed": ["rebuild-search", "score-products"],
  "catalogue.maker.changed": ["score-products"],
  "catalogue.media.stored": ["render-media"],
  "catalogue.media.rendered": [],
  "content.page.changed": [],
  "reviews.product.changed": [],
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
const aboutVariants = z.object({ variantIds: z.array(z.string()) });
const aboutOrder = z.object({ orderId: z.string() });
const aboutMedia = z.object({ mediaIds: z.array(z.string()) });
const aboutProduct = z.object({ productId: z.string() });

/** Jobs of which one per batch does for all its events: task → the payload that stands for several. Throws ZodError. */
export const folded: Record<string, (payloads: readonly Payload[]) => Payload> = {
  "index-stock": (all) => ({ variantIds: distinct(all.flatMap((p) => aboutVariants.parse(p).variantIds)) }),
  "serve-alerts": (all) => ({ variantIds: distinct(all.flatMap((p) => aboutVariants.parse(p).variantIds)) }),
  "refresh-search": () => ({}),
  "rebuild-search": () => ({}),
  // A change that concerns no single product concerns all.
  "score-products": (all) => {
    const named = all.flatMap((p) => (typeof p.productId === "string" ? [p.productId] : []));
    return named.length < all.length ? {} : { productIds: distinct(named) };
  },
  "render-media": (all) => ({ mediaIds: distinct(all.flatMap((p) => aboutMedia.parse(p).mediaIds)) }),
  "index-orders": (all) => ({ orderIds: distinct(all.map((p) => aboutOrder.parse(p).orderId)) }),
  "index-products": (all) => ({ productIds: distinct(all.map((p) => aboutProduct.parse(p).productId)) }),
};

/** Of the catalogue, but nothing that a page shows. */
const silent = new Set(["catalogue.synonyms.changed", "catalogue.media.stored"]);

/** What open pages and cached reads are told: every event about an order, stock, the catalogue or a channel, by topic. */
export function topicsOf(type: string, payload: Payload): string[] {
  return [
    ...(typeof payload.orderId === "string" ? [`order:${payload.orderId}`] : []),
    ...(type.startsWith("stock.") && Array.isArray(payload.variantIds)
      ? payload.variantIds.map((id) => `stock:${String(id)}`)
      : []),
    ...(/^(catalogue|content|reviews)\./.test(type) && !silent.has(type) ? ["catalogue"] : []),
    ...(type.startsWith("channels.") ? ["channels"] : []),
  ];
}
