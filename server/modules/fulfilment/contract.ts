import { z } from "zod";
import { quantityInput } from "#server/kernel/quantity.ts";
import { scanSchema } from "./contract-scans.ts";

export const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });

/** When a basket arrives, or is ready to be collected: what the buyer is told. */
export const toldSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** The dates hold for orders before this moment. */
  orderBefore: z.iso.datetime(),
  /** From how many places it comes: as many deliveries, the last of them on these dates. */
  deliveries: z.number().int(),
  /** The same, signed: what an order that is placed on it keeps as its promise. */
  token: z.string(),
});
export type Told = z.infer<typeof toldSchema>;

/** A way to ship to a country or to collect there, with its price for a basket. */
export const shippingQuoteSchema = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  /** Tax included. */
  price: moneySchema,
  /** From which amount of goods (tax included, before any coupon) it costs nothing; null where it never does. */
  freeFrom: moneySchema.nullable(),
  /** null: nobody knows when all of it is there. */
  promise: toldSchema.nullable(),
  /** Where it is collected; null: it is delivered. */
  collectAt: z
    .object({ code: z.string(), name: z.string(), line1: z.string(), postcode: z.string(), city: z.string() })
    .nullable(),
});
export type ShippingQuote = z.infer<typeof shippingQuoteSchema>;

/** A way in which an order that is not picked may still go. */
export const shippingWaySchema = shippingQuoteSchema.omit({ freeFrom: true, promise: true }).extend({
  /** null: nobody knows when all of it is there. */
  promise: z.object({ from: z.iso.date(), to: z.iso.date(), deliveries: z.number().int() }).nullable(),
  /** Days that may be asked for, the soonest first; none where it is collected. */
  days: z.array(z.iso.date()),
});
export type ShippingWay = z.infer<typeof shippingWaySchema>;

/** When one item would arrive if it were ordered now, by the cheapest method, and the stores where it may be collected. */
export const deliveryPromiseSchema = z.object({
  delivery: z
    .object({
      method: z.string(),
      /** Tax included. */
      price: moneySchema,
      from: z.iso.date(),
      to: z.iso.date(),
      /** The dates hold for orders before this moment. */
      orderBefore: z.iso.datetime(),
    })
    .nullable(),
  collect: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      city: z.string(),
      /** The day from which it is ready, for orders before this moment; null: it is not there. */
      on: z.iso.date().nullable(),
      orderBefore: z.iso.datetime().nullable(),
    }),
  ),
});
export type DeliveryPromise = z.infer<typeof deliveryPromiseSchema>;

export const deliveryStatuses = ["planned", "picking", "packed", "shipped", "delivered", "cancelled"] as const;
export const deliveryStatusSchema = z.enum(deliveryStatuses);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

export const parcelStatuses = ["packed", "shipped", "delivered"] as const;
export const parcelStatusSchema = z.enum(parcelStatuses);
export type ParcelStatus = z.infer<typeof parcelStatusSchema>;

/** What staff may do next with a delivery that they may process. */
export const deliveryActions = ["start_picking", "pick", "pack", "ship", "mark_delivered"] as const;
export type DeliveryAction = (typeof deliveryActions)[number];

const id = z.string().min(1).max(60);
const number = z.string().min(1).max(40);
/** A version that the reader saw: another one in the database means that someone was faster. */
const seen = { number, version: z.number().int().positive() };
const amount = z
  .number()
  .min(0)
  .max(9_999)
  .refine((q) => Math.abs(q * 1000 - Math.round(q * 1000)) < 1e-6, { message: "at most three decimals" });

export const deliveryNumberInput = z.strictObject({ number });

export const startPickingInput = z.strictObject(seen);
export type StartPickingInput = z.infer<typeof startPickingInput>;

export const pickInput = z.strictObject({
  ...seen,
  /** The whole picked quantity of each line named, not what was added to it. */
  lines: z
    .array(z.strictObject({ deliveryLineId: id, picked: amount }))
    .min(1)
    .max(500),
});
export type PickInput = z.infer<typeof pickInput>;

export const packInput = z.strictObject({
  ...seen,
  parcels: z
    .array(
      z.strictObject({
        weightG: z.number().int().positive().max(2_000_000).optional(),
        lines: z
          .array(z.strictObject({ deliveryLineId: id, quantity: quantityInput }))
          .min(1)
          .max(500),
      }),
    )
    .min(1)
    .max(50),
});
export type PackInput = z.infer<typeof packInput>;

export const shipInput = z.strictObject({
  ...seen,
  parcels: z
    .array(
      z.strictObject({
        id,
        /** Left out: the carrier of the order's shipping method. */
        carrier: z.string().trim().min(1).max(60).optional(),
        trackingNumber: z
          .string()
          .trim()
          .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{2,49}$/u),
      }),
    )
    .min(1)
    .max(50),
});
export type ShipInput = z.infer<typeof shipInput>;

export const markDeliveredInput = z.strictObject({ parcelId: id });
export type MarkDeliveredInput = z.infer<typeof markDeliveredInput>;

