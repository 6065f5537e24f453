import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samplePayment } from "#server/testing/payment-provider-contract.ts";
import { sessionEnd, toLineItem, toSessionParams } from "./session-params.ts";

const line = fc.record({
  name: fc.string({ minLength: 1, maxLength: 300 }),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 9999 }),
    fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 1000),
  ),
  grossMinor: fc.integer({ min: 0, max: 10_000_000 }),
});

describe("the session asked of Stripe", () => {
  test("its lines and shipping are the amount, however many and however odd", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 160 }), fc.nat(5000), (lines, amountMinor) => {
        const minor = lines.reduce((sum, { grossMinor }) => sum + grossMinor, amountMinor);
        const shipping = { name: "Colissimo", amountMinor };
        const params = toSessionParams(samplePayment({ lines, shipping, amount: { minor, currency: "EUR" } }));
        const items = params.line_items ?? [];
        const sum = items.reduce(
          (total, item) => total + (item.price_data?.unit_amount ?? 0) * (item.quantity ?? 0),
          0,
        );
        expect(sum + (params.shipping_options?.[0]?.shipping_rate_data?.fixed_amount?.amount ?? 0)).toBe(minor);
        expect(items.length).toBeLessThanOrEqual(100);
        for (const item of items) {
          expect(Number.isInteger(item.quantity) && Number.isInteger(item.price_data?.unit_amount)).toBe(true);
        }
      }),
    );
  });

  test("a total that divides keeps its quantity, one that does not names it", () => {
    const mug = { name: "Mug", grossMinor: 3000, quantity: 3 };
    expect(toLineItem(mug, "EUR", "fr")).toMatchObject({
      quantity: 3,
      price_data: { unit_amount: 1000, currency: "eur", product_data: { name: "Mug" } },
    });
    expect(toLineItem({ ...mug, grossMinor: 1000 }, "EUR", "fr")).toMatchObject({
      quantity: 1,
      price_data: { unit_amount: 1000, product_data: { name: "3 × Mug" } },
    });
    expect(toLineItem({ ...mug, quantity: 1.5 }, "EUR", "fr").price_data?.product_data?.name).toBe("1,5 × Mug");
    expect(toLineItem({ ...mug, quantity: 1.5 }, "EUR", "en").price_data?.product_data?.name).toBe("1.5 × Mug");
  });

  test("pictures need an address, descriptions a text: Stripe refuses empty ones", () => {
    const bare = toLineItem(
      { name: "Mug", grossMinor: 1, quantity: 1, imageUrl: "/media/mug", description: "" },
      "EUR",
      "fr",
    );
    expect(bare.price_data?.product_data).toEqual({ name: "Mug" });
    const full = toLineItem({ name: "Mug", grossMinor: 1, quantity: 1, imageUrl: "https://a.test/m.jpg" }, "EUR", "fr");
    expect(full.price_data?.product_data?.images).toEqual(["https://a.test/m.jpg"]);
  });

  test("our payment travels with the session and with the money; the caller's metadata cannot replace it", () => {
    const input = samplePayment({ metadata: { channel: "web", payment_id: "pay_forged" } });
    const params = toSessionParams(input);
    const expected = { channel: "web", payment_id: input.paymentId, order_number: input.orderNumber };
    expect(params.metadata).toEqual(expected);
    expect(params.payment_intent_data?.metadata).toEqual(expected);
    expect(params.client_reference_id).toBe(input.paymentId);
  });

  test("amounts are in the units that Stripe counts a currency in", () => {
    const inCurrency = (currency: string) => toSessionParams(samplePayment({ amount: { minor: 4500, currency } }));
    expect(inCurrency("JPY").line_items?.[1]?.price_data).toMatchObject({ currency: "jpy", unit_amount: 1500 });
    expect(inCurrency("ISK").line_items?.[1]?.price_data).toMatchObject({ currency: "isk", unit_amount: 150_000 });
    expect(inCurrency("MGA").line_items?.[1]?.price_data).toMatchObject({ currency: "mga", unit_amount: 15 });
  });

  test("parts that Stripe could not take become one line, a sum that it cannot take is refused", () => {
    const ask = (a: number, b: number) =>
      toSessionParams(
        samplePayment({
          amount: { minor: a + b, currency: "KWD" },
          lines: [{ name: "Mug", quantity: 1, grossMinor: a }],
          shipping: { name: "Colissimo", amountMinor: b },
        }),
      );
    expect(ask(1230, 500).line_items).toMatchObject([
      { price_data: { unit_amount: 1230, product_data: { name: "Mug" } } },
    ]);
    const folded = ask(1234, 506);
    expect(folded.line_items).toMatchObject([{ quantity: 1, price_data: { currency: "kwd", unit_amount: 1740 } }]);
    expect(folded.shipping_options?.[0]?.shipping_rate_data?.fixed_amount?.amount).toBe(0);
    expect(() => ask(1234, 500)).toThrow(expect.objectContaining({ code: "payments.provider_rejected" }));
  });

  test("money is taken at once unless it is to be held", () => {
    expect(toSessionParams(samplePayment()).payment_intent_data).not.toHaveProperty("capture_method");
    const held = toSessionParams(samplePayment({ capture: "manual" }));
    expect(held.payment_intent_data).toMatchObject({ capture_method: "manual" });
  });

  test("ends when wished, within half an hour and a day, whatever the clock says", () => {
    const openedAt = new Date("2026-11-21T12:00:00Z");
    const end = (minutes: number) =>
      (sessionEnd({ openedAt, expiresAt: new Date(openedAt.getTime() + minutes * 60_000) }).getTime() -
        openedAt.getTime()) /
      60_000;
    expect(end(60)).toBe(60);
    expect(end(5)).toBe(35);
    expect(end(-5)).toBe(35);
    expect(end(48 * 60)).toBe(24 * 60 - 5);
  });
});
