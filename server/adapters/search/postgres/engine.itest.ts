import { describe, expect, it, onTestFinished, vi } from "vitest";
import { db } from "#server/platform/db.ts";
import { searchCatalogue } from "#server/testing/search-catalogue.ts";
import { searchContract } from "#server/testing/search-contract.ts";
import { postgresSearch } from "./engine.ts";
import { mostRanked } from "./find.ts";

searchContract("PostgreSQL", () => postgresSearch, { corrects: true });

describe("the PostgreSQL engine itself", () => {
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    let count = 0;
    const listen = () => count++;
    db().$on("query", listen);
    await work();
    return count;
  };

  it("answers a well-spelt query with two statements, one when it was asked before, and a category with one", async () => {
    await postgresSearch.rebuild(
      (async function* () {
        yield searchCatalogue;
      })(),
    );
    const ask = () =>
      postgresSearch.query({
        text: "chaise alba",
        locale: "fr",
        limit: 20,
        facets: true,
        filters: { brand: ["morvan"] },
      });
    // Synonyms are read by the clock, which stands still here.
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    await postgresSearch.query({ text: "something", locale: "fr", limit: 1 });
    expect(await statements(ask)).toBe(2);
    expect(await statements(ask)).toBe(1);
    // Of what changed, and only of that, the words are looked at again.
    const before = await ask();
    const [found] = before.productIds;
    const document = searchCatalogue.find((each) => each.productId === found);
    if (!document) throw new Error("nothing found");
    const nothing = { name: "Rien", tagline: "", description: "", brand: "", categories: [], features: [], tags: [] };
    const texts = { fr: nothing, en: nothing };
    await postgresSearch.indexProducts([{ ...document, texts, codes: [] }]);
    let after = before;
    expect(await statements(async () => (after = await ask()))).toBe(2);
    expect(after.productIds).toEqual(before.productIds.filter((id) => id !== found));
    await postgresSearch.indexProducts([document]);
    expect((await ask()).productIds).toEqual(before.productIds);
    const list = () =>
      postgresSearch.query({ text: "", locale: "fr", within: "seating", sort: "price_asc", limit: 20, facets: true });
    expect(await statements(list)).toBe(1);
  });

  it("counts all that come near, and does not lose the best of them among many", async () => {
    const [like] = searchCatalogue;
    if (!like) throw new Error("no catalogue");
    const made = (id: string, name: string, description: string) => {
      const text = { ...like.texts.fr, name, description, categories: [], features: [], tags: [] };
      return { ...like, productId: id, codes: [], texts: { fr: text, en: text } };
    };
    const many = Array.from({ length: mostRanked + 50 }, (_, i) => made(`prd_many_${i}`, `Lampe ${i}`, "Éclaire."));
    await postgresSearch.rebuild(
      (async function* () {
        yield [...many, made("prd_both", "Abat-jour", "Pour une lampe en opaline.")];
      })(),
    );
    const ask = (text: string) => postgresSearch.query({ text, locale: "fr", limit: 20, facets: true });
    const near = await ask("lampe 987654");
    expect(near).toMatchObject({ total: many.length + 1, complete: false });
    expect(near.facets.brand).toEqual({ morvan: many.length + 1 });
    // Two of three words, though neither is in its name.
    expect((await ask("lampe opaline 987654")).productIds).toEqual(["prd_both"]);
    expect((await ask("lampe abat jour eclaire")).productIds).toEqual(["prd_both"]);
    // What changes is counted anew.
    const gone = many.slice(0, 3).map((each) => each.productId);
    await postgresSearch.removeProducts(gone);
    expect((await ask("lampe 987654")).total).toBe(many.length - 2);
  });

  it("leaves nothing of old builds behind", async () => {
    await postgresSearch.rebuild(
      (async function* () {
        yield searchCatalogue.slice(0, 2);
      })(),
    );
    const builds = await db().$queryRaw<{ index: string }[]>`
      SELECT DISTINCT index FROM search_document UNION SELECT DISTINCT index FROM search_word`;
    const live = await db().searchIndex.findUniqueOrThrow({ where: { code: "products" } });
    expect(builds).toEqual([{ index: live.active }]);
  });

  it("does not let writers of the same products block each other for good", async () => {
    const reversed = searchCatalogue.toReversed();
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => postgresSearch.indexProducts(i % 2 ? searchCatalogue : reversed)),
    );
    expect((await postgresSearch.health()).documents).toBe(searchCatalogue.length);
  });
});
