// A buyer announces what they send back, or calls that off while nothing has come (shop.order.return): the same document that
// staff receive, inspect and refund. Locks order → attachments' rows; calling off: order → payments → return.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { subtractQuantity, sumQuantity } from "#server/kernel/quantity.ts";
import { exclusionOf, untilOpened } from "#server/kernel/return-exclusions.ts";
import { attachDrafts } from "#server/modules/attachments/index.ts";
import {
  type AnnounceOwnInput,
  mostPhotos,
  type OwnReturnQuote,
} from "#server/modules/fulfilment/contract-returning.ts";
import { isFault, type ReturnSeenInput } from "#server/modules/fulfilment/contract-returns.ts";
import { announcedUnits, returnDetail } from "#server/modules/fulfilment/index.ts";
import { type LockedPayment, lockOrderPayments } from "#server/modules/payments/index.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { createReplacement, holdReplacement, holdUntil } from "../exchange/create-replacement.ts";
import { type PlannedExchange, planExchange } from "../exchange/plan-exchange.ts";
import { tellHeld } from "../exchange/start-exchange.ts";
import { worthLeft } from "../refund-payment/worth-left.ts";
import { orderIdWithin } from "../track-order/reach-order.ts";
import { bookReturn } from "./book-return.ts";
import { wayOf } from "./choose-way.ts";
import { announce, assertReturnable, leftOf } from "./create-return.ts";
import { cancelReturn } from "./receive-return.ts";

type Units = AnnounceOwnInput["lines"];

/** What goes back for these units if all of them come: from what was frozen when they were ordered. */
export function expectedOf(
  order: LockedOrder,
  payments: readonly LockedPayment[],
  lines: Units,
): Omit<OwnReturnQuote, "exchange"> & { withShipping: boolean } {
  const portions = worthLeft(order, payments, lines);
  const goods = order.lines.filter((line) => line.kind === "product");
  // Withdrawing from all of it gives the delivery back too (Code de la consommation, article L221-24).
  const withShipping =
    sumQuantity(goods.map((line) => Number(line.quantity))) === sumQuantity(lines.map((line) => line.quantity));
  const inCurrency = (minor: number) => money(minor, order.currency);
  const items = portions.reduce((sum, portion) => sum + portion.grossMinor, 0);
  const shipping = withShipping ? portions.reduce((sum, portion) => sum + portion.shippingMinor, 0) : 0;
  return {
    items: inCurrency(items),
    shipping: inCurrency(shipping),
    total: inCurrency(items + shipping),
    withShipping,
  };
}

/** The same, asked before anything is announced. Throws as `announceOwn` does. */
export async function quoteOwn(scope: Scope, number: string, lines: Units, now: Date): Promise<OwnReturnQuote> {
  const id = await orderIdWithin(db(), scope, number);
  return inTx(async (tx) => {
    const order = await lockOrder(tx, id);
    const payments = await lockOrderPayments(tx, order.id);
    const { items, shipping, total } = expectedOf(order, payments, toRefund(lines));
    const swap = await exchangeOf(tx, order, payments, lines, now);
    const inCurrency = (minor: number) => money(minor, order.currency);
    return {
      ...{ items, shipping },
      total: inCurrency(total.minor + (swap?.backMinor ?? 0)),
      exchange: swap && {
        credit: inCurrency(swap.creditMinor),
        pay: inCurrency(swap.payMinor),
        back: inCurrency(swap.backMinor),
        heldUntil: holdUntil(now).toISOString(),
      },
    };
  });
}

const toRefund = (lines: Units) => lines.filter((line) => line.exchangeFor === undefined);

/** What is exchanged, priced; null when nothing is. */
async function exchangeOf(
  tx: Tx,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  lines: Units,
  now: Date,
): Promise<PlannedExchange | null> {
  const units = lines.flatMap(({ orderLineId, quantity, exchangeFor: variantId }) =>
    variantId === undefined ? [] : [{ orderLineId, quantity, variantId }],
  );
  return units.length > 0 ? planExchange(tx, order, payments, units, now) : null;
}

/** Units whose money went back already stay with the buyer; what a seal guarded comes back unopened. */
async function assertOwn(tx: Tx, order: LockedOrder, input: AnnounceOwnInput): Promise<void> {
  const announced = await announcedUnits(tx, order.id);
  for (const { orderLineId, quantity } of input.lines) {
    const line = order.lines.find(({ id }) => id === orderLineId);
    if (!line) continue;
    const { name } = line;
    const paid = subtractQuantity(Number(line.quantity), Number(line.refunded));
    const left = Math.min(leftOf(line, announced), paid);
    if (quantity > left) throw new DomainError("conflict", "fulfilment.return_too_much", { name, left });
    if (untilOpened(exclusionOf(line.returnExclusion)) && !input.unopened && !isFault(input.reason)) {
      throw new DomainError("unprocessable", "fulfilment.return_seal_broken", { name });
    }
  }
}

