import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import {
  categoryPageSchema,
  type ListSort,
  productCardSchema,
  productSchema,
} from "#server/modules/catalogue/contract.ts";
import { listCategories, updateVariant } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { adjust, availabilityOf, sellableOf } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { attributeFacetValue } from "../search/facet-value.ts";
import { indexProducts } from "../search/index-products.ts";
import { rebuildSearch } from "../search/rebuild-search.ts";
import { listCategory, listFeatured, listNewest } from "./list-products.ts";
import { viewProduct } from "./view-product.ts";

const reader = { channelCode: "web", locale: "fr", now: new Date() } as const;
const list = (slug: string, more: Partial<Parameters<typeof listCategory>[2]> = {}) =>
  listCategory(db(), reader, { slug, sort: "featured", limit: 60, ...more });

beforeAll(async () => {
  await demoShop();
  await rebuildSearch();
});

/** What a job does after a change that was announced; here changes are made behind the house's back. */
const index = async (...slugs: string[]) => {
  const products = await db().product.findMany({ where: { slug: { in: slugs } }, select: { id: true } });
  await indexProducts(products.map((product) => product.id));
};

describe("a category page", () => {
  it("shows its products with price, stock and pictures", async () => {
    const page = await list("assises");
    expect(categoryPageSchema.parse(page)).toEqual(page);
    expect(page.total).toBe(4);
    expect(page.items.map((p) => p.slug)).toEqual(["chaise-alba", "tabouret-pivo", "banc-ligne", "fauteuil-nuage"]);
    const alba = page.items[0]!;
    expect(alba).toMatchObject({
      name: "Chaise Alba",
      brand: "Atelier Morvan",
      price: { minor: 28_900, currency: "EUR" },
    });
    expect(alba.swatches.map((s) => [s.value, s.label])).toEqual([
      ["nat", "Chêne naturel"],
      ["noy", "Noyer"],
      ["noi", "Noir"],
    ]);
    expect(alba.media?.key).not.toBe(alba.hoverMedia?.key);
    expect(page.category).toMatchObject({ slug: "assises", name: "Assises", productCount: 4 });
  });

  it("speaks the reader's language", async () => {
    const page = await listCategory(db(), { ...reader, locale: "en" }, { slug: "assises", sort: "featured", limit: 5 });
    expect(page.items[0]?.name).toBe("Alba chair");
    expect(page.facets.find((f) => f.key === "price")?.values[0]?.label).toMatch(/^€|^Under/);
  });

  it.each<ListSort>(["featured", "newest", "price_asc", "price_desc"])(
    "pages by %s without gaps or repeats",
    async (sort) => {
      const whole = (await list("decoration", { sort })).items.map((p) => p.slug);
      const pieces: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list("decoration", { sort, limit: 3, cursor });
        expect(page.total).toBe(whole.length);
        pieces.push(...page.items.map((p) => p.slug));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(pieces).toEqual(whole);
      expect(new Set(pieces).size).toBe(8);
    },
  );

  it("sorts by the price it shows", async () => {
    const prices = async (sort: ListSort) => (await list("arts-table", { sort })).items.map((p) => p.price.minor);
    const up = await prices("price_asc");
    expect(up).toEqual([...up].sort((a, b) => a - b));
    expect(await prices("price_desc")).toEqual([...up].reverse());
  });

  it("starts again at a cursor that is not its own", async () => {
    const first = await list("tables", { limit: 2 });
    for (const cursor of [
      "nonsense",
      btoa("%5B1%5D"),
      (await list("tables", { sort: "price_asc", limit: 2 })).nextCursor!,
    ]) {
      expect((await list("tables", { limit: 2, cursor })).items).toEqual(first.items);
    }
  });

  it("knows only active categories", async () => {
    await expect(list("nowhere")).rejects.toMatchObject({ code: "catalogue.category_not_found", kind: "not_found" });
  });

  it("costs a constant number of statements", async () => {
    const few = await countStatements(() => list("assises", { limit: 1 }));
    const many = await countStatements(() =>
      list("decoration", { filters: { finish: ["nat", "noi"], availability: ["in_stock"] } }),
    );
    expect(few.statements).toHaveLength(7);
    // Stock was chosen by: hits are held against the levels.
    expect(many.statements).toHaveLength(8);
  });
});

