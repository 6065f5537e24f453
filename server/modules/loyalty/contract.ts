import { z } from "zod";
import { moneySchema } from "../../kernel/money-schema.ts";
import { pageInput, pageOf } from "../../kernel/page.ts";

export const loyaltyErrorCodes = [
  "loyalty.no_programme",
  "loyalty.programme_changed",
  "loyalty.not_enough_points",
  "loyalty.points_changed",
  "loyalty.no_account",
] as const;
export type LoyaltyErrorCode = (typeof loyaltyErrorCodes)[number];

export const entryKinds = ["earned", "matured", "reversed", "spent", "returned", "expired", "corrected"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** More of them, and sums would leave the integers of the database. */
const points = z.number().int().min(0).max(10_000_000);

/** The rules of a programme. */
export const programmeSchema = z.object({
  currency: z.string(),
  active: z.boolean(),
  /** Points for one whole unit of the currency paid for goods: an exact decimal. */
  pointsPerUnit: z.string(),
  /** What one point takes off. */
  pointValue: moneySchema,
  /** Fewer than these are not spent. */
  minimumPoints: z.number().int(),
  /** Days after everything arrived in which points are pending. */
  pendingDays: z.number().int(),
  /** Months after which points expire; null: never. */
  expiryMonths: z.number().int().nullable(),
  /** 0: the programme was never set up. */
  version: z.number().int(),
});
export type Programme = z.infer<typeof programmeSchema>;

export const saveProgrammeInput = z.strictObject({
  active: z.boolean(),
  pointsPerUnit: z.string().regex(/^\d{1,4}(\.\d{1,3})?$/),
  /** Minor units. */
  pointValueMinor: z.number().int().min(1).max(100_000),
  minimumPoints: points,
  pendingDays: z.number().int().min(14).max(365),
  expiryMonths: z.number().int().min(1).max(120).nullable(),
  version: z.int32().min(0),
});
export type SaveProgrammeInput = z.infer<typeof saveProgrammeInput>;

/** A programme with what buyers hold of it: what the house owes them, at today's value of a point. */
export const programmeStand = z.object({
  programme: programmeSchema,
  accounts: z.number().int(),
  points: z.number().int(),
  pending: z.number().int(),
  /** What the points that may be spent, and those pending, would take off. */
  owed: moneySchema,
});

export const pointsEntry = z.object({
  id: z.string(),
  kind: z.enum(entryKinds),
  /** What it did to the points that may be spent, and to the pending ones. */
  points: z.number().int(),
  pending: z.number().int(),
  orderNumber: z.string().nullable(),
  expiresAt: z.string().nullable(),
  at: z.string(),
});
export const pointsPage = pageOf(pointsEntry);

/** Why staff changed a balance is for staff. */
export const staffPointsEntry = pointsEntry.extend({ reason: z.string().nullable(), by: z.string().nullable() });
export const staffPointsPage = pageOf(staffPointsEntry);

export const pointsAccount = z.object({
  programme: programmeSchema,
  points: z.number().int(),
  pending: z.number().int(),
  /** What the points that may be spent take off. */
  worth: moneySchema,
  /** Points by the instant at which they expire, the soonest first. */
  expiring: z.array(z.object({ points: z.number().int(), at: z.string() })),
});
export type PointsAccount = z.infer<typeof pointsAccount>;

/** What a basket says of points: what it earns, and what its buyer may spend on it. */
export const pointsOffer = z.object({
  /** Null: there is no programme, or it is not for this buyer. */
  earns: z.number().int().nullable(),
  signedIn: z.boolean(),
  points: z.number().int(),
  minimumPoints: z.number().int(),
  /** What of them this basket can take, and what they take off; null: nothing. */
  spendable: z.object({ points: z.number().int(), amount: moneySchema }).nullable(),
  used: z.boolean(),
});
export type PointsOffer = z.infer<typeof pointsOffer>;

export const pointsPageInput = pageInput;
export const staffPointsInput = pageInput.extend({ partnerId: z.string().max(40) });
export const correctPointsInput = z.strictObject({
  partnerId: z.string().max(40),
  /** Added where positive, taken off where negative. */
  points: z
    .number()
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0),
  reason: z.string().trim().min(3).max(300),
});
export type CorrectPointsInput = z.infer<typeof correctPointsInput>;
