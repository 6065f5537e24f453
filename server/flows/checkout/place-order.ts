// Placing an order: order row, stock hold and payment exist before the provider is asked (shop.checkout.use).
// One transaction, locks cart → credit → gift card → coupon → points → stock levels → counters; then, outside of it, the provider's session, idempotently.
// In a rush buyers take turns before it (take-turns.ts).

import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { creditorReference } from "#server/kernel/creditor-reference.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Money } from "#server/kernel/money.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { spendPoints } from "#server/modules/loyalty/index.ts";
import { createPaymentAtEnd, createTransferPayment, spendGiftCard } from "#server/modules/payments/index.ts";
import { claimCoupon, type PriceItemRow, priceItemsOf, quoteFromItems } from "#server/modules/pricing/index.ts";
import type { AgreedPrices } from "#server/modules/quotes/index.ts";
import type { AddressInput, PlaceOrderInput } from "#server/modules/sales/contract.ts";
import {
  closeCartAtEnd,
  confirmOrder,
  createOrderAtEnd,
  lockCartWithRows,
  lockOrder,
  orderAccessToken,
} from "#server/modules/sales/index.ts";
import { reserveAtEnd } from "#server/modules/stock/index.ts";
import type { By } from "#server/platform/audit.ts";
import { nextNumber, numberSql } from "#server/platform/counter.ts";
import { Prisma, type Tx } from "#server/platform/db.ts";
import { keepSettings, settingsRevision } from "#server/platform/keep-settings.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { atEnd, inTx } from "#server/platform/tx.ts";
import { flushWrites } from "#server/platform/write-at-end.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { holderOf } from "../loyalty/price-points.ts";
import { takeCredit } from "../on-account/credit.ts";
import { assertWithinLimits, companyTerms } from "./buy-for-company.ts";
import { companyBill } from "./company-bill.ts";
import { payingMethod } from "./payment-methods.ts";
import { type PricedCheckout, priceCheckout, readTerms } from "./price-checkout.ts";
import { type Asked, confirmationUrl, openPage, startPayment } from "./start-payment.ts";
import { takeTurns } from "./take-turns.ts";
import { addressOfPlace, readTold } from "./tell-promise.ts";

export type Placed = { orderId: string; number: string; token: string; payUrl: string };

/** Minutes that the hold outlives the payment page: a payment made in its last second still finds its stock. */
const graceMinutes = 5;

const minutesOfDay = 24 * 60;
const minutesFrom = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

/** What a channel sells on to a country on a day; all of it settings. */
const sellingTo = keepSettings(async (db, key) => {
  const [code, country, day] = JSON.parse(key) as [string, string, string];
  const channel = await channelByCode(db, code);
  return { channel, terms: await readTerms(db, country, channel.currency, new Date(day)) };
});

/** What is read together with the cart's lock. */
type Beside = { number: string; revision: string; prices: PriceItemRow[] };
const besideAt = (now: Date, companyId: string | null) => Prisma.sql`jsonb_build_object(
  'number', ${numberSql("order", now)}, 'revision', ${settingsRevision}, 'prices', ${priceItemsOf(
    Prisma.sql`(SELECT price_list_id FROM channel WHERE id = locked."channelId")`,
    companyId,
    Prisma.sql`SELECT variant_id FROM cart_line WHERE cart_id = locked.id`,
  )})`;

const clean = (address: AddressInput): AddressInput =>
  Object.fromEntries(
    Object.entries(address).filter(([, value]) => value !== "" && value !== undefined),
  ) as AddressInput;

/**
 * Why a cart that waits may become an order: a company approved it, or it is a quote's. `take` locks the reason, before the
 * cart, refuses when it no longer holds, and answers the prices that a quote agreed; `placed` writes down what became of it, in the same transaction.
 */
export type Mandate = {
  take(tx: Tx): Promise<AgreedPrices | null>;
  placed(tx: Tx, order: { id: string; number: string }): Promise<void>;
  /** Minutes in which an order that is paid online may be paid: whoever pays is not at the screen. */
  payMinutes: number;
  /** The company has consented: its member's own limits no longer count. */
  consented: boolean;
};

