// The cart as a shopper sees it: lines with today's price and stock. Reads only; no lock. Three statements.

import { inLocale } from "#server/kernel/localized.ts";
import { sumMoney, zero } from "#server/kernel/money.ts";
import { sumQuantity } from "#server/kernel/quantity.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { quoteLines } from "#server/modules/pricing/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { type CartRow, cartRows } from "#server/modules/sales/index.ts";
import { availabilityOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { priceCoupon } from "./price-coupon.ts";

export const emptyCart = (currency: string): CartView => ({
  id: null,
  version: 0,
  currency,
  lines: [],
  itemCount: 0,
  subtotal: zero(currency),
  discount: zero(currency),
  coupon: null,
});

/** "Natural oak · 160 cm", in a language. */
export const optionsText = (row: Pick<CartRow, "options">, locale: string): string =>
  row.options.map((label) => inLocale(label, locale)).join(" · ");

/** Reads a cart with prices and stock of this moment; lines that cannot be bought as they stand name their problem. */
export async function viewCart(
  db: Db,
  channel: ChannelTerms,
  cart: { id: string; version: number; couponCode: string | null },
  locale: string,
): Promise<CartView> {
  const rows = await cartRows(db, cart.id);
  if (rows.length === 0) return { ...emptyCart(channel.currency), id: cart.id, version: cart.version };
  const [quotes, stock] = await Promise.all([
    quoteLines(db, channel.priceListId, rows),
    availabilityOf(
      db,
      rows.map((r) => r.variantId),
      channel,
    ),
  ]);
  const lines = rows.map((row, i) => {
    const quote = quotes[i];
    const available = Math.max(0, stock.get(row.variantId) ?? 0);
    const problem =
      !row.sellable || !quote
        ? "unavailable"
        : available <= 0
          ? "out_of_stock"
          : available < row.quantity
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
      compareAt: quote?.compareAt ?? null,
      total: quote?.total ?? zero(channel.currency),
      available,
      problem,
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
  };
}
