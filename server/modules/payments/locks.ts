import { DomainError } from "../../kernel/errors.ts";
import type { Tx } from "../../platform/db.ts";
import { lockName, lockRows } from "../../platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.
// The payments of one order are locked in the order of their ids.

const whole = { attempts: true, refunds: { include: { lines: true } } } as const;

/**
 * Locks a payment with its attempts and refunds. The order's lock comes first. Throws DomainError not_found
 * `payments.payment_not_found`.
 */
export async function lockPayment(tx: Tx, paymentId: string) {
  const [row] = await lockRows<{ id: string }>(
    tx,
    "payment",
  )`SELECT id FROM payment WHERE id = ${paymentId} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "payments.payment_not_found");
  return tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: whole });
}
export type LockedPayment = Awaited<ReturnType<typeof lockPayment>>;

/** Locks every payment of an order, whose lock comes first. Oldest first. */
export async function lockOrderPayments(tx: Tx, orderId: string): Promise<LockedPayment[]> {
  await lockRows(tx, "payment")`SELECT id FROM payment WHERE order_id = ${orderId} ORDER BY id FOR UPDATE`;
  return tx.payment.findMany({ where: { orderId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], include: whole });
}

/** Locks a payment of several invoices, after all their orders. Throws DomainError not_found `payments.payment_not_found`. */
export async function lockAccountPayment(tx: Tx, id: string) {
  const [row] = await lockRows<{ id: string }>(
    tx,
    "payment",
  )`SELECT id FROM account_payment WHERE id = ${id} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "payments.payment_not_found");
  return tx.accountPayment.findUniqueOrThrow({ where: { id }, include: { parts: { orderBy: { orderId: "asc" } } } });
}
export type LockedAccountPayment = Awaited<ReturnType<typeof lockAccountPayment>>;

/** Locks a line of our bank statement. Throws DomainError not_found `payments.bank_line_not_found`. */
export async function lockBankTransaction(tx: Tx, id: string) {
  const [row] = await lockRows<{ id: string }>(
    tx,
    "bankLine",
  )`SELECT id FROM bank_transaction WHERE id = ${id} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "payments.bank_line_not_found");
  return tx.bankTransaction.findUniqueOrThrow({ where: { id } });
}
export type LockedBankTransaction = Awaited<ReturnType<typeof lockBankTransaction>>;

/** One reconciliation begins at a time: held until the transaction ends. */
export async function lockReconciliation(tx: Tx): Promise<void> {
  await lockName(tx, "reconciliation");
}
