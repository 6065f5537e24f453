import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "../../kernel/money.ts";
import { earnedBy, earnedNow, monthsLater, sharePoints, spendable, unspent } from "./model.ts";

const eur = (minor: number) => money(minor, "EUR");

describe("earning", () => {
  it("gives whole points and never more than the rate", () => {
    expect(earnedBy(eur(9_999), "1")).toBe(99);
    expect(earnedBy(eur(9_999), "1.5")).toBe(149);
    expect(earnedBy(eur(50), "1")).toBe(0);
    expect(earnedBy(eur(-100), "1")).toBe(0);
    expect(earnedBy(money(150, "JPY"), "0.1")).toBe(15);
  });

  const lines = fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 20 }), grossMinor: fc.integer({ min: 0, max: 500_000 }) }),
    { minLength: 1, maxLength: 8 },
  );

  it("loses points unit by unit, in any order, and in the end exactly all of them", () => {
    fc.assert(
      fc.property(lines, fc.constantFrom("0.5", "1", "1.25", "10"), fc.gen(), (bought, rate, gen) => {
        const state = bought.map((line) => ({ ...line, refunded: 0 }));
        const whole = earnedNow(state, rate, "EUR");
        expect(whole).toBe(earnedBy(eur(bought.reduce((sum, line) => sum + line.grossMinor, 0)), rate));
        let before = whole;
        let reversed = 0;
        for (let open = state; open.length > 0; open = state.filter((line) => line.refunded < line.quantity)) {
          const line = gen(fc.constantFrom, ...open);
          line.refunded += gen(fc.integer, { min: 1, max: line.quantity - line.refunded });
          const now = earnedNow(state, rate, "EUR");
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(before);
          reversed += before - now;
          before = now;
        }
        expect(before).toBe(0);
        expect(reversed).toBe(whole);
      }),
    );
  });
});

describe("spending", () => {
  it("takes what there is, never more than the goods cost, and nothing below the minimum", () => {
    const terms = { pointValueMinor: 5, minimumPoints: 100 };
    expect(spendable(340, eur(10_000), terms)).toEqual({ points: 340, amount: eur(1_700) });
    expect(spendable(340, eur(1_203), terms)).toEqual({ points: 240, amount: eur(1_200) });
    expect(spendable(99, eur(10_000), terms)).toBeNull();
    expect(spendable(340, eur(499), terms)).toBeNull();
    expect(spendable(340, eur(-1), { ...terms, minimumPoints: 0 })).toBeNull();
  });

  const shares = fc
    .array(fc.record({ quantity: fc.integer({ min: 1, max: 12 }), weight: fc.integer({ min: 0, max: 90_000 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .filter((lines) => lines.some((line) => line.weight > 0));

  it("comes back with the units, refunded or taken out, in any order, and in the end exactly once", () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 5_000 }), fc.gen(), (lines, points, gen) => {
        const weights = lines.map((line) => line.weight);
        const frozen = sharePoints(points, weights, "EUR").map((share, i) => ({
          ...{ orderLineId: `l${i}`, quantity: lines[i]?.quantity ?? 0, points: share },
        }));
        expect(frozen.reduce((sum, share) => sum + share.points, 0)).toBe(points);
        const now = new Map(frozen.map((share) => [share.orderLineId, { quantity: share.quantity, refunded: 0 }]));
        expect(unspent(frozen, now)).toBe(0);
        let before = 0;
        for (let open = [...now]; open.length > 0; open = [...now].filter(([, l]) => l.quantity > l.refunded)) {
          const [id, line] = gen(fc.constantFrom, ...open);
          const units = gen(fc.integer, { min: 1, max: line.quantity - line.refunded });
          if (gen(fc.boolean)) line.refunded += units;
          else line.quantity -= units;
          if (line.quantity === 0) now.delete(id);
          const back = unspent(frozen, now);
          expect(back).toBeGreaterThanOrEqual(before);
          expect(back).toBeLessThanOrEqual(points);
          before = back;
        }
        expect(before).toBe(points);
      }),
    );
  });

  it("gives nothing back for units that were added", () => {
    const frozen = [{ orderLineId: "a", quantity: 2, points: 100 }];
    expect(unspent(frozen, new Map([["a", { quantity: 5, refunded: 0 }]]))).toBe(0);
    expect(unspent(frozen, new Map([["a", { quantity: 5, refunded: 4 }]]))).toBe(50);
  });
});

it("expires on the same day of a later month, or on its last", () => {
  const at = (text: string) => new Date(`${text}T10:00:00Z`);
  expect(monthsLater(at("2026-11-22"), 24)).toEqual(at("2028-11-22"));
  expect(monthsLater(at("2026-01-31"), 1)).toEqual(at("2026-02-28"));
  expect(monthsLater(at("2028-02-29"), 12)).toEqual(at("2029-02-28"));
});
