export type PaymentSelection = {
  /** The provider new payments go to. */
  code: string;
  /** True when the sandbox may be used at all. */
  sandboxAllowed: boolean;
};

/**
 * Which provider takes new payments: the one PAYMENT_PROVIDER names, else Stripe when STRIPE_SECRET_KEY is set, else the
 * sandbox. The sandbox gives goods away for pretend money, so a production deployment has to ask for it by name.
 * `platform/env.ts` decides alike, and refuses to boot on a selection that cannot work.
 */
export function paymentSelection(env: NodeJS.ProcessEnv = process.env): PaymentSelection {
  const named = env.PAYMENT_PROVIDER?.trim() || undefined;
  const deployment = env.DEPLOYMENT || (env.NODE_ENV === "production" ? "production" : "local");
  return {
    code: named ?? (env.STRIPE_SECRET_KEY ? "stripe" : "sandbox"),
    sandboxAllowed: named === "sandbox" || deployment !== "production",
  };
}
