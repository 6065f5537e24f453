import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { CardOutcome } from "../cards.ts";
import { stripeId } from "../ids.ts";
import type { Work } from "../work.ts";

/** What the shopper typed, checked for form only. */
export type CardInput = { digits: string; expMonth: number; expYear: number; name: string };

/** A card as Stripe shows it: never the number, only what identifies it. */
export function toPaymentMethod(
  work: Work,
  card: CardInput,
  outcome: CardOutcome,
  email: string | null,
): Stripe.PaymentMethod {
  return {
    id: stripeId("pm_1"),
    object: "payment_method",
    billing_details: { address: null, email, name: card.name, phone: null, tax_id: null },
    card: {
      brand: outcome.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: outcome.country,
      display_brand: outcome.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: createHash("sha256").update(card.digits).digest("hex").slice(0, 16),
      funding: "credit",
      generated_from: null,
      last4: card.digits.slice(-4),
      networks: { available: [outcome.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