describe("facets", () => {
  const facet = async (slug: string, key: string, filters = {}) =>
    (await list(slug, { filters })).facets.find((f) => f.key === key);

  it("count what choosing a value would show", async () => {
    const page = await list("decoration");
    for (const { key, values } of page.facets) {
      for (const { value, count } of values) {
        const chosen = await list("decoration", { filters: { [key]: [value] } });
        expect([key, value, chosen.total]).toEqual([key, value, count]);
        expect(chosen.items).toHaveLength(count);
      }
    }
    expect(page.facets.map((f) => f.key)).toEqual(
      expect.arrayContaining(["brand", "price", "finish", "material", "origin"]),
    );
  });

  it("widen within one facet and narrow across facets", async () => {
    const both = await list("decoration", { filters: { finish: ["ter", "lai"] } });
    const terracotta = await list("decoration", { filters: { finish: ["ter"] } });
    const brass = await list("decoration", { filters: { finish: ["lai"] } });
    expect(new Set(both.items.map((p) => p.slug))).toEqual(
      new Set([...terracotta.items, ...brass.items].map((p) => p.slug)),
    );
    const narrowed = await list("decoration", { filters: { finish: ["ter"], brand: ["olt"] } });
    expect(narrowed.items.map((p) => p.slug).sort()).toEqual(["cache-pot-terrasse", "vase-colline"]);
    // A facet's own choice does not hide its other values.
    expect((await facet("decoration", "finish", { finish: ["ter"] }))?.values.length).toBeGreaterThan(3);
    expect((await facet("decoration", "brand", { finish: ["ter"] }))?.values.map((v) => v.value).sort()).toEqual([
      "comptoir",
      "olt",
    ]);
  });

  it("carry labels and swatches", async () => {
    const finish = await facet("assises", "finish");
    expect(finish).toMatchObject({ label: "Finition", type: "choice" });
    expect(finish?.values.find((v) => v.value === "noy")).toMatchObject({
      label: "Noyer",
      swatch: "#7D5840",
      count: 2,
    });
    expect(await facet("assises", "price")).toMatchObject({ type: "range", label: "Prix" });
    expect((await facet("assises", "material"))?.label).toBe("Matière principale");
  });

  it("filter attributes by the values that the search index uses", async () => {
    for (const category of await listCategories(db(), "fr")) {
      for (const { key, values } of (await list(category.slug)).facets.filter((f) =>
        ["material", "origin"].includes(f.key),
      )) {
        expect([key, ...values.map((v) => v.value)]).toEqual([key, ...values.map((v) => attributeFacetValue(v.label))]);
      }
    }
    expect((await list("decoration", { filters: { origin: ["tchequie"] } })).total).toBe(0);
    expect((await list("arts-table", { filters: { origin: ["tchequie"] } })).total).toBe(2);
  });

  it("take a typed price, both ends included, and say it in words", async () => {
    const prices = (await list("decoration")).items.map((p) => p.price.minor).sort((a, b) => a - b);
    const [low = 0, high = 0] = [prices[1], prices.at(-2)];
    const page = await list("decoration", { filters: { price: [`${low}..${high}`] } });
    expect(page.total).toBe(prices.filter((price) => price >= low && price <= high).length);
    const price = page.facets.find((f) => f.key === "price");
    expect(price).toMatchObject({ unit: "EUR", type: "range" });
    expect(price?.chosen[0]?.label).toMatch(/^De .*€ à .*€$/);
    // Bands are still counted as if nothing was chosen.
    expect(price?.values.reduce((sum, band) => sum + band.count, 0)).toBe(prices.length);
  });

  it("narrow by dimensions in centimetres, within what there is", async () => {
    const whole = await facet("decoration", "size_width");
    expect(whole).toMatchObject({ type: "range", unit: "cm", label: "Largeur hors tout", values: [] });
    const { min = 0, max = 0 } = whole?.bounds ?? {};
    const rows = await db().product.findMany({
      where: { categories: { some: { category: { slug: "decoration" } } } },
      select: { slug: true, widthMm: true },
    });
    const wide = rows.filter((r) => (r.widthMm ?? 0) >= 270 && (r.widthMm ?? 0) <= 430).map((r) => r.slug);
    expect(wide.length).toBeGreaterThan(0);
    expect(wide.length).toBeLessThan(rows.length);
    expect([min, max]).toEqual([
      Math.floor(Math.min(...rows.map((r) => r.widthMm ?? Number.NaN)) / 10),
      Math.ceil(Math.max(...rows.map((r) => r.widthMm ?? Number.NaN)) / 10),
    ]);
    const page = await list("decoration", { filters: { size_width: ["27..43"] } });
    expect(page.items.map((p) => p.slug).sort()).toEqual(wide.sort());
    const chosen = page.facets.find((f) => f.key === "size_width");
    expect(chosen).toMatchObject({ bounds: { min, max }, chosen: [{ value: "27..43" }] });
    expect((await list("decoration", { filters: { size_width: ["wide"] } })).total).toBe(0);
  });

  it("know what is in stock at which store, now", async () => {
    const stores = await facet("assises", "store");
    expect(stores?.values.map((v) => v.label).sort()).toEqual(["Comptoir de Bordeaux", "Comptoir de Paris"]);
    const channel = await channelByCode(db(), "web");
    for (const { value, count } of stores?.values ?? []) {
      const store = channel.locations.find((place) => place.code === value);
      const page = await list("assises", { filters: { store: [value] } });
      expect(page.total).toBe(count);
      for (const card of page.items) {
        const variants = (await viewProduct(db(), reader, card.slug)).variants.map((v) => v.id);
        const there = await sellableOf(db(), variants, channel, reader.now);
        const places = [...there.values()].flatMap((of) => of.places);
        expect(places.some((p) => p.locationId === store?.id && p.available > 0)).toBe(true);
      }
    }
    expect((await list("assises", { filters: { store: ["WH-LYON"] } })).total).toBe(0);
  });

  it("tell what giving up one choice would show when nothing is left", async () => {
    const filters = { finish: ["noy"], price: ["..100"], store: ["ST-PARIS"] };
    const page = await list("assises", { filters });
    expect(page.total).toBe(0);
    const { price: _, ...others } = filters;
    const { total } = await list("assises", { filters: others });
    expect(total).toBeGreaterThan(0);
    expect(page.without).toEqual([{ key: "price", label: "Jusqu’à 1 €".replace(" €", "\u00a0€"), count: total }]);
    expect((await list("assises", { filters: others })).without).toEqual([]);
  });

  it("keep a chosen value in view when nothing is left", async () => {
    const page = await list("assises", { filters: { finish: ["unheard-of"] } });
    expect(page.total).toBe(0);
    expect(page.facets.find((f) => f.key === "finish")?.values).toContainEqual({
      value: "unheard-of",
      label: "unheard-of",
      count: 0,
    });
  });

  it.each(["0-1'; DROP TABLE product; --", "abc", "-", "1e3-2e3", "999999999999999999-1"])(
    "take the price range %j as data",
    async (range) => {
      const page = await list("assises", { filters: { price: [range] } });
      expect(page.total).toBe(range === "-" ? 4 : 0);
    },
  );

  it("take hostile names as data", async () => {
    const page = await list("assises", { filters: { "x' OR '1'='1": ["y"], __proto__: ["z"] } });
    expect(page.total).toBe(0);
  });
});

