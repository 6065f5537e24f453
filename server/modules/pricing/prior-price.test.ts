import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceQuote } from "./model.ts";
import { lowestPriorPrice, type PriceChange } from "./prior-price.ts";

const day = 24 * 3_600_000;
const at = (days: number): Date => new Date(Date.UTC(2026, 0, 1) + days * day);

const change = (days: number, unitPrice: string | null, rest: Partial<PriceChange> = {}): PriceChange => ({
  id: "base",
  minQuantity: 1,
  unitPrice,
  compareAt: null,
  validFrom: null,
  validTo: null,
  changedAt: at(days),
  ...rest,
});
const reduced = (days: number, unitPrice: string, compareAt = "500"): PriceChange =>
  change(days, unitPrice, { compareAt });

describe("the price a reduction is compared with", () => {
  it.each<[string, PriceChange[], number, string | null]>([
    ["nothing is announced", [change(0, "100"), change(40, "80")], 50, null],
    ["the wish of the house does not count", [change(0, "100"), reduced(40, "80")], 50, "100"],
    ["the reduction begun this instant", [change(0, "100"), reduced(40, "80")], 40, "100"],
    ["the lowest of the thirty days, not the last", [change(0, "90"), change(30, "100"), reduced(40, "80")], 41, "90"],
    [
      "a price over thirty-one days old is forgotten",
      [change(0, "60"), change(9, "100"), reduced(40, "80")],
      41,
      "100",
    ],
    ["a price that ended thirty days before, too", [change(0, "60"), change(10, "100"), reduced(40, "80")], 41, "100"],
    ["an hour inside counts", [change(0, "85"), change(10.04, "100"), reduced(40, "80")], 41, "85"],
    ["on sale for five days only", [change(35, "100"), reduced(40, "80")], 41, "100"],
    ["reduced from its first day: nothing to compare with", [reduced(40, "80")], 41, null],
    ["deeper step by step", [change(0, "100"), reduced(40, "80"), reduced(60, "70"), reduced(75, "50")], 80, "100"],
    ["dearer again: a new one, below what it cost", [change(0, "100"), reduced(40, "50"), reduced(45, "80")], 50, null],
    [
      "one after another: the first one's price counts",
      [change(0, "100"), reduced(40, "70"), change(45, "100"), reduced(50, "60")],
      51,
      "70",
    ],
    ["raised to be reduced", [change(0, "80"), change(39, "120"), reduced(40, "80")], 41, null],
    ["not sold in those days", [change(0, "100"), change(5, null), reduced(40, "80", "100")], 41, null],
    [
      "a dated price reduces it from its day on",
      [change(0, "100"), change(10, "80", { id: "sale", compareAt: "100", validFrom: at(50), validTo: at(60) })],
      55,
      "100",
    ],
    [
      "and is over on the last",
      [change(0, "100"), change(10, "80", { id: "sale", compareAt: "100", validFrom: at(50), validTo: at(60) })],
      60,
      null,
    ],
    [
      "a break for many is no price for one",
      [change(0, "100"), change(0, "60", { id: "six", minQuantity: 6 }), reduced(40, "80")],
      41,
      "100",
    ],
    [
      "two changes in one instant: the last",
      [change(0, "100"), change(20, "1"), change(20, "100"), reduced(40, "80")],
      41,
      "100",
    ],
  ])("%s", (_, changes, now, expected) => {
    expect(lowestPriorPrice(changes, at(now))).toBe(expected);
  });

  it("holds what the database wrote ahead of our clock to be in force", () => {
    expect(lowestPriorPrice([change(0, "100"), reduced(40, "80")], new Date(at(40).getTime() - 20))).toBe("100");
  });
});

const anyChange = fc.record({
  id: fc.constantFrom("base", "sale", "six"),
  days: fc.integer({ min: 0, max: 90 }),
  price: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 8 }),
  compareAt: fc.option(fc.integer({ min: 1, max: 12 })),
  from: fc.option(fc.integer({ min: 0, max: 90 }), { freq: 3 }),
  length: fc.option(fc.integer({ min: 1, max: 50 }), { freq: 3 }),
});
const anyLedger = fc.array(anyChange, { minLength: 1, maxLength: 12 }).map((rows) =>
  rows
    .sort((a, b) => a.days - b.days)
    .map(({ id, days, price, compareAt, from, length }) =>
      change(days, price === null ? null : String(price), {
        id,
        minQuantity: id === "six" ? 6 : 1,
        compareAt: compareAt === null || price === null ? null : String(compareAt),
        validFrom: id === "sale" && from !== null ? at(from) : null,
        validTo: id === "sale" && length !== null ? at((from ?? days) + length) : null,
      }),
    ),
);

/** What one unit cost on a day, found by looking at that day alone. */
function onDay(ledger: readonly PriceChange[], days: number) {
  const lasts = new Map(ledger.filter((c) => c.changedAt <= at(days)).map((c) => [c.id, c]));
  const items = [...lasts.values()].flatMap((c) => (c.unitPrice === null ? [] : [{ ...c, unitPrice: c.unitPrice }]));
  const quote = priceQuote(items, 1, at(days));
  return quote && { price: Number(quote.unitPrice), announced: quote.compareAt !== null };
}

describe("looked at day by day", () => {
  it("is the same", () => {
    let found = 0;
    fc.assert(
      fc.property(anyLedger, fc.integer({ min: 90, max: 130 }), (ledger, now) => {
        const today = onDay(ledger, now);
        let expected: number | null = null;
        if (today?.announced) {
          let begin = now;
          for (let before = onDay(ledger, begin - 1); ; before = onDay(ledger, begin - 1)) {
            if (!before?.announced || before.price < (onDay(ledger, begin)?.price ?? 0)) break;
            begin--;
          }
          const prices = Array.from({ length: 30 }, (_, i) => onDay(ledger, begin - 1 - i)?.price ?? Infinity);
          const lowest = Math.min(...prices);
          if (lowest !== Infinity && lowest > today.price) expected = lowest;
        }
        if (expected !== null) found++;
        expect(lowestPriorPrice(ledger, at(now))).toBe(expected === null ? null : String(expected));
      }),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(20);
  });
});
