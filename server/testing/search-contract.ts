import { beforeAll, describe, expect, it } from "vitest";
import { demoSynonyms } from "#prisma/seed/synonyms.ts";
import { newId } from "#server/kernel/ids.ts";
import type { SearchDocument, SearchEngine, SearchQuery, SearchResult } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import { searchCatalogue } from "./search-catalogue.ts";

async function* inBatches(documents: readonly SearchDocument[], size = 3): AsyncIterable<SearchDocument[]> {
  for (let i = 0; i < documents.length; i += size) yield documents.slice(i, i + size);
}

const product = (id: string): SearchDocument => {
  const found = searchCatalogue.find((d) => d.productId === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

/**
 * What every search engine must do. `corrects`: the engine says what it searched instead of a misspelt word. Call it
 * inside a test file that has given the engine an index of its own.
 */
export function searchContract(name: string, make: () => SearchEngine, engine: { corrects: boolean }): void {
  describe(`search in ${name}`, () => {
    let search: SearchEngine;
    const ask = (text: string, more: Partial<SearchQuery> = {}) =>
      search.query({ text, locale: "fr", limit: 20, facets: true, ...more });
    const ids = async (text: string, more: Partial<SearchQuery> = {}) => (await ask(text, more)).productIds;

    beforeAll(async () => {
      const rows = demoSynonyms.map((terms) => ({ id: newId("synonym"), terms: [...terms] }));
      await db().searchSynonym.createMany({ data: rows });
      search = make();
      expect(await search.ensureReady()).toEqual({ empty: true });
      expect(await search.rebuild(inBatches(searchCatalogue))).toEqual({ documents: searchCatalogue.length });
    });

    it("knows that it is filled", async () => {
      expect(await search.ensureReady()).toEqual({ empty: false });
      expect(await search.health()).toEqual({ ok: true, documents: searchCatalogue.length, detail: null });
    });

    it.each([
      ["the whole name", "chaise alba", "prd_chair"],
      ["accents left out", "theiere", "prd_teapot"],
      ["accents and capitals", "THÉIÈRE", "prd_teapot"],
      ["a word being typed", "susp", "prd_pendant"],
      ["a plural", "suspensions", "prd_pendant"],
      ["two swapped letters and one too many", "chiase albba", "prd_chair"],
      ["a wrong letter", "suspention", "prd_pendant"],
      ["a missing letter", "fauteil", "prd_armchair"],
      ["a typo in a word of four letters", "bnac", "prd_bench"],
      ["the other language", "teapot", "prd_teapot"],
      ["a synonym", "lustre", "prd_pendant"],
      ["an article", "la théière", "prd_teapot"],
      ["a compound without its hyphen", "porte manteau", "prd_rack"],
      ["a compound in one word", "portemanteau", "prd_rack"],
      ["the brand", "kervran", "prd_pendant"],
      ["a finish", "laiton", "prd_pendant"],
      ["a SKU", "MC-CHA-ALBA-NAT", "prd_chair"],
      ["a SKU in small letters without dashes", "mcchaalbanat", "prd_chair"],
      ["a GTIN", "2480001000014", "prd_chair"],
      ["a size in centimetres", "140 cm", "prd_bench"],
      ["a size in inches", 'table 24"', "prd_coffee_table"],
    ])("finds a product by %s", async (_, text, expected) => {
      expect((await ids(text))[0]).toBe(expected);
    });

    it("finds in English what has an English name", async () => {
      expect((await ids("coat rack", { locale: "en" }))[0]).toBe("prd_rack");
      expect((await ids("chiar", { locale: "en" }))[0]).toBe("prd_chair");
      expect((await ids("sofa table", { locale: "en" })).length).toBeGreaterThan(0);
    });

    it("puts a product of that name before those that mention it", async () => {
      const found = await ids("chaise");
      expect(found[0]).toBe("prd_chair");
      expect(found).toContain("prd_bench");
      expect((await ids("table")).slice(0, 2).sort()).toEqual(["prd_coffee_table", "prd_table"]);
    });

    it("asks for all words, and for fewer only when no product has them all", async () => {
      expect(await ids("chaise alba")).not.toContain("prd_armchair");
      expect((await ids("chaise zirconium"))[0]).toBe("prd_chair");
      // And says so.
      expect((await ask("chaise zirconium")).complete).toBe(false);
      expect((await ask("chaise alba")).complete).toBe(true);
    });

    it("answers nothing with nothing", async () => {
      expect(await ask("zzqqxxyy")).toMatchObject({ productIds: [], total: 0, correctedQuery: null });
    });

    it.each([
      "'",
      '"',
      "a'b \\ & | ! ( ) : * <->",
      "%_%",
      "\u0000",
      "🪑",
      "x".repeat(5000),
      "= AND 1",
      "chaise' | 'table",
    ])("survives %j", async (text) => {
      expect(Array.isArray(await ids(text))).toBe(true);
    });

    if (engine.corrects) {
      it("says what it searched instead", async () => {
        expect((await ask("chiase albba")).correctedQuery).toBe("chaise alba");
        expect((await ask("teiere")).correctedQuery).toBe("théière");
        expect((await ask("chaise alba")).correctedQuery).toBeNull();
      });
    }

    it("shows everything for nothing, in stock first", async () => {
      const all = await ask("");
      expect(all.total).toBe(searchCatalogue.length);
      expect(all.productIds.at(-1)).toBe("prd_coffee_table");
    });

    it("sorts", async () => {
      const byPrice = [...searchCatalogue].sort((a, b) => a.priceFrom - b.priceFrom).map((d) => d.productId);
      expect(await ids("", { sort: "price_asc" })).toEqual(byPrice);
      expect(await ids("", { sort: "price_desc" })).toEqual(byPrice.toReversed());
      const byDay = [...searchCatalogue].sort((a, b) => b.listedAt - a.listedAt).map((d) => d.productId);
      expect(await ids("", { sort: "newest" })).toEqual(byDay);
    });

    it("gives pages that neither repeat nor skip", async () => {
      const pages = await Promise.all([0, 3, 6].map((offset) => ids("", { limit: 3, offset })));
      expect(pages.flat()).toEqual(await ids(""));
    });

    it("filters: values of one facet widen, facets narrow", async () => {
      expect((await ids("", { filters: { finish: ["oak"] } })).sort()).toEqual(["prd_bench", "prd_chair", "prd_table"]);
      const wide = await ids("", { filters: { finish: ["oak", "walnut"] } });
      expect(wide.sort()).toEqual(["prd_bench", "prd_chair", "prd_coffee_table", "prd_table"]);
      const narrow = await ids("", { filters: { finish: ["oak", "walnut"], category: ["tables"] } });
      expect(narrow.sort()).toEqual(["prd_coffee_table", "prd_table"]);
      expect(await ids("", { filters: { finish: ["oak"], category: ["tables"], brand: ["olt"] } })).toEqual([]);
      expect(await ids("", { filters: { finish: ['"] OR price_from > 0 OR facets IN ["'] } })).toEqual([]);
    });

    it("filters by price", async () => {
      expect((await ids("", { filters: { price: ["-7000"] } })).sort()).toEqual(["prd_teapot"]);
      expect((await ids("", { filters: { price: ["89000-"] } })).sort()).toEqual(["prd_armchair", "prd_table"]);
      expect(await ids("", { filters: { price: ["7900-18901"] }, sort: "price_asc" })).toEqual([
        "prd_rack",
        "prd_pendant",
      ]);
      expect(await ids("", { filters: { price: ["7900-18900"] } })).toEqual(["prd_rack"]);
      expect(await ids("", { filters: { price: ["cheap"] } })).toEqual([]);
      // What people type includes its upper end, bands leave it out.
      expect(await ids("", { filters: { price: ["7900..18900"] }, sort: "price_asc" })).toEqual([
        "prd_rack",
        "prd_pendant",
      ]);
      expect((await ids("", { filters: { price: ["-7000", "89000..99000"] } })).sort()).toEqual([
        "prd_armchair",
        "prd_table",
        "prd_teapot",
      ]);
    });

    it("filters by dimensions in centimetres, and tells their bounds as if they were not filtered", async () => {
      expect((await ids("", { filters: { size_width: ["61..140"] } })).sort()).toEqual([
        "prd_armchair",
        "prd_bench",
        "prd_coffee_table",
      ]);
      expect(await ids("", { filters: { size_width: ["..50"], size_height: ["79.."] } })).toEqual(["prd_chair"]);
      expect(await ids("", { filters: { size_height: ["80.."] } })).toEqual([]);
      expect(await ids("", { filters: { size_width: ["wide"] } })).toEqual([]);
      const { bounds, facets } = await ask("", { filters: { size_width: ["61..140"], category: ["seating"] } });
      expect(bounds).toEqual({ size_width: { min: 500, max: 1400 } });
      expect(facets.category).toEqual({ seating: 2, tables: 1 });
    });

    it("lists a category in the house's order, with facets and bounds of what is in it", async () => {
      const { productIds, total, unfiltered, facets, bounds, next } = await ask("", {
        within: "seating",
        sort: "featured",
      });
      // Staff put the newest first in this one.
      expect(productIds).toEqual(["prd_armchair", "prd_bench", "prd_chair"]);
      expect([total, unfiltered, next]).toEqual([3, 3, null]);
      expect(facets.brand).toEqual({ morvan: 2, comptoir: 1 });
      expect(facets.category).toEqual({ seating: 3 });
      expect(bounds).toEqual({ size_width: { min: 500, max: 1400 }, size_height: { min: 790, max: 790 } });
      const cheap = await ask("", {
        within: "seating",
        sort: "price_asc",
        filters: { finish: ["oak"], brand: ["olt"] },
      });
      expect(cheap).toMatchObject({ productIds: [], total: 0, unfiltered: 3 });
      // Each as if it had no filter of its own, and still in this category.
      expect([cheap.facets.finish ?? {}, cheap.facets.brand]).toEqual([{}, { morvan: 2 }]);
      expect(await ask("", { within: "nowhere" })).toMatchObject({ productIds: [], total: 0, unfiltered: 0 });
      expect(await ids("chaise", { within: "seating" })).toContain("prd_chair");
      expect(await ids("chaise", { within: "tables" })).not.toContain("prd_chair");
    });

    it.each(["featured", "price_asc", "price_desc", "newest"] as const)(
      "goes on by %s where a page ended, whatever came or went meanwhile",
      async (sort) => {
        const within = "seating";
        const whole = await ask("", { within, sort });
        const first = await ask("", { within, sort, limit: 1 });
        expect(first.next).toMatchObject({ id: first.productIds[0] });
        const rest = async () => ask("", { within, sort, ...(first.next && { after: first.next }) });
        const second = await rest();
        expect([first.productIds, second.productIds].flat()).toEqual(whole.productIds);
        expect([second.total, second.facets.finish, second.next]).toEqual([3, whole.facets.finish, null]);
        // The first is gone, a twin of it is there: the next page is what it was, save for what sorts behind it.
        const top = product(first.productIds[0] as string);
        await search.removeProducts([top.productId]);
        await expect.poll(async () => (await rest()).productIds).toEqual(second.productIds);
        const before = { ...top, productId: "prd_early", priceFrom: top.priceFrom + (sort === "price_desc" ? 1 : -1) };
        const positions = { seating: -1 };
        await search.indexProducts([{ ...before, positions, listedAt: top.listedAt + 1 }]);
        await expect.poll(async () => (await rest()).total).toBe(3);
        expect((await rest()).productIds).toEqual(second.productIds);
        await search.removeProducts(["prd_early"]);
        await search.indexProducts([top]);
        await expect.poll(async () => (await ask("", { within, sort })).productIds).toEqual(whole.productIds);
      },
    );

    it("breaks ties between pages the same way every time", async () => {
      const twins = ["a", "b", "c", "d", "e"].map((id) => ({ ...product("prd_rack"), productId: `prd_twin_${id}` }));
      await search.indexProducts(twins);
      const within = Object.keys(product("prd_rack").positions)[0] as string;
      await expect.poll(async () => (await ask("", { within })).total).toBe(6);
      const seen: string[] = [];
      for (let after: SearchQuery["after"] | null; after !== null; ) {
        const page: SearchResult = await ask("", { within, sort: "price_asc", limit: 2, ...(after && { after }) });
        seen.push(...page.productIds);
        after = page.next;
      }
      expect([seen.length, new Set(seen).size]).toEqual([6, 6]);
      await search.removeProducts(twins.map((twin) => twin.productId));
      await expect.poll(async () => (await ask("", { within })).total).toBe(1);
    });

    it("counts a facet as if it had no filter of its own", async () => {
      const { facets, total } = await ask("", { filters: { finish: ["oak"], category: ["seating"] } });
      expect(total).toBe(2);
      expect(facets.finish).toEqual({ oak: 2, walnut: 1, linen: 1 });
      expect(facets.category).toEqual({ seating: 2, tables: 1 });
      expect(facets.brand).toEqual({ morvan: 2 });
      expect(facets.price).toEqual({ 3: 2 });
      const priced = await ask("", { filters: { price: ["-7000"] } });
      expect(priced.facets.price).toEqual({ 1: 2, 2: 1, 3: 3, 4: 2 });
      expect(priced.facets.category).toEqual({ tableware: 1 });
    });

    it("takes an empty result of a filter for an answer", async () => {
      expect(await ask("chaise alba", { filters: { brand: ["olt"] } })).toMatchObject({
        total: 0,
        correctedQuery: null,
      });
    });

    it("suggests the best few", async () => {
      const { productIds, categories } = await search.suggest({ text: "tab", locale: "fr", limit: 2 });
      expect(productIds.toSorted()).toEqual(["prd_coffee_table", "prd_table"]);
      expect(categories).toContain("tables");
    });

    it("uses synonyms that staff change", async () => {
      expect(await ids("bouilloire")).toEqual([]);
      const id = newId("synonym");
      await db().searchSynonym.create({ data: { id, terms: ["Bouilloire", "théière", "teapot"] } });
      await search.refreshSettings();
      expect((await ids("bouilloire"))[0]).toBe("prd_teapot");
      await db().searchSynonym.delete({ where: { id } });
      await search.refreshSettings();
      expect(await ids("bouilloire")).toEqual([]);
    });

    it("takes changes, new products and removals", async () => {
      const renamed = product("prd_teapot");
      const texts = { ...renamed.texts, fr: { ...renamed.texts.fr, name: "Bouilloire Brume" } };
      const added = { ...product("prd_rack"), productId: "prd_hook" };
      await search.indexProducts([{ ...renamed, texts, inStock: false }, added]);
      await search.removeProducts(["prd_pendant", "prd_unknown"]);
      await expect.poll(() => ids("bouilloire")).toEqual(["prd_teapot"]);
      await expect.poll(() => ids("suspension")).toEqual([]);
      await expect.poll(async () => (await ids("ricochet")).sort()).toEqual(["prd_hook", "prd_rack"]);
      expect((await search.health()).documents).toBe(searchCatalogue.length);
    });

    it("tells what of it is stale or missing, and samples what it holds", async () => {
      const states = async () => Object.fromEntries(await search.compare([...searchCatalogue, missing]));
      const missing = { ...product("prd_rack"), productId: "prd_never" };
      await expect.poll(async () => (await states()).prd_chair).toBe("same");
      expect(await states()).toMatchObject({ prd_teapot: "stale", prd_pendant: "missing", prd_never: "missing" });
      const sample = await search.sampleIds(200, "a");
      expect(sample).toContain("prd_hook");
      expect(sample).not.toContain("prd_pendant");
      expect(new Set(sample).size).toBe(searchCatalogue.length);
      const few = await search.sampleIds(3, "b");
      expect(few).toHaveLength(3);
      expect(sample).toEqual(expect.arrayContaining(few));

      // Whatever engines keep of a product counts, stock and price included.
      const chair = product("prd_chair");
      for (const changed of [
        { ...chair, priceFrom: chair.priceFrom + 1 },
        { ...chair, inStock: !chair.inStock },
        { ...chair, facets: { ...chair.facets, material: ["lead"] } },
        { ...chair, texts: { ...chair.texts, en: { ...chair.texts.en, description: "Another text." } } },
      ]) {
        expect((await search.compare([changed])).get("prd_chair")).toBe("stale");
      }
      expect(await search.compare([])).toEqual(new Map());
    });

    it("keeps the old index when a rebuild fails, and swaps when it succeeds", async () => {
      async function* broken(): AsyncIterable<SearchDocument[]> {
        yield [product("prd_chair")];
        throw new Error("the database went away");
      }
      await expect(search.rebuild(broken())).rejects.toThrow("the database went away");
      expect((await search.health()).documents).toBe(searchCatalogue.length);
      await search.rebuild(inBatches(searchCatalogue));
      expect(await ids("bouilloire")).toEqual([]);
      expect((await ids("suspension"))[0]).toBe("prd_pendant");
      expect((await search.health()).documents).toBe(searchCatalogue.length);
    });
  });
}
