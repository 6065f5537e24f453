// Line 35 of the attack list: what is not for sale to somebody must not be seen, counted, guessed or bought by them.
import { beforeAll, describe, expect, it } from "vitest";
import { rebuildSearch } from "#server/flows/search/rebuild-search.ts";
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { runJobs } from "../run-jobs.ts";
import { article } from "../shoppers.ts";
import { openAttackedShop } from "./attacked-shop.ts";
import { Attacker, said } from "./attacker.ts";

openAttackedShop();

const secretPrice = "7777.77";
const category = "decoration";

/** Goods that a visitor of the website must not meet, and what hides them. */
const hidings: { hidden: string; hide: (variantId: string, productId: string) => Promise<unknown> }[] = [
  {
    hidden: "a draft",
    hide: (_, id) => db().product.update({ where: { id }, data: { status: "draft" } }),
  },
  {
    hidden: "an archived product",
    hide: (_, id) => db().product.update({ where: { id }, data: { status: "archived" } }),
  },
  {
    hidden: "a product whose one variant is archived",
    hide: (id) => db().variant.update({ where: { id }, data: { status: "archived" } }),
  },
  {
    hidden: "a product priced for another channel only",
    hide: async (variantId) => {
      const list = await db().priceList.create({
        data: {
          id: newId("priceList"),
          code: `TRADE-${variantId}`,
          name: { fr: "Négoce" },
          currency: "EUR",
          taxIncluded: true,
        },
      });
      await db().priceListItem.updateMany({ where: { variantId }, data: { priceListId: list.id } });
    },
  },
  {
    hidden: "a product whose price begins tomorrow",
    hide: (variantId) =>
      db().priceListItem.updateMany({ where: { variantId }, data: { validFrom: new Date(Date.now() + 86_400_000) } }),
  },
  {
    hidden: "a product whose price ended yesterday",
    hide: (variantId) =>
      db().priceListItem.updateMany({
        where: { variantId },
        data: { validFrom: new Date(Date.now() - 172_800_000), validTo: new Date(Date.now() - 86_400_000) },
      }),
  },
];

type Goods = { hidden: string; word: string; slug: string; variantId: string; sku: string };
const goods: Goods[] = [];

beforeAll(async () => {
  const shelf = await db().category.findFirstOrThrow({ where: { slug: category } });
  for (const [i, { hidden, hide }] of hidings.entries()) {
    const { variantId, sku } = await article({ stock: 5, price: secretPrice });
    const { productId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } });
    // One made-up word each, that no tolerance for typing errors takes for another.
    const word = `${["zyxwvu", "qwfpgj", "kbvxtz", "wqzhyx", "jkxwvq", "vzqxkw"][i]}secret`;
    const { slug } = await db().product.update({
      where: { id: productId },
      data: {
        name: { fr: `Vase ${word}`, en: `Vase ${word}` },
        categories: { create: { categoryId: shelf.id, position: 99 } },
      },
    });
    await hide(variantId, productId);
    goods.push({ hidden, word, slug, variantId, sku });
  }
  // The same kind of thing, for everyone: the doors below do show what may be shown.
  const { variantId } = await article({ stock: 5, price: "12.34" });
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } });
  await db().product.update({
    where: { id: productId },
    data: {
      name: { fr: "Vase openvisible", en: "Vase openvisible" },
      categories: { create: { categoryId: shelf.id, position: 1 } },
    },
  });
  await rebuildSearch();
  await runJobs();
});

