import { type OrderLedger, orderLedger } from "#server/modules/loyalty/index.ts";
import type { Change } from "#server/modules/sales/index.ts";
import { type Db, Prisma } from "#server/platform/db.ts";

// Everything about one order in five statements, however many lines, parcels or tries it has: each reads its tree as JSON.

export type OrderSelector = { number: string } | { id: string } | { accessHash: string };

/** The order with its channel; the first statement, which also applies who may see it. */
export function findOrder(db: Db, where: Prisma.SalesOrderWhereInput) {
  return db.salesOrder.findFirst({ where });
}
export type OrderRow = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

type Instant = string | null;

export type LineRow = {
  id: string;
  kind: "product" | "shipping";
  sku: string | null;
  name: string;
  description: string | null;
  mediaKey: string | null;
  width: number | null;
  height: number | null;
  alt: unknown;
  quantity: number;
  delivered: number;
  returned: number;
  refunded: number;
  uom: string;
  unitPrice: string;
  taxRate: string;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  discountMinor: number;
};

/**
 * What each line repeats of its order: the channel's code, its coupon and whether that is a part of the discount, its parties,
 * its points, the order whose goods it replaces, and the quote that it accepted.
 */
export type OrderFacts = {
  channel: string;
  coupon: string | null;
  couponTakes: boolean;
  points: OrderLedger | null;
  exchangeOf: string | null;
  quote: { id: string; number: string } | null;
  parties: { orderer: string | null; company: string | null; billTo: string | null; payer: string | null };
};

/** The lines with their picture's size and words. */
export function lineRows(db: Db, orderId: string): Promise<(LineRow & OrderFacts)[]> {
  return db.$queryRaw`
    SELECT l.id, l.kind, l.sku, l.name, l.description, l.media_key AS "mediaKey", m.width, m.height, m.alt,
      l.quantity::float8 AS quantity, l.delivered::float8 AS delivered,
      l.returned::float8 AS returned, l.refunded::float8 AS refunded, coalesce(v.uom, 'unit') AS uom, l.unit_price::text AS "unitPrice",
      trim_scale(l.tax_rate)::text AS "taxRate", l.net_minor::float8 AS "netMinor", l.tax_minor::float8 AS "taxMinor",
      l.gross_minor::float8 AS "grossMinor",
      l.discount_minor::float8 AS "discountMinor", coupon.code AS coupon,
      coalesce(coupon.kind <> 'free_shipping', false) AS "couponTakes", ${orderLedger(orderId)} AS points, c.code AS channel,
      (SELECT x.number FROM sales_order x WHERE x.id = o.exchange_of_id) AS "exchangeOf",
      (SELECT jsonb_build_object('id', q.id, 'number', q.number) FROM cart k JOIN quote q ON q.id = k.quote_id
        WHERE k.id = o.cart_id) AS quote,
      jsonb_build_object('orderer', orderer.name, 'company', company.name, 'billTo', bill.name, 'payer', payer.name) AS parties
    FROM sales_order_line l
    JOIN sales_order o ON o.id = l.order_id
    JOIN channel c ON c.id = o.channel_id
    LEFT JOIN coupon_use u ON u.order_id = o.id
    LEFT JOIN coupon ON coupon.id = u.coupon_id
    LEFT JOIN app_user orderer ON orderer.id = o.user_id
    LEFT JOIN partner company ON company.id = o.partner_id AND company.kind = 'company'
    LEFT JOIN partner bill ON bill.id = o.bill_to_id
    LEFT JOIN partner payer ON payer.id = o.payer_id
    LEFT JOIN variant v ON v.id = l.variant_id
    LEFT JOIN media m ON m.key = l.media_key
    WHERE l.order_id = ${orderId} ORDER BY l.position`;
}

export type PaymentRow = {
  id: string;
  provider: string;
  method: "online" | "transfer" | "gift_card" | "exchange";
  status: string;
  reference: string | null;
  heldUntil: string | null;
  amountMinor: number;
  authorisedMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  attempts: { status: string; failureCode: string | null; at: string }[];
  refunds: { id: string; status: string; kind: string; amountMinor: number; reason: string | null; at: string }[];
};

