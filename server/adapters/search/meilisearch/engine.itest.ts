import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Meilisearch } from "meilisearch";
import { afterAll, describe, expect, it } from "vitest";
import { SearchUnavailable } from "#server/modules/catalogue/search-port.ts";
import { startFakeMeilisearch } from "#server/testing/fake-meilisearch.ts";
import { recordMeilisearch } from "#server/testing/record-meilisearch.ts";
import { searchCatalogue } from "#server/testing/search-catalogue.ts";
import { searchContract } from "#server/testing/search-contract.ts";
import { createMeilisearch } from "./engine.ts";
import { keysFrom, searchKey } from "./keys.ts";
import { indexUid, settings } from "./settings.ts";

// A real one when given; it must be empty and for tests only.
const real = process.env.TEST_MEILISEARCH_URL;
const key = process.env.TEST_MEILISEARCH_KEY ?? "test-key";
const keys = keysFrom(key);
const fake = real ? undefined : await startFakeMeilisearch(key);
// What it answers can be written down for recorded.test.ts, which holds the stand-in against it.
const into = process.env.TEST_MEILISEARCH_RECORD;
const holders = new Map([
  [key, "admin"],
  [keys.search ?? "", "search"],
  [keys.index ?? "", "index"],
]);
const recorder = real && into ? await recordMeilisearch(real, holders) : undefined;
const url = recorder?.url ?? real ?? fake?.url ?? "";
if (real) await new Meilisearch({ host: real, apiKey: key }).deleteIndexIfExists(indexUid);
afterAll(async () => {
  if (recorder && into) writeFileSync(into, await recorder.text());
  await Promise.all([recorder?.stop(), fake?.stop()]);
});

searchContract(real ? "Meilisearch" : "a stand-in for Meilisearch", () => createMeilisearch({ url, keys }), {
  corrects: false,
});

