import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { newId } from "#server/kernel/ids.ts";
import { wishlistSize } from "#server/modules/crm/contract-limits.ts";
import { db } from "#server/platform/db.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";

async function customer() {
  const id = newId("user");
  await db().user.create({ data: { id, email: `${id}@example.test`, name: "Anne" } });
  return shopper({ ...guestActor, userId: id, roles: ["customer"] }).api;
}
const products = async (n: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const { variantId } = await article({ stock: i === 0 ? 2 : 0, price: "25" });
    ids.push((await db().variant.findUniqueOrThrow({ where: { id: variantId } })).productId);
  }
  return ids;
};

beforeAll(async () => {
  await demoShop();
}, 60_000);

describe("a wishlist", () => {
  it("takes over a guest's once, in its order, below nothing and twice to no effect", async () => {
    const [a = "", b = "", c = ""] = await products(3);
    const anne = await customer();
    await anne.account.wishlist.save({ productId: c });
    for (let i = 0; i < 2; i++) await anne.account.wishlist.merge({ productIds: [a, b, c, "prd_unknown"] });
    await Promise.all([1, 2, 3].map(() => anne.account.wishlist.merge({ productIds: [a, b] })));
    expect((await anne.shop.wishlist.mine()).productIds.toSorted()).toEqual([a, b, c].toSorted());
    await anne.account.wishlist.remove({ productId: b });
    await anne.account.wishlist.remove({ productId: b });
    const { productIds, signedIn } = await anne.shop.wishlist.mine();
    expect([signedIn, productIds.indexOf(b), productIds.length]).toEqual([true, -1, 2]);
  });

  it("is its owner's alone; a guest has none here", async () => {
    const [a = ""] = await products(1);
    const [anne, bert] = [await customer(), await customer()];
    await anne.account.wishlist.save({ productId: a });
    await bert.account.wishlist.remove({ productId: a });
    expect(await bert.account.wishlist.list()).toEqual([]);
    expect((await anne.account.wishlist.list()).map((wish) => wish.id)).toEqual([a]);
    expect(await shopper().api.shop.wishlist.mine()).toEqual({
      ...{ signedIn: false, productIds: [], member: false, buysFor: null },
    });
    await expect(shopper().api.account.wishlist.save({ productId: a })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("shows what each costs and whether it may be ordered, and leaves out what is no longer sold", async () => {
    const [there = "", out = "", gone = ""] = await products(3);
    await db().product.update({ where: { id: gone }, data: { status: "archived" } });
    const wishes = await shopper().api.shop.wishlist.items({ ids: [out, gone, there, "prd_unknown"] });
    expect(wishes.map((wish) => [wish.id, wish.price.minor, wish.variants.map((v) => v.canOrder)])).toEqual([
      [out, 2500, [false]],
      [there, 2500, [true]],
    ]);
    const cards = await shopper().api.shop.catalogue.cards({ ids: [there, gone] });
    expect(cards.map((card) => card.id)).toEqual([there]);
  });

  it("names finishes and their prices", async () => {
    const product = await db().product.findUniqueOrThrow({ where: { slug: "chaise-alba" } });
    const [wish] = await shopper().api.shop.wishlist.items({ ids: [product.id] });
    expect(wish?.variants.map((variant) => variant.label)).toEqual(["Chêne naturel", "Noyer", "Noir"]);
  });

  it("holds so many and refuses more, unknown products too", async () => {
    const anne = await customer();
    const { id: userId } = await db().user.findFirstOrThrow({ orderBy: { id: "desc" } });
    const ids = await products(wishlistSize + 1);
    await anne.account.wishlist.merge({ productIds: ids.slice(0, wishlistSize) });
    expect(await db().wishlistItem.count({ where: { userId } })).toBe(wishlistSize);
    const last = { productId: ids.at(-1) ?? "" };
    await expect(anne.account.wishlist.save(last)).rejects.toMatchObject({ cause: { code: "crm.wishlist_full" } });
    await anne.account.wishlist.merge({ productIds: [last.productId] });
    expect(await db().wishlistItem.count({ where: { userId } })).toBe(wishlistSize);
    await anne.account.wishlist.save({ productId: ids[3] ?? "" });
    await expect(anne.account.wishlist.save({ productId: "prd_unknown" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }, 60_000);
});