/**
 * Places the caller's cart as an order and opens its payment; nothing to pay confirms it at once. Throws DomainError
 * unprocessable `sales.cart_empty`, `sales.variant_not_for_sale`, `fulfilment.shipping_method_unavailable`,
 * `tax.country_unknown`, `payments.method_not_offered`; conflict `sales.prices_changed`, `payments.gift_card_changed`, `loyalty.points_changed`,
 * `stock.not_enough`, `stock.must_wait`, `sales.cart_already_ordered`; unavailable
 * `payments.provider_unavailable` (the order stands; asking again continues it). For a company also forbidden
 * `companies.not_a_buyer`, unprocessable `companies.reference_required`, `companies.approval_needed`,
 * `companies.credit_exceeded`.
 */
export async function placeOrder(
  caller: CartCaller,
  input: PlaceOrderInput,
  by: By,
  now: Date,
  providers = paymentProvider,
  mandate?: Mandate,
): Promise<Placed> {
  const { token } = caller;
  if (!token) throw new DomainError("unprocessable", "sales.cart_empty");
  const provider = providers().code;
  const place = JSON.stringify([caller.channelCode, input.delivery.country, now.toISOString().slice(0, 10)]);

  const placeInTurn = (work: (tx: Tx) => Promise<{ orderId: string; number: string; startPaymentId: string | null }>) =>
    takeTurns({ tokenHash: hashToken(token), channelCode: caller.channelCode, now }, () => inTx(work));
  // Known when this attempt wrote the order, and not only heard what an earlier one had come to.
  const opened: { payment?: Asked | null } = {};
  const placed = await placeInTurn(async (tx) => {
    const company = caller.companyId ? await companyTerms(tx, caller, input) : null;
    const agreed = (await mandate?.take(tx)) ?? null;
    const cart = await lockCartWithRows<Beside>(tx, hashToken(token), besideAt(now, caller.companyId ?? null));
    if (!cart) throw new DomainError("unprocessable", "sales.cart_empty");
    if (cart.status !== (mandate ? "waiting" : "open")) throw new DomainError("conflict", "sales.cart_already_ordered");
    const { channel, terms } = await sellingTo(tx, place, cart.beside?.revision ?? null);
    const quotes =
      cart.beside && cart.channelId === channel.id ? quoteFromItems(cart.beside.prices, cart.rows, now) : null;
    const priced = await priceCheckout(tx, {
      channel,
      cart,
      companyId: caller.companyId ?? null,
      country: input.delivery.country,
      shippingMethod: input.shippingMethod,
      locale: caller.locale,
      now,
      vatCheckId: input.company?.vatCheckId,
      vatNumber: input.company?.vatNumber ?? null,
      terms,
      quotes,
      pointsOf: holderOf(caller),
      agreed,
    });
    if (priced.quote.signature !== input.signature) {
      throw new DomainError("conflict", "sales.prices_changed", {
        totalMinor: priced.quote.total.minor,
        currency: priced.quote.total.currency,
      });
    }
    if (company && !mandate?.consented)
      await assertWithinLimits(tx, company, { caller, total: priced.quote.total, now });
    const paymentMethod = payingMethod(channel, input.paymentMethod, priced.quote.due.minor);
    const { due } = priced.quote;
    const paymentTerms =
      paymentMethod === "account"
        ? await takeCredit(tx, caller.companyId, { totalMinor: due.minor, currency: due.currency })
        : null;
    const payUntil = minutesFrom(
      now,
      paymentMethod === "transfer"
        ? channel.transferHoldDays * minutesOfDay
        : (mandate?.payMinutes ?? channel.holdMinutes),
    );
    const waits = paymentMethod === "online" || paymentMethod === "transfer";
    const holdExpiresAt = !waits ? null : minutesFrom(payUntil, graceMinutes);
    const typed = clean(input.delivery);
    const delivery = priced.pickup ? addressOfPlace(priced.pickup, typed) : typed;
    const number = cart.beside?.number ?? (await nextNumber(tx, "order", now));
    const order = createOrderAtEnd(
      tx,
      {
        number,
        channelId: channel.id,
        cartId: cart.id,
        userId: caller.userId,
        partnerId: caller.partnerId,
        email: input.email,
        phone: input.phone || null,
        locale: caller.locale,
        currency: channel.currency,
        taxIncluded: channel.taxIncluded,
        lines: priced.lines,
        totals: priced.totals,
        shippingMethod: priced.shippingMethod,
        promise: readTold(input.promise, { cartId: cart.id, method: input.shippingMethod, now }),
        pickupLocationId: priced.pickup?.id ?? null,
        billing: companyBill(input.billing ? clean(input.billing) : typed, input.company ?? company?.named),
        tax: priced.tax,
        delivery,
        note: input.note || null,
        purchaseReference: input.reference || null,
        billToId: company?.billToId ?? null,
        payerId: company?.payerId ?? null,
        paymentMethod,
        paymentTerms,
        holdExpiresAt,
        now,
      },
      by,
    );
    const { giftCard, points } = priced;
    // All these refer to the order, and are rare.
    if (giftCard || priced.couponId || points || paymentMethod !== "online") await flushWrites(tx);
    opened.payment = await openPayment(tx, {
      order: { ...order, email: input.email, locale: caller.locale, priced },
      paymentMethod,
      provider,
      amount: priced.quote.due,
      captureMode: channel.captureMode === "shipment" ? "manual" : "automatic",
      expiresAt: payUntil,
      now,
    });
    if (giftCard) await spendGiftCard(tx, { cardId: giftCard.id, orderId: order.id, amount: giftCard.amount, now });
    closeCartAtEnd(tx, cart.id);
    if (priced.couponId) {
      await claimCoupon(tx, { couponId: priced.couponId, orderId: order.id, email: input.email });
    }
    if (points) await spendPoints(tx, spentOn(order.id, priced.lines, points), now);
    reserveAtEnd(tx, {
      orderId: order.id,
      demands: priced.lines.flatMap((line) =>
        line.variantId ? [{ lineId: line.id, variantId: line.variantId, quantity: line.quantity }] : [],
      ),
      channel,
      to: input.delivery,
      collectAt: priced.pickup?.id ?? null,
      cartId: cart.id,
      acceptsWaiting: input.acceptsWaiting ?? false,
      expiresAt: holdExpiresAt,
      now,
    });
    if (giftCard) atEnd(tx, () => keepBooks(tx, order.id, now));
    await mandate?.placed(tx, order);
    return { orderId: order.id, number: order.number, startPaymentId: opened.payment?.id ?? null };
  });
  const payUrl = opened.payment
    ? await openPage(opened.payment, now, providers)
    : placed.startPaymentId
      ? await startPayment(placed.startPaymentId, now, providers)
      : confirmationUrl(placed.orderId, caller.locale);
  return { orderId: placed.orderId, number: placed.number, token: orderAccessToken(placed.orderId), payUrl };
}

