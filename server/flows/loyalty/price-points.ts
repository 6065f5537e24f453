// What a basket's buyer may spend of their points on it: the one computation behind offer, quote and order. Reads only, one
// statement, and none where nobody asked to spend any.
import type { Money } from "#server/kernel/money.ts";
import { findAccount, spendable } from "#server/modules/loyalty/index.ts";
import type { Db } from "#server/platform/db.ts";

export type PricedPoints = { accountId: string; points: number; amount: Money };

/** Whose points pay for what somebody buys: their own, never for a company. */
export const holderOf = (caller: {
  userId: string | null;
  partnerId: string | null;
  companyId?: string | null | undefined;
}): string | null => (caller.userId && !caller.companyId ? caller.partnerId : null);

/** What the points of `partnerId` take off goods worth `goods` (after coupons, without shipping); null when nothing. */
export async function pricePoints(db: Db, partnerId: string | null, goods: Money): Promise<PricedPoints | null> {
  const account = partnerId === null ? null : await findAccount(db, { partnerId, currency: goods.currency });
  if (!account) return null;
  const { pointValue, minimumPoints } = account.programme;
  const found = spendable(account.points, goods, { pointValueMinor: pointValue.minor, minimumPoints });
  return found && { accountId: account.id, ...found };
}
