// Orders above a member's limit: asked for, approved, refused, taken back (account.company.own; docs/adr/0036). Locks: buyer →
// approval → cart, then as placing an order does. No stock is held while a request waits; an approval is re-priced.
import type { Actor } from "#server/access/actor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { approvalDays, type CompaniesError } from "#server/modules/companies/contract.ts";
import {
  approvalRow,
  closeApproval,
  closeApproved,
  createApproval,
  membersWith,
  takeApproval,
  takeOwnApproval,
} from "#server/modules/companies/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { type PlaceOrderInput, placeOrderInput, type Quote } from "#server/modules/sales/contract.ts";
import { cartToken, dropCart, lockCartWithRows, parkCart } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { companyTerms, limitPassed } from "../checkout/buy-for-company.ts";
import { placeOrder } from "../checkout/place-order.ts";
import { priceCheckout } from "../checkout/price-checkout.ts";
import { noteAcceptance } from "../quotes/send-quote.ts";
import { agreedOf, takeQuote } from "../quotes/take-quote.ts";

/** Minutes in which an approved order may be paid online: a payment page lives for less than a day. */
const payMinutes = 12 * 60;

const approvalsPath = "/account/company/approvals";

/**
 * Sends the caller's cart to the approvers of their company, who are mailed; the cart is set apart until they decide. Returns
 * the request's id. `quoted` writes the cart of a quote that they accept, in the same transaction. Throws as placing the order would, and unprocessable `companies.approval_not_needed`.
 */
export function askApproval(
  caller: CartCaller,
  input: PlaceOrderInput,
  now: Date,
  quoted?: (tx: Tx) => Promise<void>,
): Promise<string> {
  const { token, userId, companyId: partnerId } = caller;
  return inTx(async (tx) => {
    if (!partnerId || !userId) throw new DomainError<CompaniesError>("forbidden", "companies.not_a_buyer");
    const terms = await companyTerms(tx, caller, input);
    await quoted?.(tx);
    const cart = token ? await lockCartWithRows(tx, hashToken(token)) : null;
    if (cart?.status !== (quoted ? "waiting" : "open")) throw new DomainError("unprocessable", "sales.cart_empty");
    const channel = await channelByCode(tx, caller.channelCode);
    const priced = await priceOf(tx, {
      ...{ partnerId, cart, input, locale: caller.locale, channelCode: caller.channelCode, now },
    });
    const { total } = priced.quote;
    if (priced.quote.signature !== input.signature) {
      throw new DomainError("conflict", "sales.prices_changed", { totalMinor: total.minor, currency: total.currency });
    }
    if ((await limitPassed(tx, terms, { caller, total, now })) === null) {
      throw new DomainError<CompaniesError>("unprocessable", "companies.approval_not_needed");
    }
    const id = await createApproval(
      tx,
      {
        ...{ partnerId, userId, cartId: cart.id, channelCode: caller.channelCode, locale: caller.locale },
        currency: channel.currency,
        totalMinor: total.minor,
        request: { ...input },
        lines: priced.lines.flatMap((line) =>
          line.variantId
            ? [
                {
                  variantId: line.variantId,
                  sku: line.sku ?? "",
                  name: [line.name, line.description].filter(Boolean).join(" · "),
                  quantity: line.quantity,
                  total: money(line.grossMinor, channel.currency),
                },
              ]
            : [],
        ),
      },
      now,
    );
    if (!quoted) await parkCart(tx, cart.id);
    await mailDeciders(tx, { id, partnerId, userId, company: terms.name, total });
    return id;
  });
}

async function mailDeciders(
  tx: Tx,
  of: { id: string; partnerId: string; userId: string; company: string; total: Quote["total"] },
): Promise<void> {
  const approvers = (await membersWith(tx, of.partnerId, "approver")).filter((m) => m.userId !== of.userId);
  const told = approvers.length > 0 ? approvers : await membersWith(tx, of.partnerId, "administrator");
  const { name: buyer } = await tx.user.findUniqueOrThrow({ where: { id: of.userId }, select: { name: true } });
  for (const { userId, email, locale } of told) {
    await queueMail(tx, {
      dedupeKey: `approval-asked:${of.id}:${userId}`,
      to: email,
      template: "approval_asked",
      locale,
      data: { company: of.company, buyer, total: of.total, days: approvalDays, path: approvalsPath },
    });
  }
}

type Pricing = {
  partnerId: string;
  cart: { id: string; couponCode: string | null; giftCardId: string | null; quoteId: string | null };
  input: PlaceOrderInput;
  locale: string;
  channelCode: string;
  now: Date;
};

