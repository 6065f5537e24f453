import { describe, expect, it } from "vitest";
import { EnvironmentError, parseEnv } from "./env.ts";

const local = { DATABASE_URL: "postgresql://u:p@localhost:5432/shop" };
const production = {
  ...local,
  DEPLOYMENT: "production",
  PUBLIC_URL: "https://shop.example/",
  NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
  SMTP_URL: "smtp://mail.example:587",
  MAIL_FROM: "Shop <hello@shop.example>",
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  SELLER_NAME: "Ma Maison",
  SELLER_LEGAL_FORM: "SARL au capital de 5 000 €",
  SELLER_LINE1: "2 rue du Port",
  SELLER_POSTCODE: "29200",
  SELLER_CITY: "Brest",
  SELLER_COUNTRY: "FR",
  SELLER_SIREN: "123 456 782",
  SELLER_RCS: "RCS Brest",
  SELLER_VAT_NUMBER: "FR32123456782",
  SELLER_EMAIL: "factures@ma-maison.example",
  SELLER_PHONE: "+33 2 98 00 00 00",
};

function problems(raw: Record<string, string | undefined>): string[] {
  try {
    parseEnv(raw);
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.problems.map((p) => p.variable);
  }
}

describe("the environment", () => {
  it("needs only a database on one's own machine", () => {
    expect(parseEnv(local)).toMatchObject({
      DEPLOYMENT: "local",
      PORT: 3000,
      PUBLIC_URL: "http://localhost:3000",
      PAYMENT_PROVIDER: "sandbox",
      SHOW_DEV_MAILBOX: true,
    });
    expect(problems({})).toEqual(["DATABASE_URL"]);
  });

  it("accepts a complete production", () => {
    expect(parseEnv(production)).toMatchObject({
      PUBLIC_URL: "https://shop.example",
      PAYMENT_PROVIDER: "stripe",
      SHOW_DEV_MAILBOX: false,
    });
  });

  it.each([
    ["PORT", "80a"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://localhost/shop"],
    ["DATABASE_URL", "postgresql://localhost:5432/"],
    ["STRIPE_SECRET_KEY", "pk_live_abc"],
    ["STRIPE_WEBHOOK_SECRET", "abc"],
    ["SMTP_URL", "mail.example"],
    ["MEILISEARCH_URL", "localhost:7700"],
    ["NEXTAUTH_SECRET", "short"],
    ["MAIL_FROM", "nobody"],
    ["LOG_LEVEL", "loud"],
    ["SHOW_DEV_MAILBOX", "perhaps"],
    ["DEPLOYMENT", "staging"],
    ["PAYMENT_PROVIDER", "No One"],
  ])("refuses %s=%s and names it", (variable, value) => {
    expect(problems({ ...local, [variable]: value })).toEqual([variable]);
  });

  it.each(["DATABASE_URL", "PUBLIC_URL", "NEXTAUTH_SECRET", "SMTP_URL", "MAIL_FROM", "STRIPE_WEBHOOK_SECRET"])(
    "refuses production without %s",
    (variable) => {
      expect(problems({ ...production, [variable]: "" })).toEqual([variable]);
    },
  );

  it.each(["SELLER_NAME", "SELLER_SIREN", "SELLER_VAT_NUMBER"])(
    "takes real money only under the seller's own %s, never the demo's",
    (variable) => {
      expect(problems({ ...production, [variable]: "" })).toEqual([variable]);
      expect(parseEnv(local)[variable as "SELLER_NAME"]).toMatch(/fictive|000 ?000/);
    },
  );

  it("refuses pretended payments in production unless they are asked for by name", () => {
    expect(problems({ ...production, STRIPE_SECRET_KEY: "" })).toEqual(["STRIPE_SECRET_KEY"]);
    const sandbox = { ...production, STRIPE_API_BASE: "http://sandbox:4010" };
    expect(problems(sandbox)).toEqual(["STRIPE_API_BASE"]);
    expect(problems({ ...sandbox, PAYMENT_PROVIDER: "sandbox" })).toEqual([]);
    expect(problems({ ...production, PAYMENT_PROVIDER: "sandbox" })).toEqual(["STRIPE_API_BASE"]);
  });

  it("refuses an unencrypted address and the mailbox page in production", () => {
    expect(problems({ ...production, PUBLIC_URL: "http://shop.example" })).toEqual(["PUBLIC_URL"]);
    expect(problems({ ...production, SHOW_DEV_MAILBOX: "true" })).toEqual(["SHOW_DEV_MAILBOX"]);
  });

  it("does not ask for anything while building", () => {
    expect(problems({ NODE_ENV: "production", NEXT_PHASE: "phase-production-build" })).toEqual([]);
  });

  it("never repeats a value in its message, which may be a secret", () => {
    const secret = "pk_live_very_secret";
    expect(() => parseEnv({ ...local, STRIPE_SECRET_KEY: secret })).toThrow(/STRIPE_SECRET_KEY must be/);
    expect(() => parseEnv({ ...local, STRIPE_SECRET_KEY: secret })).not.toThrow(new RegExp(secret));
  });
});
