import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "#server/kernel/clock.ts";
import type { PaymentProvider, PaymentStartInput } from "#server/modules/payments/port.ts";
import { samplePayment } from "#server/testing/payment-provider-contract.ts";
import { answerChallenge, payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { createStripeProvider } from "../stripe/provider.ts";
import { type Sandbox, startSandbox } from "./server.ts";

let sandbox: Sandbox;
let provider: PaymentProvider;
beforeAll(async () => {
  sandbox = await startSandbox({ merchant: "Maison <Comptoir>" });
  const config = { secretKey: "sk_test_1", apiBase: sandbox.url, webhookSecrets: ["whsec_1"] };
  provider = createStripeProvider("sandbox", config);
});
afterAll(() => sandbox.close());

const begin = (changes?: Partial<PaymentStartInput>) => provider.start(samplePayment(changes));
const page = async (url: string) => {
  const response = await fetch(url, { redirect: "manual" });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe("the payment page", () => {
  test("is marked as a test and shows the order in the session's language", async () => {
    const english = await page((await begin()).redirectUrl);
    expect(english.text).toContain('<html lang="en">');
    for (const words of [
      "Test mode",
      "€45.00",
      "3 × Stoneware mug",
      "Colissimo",
      "Card number",
      "Expiry",
      "CVC",
      "Name on card",
    ]) {
      expect(english.text).toContain(words);
    }
    const french = await page((await begin({ locale: "fr" })).redirectUrl);
    expect(french.text).toContain('<html lang="fr">');
    for (const words of ["Mode test", "Numéro de carte", "Date d’expiration", "Nom sur la carte"]) {
      expect(french.text).toContain(words);
    }
  });

  test("escapes names and allows no script", async () => {
    const lines = [{ name: "<script>alert(1)</script>", quantity: 1, grossMinor: 4000 }];
    const { text, headers } = await page((await begin({ lines })).redirectUrl);
    expect(text).toContain("&lt;script&gt;alert(1)");
    expect(text).toContain("Maison &lt;Comptoir&gt;");
    expect(text).not.toContain("<script");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("marks each wrong field, keeps the name, tries no card", async () => {
    const start = await begin();
    const answer = await payOnPage(start.redirectUrl, "4242 4242 4242 4241");
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="card_number"[^>]*aria-describedby="card_number-error" aria-invalid="true"/);
    expect(answer.text).toContain('value="Camille Martin"');
    expect(answer.text).not.toContain("4242 4242 4242 4241");
    expect((await provider.retrieve(start.sessionRef)).attempts).toEqual([]);
  });

  test("a refusal is told on the same page, and is gone once a challenge begins", async () => {
    const start = await begin();
    const refused = await payOnPage(start.redirectUrl, testCards.insufficientFunds);
    expect(refused).toMatchObject({ status: 303, location: new URL(start.redirectUrl).pathname });
    expect((await page(start.redirectUrl)).text).toContain('role="alert">Your card has insufficient funds.');
    const challenged = await payOnPage(start.redirectUrl, testCards.challengeThenDeclined);
    expect(challenged.location).toBe(`/c/challenge/${start.sessionRef}`);
    expect((await page(start.redirectUrl)).text).not.toContain('role="alert"');
    expect((await answerChallenge(start.redirectUrl, true)).location).toBe(new URL(start.redirectUrl).pathname);
    expect((await page(start.redirectUrl)).text).toContain('role="alert">Your card was declined.');
  });

  test("a paid, an expired and an unknown page say so", async () => {
    const start = await begin();
    await payOnPage(start.redirectUrl, testCards.accepted);
    const paid = await page(start.redirectUrl);
    expect(paid).toMatchObject({ status: 200, text: expect.stringContaining("This payment is done") });
    expect(paid.text).toContain(`session=${start.sessionRef}`);
    const late = await begin();
    await provider.expire(late.sessionRef);
    const expired = await page(late.redirectUrl);
    expect(expired).toMatchObject({ status: 410, text: expect.stringContaining("has expired") });
    expect(expired.text).toContain('href="http://shop.test/en/checkout"');
    expect((await page(`${sandbox.url}/c/pay/cs_test_none`)).status).toBe(404);
    expect((await page(`${sandbox.url}/c/challenge/${late.sessionRef}`)).status).toBe(303);
  });

  test("past its end a page takes nothing, even before anyone swept", async () => {
    const clock = fixedClock(new Date());
    const late = await startSandbox({ clock, tickMs: 3_600_000 });
    const config = { secretKey: "sk_test_1", apiBase: late.url, webhookSecrets: ["whsec_1"] };
    const shop = createStripeProvider("sandbox", config);
    const [untouched, challenged] = [await shop.start(samplePayment()), await shop.start(samplePayment())];
    const [form, question] = [untouched.redirectUrl, challenged.redirectUrl.replace("/c/pay/", "/c/challenge/")];
    await payOnPage(challenged.redirectUrl, testCards.challenge);
    clock.advance(61 * 60_000);
    const card = { card_number: testCards.accepted, card_expiry: "12/40", card_cvc: "123", cardholder_name: "Ana" };
    for (const [url, values] of [
      [form, card],
      [question, { result: "complete" }],
    ] as const) {
      await fetch(url, { method: "POST", body: new URLSearchParams(values), redirect: "manual" });
    }
    const truths = await Promise.all([untouched, challenged].map((start) => shop.retrieve(start.sessionRef)));
    expect(truths.map((truth) => truth.capturedMinor)).toEqual([0, 0]);
    expect(await page(form)).toMatchObject({ status: 410, text: expect.stringContaining("has expired") });
    await late.close();
  });
});
