import { z } from "zod";
import { pageOf } from "../../kernel/page.ts";

/** Reservation life: held while paying → committed once paid → consumed when shipped; released when given back. */
export const reservationStatuses = ["held", "committed", "consumed", "released"] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];

/** What a promise rests on: stock at its place, or goods still to come (a back-order or pre-order). */
export const reservationKinds = ["stock", "supply"] as const;
export type ReservationKind = (typeof reservationKinds)[number];

/** May a variant be sold beyond stock? preorder: sold before it is there, and nothing ships before its day. */
export const stockModes = ["deny", "backorder", "preorder"] as const;
export type StockMode = (typeof stockModes)[number];

export const moveReasons = ["receipt", "shipment", "return", "adjustment", "transfer"] as const;
export type MoveReason = (typeof moveReasons)[number];

export const stockErrorCodes = [
  "stock.not_enough",
  "stock.must_wait",
  "stock.reservation_not_found",
  "stock.reservation_too_small",
  "stock.location_not_found",
  "stock.variant_not_found",
  "stock.same_location",
  "stock.supply_not_found",
  "stock.supply_closed",
  "stock.supply_too_small",
  "stock.supply_too_large",
  "stock.version_conflict",
] as const;

/** What a shopper sees of one variant: what is in stock, in all and by place, and what may be ordered beyond it. */
export const availabilitySchema = z.object({
  variantId: z.string(),
  /** In stock, safety stock left out. */
  available: z.number(),
  /** How many may be ordered: in stock, and on order or pre-order where `mode` allows it. */
  orderable: z.number(),
  mode: z.enum(stockModes),
  /** When what is not in stock is expected (a pre-order: ships from), as a date; null when nobody knows. */
  expectedOn: z.iso.date().nullable(),
  locations: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(["warehouse", "store"]),
      city: z.string().nullable(),
      available: z.number(),
    }),
  ),
});
export type Availability = z.infer<typeof availabilitySchema>;

export const locationSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  city: z.string().nullable(),
  parentCode: z.string().nullable(),
});

export const levelSchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  productName: z.string(),
  options: z.string(),
  mediaKey: z.string().nullable(),
  locations: z.array(z.object({ code: z.string(), onHand: z.number(), reserved: z.number(), available: z.number() })),
  onHand: z.number(),
  reserved: z.number(),
  available: z.number(),
  /** Promised beyond stock. */
  backordered: z.number(),
});
export const levelPage = pageOf(levelSchema);

export const moveSchema = z.object({
  id: z.string(),
  at: z.string(),
  variantId: z.string(),
  sku: z.string(),
  from: z.object({ code: z.string(), name: z.string() }),
  to: z.object({ code: z.string(), name: z.string() }),
  quantity: z.number(),
  reason: z.enum(moveReasons),
  document: z.object({ type: z.string(), id: z.string() }).nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
});
export const movePage = pageOf(moveSchema);

const wholeDelta = z.number().min(-100_000).max(100_000).multipleOf(0.001);
export const adjustInput = z.strictObject({
  variantId: z.string(),
  locationCode: z.string(),
  quantity: wholeDelta.refine((q) => q !== 0, { message: "not zero" }),
  note: z.string().trim().min(3).max(500),
});
export const transferInput = z.strictObject({
  variantId: z.string(),
  fromCode: z.string(),
  toCode: z.string(),
  quantity: z.number().positive().max(100_000).multipleOf(0.001),
  note: z.string().trim().max(500).optional(),
});

export const supplyStatuses = ["expected", "received", "cancelled"] as const;
export type SupplyStatus = (typeof supplyStatuses)[number];

/** Goods on their way. `late`: they should have been here. */
export const supplySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  variantId: z.string(),
  sku: z.string(),
  productName: z.string(),
  options: z.string(),
  mediaKey: z.string().nullable(),
  location: z.object({ code: z.string(), name: z.string() }),
  quantity: z.number(),
  received: z.number(),
  expectedOn: z.iso.date(),
  late: z.boolean(),
  status: z.enum(supplyStatuses),
  note: z.string().nullable(),
  /** Promised beyond stock of this variant at this place: what these goods are waited for. */
  waiting: z.number(),
});
export type Supply = z.infer<typeof supplySchema>;
export const supplyPage = pageOf(supplySchema);

const supplyQuantity = z.number().positive().max(100_000).multipleOf(0.001);
const note = z.string().trim().max(500).optional();
export const newSupplyInput = z.strictObject({
  variantId: z.string().max(40),
  locationCode: z.string().max(40),
  quantity: supplyQuantity,
  expectedOn: z.iso.date(),
  note,
});
export const supplyVersion = z.strictObject({ id: z.string().max(40), version: z.number().int().positive() });
export const changeSupplyInput = supplyVersion.extend({
  quantity: supplyQuantity,
  expectedOn: z.iso.date(),
  note,
});
export const receiveSupplyInput = supplyVersion.extend({ quantity: supplyQuantity });

/** How a variant sells beyond stock, as staff see it. */
export const policySchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  productName: z.string(),
  options: z.string(),
  mode: z.enum(stockModes),
  maxBackorder: z.number().nullable(),
  releaseOn: z.iso.date().nullable(),
  /** When it was written; null: never, it sells what is in stock. */
  seenAt: z.string().nullable(),
  /** Promised beyond stock now, over all places. */
  backordered: z.number(),
});
export type StockPolicyView = z.infer<typeof policySchema>;

export const policyInput = z
  .strictObject({
    variantId: z.string().max(40),
    mode: z.enum(stockModes),
    /** null: as far as dated supplies reach */
    maxBackorder: z.number().min(0).max(100_000).multipleOf(0.001).nullable(),
    releaseOn: z.iso.date().nullable(),
    seenAt: z.iso.datetime().nullable(),
  })
  .refine((input) => (input.mode === "preorder") === (input.releaseOn !== null), {
    path: ["releaseOn"],
    message: "a date for pre-orders only",
  });
