import type Stripe from "stripe";
import { formatMoney, money } from "#server/kernel/money.ts";
import { fromStripeAmount } from "../../stripe-units.ts";
import { record } from "../events.ts";
import { toRefund } from "../objects/refund.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { idOf, refundBehaviour } from "./pay.ts";

function chargeToRefund(work: Work, params: Stripe.RefundCreateParams): Stripe.Charge {
  if (params.charge) {
    const charge = work.tx.get("charges", params.charge);
    if (!charge) throw missing("charge", params.charge, "charge");
    return charge;
  }
  const id = params.payment_intent;
  if (!id) throw invalidRequest("One of the following params should be provided: payment_intent or charge.");
  const intent = work.tx.get("intents", id);
  if (!intent) throw missing("payment_intent", id, "payment_intent");
  const charge = work.tx.get("charges", idOf(intent.latest_charge) ?? "");
  if (!charge?.paid || !charge.captured)
    throw invalidRequest(`This PaymentIntent (${id}) does not have a successful charge to refund.`);
  return charge;
}

const inMajor = (amount: number, currency: string): string => {
  const code = currency.toUpperCase();
  return formatMoney(money(fromStripeAmount(amount, code), code), "en");
};

function assertRefundable(charge: Stripe.Charge, amount: number): void {
  const left = charge.amount_captured - charge.amount_refunded;
  if (left <= 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw invalidRequest(message, { code: "charge_already_refunded" });
  }
  if (amount < 1) {
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  }
  if (amount > left) {
    const [asked, rest] = [inMajor(amount, charge.currency), inMajor(left, charge.currency)];
    const message = `Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`;
    throw invalidRequest(message, { param: "amount" });
  }
}

function moveRefunded(work: Work, charge: Stripe.Charge, by: number): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + by;
  const moved = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount };
  work.tx.put("charges", charge.id, moved);
  return moved;
}

/** Gives money back, all that is left when no amount is named. Throws Stripe's errors when too much is asked. */
export function createRefund(work: Work, params: Stripe.RefundCreateParams): Stripe.Refund {
  const charge = chargeToRefund(work, params);
  const amount = params.amount ?? charge.amount_captured - charge.amount_refunded;
  assertRefundable(charge, amount);
  const behaviour = refundBehaviour(work, charge);
  const refund = toRefund(work, charge, amount, behaviour === "pending" ? "pending" : "succeeded", params);
  work.tx.put("refunds", refund.id, refund);
  const moved = moveRefunded(work, charge, amount);
  record(work, "refund.created", refund);
  record(work, "charge.refunded", moved);
  if (behaviour) {
    const to = behaviour === "fails" ? "failed" : "succeeded";
    work.tx.put("refundChanges", refund.id, { refundId: refund.id, to, at: work.now + work.refundDelay });
  }
  return refund;
}

/** Lets the slow refunds whose time has come succeed or fail. */
export function settleRefunds(work: Work): void {
  for (const change of work.tx.all("refundChanges")) {
    if (change.at > work.now) continue;
    work.tx.remove("refundChanges", change.refundId);
    const refund = work.tx.get("refunds", change.refundId);
    if (!refund) continue;
    const failed = change.to === "failed";
    const settled = { ...refund, status: change.to, ...(failed && { failure_reason: "lost_or_stolen_card" }) };
    work.tx.put("refunds", refund.id, settled);
    const charge = work.tx.get("charges", idOf(refund.charge) ?? "");
    if (failed && charge) moveRefunded(work, charge, -refund.amount);
    record(work, failed ? "refund.failed" : "refund.updated", settled);
  }
}
