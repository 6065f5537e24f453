import { describe, expect, it } from "vitest";
import { isGtin } from "./gtin.ts";

describe("GTIN", () => {
  it.each(["4006381333931", "036000291452", "96385074", "10614141543219", "2480001000014"])("accepts %s", (text) => {
    expect(isGtin(text)).toBe(true);
    const last = Number(text.at(-1));
    for (let digit = 0; digit < 10; digit++) if (digit !== last) expect(isGtin(text.slice(0, -1) + digit)).toBe(false);
  });

  it.each(["", "123", "4006381333931 ", "400638133393A", "40063813339310", "0".repeat(15)])("refuses %j", (text) => {
    expect(isGtin(text)).toBe(false);
  });
});
