import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchEngines } from "#server/adapters/search/registry.ts";
import { auditSearchJob } from "#server/jobs/audit-search.job.ts";
import { productsChanged } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { startFakeMeilisearch } from "#server/testing/fake-meilisearch.ts";
import type { FakeDocument } from "#server/testing/fake-meilisearch-search.ts";
import { relayAll } from "#server/testing/run-jobs.ts";
import { auditSearch } from "./audit-search.ts";
import { rebuildSearch } from "./rebuild-search.ts";
import { searchDrift } from "./search-drift.ts";

const fake = await startFakeMeilisearch("audit-key");
const index = () => [...fake.indexes.values()][0]?.documents ?? new Map<string, FakeDocument>();
const idOf = async (slug: string) => (await db().product.findUniqueOrThrow({ where: { slug } })).id;
/** Far enough from the seed's own events: nothing is on its way any more. */
const later = () => new Date(Date.now() + 10 * 60_000);
const audit = (seedOf = "a") => auditSearch({ seed: seedOf, now: later() });
const clean = { missing: [], stale: [], extra: [] };

beforeAll(async () => {
  process.env.MEILISEARCH_URL = fake.url;
  process.env.MEILISEARCH_KEY = "audit-key";
  resetEnv();
  await demoShop();
  await relayAll();
  await rebuildSearch();
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
}, 120_000);
afterAll(() => fake.stop());

describe("the drift auditor", () => {
  it("looks at every engine and finds a fresh index in agreement", async () => {
    expect(searchEngines().map((engine) => engine.code)).toEqual(["meilisearch", "postgres"]);
    expect(await audit()).toEqual([
      { engine: "meilisearch", drift: clean, failure: null },
      { engine: "postgres", drift: clean, failure: null },
    ]);
    for (const { audits } of await searchDrift()) {
      expect(audits).toMatchObject([{ sampled: 32, missing: 0, stale: 0, extra: 0, repaired: 0, lagMs: 0 }]);
    }
  });

  it("finds in Meilisearch what is missing, stale and not for sale, and repairs it by the usual way", async () => {
    const [chair, vase, mug] = [await idOf("chaise-alba"), await idOf("vase-colline"), await idOf("mug-gres")];
    index().delete(chair);
    index().set(vase, { ...index().get(vase)!, price_from: 1 });
    index().set("prd_ghost", { ...index().get(mug)!, id: "prd_ghost" });
    const [found] = await audit("b");
    expect(found?.drift).toEqual({ missing: [chair], stale: [vase], extra: ["prd_ghost"] });
    expect(index().has(chair)).toBe(true);
    expect(index().has("prd_ghost")).toBe(false);
    expect((await audit("b")).map(({ drift }) => drift)).toEqual([clean, clean]);
    const meili = (await searchDrift())[0];
    expect(meili?.audits[1]).toMatchObject({ missing: 1, stale: 1, extra: 1, repaired: 3, failure: null });
    expect(meili?.audits[0]).toMatchObject({ missing: 0, repaired: 0 });
  });

  it("finds the same in PostgreSQL", async () => {
    const [chair, vase] = [await idOf("chaise-alba"), await idOf("vase-colline")];
    await db().searchDocument.deleteMany({ where: { productId: chair } });
    await db().searchDocument.updateMany({
      where: { productId: vase, locale: "en" },
      data: { inStock: false, title: "x" },
    });
    await db().$executeRaw`
      INSERT INTO search_document (index, locale, product_id, title, text, words, codes, facets, vector, price_from, in_stock,
        listed_at)
      SELECT index, locale, 'prd_ghost', title, text, words, codes, facets, vector, price_from, in_stock, listed_at
      FROM search_document WHERE product_id = ${vase}`;
    const found = (await audit("c")).find(({ engine }) => engine === "postgres");
    expect(found?.drift).toEqual({ missing: [chair], stale: [vase], extra: ["prd_ghost"] });
    expect(await db().searchDocument.count({ where: { productId: chair } })).toBe(2);
    expect(await db().searchDocument.count({ where: { productId: "prd_ghost" } })).toBe(0);
    expect((await audit("c")).map(({ drift }) => drift)).toEqual([clean, clean]);
  });

  it("tells lag from drift: a change that is on its way is waited for", async () => {
    const mug = await idOf("mug-gres");
    await inTx(async (tx) => {
      await tx.product.update({ where: { id: mug }, data: { name: { fr: "Tasse Grès", en: "Grès cup" } } });
      emit(tx, ...productsChanged([mug]));
    });
    const now = await auditSearch({ seed: "d" });
    expect(now.map(({ drift }) => drift)).toEqual([clean, clean]);
    const [look] = await db().searchAudit.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(look?.lagMs).toBeGreaterThan(0);
    // Ten minutes later it should have arrived.
    expect((await audit("d"))[0]?.drift.stale).toEqual([mug]);
  });

  it("notes an engine that gives no answer, and looks at the others all the same", async () => {
    await fake.stop();
    await db().searchDocument.deleteMany({ where: { productId: await idOf("miroir-lune") } });
    const found = await audit("e");
    expect(found[0]).toMatchObject({ engine: "meilisearch", failure: expect.any(String), drift: clean });
    expect(found[1]).toMatchObject({
      engine: "postgres",
      drift: { missing: [await idOf("miroir-lune")] },
      failure: null,
    });
    expect((await searchDrift())[1]?.audits[0]).toMatchObject({ missing: 1, repaired: 1 });
    expect((await searchDrift())[0]?.audits[0]?.failure).not.toContain("audit-key");
    await auditSearchJob.run({}, { db: db(), log, signal: new AbortController().signal });
  });
});