/** What is announced, each exchanged line with the one that stands for it. */
const paired = (lines: Units, swap: PlannedExchange | null) =>
  lines.map(({ exchangeFor: _, ...line }) => {
    const pair = swap?.priced.pairs.find((one) => one.orderLineId === line.orderLineId);
    return { ...line, ...(pair && { replacementLineId: pair.replacementLineId }) };
  });

type HowAnnounced = {
  lines: Units;
  reason: AnnounceOwnInput["reason"];
  note: string | undefined;
  wayBack: AnnounceOwnInput["wayBack"] | null;
  storeId: string | null;
  source: "customer" | "staff";
};

/**
 * Writes a return down that may be, with what its buyer is told to get back and what is held to be sent instead. Under the
 * order's lock. Throws as `announceOwn` does of exchanges; unprocessable `claims.replacement_costs` where staff give it and the
 * buyer would have to pay for it.
 */
export async function announceUnits(tx: Tx, order: LockedOrder, how: HowAnnounced, by: By, now: Date) {
  const { lines, note, ...rest } = how;
  const payments = await lockOrderPayments(tx, order.id);
  const { total, withShipping } = expectedOf(order, payments, toRefund(lines));
  const swap = await exchangeOf(tx, order, payments, lines, now);
  if (swap && swap.payMinor > 0 && how.source === "staff") {
    throw new DomainError("unprocessable", "claims.replacement_costs");
  }
  const holdExpiresAt = holdUntil(now);
  const made = swap && (await createReplacement(tx, order, swap.priced, { holdExpiresAt, by, now }));
  const expectedMinor = total.minor + (swap?.backMinor ?? 0);
  const said = { ...rest, lines: paired(lines, swap), ...(note && { note }), expectedMinor, withShipping };
  const announced = await announce(tx, order, { ...said, replacementId: made?.id ?? null }, by, now);
  if (swap && made) {
    await tellHeld(tx, order, { found: announced.number, made, holdExpiresAt }, by, now);
    await holdReplacement(tx, order, made, swap.priced, { expiresAt: holdExpiresAt, now });
  }
  return announced;
}

/**
 * Announces a return for the buyer of an order; its label is booked at once where the carrier answers. Throws DomainError
 * not_found `sales.order_not_found`, `attachments.not_found`; conflict `fulfilment.return_too_much` { name, left },
 * `fulfilment.return_window_closed` { name, until }, `fulfilment.return_excluded` { name, exclusion }; unprocessable
 * `sales.line_not_in_order`, `fulfilment.return_seal_broken` { name }, `fulfilment.return_way_not_offered`,
 * `attachments.too_many`, `attachments.kind_not_allowed`; invalid `sales.quantity_not_divisible`. For what is exchanged also
 * unprocessable `sales.variant_not_for_sale`, conflict `stock.not_enough`, `payments.nothing_captured`.
 */
export async function announceOwn(
  scope: Scope,
  number: string,
  input: AnnounceOwnInput,
  by: By,
  now: Date,
): Promise<{ number: string }> {
  const orderId = await orderIdWithin(db(), scope, number);
  const made = await inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const { lines, reason, remark, wayBack, photos } = input;
    await assertReturnable(tx, order, { lines, reason, override: false }, now);
    await assertOwn(tx, order, input);
    const { storeId } = await wayOf(tx, order, input);
    const how = { lines, reason, note: remark, wayBack, storeId, source: "customer" as const };
    const announced = await announceUnits(tx, order, how, by, now);
    const document = { type: "return", id: announced.id };
    await attachDrafts(tx, document, photos, { most: mostPhotos, mimes: ["image/webp"] });
    return announced;
  });
  // The return stands without its label: the job asks again.
  await bookReturn(made.id, now).catch((error: unknown) => log.warn({ err: error, returnId: made.id }, "no label yet"));
  return { number: made.number };
}

/**
 * Calls an announced return off for its buyer, who announced it. Throws DomainError not_found `fulfilment.return_not_found`;
 * conflict `fulfilment.return_stays`, `fulfilment.return_changed`, `fulfilment.transition_not_allowed`.
 */
export async function cancelOwn(
  scope: Scope,
  orderNumber: string,
  seen: ReturnSeenInput,
  by: By,
  now: Date,
): Promise<void> {
  const found = await returnDetail(db(), scope, seen.number);
  if (found.order.number !== orderNumber) throw new DomainError("not_found", "fulfilment.return_not_found");
  // What was declared as a withdrawal stands, and staff's own announcements are theirs.
  if (found.source !== "customer") throw new DomainError("conflict", "fulfilment.return_stays");
  await cancelReturn(seen, by, now);
}
