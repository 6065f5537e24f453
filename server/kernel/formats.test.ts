import { describe, expect, it } from "vitest";
import { dateFormat, numberFormat, tagOf, writeDay } from "./formats.ts";

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

  it("writes a business day as it stands, whatever the zone of the reader", () => {
    expect(writeDay("2026-11-24", "fr", { weekday: "long", day: "numeric", month: "long" })).toBe("mardi 24 novembre");
    expect(writeDay("2026-01-01", "en", { dateStyle: "long" })).toBe("1 January 2026");
  });
});