/** The points that an order spends, with what of them belongs to which of its lines. */
const spentOn = (orderId: string, lines: PricedCheckout["lines"], points: NonNullable<PricedCheckout["points"]>) => ({
  ...{ orderId, accountId: points.accountId, points: points.points, amount: points.amount },
  lines: points.weights.map((weight, i) => ({ id: lines[i]?.id ?? "", quantity: lines[i]?.quantity ?? 0, weight })),
});

/**
 * Opens what the order is paid with. Answers what the provider is to be asked: nothing for a bank transfer, nothing when
 * there is nothing to pay (now), which confirms the order at once.
 */
async function openPayment(
  tx: Tx,
  input: {
    order: { id: string; number: string; email: string; locale: string; priced: PricedCheckout };
    paymentMethod: "online" | "transfer" | "account" | "none";
    provider: string;
    amount: Money;
    captureMode: "automatic" | "manual";
    expiresAt: Date;
    now: Date;
  },
): Promise<Asked | null> {
  const { order, paymentMethod, provider, captureMode, amount, expiresAt, now } = input;
  const opening = { orderId: order.id, amount, expiresAt, now };
  if (paymentMethod === "online") {
    const { id } = createPaymentAtEnd(tx, { ...opening, provider, captureMode });
    const { number, email, locale, priced } = order;
    return {
      id,
      provider,
      amountMinor: amount.minor,
      currency: amount.currency,
      captureMode,
      createdAt: now,
      expiresAt,
      idempotencyKey: id,
      orderId: order.id,
      number,
      email,
      locale,
      totalMinor: priced.totals.totalMinor,
      shippingMethodName: priced.shippingMethod.name,
      lines: priced.lines,
    };
  }
  if (paymentMethod === "transfer") {
    await createTransferPayment(tx, { ...opening, reference: creditorReference(order.number) });
  } else {
    const nothing = { authorisedMinor: 0, capturedMinor: 0, refundedMinor: 0 };
    await confirmOrder(tx, await lockOrder(tx, order.id), now, paymentMethod === "account" ? nothing : undefined);
  }
  return null;
}
