import { describePaymentProvider } from "#server/testing/payment-provider-contract.ts";
import { benchSecrets, openSandboxBench } from "#server/testing/sandbox-bench.ts";
import { createStripeProvider } from "./provider.ts";

describePaymentProvider("stripe, against the sandbox", () =>
  openSandboxBench((apiBase, secretKey) =>
    createStripeProvider("stripe", { apiBase, secretKey, webhookSecrets: ["whsec_next", benchSecrets.webhook] }),
  ),
);
