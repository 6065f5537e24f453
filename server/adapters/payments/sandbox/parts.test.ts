import { describe, expect, test } from "vitest";
import { outcomeOf, passesLuhn } from "./cards.ts";
import { parseForm } from "./form.ts";
import { readCardForm } from "./page/card-form.ts";
import { html } from "./page/html.ts";
import { declineText, words } from "./page/words.ts";

describe("form bodies", () => {
  test("nest as Stripe's SDK writes them", () => {
    const text =
      "mode=payment&line_items[0][price_data][currency]=eur&line_items[0][quantity]=2&line_items[1][quantity]=1" +
      "&expand[]=a&expand[]=b&metadata[10]=ten&metadata[x y]=%C3%A9t%C3%A9";
    expect(parseForm(text)).toEqual({
      mode: "payment",
      line_items: [{ price_data: { currency: "eur" }, quantity: "2" }, { quantity: "1" }],
      expand: ["a", "b"],
      metadata: { "10": "ten", "x y": "été" },
    });
  });

  test("touch no prototype and do not nest without end", () => {
    const parsed = parseForm(`__proto__[polluted]=1&a[__proto__][polluted]=1&deep${"[a]".repeat(50)}=1`);
    expect(parsed).toEqual({ a: {} });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("cards", () => {
  test("every test card has a right check digit", () => {
    const numbers = ["4242424242424242", "4000000000009995", "4000002500003155", "4000008400001629", "378282246310005"];
    for (const number of numbers) {
      expect(passesLuhn(number)).toBe(true);
      expect(passesLuhn(number.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))).toBe(false);
    }
  });

  test("a real card is refused", () => {
    expect(outcomeOf("4111111111111111").decline?.declineCode).toBe("test_mode_live_card");
  });
});

describe("the card form", () => {
  const now = Date.parse("2026-11-21T12:00:00Z") / 1000;
  const good = { card_number: "4242 4242 4242 4242", card_expiry: "11/26", card_cvc: "123", cardholder_name: "Ana" };
  const read = (changes: Partial<typeof good>) => readCardForm({ ...good, ...changes }, now, words.en);

  test.for([
    ["11/26", 11, 2026],
    ["12 / 2034", 12, 2034],
    ["0127", 1, 2027],
  ] as const)("reads %s", ([card_expiry, expMonth, expYear]) => {
    expect(read({ card_expiry })).toMatchObject({
      card: { digits: "4242424242424242", expMonth, expYear, name: "Ana" },
    });
  });

  test.for([
    ["card_number", { card_number: "4242 4242 4242 4241" }],
    ["card_number", { card_number: "" }],
    ["card_expiry", { card_expiry: "10/26" }],
    ["card_expiry", { card_expiry: "13/30" }],
    ["card_cvc", { card_cvc: "12" }],
    ["cardholder_name", { cardholder_name: "  " }],
  ] as const)("refuses a wrong %s: %j", ([field, changes]) => {
    const result = read(changes);
    expect("errors" in result && Object.keys(result.errors)).toEqual([field]);
  });

  test("never gives number and code back", () => {
    const result = read({ cardholder_name: "" });
    expect(JSON.stringify(result)).not.toContain("4242424242424242");
    expect(Object.keys(result.kept)).toEqual(["expiry", "name"]);
  });
});

describe("pages", () => {
  test("escape what comes from outside, once", () => {
    const name = `<b onclick='x'>&"`;
    expect(html`<i title="${name}">${[html`<u>${1}</u>`, null, false, "<"]}</i>`.text).toBe(
      `<i title="&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;"><u>1</u>&lt;</i>`,
    );
  });

  test("say each refusal in both languages", () => {
    for (const code of ["insufficient_funds", "expired_card", "payment_intent_authentication_failure", "whatever"]) {
      expect(declineText(words.fr, code)).not.toBe(declineText(words.en, code));
    }
    expect(Object.keys(words.fr).sort()).toEqual(Object.keys(words.en).sort());
  });
});
