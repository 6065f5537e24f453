// Staff look at what came back to be exchanged (payments.refund.create): its replacement is sent, paid by it, or they say why
// not; then it is called off, and what came may be refunded like any other. One winner: the return's version.
// Locks: both orders → payments of both → return → invoice → stock levels → counters.
import { DomainError } from "#server/kernel/errors.ts";
import type { SettleExchangeInput } from "#server/modules/fulfilment/contract-returns.ts";
import {
  assertReturnSeen,
  closeReturn,
  endExchange,
  isRefunded,
  type LockedReturn,
  lockReturn,
  orderOfReturn,
  raiseReturnRefunded,
  replacementOfReturn,
} from "#server/modules/fulfilment/index.ts";
import { lockOrderPayments } from "#server/modules/payments/index.ts";
import { cancelOrder, type LockedOrder, lockOrder, recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import { releaseReservations } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { mailExchange } from "../notify-customer/mail-exchanges.ts";
import { returnRefundKey } from "../refund-payment/give-units-back.ts";
import { type Moved, moveCredit } from "./move-credit.ts";

/** The cancelled replacement's reason, as its timeline tells it. */
const refusedReason = "exchange_refused";

async function lockBoth(tx: Tx, number: string) {
  const [orderId, replacementId] = [await orderOfReturn(tx, number), await replacementOfReturn(tx, number)];
  if (!replacementId) throw new DomainError("conflict", "fulfilment.exchange_gone", { number });
  const order = await lockOrder(tx, orderId);
  const replacement = await lockOrder(tx, replacementId);
  return { order, replacement, payments: await lockOrderPayments(tx, orderId) };
}

/**
 * Sends the replacement of a received return. Throws DomainError not_found `fulfilment.return_not_found`; conflict
 * `fulfilment.return_changed`, `fulfilment.exchange_gone`, `fulfilment.exchange_incomplete` when less came than is exchanged,
 * and what `refundUnits` throws.
 */
export function sendExchange(input: SettleExchangeInput, by: By, now: Date): Promise<Moved & { number: string }> {
  return inTx(async (tx) => {
    const { order, replacement, payments } = await lockBoth(tx, input.number);
    // Under the order's lock nobody changes it; its own lock comes after the payments'.
    const seen = await tx.customerReturn.findUniqueOrThrow({
      where: { number: input.number },
      include: { lines: { where: { replacementLineId: { not: null } } } },
    });
    const lines = seen.lines.map((line) => ({ orderLineId: line.orderLineId, quantity: Number(line.quantity) }));
    const locked: { found?: LockedReturn } = {};
    const moved = await moveCredit(tx, {
      ...{ order, payments, replacement, lines, by, now },
      reason: input.reason ?? seen.number,
      key: returnRefundKey(seen.id, "exchange"),
      beforeInvoice: async () => {
        locked.found = await lockReturn(tx, input.number);
        assertReturnSeen(locked.found, input.version);
        assertCame(locked.found);
      },
    });
    const { found } = locked;
    if (!found) throw new DomainError("not_found", "fulfilment.return_not_found");
    await endExchange(tx, found, { as: "sent" });
    await raiseReturnRefunded(tx, found, lines);
    const refunded = new Set(lines.map((line) => line.orderLineId));
    const after = found.lines.map((line) =>
      refunded.has(line.orderLineId) ? { ...line, refunded: line.received } : line,
    );
    if (isRefunded(after)) await closeReturn(tx, found, now);
    const data = { number: found.number, order: replacement.number };
    await recordEvent(tx, order.id, { type: "exchange_sent", data }, by, now);
    await mailExchange(tx, { order, replacement, found: seen.number, outcome: "sent", moved });
    await audit(tx, by, "fulfilment.exchange.sent", { type: "return", id: found.id }, { ...moved, ...data });
    return { ...moved, number: replacement.number };
  });
}

function assertCame(found: LockedReturn): void {
  const exchanged = found.lines.filter((line) => line.replacementLineId !== null);
  const whole = exchanged.every((line) => line.received === line.quantity && line.refunded === 0);
  if (found.exchange !== "open")
    throw new DomainError("conflict", "fulfilment.exchange_gone", { number: found.number });
  if (found.status !== "received" || !whole) throw new DomainError("conflict", "fulfilment.exchange_incomplete");
}

/**
 * Refuses an exchange: its replacement is called off and its stock is free again. What came may be refunded then, or not.
 * Throws as `sendExchange` does.
 */
export function refuseExchange(input: SettleExchangeInput & { reason: string }, by: By, now: Date): Promise<void> {
  return inTx(async (tx) => {
    const { order, replacement } = await lockBoth(tx, input.number);
    const found = await lockReturn(tx, input.number);
    assertReturnSeen(found, input.version);
    await endExchange(tx, found, { as: "refused", reason: input.reason });
    await dropReplacement(tx, replacement, refusedReason, by, now);
    await touchOrder(tx, order);
    const data = { number: found.number, order: replacement.number, reason: input.reason };
    await recordEvent(tx, order.id, { type: "exchange_refused", data }, by, now);
    await mailExchange(tx, { order, replacement, found: found.number, outcome: "refused", reason: input.reason });
    await audit(tx, by, "fulfilment.exchange.refused", { type: "return", id: found.id }, { reason: input.reason });
  });
}

/** Calls a replacement off that nothing has paid for yet; one that ended by itself is left alone. Locks (order held): levels. */
export async function dropReplacement(
  tx: Tx,
  replacement: LockedOrder,
  reason: string,
  by: By,
  now: Date,
): Promise<void> {
  if (replacement.status !== "awaiting_payment") return;
  await cancelOrder(tx, replacement, reason, by, now);
  await releaseReservations(tx, replacement.id);
}
