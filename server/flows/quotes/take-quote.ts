// What stands behind the cart of a quote, in the transaction that makes an order of it. Lock: the quote, before the cart.

import { parisDate } from "#server/kernel/days.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { QuotesError } from "#server/modules/quotes/contract.ts";
import { type AgreedPrices, acceptQuote, agreedPrices, lockQuote, reopenQuote } from "#server/modules/quotes/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** The prices of the quote that a cart accepts; null for a basket, which has today's. */
export const agreedOf = (db: Db, cart: { quoteId: string | null }): Promise<AgreedPrices | null> =>
  cart.quoteId === null ? Promise.resolve(null) : agreedPrices(db, cart.quoteId);

/** Accepts the quote and answers its prices. Throws conflict `quotes.quote_closed` { status } to who comes second. */
export async function takeQuote(tx: Tx, quoteId: string, now: Date): Promise<AgreedPrices> {
  await acceptQuote(tx, quoteId, { now, today: parisDate(now) });
  return agreedPrices(tx, quoteId);
}

/** After an order was given up unpaid: the quote behind it may be accepted again, unless another order came of it. */
export function giveQuoteBack(orderId: string, now: Date): Promise<void> {
  return inTx(async (tx) => {
    const order = await tx.salesOrder.findUnique({ where: { id: orderId }, select: { cart: true } });
    const quoteId = order?.cart?.quoteId;
    if (!quoteId || !(await lockQuote(tx, quoteId))) return;
    const live = await tx.salesOrder.count({ where: { cart: { quoteId }, status: { not: "expired" } } });
    if (live === 0) await reopenQuote(tx, quoteId, bySystem, now);
  });
}

export const quoteNotFound = () => new DomainError<QuotesError>("not_found", "quotes.quote_not_found");
