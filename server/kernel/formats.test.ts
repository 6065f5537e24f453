import { describe, expect, it } from "vitest";
import { dateFormat, numberFormat, tagOf } from "./formats.ts";

describe("formats", () => {
  it("writes English as Europeans do, and makes each formatter once", () => {
    expect(tagOf("en")).toBe("en-GB");
    const long = { dateStyle: "long", timeZone: "UTC" } as const;
    expect(dateFormat("en", long).format(new Date("2026-11-21T10:00:00Z"))).toBe("21 November 2026");
    expect(dateFormat("en", { ...long })).toBe(dateFormat("en", long));
    expect(dateFormat("fr", long)).not.toBe(dateFormat("en", long));
    expect(dateFormat("en", { ...long, timeZone: "Europe/Paris" })).not.toBe(dateFormat("en", long));
    expect(numberFormat("fr", { maximumFractionDigits: 1 }).format(1.25)).toBe("1,3");
  });
});
