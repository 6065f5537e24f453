import { decimal, multiply, roundToInteger } from "#server/kernel/decimal.ts";
import { extend, type Money, money } from "#server/kernel/money.ts";
import type { CouponKind, CouponProblem, CouponRow } from "./contract-coupon.ts";

export type CouponTerms = {
  id: string;
  code: string;
  name: unknown;
  kind: CouponKind;
  value: string;
  currency: string | null;
  minItemsMinor: number;
  validFrom: Date | null;
  /** The first instant at which it is over. */
  validTo: Date | null;
  usageLimit: number | null;
  perCustomer: number | null;
  used: number;
  active: boolean;
};

export type Discount = { off: Money; freeShipping: boolean; problem: CouponProblem | null };

/** What a coupon takes off goods worth `items` at `now`: never more than they cost, rounded once, half up. */
export function couponDiscount(coupon: CouponTerms, items: Money, now: Date): Discount {
  const problem = problemOf(coupon, items, now);
  const nothing = money(0, items.currency);
  if (problem) return { off: nothing, freeShipping: false, problem };
  if (coupon.kind === "free_shipping") return { off: nothing, freeShipping: true, problem: null };
  const off =
    coupon.kind === "percent"
      ? Number(roundToInteger(multiply({ digits: BigInt(items.minor), scale: 0 }, decimal(coupon.value))))
      : extend(decimal(coupon.value), decimal(1), items.currency).minor;
  return { off: money(Math.min(off, items.minor), items.currency), freeShipping: false, problem: null };
}

function problemOf(coupon: CouponTerms, items: Money, now: Date): CouponProblem | null {
  if (coupon.currency && coupon.currency !== items.currency) return "currency";
  const state = couponState(coupon, now);
  if (state === "inactive") return "expired";
  if (state !== "active") return state;
  return items.minor < coupon.minItemsMinor ? "minimum" : null;
}

type Life = Pick<CouponTerms, "active" | "validFrom" | "validTo" | "usageLimit" | "used">;

/** Where a coupon stands at `now`, whatever the basket. */
export function couponState(coupon: Life, now: Date): CouponRow["state"] {
  if (!coupon.active) return "inactive";
  if (coupon.validFrom && coupon.validFrom > now) return "not_started";
  if (coupon.validTo && coupon.validTo <= now) return "expired";
  return coupon.usageLimit !== null && coupon.used >= coupon.usageLimit ? "used_up" : "active";
}

/**
 * The mailbox behind an address, so that a limit per customer counts people: lower case, without the +tag that providers
 * ignore, and for Gmail without dots (https://support.google.com/mail/answer/7436150).
 */
export function customerKey(email: string): string {
  const [local = "", domain = ""] = email.normalize("NFKC").trim().toLowerCase().split("@");
  const untagged = local.split("+")[0] ?? local;
  return domain === "gmail.com" || domain === "googlemail.com"
    ? `${untagged.replaceAll(".", "")}@gmail.com`
    : `${untagged}@${domain}`;
}
