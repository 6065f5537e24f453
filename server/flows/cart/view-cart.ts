// The cart as a shopper sees it: lines with today's price and stock. Reads only; no lock. Three statements, one more where
// the channel holds stock for baskets.

import { inLocale } from "#server/kernel/localized.ts";
import { sumMoney, zero } from "#server/kernel/money.ts";
import { subtractQuantity, sumQuantity } from "#server/kernel/quantity.ts";
import { exclusionOf } from "#server/kernel/return-exclusions.ts";
import { netContentOf, unitPriceOf } from "#server/kernel/unit-price.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { type CartRow, cartRows } from "#server/modules/sales/index.ts";
import { type StockDisplay, shownCount } from "#server/modules/stock/contract-display.ts";
import { cartHoldExpiry, type Sellable, sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { priceCoupon } from "./price-coupon.ts";

export const emptyCart = (channel: Pick<ChannelTerms, "currency" | "holdOn">): CartView => ({
  id: null,
  version: 0,
  currency: channel.currency,
  lines: [],
  itemCount: 0,
  subtotal: zero(channel.currency),
  discount: zero(channel.currency),
  coupon: null,
  holdsStock: channel.holdOn === "cart",
  holdExpiresAt: null,
});

/** What of a line comes later: all of a pre-order, of a back-order what is not in stock. */
function waitingOf(of: Sellable, quantity: number, display: StockDisplay): CartView["lines"][number]["waiting"] {
  if (of.mode === "deny") return null;
  const late = of.mode === "preorder" ? quantity : subtractQuantity(quantity, of.available);
  if (late <= 0) return null;
  // The rest of the line is what is in stock.
  const shown = late >= quantity ? quantity : shownCount(late, display);
  return { quantity: shown, mode: of.mode, expectedOn: of.expectedOn };
}

/** "Natural oak · 160 cm", in a language. */
export const optionsText = (row: Pick<CartRow, "options">, locale: string): string =>
  row.options.map((label) => inLocale(label, locale)).join(" · ");

/** Reads a cart with prices and stock of this moment; lines that cannot be bought as they stand name their problem. */
export async function viewCart(
  db: Db,
  channel: ChannelTerms,
  cart: { id: string; version: number; couponCode: string | null },
  reader: { locale: string; companyId?: string | null },
): Promise<CartView> {
  const { locale } = reader;
  const rows = await cartRows(db, cart.id);
  if (rows.length === 0) return { ...emptyCart(channel), id: cart.id, version: cart.version };
  const variantIds = rows.map((r) => r.variantId);
  const [quotes, stock, holdExpiresAt] = await Promise.all([
    quoteLines(db, pricesFor(channel, reader), rows),
    sellableOf(db, variantIds, channel, new Date(), { cartId: cart.id }),
    channel.holdOn === "cart" ? cartHoldExpiry(db, cart.id) : null,
  ]);
  const lines = rows.map((row, i) => {
    const quote = quotes[i];
    const of = stock.get(row.variantId);
    const orderable = of?.orderable ?? 0;
    const problem =
      !row.sellable || !quote
        ? "unavailable"
        : orderable <= 0
          ? "out_of_stock"
          : orderable < row.quantity
            ? "not_enough"
            : null;
    return {
      id: row.id,
      variantId: row.variantId,
      sku: row.sku,
      slug: row.slug,
      name: inLocale(row.name, locale),
      options: optionsText(row, locale),
      media: row.mediaKey
        ? { key: row.mediaKey, width: row.mediaWidth, height: row.mediaHeight, alt: inLocale(row.mediaAlt, locale) }
        : null,
      quantity: row.quantity,
      unitPrice: quote?.unit ?? zero(channel.currency),
      compareAt: quote?.prior ?? null,
      listed: quote?.listed ?? null,
      measurePrice: quote ? unitPriceOf(quote.unit, netContentOf(row.netContent, row.netUnit)) : null,
      total: quote?.total ?? zero(channel.currency),
      available: shownCount(of?.available ?? 0, channel),
      orderable: shownCount(orderable, channel),
      waiting: of && problem === null ? waitingOf(of, row.quantity, channel) : null,
      problem,
      returnExclusion: exclusionOf(row.returnExclusion),
    } as const;
  });
  const subtotal = sumMoney(
    lines.map((l) => l.total),
    channel.currency,
  );
  const coupon = await priceCoupon(db, cart.couponCode, subtotal, locale, new Date());
  return {
    id: cart.id,
    version: cart.version,
    currency: channel.currency,
    lines: [...lines],
    itemCount: sumQuantity(lines.map((l) => l.quantity)),
    subtotal,
    discount: coupon?.off ?? zero(channel.currency),
    coupon: coupon?.applied ?? null,
    holdsStock: channel.holdOn === "cart",
    holdExpiresAt: holdExpiresAt?.toISOString() ?? null,
  };
}
