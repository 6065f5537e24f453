import { beforeAll, describe, expect, it, vi } from "vitest";
import { webPriceList } from "#prisma/seed/setup.ts";
import { postgresSearch } from "#server/adapters/search/postgres/engine.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { indexDatedPricesJob } from "#server/jobs/index-dated-prices.job.ts";
import { indexProductsJob } from "#server/jobs/index-products.job.ts";
import { indexStockJob } from "#server/jobs/index-stock.job.ts";
import { rebuildSearchJob } from "#server/jobs/rebuild-search.job.ts";
import { newId } from "#server/kernel/ids.ts";
import { type SearchEngine, SearchUnavailable } from "#server/modules/catalogue/search-port.ts";
import { adjust } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { relayAll } from "#server/testing/run-jobs.ts";
import { ask } from "./ask.ts";
import { buildDocuments } from "./build-documents.ts";
import { timesToBePopular, writeSearches } from "./popular.ts";

const context = { db: db(), log, signal: new AbortController().signal };
const shop = (locale: "fr" | "en" = "fr", ip = "in-process") =>
  createCallerFactory(appRouter)(plainContext({ locale, ip })).shop.catalogue;
const idOf = async (slug: string) =>
  (await db().product.findUniqueOrThrow({ where: { slug }, select: { id: true } })).id;
const slugs = async (query: string, locale: "fr" | "en" = "fr") =>
  (await shop(locale).search({ query })).items.map((item) => item.slug);

beforeAll(async () => {
  await demoShop();
  await rebuildSearchJob.run({ onlyEmpty: true }, context);
}, 180_000);

