import type { Transitions } from "../../kernel/state-machine.ts";
import type { PaymentStatus } from "./contract.ts";
import type { ProviderStatus } from "./port.ts";

/**
 * What a provider's answer may turn a payment into. Captured is final: an older answer that arrives late ("pending",
 * "authorised", "expired") finds no transition and changes nothing. Money that comes after we gave up is still money; a
 * hold that was given up does not come back.
 */
export const paymentTransitions: Transitions<PaymentStatus, ProviderStatus> = {
  created: {
    pending: "pending",
    authorised: "authorised",
    captured: "captured",
    failed: "failed",
    cancelled: "cancelled",
    expired: "expired",
  },
  pending: {
    authorised: "authorised",
    captured: "captured",
    failed: "failed",
    cancelled: "cancelled",
    expired: "expired",
  },
  authorised: { captured: "captured", failed: "failed", cancelled: "cancelled", expired: "expired" },
  failed: { captured: "captured" },
  cancelled: { captured: "captured" },
  expired: { captured: "captured" },
  captured: {},
};

/** Payments that nothing more is expected of. */
export const isOpen = (status: string): boolean => status === "created" || status === "pending";

/** What may still be refunded, in minor units: captured less what went back or is on its way. */
export function refundable(capturedMinor: number, refunds: readonly { status: string; amountMinor: number }[]): number {
  return refunds
    .filter((refund) => refund.status !== "failed")
    .reduce((left, refund) => left - refund.amountMinor, capturedMinor);
}

/** A payment as far as it counts against an order's total. Amounts in minor units of the one currency. */
export type Counted = {
  status: string;
  authorisedMinor: number;
  capturedMinor: number;
  refunds: readonly { status: string; kind: string; amountMinor: number }[];
};

const booked = (payment: Counted, kind: "value" | "surplus"): number =>
  payment.refunds
    .filter((refund) => refund.kind === kind && refund.status !== "failed")
    .reduce((sum, refund) => sum + refund.amountMinor, 0);

/** What a payment covers: taken (less the surplus that goes back) or held. A refund of value does not make it owed again. */
export function coveredBy(payment: Counted): number {
  if (payment.status === "captured") return payment.capturedMinor - booked(payment, "surplus");
  return payment.status === "authorised" ? payment.authorisedMinor : 0;
}

const coveredByAll = (payments: readonly Counted[]): number => payments.reduce((sum, p) => sum + coveredBy(p), 0);

/** What is still owed for an order: its total less what its payments cover, never below nothing. */
export const dueOf = (totalMinor: number, payments: readonly Counted[]): number =>
  Math.max(0, totalMinor - coveredByAll(payments));

/** What was paid beyond the total: the other side of `dueOf`. */
export const surplusOf = (totalMinor: number, payments: readonly Counted[]): number =>
  Math.max(0, coveredByAll(payments) - totalMinor);

/** What to take of an authorised payment: what the others leave owed, never more than was authorised. */
export function captureAmount(totalMinor: number, payment: Counted, others: readonly Counted[]): number {
  return Math.min(payment.authorisedMinor, dueOf(totalMinor, others));
}

/** Where an order's money stands, for its payment status and its credit notes. Surplus that goes back was never owed. */
export function moneyOf(payments: readonly Counted[]): {
  authorisedMinor: number;
  capturedMinor: number;
  refundedMinor: number;
} {
  const captured = payments.filter((payment) => payment.status === "captured");
  const refunded = captured.flatMap((payment) => payment.refunds).filter((refund) => refund.status === "succeeded");
  return {
    authorisedMinor: payments.reduce((sum, p) => sum + (p.status === "authorised" ? p.authorisedMinor : 0), 0),
    capturedMinor: captured.reduce((sum, p) => sum + coveredBy(p), 0),
    refundedMinor: refunded.reduce((sum, refund) => sum + (refund.kind === "value" ? refund.amountMinor : 0), 0),
  };
}

/** A row of the database as the pure rules count it. */
export function counted(row: {
  status: string;
  authorisedMinor: bigint;
  capturedMinor: bigint;
  refunds: readonly { status: string; kind: string; amountMinor: bigint }[];
}): Counted {
  return {
    status: row.status,
    authorisedMinor: Number(row.authorisedMinor),
    capturedMinor: Number(row.capturedMinor),
    refunds: row.refunds.map(({ status, kind, amountMinor }) => ({ status, kind, amountMinor: Number(amountMinor) })),
  };
}