describe("the Meilisearch adapter", () => {
  it("configures the index it makes", async () => {
    const kept = await new Meilisearch({ host: url, apiKey: key }).index(indexUid).getRawInfo();
    expect(kept).toMatchObject({ uid: indexUid, primaryKey: "id" });
    if (fake)
      expect(fake.indexes.get(indexUid)?.settings).toEqual({
        ...settings,
        synonyms: expect.objectContaining({ lustre: expect.any(Array) }),
      });
  });

  it("leaves one index behind, whatever rebuilds came before", async () => {
    const all = await new Meilisearch({ host: url, apiKey: key }).getStats();
    expect(Object.keys(all.indexes)).toEqual([indexUid]);
  });

  it("answers with one request when words are spelt well", async ({ skip }) => {
    if (!fake) return skip();
    const engine = createMeilisearch({ url, keys });
    fake.requests.length = 0;
    await engine.query({ text: "chaise alba", locale: "fr", limit: 5, facets: true, filters: { brand: ["morvan"] } });
    expect(fake.requests).toEqual(["POST /multi-search"]);
  });

  it("says that it is unavailable with a wrong key, and does not show the key", async () => {
    const engine = createMeilisearch({ url, keys: keysFrom("a-wrong-key") });
    const error = await engine.query({ text: "chaise", locale: "fr", limit: 5 }).catch((e) => e);
    expect(error).toBeInstanceOf(SearchUnavailable);
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain("a-wrong-key");
    expect((await engine.health()).ok).toBe(false);
    await expect(engine.indexProducts(searchCatalogue)).rejects.toThrow();
  });

  it("searches with a key that may do nothing else, and writes with one that is kept to its own index", async ({
    skip,
  }) => {
    if (!fake) return skip();
    const { search = "", index = "", admin = "" } = keys;
    fake.presented.clear();
    const web = createMeilisearch({ url, keys });
    await web.query({ text: "chaise", locale: "fr", limit: 5, facets: true });
    await web.query({ text: "zqxwvk", locale: "fr", limit: 5 });
    await web.suggest({ text: "tab", locale: "fr", limit: 5 });
    expect((await web.health()).ok).toBe(true);
    expect([...fake.presented]).toEqual([`Bearer ${search}`]);

    const asSearcher = new Meilisearch({ host: url, apiKey: search });
    const asIndexer = new Meilisearch({ host: url, apiKey: index });
    const refused = { cause: { code: "invalid_api_key" } };
    const products = asSearcher.index(indexUid);
    await expect(products.addDocuments([{ id: "prd_forged" }])).rejects.toMatchObject(refused);
    await expect(products.deleteAllDocuments()).rejects.toMatchObject(refused);
    await expect(products.updateSettings({ synonyms: {} })).rejects.toMatchObject(refused);
    await expect(products.getDocuments()).rejects.toMatchObject(refused);
    await expect(products.getStats()).rejects.toMatchObject(refused);
    await expect(asSearcher.deleteIndex(indexUid)).rejects.toMatchObject(refused);
    for (const client of [asSearcher, asIndexer])
      await expect(client.getKey(searchKey.uid)).rejects.toMatchObject(refused);
    await expect(asIndexer.createIndex("somebody_elses")).rejects.toMatchObject(refused);
    await expect(
      asIndexer.swapIndexes([{ indexes: [indexUid, "somebody_elses"], rename: false }]),
    ).rejects.toMatchObject(refused);
    expect([search, index, admin].every((one) => one.length > 0)).toBe(true);
  });

  it("makes its keys once, and anew where they may do something else", async ({ skip }) => {
    if (!fake) return skip();
    const made = fake.keys.get(searchKey.uid);
    fake.requests.length = 0;
    await createMeilisearch({ url, keys }).ensureReady();
    expect(fake.requests.filter((request) => /^(POST|DELETE) \/keys/.test(request))).toEqual([]);
    fake.keys.set(searchKey.uid, { ...(made as NonNullable<typeof made>), actions: ["search", "documents.add"] });
    await createMeilisearch({ url, keys }).ensureReady();
    expect(fake.keys.get(searchKey.uid)).toMatchObject({ actions: ["search"], key: keys.search });
  });

  it("says that a key which is not the master key makes no keys that processes know", async ({ skip }) => {
    if (!fake) return skip();
    const made = fake.keys.get(searchKey.uid) as NonNullable<ReturnType<typeof fake.keys.get>>;
    fake.keys.set(searchKey.uid, { ...made, key: "made-by-another-master" });
    const error = await createMeilisearch({ url, keys })
      .ensureReady()
      .catch((e: unknown) => e);
    expect(String(error)).toContain("not the master key");
    expect(String(error)).not.toContain(key);
    fake.keys.set(searchKey.uid, made);
  });

  it("does with two keys that were given, and never hears of a third", async ({ skip }) => {
    if (!fake) return skip();
    const { search = "", index = "" } = keys;
    fake.presented.clear();
    const engine = createMeilisearch({ url, keys: { search, index } });
    expect(await engine.ensureReady()).toEqual({ empty: false });
    await engine.indexProducts(searchCatalogue);
    await engine.query({ text: "chaise", locale: "fr", limit: 5 });
    expect([...fake.presented].sort()).toEqual([`Bearer ${index}`, `Bearer ${search}`].sort());
    // A web process that has only the one for searching cannot write, whatever it is told.
    const web = createMeilisearch({ url, keys: { search } });
    await expect(web.removeProducts(["prd_chair"])).rejects.toThrow();
    expect(fake.indexes.get(indexUid)?.documents.has("prd_chair")).toBe(true);
  });

  it("gives up on a server that does not answer", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
    const { port } = silent.address() as AddressInfo;
    const engine = createMeilisearch({ url: `http://127.0.0.1:${port}`, keys, searchTimeout: 100 });
    const started = performance.now();
    await expect(engine.query({ text: "chaise", locale: "fr", limit: 5 })).rejects.toBeInstanceOf(SearchUnavailable);
    expect(performance.now() - started).toBeLessThan(2_000);
    silent.closeAllConnections();
    await new Promise((closed) => silent.close(closed));
  });

  it("says that it is unavailable when its index was lost or is empty, and makes it anew with its own settings", async () => {
    const client = new Meilisearch({ host: url, apiKey: key });
    const engine = createMeilisearch({ url, keys });
    expect(await engine.ensureReady()).toEqual({ empty: false });
    const ask = () => engine.query({ text: "chaise", locale: "fr", limit: 5 });
    await client.index(indexUid).deleteAllDocuments().waitTask();
    await expect(ask()).rejects.toBeInstanceOf(SearchUnavailable);
    await client.deleteIndex(indexUid).waitTask();
    await expect(ask()).rejects.toBeInstanceOf(SearchUnavailable);
    expect(await engine.ensureReady()).toEqual({ empty: true });
    const { sortableAttributes } = await client.index(indexUid).getSettings();
    expect(sortableAttributes?.toSorted()).toEqual(settings.sortableAttributes?.toSorted());
    const all = async function* () {
      yield searchCatalogue;
    };
    await engine.rebuild(all());
    expect((await ask()).productIds[0]).toBe("prd_chair");
  });

  it("tells a job that its write failed", async () => {
    const engine = createMeilisearch({ url, keys });
    const [document] = searchCatalogue;
    if (!document) throw new Error("no document");
    await expect(engine.indexProducts([{ ...document, productId: "not an id!" }])).rejects.toThrow(/failed/);
  });
});
