/**
 * The payment providers this house knows. A new one is one folder beside this file and one line in `manifest`;
 * it must pass `server/testing/payment-provider-contract.ts`. The recipe: docs/recipes/payment-provider.md.
 */
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import { paymentSelection } from "./config.ts";
import { sandboxConfig, stripeConfig } from "./stripe/config.ts";
import { createStripeProvider } from "./stripe/provider.ts";

const manifest: Record<string, (env?: NodeJS.ProcessEnv) => PaymentProvider> = {
  stripe: (env) => createStripeProvider("stripe", stripeConfig(env)),
  sandbox: (env) => createStripeProvider("sandbox", sandboxConfig(env)),
};

export const paymentProviderCodes: readonly string[] = Object.keys(manifest);

/** Builds a provider from an environment. Same errors as `paymentProvider`. */
export function createPaymentProvider(env?: NodeJS.ProcessEnv, code?: string): PaymentProvider {
  const selection = paymentSelection(env);
  const wanted = code ?? selection.code;
  const create = Object.hasOwn(manifest, wanted) ? manifest[wanted] : undefined;
  if (!create) throw new DomainError("not_found", "payments.provider_unknown", { code: wanted });
  if (wanted === "sandbox" && !selection.sandboxAllowed) {
    throw new DomainError("unavailable", "payments.sandbox_refused", { variable: "PAYMENT_PROVIDER" });
  }
  return create(env);
}

const built = new Map<string, PaymentProvider>();

/**
 * The provider with a code, or the one that takes new payments. Built once per process.
 * Throws DomainError `payments.provider_unknown`, `payments.provider_not_configured` (names the variable) or
 * `payments.sandbox_refused` (production, and PAYMENT_PROVIDER does not say "sandbox").
 */
export function paymentProvider(code: string = paymentSelection().code): PaymentProvider {
  const provider = built.get(code) ?? createPaymentProvider(undefined, code);
  built.set(code, provider);
  return provider;
}
