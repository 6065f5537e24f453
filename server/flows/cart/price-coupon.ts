// What a cart's coupon takes off: the one computation behind cart, quote and order. Reads only, one statement.
import { inLocale } from "#server/kernel/localized.ts";
import { type Money, money } from "#server/kernel/money.ts";
import { couponDiscount, findCoupon } from "#server/modules/pricing/index.ts";
import type { AppliedCoupon } from "#server/modules/sales/contract.ts";
import type { Db } from "#server/platform/db.ts";

export type PricedCoupon = { id: string; applied: AppliedCoupon; off: Money; freeShipping: boolean };

/** What the cart's coupon does to goods worth `items`; null without one, or when it no longer exists. */
export async function priceCoupon(
  db: Db,
  code: string | null,
  items: Money,
  locale: string,
  now: Date,
): Promise<PricedCoupon | null> {
  const coupon = code === null ? null : await findCoupon(db, code);
  if (!coupon) return null;
  const { off, freeShipping, problem } = couponDiscount(coupon, items, now);
  const minimum = problem === "minimum" ? money(coupon.minItemsMinor, items.currency) : null;
  return {
    id: coupon.id,
    off,
    freeShipping,
    applied: { code: coupon.code, name: inLocale(coupon.name, locale), problem, minimum },
  };
}
