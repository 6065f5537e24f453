// What a quote comes to: list prices of this moment for whom it is, the prices offered beside them, and the whole by the one
// pricing of checkout. Reads only.
import { DomainError } from "#server/kernel/errors.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { QuotesError, QuoteTerms } from "#server/modules/quotes/contract.ts";
import { offeredPrice, type QuoteContent } from "#server/modules/quotes/index.ts";
import { rowsOfLines } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { priceCheckout } from "../checkout/price-checkout.ts";

/** Where the goods would go: the customer's default address, or the house's own country. */
async function countryOf(db: Db, partnerId: string): Promise<string> {
  const address = await db.address.findFirst({
    where: { partnerId, archivedAt: null, type: "delivery" },
    orderBy: [{ isDefault: "desc" }, { id: "asc" }],
    select: { country: true },
  });
  return address?.country ?? seller().country;
}

/**
 * Prices the terms of a quote. Throws DomainError invalid `quotes.line_twice`, unprocessable
 * `sales.variant_not_for_sale`, `fulfilment.shipping_method_unavailable`.
 */
export async function priceQuoted(
  db: Db,
  channel: ChannelTerms,
  of: { partnerId: string; companyId: string | null; locale: string },
  input: QuoteTerms,
  now: Date,
): Promise<QuoteContent> {
  const ids = new Set(input.lines.map((line) => line.variantId));
  if (ids.size < input.lines.length) throw new DomainError<QuotesError>("invalid", "quotes.line_twice");
  const listed = await quoteLines(db, pricesFor(channel, of), input.lines, now);
  const lines = input.lines.map(({ variantId, quantity, offer, note }, i) => {
    const listPrice = listed[i]?.unitPrice;
    if (listPrice === undefined) {
      throw new DomainError("unprocessable", "sales.variant_not_for_sale", { name: variantId });
    }
    const unitPrice = offeredPrice(listPrice, offer, channel.currency);
    return { variantId, quantity, listPrice, unitPrice, note: note || null };
  });
  const { shippingMethod, shippingMinor, validUntil } = input;
  const priced = await priceCheckout(db, {
    channel,
    cart: { id: "", couponCode: null, giftCardId: null, rows: await rowsOfLines(db, lines) },
    ...{ companyId: of.companyId, country: await countryOf(db, of.partnerId), shippingMethod, locale: of.locale, now },
    agreed: { lines, shippingMinor },
  });
  return {
    ...{ lines, shippingMethod, shippingMinor, validUntil, terms: input.terms || null },
    totalMinor: priced.totals.totalMinor,
  };
}
