import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { next } from "#server/kernel/state-machine.ts";
import type { ClaimStatus } from "./contract.ts";
import { answerBy, claimableUnits, claimableUntil, claimTransitions, lastClaimDay, shareReduction } from "./model.ts";

describe("the time for a claim", () => {
  it.each([
    ["2026-11-02T09:00:00Z", "2028-11-02", "two years after the day of arrival"],
    ["2026-11-02T23:30:00Z", "2028-11-03", "half past midnight in Paris"],
    ["2028-02-29T09:00:00Z", "2030-02-28", "a day that the later year has not"],
  ])("arrived %s: until the end of %s, %s", (arrived, last) => {
    expect(lastClaimDay(new Date(arrived))).toBe(last);
  });

  it("ends with the last hour of that day", () => {
    expect(claimableUntil(new Date("2026-11-02T09:00:00Z")).toISOString()).toBe("2028-11-02T23:00:00.000Z");
  });

  it("is answered within thirty days", () => {
    expect(answerBy(new Date("2026-11-22T23:30:00Z"))).toBe("2026-12-23");
  });
});

describe("the life of a claim", () => {
  it("has one end, whatever is tried and in whatever order", () => {
    const verbs = fc.array(fc.constantFrom("accept" as const, "refuse" as const, "withdraw" as const));
    fc.assert(
      fc.property(verbs, (tried) => {
        let status: ClaimStatus = "open";
        let moves = 0;
        for (const verb of tried) {
          const to: ClaimStatus | undefined = next(claimTransitions, status, verb);
          if (to === undefined) continue;
          status = to;
          moves += 1;
        }
        expect(moves).toBe(Math.min(1, tried.length));
        expect(status === "open").toBe(tried.length === 0);
      }),
    );
  });
});

describe("units that may be claimed for", () => {
  // What may happen to a unit, one after the other; the line has as many units as there are lives.
  const lives = ["here", "with_buyer", "claimed", "granted", "announced", "back_unpaid", "back_paid", "never_sent"];
  const count = (units: readonly string[], ...of: string[]) => units.filter((unit) => of.includes(unit)).length;

  it("are those that are with the buyer, unclaimed and unsettled", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lives), { maxLength: 20 }), (units) => {
        const back = count(units, "back_unpaid", "back_paid");
        const left = claimableUnits({
          ordered: units.length,
          delivered: count(units, "with_buyer", "claimed", "granted", "announced") + back,
          returned: back,
          announced: count(units, "announced"),
          refunded: count(units, "granted", "back_paid", "never_sent"),
          unpaid: count(units, "back_unpaid"),
          claimed: count(units, "claimed"),
          granted: count(units, "granted"),
        });
        expect(left).toBe(count(units, "with_buyer"));
      }),
    );
  });

  it("counts in thousandths", () => {
    const of = {
      ordered: 1,
      delivered: 0.7,
      returned: 0.1,
      announced: 0.2,
      refunded: 0.1,
      unpaid: 0,
      claimed: 0.3,
      granted: 0,
    };
    expect(claimableUnits(of)).toBe(0.1);
  });
});

describe("a reduction of a price", () => {
  it("sums exactly, and takes from no line more than it is worth", () => {
    const line = fc
      .tuple(fc.nat(100_000), fc.double({ min: 0, max: 0.3, noNaN: true }))
      .map(([gross, rate]) => ({ grossMinor: gross, taxMinor: Math.floor(gross * rate) }));
    const asked = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .filter((lines) => lines.some((one) => one.grossMinor > 0))
      .chain((lines) => {
        const all = lines.reduce((sum, one) => sum + one.grossMinor, 0);
        return fc.tuple(fc.constant(lines), fc.integer({ min: 1, max: all }));
      });
    fc.assert(
      fc.property(asked, ([given, amount]) => {
        const lines = given.map((one, i) => ({ ...one, orderLineId: `orl_${i}` }));
        const shares = shareReduction(lines, amount, "EUR");
        expect(shares.reduce((sum, one) => sum + one.grossMinor, 0)).toBe(amount);
        for (const share of shares) {
          const of = lines.find((one) => one.orderLineId === share.orderLineId);
          expect(share.grossMinor).toBeGreaterThan(0);
          expect(share.grossMinor).toBeLessThanOrEqual(of?.grossMinor ?? -1);
          expect(share.taxMinor).toBeLessThanOrEqual(of?.taxMinor ?? -1);
        }
      }),
    );
  });
});
