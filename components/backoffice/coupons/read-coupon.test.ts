import { describe, expect, it } from "vitest";
import { dayText, readDay, readLimit, readValue } from "./read-coupon.ts";

describe("what somebody types about a coupon", () => {
  it.each([
    ["percent", "10", "0.1000"],
    ["percent", "12,5 %", "0.1250"],
    ["percent", "100", "1.0000"],
    ["percent", "0", undefined],
    ["percent", "100,01", undefined],
    ["percent", "ten", undefined],
    ["fixed", "15", "15.00"],
    ["fixed", "7,90 €", "7.90"],
    ["fixed", "0", undefined],
    ["free_shipping", "whatever", "0"],
  ] as const)("a value: %s %s", (kind, text, value) => {
    expect(readValue(kind, text, "EUR")).toBe(value);
  });

  it.each([
    ["", null],
    [" 10 ", 10],
    ["0", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
  ])("a limit: %s", (text, limit) => {
    expect(readLimit(text)).toBe(limit);
  });

  it("keeps the days it was given, the last one included", () => {
    expect(dayText(readDay("2026-12-01"))).toBe("2026-12-01");
    expect(dayText(readDay("2026-12-31", 1), 1)).toBe("2026-12-31");
    expect(readDay("")).toBeNull();
  });
});