describe("price and stock in a list", () => {
  it("are those of their owners, for every product and every category", async () => {
    const channel = await channelByCode(db(), "web");
    for (const category of await listCategories(db(), "fr")) {
      const page = await list(category.slug);
      expect(page.items).toHaveLength(category.productCount);
      for (const card of page.items) {
        const variants = (await viewProduct(db(), reader, card.slug)).variants;
        const ids = variants.map((v) => v.id);
        const stock = await availabilityOf(db(), ids, channel, reader.now);
        const quotes = [...(await unitPrices(db(), everybodys(channel), ids, reader.now)).values()];
        expect(card.price.minor).toBe(Math.min(...quotes.map((q) => q.unit.minor)));
        expect(card.inStock).toBe([...stock.values()].some((n) => n > 0));
        const filtered = await list(category.slug, { filters: { availability: ["in_stock"] } });
        expect(filtered.items.some((p) => p.id === card.id)).toBe(card.inStock);
      }
    }
  });

  it("follow a dated price and a quantity break", async () => {
    const channel = await channelByCode(db(), "web");
    const variant = await db().variant.findFirstOrThrow({ where: { sku: "MC-CHA-ALBA-NAT" } });
    const item = { priceListId: channel.priceListId, variantId: variant.id };
    await db().priceListItem.createMany({
      data: [
        { id: newId("priceListItem"), ...item, unitPrice: "100", minQuantity: 10 },
        { id: newId("priceListItem"), ...item, unitPrice: "150", validFrom: new Date(Date.now() + 3_600_000) },
        { id: newId("priceListItem"), ...item, unitPrice: "249.5", compareAt: "289", validFrom: new Date(0) },
      ],
    });
    await index("chaise-alba");
    const page = await list("assises", { sort: "price_asc", filters: { price: ["24950-24951"] } });
    expect(page.items).toMatchObject([
      { slug: "chaise-alba", price: { minor: 24_950 }, compareAt: { minor: 28_900 }, priceFrom: true },
    ]);
    const later = { ...reader, now: new Date(Date.now() + 7_200_000) };
    const then = await listCategory(db(), later, { slug: "assises", sort: "price_asc", limit: 4 });
    expect(then.items.find((p) => p.slug === "chaise-alba")?.price.minor).toBe(15_000);
  });

  it("come with the price of one where a set is sold, whatever it is reduced from", async () => {
    const { variants } = await viewProduct(db(), reader, "mug-gres");
    const perPiece = variants.flatMap(({ price, measurePrice }) => (measurePrice ? [{ price, measurePrice }] : []));
    expect(perPiece.length).toBeGreaterThan(0);
    expect(perPiece.length).toBeLessThan(variants.length);
    for (const { price, measurePrice } of perPiece) {
      expect(measurePrice).toEqual({ per: "piece", price: { ...price, minor: Math.round(price.minor / 4) } });
    }
    const single = variants.find((variant) => !variant.measurePrice)!;
    const change = { variantId: single.id, weightG: 350, netContent: { amount: "250", unit: "ml" as const } };
    await inTx((tx) => updateVariant(tx, change, bySystem));
    const again = (await viewProduct(db(), reader, "mug-gres")).variants.find((variant) => variant.id === single.id);
    expect(again?.measurePrice).toEqual({ per: "l", price: { ...single.price, minor: single.price.minor * 4 } });
    // The card shows the unit price of the variant whose price it shows.
    const card = (await list("arts-table")).items.find((one) => one.slug === "mug-gres");
    const cheapest = (await viewProduct(db(), reader, "mug-gres")).variants.filter(
      (variant) => variant.price.minor === card?.price.minor,
    );
    expect(cheapest.map((variant) => variant.measurePrice)).toContainEqual(card?.measurePrice ?? null);
    const writing = { sku: single.sku, data: { netContent: "0", netUnit: "ml" } };
    await expect(db().variant.update({ where: { sku: writing.sku }, data: writing.data })).rejects.toThrow(
      /variant_net/,
    );
  });

  it("sink to nothing when the last unit goes", async () => {
    const product = await viewProduct(db(), reader, "plateau-rond");
    const levels = await db().stockLevel.findMany({
      where: { variantId: { in: product.variants.map((v) => v.id) }, onHand: { gt: 0 } },
      include: { location: { select: { code: true } } },
    });
    await inTx(async (tx) => {
      for (const level of levels) {
        const quantity = -Number(level.onHand);
        await adjust(
          tx,
          { variantId: level.variantId, locationCode: level.location.code, quantity, note: "Inventaire" },
          bySystem,
        );
      }
    });
    const page = await list("decoration");
    expect(page.items.find((p) => p.slug === "plateau-rond")?.inStock).toBe(false);
    const inStock = await list("decoration", { filters: { availability: ["in_stock"] } });
    // The index has not heard of it yet: who looks at it holds it against the levels.
    expect(inStock.items.some((p) => p.slug === "plateau-rond")).toBe(false);
    expect(inStock.items).toHaveLength(inStock.total - 1);
    await index("plateau-rond");
    expect((await list("decoration", { filters: { availability: ["in_stock"] } })).total).toBe(inStock.total - 1);
  });
});

