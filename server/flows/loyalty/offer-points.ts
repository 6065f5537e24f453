// What a basket says of points: how many it earns, and what its buyer may spend on it. Asked for after the page is drawn.
// Permission shop.cart.use. Reads only; no lock.
import { money, subtractMoney, sumMoney, zero } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { PointsOffer } from "#server/modules/loyalty/contract.ts";
import { earnedBy, findAccount, findProgramme, spendable } from "#server/modules/loyalty/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import { cartRows, findCart } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { priceCoupon } from "../cart/price-coupon.ts";
import { holderOf } from "./price-points.ts";

/** What of the goods in the caller's basket is left to pay after its coupon. */
async function goodsOf(caller: CartCaller, now: Date) {
  const channel = await channelByCode(db(), caller.channelCode);
  const cart = await findCart(db(), caller.token);
  if (!cart) return { currency: channel.currency, goods: zero(channel.currency), used: false };
  const rows = await cartRows(db(), cart.id);
  const quotes = await quoteLines(db(), pricesFor(channel, caller), rows, now);
  const items = sumMoney(
    quotes.flatMap((quote) => (quote ? [quote.total] : [])),
    channel.currency,
  );
  const coupon = await priceCoupon(db(), cart.couponCode, items, caller.locale, now);
  const goods = subtractMoney(items, coupon?.off ?? zero(channel.currency));
  return { currency: channel.currency, goods, used: cart.usePoints };
}

/** Guests are told what an account would earn them; companies nothing: points are for persons. */
export async function offerPoints(caller: CartCaller, now: Date): Promise<PointsOffer> {
  const signedIn = caller.userId !== null;
  const none = { earns: null, signedIn, points: 0, minimumPoints: 0, spendable: null, used: false };
  if (caller.companyId) return none;
  const { currency, goods, used } = await goodsOf(caller, now);
  const programme = await findProgramme(db(), currency);
  if (!programme?.active) return none;
  const { pointValue, minimumPoints, pointsPerUnit } = programme;
  const partnerId = holderOf(caller);
  const account = partnerId === null ? null : await findAccount(db(), { partnerId, currency });
  const terms = { pointValueMinor: pointValue.minor, minimumPoints };
  const found = account && spendable(account.points, goods, terms);
  const paid = money(goods.minor - (used && found ? found.amount.minor : 0), currency);
  return {
    ...{ signedIn, minimumPoints, points: account?.points ?? 0, spendable: found, used: used && found !== null },
    earns: earnedBy(paid, pointsPerUnit),
  };
}
