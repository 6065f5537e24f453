import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DayParts, parisDate, writeDay } from "./days.ts";
import { dateFormat, tagOf } from "./formats.ts";
import { locales } from "./locales.ts";

const dayMs = 86_400_000;
const shapes: [DayParts, Intl.DateTimeFormatOptions][] = [
  [
    { weekday: true, month: true },
    { weekday: "long", day: "numeric", month: "long" },
  ],
  [{ weekday: true }, { weekday: "long", day: "numeric" }],
  [{ month: true }, { day: "numeric", month: "long" }],
  [{ month: true, year: true }, { dateStyle: "long" }],
];

describe.each(locales)("days in %s", (locale) => {
  test.each(shapes)("%j are those of Intl, every day of nine years", (parts, options) => {
    const intl = new Intl.DateTimeFormat(tagOf(locale), { ...options, timeZone: "UTC" });
    for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2032, 0, 1); at += dayMs) {
      const day = new Date(at);
      expect(writeDay(day.toISOString().slice(0, 10), locale, parts)).toBe(intl.format(day));
    }
  });
});

test("another language is left to Intl", () => {
  expect(writeDay("2026-11-24", "de", { weekday: true, month: true })).toBe("Dienstag, 24. November");
});

describe("the date in Paris", () => {
  const intl = dateFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" });

  test("every hour around every change of the clocks for forty years", () => {
    for (let year = 1996; year < 2036; year++)
      for (const month of [2, 9])
        for (let hour = 0; hour < 8 * 24; hour++) {
          const at = new Date(Date.UTC(year, month, 24, hour));
          expect(parisDate(at), at.toISOString()).toBe(intl.format(at));
        }
  });

  test("any instant", () => {
    const instants = fc.date({ min: new Date("1996-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (at) => {
        expect(parisDate(at)).toBe(intl.format(at));
      }),
    );
  });
});
