import { z } from "zod";
import { subtractMoney, zero } from "../../kernel/money.ts";
import {
  mediaSchema,
  moneySchema,
  orderDeliveryStatuses,
  orderPaymentStatuses,
  orderStatuses,
  transferDueSchema,
} from "./contract.ts";

// An order as its readers see it: customer, guest with the link, staff. One shape; what differs is what is left out.

const at = z.iso.datetime();
const place = z.object({ code: z.string(), name: z.string() });

/** An address as it was copied into the order. */
export const orderAddressSchema = z.object({
  recipient: z.string(),
  company: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  region: z.string().nullable(),
  country: z.string(),
  phone: z.string().nullable(),
  instructions: z.string().nullable(),
});
export type OrderAddress = z.infer<typeof orderAddressSchema>;

/**
 * What a reader may do next. `pay` and the downloads are the customer's; the others need the staff permission that their
 * procedure asks for.
 */
export const orderActions = [
  "pay",
  "download_confirmation",
  "download_invoice",
  "cancel",
  "add_note",
  "start_picking",
  "pick",
  "pack",
  "ship",
  "mark_delivered",
  "post_invoice",
  "refund",
  "capture",
  "edit",
  "withdraw_change",
  "create_return",
  "send_back",
  "claim",
  "pay_difference",
] as const;
export type OrderActionName = (typeof orderActions)[number];

export const orderNumberInput = z.strictObject({ number: z.string().min(1).max(40) });

export const orderCardSchema = z.object({
  id: z.string(),
  number: z.string(),
  placedAt: at,
  status: z.enum(orderStatuses),
  paymentStatus: z.enum(orderPaymentStatuses),
  deliveryStatus: z.enum(orderDeliveryStatuses),
  total: moneySchema,
  itemCount: z.number(),
  media: z.array(mediaSchema),
});
export type OrderCard = z.infer<typeof orderCardSchema>;

const lineSchema = z.object({
  id: z.string(),
  kind: z.enum(["product", "shipping"]),
  sku: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  media: mediaSchema.nullable(),
  quantity: z.number(),
  /** What left the house of it. */
  delivered: z.number(),
  /** Of that, what came back. */
  returned: z.number(),
  /** Units whose money went back, or is on its way. */
  refunded: z.number(),
  /** kg, m or unit: what can be cut */
  uom: z.string(),
  /** The part that is still to come in, or waits for the day of its pre-order. */
  waiting: z
    .object({
      quantity: z.number(),
      mode: z.enum(["backorder", "preorder"]),
      expectedOn: z.iso.date().nullable(),
    })
    .nullable(),
  /** Tax included when the order's prices are, rounded to the minor unit for reading. */
  unitPrice: moneySchema,
  net: moneySchema,
  tax: moneySchema,
  gross: moneySchema,
  /** The line before its share of the order's discount. */
  listed: moneySchema,
  taxRate: z.string(),
});

const paymentSchema = z.object({
  id: z.string(),
  provider: z.string(),
  method: z.enum(["online", "transfer", "gift_card", "exchange"]),
  status: z.string(),
  amount: moneySchema,
  /** Held, and not taken while the payment is authorised. */
  authorised: moneySchema,
  /** Until when it is held. */
  heldUntil: at.nullable(),
  captured: moneySchema,
  refunded: moneySchema,
  attempts: z.array(z.object({ status: z.string(), failureCode: z.string().nullable(), at })),
  refunds: z.array(
    z.object({ id: z.string(), status: z.string(), amount: moneySchema, reason: z.string().nullable(), at }),
  ),
});

const parcelSchema = z.object({
  id: z.string(),
  number: z.string(),
  carrier: z.string(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  status: z.enum(["packed", "shipped", "delivered"]),
  shippedAt: at.nullable(),
  deliveredAt: at.nullable(),
  /** What the carrier saw of it. */
  scans: z.array(z.object({ status: z.string(), place: z.string().nullable(), reason: z.string().nullable(), at })),
  lines: z.array(z.object({ orderLineId: z.string(), name: z.string(), quantity: z.number() })),
});

const deliverySchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(["planned", "picking", "packed", "shipped", "delivered", "cancelled"]),
  location: place,
  /** The days for which this delivery was promised (to collect: to be ready); null where nobody knew. */
  promised: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  /** none: nothing was promised; open: not due, or on its way. */
  outcome: z.enum(["none", "open", "kept", "late"]),
  /** The buyer collects it at its location; `readyAt` since when it waits there, until `collectBy`. */
  pickup: z.boolean(),
  readyAt: at.nullable(),
  collectBy: z.iso.date().nullable(),
  /** What the buyer shows to collect it; for the buyer alone, while it waits. */
  pickupCode: z.string().nullable(),
  isBackorder: z.boolean(),
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      name: z.string(),
      sku: z.string().nullable(),
      quantity: z.number(),
      picked: z.number(),
    }),
  ),
  parcels: z.array(parcelSchema),
});

/** A line's quantity before and after a change; 0 is a line that was not there, or is gone. */
export const changeSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  before: z.number(),
  after: z.number(),
});

const returnSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(["requested", "received", "closed", "cancelled"]),
  createdAt: at,
  lines: z.array(z.object({ name: z.string(), quantity: z.number(), received: z.number(), refunded: z.number() })),
});

const claimSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(["open", "accepted", "refused", "withdrawn"]),
  kind: z.enum(["damaged", "wrong_item", "incomplete", "lost", "defective"]),
  createdAt: at,
  lines: z.array(z.object({ name: z.string(), quantity: z.number() })),
});

/** A change that holds once its difference is paid. */
const waitingChangeSchema = z.object({
  id: z.string(),
  difference: moneySchema,
  expiresAt: at,
  changes: z.array(changeSchema),
});

export const timelineEntrySchema = z.object({
  id: z.string(),
  type: z.string(),
  at,
  data: z.record(z.string(), z.json()),
  /** The member of staff behind it; customers never read names of staff. */
  by: z.string().nullable(),
});
export type TimelineRow = z.infer<typeof timelineEntrySchema>;

/** Points of the ledger: what the order earned with the units that it keeps, what it spent when it was placed. */
export const orderPointsSchema = z.object({
  earned: z.number().int(),
  /** They may not be spent yet, until so many days after everything arrived. */
  pending: z.boolean(),
  pendingDays: z.number().int(),
  spent: z.number().int(),
  /** Of the spent ones, those that came back. */
  returned: z.number().int(),
  /** What spent points take off the order: a part of `totals.discount`. */
  off: moneySchema,
});
export type OrderPoints = z.infer<typeof orderPointsSchema>;

export const orderDetailSchema = z.object({
  id: z.string(),
  number: z.string(),
  channel: z.string(),
  placedAt: at,
  status: z.enum(orderStatuses),
  paymentStatus: z.enum(orderPaymentStatuses),
  deliveryStatus: z.enum(orderDeliveryStatuses),
  invoiceStatus: z.enum(["none", "invoiced"]),
  email: z.string(),
  phone: z.string().nullable(),
  locale: z.enum(["fr", "en"]),
  note: z.string().nullable(),
  /** The order whose goods it replaces. */
  exchangeOf: z.string().nullable(),
  /** The quote that it accepted; for staff. */
  quote: z.object({ id: z.string(), number: z.string() }).nullable(),
  /** How the buyer calls the purchase. */
  purchaseReference: z.string().nullable(),
  /** Who ordered, for which company, and who gets the bill and pays where that is somebody else. */
  parties: z.object({
    orderer: z.string().nullable(),
    company: z.string().nullable(),
    billTo: z.string().nullable(),
    payer: z.string().nullable(),
  }),
  holdExpiresAt: at.nullable(),
  billing: orderAddressSchema,
  delivery: orderAddressSchema,
  shippingMethod: place,
  /** It is collected at a store, whose address is the delivery's. */
  pickup: z.boolean(),
  /** The day that its buyer asked for; null: as soon as possible. */
  wantedOn: z.iso.date().nullable(),
  /** The days between which it was promised to arrive; null before it is paid and once everything arrived. */
  promise: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  lines: z.array(lineSchema),
  totals: z.object({
    /** The goods before the discount. */
    items: moneySchema,
    discount: moneySchema,
    /** The coupon behind the discount, or behind free shipping. */
    coupon: z.string().nullable(),
    shipping: moneySchema,
    net: moneySchema,
    tax: moneySchema,
    total: moneySchema,
    taxes: z.array(z.object({ rate: z.string(), base: moneySchema, tax: moneySchema })),
  }),
  /** What the order did to its buyer's loyalty points; null when nothing, and for who may not read points. */
  points: orderPointsSchema.nullable(),
  payments: z.array(paymentSchema),
  /** What a buyer needs who pays by bank transfer; null when none is waited for. */
  transfer: transferDueSchema.nullable(),
  /** What is still owed for an order that stands; nothing for who may not read payments. */
  due: moneySchema,
  change: waitingChangeSchema.nullable(),
  /** Where the buyer pays what is owed, for staff to pass on; null when nothing is. */
  payPage: z.string().nullable(),
  returns: z.array(returnSchema),
  claims: z.array(claimSchema),
  deliveries: z.array(deliverySchema),
  invoices: z.array(
    z.object({
      id: z.string(),
      /** null while it is a draft */
      number: z.string().nullable(),
      kind: z.enum(["invoice", "credit_note"]),
      status: z.enum(["draft", "posted"]),
      issueDate: z.iso.date().nullable(),
      total: moneySchema,
    }),
  ),
  /** Oldest first. */
  timeline: z.array(timelineEntrySchema),
  version: z.number().int(),
  actions: z.array(z.enum(orderActions)),
});
export type OrderDetail = z.infer<typeof orderDetailSchema>;

/** What a coupon or an agreed price takes off an order, and what its buyer's points do. */
export const discountsOf = ({ totals, points }: Pick<OrderDetail, "totals" | "points">) => {
  const off = points?.off ?? zero(totals.discount.currency);
  return { discount: subtractMoney(totals.discount, off), points: off };
};
