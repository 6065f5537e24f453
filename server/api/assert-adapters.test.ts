import { afterEach, expect, it, vi } from "vitest";
import { resetEnv } from "#server/platform/env.ts";
import { adapterProblem } from "./assert-adapters.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

it("names the variable that chose a provider nobody knows", () => {
  vi.stubEnv("PAYMENT_PROVIDER", "nobody");
  expect(adapterProblem()).toMatch(/PAYMENT_PROVIDER does not fit: payments.provider_unknown \(nobody\)/);
});

it("names the key that is missing", () => {
  vi.stubEnv("PAYMENT_PROVIDER", "stripe");
  vi.stubEnv("STRIPE_SECRET_KEY", "");
  expect(adapterProblem()).toMatch(/STRIPE_SECRET_KEY does not fit/);
});

it("is silent when all is well", () => {
  vi.stubEnv("PAYMENT_PROVIDER", "sandbox");
  vi.stubEnv("STRIPE_API_BASE", "http://127.0.0.1:4010");
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_x");
  expect(adapterProblem()).toBeNull();
});
