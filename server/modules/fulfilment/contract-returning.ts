// What a buyer sees and says of what they send back.
import { z } from "zod";
import { attachmentTokens } from "#server/kernel/attachment-tokens.ts";
import { pageOf } from "#server/kernel/page.ts";
import { quantityInput } from "#server/kernel/quantity.ts";
import { returnExclusions } from "#server/kernel/return-exclusions.ts";
import { moneySchema } from "./contract.ts";
import { exchangeStates, returnReasons, returnSources, returnStatuses, waysBack } from "./contract-returns.ts";

const line = {
  orderLineId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  media: z
    .object({ key: z.string(), width: z.number().nullable(), height: z.number().nullable(), alt: z.string() })
    .nullable(),
  quantity: z.number(),
};

const placeSchema = z.object({
  code: z.string(),
  name: z.string(),
  line1: z.string(),
  postcode: z.string(),
  city: z.string(),
});

const waysSchema = z.object({ label: z.boolean(), own: z.boolean(), stores: z.array(placeSchema) });

/** How goods come back, chosen after they were announced. */
export const chooseWayInput = z.strictObject({
  returnNumber: z.string().min(1).max(40),
  version: z.number().int().positive(),
  wayBack: z.enum(waysBack),
  /** With `wayBack` store. */
  storeCode: z.string().min(1).max(40).optional(),
});
export type ChooseWayInput = z.infer<typeof chooseWayInput>;

/** A variant of the same product that is in stock, and what one of it costs more (or, negative, less); null: its own price. */
export const exchangeChoiceSchema = z.object({
  variantId: z.string(),
  label: z.string(),
  /** The very article that was ordered. */
  same: z.boolean(),
  available: z.number(),
  difference: moneySchema.nullable(),
});
/** By line of the order. */
export const exchangeChoicesSchema = z.array(
  z.object({ orderLineId: z.string(), choices: z.array(exchangeChoiceSchema) }),
);
export type ExchangeChoice = z.infer<typeof exchangeChoiceSchema>;

/** What of an order may come back now, and how. */
export const returnOptionsSchema = z.object({
  number: z.string(),
  /** The last day; null while something is still to come. */
  until: z.iso.date().nullable(),
  /** That day is over. */
  closed: z.boolean(),
  /** Goods that are with the buyer: how many may be announced, and why they may not. */
  lines: z.array(
    z.object({ ...line, exclusion: z.enum(returnExclusions).nullable(), choices: z.array(exchangeChoiceSchema) }),
  ),
  ways: waysSchema,
});
export type ReturnOptions = z.infer<typeof returnOptionsSchema>;

/** How many photos go with it. */
export const mostPhotos = 6;

const units = z
  .array(
    z.strictObject({
      orderLineId: z.string().min(1).max(60),
      quantity: quantityInput,
      /** The variant that is wanted instead of the money. */
      exchangeFor: z.string().min(1).max(60).optional(),
    }),
  )
  .min(1)
  .max(200);

export const quoteOwnReturnInput = z.strictObject({ lines: units });
export const ownReturnQuoteSchema = z.object({
  items: moneySchema,
  /** Given back too when all of the order comes back. */
  shipping: moneySchema,
  total: moneySchema,
  /** Of what is exchanged: what its goods are worth, what is left to be paid for the others, and until when those are held. */
  exchange: z
    .object({ credit: moneySchema, pay: moneySchema, back: moneySchema, heldUntil: z.iso.datetime() })
    .nullable(),
});
export type OwnReturnQuote = z.infer<typeof ownReturnQuoteSchema>;

export const announceOwnInput = z.strictObject({
  lines: units,
  reason: z.enum(returnReasons),
  remark: z.string().trim().max(500).optional(),
  wayBack: z.enum(waysBack),
  /** With `wayBack` store. */
  storeCode: z.string().min(1).max(40).optional(),
  /** That no seal is broken, where that counts. */
  unopened: z.boolean().default(false),
  photos: attachmentTokens(mostPhotos).default([]),
});
export type AnnounceOwnInput = z.infer<typeof announceOwnInput>;

export const ownReturnSchema = z.object({
  id: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  status: z.enum(returnStatuses),
  version: z.number().int(),
  reason: z.string(),
  /** The buyer's own words; what staff wrote is not theirs to read. */
  remark: z.string().nullable(),
  source: z.enum(returnSources),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  lines: z.array(
    z.object({
      ...line,
      received: z.number(),
      refunded: z.number(),
      /** What is sent instead of it. */
      replacement: z.string().nullable(),
    }),
  ),
  /** The order of what is sent instead, and where it stands. `due` is what is still to be paid once the goods were accepted. */
  exchange: z
    .object({
      state: z.enum(exchangeStates),
      number: z.string(),
      orderStatus: z.string(),
      heldUntil: z.iso.datetime().nullable(),
      due: moneySchema,
      reason: z.string().nullable(),
    })
    .nullable(),
  wayBack: z.enum(waysBack).nullable(),
  store: placeSchema.omit({ code: true }).nullable(),
  /** Of the label; null while the carrier has not booked it. */
  trackingNumber: z.string().nullable(),
  expected: moneySchema.nullable(),
  withShipping: z.boolean(),
  /** The last day for the money; null before the goods came. */
  refundBy: z.iso.date().nullable(),
  refunds: z.array(
    z.object({
      id: z.string(),
      amount: moneySchema,
      status: z.enum(["pending", "succeeded", "failed"]),
      at: z.iso.datetime(),
    }),
  ),
  photos: z.array(z.object({ id: z.string(), name: z.string() })),
  /** How it may come, while nobody said it. */
  ways: waysSchema.nullable(),
  mayCancel: z.boolean(),
});
export type OwnReturn = z.infer<typeof ownReturnSchema>;

export const ownReturnRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  status: z.enum(returnStatuses),
  lines: z.array(z.object({ name: z.string(), quantity: z.number() })),
  expected: moneySchema.nullable(),
  refundBy: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
});
export type OwnReturnRow = z.infer<typeof ownReturnRowSchema>;
export const ownReturnPage = pageOf(ownReturnRowSchema);
