export type PaymentSelection = {
  /** The provider new payments go to. */
  code: string;
  /** True when the sandbox may be used at all. */
  sandboxAllowed: boolean;
};

/**
 * Which provider takes new payments: the one PAYMENT_PROVIDER names, else Stripe when STRIPE_SECRET_KEY is set, else the
 * sandbox. The sandbox gives goods away for pretend money, so in production (NODE_ENV) it has to be named.
 */
export function paymentSelection(env: NodeJS.ProcessEnv = process.env): PaymentSelection {
  const named = env.PAYMENT_PROVIDER?.trim() || undefined;
  return {
    code: named ?? (env.STRIPE_SECRET_KEY ? "stripe" : "sandbox"),
    sandboxAllowed: named === "sandbox" || env.NODE_ENV !== "production",
  };
}
