import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { said } from "#server/testing/attacks/attacker.ts";
import { somebody } from "#server/testing/company-members.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { rebuildSearch } from "../search/rebuild-search.ts";
import { findArticles, previewList } from "./quick-order.ts";

openAttackedShop();

let goods: { variantId: string; sku: string }[];
beforeAll(async () => {
  goods = await Promise.all([article({ stock: 20, price: "10" }), article({ stock: 3, price: "7.50" })]);
});
const skus = () => goods.map((one) => one.sku) as [string, string];
const guest = { token: null, userId: null, partnerId: null, channelCode: "web", locale: "fr" };

describe("ordering by a list", () => {
  it("shows articles, prices and what is wrong, row by row, in a few statements however long it is", async () => {
    const [bowl, plate] = skus();
    const text = `SKU;Quantity\n${bowl.toLowerCase()};2\n${plate};5\nNOPE-1;1\n${bowl};1\n${plate};1.5x\n${bowl};0.5`;
    const { rows, subtotal } = await previewList(guest, text, new Date());
    expect(rows.map((row) => [row.row, row.sku, row.quantity, row.problem])).toEqual([
      // 2 + 1 + 0.5: rows of one article are one row, whose sum cannot be cut either.
      [2, bowl, 3.5, "not_divisible"],
      [3, plate, 5, "not_enough"],
      [4, "NOPE-1", 1, "unknown"],
      [6, plate, null, "quantity"],
    ]);
    expect(subtotal).toEqual({ minor: 0, currency: "EUR" });
    const fine = await previewList(guest, `${bowl} 2\n${plate} 3`, new Date());
    expect(fine.subtotal.minor).toBe(4_250);
    const statements = async (list: string) => {
      const { statements } = await countStatements(() => previewList(guest, list, new Date()));
      return statements.length;
    };
    const many = Array.from({ length: 150 }, (_, i) => `NOPE-${i} 1`).join("\n");
    expect(await statements(`${bowl} 1\n${plate} 1\n${many}`)).toBe(await statements(`${bowl} 1`));
  });

  it("adds everything or nothing, in one transaction, and only what may be sold", async () => {
    const who = shopper();
    const lines = goods.map(({ variantId }) => ({ variantId, quantity: 2 }));
    const add = (wanted: typeof lines) => who.api.shop.quickOrder.add({ lines: wanted });
    await expect(add([...lines, { variantId: `var_${randomUUID()}`, quantity: 1 }])).rejects.toMatchObject({
      cause: { code: "sales.variant_not_for_sale" },
    });
    expect(who.cartToken).toBeNull();
    expect((await add(lines)).itemCount).toBe(4);
    await expect(add([{ variantId: goods[0]?.variantId ?? "", quantity: 9_998 }])).rejects.toMatchObject({
      cause: { code: "sales.quantity_too_large" },
    });
    expect((await add(lines)).itemCount).toBe(8);
    for (const quantity of [0, -1, Number.NaN, 0.0001]) {
      await expect(add([{ variantId: goods[0]?.variantId ?? "", quantity }])).rejects.toThrow();
    }
  });
});

describe("finding an article while typing", () => {
  it("looks at parts of SKUs, then at names as the search does, and names what is sold alone", async () => {
    const [bowl] = skus();
    const variant = await db().variant.findUniqueOrThrow({ where: { sku: bowl }, include: { product: true } });
    await db().product.update({
      where: { id: variant.productId },
      data: { name: { fr: "Grand saladier", en: "Salad bowl" } },
    });
    await rebuildSearch();
    const found = async (query: string, locale: "fr" | "en" = "fr") =>
      (await findArticles({ ...guest, locale }, query)).map((one) => one.sku);
    expect(await found(bowl.slice(2).toLowerCase())).toContain(bowl);
    expect(await found("salad")).toEqual([bowl]);
    expect(await found("saladier")).toEqual([bowl]);
    expect(await found("salad bo", "en")).toEqual([bowl]);
    await db().variant.update({ where: { id: variant.id }, data: { status: "archived" } });
    expect(await found(bowl)).not.toContain(bowl);
    expect(await found("saladier")).toEqual([]);
    await db().variant.update({ where: { id: variant.id }, data: { status: "active" } });
  });
});

describe("ordering again", () => {
  it("puts an own order into the basket, without what is no longer sold, and nobody else's", async () => {
    const [buyer, stranger] = [await somebody(), await somebody()];
    const gone = await article({ stock: 5 });
    for (const { variantId } of [...goods, gone]) await buyer.add(variantId, 2);
    const { number } = (await buyer.place(await buyer.wish())).data;
    await db().variant.update({ where: { id: gone.variantId }, data: { status: "archived" } });
    const again = await buyer.mutate<{ added: number; missing: string[] }>("account.orders.again", { number });
    expect([again.data.added, again.data.missing.length]).toEqual([2, 1]);
    expect((await buyer.query<{ itemCount: number }>("shop.cart.get")).data.itemCount).toBe(4);
    expect(said(await stranger.mutate("account.orders.again", { number }))).toBe("404 sales.order_not_found");
  });
});