describe("a product", () => {
  it("has everything a page shows, in four statements", async () => {
    const { value, statements } = await countStatements(() => viewProduct(db(), reader, "tabouret-pivo"));
    expect(statements).toHaveLength(4);
    expect(productSchema.parse(value)).toEqual(value);
    expect(value).toMatchObject({ name: "Tabouret Pivo", taxRate: "0.2", originCountry: "LT" });
    expect(value.options.map((o) => o.key)).toEqual(["finish", "height"]);
    expect(value.variants).toHaveLength(6);
    expect(value.variants[0]).toMatchObject({ options: { finish: "nat", height: "45" }, price: { currency: "EUR" } });
    expect(value.variants.every((v) => v.media.length > 0)).toBe(true);
    expect(value.attributes).toContainEqual({ key: "material", label: "Matière principale", value: "Bois" });
    expect(value.attributes).toContainEqual({ key: "weight", label: "Poids", value: "3,2\u00a0kg" });
    expect(value.tags).not.toContain("featured");
  });

  it("does not exist while it is a draft, archived or without a price", async () => {
    const gone = { code: "catalogue.product_not_found", kind: "not_found" };
    await expect(viewProduct(db(), reader, "nothing-here")).rejects.toMatchObject(gone);
    await db().product.update({ where: { slug: "bol-gres" }, data: { status: "draft" } });
    await expect(viewProduct(db(), reader, "bol-gres")).rejects.toMatchObject(gone);
    await db().priceListItem.deleteMany({ where: { variant: { product: { slug: "mug-gres" } } } });
    await expect(viewProduct(db(), reader, "mug-gres")).rejects.toMatchObject(gone);
    await index("bol-gres", "mug-gres");
    const tableware = await list("arts-table");
    expect(tableware.items.map((p) => p.slug)).not.toEqual(expect.arrayContaining(["mug-gres"]));
    expect(tableware.total).toBe(6);
  });
});

describe("short lists", () => {
  it("put forward what the house chose, then the newest", async () => {
    const { value, statements } = await countStatements(() => listFeatured(db(), reader, 10));
    expect(statements.length).toBeLessThanOrEqual(7);
    expect(value).toHaveLength(10);
    for (const card of value) expect(productCardSchema.parse(card)).toEqual(card);
    expect(value.slice(0, 7).map((p) => p.slug)).toContain("chaise-alba");
  });

  it("show the newest first and no more than asked for", async () => {
    const slugs = (await listNewest(db(), reader, 5)).map((p) => p.slug);
    const rows = await db().product.findMany({
      where: { status: "active", variants: { some: { prices: { some: {} } } } },
      orderBy: { createdAt: "desc" },
      take: 5,
    });
    expect(slugs).toEqual(rows.map((r) => r.slug));
  });
});
