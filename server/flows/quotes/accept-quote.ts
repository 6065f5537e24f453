// A customer accepts a quote: its cart becomes an order by the code that places every order, at the prices it offered
// (account.quote.own; a company's also asks for the buyer's role, limits and approvals). Locks: buyer → quote → cart, then as
// placing an order does (with the account's credit where it is paid later). Stock is looked at then, not before.
import type { Actor } from "#server/access/actor.ts";
import type { Scope } from "#server/access/scope.ts";
import { parisDate } from "#server/kernel/days.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { channelById } from "#server/modules/channels/index.ts";
import type { QuotesError } from "#server/modules/quotes/contract.ts";
import { agreedPrices, lockQuote, quoteRow, recordQuoteEvent } from "#server/modules/quotes/index.ts";
import type { PlaceOrderInput, Quote } from "#server/modules/sales/contract.ts";
import type { AcceptQuoteInput } from "#server/modules/sales/contract-quoted.ts";
import { cartToken, openQuotedCart, rowsOfLines } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { methodsFor } from "../checkout/payment-methods.ts";
import { type Mandate, type Placed, placeOrder } from "../checkout/place-order.ts";
import { priceCheckout } from "../checkout/price-checkout.ts";
import { askApproval } from "../companies/approvals.ts";
import { noteAcceptance } from "./send-quote.ts";
import { takeQuote } from "./take-quote.ts";
import { companyOf } from "./write-quote.ts";

/** Minutes in which an accepted quote may be paid online: an order was weighed for days, its buyer need not hurry. */
const payMinutes = 12 * 60;

type Row = Awaited<ReturnType<typeof quoteRow>>;
type Who = { actor: Actor; scope: Scope; locale: string };

const closed = (status: string, number: string) =>
  new DomainError<QuotesError>("conflict", "quotes.quote_closed", { status, number });

/** What a quote costs in full where the goods go, with the signature that accepting takes back. Throws as `priceCheckout`. */
export async function priceToAccept(who: Who, input: { id: string; country: string }, now: Date): Promise<Quote> {
  const row = await quoteRow(db(), who.scope, input.id);
  if (row.status === "draft") throw closed(row.status, row.number);
  const agreed = await agreedPrices(db(), row.id);
  const priced = await priceCheckout(db(), {
    channel: await channelById(db(), row.channelId),
    cart: { id: "", couponCode: null, giftCardId: null, rows: await rowsOfLines(db(), agreed.lines) },
    companyId: await companyOf(db(), row.partnerId),
    ...{ country: input.country, shippingMethod: row.shippingMethod, locale: who.locale, now, agreed },
    vatNumber: null,
  });
  return priced.quote;
}

/**
 * How a quote may be paid: what its channel offers, and on account where its company has terms and room for it. Throws
 * not_found `quotes.quote_not_found`.
 */
export async function waysToPay(who: Pick<Who, "scope">, id: string) {
  const row = await quoteRow(db(), who.scope, id);
  const { code: channelCode } = await channelById(db(), row.channelId);
  return methodsFor(db(), { channelCode, companyId: await companyOf(db(), row.partnerId) }, Number(row.totalMinor));
}

async function reach(who: Who, { id, ...input }: AcceptQuoteInput) {
  const { actor, locale } = who;
  const row = await quoteRow(db(), who.scope, id);
  if (row.status !== "sent") throw closed(row.status, row.number);
  const cartId = newId("cart");
  const channel = await db().channel.findUniqueOrThrow({ where: { id: row.channelId }, select: { code: true } });
  const companyId = await companyOf(db(), row.partnerId);
  const caller: CartCaller = {
    ...{ token: cartToken(cartId), userId: actor.userId, partnerId: row.partnerId, companyId, locale },
    channelCode: channel.code,
  };
  const order: PlaceOrderInput = { ...input, email: actor.email ?? "", shippingMethod: row.shippingMethod };
  const openCart = async (tx: Tx) => {
    const { channelId, currency, partnerId } = row;
    const agreed = await agreedPrices(tx, row.id);
    const lines = agreed.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    const owner = { userId: actor.userId, partnerId };
    await openQuotedCart(tx, { ...owner, id: cartId, quoteId: row.id, channelId, currency, locale: row.locale, lines });
  };
  return { row, caller, order, openCart };
}

/**
 * Accepts a quote. Throws not_found `quotes.quote_not_found`, conflict `quotes.quote_closed` { status } when it was
 * accepted, declined, superseded or ran out first, and as placing an order does (`companies.approval_needed`,
 * `stock.not_enough`, `sales.prices_changed` …): nothing is decided then.
 */
export async function acceptQuote(who: Who, input: AcceptQuoteInput, by: By, now: Date): Promise<Placed> {
  const { row, caller, order, openCart } = await reach(who, input);
  const mandate: Mandate = {
    payMinutes,
    consented: false,
    take: async (tx) => {
      const agreed = await takeQuote(tx, row.id, now);
      await openCart(tx);
      return agreed;
    },
    placed: (tx, placed) => noteAcceptance(tx, row.id, placed.number, by, now),
  };
  return placeOrder(caller, order, by, now, undefined, mandate);
}

/** Sends the acceptance of a quote above the caller's limit to the company's approvers; it stays open until they decide. */
export async function askToAccept(who: Who, input: AcceptQuoteInput, by: By, now: Date): Promise<string> {
  const { row, caller, order, openCart } = await reach(who, input);
  return askApproval(caller, order, now, (tx) => prepare(tx, row, by, now, openCart));
}

async function prepare(tx: Tx, row: Row, by: By, now: Date, openCart: (tx: Tx) => Promise<void>): Promise<void> {
  const locked = await lockQuote(tx, row.id);
  const today = parisDate(now);
  if (locked?.status !== "sent") throw closed(locked?.status ?? row.status, row.number);
  if (locked.validUntil.toISOString().slice(0, 10) < today) throw closed("expired", row.number);
  const waiting = await tx.approvalRequest.count({
    where: { cart: { quoteId: row.id }, status: "waiting", expiresAt: { gt: now } },
  });
  if (waiting > 0) throw new DomainError<QuotesError>("conflict", "quotes.approval_waits", { number: row.number });
  await openCart(tx);
  await recordQuoteEvent(tx, row.id, { type: "approval_asked" }, by, now);
}