describe("searching the demo shop", () => {
  it.each([
    ["fr", "chiase albba", "chaise-alba", "chaise alba"],
    ["fr", "suspention", "suspension-coupole", "suspension"],
    ["fr", "theyere", "theiere-brume", "théière"],
    ["fr", "MC-CHA-ALBA-NAT", "chaise-alba", null],
    ["fr", "lampe cepe", "lampe-cepe", null],
    ["en", "chair", "chaise-alba", null],
    ["en", "bookshelv", "bibliotheque-trame", "bookshelf"],
    ["en", "mirorr", "miroir-lune", "mirror"],
  ] as const)("in %s, %s finds %s", async (locale, query, slug, corrected) => {
    const page = await shop(locale).search({ query });
    expect(page.items[0]?.slug).toBe(slug);
    expect(page.correctedQuery).toBe(corrected);
    expect(page.engine).toBe("postgres");
  });

  it("names facets in the reader's language and keeps category pages' keys", async () => {
    const { facets, total } = await shop("en").search({ query: "" });
    expect(total).toBe(32);
    expect(facets.map((f) => f.key)).toEqual(
      expect.arrayContaining(["brand", "category", "price", "finish", "material"]),
    );
    const brand = facets.find((f) => f.key === "brand");
    expect(brand?.values.map((v) => v.label)).toContain("Atelier Morvan");
    expect(facets.find((f) => f.key === "material")?.values).toContainEqual(
      expect.objectContaining({ value: "metal", label: "Metal" }),
    );
    const category = await shop("en").category({ slug: "assises" });
    const [ours, theirs] = [await shop("en").search({ query: "", filters: { category: ["assises"] } }), category];
    expect(ours.total).toBe(theirs.total);
    const shared = (all: typeof facets) =>
      all
        .filter((f) => f.key !== "category")
        .map((f) => [f.key, { values: f.values.map(({ value, count }) => ({ value, count })), bounds: f.bounds }]);
    expect(Object.fromEntries(shared(ours.facets))).toEqual(Object.fromEntries(shared(theirs.facets)));
  });

  it("asks the database what is in stock, and where, whatever the index believes", async () => {
    const stock = async (filters: Record<string, string[]>) => {
      const page = await shop().search({ query: "", filters, limit: 60 });
      return { page, counts: page.facets.find((f) => f.key === "store")?.values ?? [] };
    };
    const { counts } = await stock({});
    expect(counts.map((v) => v.value).sort()).toEqual(["ST-BORDEAUX", "ST-PARIS"]);
    for (const { value, count } of counts) {
      const { page } = await stock({ store: [value] });
      expect([page.total, page.items.length]).toEqual([count, count]);
      expect(page.items.every((item) => item.inStock)).toBe(true);
      // Together with another facet: each is counted as if it were not chosen from.
      const seats = await stock({ store: [value], category: ["assises"] });
      const listed = await shop().category({ slug: "assises", filters: { store: [value] } });
      expect(seats.page.total).toBe(listed.total);
      expect(seats.counts.map((v) => [v.value, v.count])).toEqual(
        listed.facets.find((f) => f.key === "store")?.values.map((v) => [v.value, v.count]),
      );
      expect(seats.page.facets.find((f) => f.key === "category")?.values.length).toBeGreaterThan(1);
    }
    const inStock = await stock({ availability: ["in_stock"] });
    // The index is told a lie: everything is in stock, at every store. Nobody sees it.
    const before = await stock({ store: ["ST-PARIS"] });
    await db().$executeRaw`
      UPDATE search_document SET facets = facets || ARRAY['availability=in_stock', 'store=ST-PARIS'], revision = revision + 100000`;
    for (const [key, value, honest] of [
      ["availability", "in_stock", inStock],
      ["store", "ST-PARIS", before],
    ] as const) {
      const { page } = await stock({ [key]: [value] });
      expect(page.total).toBe(32);
      expect(page.items.map((item) => item.slug).sort()).toEqual(honest.page.items.map((item) => item.slug).sort());
    }
    await rebuildSearchJob.run({}, context);
  });

  it("is never a dead end: says what comes near, and which choice to give up", async () => {
    expect(await shop().search({ query: "chaise zirconium" })).toMatchObject({ complete: false, correctedQuery: null });
    const filters = { brand: ["olt"], availability: ["in_stock"] };
    const page = await shop().search({ query: "chaise", filters });
    const { total } = await shop().search({ query: "chaise", filters: { availability: ["in_stock"] } });
    expect([page.total, page.complete]).toEqual([0, true]);
    expect(page.without).toEqual([{ key: "brand", label: "Terres d’Olt", count: total }]);
  });

  it("offers what many searched for with success, and nothing that one person typed", async () => {
    await writeSearches();
    await db().searchTally.deleteMany();
    const often = async (query: string, times: number, more = {}) => {
      for (let i = 0; i < times; i++) await shop().search({ query, limit: 1, ...more });
    };
    await often("Lampe  Cèpe", timesToBePopular);
    await often("lampe noire", timesToBePopular - 1);
    await often("lampe zirconium", timesToBePopular);
    await often("lampadaire arche", timesToBePopular, { filters: { brand: ["kervran"] } });
    await often("lampe 0601020304", timesToBePopular);
    const queries = async (query: string, locale: "fr" | "en" = "fr") =>
      (await shop(locale).suggest({ query })).queries;
    expect(await queries("lam")).toEqual([]);
    await writeSearches();
    expect(await queries("lam")).toEqual(["lampe cèpe"]);
    expect(await queries("LAMPÉ c")).toEqual(["lampe cèpe"]);
    expect(await queries("lampe cepe")).toEqual([]);
    expect(await queries("lam", "en")).toEqual([]);
    await often("lampe noire", 1);
    await writeSearches();
    expect(await queries("lam")).toEqual(["lampe cèpe", "lampe noire"]);
    await db().searchTally.updateMany({ data: { day: new Date(Date.now() - 40 * 86_400_000) } });
    expect(await queries("lam")).toEqual([]);
    const columns = await db().$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'search_tally'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(["count", "day", "label", "locale", "query"]);
  });

  it("filters and pages without repeating", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await shop().search({ query: "", sort: "price_asc", limit: 10, cursor });
      seen.push(...page.items.map((item) => item.slug));
      expect(page.facets.length > 0).toBe(cursor === undefined);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(32);
    expect(seen).toHaveLength(32);
    expect((await shop().search({ query: "", cursor: "tampered" })).items).toHaveLength(24);
  });

  it("suggests products with prices, and categories", async () => {
    const { products, categories } = await shop().suggest({ query: "tabl" });
    expect(products.map((p) => p.slug)).toContain("table-marceau");
    expect(products[0]).toMatchObject({ price: { currency: "EUR" }, media: { key: expect.any(String) } });
    expect(categories).toContainEqual({ slug: "tables", name: "Tables" });
  });

  it("takes at most eight statements", async () => {
    await shop().search({ query: "table" });
    let statements = 0;
    db().$on("query", () => statements++);
    await shop("fr", "192.0.2.1").search({ query: "table" });
    expect(statements).toBeLessThanOrEqual(8);
    expect(statements).toBeGreaterThan(0);
  });

  it("limits one address, generously", async () => {
    const caller = shop("fr", "192.0.2.7");
    await db().$executeRaw`
      INSERT INTO rate_limit (key, window_start, count)
      SELECT 'search:192.0.2.7', to_timestamp(floor(extract(epoch FROM now()) / 60) * 60) + make_interval(mins => m), 300
      FROM generate_series(0, 1) m`;
    await expect(caller.suggest({ query: "ta" })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });
});

