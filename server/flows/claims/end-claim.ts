import { DomainError } from "#server/kernel/errors.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import type { ClaimDecision } from "#server/modules/claims/contract.ts";
import { acceptClaim, type SeenClaim } from "#server/modules/claims/index.ts";
import { recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { mailClaimDecided } from "../notify-customer/mail-claims.ts";
import type { InClaim } from "./in-claim.ts";

type Units = readonly { orderLineId: string; quantity: Quantity }[];

/** Asserts that a decision speaks of units of the claim, each line once. Throws unprocessable `claims.line_not_in_claim`. */
export function assertClaimed(claim: SeenClaim, units: Units): void {
  const asked = new Set(units.map((one) => one.orderLineId));
  const within = units.every(({ orderLineId, quantity }) =>
    claim.lines.some((line) => line.orderLineId === orderLineId && quantity <= line.quantity),
  );
  if (!within || asked.size !== units.length) throw new DomainError("unprocessable", "claims.line_not_in_claim");
}

/** What makes the money of a claim move once; its refunds are found by it. */
export const claimRefundKey = (claimId: string): string => `claim:${claimId}`;

type Decided = {
  decision: ClaimDecision;
  lines: Units;
  answer?: string | undefined;
  amountMinor?: number;
  replacement?: { id: string; number: string };
  back?: { id: string; number: string; label: boolean };
};

/** Writes an accepted claim down: the record, the order's timeline, and the letter to its buyer. */
export async function grantClaim(
  tx: Tx,
  { order, claim }: InClaim,
  decided: Decided,
  by: By,
  now: Date,
): Promise<void> {
  const { decision, lines, answer, amountMinor, replacement, back } = decided;
  await acceptClaim(
    tx,
    claim,
    {
      ...{ decision, lines, answer },
      ...(amountMinor !== undefined && { amountMinor }),
      ...(replacement && { replacementId: replacement.id }),
      ...(back && { returnId: back.id }),
    },
    by,
    now,
  );
  await touchOrder(tx, order);
  const names = { ...(replacement && { order: replacement.number }), ...(back && { return: back.number }) };
  const money = amountMinor === undefined ? {} : { amountMinor, currency: order.currency };
  const data = { number: claim.number, decision, ...names, ...money };
  await recordEvent(tx, order.id, { type: "claim_accepted", data }, by, now);
  await mailClaimDecided(tx, order, { ...decided, number: claim.number, id: claim.id, outcome: decision });
}
