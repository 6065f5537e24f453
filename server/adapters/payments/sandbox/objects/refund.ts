import type Stripe from "stripe";
import { stripeId } from "../ids.ts";
import type { Work } from "../work.ts";
import { toMetadata } from "./session.ts";

/** A refund of a charge as just created. */
export function toRefund(
  work: Work,
  charge: Stripe.Charge,
  amount: number,
  status: "pending" | "succeeded",
  params: Pick<Stripe.RefundCreateParams, "reason" | "metadata">,
): Stripe.Refund {
  return {
    id: stripeId("re_3"),
    object: "refund",
    amount,
    balance_transaction: stripeId("txn_3"),
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: toMetadata(params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}
