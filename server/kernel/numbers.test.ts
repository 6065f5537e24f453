import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tagOf } from "./formats.ts";
import { locales } from "./locales.ts";
import { formatMoney, money } from "./money.ts";
import { formatRate, separated, writeCount } from "./numbers.ts";

describe("numbers written by hand are those of Intl", () => {
  test.each(locales)("counts in %s", (locale) => {
    const intl = new Intl.NumberFormat(tagOf(locale));
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(writeCount(n, locale)).toBe(intl.format(n));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (n) => {
        expect(writeCount(n, locale)).toBe(intl.format(n));
      }),
    );
  });

  test.each(locales)("euros in %s", (locale) => {
    const intl = new Intl.NumberFormat(tagOf(locale), { style: "currency", currency: "EUR" });
    const written = fc.oneof(fc.integer({ min: -500_000, max: 500_000 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(written, (minor) => {
        const digits = String(Math.abs(minor)).padStart(3, "0");
        const exact = `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(formatMoney(money(minor, "EUR"), locale)).toBe(intl.format(exact as Intl.StringNumericLiteral));
      }),
    );
  });

  test.each(locales)("rates in %s", (locale) => {
    const intl = new Intl.NumberFormat(tagOf(locale), { style: "percent", maximumFractionDigits: 1 });
    const rates = fc.integer({ min: 0, max: 30_000 }).map((n) => (n / 10_000).toFixed(4));
    fc.assert(
      fc.property(rates, (rate) => {
        expect(formatRate(rate, locale)).toBe(intl.format(Number(rate)));
      }),
    );
  });
});

test("what is not known is left to Intl", () => {
  expect(separated("1234.5", "de")).toBeNull();
  expect(writeCount(1.5, "fr")).toBeNull();
  expect(formatMoney(money(123456, "EUR"), "de")).toBe("1.234,56\u00a0€");
  expect(formatRate("0.055", "de")).toBe("5,5\u00a0%");
  expect(formatMoney(money(1234, "JPY"), "en")).toBe("JP¥1,234");
});