describe("the index follows the catalogue", () => {
  it("hears of changes, and forgets what is no longer sold", async () => {
    const productId = await idOf("horloge-midi");
    expect(await slugs("horloge")).toContain("horloge-midi");
    await db().product.update({
      where: { id: productId },
      data: { name: { fr: "Pendulette Zéphyr", en: "Zephyr clock" } },
    });
    await indexProductsJob.run({ productId, eventId: "evt_1", eventType: "catalogue.product.changed" }, context);
    expect((await slugs("zephir"))[0]).toBe("horloge-midi");
    await db().product.update({ where: { id: productId }, data: { status: "archived" } });
    expect(await slugs("zephyr")).not.toContain("horloge-midi");
    await indexProductsJob.run({ productId }, context);
    expect((await shop().search({ query: "zephyr" })).total).toBe(0);
    await db().product.update({ where: { id: productId }, data: { status: "active" } });
    await indexProductsJob.run({ productIds: [productId, productId, "prd_unknown"] }, context);
    expect((await slugs("zephyr"))[0]).toBe("horloge-midi");
  });

  it("looks again once, however often the stock of a product moves", async () => {
    const product = await db().product.findUniqueOrThrow({ where: { slug: "mug-gres" }, include: { variants: true } });
    const variantIds = product.variants.map((v) => v.id);
    for (let i = 0; i < 5; i++) await indexStockJob.run({ variantIds }, context);
    await relayAll();
    const jobs = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'index-products' AND key = ${`index-stock:${product.id}`}`;
    expect(jobs).toEqual([{ n: 1 }]);
  });

  it("sorts by a price from its date on, though nothing tells of it", async () => {
    const cheapest = async () => (await shop().search({ query: "", sort: "price_asc", limit: 1 })).items[0]?.slug;
    const variant = await db().variant.findFirstOrThrow({ where: { product: { slug: "buffet-rivage" } } });
    const list = await db().priceList.findFirstOrThrow({ where: { code: webPriceList } });
    const validFrom = new Date(Date.now() - 60_000);
    const item = { id: newId("priceListItem"), priceListId: list.id, variantId: variant.id, unitPrice: "1", validFrom };
    await db().priceListItem.create({ data: item });
    expect(await cheapest()).not.toBe("buffet-rivage");
    await indexDatedPricesJob.run({}, context);
    expect(await cheapest()).toBe("buffet-rivage");
    await db().priceListItem.update({ where: { id: item.id }, data: { validTo: new Date(Date.now() - 1_000) } });
    await indexDatedPricesJob.run({}, context);
    expect(await cheapest()).not.toBe("buffet-rivage");
    const told = await db().outboxEvent.count({ where: { type: "catalogue.products.indexed" } });
    expect(told).toBeGreaterThanOrEqual(2);
  });

  it("marks a product sold out when its last unit went", async () => {
    const product = await db().product.findUniqueOrThrow({
      where: { slug: "plateau-rond" },
      include: {
        variants: {
          orderBy: { id: "asc" },
          include: { stockLevels: { orderBy: { locationId: "asc" }, include: { location: true } } },
        },
      },
    });
    const inStock = async () => (await buildDocuments(db(), [product.id]))[0]?.inStock;
    expect(await inStock()).toBe(true);
    await inTx(async (tx) => {
      for (const variant of product.variants) {
        for (const level of variant.stockLevels) {
          const free = Number(level.onHand) - Number(level.reserved);
          if (free > 0) {
            const input = { variantId: variant.id, locationCode: level.location.code, quantity: -free, note: "test" };
            await adjust(tx, input, bySystem);
          }
        }
      }
    });
    expect(await inStock()).toBe(false);
  });

  it("has an empty index filled as a whole, not product by product", async () => {
    const live = await db().searchIndex.findUniqueOrThrow({ where: { code: "products" } });
    await db().searchIndex.update({ where: { code: "products" }, data: { active: "lost" } });
    await indexProductsJob.run({ productId: await idOf("mug-gres") }, context);
    expect((await postgresSearch.health()).documents).toBe(0);
    await relayAll();
    const jobs = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE key = 'rebuild-search-when-empty'`;
    expect(jobs).toEqual([{ n: 1 }]);
    await rebuildSearchJob.run({ onlyEmpty: true }, context);
    expect((await postgresSearch.health()).documents).toBe(32);
    expect(await db().searchDocument.count({ where: { index: "lost" } })).toBe(0);
    await db().searchDocument.deleteMany({ where: { index: live.active } });
  });

  it("repeats after a rebuild what changed during it", async () => {
    const productId = await idOf("vase-colline");
    const before = await buildDocuments(db(), [productId]);
    await db().product.update({ where: { id: productId }, data: { name: { fr: "Vase Xylophone" } } });
    await inTx(async (tx) => {
      const { productsChanged } = await import("#server/modules/catalogue/index.ts");
      const { emit } = await import("#server/platform/outbox.ts");
      emit(tx, ...productsChanged([productId]));
    });
    const rebuild = vi.spyOn(postgresSearch, "rebuild").mockImplementation(async () => {
      await postgresSearch.indexProducts(before);
      return { documents: 1 };
    });
    await rebuildSearchJob.run({}, context);
    rebuild.mockRestore();
    expect((await slugs("xylophone"))[0]).toBe("vase-colline");
  });
});

describe("when the first engine is down", () => {
  const down = (code: string): SearchEngine => ({
    ...postgresSearch,
    code,
    query: async () => {
      throw new SearchUnavailable(code, new Error("connection refused"));
    },
  });

  it("asks the next one, and says so once a minute", async () => {
    const warn = vi.spyOn(log, "warn");
    const question = (engine: SearchEngine) => engine.query({ text: "chaise", locale: "fr", limit: 3 });
    for (let i = 0; i < 3; i++) {
      const { answer, engine } = await ask(question, [down("first"), postgresSearch]);
      expect(engine).toBe("postgres");
      expect(answer.total).toBeGreaterThan(0);
    }
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it("fails when none answers", async () => {
    const question = (engine: SearchEngine) => engine.query({ text: "chaise", locale: "fr", limit: 3 });
    await expect(ask(question, [down("a"), down("b")])).rejects.toThrow("search engine b is unavailable");
  });
});
