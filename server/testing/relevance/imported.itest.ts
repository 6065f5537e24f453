import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedSetup } from "#prisma/seed/setup.ts";
import { createMeilisearch } from "#server/adapters/search/meilisearch/engine.ts";
import { keysFrom } from "#server/adapters/search/meilisearch/keys.ts";
import { postgresSearch } from "#server/adapters/search/postgres/engine.ts";
import { allDocuments } from "#server/flows/search/build-documents.ts";
import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { startFakeMeilisearch } from "../fake-meilisearch.ts";
import { hardware } from "./hardware.ts";
import { hardwareQueries } from "./hardware-queries.ts";
import { openHardwareShop } from "./hardware-shop.ts";
import { judge, missesOf } from "./judge.ts";
import { type Judged, measure } from "./measure.ts";
import type { QueryKind } from "./queries.ts";

// A real one when given; it must be empty and for tests only.
const real = process.env.TEST_MEILISEARCH_URL;
const key = process.env.TEST_MEILISEARCH_KEY ?? "test-key";
const fake = real ? undefined : await startFakeMeilisearch(key);
const meilisearch = createMeilisearch({ url: real ?? fake?.url ?? "", keys: keysFrom(key) });
const judged = new Map<string, Judged[]>();

beforeAll(async () => {
  await inTx(seedSetup);
  await openHardwareShop();
  for (const engine of [postgresSearch, meilisearch] satisfies SearchEngine[]) {
    await engine.ensureReady();
    await engine.rebuild(allDocuments(db()));
    judged.set(engine.code, await judge(engine, hardwareQueries));
  }
}, 180_000);
afterAll(() => fake?.stop());

describe("what shoppers look for in an imported hardware shop", () => {
  it("came in through two files, in both languages", async () => {
    const products = await db().product.findMany({ select: { slug: true, name: true } });
    expect(products).toHaveLength(hardware.length);
    expect(products.map(({ slug }) => slug).sort()).toEqual(hardware.map(({ slug }) => slug).sort());
    expect(products.find(({ slug }) => slug === "cadenas-rouge-ferrolane")?.name).toEqual({
      fr: "Cadenas rouge Ferrolane",
      en: "Padlock red Ferrolane",
    });
    expect(hardwareQueries.length).toBeGreaterThanOrEqual(40);
  });

  // Floors a little under what was measured: a change that makes search worse shows here, with the queries it lost.
  const floors: [engine: string, kind: QueryKind, precision: number, rank: number, ndcg: number][] = [
    ["postgres", "exact", 0.95, 0.95, 0.95],
    ["postgres", "typo", 0.9, 0.9, 0.9],
    ["postgres", "synonym", 0.9, 0.9, 0.9],
    ["postgres", "attribute", 0.9, 0.9, 0.85],
    ["postgres", "sku", 1, 1, 1],
    ["postgres", "none", 1, 1, 1],
    ["meilisearch", "exact", 0.95, 0.95, 0.95],
    ["meilisearch", "typo", 0.9, 0.9, 0.9],
    ["meilisearch", "synonym", 0.9, 0.9, 0.9],
    ["meilisearch", "attribute", 0.9, 0.9, 0.85],
    ["meilisearch", "sku", 1, 1, 1],
    ["meilisearch", "none", 1, 1, 1],
  ];
  it.each(floors)("comes first in %s for queries by %s", (engine, kind, precision, rank, ndcg) => {
    const of = (judged.get(engine) ?? []).filter(({ query }) => query.kind === kind);
    const figures = measure(of);
    const said = JSON.stringify({ figures, misses: missesOf(of) }, null, 1);
    expect(figures.queries).toBeGreaterThan(0);
    expect(figures.precisionAt1, said).toBeGreaterThanOrEqual(precision);
    expect(figures.reciprocalRank, said).toBeGreaterThanOrEqual(rank);
    expect(figures.ndcgAt10, said).toBeGreaterThanOrEqual(ndcg);
    expect(figures.zeroResults, said).toBe(0);
  });
});