export function paymentRows(db: Db, orderId: string): Promise<PaymentRow[]> {
  return db.$queryRaw`
    SELECT p.id, p.provider, p.method, p.status, p.reference,
      CASE WHEN p.status = 'authorised' THEN to_jsonb(p.expires_at) #>> '{}' END AS "heldUntil", p.amount_minor::float8 AS "amountMinor",
      p.authorised_minor::float8 AS "authorisedMinor", p.captured_minor::float8 AS "capturedMinor", p.refunded_minor::float8 AS "refundedMinor",
      coalesce((SELECT jsonb_agg(jsonb_build_object('status', a.status, 'failureCode', a.failure_code, 'at', a.occurred_at)
          ORDER BY a.occurred_at, a.id)
        FROM payment_attempt a WHERE a.payment_id = p.id), '[]') AS attempts,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'kind', r.kind, 'amountMinor', r.amount_minor,
          'reason', r.reason, 'at', r.created_at) ORDER BY r.created_at, r.id)
        FROM refund r WHERE r.payment_id = p.id), '[]') AS refunds
    FROM payment p WHERE p.order_id = ${orderId} ORDER BY p.created_at, p.id`;
}

export type DeliveryRow = {
  id: string;
  number: string;
  status: "planned" | "picking" | "packed" | "shipped" | "delivered" | "cancelled";
  locationCode: string;
  locationName: string;
  timeZone: string;
  pickup: boolean;
  promisedFrom: string | null;
  promisedTo: string | null;
  readyAt: Instant;
  collectBy: string | null;
  shippedAt: Instant;
  deliveredAt: Instant;
  isBackorder: boolean;
  lines: { orderLineId: string; name: string; sku: string | null; quantity: number; picked: number }[];
  parcels: {
    id: string;
    number: string;
    carrier: string;
    trackingNumber: string | null;
    trackingUrl: string | null;
    status: "packed" | "shipped" | "delivered";
    shippedAt: Instant;
    deliveredAt: Instant;
    scans: { status: string; place: string | null; reason: string | null; at: string }[];
    lines: { orderLineId: string; name: string; quantity: number }[];
  }[];
};

/** The deliveries; what comes from several shelves for one line of the order is one line here. */
export function deliveryRows(db: Db, orderId: string): Promise<DeliveryRow[]> {
  return db.$queryRaw`
    SELECT d.id, d.number, d.status, loc.code AS "locationCode", loc.name AS "locationName",
      loc.time_zone AS "timeZone", d.pickup, d.promised_from::text AS "promisedFrom", d.promised_to::text AS "promisedTo",
      d.ready_at AS "readyAt", d.collect_by::text AS "collectBy", d.shipped_at AS "shippedAt", d.delivered_at AS "deliveredAt",
      d.backorder_of_id IS NOT NULL AS "isBackorder",
      coalesce((SELECT jsonb_agg(jsonb_build_object('orderLineId', ol.id, 'name', ol.name, 'sku', ol.sku,
          'quantity', l.quantity, 'picked', l.picked) ORDER BY ol.position)
        FROM (SELECT dl.order_line_id, sum(dl.quantity) AS quantity, sum(dl.picked) AS picked
          FROM delivery_line dl WHERE dl.delivery_id = d.id GROUP BY 1) l
        JOIN sales_order_line ol ON ol.id = l.order_line_id), '[]') AS lines,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'carrier', p.carrier,
          'trackingNumber', p.tracking_number, 'trackingUrl', p.tracking_url, 'status', p.status,
          'shippedAt', p.shipped_at, 'deliveredAt', p.delivered_at,
          'scans', coalesce((SELECT jsonb_agg(jsonb_build_object('status', s.status, 'place', s.place, 'reason', s.reason,
            'at', s.occurred_at)) FROM parcel_scan s WHERE s.parcel_id = p.id), '[]'),
          'lines', coalesce((SELECT jsonb_agg(jsonb_build_object('orderLineId', ol.id, 'name', ol.name, 'quantity', l.quantity) ORDER BY ol.position)
            FROM (SELECT dl.order_line_id, sum(pl.quantity) AS quantity FROM parcel_line pl
              JOIN delivery_line dl ON dl.id = pl.delivery_line_id WHERE pl.parcel_id = p.id GROUP BY 1) l
            JOIN sales_order_line ol ON ol.id = l.order_line_id), '[]')) ORDER BY p.number)
        FROM parcel p WHERE p.delivery_id = d.id), '[]') AS parcels
    FROM delivery d JOIN location loc ON loc.id = d.location_id
    WHERE d.order_id = ${orderId} ORDER BY d.created_at, d.id`;
}

