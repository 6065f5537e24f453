import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { availabilityOf, forgetCartHolds, setPolicy, verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { releaseCartHolds } from "./release-cart-holds.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_hold_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await db().channel.update({ where: { code: "web" }, data: { holdOn: "cart", cartHoldMinutes: 15 } });
});

type Shopper = ReturnType<typeof shopper>;
const reservedOf = async (variantId: string) =>
  Number((await db().stockLevel.aggregate({ where: { variantId }, _sum: { reserved: true } }))._sum.reserved);
const availableOf = async (variantId: string) =>
  (await availabilityOf(db(), [variantId], await channelByCode(db(), "web"))).get(variantId);
const cartIdOf = async (who: Shopper) =>
  (await db().cart.findUniqueOrThrow({ where: { tokenHash: hashToken(who.cartToken ?? "") } })).id;
const expire = async (who: Shopper) =>
  db().reservation.updateMany({
    where: { cartId: await cartIdOf(who), status: "held" },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
const notEnough = { cause: { code: "stock.not_enough" } };

describe("a basket where the channel holds early", () => {
  it("holds what its lines say, for the channel's time, told with the cart", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    const cart = await anne.api.shop.cart.add({ variantId, quantity: 2 });
    expect(await reservedOf(variantId)).toBe(2);
    const minutes = (Date.parse(cart.holdExpiresAt ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    // What it holds itself it may have; nobody else may.
    expect(cart.lines[0]).toMatchObject({ available: 5, problem: null });
    expect(await availableOf(variantId)).toBe(3);
    const lineId = cart.lines[0]?.id ?? "";
    await anne.api.shop.cart.setQuantity({ lineId, quantity: 5 });
    expect(await reservedOf(variantId)).toBe(5);
    await expect(anne.api.shop.cart.setQuantity({ lineId, quantity: 6 })).rejects.toMatchObject(notEnough);
    expect(await reservedOf(variantId)).toBe(5);
    await anne.api.shop.cart.setQuantity({ lineId, quantity: 1 });
    expect(await reservedOf(variantId)).toBe(1);
    expect(await anne.api.shop.cart.setQuantity({ lineId, quantity: 0 })).toMatchObject({ holdExpiresAt: null });
    expect(await reservedOf(variantId)).toBe(0);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("gets the last unit or an answer, whichever of two came first", async () => {
    const { variantId } = await article({ stock: 1 });
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => shopper().api.shop.cart.add({ variantId, quantity: 1 })),
    );
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject(notEnough);
    expect(await reservedOf(variantId)).toBe(1);
  });

  it("hands its hold to its order, nobody in between, though others try all the time", async () => {
    const { variantId } = await article({ stock: 2 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 2 });
    const others = Array.from({ length: 8 }, () => shopper().api.shop.cart.add({ variantId, quantity: 1 }));
    const [placed, ...tries] = await Promise.allSettled([anne.order(), ...others]);
    expect(placed?.status).toBe("fulfilled");
    expect(tries.every((t) => t.status === "rejected")).toBe(true);
    const rows = await db().reservation.findMany({ where: { variantId }, orderBy: { createdAt: "asc" } });
    expect(rows.map((r) => [r.orderId !== null, r.status])).toEqual([
      [false, "released"],
      [true, "held"],
    ]);
    expect(await reservedOf(variantId)).toBe(2);
  });

  it("loses its hold at the end of its time: others may have it at once, before any sweep", async () => {
    const { variantId } = await article({ stock: 1 });
    const [anne, ben] = [shopper(), shopper()];
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    await expect(ben.api.shop.cart.add({ variantId, quantity: 1 })).rejects.toMatchObject(notEnough);
    await expire(anne);
    expect(await availableOf(variantId)).toBe(1);
    await ben.api.shop.cart.add({ variantId, quantity: 1 });
    const cart = await anne.api.shop.cart.get();
    expect(cart.lines[0]).toMatchObject({ available: 0, problem: "out_of_stock" });
    expect(cart).toMatchObject({ holdsStock: true, holdExpiresAt: null });
    expect(await reservedOf(variantId)).toBe(1);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("sets aside anew what is still there when asked, other lines or not", async () => {
    const [a, b] = [await article({ stock: 3 }), await article({ stock: 1 })];
    const [anne, ben] = [shopper(), shopper()];
    await anne.api.shop.cart.add({ variantId: a.variantId, quantity: 2 });
    await anne.api.shop.cart.add({ variantId: b.variantId, quantity: 1 });
    await expire(anne);
    await ben.api.shop.cart.add({ variantId: b.variantId, quantity: 1 });
    const cart = await anne.api.shop.cart.hold();
    expect(Date.parse(cart.holdExpiresAt ?? "")).toBeGreaterThan(Date.now());
    expect(cart.lines.map((line) => line.problem)).toEqual([null, "out_of_stock"]);
    expect([await reservedOf(a.variantId), await reservedOf(b.variantId)]).toEqual([2, 1]);
  });

  it("keeps its place in the queue for what is on order, and what it held is forgotten in the end", async () => {
    const { variantId } = await article({ stock: 1 });
    await inTx((tx) =>
      setPolicy(tx, { variantId, mode: "backorder", maxBackorder: 1, releaseOn: null, seenAt: null }, bySystem),
    );
    const [anne, ben] = [shopper(), shopper()];
    await anne.api.shop.cart.add({ variantId, quantity: 2 });
    await expect(ben.api.shop.cart.add({ variantId, quantity: 1 })).rejects.toMatchObject(notEnough);
    const { orderId } = await anne.order({ acceptsWaiting: true });
    const kinds = await db().reservation.findMany({ where: { orderId }, orderBy: { kind: "asc" } });
    expect(kinds.map((r) => [r.kind, Number(r.quantity)])).toEqual([
      ["stock", 1],
      ["supply", 1],
    ]);
    const cartId = await cartIdOf(anne);
    expect(await forgetCartHolds(db(), new Date(Date.now() - 60_000))).toBe(0);
    await forgetCartHolds(db(), new Date(Date.now() + 1000));
    expect(await db().reservation.count({ where: { cartId } })).toBe(0);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("is swept once its time is over, each hold once, however many sweep", async () => {
    const { variantId } = await article({ stock: 4 });
    const shoppers = [shopper(), shopper()];
    for (const who of shoppers) {
      await who.api.shop.cart.add({ variantId, quantity: 2 });
      await expire(who);
    }
    await Promise.all([1, 2, 3].map(() => releaseCartHolds(new Date())));
    expect(await reservedOf(variantId)).toBe(0);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("holds nothing, and costs nothing more, where the channel holds at payment", async () => {
    await db().channel.update({ where: { code: "web" }, data: { holdOn: "payment" } });
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const { statements, value } = await countStatements(() => anne.api.shop.cart.add({ variantId, quantity: 9 }));
    expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(8);
    expect(value).toMatchObject({ holdsStock: false, holdExpiresAt: null });
    expect(await reservedOf(variantId)).toBe(0);
  });
});
