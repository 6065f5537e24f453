import type Stripe from "stripe";
import { stripeId } from "../ids.ts";
import type { SessionRecord } from "../store.ts";
import type { Work } from "../work.ts";

type Params = Stripe.Checkout.SessionCreateParams;
type PriceData = Stripe.Checkout.SessionCreateParams.LineItem.PriceData;

function toProduct(work: Work, data: PriceData["product_data"]): Stripe.Product {
  return {
    id: stripeId("prod_", 14),
    object: "product",
    active: false,
    created: work.now,
    description: data?.description ?? null,
    images: data?.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: data?.name ?? "",
    package_dimensions: null,
    shippable: null,
    tax_details: null,
    type: "service",
    updated: work.now,
    url: null,
  };
}

function toPrice(work: Work, product: Stripe.Product, data: PriceData): Stripe.Price {
  return {
    id: stripeId("price_1"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created: work.now,
    currency: data.currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: product.id,
    recurring: null,
    tax_behavior: data.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: data.unit_amount ?? 0,
    unit_amount_decimal: null,
  };
}

export function toLineItem(work: Work, product: Stripe.Product, data: PriceData, quantity: number): Stripe.LineItem {
  const price = toPrice(work, product, data);
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: stripeId("li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: product.name,
    metadata: {},
    price,
    quantity,
  };
}

export function toShippingRate(
  work: Work,
  data: Stripe.Checkout.SessionCreateParams.ShippingOption.ShippingRateData,
): Stripe.ShippingRate {
  const { amount = 0, currency = "eur" } = data.fixed_amount ?? {};
  return {
    id: stripeId("shr_1"),
    object: "shipping_rate",
    active: true,
    created: work.now,
    delivery_estimate: null,
    display_name: data.display_name,
    fixed_amount: { amount, currency: currency.toLowerCase() },
    livemode: false,
    metadata: {},
    tax_behavior: data.tax_behavior ?? "unspecified",
    tax_code: null,
    type: "fixed_amount",
  };
}

export function toLineItems(work: Work, params: Params): Pick<SessionRecord, "lineItems" | "products"> {
  const products: Stripe.Product[] = [];
  const lineItems = (params.line_items ?? []).flatMap((line) => {
    if (!line.price_data) return [];
    const product = toProduct(work, line.price_data.product_data);
    products.push(product);
    return [toLineItem(work, product, line.price_data, line.quantity ?? 1)];
  });
  return { lineItems, products };
}

/** A session as it is when just opened. */
export function toSession(
  work: Work,
  params: Params,
  lineItems: readonly Stripe.LineItem[],
  shippingRate: Stripe.ShippingRate | null,
): Stripe.Checkout.Session {
  const id = stripeId("cs_test_", 56);
  const subtotal = lineItems.reduce((sum, line) => sum + line.amount_total, 0);
  const shipping = shippingRate?.fixed_amount?.amount ?? 0;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: subtotal,
    amount_total: subtotal + shipping,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: work.now,
    currency: lineItems[0]?.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: params.customer ?? null,
    customer_account: null,
    customer_creation: params.customer ? null : (params.customer_creation ?? "if_required"),
    customer_details: null,
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: params.expires_at ?? work.now + 24 * 3600,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: toMetadata(params.metadata),
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: shippingRate
      ? { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: shippingRate.id }
      : null,
    shipping_options: shippingRate ? [{ shipping_amount: shipping, shipping_rate: shippingRate.id }] : [],
    status: "open",
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: shipping, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${work.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  };
}

/** Stripe's metadata: text by key. */
export function toMetadata(params: Stripe.MetadataParam | "" | null | undefined): Stripe.Metadata {
  return Object.fromEntries(Object.entries(params || {}).map(([key, value]) => [key, String(value ?? "")]));
}
