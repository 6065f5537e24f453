import { describe, expect, test } from "vitest";
import { createPaymentProvider, paymentProviderCodes } from "./registry.ts";

const stripe = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };
const sandbox = { STRIPE_API_BASE: "http://127.0.0.1:4010", STRIPE_WEBHOOK_SECRET: "whsec_1" };
const env = (values: Record<string, string>) => ({ NODE_ENV: "development", ...values }) as NodeJS.ProcessEnv;
const production = (values: Record<string, string>) => env({ ...values, DEPLOYMENT: "production" });
const refusal = (code: string, details = {}) => expect.objectContaining({ code, details });

describe("which provider takes payments", () => {
  test("Stripe when there is a key, else the sandbox, else the one that is named", () => {
    expect(createPaymentProvider(env(stripe)).code).toBe("stripe");
    expect(createPaymentProvider(env(sandbox)).code).toBe("sandbox");
    expect(createPaymentProvider(env({ ...stripe, ...sandbox, PAYMENT_PROVIDER: "sandbox" })).code).toBe("sandbox");
  });

  test("production refuses the sandbox unless it is named, whatever asks for it", () => {
    const refused = refusal("payments.sandbox_refused", { variable: "PAYMENT_PROVIDER" });
    expect(() => createPaymentProvider(production(sandbox))).toThrow(refused);
    expect(() => createPaymentProvider(production({ ...sandbox, ...stripe }), "sandbox")).toThrow(refused);
    expect(() => createPaymentProvider(env({ ...sandbox, NODE_ENV: "production" }))).toThrow(refused);
    expect(createPaymentProvider(production({ ...sandbox, PAYMENT_PROVIDER: "sandbox" })).code).toBe("sandbox");
    expect(createPaymentProvider(env({ ...sandbox, NODE_ENV: "production", DEPLOYMENT: "local" })).code).toBe(
      "sandbox",
    );
  });

  test.for([
    ["STRIPE_WEBHOOK_SECRET", env({ STRIPE_SECRET_KEY: "sk_test_1" })],
    ["STRIPE_SECRET_KEY", env({ PAYMENT_PROVIDER: "stripe", STRIPE_WEBHOOK_SECRET: "whsec_1" })],
    ["STRIPE_API_BASE", env({ STRIPE_WEBHOOK_SECRET: "whsec_1" })],
    ["STRIPE_API_BASE", env({ ...sandbox, STRIPE_API_BASE: "http://127.0.0.1:4010/v1" })],
  ] as const)("what is missing or wrong is named: %s", ([missing, values]) => {
    expect(() => createPaymentProvider(values)).toThrow(refusal("payments.provider_not_configured", { missing }));
  });

  test("an unknown code is refused, also one that every object has", () => {
    for (const code of ["paypal", "constructor", "__proto__"]) {
      expect(() => createPaymentProvider(env(stripe), code)).toThrow(refusal("payments.provider_unknown", { code }));
    }
  });

  test("a provider's code is its name in the manifest", () => {
    for (const code of paymentProviderCodes) {
      expect(createPaymentProvider(env({ ...stripe, ...sandbox }), code).code).toBe(code);
    }
  });
});
