import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Money } from "../../kernel/money.ts";
import { next } from "../../kernel/state-machine.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import type { PaymentStatus } from "./contract.ts";
import { paymentEvent, refundEvent } from "./events.ts";
import { paymentTransitions, refundable } from "./model.ts";
import type { PaymentStart, ProviderRefund, ProviderTruth } from "./port.ts";

/** Opens a payment for an order; nothing is asked of the provider yet. */
export async function createPayment(
  tx: Tx,
  input: { orderId: string; provider: string; amount: Money; expiresAt: Date; now: Date },
): Promise<{ id: string }> {
  const id = newId("payment", input.now.getTime());
  await tx.payment.create({
    data: {
      id,
      orderId: input.orderId,
      provider: input.provider,
      currency: input.amount.currency,
      amountMinor: input.amount.minor,
      idempotencyKey: id,
      expiresAt: input.expiresAt,
      createdAt: input.now,
    },
  });
  return { id };
}

/**
 * Locks a payment with its attempts and refunds. The order's lock comes first (lock order of the house). Throws
 * DomainError not_found `payments.payment_not_found`.
 */
export async function lockPayment(tx: Tx, paymentId: string) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM payment WHERE id = ${paymentId} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "payments.payment_not_found");
  return tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true, refunds: true } });
}
export type LockedPayment = Awaited<ReturnType<typeof lockPayment>>;

/** The provider opened a session: where the shopper goes to pay. Repeating it with the same answer changes nothing. */
export async function recordStart(tx: Tx, paymentId: string, start: PaymentStart): Promise<void> {
  await tx.payment.updateMany({
    where: { id: paymentId, status: { in: ["created", "pending"] } },
    data: {
      status: "pending",
      sessionRef: start.sessionRef,
      redirectUrl: start.redirectUrl,
      expiresAt: start.expiresAt,
      ...(start.intentRef && { intentRef: start.intentRef }),
    },
  });
}

export type Applied = {
  status: PaymentStatus;
  /** This call, and no other, turned it into captured. */
  capturedNow: boolean;
  /** The provider took another amount or currency than we asked for: nothing was changed. */
  mismatch: boolean;
  /** Failed tries that were not known before. */
  newFailures: { failureCode: string | null; at: Date }[];
};

/**
 * Writes what the provider says under the payment's lock. First come, first served: a repeated or older answer is a
 * no-op, however many webhooks and returning browsers bring it.
 */
export async function applyTruth(tx: Tx, payment: LockedPayment, truth: ProviderTruth, now: Date): Promise<Applied> {
  const known = new Set(payment.attempts.map((a) => a.providerRef));
  const fresh = truth.attempts.filter((a) => !known.has(a.providerRef));
  if (fresh.length) {
    await tx.paymentAttempt.createMany({
      data: fresh.map((a) => ({
        id: newId("attempt"),
        paymentId: payment.id,
        providerRef: a.providerRef,
        status: a.status,
        failureCode: a.failureCode,
        occurredAt: a.at,
      })),
      skipDuplicates: true,
    });
  }
  const newFailures = fresh.filter((a) => a.status === "failed").map(({ failureCode, at }) => ({ failureCode, at }));
  const current = payment.status as PaymentStatus;
  const wrong =
    truth.status === "captured" &&
    (truth.capturedMinor !== Number(payment.amountMinor) || truth.currency !== payment.currency);
  const status = wrong ? undefined : next(paymentTransitions, current, truth.status);
  if (!status || status === current) {
    return { status: current, capturedNow: false, mismatch: wrong && current !== "captured", newFailures };
  }
  const capturedNow = status === "captured";
  await tx.payment.update({
    where: { id: payment.id },
    data: {
      status,
      ...(truth.intentRef && { intentRef: truth.intentRef }),
      ...(capturedNow && { capturedMinor: truth.capturedMinor }),
      ...(status !== "pending" && { settledAt: now }),
      failureCode: truth.attempts.at(-1)?.failureCode ?? null,
    },
  });
  if (capturedNow || status === "failed") {
    await emit(tx, paymentEvent(capturedNow ? "captured" : "failed", payment.id, payment.orderId));
  }
  return { status, capturedNow, mismatch: false, newFailures };
}

/**
 * Books a refund that a job will carry out at the provider; the same key books it once. Throws DomainError conflict
 * `payments.nothing_captured`, unprocessable `payments.refund_too_large` { max } (minor units).
 */
export async function bookRefund(
  tx: Tx,
  payment: LockedPayment,
  input: { amountMinor: number; reason: string; idempotencyKey: string },
  by: By,
): Promise<{ id: string; created: boolean }> {
  const existing = payment.refunds.find((r) => r.idempotencyKey === input.idempotencyKey);
  if (existing) return { id: existing.id, created: false };
  if (payment.status !== "captured") throw new DomainError("conflict", "payments.nothing_captured");
  const max = refundable(
    Number(payment.capturedMinor),
    payment.refunds.map((r) => ({ status: r.status, amountMinor: Number(r.amountMinor) })),
  );
  if (input.amountMinor > max) {
    throw new DomainError("unprocessable", "payments.refund_too_large", { max, currency: payment.currency });
  }
  const id = newId("refund");
  await tx.refund.create({ data: { id, paymentId: payment.id, ...input, byUserId: by.userId } });
  await audit(tx, by, "payments.refund.booked", { type: "payment", id: payment.id }, { refundId: id, ...input });
  return { id, created: true };
}

/**
 * Writes what became of a refund at the provider. Answers true when this call settled it as succeeded; a repeated answer
 * is a no-op.
 */
export async function settleRefund(
  tx: Tx,
  payment: LockedPayment,
  refundId: string,
  answer: ProviderRefund,
  now: Date,
): Promise<boolean> {
  const refund = payment.refunds.find((r) => r.id === refundId);
  if (!refund || refund.status === "succeeded" || refund.status === "failed") return false;
  await tx.refund.update({
    where: { id: refundId },
    data: {
      status: answer.status,
      providerRef: answer.providerRef || null,
      failureCode: answer.failureCode,
      ...(answer.status !== "pending" && { settledAt: now }),
    },
  });
  if (answer.status === "succeeded") {
    await tx.payment.update({
      where: { id: payment.id },
      data: { refundedMinor: { increment: refund.amountMinor } },
    });
  }
  if (answer.status !== "pending") await emit(tx, refundEvent(answer.status, refundId, payment.orderId));
  return answer.status === "succeeded";
}
