import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchPosition, SearchQuery, SearchSort } from "../../../modules/catalogue/search-port.ts";
import { type ListedRow, Listing } from "./listing.ts";
import { Names } from "./names.ts";

const value = (key: string, most: number) => fc.integer({ min: 0, max: most }).map((n) => `${key}=${n}`);
const row = fc.record({
  values: fc
    .uniqueArray(fc.oneof(value("colour", 4), value("brand", 2), value("category", 1)), { maxLength: 6 })
    .map((values) => [...values, "category=all"]),
  positions: fc.record({ all: fc.integer({ min: 0, max: 3 }) }),
  price: fc.integer({ min: 0, max: 5 }),
  sizes: fc.tuple(fc.option(fc.integer({ min: 1, max: 90 })), fc.constant(null), fc.constant(null)),
  inStock: fc.boolean(),
  listedAt: fc.integer({ min: 0, max: 3 }),
});
const rows = fc
  .array(row, { maxLength: 30 })
  .map((all) => all.map((of, i): ListedRow => ({ ...of, id: `p${100 + i}` })));
const filters = fc.record(
  {
    colour: fc.array(fc.integer({ min: 0, max: 5 }).map(String), { maxLength: 2 }),
    brand: fc.array(fc.integer({ min: 0, max: 3 }).map(String), { maxLength: 2 }),
    price: fc.constantFrom(["1..3"], ["-2", "4-"], ["dear"]),
    size_width: fc.constantFrom(["..4"], ["2-6"]),
  },
  { requiredKeys: [] },
);
const fill = (all: readonly ListedRow[]): Listing => {
  const listing = new Listing();
  for (const one of all) listing.put(one);
  return listing;
};
const count = (listing: Listing, chosen: SearchQuery["filters"]) =>
  listing.find({ text: "", locale: "fr", limit: 0, filters: chosen ?? {} }, null).total;

describe("a listing in memory", () => {
  it("counts for each value what choosing it alone of its facet would show", () => {
    fc.assert(
      fc.property(rows, filters, (all, chosen) => {
        const listing = fill(all);
        const { facets } = listing.find({ text: "", locale: "fr", limit: 5, filters: chosen, facets: true }, null);
        for (const key of ["colour", "brand"]) {
          for (const one of ["0", "1", "2", "3", "4"]) {
            expect(facets[key]?.[one] ?? 0).toBe(count(listing, { ...chosen, [key]: [one] }));
          }
        }
      }),
    );
  });

  it("goes through a list page by page without gaps or repeats, though products come and go before it", () => {
    const sorts = fc.constantFrom<SearchSort>("featured", "newest", "price_asc", "price_desc");
    fc.assert(
      fc.property(rows, sorts, fc.integer({ min: 1, max: 7 }), (all, sort, limit) => {
        const listing = fill(all);
        const asked: SearchQuery = { text: "", locale: "fr", within: "all", sort, limit };
        const whole = listing.find({ ...asked, limit: 100 }, null).productIds;
        const seen: string[] = [];
        for (let after: SearchPosition | null | undefined; after !== null; ) {
          const page = listing.find({ ...asked, ...(after && { after }) }, null);
          seen.push(...page.productIds);
          after = page.next;
          // What was seen is gone, or never was there: what follows is the same.
          if (seen[0]) listing.remove(seen[0]);
        }
        expect(seen).toEqual(whole);
      }),
    );
  });

  it("forgets what it replaces", () => {
    const one = { positions: {}, price: 1, sizes: [], inStock: true, listedAt: 0 };
    const listing = fill([
      { ...one, id: "p1", values: ["colour=1"] },
      { ...one, id: "p1", values: ["colour=2"] },
    ]);
    const { facets, total } = listing.find({ text: "", locale: "fr", limit: 5, facets: true }, null);
    expect([facets.colour, total]).toEqual([{ 2: 1 }, 1]);
  });
});

describe("names in memory", () => {
  const names = new Names();
  names.put("lamp", " lampe cepe", " lampe cepe laiton luminaires");
  names.put("floor", " lampadaire arche", " lampadaire arche laiton luminaires lampe");
  names.put("table", " table basse", " table basse chene");

  it("are found by how their words begin, whole names first", () => {
    expect([...names.beginning("lampe cepe", ["lampe", "cepe"], 1)]).toEqual([["lamp", 3]]);
    expect([...names.beginning("lamp", ["lamp"], 1)]).toEqual([
      ["lamp", 2],
      ["floor", 2],
    ]);
    expect([...names.beginning("arc", ["arc"], 1)]).toEqual([["floor", 1]]);
    expect([...names.beginning("ampe", ["ampe"], 1)]).toEqual([]);
  });

  it("are found by what stands near them when there are too few", () => {
    expect([...names.beginning("lampe", ["lampe"], 1).keys()]).toEqual(["lamp"]);
    expect([...names.beginning("lampe", ["lampe"], 2).keys()]).toEqual(["lamp", "floor"]);
    expect([...names.beginning("lampe laiton", ["lampe", "laiton"], 3).keys()]).toEqual(["lamp", "floor"]);
    names.remove("lamp");
    expect([...names.beginning("lampe", ["lampe"], 2).keys()]).toEqual(["floor"]);
  });
});