/** Every door through which goods, or that there are any, could be learned. */
const doors: {
  door: string;
  open: (who: Attacker, item: Goods) => Promise<{ status: number; data: unknown }>;
  shows: boolean;
}[] = [
  {
    door: "the category",
    open: (who) => who.query("shop.catalogue.category", { slug: category, sort: "newest", limit: 60 }),
    shows: true,
  },
  {
    door: "the category, dearest first",
    open: (who) => who.query("shop.catalogue.category", { slug: category, sort: "price_desc", limit: 60 }),
    shows: true,
  },
  { door: "the newest", open: (who) => who.query("shop.catalogue.newest", { limit: 24 }), shows: true },
  {
    door: "the site map",
    open: (who) => who.query("shop.showing.siteMapPage", { from: "prd_", limit: 1_000 }),
    shows: true,
  },
  { door: "the feed of shopping sites", open: (who) => who.query("shop.showing.feed", { limit: 500 }), shows: true },
  {
    door: "its offers for search engines",
    open: (who, { slug }) => who.query("shop.showing.offers", { slug }),
    shows: false,
  },
  {
    door: "search by its name",
    open: (who, { word }) => who.query("shop.catalogue.search", { query: word, limit: 24 }),
    shows: false,
  },
  {
    door: "search by its kind",
    open: (who) => who.query("shop.catalogue.search", { query: "vase", limit: 60 }),
    shows: true,
  },
  {
    door: "search by its SKU",
    open: (who, { sku }) => who.query("shop.catalogue.search", { query: sku, limit: 24 }),
    shows: false,
  },
  {
    door: "suggestions",
    open: (who, { word }) => who.query("shop.catalogue.suggest", { query: word.slice(0, 6) }),
    shows: false,
  },
  {
    door: "suggestions over REST",
    open: (who, { word }) => who.rest("GET", `/catalogue/suggest?query=${word}`),
    shows: false,
  },
  { door: "its own page", open: (who, { slug }) => who.query("shop.catalogue.product", { slug }), shows: false },
  {
    door: "its own address over REST",
    open: (who, { slug }) => who.rest("GET", `/catalogue/products/${slug}`),
    shows: false,
  },
  {
    door: "what is like it",
    open: (who, { slug }) => who.query("shop.catalogue.related", { slug, limit: 24 }),
    shows: false,
  },
];

const asked = async (open: (typeof doors)[number]["open"], about: Goods) =>
  JSON.stringify((await open(new Attacker(), about)).data ?? null);
const plain = (text: string, slug: string) => text.replaceAll(slug, "…").replace(/req_\w+/, "…");

describe.each(hidings.map(({ hidden }, i) => ({ hidden, i })))("$hidden", ({ i }) => {
  const item = () => goods[i] as Goods;

  it.each(doors)("line 35: is not behind $door", async ({ open }) => {
    const { slug } = item();
    const reply = await open(new Attacker(), item());
    const nothing = { ...item(), slug: "nothing-of-that-name" };
    const text = JSON.stringify(reply.data ?? null);
    for (const secret of [`Vase ${item().word}`, item().sku, item().variantId, "777777"])
      expect(text).not.toContain(secret);
    // Asked for by its address it is what never existed; the question may be repeated.
    if (reply.status === 404) expect(plain(text, slug)).toBe(plain(await asked(open, nothing), nothing.slug));
    else expect(text).not.toContain(slug);
  });

  it("line 35: is not counted by facets: no price range reaches up to it", async () => {
    const who = new Attacker();
    for (const reply of [
      await who.query<{ facets: unknown }>("shop.catalogue.category", { slug: category, sort: "featured", limit: 1 }),
      await who.query<{ facets: unknown }>("shop.catalogue.search", { query: "vase", limit: 1 }),
    ]) {
      expect(reply.status).toBe(200);
      expect(JSON.stringify(reply.data.facets)).not.toMatch(/7.?777/);
    }
  });

  it("line 35: cannot be ordered by its id", async () => {
    const who = new Attacker();
    const added = await who.add(item().variantId);
    if (added.status === 200) {
      // A basket may name what it cannot sell, without a price; it cannot become an order.
      expect(JSON.stringify(added.data)).not.toContain("777777");
      const decoy = await article({ stock: 1 });
      await who.add(decoy.variantId);
      const wish = await who.wish();
      expect(said(await who.place({ ...wish, signature: wish.signature ?? "none" }))).toBe(
        "422 sales.variant_not_for_sale",
      );
    } else {
      expect(said(added)).toBe("422 sales.variant_not_for_sale");
    }
  });
});

it.each(doors.filter(({ shows }) => shows))("what may be seen is behind $door", async ({ open }) => {
  const text = JSON.stringify((await open(new Attacker(), goods[0] as Goods)).data);
  const { slug } = await db().product.findFirstOrThrow({
    where: { name: { path: ["fr"], equals: "Vase openvisible" } },
  });
  expect(text).toContain(slug);
});

// A price elsewhere, or later, is no secret of the shelf.
it.each([0, 1, 2])("line 35: who knows the id of what is not for sale learns no count (%i)", async (i) => {
  const { variantId } = goods[i] as Goods;
  const { data } = await new Attacker().query<unknown>("shop.stock.availability", { variantIds: [variantId] });
  expect(data).toMatchObject([{ variantId, available: 0, canOrder: false }]);
  expect(JSON.stringify(data)).not.toContain('"available":5');
});
