// A line of our bank statement becomes an order's payment: by itself when it names the order, or because staff say so
// (payments.bank.match). Locks: bank line → order → payments; what follows is what follows any captured payment.
import { DomainError } from "#server/kernel/errors.ts";
import {
  ignoreLine as ignore,
  type LockedBankTransaction,
  lockBankTransaction,
  lockOrderPayments,
  markMatched,
  receiveTransfer,
} from "#server/modules/payments/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { onCaptured } from "../checkout/on-captured.ts";
import { keepBooks } from "../keep-books/keep-books.ts";

/** Takes a locked line's money for an order. Throws DomainError unprocessable `payments.currency_differs`. */
export async function takeLine(tx: Tx, line: LockedBankTransaction, orderId: string, by: By, now: Date): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order.currency !== line.currency) {
    throw new DomainError("unprocessable", "payments.currency_differs", { currency: order.currency });
  }
  const payments = await lockOrderPayments(tx, order.id);
  const money = { amountMinor: Number(line.amountMinor), currency: line.currency, at: line.bookedOn, now };
  const paymentId = await receiveTransfer(tx, payments, { orderId: order.id, ...money });
  await markMatched(tx, line, paymentId, by, now);
  await onCaptured(tx, order, paymentId, now);
  await keepBooks(tx, order.id, now);
}

/**
 * Staff say whose money a line is. Throws DomainError not_found `payments.bank_line_not_found`, `sales.order_not_found`;
 * conflict `payments.bank_line_settled`; unprocessable `payments.currency_differs`.
 */
export async function matchLine(input: { id: string; orderNumber: string }, by: By, now: Date): Promise<void> {
  const order = await db().salesOrder.findUnique({ where: { number: input.orderNumber }, select: { id: true } });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  await inTx(async (tx) => takeLine(tx, await lockBankTransaction(tx, input.id), order.id, by, now));
}

/** Staff put a line aside. Throws as `matchLine`. */
export async function ignoreLine(id: string, by: By, now: Date): Promise<void> {
  await inTx(async (tx) => ignore(tx, await lockBankTransaction(tx, id), by, now));
}
