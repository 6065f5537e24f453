import type { DomainEvent } from "#server/platform/outbox.ts";

/** A claim was made, decided or taken back: open pages of its order look again. */
export const claimEvent = (
  verb: "opened" | "accepted" | "refused" | "withdrawn",
  claimId: string,
  orderId: string,
): DomainEvent => ({
  type: `claims.claim.${verb}`,
  aggregateType: "order",
  aggregateId: orderId,
  payload: { claimId, orderId },
});