/** to_pick: planned or being picked; late: has waited too long and has not left. */
export const deliveryQueues = ["to_pick", "late"] as const;
export type DeliveryQueue = (typeof deliveryQueues)[number];

export const deliveryListInput = z.strictObject({
  status: deliveryStatusSchema.optional(),
  queue: z.enum(deliveryQueues).optional(),
  locationCode: z.string().max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});

/** A row of the list of deliveries. */
export const deliveryRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: deliveryStatusSchema,
  version: z.number().int(),
  orderNumber: z.string(),
  recipient: z.string(),
  city: z.string(),
  country: z.string(),
  location: z.object({ code: z.string(), name: z.string() }),
  isBackorder: z.boolean(),
  /** Its buyer changed the order after it was placed. */
  changed: z.boolean(),
  /** The day on which the buyer asked to have it. */
  wantedOn: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
  shippedAt: z.iso.datetime().nullable(),
  lineCount: z.number().int(),
  /** Sum of the lines' quantities. */
  units: z.number(),
});
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;

export const deliveryAddressSchema = z.object({
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
export type DeliveryAddress = z.infer<typeof deliveryAddressSchema>;

export const deliveryDetailSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: deliveryStatusSchema,
  version: z.number().int(),
  order: z.object({
    number: z.string(),
    email: z.string(),
    note: z.string().nullable(),
    purchaseReference: z.string().nullable(),
    placedAt: z.iso.datetime(),
  }),
  /** `books`: its parcels may be booked with the carrier; otherwise staff type the number. */
  shippingMethod: z.object({ code: z.string(), name: z.string(), carrier: z.string(), books: z.boolean() }),
  location: z.object({ code: z.string(), name: z.string() }),
  address: deliveryAddressSchema,
  /** The buyer changed the order after it was placed: when last and, if it moved, where it went before. */
  changed: z.object({ at: z.iso.datetime(), before: deliveryAddressSchema.nullable() }).nullable(),
  /** The day on which the buyer asked to have it. */
  wantedOn: z.iso.date().nullable(),
  /** The number of the delivery that this one completes. */
  backorderOf: z.string().nullable(),
  backorders: z.array(z.string()),
  createdAt: z.iso.datetime(),
  pickedAt: z.iso.datetime().nullable(),
  shippedAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  lines: z.array(
    z.object({
      id: z.string(),
      orderLineId: z.string(),
      sku: z.string(),
      name: z.string(),
      description: z.string().nullable(),
      mediaKey: z.string().nullable(),
      uom: z.string(),
      quantity: z.number(),
      picked: z.number(),
    }),
  ),
  parcels: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      carrier: z.string(),
      trackingNumber: z.string().nullable(),
      trackingUrl: z.string().nullable(),
      weightG: z.number().int().nullable(),
      /** Since when the carrier knows of it; then there is a label. */
      bookedAt: z.iso.datetime().nullable(),
      /** What the carrier saw, the latest first. */
      scans: z.array(scanSchema),
      status: parcelStatusSchema,
      shippedAt: z.iso.datetime().nullable(),
      deliveredAt: z.iso.datetime().nullable(),
      lines: z.array(z.object({ deliveryLineId: z.string(), name: z.string(), sku: z.string(), quantity: z.number() })),
    }),
  ),
  /** What the order still waits for, and is no part of any delivery yet. */
  awaited: z.array(z.object({ name: z.string(), sku: z.string(), quantity: z.number() })),
  /** What the state allows next; who may do it is the reader's permission. */
  actions: z.array(z.enum(deliveryActions)),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

/** The refusals of this module. */
export const fulfilmentErrorCodes = [
  "fulfilment.shipping_method_unavailable",
  "fulfilment.method_not_found",
  "fulfilment.method_changed",
  "fulfilment.pickup_takes_no_days",
  "fulfilment.delivery_not_found",
  "fulfilment.parcel_not_found",
  "fulfilment.transition_not_allowed",
  "fulfilment.version_conflict",
  "fulfilment.line_not_in_delivery",
  "fulfilment.picked_too_much",
  "fulfilment.nothing_picked",
  "fulfilment.parcels_do_not_match",
  "fulfilment.tracking_missing",
  "fulfilment.pickup_code_unknown",
  "fulfilment.already_shipped",
  "fulfilment.picking_started",
  "fulfilment.carrier_by_hand",
  "fulfilment.carrier_unknown",
  "fulfilment.carrier_unavailable",
  "fulfilment.return_not_found",
  "fulfilment.return_changed",
  "fulfilment.return_too_much",
  "fulfilment.return_window_closed",
  "fulfilment.return_excluded",
  "fulfilment.return_seal_broken",
  "fulfilment.return_way_not_offered",
  "fulfilment.return_stays",
  "fulfilment.return_line_missing",
  "fulfilment.return_inspection_wrong",
  "fulfilment.return_refunded_too_much",
  "fulfilment.exchange_gone",
  "fulfilment.exchange_open",
  "fulfilment.exchange_incomplete",
] as const;
export type FulfilmentErrorCode = (typeof fulfilmentErrorCodes)[number];
