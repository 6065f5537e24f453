// Staff have the goods of a claim replaced at once, or ask for them first (claims.claim.decide): then their return does the
// rest, whether its money goes back or something is held to be sent instead. At no cost to the buyer (Code de la consommation,
// L217-11). Locks: order → its replacement → payments → invoice → stock levels → counters.
import { DomainError } from "#server/kernel/errors.ts";
import type { ClaimKind, ReplaceClaimInput, SendBackInput } from "#server/modules/claims/contract.ts";
import type { ReturnReason } from "#server/modules/fulfilment/contract-returns.ts";
import { lockOrderPayments } from "#server/modules/payments/index.ts";
import { type LockedOrder, lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { createReplacement, holdUntil } from "../exchange/create-replacement.ts";
import { moveCredit } from "../exchange/move-credit.ts";
import { planExchange } from "../exchange/plan-exchange.ts";
import { announceUnits } from "../return-order/announce-own.ts";
import { bookReturn, labelCarrier } from "../return-order/book-return.ts";
import { assertReturnable } from "../return-order/create-return.ts";
import { assertClaimed, claimRefundKey, grantClaim } from "./end-claim.ts";
import { inClaim } from "./in-claim.ts";
import { readPayments } from "./read-payments.ts";

/**
 * Sends the same or another variant for chosen units at once; what they cost pays for it. Throws DomainError not_found
 * `claims.not_found`; conflict `claims.changed` { version, status }, `claims.transition_not_allowed`, `claims.not_in_stock`,
 * `payments.nothing_captured`, `sales.refunded_too_much`; unprocessable `claims.line_not_in_claim`, `claims.replacement_costs`
 * when the buyer would have to pay, `sales.variant_not_for_sale`.
 */
export function replaceClaim(input: ReplaceClaimInput, by: By, now: Date): Promise<{ number: string }> {
  return inClaim(input, async (tx, { order, claim }) => {
    const { lines, answer } = input;
    assertClaimed(claim, lines);
    // The new order is locked before any payment: what it costs is worked out without their locks, and nobody pays or refunds
    // under the order's.
    const { priced, payMinor } = await planExchange(tx, order, await readPayments(tx, order.id), lines, now);
    if (payMinor > 0) throw new DomainError("unprocessable", "claims.replacement_costs");
    const made = await createReplacement(tx, order, priced, { holdExpiresAt: holdUntil(now), by, now });
    const replacement = await lockOrder(tx, made.id);
    const payments = await lockOrderPayments(tx, order.id);
    const units = lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
    const why = { reason: answer ?? claim.number, key: claimRefundKey(claim.id) };
    const moved = { order, payments, replacement, lines: units, ...why, by, now };
    await moveCredit(tx, moved).catch((error: unknown) => {
      const gone = error instanceof DomainError && error.code === "fulfilment.exchange_gone";
      throw gone ? new DomainError("conflict", "claims.not_in_stock") : error;
    });
    await recordEvent(tx, order.id, { type: "replacement_sent", data: { order: made.number } }, by, now);
    const decided = { decision: "replacement" as const, lines: units, answer, replacement: made };
    await grantClaim(tx, { order, claim }, decided, by, now);
    return { number: made.number };
  });
}

const reasons: Readonly<Record<ClaimKind, ReturnReason>> = {
  damaged: "damaged",
  wrong_item: "wrong_item",
  incomplete: "not_as_described",
  lost: "other",
  defective: "defective",
};

/**
 * Asks for the goods first, by a label where a carrier takes bookings: announced past the time for returns too. Throws as
 * `replaceClaim` and `createReturn` do, and unprocessable `claims.never_came` for what was lost, conflict `stock.not_enough`.
 */
export async function sendClaimBack(input: SendBackInput, by: By, now: Date): Promise<{ number: string }> {
  const back = await inClaim(input, async (tx, { order, claim }) => {
    const { lines, answer } = input;
    assertClaimed(claim, lines);
    if (claim.kind === "lost") throw new DomainError("unprocessable", "claims.never_came");
    const reason = reasons[claim.kind];
    await assertReturnable(tx, order, { lines, reason, override: true }, now);
    const label = await takesLabel(tx, order);
    const how = { lines, reason, note: claim.number, wayBack: label ? ("label" as const) : null, storeId: null };
    const announced = await announceUnits(tx, order, { ...how, source: "staff" }, by, now);
    const units = lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
    const decided = { decision: "send_back" as const, lines: units, answer, back: { ...announced, label } };
    await grantClaim(tx, { order, claim }, decided, by, now);
    return announced;
  });
  // The return stands without its label: the job asks again.
  await bookReturn(back.id, now).catch((error: unknown) => log.warn({ err: error, returnId: back.id }, "no label yet"));
  return { number: back.number };
}

async function takesLabel(tx: Tx, order: LockedOrder): Promise<boolean> {
  const { country = "" } = order.deliveryAddress as { country?: string };
  return (await labelCarrier(tx, { shippingMethodCode: order.shippingMethodCode, country })) !== null;
}
