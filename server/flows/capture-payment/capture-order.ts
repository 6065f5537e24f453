// Taking the money that is held for an order: when its first delivery ships (a job), or when staff decide to
// (payments.payment.capture). No transaction while the provider speaks; what it says is settled as always.
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { captureAmount, counted, paymentsOfOrder } from "#server/modules/payments/index.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { audit, type By, bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { voidPayment } from "./void-payment.ts";

type Options = { providers?: typeof paymentProvider };

/**
 * Takes what the order owes of everything that is held for it, and lets the rest go. Safe to repeat, and to race: the
 * provider takes once, the books settle once. An order that was called off meanwhile gets its money back by settling.
 * Throws DomainError unavailable `payments.provider_unavailable` (the job tries again).
 */
export async function captureOrder(orderId: string, now: Date, { providers = paymentProvider }: Options = {}) {
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    select: { status: true, totalMinor: true },
  });
  if (order.status !== "confirmed" && order.status !== "completed") return;
  const held = (await paymentsOfOrder(db(), orderId)).filter((payment) => payment.status === "authorised");
  for (const payment of held) {
    // Read again for each: what one of them takes, the next one need not.
    const others = (await paymentsOfOrder(db(), orderId)).filter(({ id }) => id !== payment.id);
    const amount = captureAmount(Number(order.totalMinor), counted(payment), others.map(counted));
    if (amount === 0) await voidPayment(payment.id, now, providers);
    else await capture(payment, amount, now, providers);
  }
}

type Held = { id: string; orderId: string; provider: string; intentRef: string | null; currency: string };

async function capture(payment: Held, amountMinor: number, now: Date, providers: typeof paymentProvider) {
  if (!payment.intentRef) throw new DomainError("conflict", "payments.not_authorised");
  const { intentRef, currency } = payment;
  const refusal = await providers(payment.provider)
    .capture({ intentRef, amountMinor, currency, idempotencyKey: `capture:${payment.id}:${amountMinor}` })
    .then(() => null)
    .catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
      return error;
    });
  await settlePayment(payment.id, now, { providers });
  if (!refusal) return;
  const { status } = await db().payment.findUniqueOrThrow({ where: { id: payment.id }, select: { status: true } });
  // Somebody else took it: just as well.
  if (status === "captured") return;
  const data = { paymentId: payment.id, amountMinor, currency, code: refusal.code };
  await inTx(async (tx) => {
    await lockOrder(tx, payment.orderId);
    const where = { orderId: payment.orderId, type: "capture_failed", data: { equals: data } };
    if (await tx.orderEvent.findFirst({ where, select: { id: true } })) return;
    await recordEvent(tx, payment.orderId, { type: "capture_failed", audience: "staff", data }, bySystem, now);
  });
}

/**
 * Staff take the held money now. Throws DomainError not_found `payments.payment_not_found`, conflict
 * `payments.not_authorised`, unavailable `payments.provider_unavailable`.
 */
export async function captureNow(paymentId: string, by: By, now: Date): Promise<{ status: string }> {
  const payment = await db().payment.findUnique({ where: { id: paymentId }, select: { orderId: true, status: true } });
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  if (payment.status !== "authorised") throw new DomainError("conflict", "payments.not_authorised");
  await inTx((tx) => audit(tx, by, "payments.capture.asked", { type: "payment", id: paymentId }));
  await captureOrder(payment.orderId, now);
  return db().payment.findUniqueOrThrow({ where: { id: paymentId }, select: { status: true } });
}
