import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { rateIn, taxRateOf, taxRates } from "./index.ts";

const rate = (country: string, category: string, value: string, from: string, to?: string) => ({
  id: newId("taxRate"),
  country,
  category,
  rate: value,
  name: value,
  validFrom: new Date(from),
  validTo: to ? new Date(to) : null,
});

beforeAll(async () => {
  await db().taxRate.createMany({
    data: [
      rate("DE", "standard", "0.19", "2007-01-01", "2020-06-30"),
      rate("DE", "standard", "0.16", "2020-07-01", "2020-12-31"),
      rate("DE", "standard", "0.19", "2021-01-01"),
      rate("DE", "reduced", "0.07", "2007-01-01"),
      rate("FR", "standard", "0.196", "2000-04-01"),
      rate("FR", "standard", "0.2", "2014-01-01"),
    ],
  });
});

describe("tax rates", () => {
  it.each([
    ["2020-06-30T23:59:59Z", "0.19"],
    ["2020-07-01T00:00:00Z", "0.16"],
    ["2020-12-31T23:59:59Z", "0.16"],
    ["2021-01-01T00:00:00Z", "0.19"],
  ])("are those of the day: %s → %s", async (at, expected) => {
    expect(await taxRateOf(db(), "DE", "standard", new Date(at))).toBe(expected);
  });

  it("stay in force until the next begins", async () => {
    expect(await taxRateOf(db(), "FR", "standard", new Date("2013-12-31"))).toBe("0.196");
    expect(await taxRateOf(db(), "FR", "standard", new Date("2026-11-21"))).toBe("0.2");
  });

  it("fall back on the standard rate for a category the country does not have", async () => {
    const rates = await taxRates(db(), "DE", new Date("2026-11-21"));
    expect(rateIn(rates, "reduced")).toBe("0.07");
    expect(rateIn(rates, "super_reduced")).toBe("0.19");
  });

  it("refuse a country without rates, and a day before the first", async () => {
    const unknown = { code: "tax.country_unknown", kind: "unprocessable" };
    await expect(taxRates(db(), "US", new Date())).rejects.toMatchObject(unknown);
    await expect(taxRates(db(), "FR", new Date("1999-01-01"))).rejects.toMatchObject(unknown);
  });
});
