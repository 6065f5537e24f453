import { z } from "zod";
import { pageOf } from "#server/kernel/page.ts";
import { quantityInput } from "#server/kernel/quantity.ts";
import { moneySchema } from "./contract.ts";

export const returnStatuses = ["requested", "received", "closed", "cancelled"] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** Why goods come back, as shops count it. */
export const returnReasons = [
  "withdrawal",
  "does_not_fit",
  "damaged",
  "defective",
  "wrong_item",
  "not_as_described",
  "other",
] as const;
export type ReturnReason = (typeof returnReasons)[number];

const faults: ReadonlySet<string> = new Set<ReturnReason>(["damaged", "defective", "wrong_item", "not_as_described"]);
/** True where the house is at fault: what may not come back at will comes back all the same. */
export const isFault = (reason: string): boolean => faults.has(reason);

export const returnSources = ["staff", "customer", "withdrawal"] as const;
export type ReturnSource = (typeof returnSources)[number];

/** Where an exchange stands: the goods are expected, what was wanted instead was sent, or it was refused. */
export const exchangeStates = ["open", "sent", "refused"] as const;
export type ExchangeState = (typeof exchangeStates)[number];

/** How goods come back: by a label that the house pays, handed in at a store, or by whatever the customer chooses. */
export const waysBack = ["label", "store", "own"] as const;
export type WayBack = (typeof waysBack)[number];

const id = z.string().min(1).max(60);
const number = z.string().min(1).max(40);
const amount = z.union([z.literal(0), quantityInput]);

export const createReturnInput = z.strictObject({
  /** Of the order. */
  number,
  version: z.number().int().positive(),
  lines: z
    .array(z.strictObject({ orderLineId: id, quantity: quantityInput }))
    .min(1)
    .max(200),
  reason: z.enum(returnReasons),
  note: z.string().trim().max(500).optional(),
  /** Past the time for returns, by who may; `note` then says why. */
  override: z.boolean().default(false),
});
export type CreateReturnInput = z.infer<typeof createReturnInput>;

const seen = { number, version: z.number().int().positive() };

export const inspectionInput = z.strictObject({
  orderLineId: id,
  /** Fit for sale, put back at `locationCode`. */
  restocked: amount,
  /** Written off. */
  scrapped: amount,
  locationCode: z.string().min(1).max(40).optional(),
});
export type Inspection = Pick<z.infer<typeof inspectionInput>, "orderLineId" | "restocked" | "scrapped">;

export const receiveReturnInput = z.strictObject({ ...seen, lines: z.array(inspectionInput).min(1).max(200) });
export type ReceiveReturnInput = z.infer<typeof receiveReturnInput>;

export const returnNumberInput = z.strictObject({ number });
export const returnSeenInput = z.strictObject(seen);
export type ReturnSeenInput = z.infer<typeof returnSeenInput>;

/** What is wanted instead of lines of a return, each of them whole. */
export const startExchangeInput = z.strictObject({
  ...seen,
  lines: z
    .array(z.strictObject({ orderLineId: id, variantId: id }))
    .min(1)
    .max(200),
});
export type StartExchangeInput = z.infer<typeof startExchangeInput>;

/** The replacement of a received return is sent, or refused with a reason that the buyer reads. */
export const sendExchangeInput = z.strictObject({ ...seen, reason: z.string().trim().min(3).max(300).optional() });
export const refuseExchangeInput = z.strictObject({ ...seen, reason: z.string().trim().min(3).max(1000) });
export type SettleExchangeInput = z.infer<typeof sendExchangeInput>;
export const exchangeSentSchema = z.object({
  /** Of the replacing order. */
  number: z.string(),
  /** Minor units of the order's currency: kept for the replacement, sent back, and still to be paid. */
  movedMinor: z.number().int(),
  backMinor: z.number().int(),
  dueMinor: z.number().int(),
});

export const refundReturnInput = z.strictObject({
  ...seen,
  lines: z
    .array(z.strictObject({ orderLineId: id, quantity: quantityInput }))
    .min(1)
    .max(200),
  withShipping: z.boolean(),
  /** The customer reads it on the credit note. */
  reason: z.string().trim().min(3).max(300),
  idempotencyKey: z.string().min(8).max(100),
});
export type RefundReturnInput = z.infer<typeof refundReturnInput>;

export const returnListInput = z.strictObject({
  status: z.enum(returnStatuses).optional(),
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type ReturnListInput = z.input<typeof returnListInput>;

export const returnRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  status: z.enum(returnStatuses),
  reason: z.string(),
  source: z.enum(returnSources),
  units: z.number(),
  createdAt: z.iso.datetime(),
});
export type ReturnRow = z.infer<typeof returnRowSchema>;
export const returnPage = pageOf(returnRowSchema);

/** What staff may do next; who may is the reader's permission. */
export const returnActions = ["receive", "cancel", "exchange", "refund", "close"] as const;

export const returnDetailSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(returnStatuses),
  reason: z.string(),
  note: z.string().nullable(),
  version: z.number().int(),
  order: z.object({ number: z.string(), email: z.string(), customer: z.string(), version: z.number().int() }),
  by: z.string().nullable(),
  source: z.enum(returnSources),
  wayBack: z.enum(waysBack).nullable(),
  /** Where it is handed in. */
  store: z.string().nullable(),
  /** Of a label that a carrier booked. */
  trackingNumber: z.string().nullable(),
  /** The order that is sent instead of lines of it; where that stands, and why it was refused. */
  exchange: z
    .object({
      state: z.enum(exchangeStates),
      number: z.string(),
      orderStatus: z.string(),
      holdExpiresAt: z.iso.datetime().nullable(),
      total: moneySchema,
      reason: z.string().nullable(),
    })
    .nullable(),
  /** What its buyer was told to get back, and whether the shipping is in it. */
  expected: moneySchema.nullable(),
  withShipping: z.boolean(),
  /** The last day on which the law has the money go back; null before the goods came. */
  refundBy: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      sku: z.string().nullable(),
      name: z.string(),
      description: z.string().nullable(),
      mediaKey: z.string().nullable(),
      uom: z.string(),
      quantity: z.number(),
      received: z.number(),
      restocked: z.number(),
      scrapped: z.number(),
      refunded: z.number(),
      location: z.string().nullable(),
      gross: moneySchema,
      ordered: z.number(),
      /** What it is exchanged for. */
      replacement: z.object({ sku: z.string().nullable(), description: z.string().nullable() }).nullable(),
    }),
  ),
  actions: z.array(z.enum(returnActions)),
});
export type ReturnDetail = z.infer<typeof returnDetailSchema>;

/** With the photos that came with it. */
export const staffReturnSchema = returnDetailSchema.extend({
  photos: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type StaffReturn = z.infer<typeof staffReturnSchema>;
