import { beforeAll, describe, expect, it } from "vitest";
import { postgresSearch } from "#server/adapters/search/postgres/engine.ts";
import { rebuildSearch } from "#server/flows/search/rebuild-search.ts";
import { db } from "#server/platform/db.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { judge, missesOf } from "./judge.ts";
import { type Judged, measure } from "./measure.ts";
import { labelledQueries, type QueryKind } from "./queries.ts";

let judged: Judged[] = [];

beforeAll(async () => {
  await demoShop();
  await rebuildSearch();
  judged = await judge(postgresSearch);
}, 180_000);

describe("what shoppers look for in the demo shop", () => {
  it("is labelled with products that exist", async () => {
    const slugs = new Set((await db().product.findMany({ select: { slug: true } })).map(({ slug }) => slug));
    const named = labelledQueries.flatMap(({ wanted }) => Object.keys(wanted));
    expect(named.filter((slug) => !slugs.has(slug))).toEqual([]);
    expect(new Set(labelledQueries.map(({ locale, text }) => `${locale} ${text}`)).size).toBe(labelledQueries.length);
  });

  // Floors a little under what was measured: a change that makes search worse shows here, with the queries it lost.
  it.each<[QueryKind, number, number]>([
    ["exact", 0.95, 0.93],
    ["typo", 0.9, 0.9],
    ["synonym", 0.9, 0.9],
    ["attribute", 0.9, 0.9],
    ["sku", 1, 1],
    ["none", 1, 1],
  ])("comes first for queries by %s", (kind, precision, ndcg) => {
    const of = judged.filter(({ query }) => query.kind === kind);
    const figures = measure(of);
    const said = JSON.stringify({ figures, misses: missesOf(of) }, null, 1);
    expect(figures.precisionAt1, said).toBeGreaterThanOrEqual(precision);
    expect(figures.ndcgAt10, said).toBeGreaterThanOrEqual(ndcg);
  });

  it("is found at all, in both languages", () => {
    for (const locale of ["fr", "en"] as const) {
      const figures = measure(judged.filter(({ query }) => query.locale === locale));
      expect(figures.reciprocalRank).toBeGreaterThanOrEqual(0.93);
      expect(figures.zeroResults).toBe(0);
    }
  });

  it("is found although it is written as it sounds", () => {
    expect(judged.find(({ query }) => query.text === "chese alba")?.found[0]).toBe("chaise-alba");
  });
});