export type PaperRow =
  | {
      what: "event";
      id: string;
      type: string;
      data: Record<string, unknown>;
      at: Date;
      by: string | null;
    }
  | {
      what: "invoice";
      id: string;
      type: "invoice" | "credit_note";
      data: { number: string | null; status: "draft" | "posted"; issueDate: string | null; totalMinor: number };
      at: Date;
      by: null;
    }
  | {
      what: "return";
      id: string;
      /** The return's number. */
      type: string;
      data: {
        status: "requested" | "received" | "closed" | "cancelled";
        lines: { name: string; quantity: number; received: number; refunded: number }[];
      };
      at: Date;
      by: null;
    }
  | {
      what: "claim";
      id: string;
      /** The claim's number. */
      type: string;
      data: {
        status: "open" | "accepted" | "refused" | "withdrawn";
        kind: "damaged" | "wrong_item" | "incomplete" | "lost" | "defective";
        lines: { name: string; quantity: number }[];
      };
      at: Date;
      by: null;
    }
  | {
      what: "change";
      id: string;
      type: string;
      data: { differenceMinor: number; expiresAt: string; changes: Change[] };
      at: Date;
      by: null;
    };

/** The timeline, the invoices, the returns, the claims and a change that waits, oldest first. `staff` adds staff entries, names, and drafts. */
export function paperRows(db: Db, orderId: string, staff: boolean): Promise<PaperRow[]> {
  const audience = staff ? Prisma.empty : Prisma.sql`AND e.audience = 'customer'`;
  const posted = staff ? Prisma.empty : Prisma.sql`AND i.status = 'posted'`;
  return db.$queryRaw`
    SELECT 'event' AS what, e.id, e.type, e.data, e.occurred_at AS at, ${staff ? Prisma.sql`u.name` : Prisma.sql`NULL`} AS by
    FROM order_event e LEFT JOIN app_user u ON u.id = e.by_user_id
    WHERE e.order_id = ${orderId} ${audience}
    UNION ALL
    SELECT 'invoice', i.id, i.kind, jsonb_build_object('number', i.number, 'status', i.status, 'issueDate', i.issue_date,
      'totalMinor', i.total_minor), i.created_at, NULL
    FROM invoice i WHERE i.order_id = ${orderId} ${posted}
    UNION ALL
    SELECT 'return', r.id, r.number, jsonb_build_object('status', r.status, 'lines', (
        SELECT jsonb_agg(jsonb_build_object('name', ol.name, 'quantity', rl.quantity, 'received', rl.received,
          'refunded', rl.refunded) ORDER BY ol.position)
        FROM return_line rl JOIN sales_order_line ol ON ol.id = rl.order_line_id WHERE rl.return_id = r.id)), r.created_at, NULL
    FROM customer_return r WHERE r.order_id = ${orderId}
    UNION ALL
    SELECT 'claim', c.id, c.number, jsonb_build_object('status', c.status, 'kind', c.kind, 'lines', (
        SELECT jsonb_agg(jsonb_build_object('name', ol.name, 'quantity', cl.quantity) ORDER BY ol.position)
        FROM claim_line cl JOIN sales_order_line ol ON ol.id = cl.order_line_id WHERE cl.claim_id = c.id)), c.created_at, NULL
    FROM claim c WHERE c.order_id = ${orderId}
    UNION ALL
    SELECT 'change', a.id, a.status, jsonb_build_object('differenceMinor', a.difference_minor, 'expiresAt', a.expires_at,
      'changes', a.proposal -> 'changes'), a.created_at, NULL
    FROM order_amendment a WHERE a.order_id = ${orderId} AND a.status = 'awaiting_payment'
    ORDER BY at, id`;
}
