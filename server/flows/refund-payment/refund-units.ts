// Staff give chosen units of an order back (payments.refund.create): the amount is computed here from what was frozen when
// they were ordered. Quoted without a write; booked under the locks order → payments, carried out by a job afterwards.

import { DomainError } from "#server/kernel/errors.ts";
import type { RefundQuote, RefundUnitsInput } from "#server/modules/payments/contract-refund.ts";
import {
  bookRefund,
  type LockedPayment,
  lockOrderPayments,
  type RefundLineInput,
  refundableOf,
} from "#server/modules/payments/index.ts";
import {
  assertOrderSeen,
  type LockedOrder,
  lockOrder,
  raiseRefunded,
  recordEvent,
} from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { carryOut } from "../checkout/return-money.ts";
import { type SharedRefund, shareRefund } from "./share-refund.ts";
import { worthLeft } from "./worth-left.ts";

export type UnitsWanted = Pick<RefundUnitsInput, "lines" | "withShipping">;

/** The refund of these units as it would be booked now. Throws as `refundUnits` does. */
export function quoteRefund(input: { number: string } & UnitsWanted): Promise<RefundQuote> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, input.number);
    return quoteOf(order, planRefund(order, await lockOrderPayments(tx, order.id), input));
  });
}

/**
 * Books the refund of these units, on as many payments as their money came from; the same key books it once. Throws
 * DomainError not_found `sales.order_not_found`; conflict `sales.order_changed` { version }, `sales.refunded_too_much`
 * { name, left }, `payments.nothing_captured`; unprocessable `sales.line_not_in_order`, `payments.nothing_to_refund`.
 */
export function refundUnits(input: RefundUnitsInput, by: By): Promise<RefundQuote> {
  return inTx(async (tx) => {
    const order = await lockOrder(tx, input.number);
    const payments = await lockOrderPayments(tx, order.id);
    const known = await replayRefund(tx, order, payments, input.idempotencyKey);
    if (known) return known;
    assertOrderSeen(order, input.version);
    const plan = planRefund(order, payments, input);
    await bookPlan(tx, order, payments, plan, input, by);
    return quoteOf(order, plan);
  });
}

type Plan = { lines: RefundLineInput[]; refunds: SharedRefund[]; shortMinor: number };

/** What goes back for these units and from which payments. Throws as `refundUnits` does. */
export function planRefund(order: LockedOrder, payments: readonly LockedPayment[], wanted: UnitsWanted): Plan {
  const lines = worthLeft(order, payments, wanted.lines).map((line) => ({
    ...line,
    shippingMinor: wanted.withShipping ? line.shippingMinor : 0,
  }));
  return planLines(payments, lines);
}

/** From which payments these amounts go back. Throws conflict `payments.nothing_captured`, unprocessable `payments.nothing_to_refund`. */
export function planLines(payments: readonly LockedPayment[], lines: RefundLineInput[]): Plan {
  const captured = payments.filter((payment) => payment.status === "captured");
  if (captured.length === 0) throw new DomainError("conflict", "payments.nothing_captured");
  const sources = captured.map((payment) => ({ paymentId: payment.id, refundableMinor: refundableOf(payment) }));
  const shared = shareRefund(lines, sources);
  if (shared.refunds.length === 0) throw new DomainError("unprocessable", "payments.nothing_to_refund");
  return { lines, ...shared };
}

/** Books a plan, counts its units and hands the refunds to the job. `key` names the first refund, `key#2` the next. */
export async function bookPlan(
  tx: Tx,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  plan: Plan,
  { reason, idempotencyKey }: { reason: string; idempotencyKey: string },
  by: By,
): Promise<void> {
  await raiseRefunded(tx, order, plan.lines);
  for (const [i, { paymentId, amountMinor, lines }] of plan.refunds.entries()) {
    const payment = payments.find(({ id }) => id === paymentId);
    if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
    const key = i === 0 ? idempotencyKey : `${idempotencyKey}#${i + 1}`;
    const refund = await bookRefund(tx, payment, { amountMinor, reason, idempotencyKey: key, lines }, by);
    const data = { amountMinor, currency: payment.currency, reason, lines: named(order, lines) };
    await recordEvent(tx, order.id, { type: "refund_requested", data }, by);
    await carryOut(tx, payment, refund.id);
  }
}

const isOf = (refund: { idempotencyKey: string }, key: string): boolean =>
  refund.idempotencyKey === key || refund.idempotencyKey.startsWith(`${key}#`);

const named = (order: LockedOrder, lines: readonly RefundLineInput[]) =>
  lines
    .filter((line) => line.quantity > 0)
    .map(({ orderLineId, quantity }) => ({
      name: order.lines.find(({ id }) => id === orderLineId)?.name ?? "",
      quantity,
    }));

/** What was booked under a key before; null when nothing was. */
export async function replayRefund(
  tx: Tx,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  key: string,
): Promise<RefundQuote | null> {
  const known = payments.flatMap((payment) => payment.refunds).filter((refund) => isOf(refund, key));
  if (known.length === 0) return null;
  const rows = await tx.refundLine.findMany({ where: { refundId: { in: known.map(({ id }) => id) } } });
  const lines = rows.map((row) => ({
    orderLineId: row.orderLineId,
    quantity: Number(row.quantity),
    grossMinor: Number(row.grossMinor),
    taxMinor: Number(row.taxMinor),
    shippingMinor: Number(row.shippingMinor),
  }));
  return quoteOf(order, { lines, refunds: [], shortMinor: 0 });
}

export function quoteOf(order: LockedOrder, { lines, shortMinor }: Plan): RefundQuote {
  const inCurrency = (minor: number) => ({ minor, currency: order.currency });
  const sum = (pick: (line: RefundLineInput) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const [items, shipping] = [sum((line) => line.grossMinor), sum((line) => line.shippingMinor)];
  return {
    lines: lines.map((line) => ({
      orderLineId: line.orderLineId,
      quantity: line.quantity,
      gross: inCurrency(line.grossMinor),
      shipping: inCurrency(line.shippingMinor),
    })),
    items: inCurrency(items),
    shipping: inCurrency(shipping),
    total: inCurrency(items + shipping - shortMinor),
    short: inCurrency(shortMinor),
  };
}
