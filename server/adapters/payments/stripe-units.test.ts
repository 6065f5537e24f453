import fc from "fast-check";
import { expect, test } from "vitest";
import { fromStripeAmount, stripeExponentOf, toStripeAmount } from "./stripe-units.ts";

const currencies = ["EUR", "USD", "JPY", "KRW", "XPF", "ISK", "UGX", "MGA", "KWD", "TND"];

test("an amount that Stripe takes comes back as it was; one that it cannot take is not made up", () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.nat(10_000_000), (currency, minor) => {
      const amount = toStripeAmount(minor, currency);
      if (amount !== null) expect(fromStripeAmount(amount, currency)).toBe(minor);
      else expect(currency === "MGA" ? minor % 100 : minor % 10).not.toBe(0);
    }),
  );
});

test.for([
  ["EUR", 1999, 1999],
  ["JPY", 1500, 1500],
  ["KWD", 12_340, 12_340],
  ["KWD", 12_345, null],
  ["ISK", 4900, 490_000],
  ["UGX", 10, 1000],
  ["MGA", 12_300, 123],
  ["MGA", 12_350, null],
] as const)("%s %i is %s on the wire", ([currency, minor, amount]) => {
  expect(toStripeAmount(minor, currency)).toBe(amount);
});

test("exponents are ISO's but for three currencies", () => {
  expect(currencies.map(stripeExponentOf)).toEqual([2, 2, 0, 0, 0, 2, 2, 0, 3, 3]);
});
