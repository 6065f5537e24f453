import { describePaymentProvider } from "#server/testing/payment-provider-contract.ts";
import { benchSecrets, openSandboxBench } from "#server/testing/sandbox-bench.ts";
import { createPaymentProvider } from "../registry.ts";

// The same contract, by the way a deployment takes: the environment and the registry.
describePaymentProvider("sandbox, from the registry", () =>
  openSandboxBench((apiBase, key) =>
    createPaymentProvider({
      NODE_ENV: "test",
      PAYMENT_PROVIDER: "sandbox",
      STRIPE_API_BASE: apiBase,
      STRIPE_SECRET_KEY: key,
      STRIPE_WEBHOOK_SECRET: benchSecrets.webhook,
    }),
  ),
);
