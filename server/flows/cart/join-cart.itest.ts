import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { newId } from "#server/kernel/ids.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";

beforeAll(async () => {
  await demoShop();
}, 60_000);

async function customer(): Promise<Actor> {
  const [userId, partnerId] = [newId("user"), newId("partner")];
  const email = `${userId}@example.test`;
  await db().partner.create({ data: { id: partnerId, kind: "person", name: "Anne", email } });
  await db().user.create({ data: { id: userId, email, name: "Anne", partnerId, emailVerifiedAt: new Date() } });
  return { ...guestActor, userId, partnerId, email, emailVerified: true, roles: ["customer"] };
}

type Shopper = ReturnType<typeof shopper>;
const quantities = (cart: { lines: { variantId: string; quantity: number }[] }) =>
  Object.fromEntries(cart.lines.map((line) => [line.variantId, line.quantity]));
const rowOf = (who: Shopper) => db().cart.findUnique({ where: { tokenHash: hashToken(who.cartToken ?? "") } });
/** The same browser, signed in from now on. */
function signIn(guest: Shopper, actor: Actor): Shopper {
  const signedIn = shopper(actor);
  signedIn.takeCart(guest.cartToken);
  return signedIn;
}

describe("a basket and an account", () => {
  it("a guest's basket becomes the customer's, and is found on every device they sign in on", async () => {
    const [{ variantId: a }, { variantId: b }] = [await article({ stock: 5 }), await article({ stock: 5 })];
    const anne = await customer();
    const guest = shopper();
    await guest.api.shop.cart.add({ variantId: a, quantity: 2 });
    const phone = signIn(guest, anne);
    expect(quantities(await phone.api.shop.cart.join())).toEqual({ [a]: 2 });
    expect(await rowOf(phone)).toMatchObject({ userId: anne.userId, partnerId: anne.partnerId, status: "open" });

    const desk = shopper(anne);
    expect(quantities(await desk.api.shop.cart.join())).toEqual({ [a]: 2 });
    expect(desk.cartToken).toBe(phone.cartToken);
    await desk.api.shop.cart.add({ variantId: b, quantity: 1 });
    expect(quantities(await phone.api.shop.cart.get())).toEqual({ [a]: 2, [b]: 1 });
  });

  it("joins two baskets: nothing is lost, of what is in both the larger number stands, once", async () => {
    const [{ variantId: a }, { variantId: b }, { variantId: c }] = [
      await article({ stock: 9 }),
      await article({ stock: 9 }),
      await article({ stock: 9 }),
    ];
    const anne = await customer();
    const phone = shopper(anne);
    await phone.api.shop.cart.add({ variantId: a, quantity: 3 });
    await phone.api.shop.cart.add({ variantId: b, quantity: 1 });
    const guest = shopper();
    await guest.api.shop.cart.add({ variantId: b, quantity: 2 });
    await guest.api.shop.cart.add({ variantId: c, quantity: 1 });
    const before = await rowOf(guest);
    const desk = signIn(guest, anne);
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => desk.api.shop.cart.join()));
    for (const cart of [first, ...again]) expect(quantities(cart ?? { lines: [] })).toEqual({ [a]: 3, [b]: 2, [c]: 1 });
    expect(desk.cartToken).toBe(phone.cartToken);
    expect(await db().cart.findUnique({ where: { id: before?.id ?? "" }, include: { lines: true } })).toMatchObject({
      status: "abandoned",
      lines: [],
    });
    expect(await db().cart.count({ where: { userId: anne.userId, status: "open" } })).toBe(1);
  });

  it("moves what was set aside along", async () => {
    await db().channel.update({ where: { code: "web" }, data: { holdOn: "cart", cartHoldMinutes: 15 } });
    const { variantId } = await article({ stock: 3 });
    const anne = await customer();
    const phone = shopper(anne);
    await phone.api.shop.cart.add({ variantId, quantity: 1 });
    const guest = shopper();
    await guest.api.shop.cart.add({ variantId, quantity: 2 });
    const desk = signIn(guest, anne);
    const cart = await desk.api.shop.cart.join();
    expect([quantities(cart), cart.lines[0]?.problem]).toEqual([{ [variantId]: 2 }, null]);
    const held = await db().reservation.findMany({ where: { variantId, status: "held" } });
    expect(held.map((each) => [each.cartId, Number(each.quantity)])).toEqual([[cart.id, 2]]);
    expect(await verifyLedger(db())).toEqual([]);
    await db().channel.update({ where: { code: "web" }, data: { holdOn: "payment" } });
  });

  it("leaves alone what belongs to somebody else, and what a guest has", async () => {
    const { variantId } = await article({ stock: 5 });
    const [anne, ben] = [await customer(), await customer()];
    const first = shopper(anne);
    await first.api.shop.cart.add({ variantId, quantity: 1 });
    const next = signIn(first, ben);
    await next.api.shop.cart.join();
    expect(await rowOf(first)).toMatchObject({ userId: anne.userId, status: "open" });
    expect(await db().cart.count({ where: { userId: ben.userId } })).toBe(0);
    const guest = shopper();
    await guest.api.shop.cart.add({ variantId, quantity: 1 });
    const kept = guest.cartToken;
    expect(quantities(await guest.api.shop.cart.join())).toEqual({ [variantId]: 1 });
    await guest.api.shop.cart.leave();
    expect(guest.cartToken).toBe(kept);
    await first.api.shop.cart.leave();
    expect(first.cartToken).toBe("");
    expect((await first.api.shop.cart.get()).lines).toEqual([]);
  });
});
