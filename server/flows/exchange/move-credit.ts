// What goes back for returned or faulty goods pays for what is sent instead: no provider moves it. A rest goes back to where it
// came from at once; what is missing, the buyer pays before anything leaves. Locks (held by the caller): both orders; here:
// the payments of both, then `beforeInvoice`, the first order's invoice, stock levels, counters.
import { DomainError } from "#server/kernel/errors.ts";
import { lockPostedInvoice } from "#server/modules/invoicing/index.ts";
import {
  bookRefund,
  counted,
  dueOf,
  type LockedPayment,
  lockOrderPayments,
  movedRef,
  moveMoney,
  refundableOf,
  settleRefund,
} from "#server/modules/payments/index.ts";
import {
  confirmOrder,
  extendHold,
  type LockedOrder,
  lockOrder,
  raiseRefunded,
  recordEvent,
  type Units,
} from "#server/modules/sales/index.ts";
import { extendHolds } from "#server/modules/stock/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { onCaptured } from "../checkout/on-captured.ts";
import { carryOut } from "../checkout/return-money.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { onRefunded } from "../refund-payment/on-refunded.ts";
import { planRefund } from "../refund-payment/refund-units.ts";
import { splitCredit } from "./split-credit.ts";

/** How long a dearer replacement waits for its difference. */
const payDays = 7;
const dayMs = 24 * 3_600_000;

export type Moved = {
  /** Minor units: kept for the replacement, sent back, and still to be paid. */
  movedMinor: number;
  backMinor: number;
  dueMinor: number;
};

type MoveInput = {
  order: LockedOrder;
  payments: readonly LockedPayment[];
  replacement: LockedOrder;
  lines: readonly Units[];
  reason: string;
  /** What makes it happen once; the refunds carry it. */
  key: string;
  by: By;
  now: Date;
  /** What else is locked between payments and invoice. */
  beforeInvoice?: () => Promise<void>;
};

/**
 * Refunds these units into the replacement, which stands once nothing of it is due. Throws conflict `fulfilment.exchange_gone`
 * when the replacement was called off, or given up and its goods are sold; and what `refundUnits` throws.
 */
export async function moveCredit(tx: Tx, input: MoveInput): Promise<Moved> {
  const { order, payments, replacement, lines, reason, key, by, now } = input;
  const total = Number(replacement.totalMinor);
  const plan = planRefund(order, payments, { lines: [...lines], withShipping: false });
  const shares = splitCredit(plan.refunds, total, (id) => {
    const payment = payments.find((one) => one.id === id);
    return payment ? refundableOf(payment) : 0;
  });
  const sum = (moved: boolean) => shares.reduce((all, one) => all + (one.moved === moved ? one.amountMinor : 0), 0);
  const result = { movedMinor: sum(true), backMinor: sum(false), dueMinor: total - sum(true) };
  assertOpen(replacement, result.dueMinor);
  await raiseRefunded(tx, order, plan.lines);
  const moved: { id: string; amountMinor: number; payment: LockedPayment; paymentId: string }[] = [];
  for (const [i, { paymentId, amountMinor, lines: units, moved: stays }] of shares.entries()) {
    const payment = payments.find(({ id }) => id === paymentId);
    if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
    const booking = { amountMinor, reason, idempotencyKey: i === 0 ? key : `${key}#${i + 1}`, lines: units };
    const { id } = await bookRefund(tx, payment, booking, by);
    if (!stays) {
      const data = { amountMinor, currency: payment.currency, reason };
      await recordEvent(tx, order.id, { type: "refund_requested", data }, by, now);
      await carryOut(tx, payment, id);
      continue;
    }
    await settleRefund(tx, payment, id, { providerRef: movedRef(id), status: "succeeded", failureCode: null }, now);
    const made = await moveMoney(tx, payment, { id, amountMinor }, { orderId: replacement.id, now });
    moved.push({ id, amountMinor, payment, paymentId: made.paymentId });
  }
  const covering = await lockOrderPayments(tx, replacement.id);
  await input.beforeInvoice?.();
  await lockPostedInvoice(tx, order.id);
  await cover(tx, replacement, covering, moved.at(-1)?.paymentId ?? null, now);
  for (const { payment, id, amountMinor } of moved) {
    await onRefunded(tx, order, payment, { id, amountMinor, reason, movedTo: replacement.number });
  }
  await keepBooks(tx, order.id, now);
  await keepBooks(tx, replacement.id, now);
  return result;
}

/** An order that was given up may still be taken up again, but only whole: nobody is asked to pay for what may be gone. */
function assertOpen(replacement: LockedOrder, dueMinor: number): void {
  const open = replacement.status === "awaiting_payment" || (replacement.status === "expired" && dueMinor === 0);
  if (!open) throw new DomainError("conflict", "fulfilment.exchange_gone", { number: replacement.number });
}

async function cover(
  tx: Tx,
  replacement: LockedOrder,
  payments: readonly LockedPayment[],
  lastId: string | null,
  now: Date,
): Promise<void> {
  if (lastId) await onCaptured(tx, replacement, lastId, now);
  else await confirmOrder(tx, replacement, now);
  const after = await lockOrder(tx, replacement.id);
  if (after.status === "cancelled") {
    throw new DomainError("conflict", "fulfilment.exchange_gone", { number: replacement.number });
  }
  const due = dueOf(Number(after.totalMinor), payments.map(counted));
  const until = new Date(now.getTime() + payDays * dayMs);
  if (due > 0 && (after.holdExpiresAt === null || after.holdExpiresAt < until)) {
    await extendHold(tx, after, until);
    await extendHolds(tx, after.id, until);
  }
}
