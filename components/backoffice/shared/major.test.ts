import { describe, expect, it } from "vitest";
import { majorText, readMajor } from "./major.ts";

describe("amounts typed by staff", () => {
  it("reads French and English notation alike", () => {
    for (const text of ["1289,50", "1289.5", "1 289,50", "1\u202f289,50 €"]) {
      expect(readMajor(text, "EUR")).toEqual({ minor: 128950, currency: "EUR" });
    }
  });

  it("refuses what is no amount of the currency", () => {
    for (const text of ["", "-5", "1e3", "12,345", "abc", "1,000.00", "9999999999"]) {
      expect(readMajor(text, "EUR")).toBeNull();
    }
    expect(readMajor("12.5", "JPY")).toBeNull();
    expect(readMajor("12,345", "KWD")).toEqual({ minor: 12345, currency: "KWD" });
  });

  it("writes what it reads", () => {
    for (const minor of [0, 5, 99, 100, 128950]) {
      expect(readMajor(majorText({ minor, currency: "EUR" }), "EUR")).toEqual({ minor, currency: "EUR" });
    }
  });
});
