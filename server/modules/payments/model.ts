import type { Transitions } from "../../kernel/state-machine.ts";
import type { PaymentStatus } from "./contract.ts";
import type { ProviderStatus } from "./port.ts";

/**
 * What a provider's answer may turn a payment into. Captured is final: an older answer that arrives late ("pending",
 * "expired") finds no transition and changes nothing. Money that comes after we gave up is still money.
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

/** What may still be refunded, in minor units: captured less what went back or is on its way. */
export function refundable(capturedMinor: number, refunds: readonly { status: string; amountMinor: number }[]): number {
  return refunds
    .filter((refund) => refund.status !== "failed")
    .reduce((left, refund) => left - refund.amountMinor, capturedMinor);
}
