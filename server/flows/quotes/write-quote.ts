// A quote is written: by staff for a customer (quotes.quote.write), or asked for by the customer out of their basket
// (account.quote.own). One transaction each; lock: the quote; its number comes from a sequence.
import { parisDate } from "#server/kernel/days.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { channelByCode, channelById } from "#server/modules/channels/index.ts";
import { methodsTo } from "#server/modules/fulfilment/index.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import type { DraftQuoteInput, QuotesError, QuoteTerms } from "#server/modules/quotes/contract.ts";
import { quoteDays, quoteLinesMost } from "#server/modules/quotes/contract.ts";
import { agreedPrices, createQuote, lockQuote, saveQuote } from "#server/modules/quotes/index.ts";
import { cartRows, findCart } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { priceCheckout } from "../checkout/price-checkout.ts";
import { priceQuoted } from "./price-quote.ts";
import { quoteNotFound } from "./take-quote.ts";

/** The customer, who they would buy for, and in which language. Throws not_found `quotes.customer_not_found`. */
async function customerOf(reader: Db, { userId, companyId }: { userId: string; companyId: string | null }) {
  const user = await reader.user.findFirst({
    where: {
      ...{ id: userId, status: "active" },
      ...(companyId && { memberships: { some: { partnerId: companyId } } }),
    },
    select: { partnerId: true, locale: true },
  });
  const partnerId = companyId ?? user?.partnerId;
  if (!user || !partnerId) throw new DomainError<QuotesError>("not_found", "quotes.customer_not_found");
  return { partnerId, companyId, locale: user.locale };
}

/**
 * Writes a draft for a customer; nobody but staff sees it. Returns its id. Throws not_found
 * `quotes.customer_not_found`, and as pricing does.
 */
export function draftQuote(input: DraftQuoteInput, by: By, now: Date, channelCode = "web"): Promise<string> {
  return inTx(async (tx) => {
    const channel = await channelByCode(tx, channelCode);
    const customer = await customerOf(tx, input);
    const content = await priceQuoted(tx, channel, customer, input, now);
    const { partnerId, locale } = customer;
    const number = await nextNumber(tx, "quote", now);
    return createQuote(
      tx,
      {
        ...{ ...content, number, version: 1, channelId: channel.id, currency: channel.currency },
        ...{ partnerId, userId: input.userId, locale, source: "staff", message: null },
      },
      by,
      now,
    );
  });
}

/** Writes a draft anew, priced anew. Throws as the module's `saveQuote`, and as pricing does. */
export function changeQuote(input: QuoteTerms & { id: string; revision: number }, now: Date): Promise<void> {
  return inTx(async (tx) => {
    const row = await lockQuote(tx, input.id);
    if (!row) throw quoteNotFound();
    const channel = await channelById(tx, row.channelId);
    const companyId = await companyOf(tx, row.partnerId);
    const content = await priceQuoted(tx, channel, { ...row, companyId }, input, now);
    await saveQuote(tx, { ...content, id: row.id, revision: input.revision }, parisDate(now));
  });
}

/** The partner where it is a company. */
export async function companyOf(reader: Db, partnerId: string): Promise<string | null> {
  const { kind } = await reader.partner.findUniqueOrThrow({ where: { id: partnerId }, select: { kind: true } });
  return kind === "company" ? partnerId : null;
}

const dayAfter = (now: Date, days: number): string => parisDate(new Date(now.getTime() + days * 86_400_000));

/**
 * Begins the next version of a quote that was sent; the one that is out stands until the new one is sent. Returns its id.
 * Throws not_found `quotes.quote_not_found`, conflict `quotes.draft_exists`, `quotes.quote_closed` for one that was accepted.
 */
export function reviseQuote(id: string, by: By, now: Date): Promise<string> {
  return inTx(async (tx) => {
    const row = await lockQuote(tx, id);
    if (!row || row.status === "draft") throw quoteNotFound();
    const { number, channelId, partnerId, userId, locale, currency, shippingMethod, terms } = row;
    const accepted = await tx.quote.findFirst({ where: { number, status: "accepted" }, select: { status: true } });
    if (accepted) throw new DomainError<QuotesError>("conflict", "quotes.quote_closed", { number, ...accepted });
    const channel = await channelById(tx, channelId);
    const { lines, shippingMinor } = await agreedPrices(tx, id);
    const notes = await tx.quoteLine.findMany({ where: { quoteId: id }, select: { variantId: true, note: true } });
    const noteOf = new Map(notes.map((line) => [line.variantId, line.note ?? undefined]));
    const content = await priceQuoted(
      tx,
      channel,
      { partnerId, companyId: await companyOf(tx, partnerId), locale },
      {
        lines: lines.map(({ unitPrice, ...line }) => ({
          ...line,
          offer: { unitPrice },
          note: noteOf.get(line.variantId),
        })),
        ...{ shippingMethod, shippingMinor, terms: terms ?? undefined, validUntil: dayAfter(now, quoteDays) },
      },
      now,
    );
    const last = await tx.quote.findFirstOrThrow({ where: { number }, orderBy: { version: "desc" } });
    return createQuote(
      tx,
      {
        ...{ ...content, number, version: last.version + 1, channelId, partnerId, userId, locale, currency },
        ...{ source: "staff", message: null },
      },
      by,
      now,
    );
  });
}

/**
 * Asks for a quote for what is in the caller's basket, which stays as it is. Returns its number. Throws unprocessable
 * `sales.cart_empty`, rate_limited (ten a day), and as pricing does.
 */
export async function askQuote(caller: CartCaller, message: string, by: By, now: Date) {
  const { userId, partnerId, companyId = null, locale } = caller;
  if (!userId || !partnerId) throw new DomainError("unauthenticated", "sign_in_required");
  await limitRate(`quote-asked:${userId}`, 10, 86_400);
  return inTx((tx) => askIn(tx, { ...caller, userId, partnerId, companyId, locale }, message, by, now));
}

type Asking = CartCaller & { userId: string; partnerId: string; companyId: string | null };

async function askIn(tx: Tx, caller: Asking, message: string, by: By, now: Date) {
  const { userId, partnerId, companyId, locale, token } = caller;
  const channel = await channelByCode(tx, caller.channelCode);
  const cart = await findCart(tx, token);
  const rows = cart ? (await cartRows(tx, cart.id)).slice(0, quoteLinesMost) : [];
  if (rows.length === 0) throw new DomainError("unprocessable", "sales.cart_empty");
  const { country } = seller();
  const methods = await methodsTo(tx, country, channel.currency);
  const shippingMethod = (methods.find((method) => !method.pickup) ?? methods[0])?.code ?? "";
  const bare = { id: "", couponCode: null, giftCardId: null, rows };
  const usual = await priceCheckout(tx, { channel, cart: bare, companyId, country, shippingMethod, locale, now });
  const terms = {
    lines: rows.map(({ variantId, quantity }) => ({ variantId, quantity, offer: { discountPercent: 0 } })),
    ...{ shippingMethod, shippingMinor: usual.quote.shipping.minor, validUntil: dayAfter(now, quoteDays) },
  };
  const content = await priceQuoted(tx, channel, { partnerId, companyId, locale }, terms, now);
  const number = await nextNumber(tx, "quote", now);
  const id = await createQuote(
    tx,
    {
      ...{ ...content, number, version: 1, channelId: channel.id, currency: channel.currency },
      ...{ partnerId, userId, locale, source: "customer", message },
    },
    by,
    now,
  );
  return { id, number };
}
