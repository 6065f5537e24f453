import { createPaymentProvider } from "#server/adapters/payments/registry.ts";
import { startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import type { Clock } from "#server/kernel/clock.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import { env } from "#server/platform/env.ts";

export const cards = { good: "4242424242424242", declined: "4000000000000002" } as const;

export type PastPayments = {
  providers: (code?: string) => PaymentProvider;
  /** A shopper types a card into the payment page. */
  pay(payUrl: string, card: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * A payment sandbox that lives in the past: it keeps its books in the file that the shop's own sandbox opens later, so
 * that past orders can still be refunded there.
 */
export async function openPastPayments(clock: Clock, stateFile: string | null): Promise<PastPayments> {
  const sandbox = await startSandbox({ clock, stateFile, tickMs: 3_600_000 });
  const provider = createPaymentProvider(
    {
      NODE_ENV: "development",
      DEPLOYMENT: "local",
      PAYMENT_PROVIDER: "sandbox",
      STRIPE_API_BASE: sandbox.url,
      STRIPE_SECRET_KEY: env().STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: env().STRIPE_WEBHOOK_SECRET,
    },
    "sandbox",
  );
  return {
    providers: () => provider,
    pay: async (payUrl, card) => {
      const response = await fetch(payUrl, {
        method: "POST",
        body: new URLSearchParams({
          card_number: card,
          card_expiry: "12 / 40",
          card_cvc: "123",
          cardholder_name: "Démonstration",
        }),
        redirect: "manual",
      });
      if (response.status !== 303) throw new Error(`the sandbox did not take the card: ${response.status}`);
    },
    close: () => sandbox.close(),
  };
}
