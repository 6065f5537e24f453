import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWorkDay } from "#server/kernel/calendar.ts";
import { lastArrival, lastReturnDay, returnableUntil } from "./returns.ts";

describe("the time for a return", () => {
  it.each([
    ["2026-11-02T09:00:00Z", "2026-11-16", "an ordinary day: fourteen days after the one of arrival"],
    ["2026-11-02T23:30:00Z", "2026-11-17", "half past midnight in Paris"],
    ["2026-11-07T09:00:00Z", "2026-11-23", "a Saturday: the Monday after"],
    ["2026-12-11T09:00:00Z", "2026-12-28", "Christmas on a Friday: the Monday after the weekend"],
    ["2026-04-30T09:00:00Z", "2026-05-15", "Ascension Day: the Friday after"],
  ])("arrived %s: until the end of %s, %s", (arrived, last) => {
    expect(lastReturnDay(new Date(arrived))).toBe(last);
  });

  it("ends with the last hour of the day, and is never shorter than fourteen full days", () => {
    expect(returnableUntil(new Date("2026-11-02T09:00:00Z"), 0).toISOString()).toBe("2026-11-16T23:00:00.000Z");
    const instants = fc.date({ min: new Date("2024-01-01"), max: new Date("2032-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.nat(60), (at, tolerance) => {
        const end = returnableUntil(at, tolerance).getTime();
        expect(end - at.getTime()).toBeGreaterThanOrEqual((14 + tolerance) * 86_400_000 - 3_600_000);
        const day = lastReturnDay(at, tolerance);
        expect(isWorkDay({ weekdays: [1, 2, 3, 4, 5], holidays: "FR", closedOn: [] }, day)).toBe(true);
      }),
    );
  });

  it("begins for everything when the last goods arrived", () => {
    const line = (id: string, delivered: number) => ({ id, quantity: 2, delivered });
    const [early, late] = [new Date("2026-11-02T09:00:00Z"), new Date("2026-11-09T09:00:00Z")];
    const both = new Map([
      ["a", early],
      ["b", late],
    ]);
    expect(lastArrival([line("a", 2), line("b", 2)], both)).toEqual(late);
    expect(lastArrival([line("a", 2), line("b", 1)], both)).toBeNull();
    expect(lastArrival([line("a", 2), line("b", 2)], new Map([["a", early]]))).toBeNull();
  });
});
