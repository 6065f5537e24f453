// Settling a payment of several invoices: webhook, returning browser, sweep and reconciler all come here; whoever is first
// decides. The truth is read from the provider before the transaction; locks orders (by id) → payments → counters. Each part
// becomes a captured payment of its order; what its order no longer owes goes back with an explanation (on-captured.ts).
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { AccountPayment } from "#server/modules/payments/contract-account.ts";
import {
  applyAccountTruth,
  lockAccountPayment,
  lockOrderPayments,
  readAccountPayment,
} from "#server/modules/payments/index.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import { type LockedOrder, lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { onCaptured } from "../checkout/on-captured.ts";
import type { SettleOptions } from "../checkout/settle-payment.ts";
import { keepBooks } from "../keep-books/keep-books.ts";
import { applyRefunds } from "../refund-payment/apply-refunds.ts";

type Known = NonNullable<Awaited<ReturnType<typeof readAccountPayment>>>;

/**
 * Re-reads the payment from its provider and writes what it says, exactly once. Throws DomainError unavailable
 * `payments.provider_unavailable`, not_found `payments.payment_not_found`.
 */
export async function settleAccountPayment(
  id: string,
  now: Date,
  options: Omit<SettleOptions, "giveUp"> = {},
): Promise<void> {
  const payment = await readAccountPayment(db(), { id });
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  const sessionRef = payment.sessionRef ?? options.sessionRef;
  if (!sessionRef) return;
  const truth = await (options.providers ?? paymentProvider)(payment.provider).retrieve(sessionRef);
  // A message names the session; only the provider's own word makes it this payment's.
  if (!payment.sessionRef && truth.paymentId !== id) return;
  await write(payment, truth, now);
  await writeRefunds(id, truth, now);
}

/** All of it in one transaction: the parts are booked together or not at all. */
function write(payment: Known, truth: ProviderTruth, now: Date): Promise<void> {
  return inTx(async (tx) => {
    const orders = new Map<string, LockedOrder>();
    for (const { orderId } of payment.parts) orders.set(orderId, await lockOrder(tx, orderId));
    for (const { orderId } of payment.parts) await lockOrderPayments(tx, orderId);
    const locked = await lockAccountPayment(tx, payment.id);
    const { captured, mismatch } = await applyAccountTruth(tx, locked, truth, now);
    if (mismatch) log.error({ payment: payment.id, truth }, "the provider took another amount than we asked for");
    for (const { id, orderId } of captured) {
      const order = orders.get(orderId);
      if (order) await onCaptured(tx, order, id, now);
    }
    if (captured.length === 0) return;
    for (const orderId of orders.keys()) await keepBooks(tx, orderId, now);
  });
}

/** What became of refunds that we asked for, order by order. One made in the provider's dashboard names no invoice: a person looks. */
async function writeRefunds(id: string, truth: ProviderTruth, now: Date): Promise<void> {
  const payment = truth.refunds.length > 0 ? await readAccountPayment(db(), { id }) : null;
  for (const part of payment?.payments ?? []) {
    const own = truth.refunds.filter((said) =>
      part.refunds.some((mine) => mine.id === said.refundId || mine.providerRef === said.providerRef),
    );
    if (own.length === 0) continue;
    await inTx(async (tx) => {
      const order = await lockOrder(tx, part.orderId);
      await applyRefunds(tx, order, part.id, { ...truth, refunds: own }, now);
      await keepBooks(tx, order.id, now);
    });
  }
}

/**
 * Settles a payer's own payment and tells what became of it, part by part. Throws DomainError not_found
 * `payments.payment_not_found`, for somebody else's too.
 */
export async function settleOwnPayment(userId: string | null, id: string, now: Date): Promise<AccountPayment> {
  const found = await readAccountPayment(db(), { id });
  if (!found || !userId || found.userId !== userId) throw new DomainError("not_found", "payments.payment_not_found");
  try {
    if (found.status !== "captured") await settleAccountPayment(id, now);
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "unavailable") throw error;
    log.warn({ payment: id, code: error.code }, "settling waits for the provider");
  }
  return told((await readAccountPayment(db(), { id })) ?? found);
}

function told(payment: Known): AccountPayment {
  const money = (minor: bigint | number) => ({ minor: Number(minor), currency: payment.currency });
  const over = ["failed", "cancelled", "expired"].includes(payment.status);
  return {
    id: payment.id,
    status: payment.status === "captured" ? "paid" : over ? "failed" : "processing",
    amount: money(payment.amountMinor),
    parts: payment.parts.map((part) => {
      const refunds = payment.payments.find((one) => one.orderId === part.orderId)?.refunds ?? [];
      const back = refunds.filter((refund) => refund.status !== "failed");
      return {
        number: part.invoice.number ?? "",
        amount: money(part.amountMinor),
        returned: money(back.reduce((sum, refund) => sum + Number(refund.amountMinor), 0)),
      };
    }),
  };
}
