// Staff answer a claim (claims.claim.decide): no, with the reason; the money of its units, without sending them back; or a part
// of what they cost. Of two who decide, one does. Locks: order → payments.
import { DomainError } from "#server/kernel/errors.ts";
import type {
  QuoteClaimInput,
  ReduceClaimInput,
  RefundClaimInput,
  RefuseClaimInput,
} from "#server/modules/claims/contract.ts";
import { orderOfClaim, refuseClaim as refuse, shareReduction } from "#server/modules/claims/index.ts";
import type { RefundQuote } from "#server/modules/payments/contract-refund.ts";
import { lockOrderPayments } from "#server/modules/payments/index.ts";
import { recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { mailClaimDecided } from "../notify-customer/mail-claims.ts";
import { bookPlan, planLines, planRefund, quoteRefund } from "../refund-payment/refund-units.ts";
import { worthLeft } from "../refund-payment/worth-left.ts";
import { assertClaimed, claimRefundKey, grantClaim } from "./end-claim.ts";
import { inClaim } from "./in-claim.ts";

/**
 * Refuses a claim with a reason that its buyer reads. Throws DomainError not_found `claims.not_found`; conflict `claims.changed`
 * { version, status }, `claims.transition_not_allowed`.
 */
export function refuseClaim(input: RefuseClaimInput, by: By, now: Date): Promise<void> {
  return inClaim(input, async (tx, { order, claim }) => {
    const { answer } = input;
    await refuse(tx, claim, answer, by, now);
    await touchOrder(tx, order);
    const data = { number: claim.number, reason: answer };
    await recordEvent(tx, order.id, { type: "claim_refused", data }, by, now);
    const { id, number, lines } = claim;
    await mailClaimDecided(tx, order, { id, number, outcome: "refused", answer, lines });
  });
}

const sum = (refunds: readonly { amountMinor: number }[]) => refunds.reduce((all, one) => all + one.amountMinor, 0);

/** The refund of units of a claim as it would be booked now. Throws as `refundClaim` does. */
export async function quoteClaimRefund({ number, ...wanted }: QuoteClaimInput): Promise<RefundQuote> {
  return quoteRefund({ number: await orderOfClaim(db(), number), ...wanted });
}

/**
 * Gives the money of chosen units back, from what was frozen when they were ordered; they stay with the buyer. Throws as
 * `refuseClaim` and `refundUnits` do, and unprocessable `claims.line_not_in_claim`.
 */
export function refundClaim(input: RefundClaimInput, by: By, now: Date): Promise<void> {
  return inClaim(input, async (tx, { order, claim }) => {
    const { lines, withShipping, answer } = input;
    assertClaimed(claim, lines);
    const payments = await lockOrderPayments(tx, order.id);
    const plan = planRefund(order, payments, { lines, withShipping });
    const why = { reason: answer ?? claim.number, idempotencyKey: claimRefundKey(claim.id) };
    const amountMinor = sum(plan.refunds);
    await grantClaim(tx, { order, claim }, { decision: "refund", lines, answer, amountMinor }, by, now);
    await bookPlan(tx, order, payments, plan, why, by);
  });
}

/**
 * Gives a part of what the claimed units cost back (Code de la consommation, L217-15); they count as bought all the same. Throws
 * as `refuseClaim` does; unprocessable `claims.reduction_too_large` { max, currency } in minor units; conflict
 * `payments.nothing_captured`, `sales.refunded_too_much`.
 */
export function reduceClaim(input: ReduceClaimInput, by: By, now: Date): Promise<void> {
  return inClaim(input, async (tx, { order, claim }) => {
    const { amountMinor, answer } = input;
    const payments = await lockOrderPayments(tx, order.id);
    const worth = worthLeft(order, payments, claim.lines);
    const { currency } = order;
    const tooLarge = (max: number) => new DomainError("unprocessable", "claims.reduction_too_large", { max, currency });
    const max = worth.reduce((all, line) => all + line.grossMinor, 0);
    if (amountMinor > max) throw tooLarge(max);
    const parts = shareReduction(worth, amountMinor, currency);
    const plan = planLines(
      payments,
      parts.map((part) => ({ ...part, quantity: 0, shippingMinor: 0 })),
    );
    // A gesture took it before: what is told is what goes back.
    if (plan.shortMinor > 0) throw tooLarge(amountMinor - plan.shortMinor);
    const decided = { decision: "price_reduction" as const, lines: claim.lines, answer, amountMinor };
    await grantClaim(tx, { order, claim }, decided, by, now);
    const why = { reason: answer ?? claim.number, idempotencyKey: claimRefundKey(claim.id) };
    await bookPlan(tx, order, payments, plan, why, by);
  });
}
