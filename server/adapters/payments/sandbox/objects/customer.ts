import type Stripe from "stripe";
import { stripeId } from "../ids.ts";
import type { Work } from "../work.ts";
import { toMetadata } from "./session.ts";

/** A customer as just created. */
export function toCustomer(
  work: Work,
  params: Pick<Stripe.CustomerCreateParams, "email" | "name" | "metadata">,
): Stripe.Customer {
  return {
    id: stripeId("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: work.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: stripeId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: toMetadata(params.metadata),
    name: params.name ?? null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}
