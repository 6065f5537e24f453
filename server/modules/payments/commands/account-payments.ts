import { newId } from "../../../kernel/ids.ts";
import { next } from "../../../kernel/state-machine.ts";
import type { Tx } from "../../../platform/db.ts";
import { emit } from "../../../platform/outbox.ts";
import type { PaymentStatus } from "../contract.ts";
import { paymentEvent } from "../events.ts";
import type { LockedAccountPayment } from "../locks.ts";
import { paymentTransitions } from "../model.ts";
import type { PaymentStart, ProviderTruth } from "../port.ts";

export type NewAccountPayment = {
  provider: string;
  currency: string;
  /** One per order, each more than nothing, in minor units. */
  parts: readonly { invoiceId: string; orderId: string; amountMinor: number }[];
  email: string;
  locale: string;
  userId: string | null;
  /** The same key opens one payment. */
  idempotencyKey: string;
  expiresAt: Date;
  now: Date;
};

/** Opens one payment of several invoices; nothing is asked of the provider yet. Its parts never change. */
export async function openAccountPayment(tx: Tx, input: NewAccountPayment): Promise<string> {
  const { parts, now, ...rest } = input;
  const id = newId("accountPayment", now.getTime());
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  await tx.accountPayment.create({
    data: { ...rest, id, amountMinor, createdAt: now, parts: { create: parts.map((part) => ({ ...part })) } },
  });
  return id;
}

/** The provider opened a session for it. Repeating it with the same session changes nothing. */
export async function recordAccountStart(tx: Tx, id: string, start: PaymentStart): Promise<void> {
  await tx.accountPayment.updateMany({
    where: { id, status: { in: ["created", "pending"] } },
    data: {
      status: "pending",
      sessionRef: start.sessionRef,
      redirectUrl: start.redirectUrl,
      expiresAt: start.expiresAt,
      ...(start.intentRef && { intentRef: start.intentRef }),
    },
  });
}

export type AppliedToAccount = {
  /** The payments that this call, and no other, made of its parts: in the order of their orders' ids. */
  captured: { id: string; orderId: string }[];
  /** The provider took another amount or currency than was asked: nothing was changed. */
  mismatch: boolean;
};

/**
 * Writes what the provider says, under the locks of all its orders and of itself. Taken money becomes one captured payment
 * per part, each of exactly its amount, so that an order's rules (what is owed, what goes back) hold for it as for any
 * other. First come, first served: a repeated or older answer is a no-op.
 */
export async function applyAccountTruth(
  tx: Tx,
  locked: LockedAccountPayment,
  truth: ProviderTruth,
  now: Date,
): Promise<AppliedToAccount> {
  const nothing = { captured: [], mismatch: false };
  const status = next(paymentTransitions, locked.status as PaymentStatus, truth.status);
  // It is never held: the money is taken at once or not at all.
  if (!status || status === locked.status || status === "authorised") return nothing;
  const captures = status === "captured";
  if (captures && (truth.currency !== locked.currency || truth.capturedMinor !== Number(locked.amountMinor))) {
    return { captured: [], mismatch: true };
  }
  const { count } = await tx.accountPayment.updateMany({
    where: { id: locked.id, status: locked.status },
    data: {
      status,
      ...(locked.sessionRef === null && { sessionRef: truth.sessionRef }),
      ...(truth.intentRef && { intentRef: truth.intentRef }),
      ...(status !== "pending" && { settledAt: now }),
      failureCode: truth.attempts.at(-1)?.failureCode ?? null,
    },
  });
  if (!captures || count !== 1) return nothing;
  const captured = locked.parts.map(({ orderId, amountMinor }) => ({
    id: newId("payment", now.getTime()),
    orderId,
    amountMinor,
  }));
  await tx.payment.createMany({
    data: captured.map(({ id, orderId, amountMinor }) => ({
      ...{ id, orderId, amountMinor, authorisedMinor: amountMinor, capturedMinor: amountMinor },
      ...{ provider: locked.provider, currency: locked.currency, status: "captured", method: "online" },
      ...{ accountPaymentId: locked.id, idempotencyKey: `${locked.id}:${orderId}` },
      ...{ createdAt: now, settledAt: now, updatedAt: now },
    })),
  });
  for (const { id, orderId } of captured) emit(tx, paymentEvent("captured", id, orderId));
  return { captured: captured.map(({ id, orderId }) => ({ id, orderId })), mismatch: false };
}
