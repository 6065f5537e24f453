import { DomainError } from "#server/kernel/errors.ts";

export type StripeConfig = {
  secretKey: string;
  /** More than one while a secret is being rolled over: any of them verifies. */
  webhookSecrets: readonly string[];
  /** Origin of the API; null is Stripe's own. */
  apiBase: string | null;
  /** How long one request may take, in milliseconds; none: eight seconds. */
  timeoutMs?: number;
};

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]?.trim();
  if (!value) throw new DomainError("unavailable", "payments.provider_not_configured", { missing: name });
  return value;
}

function origin(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search) {
    throw new DomainError("unavailable", "payments.provider_not_configured", { missing: "STRIPE_API_BASE" });
  }
  return url.origin;
}

/**
 * STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET (several separated by commas) and STRIPE_API_BASE.
 * Throws DomainError `payments.provider_not_configured` naming the variable.
 */
export function stripeConfig(env: NodeJS.ProcessEnv = process.env): StripeConfig {
  return {
    secretKey: required(env, "STRIPE_SECRET_KEY"),
    webhookSecrets: required(env, "STRIPE_WEBHOOK_SECRET")
      .split(",")
      .map((secret) => secret.trim()),
    apiBase: env.STRIPE_API_BASE ? origin(env.STRIPE_API_BASE) : null,
  };
}

/** The same for the sandbox: its address is a must, its key a formality. */
export function sandboxConfig(env: NodeJS.ProcessEnv = process.env): StripeConfig {
  required(env, "STRIPE_API_BASE");
  return stripeConfig({ ...env, STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY || "sk_test_sandbox" });
}
