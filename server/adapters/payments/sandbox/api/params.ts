/**
 * What the sandbox accepts of Stripe's parameters. Each schema is checked against the SDK's own type, so a parameter that
 * Stripe renames, drops or retypes does not compile here; one that the sandbox does not know is refused as Stripe does.
 */
import type Stripe from "stripe";
import { z } from "zod";
import type { FormObject } from "../form.ts";
import { invalidRequest } from "../wire-error.ts";

/** A schema whose values fit Stripe's parameters `P`, and which names none that Stripe does not have. */
const paramsOf =
  <P>() =>
  <S extends z.ZodType<P>>(schema: S & ([Exclude<keyof z.output<S>, keyof P>] extends [never] ? unknown : never)): S =>
    schema;

const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
const amount = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
const truth = z.enum(["true", "false"]).transform((text) => text === "true");
const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((text) => text.toLowerCase());
const metadata = z.record(z.string().max(40), z.string().max(500));
const expand = z.array(z.string().max(200)).max(20);
const address = z.url({ protocol: /^https?$/ }).max(5000);
const created = z.strictObject({ gte: integer });
const page = { limit: integer.pipe(z.number().min(1).max(100)), starting_after: z.string() };

export const createSession = paramsOf<Stripe.Checkout.SessionCreateParams>()(
  z.strictObject({
    mode: z.literal("payment"),
    allowed_payment_method_types: z.array(z.literal("card")).optional(),
    adaptive_pricing: z.strictObject({ enabled: truth }).optional(),
    cancel_url: address.optional(),
    client_reference_id: z.string().max(200).optional(),
    customer: z.string().optional(),
    customer_creation: z.enum(["always", "if_required"]).optional(),
    customer_email: z.email().max(800).optional(),
    expand: expand.optional(),
    expires_at: integer.optional(),
    line_items: z
      .array(
        z.strictObject({
          quantity: amount.pipe(z.number().min(1).max(999_999)).optional(),
          price_data: z.strictObject({
            currency,
            unit_amount: amount,
            tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
            product_data: z.strictObject({
              name: z.string().min(1).max(1500),
              description: z.string().min(1).max(1500).optional(),
              images: z.array(z.string().max(2048)).max(8).optional(),
            }),
          }),
        }),
      )
      .min(1)
      .max(100),
    locale: z.string().max(10).optional(),
    metadata: metadata.optional(),
    payment_intent_data: z
      .strictObject({
        capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
        description: z.string().max(1000).optional(),
        metadata: metadata.optional(),
      })
      .optional(),
    shipping_options: z
      .array(
        z.strictObject({
          shipping_rate_data: z.strictObject({
            type: z.literal("fixed_amount").optional(),
            display_name: z.string().min(1).max(100),
            fixed_amount: z.strictObject({ amount, currency }),
            tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
          }),
        }),
      )
      .max(1)
      .optional(),
    submit_type: z.enum(["auto", "pay", "book", "donate"]).optional(),
    success_url: address,
  }),
);

export const createCustomer = paramsOf<Stripe.CustomerCreateParams>()(
  z.strictObject({
    email: z.email().max(512).optional(),
    name: z.string().max(256).optional(),
    metadata: metadata.optional(),
  }),
);

export const createRefund = paramsOf<Stripe.RefundCreateParams>()(
  z.strictObject({
    amount: integer.optional(),
    charge: z.string().optional(),
    expand: expand.optional(),
    metadata: metadata.optional(),
    payment_intent: z.string().optional(),
    reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  }),
);

export const listSessions = paramsOf<Stripe.Checkout.SessionListParams>()(
  z
    .strictObject({
      ...page,
      created,
      expand,
      payment_intent: z.string(),
      status: z.enum(["complete", "expired", "open"]),
    })
    .partial(),
);

export const listByIntent = paramsOf<Stripe.ChargeListParams & Stripe.RefundListParams>()(
  z.strictObject({ ...page, created, expand, payment_intent: z.string() }).partial(),
);

export const listEvents = paramsOf<Stripe.EventListParams>()(
  z.strictObject({ ...page, created, type: z.string(), types: z.array(z.string()).max(20) }).partial(),
);

export const capturePayment = paramsOf<Stripe.PaymentIntentCaptureParams>()(
  z.strictObject({ amount_to_capture: amount, expand }).partial(),
);

export const cancelPayment = paramsOf<Stripe.PaymentIntentCancelParams>()(
  z
    .strictObject({
      cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]),
      expand,
    })
    .partial(),
);

/** `line_items[0][price_data][currency]`: how Stripe names a parameter. */
function paramName(path: readonly PropertyKey[]): string {
  const [head = "", ...rest] = path.map(String);
  return head + rest.map((part) => `[${part}]`).join("");
}

/** Reads parameters. Throws Stripe's error for the first one that is missing, unknown or wrong. */
export function readParams<T>(schema: z.ZodType<T>, params: FormObject): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const param = paramName([...issue.path, issue.keys[0] ?? ""]);
    throw invalidRequest(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = paramName(issue?.path ?? []);
  const value = (issue?.path ?? []).reduce<unknown>(
    (at, key) => (at && typeof at === "object" ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    params,
  );
  if (value === undefined) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  throw invalidRequest(`Invalid ${param}: ${issue?.message}`, { code: "parameter_invalid", param });
}
