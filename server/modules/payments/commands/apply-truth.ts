import { newId } from "../../../kernel/ids.ts";
import { next } from "../../../kernel/state-machine.ts";
import type { Tx } from "../../../platform/db.ts";
import { emit } from "../../../platform/outbox.ts";
import type { PaymentStatus } from "../contract.ts";
import { paymentEvent } from "../events.ts";
import type { LockedPayment } from "../locks.ts";
import { paymentTransitions } from "../model.ts";
import type { ProviderTruth } from "../port.ts";

export type Applied = {
  status: PaymentStatus;
  /** This call, and no other, turned it into authorised. */
  authorisedNow: boolean;
  /** This call, and no other, turned it into captured. */
  capturedNow: boolean;
  /** This call saw held money go without having been taken: let go by us, or by time. */
  lapsedNow: boolean;
  /** The provider took or holds another amount or currency than we asked for: nothing was changed. */
  mismatch: boolean;
  /** Failed tries that were not known before. */
  newFailures: { failureCode: string | null; at: Date }[];
};

/**
 * Writes what the provider says under the payment's lock. First come, first served: a repeated or older answer is a
 * no-op, however many webhooks and returning browsers bring it.
 */
export async function applyTruth(tx: Tx, payment: LockedPayment, truth: ProviderTruth, now: Date): Promise<Applied> {
  const newFailures = await writeAttempts(tx, payment, truth);
  const current = payment.status as PaymentStatus;
  const nothing = { status: current, authorisedNow: false, capturedNow: false, lapsedNow: false, newFailures };
  if (!isAsAsked(payment, truth)) return { ...nothing, mismatch: current !== "captured" };
  const status = next(paymentTransitions, current, truth.status);
  if (!status || status === current) return { ...nothing, mismatch: false };
  const capturedNow = status === "captured";
  const authorisedNow = status === "authorised";
  const held = authorisedNow || capturedNow;
  await tx.payment.update({
    where: { id: payment.id },
    data: {
      status,
      ...(payment.sessionRef === null && { sessionRef: truth.sessionRef }),
      ...(truth.intentRef && { intentRef: truth.intentRef }),
      ...(held && { authorisedMinor: Math.max(truth.authorisedMinor, truth.capturedMinor) }),
      ...(authorisedNow && { expiresAt: truth.authorisedUntil }),
      ...(capturedNow && { capturedMinor: truth.capturedMinor }),
      ...(status !== "pending" && !authorisedNow && { settledAt: now }),
      failureCode: truth.attempts.at(-1)?.failureCode ?? null,
    },
  });
  const lapsedNow = current === "authorised" && !capturedNow;
  const told = capturedNow ? "captured" : authorisedNow ? "authorised" : lapsedNow ? "lapsed" : status;
  if (told === "captured" || told === "authorised" || told === "lapsed" || told === "failed") {
    emit(tx, paymentEvent(told, payment.id, payment.orderId));
  }
  return { status, authorisedNow, capturedNow, lapsedNow, mismatch: false, newFailures };
}

/** Money only counts as ours when it is what we asked for: the whole amount, or of held money any part of it. */
function isAsAsked(payment: LockedPayment, truth: ProviderTruth): boolean {
  const asked = Number(payment.amountMinor);
  const currency = truth.currency === payment.currency;
  if (truth.status === "authorised") return currency && truth.authorisedMinor === asked;
  if (truth.status !== "captured") return true;
  if (payment.captureMode === "manual") return currency && truth.capturedMinor > 0 && truth.capturedMinor <= asked;
  return currency && truth.capturedMinor === asked;
}

/** Writes the tries that were not known; the failed ones among them. */
async function writeAttempts(tx: Tx, payment: LockedPayment, truth: ProviderTruth) {
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
  return fresh.filter((a) => a.status === "failed").map(({ failureCode, at }) => ({ failureCode, at }));
}