const priceOf = async (reader: Db, { partnerId, cart, input, locale, channelCode, now }: Pricing) =>
  priceCheckout(reader, {
    channel: await channelByCode(reader, channelCode),
    cart,
    companyId: partnerId,
    agreed: await agreedOf(reader, cart),
    country: input.delivery.country,
    shippingMethod: input.shippingMethod,
    locale,
    now,
    vatCheckId: input.company?.vatCheckId,
    vatNumber: input.company?.vatNumber ?? null,
  });

/** What a waiting request costs today: the price that an approver agrees to. Throws as `approvalRow`, and as pricing does. */
export async function quoteApproval(actor: Actor, id: string, now: Date): Promise<Quote> {
  const row = await approvalRow(db(), actor, id);
  const input = placeOrderInput.parse(row.request);
  const cart = await db().cart.findUniqueOrThrow({ where: { id: row.cartId } });
  const { quote } = await priceOf(db(), {
    ...{ partnerId: row.partnerId, cart, input, locale: row.locale, channelCode: row.channelCode, now },
  });
  return quote;
}

/**
 * Approves a request: its cart becomes the buyer's order, by the very code that places every order, at the price that the
 * approver saw. The buyer is mailed. Of two approvers one does it. Returns the order's number and where it is paid. Throws as
 * `takeApproval` and as placing an order does (`sales.prices_changed`, `stock.not_enough` …): nothing is decided then.
 */
export async function approveRequest(
  actor: Actor,
  input: { id: string; signature: string },
  by: By,
  now: Date,
): Promise<{ number: string; payUrl: string | null }> {
  const row = await approvalRow(db(), actor, input.id);
  const order = placeOrderInput.parse(row.request);
  const { userId, partnerId, channelCode, locale } = row;
  const { quoteId } = await db().cart.findUniqueOrThrow({ where: { id: row.cartId }, select: { quoteId: true } });
  const caller = { token: cartToken(row.cartId), userId, partnerId, companyId: partnerId, channelCode, locale };
  const mandate = {
    payMinutes,
    take: async (tx: Tx) => {
      await takeApproval(tx, row.id, by.userId, now);
      return quoteId === null ? null : takeQuote(tx, quoteId, now);
    },
    consented: true,
    placed: async (tx: Tx, placed: { id: string; number: string }) => {
      closeApproved(tx, row.id, { orderId: placed.id, decidedById: by.userId }, now);
      if (quoteId !== null) await noteAcceptance(tx, quoteId, placed.number, by, now);
      await mailBuyer(tx, row, { outcome: "approved", number: placed.number, reason: null });
    },
  };
  const { number, payUrl } = await placeOrder(
    caller,
    { ...order, signature: input.signature },
    by,
    now,
    undefined,
    mandate,
  );
  const { paymentMethod } = await db().salesOrder.findUniqueOrThrow({
    where: { number },
    select: { paymentMethod: true },
  });
  return { number, payUrl: paymentMethod === "online" ? payUrl : null };
}

/** Refuses a request, with a reason that its buyer is mailed. Throws as `takeApproval`. */
export async function refuseRequest(
  actor: Actor,
  input: { id: string; reason: string },
  by: By,
  now: Date,
): Promise<void> {
  const row = await approvalRow(db(), actor, input.id);
  await inTx(async (tx) => {
    await takeApproval(tx, row.id, by.userId, now);
    await closeApproval(tx, row.id, { status: "refused", reason: input.reason, decidedById: by.userId }, now);
    await dropCart(tx, row.cartId);
    await mailBuyer(tx, row, { outcome: "refused", number: null, reason: input.reason });
  });
}

/** Takes one's own request back. Throws not_found `companies.approval_not_found`, conflict `companies.approval_closed`. */
export function withdrawRequest(actor: Actor, id: string, now: Date): Promise<void> {
  return inTx(async (tx) => {
    const row = await takeOwnApproval(tx, id, actor.userId, now);
    await closeApproval(tx, row.id, { status: "withdrawn" }, now);
    await dropCart(tx, row.cartId);
  });
}

async function mailBuyer(
  tx: Tx,
  row: { id: string; userId: string; partnerId: string; totalMinor: bigint; currency: string },
  told: { outcome: "approved" | "refused"; number: string | null; reason: string | null },
): Promise<void> {
  const buyer = await tx.user.findUniqueOrThrow({ where: { id: row.userId }, select: { email: true, locale: true } });
  const { name } = await tx.partner.findUniqueOrThrow({ where: { id: row.partnerId }, select: { name: true } });
  await queueMail(tx, {
    dedupeKey: `approval-closed:${row.id}`,
    to: buyer.email,
    template: "approval_closed",
    locale: buyer.locale,
    data: {
      ...told,
      company: name,
      total: money(row.totalMinor, row.currency),
      path: told.number ? `/account/orders/${told.number}` : approvalsPath,
    },
  });
}
