import { z } from "zod";
import { attachmentTokens } from "#server/kernel/attachment-tokens.ts";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageOf } from "#server/kernel/page.ts";
import { quantityInput } from "#server/kernel/quantity.ts";

export const claimStatuses = ["open", "accepted", "refused", "withdrawn"] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** What is wrong. Lost: it left and never came. */
export const claimKinds = ["damaged", "wrong_item", "incomplete", "lost", "defective"] as const;
export type ClaimKind = (typeof claimKinds)[number];

export const claimWishes = ["replacement", "refund", "price_reduction"] as const;
export type ClaimWish = (typeof claimWishes)[number];

/** How an accepted claim ends. Send back: the goods come first, their return does the rest. */
export const claimDecisions = ["replacement", "refund", "price_reduction", "send_back"] as const;
export type ClaimDecision = (typeof claimDecisions)[number];

/** How many photos go with it. */
export const mostClaimPhotos = 6;

const id = z.string().min(1).max(60);
const number = z.string().min(1).max(40);
const words = z.string().trim().min(3).max(1000);
const units = z
  .array(z.strictObject({ orderLineId: id, quantity: quantityInput }))
  .min(1)
  .max(200);

export const openClaimInput = z.strictObject({
  lines: units,
  kind: z.enum(claimKinds),
  wish: z.enum(claimWishes),
  description: z.string().trim().min(10).max(2000),
  photos: attachmentTokens(mostClaimPhotos).default([]),
});
export type OpenClaimInput = z.infer<typeof openClaimInput>;

export const claimNumberInput = z.strictObject({ number });
const seen = { number, version: z.number().int().positive() };
export const claimSeenInput = z.strictObject(seen);
export type ClaimSeen = z.infer<typeof claimSeenInput>;

/** Words that the buyer reads with the decision. */
const answer = { answer: words.optional() };

export const refuseClaimInput = z.strictObject({ ...seen, answer: words });
export const refundClaimInput = z.strictObject({ ...seen, lines: units, withShipping: z.boolean(), ...answer });
export const quoteClaimInput = z.strictObject({ number, lines: units, withShipping: z.boolean() });
export const reduceClaimInput = z.strictObject({
  ...seen,
  /** Minor units of the order's currency. */
  amountMinor: z.number().int().positive().max(100_000_000),
  ...answer,
});
const replaced = z
  .array(z.strictObject({ orderLineId: id, quantity: quantityInput, variantId: id }))
  .min(1)
  .max(200);
export const replaceClaimInput = z.strictObject({ ...seen, lines: replaced, ...answer });
export const sendBackInput = z.strictObject({
  ...seen,
  lines: z
    .array(
      z.strictObject({
        ...{ orderLineId: id, quantity: quantityInput },
        /** What is held and sent once the goods came; absent: their money goes back then. */
        exchangeFor: id.optional(),
      }),
    )
    .min(1)
    .max(200),
  ...answer,
});
export type QuoteClaimInput = z.infer<typeof quoteClaimInput>;
export type RefuseClaimInput = z.infer<typeof refuseClaimInput>;
export type RefundClaimInput = z.infer<typeof refundClaimInput>;
export type ReduceClaimInput = z.infer<typeof reduceClaimInput>;
export type ReplaceClaimInput = z.infer<typeof replaceClaimInput>;
export type SendBackInput = z.infer<typeof sendBackInput>;

const line = {
  orderLineId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  media: z
    .object({ key: z.string(), width: z.number().nullable(), height: z.number().nullable(), alt: z.string() })
    .nullable(),
  quantity: z.number(),
};

/** What of an order may be claimed for now. */
export const claimOptionsSchema = z.object({
  number: z.string(),
  lines: z.array(
    z.object({
      ...line,
      /** The last day; null while something of it is on its way. */
      until: z.iso.date().nullable(),
      closed: z.boolean(),
    }),
  ),
});
export type ClaimOptions = z.infer<typeof claimOptionsSchema>;

const photos = z.array(z.object({ id: z.string(), name: z.string() }));
const refunds = z.array(
  z.object({
    id: z.string(),
    amount: moneySchema,
    status: z.enum(["pending", "succeeded", "failed"]),
    at: z.iso.datetime(),
  }),
);

const head = {
  id: z.string(),
  number: z.string(),
  status: z.enum(claimStatuses),
  version: z.number().int(),
  kind: z.enum(claimKinds),
  wish: z.enum(claimWishes),
  description: z.string(),
  decision: z.enum(claimDecisions).nullable(),
  answer: z.string().nullable(),
  amount: moneySchema.nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** The day by which it is to be answered. */
  answerBy: z.iso.date(),
  photos,
  refunds,
  /** The order that is sent instead. */
  replacement: z.object({ number: z.string(), status: z.string() }).nullable(),
  /** The return by which the goods come back. */
  return: z.object({ number: z.string(), status: z.string() }).nullable(),
};

/** A claim as its buyer follows it. */
export const ownClaimSchema = z.object({
  ...head,
  orderNumber: z.string(),
  lines: z.array(z.object({ ...line, accepted: z.number() })),
});
export type OwnClaim = z.infer<typeof ownClaimSchema>;

export const ownClaimRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  status: z.enum(claimStatuses),
  kind: z.enum(claimKinds),
  lines: z.array(z.object({ name: z.string(), quantity: z.number() })),
  createdAt: z.iso.datetime(),
});
export type OwnClaimRow = z.infer<typeof ownClaimRowSchema>;
export const ownClaimPage = pageOf(ownClaimRowSchema);

const choice = z.object({ variantId: z.string(), label: z.string(), same: z.boolean(), available: z.number() });

/** A claim as staff decide on it. */
export const staffClaimSchema = z.object({
  ...head,
  order: z.object({ number: z.string(), email: z.string(), customer: z.string() }),
  decidedBy: z.string().nullable(),
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      sku: z.string().nullable(),
      name: z.string(),
      description: z.string().nullable(),
      mediaKey: z.string().nullable(),
      uom: z.string(),
      quantity: z.number(),
      accepted: z.number(),
      /** When the last of it arrived; null while something is on its way. */
      arrivedAt: z.iso.datetime().nullable(),
      /** What may be sent instead, at no cost. */
      choices: z.array(choice),
    }),
  ),
  /** What its units cost, less what went back for them: no reduction is more. Null once it is decided. */
  worth: moneySchema.nullable(),
  /** It is all that was ordered: the shipping goes back too. */
  whole: z.boolean(),
});
export type StaffClaim = z.infer<typeof staffClaimSchema>;

export const claimRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  status: z.enum(claimStatuses),
  kind: z.enum(claimKinds),
  wish: z.enum(claimWishes),
  units: z.number(),
  createdAt: z.iso.datetime(),
  answerBy: z.iso.date(),
});
export type ClaimRow = z.infer<typeof claimRowSchema>;
export const claimPage = pageOf(claimRowSchema);

export const claimListInput = z.strictObject({
  status: z.enum(claimStatuses).optional(),
  kind: z.enum(claimKinds).optional(),
  /** Its number, the order's or an e-mail. */
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type ClaimListInput = z.input<typeof claimListInput>;

export const claimsErrorCodes = [
  "claims.not_found",
  "claims.changed",
  "claims.transition_not_allowed",
  "claims.line_not_in_order",
  "claims.line_not_in_claim",
  "claims.too_much",
  "claims.too_late",
  "claims.reduction_too_large",
  "claims.replacement_costs",
  "claims.not_in_stock",
  "claims.never_came",
] as const;
