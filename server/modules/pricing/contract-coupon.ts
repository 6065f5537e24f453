import { z } from "zod";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";

export const couponKinds = ["percent", "fixed", "free_shipping"] as const;
export type CouponKind = (typeof couponKinds)[number];

/** Why a coupon takes nothing off a basket now. */
export const couponProblems = ["not_started", "expired", "used_up", "minimum", "currency"] as const;
export type CouponProblem = (typeof couponProblems)[number];

export const couponErrorCodes = [
  "pricing.coupon_unknown",
  "pricing.coupon_not_started",
  "pricing.coupon_expired",
  "pricing.coupon_used_up",
  "pricing.coupon_once_per_customer",
  "pricing.coupon_currency",
  "pricing.coupon_code_taken",
  "pricing.coupon_changed",
  "pricing.coupon_invalid",
] as const;

/** A code as shoppers type it: upper case, letters, digits and dashes. */
export const couponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/);

export const couponRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.object({ fr: z.string(), en: z.string() }),
  kind: z.enum(couponKinds),
  /** "0.1" is ten per cent; null unless the kind is percent. */
  share: z.string().nullable(),
  /** null unless the kind is fixed. */
  amount: moneySchema.nullable(),
  /** From which amount of goods it holds. */
  minimum: moneySchema.nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  usageLimit: z.number().int().nullable(),
  perCustomer: z.number().int().nullable(),
  used: z.number().int(),
  active: z.boolean(),
  version: z.number().int(),
  state: z.enum(["active", "inactive", "not_started", "expired", "used_up"]),
});
export type CouponRow = z.infer<typeof couponRow>;
/** `currency`: what amounts of new coupons are in. */
export const couponPage = pageOf(couponRow).extend({ currency: z.string() });
export const listCouponsInput = pageInput;

const limit = z.number().int().min(1).max(10_000_000).nullable();
const terms = {
  name: z.strictObject({ fr: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) }),
  /** Minor units of the shop's currency. */
  minItemsMinor: z.number().int().min(0).max(100_000_000),
  validFrom: z.iso.datetime().nullable(),
  validTo: z.iso.datetime().nullable(),
  usageLimit: limit,
  perCustomer: limit,
};
export const createCouponInput = z.strictObject({
  code: couponCode,
  kind: z.enum(couponKinds),
  /** percent: a share ("0.1"); fixed: major units of the shop's currency ("15"); free_shipping: "0". */
  value: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
  ...terms,
});
export type CreateCouponInput = z.infer<typeof createCouponInput>;
export const changeCouponInput = z.strictObject({
  id: z.string().max(40),
  version: z.number().int().min(1),
  active: z.boolean(),
  ...terms,
});
export type ChangeCouponInput = z.infer<typeof changeCouponInput>;
