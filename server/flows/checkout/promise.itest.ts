import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { readTold, tell } from "./tell-promise.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_promise_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());

const methodsFor = async (variantId: string, quantity = 1) => {
  const who = shopper();
  await who.api.shop.cart.add({ variantId, quantity });
  const methods = await who.api.shop.checkout.shippingMethods({ country: "FR" });
  return { who, methods, of: (code: string) => methods.find((method) => method.code === code) };
};
const stored = async (orderId: string) => {
  const order = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } });
  const day = (date: Date | null) => date?.toISOString().slice(0, 10);
  return { from: day(order.promisedFrom), to: day(order.promisedTo) };
};
const sourcesOf = async (orderId: string) => {
  const rows = await db().reservation.findMany({ where: { orderId }, include: { location: true } });
  return rows.map((row) => `${Number(row.quantity)} ${row.location.code}`).sort();
};
const ships = (code: string, choice: string) =>
  db().channelLocation.updateMany({ where: { channel: { code: "web" }, location: { code } }, data: { ships: choice } });

describe("the promise told", () => {
  it("is kept by the order as it was shown, and by no order that makes one up", async () => {
    const { variantId } = await article({ stock: 20 });
    const { who, of } = await methodsFor(variantId);
    const told = of("home")?.promise;
    expect(told).toMatchObject({ deliveries: 1 });
    const { orderId } = await who.order();
    expect(await stored(orderId)).toEqual({ from: told?.from, to: told?.to });
  });

  it("is signed for one basket, one method and two hours", () => {
    const now = new Date("2026-11-20T10:00:00Z");
    const span = { from: "2026-11-24", to: "2026-11-25", orderBefore: "2026-11-20T14:00:00.000Z", deliveries: 1 };
    const telling = { cartId: "crt_1", method: "home" };
    const { token } = tell(span, telling, now);
    expect(readTold(token, { ...telling, now })).toEqual({ from: span.from, to: span.to });
    const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    expect(readTold(token, { ...telling, now: later(2) })).not.toBeNull();
    for (const wrong of [
      { ...telling, now: later(2.01) },
      { ...telling, now: later(-1) },
      { ...telling, cartId: "crt_2", now },
      { ...telling, method: "express", now },
    ]) {
      expect(readTold(token, wrong)).toBeNull();
    }
    for (const forged of [undefined, "", "x", token.replace("11-24", "11-21"), token.slice(0, -1)]) {
      expect(readTold(forged, { ...telling, now })).toBeNull();
    }
  });

  it("is the latest of all places that an order leaves from", async () => {
    const { variantId } = await article({ stock: 2, location: "WH-LYON" });
    await inTx((tx) => receive(tx, [{ variantId, locationCode: "WH-NANTES", quantity: 2 }], bySystem));
    await db().location.updateMany({ where: { code: "WH-NANTES" }, data: { handlingDays: 3 } });
    const [one, both] = [await methodsFor(variantId, 2), await methodsFor(variantId, 3)];
    expect(one.of("home")?.promise).toMatchObject({ deliveries: 1 });
    expect(both.of("home")?.promise).toMatchObject({ deliveries: 2 });
    expect(String(both.of("home")?.promise?.to) > String(one.of("home")?.promise?.to)).toBe(true);
    await db().location.updateMany({ where: { code: "WH-NANTES" }, data: { handlingDays: 0 } });
  });

  it("waits for the goods of a back-order, and is silent where nobody knows when they come", async () => {
    const { variantId } = await article({ stock: 0 });
    await db().stockPolicy.create({ data: { variantId, mode: "backorder", maxBackorder: 5 } });
    expect((await methodsFor(variantId)).of("home")?.promise).toBeNull();
    const { id } = await db().location.findUniqueOrThrow({ where: { code: "WH-LYON" } });
    const expectedOn = new Date(Date.now() + 40 * 86_400_000);
    await db().inboundSupply.create({
      data: { id: `sup_${variantId.slice(4)}`, variantId, locationId: id, quantity: 5, expectedOn },
    });
    const told = (await methodsFor(variantId)).of("home")?.promise;
    expect(String(told?.from) > expectedOn.toISOString().slice(0, 10)).toBe(true);
  });

  it("costs the methods of a basket no more statements with more lines", async () => {
    const counts: number[] = [];
    for (const lines of [1, 4]) {
      const who = shopper();
      for (let i = 0; i < lines; i++) {
        await who.api.shop.cart.add({ variantId: (await article({ stock: 3 })).variantId, quantity: 1 });
      }
      const { statements } = await countStatements(() => who.api.shop.checkout.shippingMethods({ country: "FR" }));
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe("a store", () => {
  it("ships what no warehouse has, and nothing that one has", async () => {
    const { variantId } = await article({ stock: 2, location: "WH-NANTES" });
    await inTx((tx) => receive(tx, [{ variantId, locationCode: "ST-PARIS", quantity: 5 }], bySystem));
    const order = async (quantity: number) => {
      const who = shopper();
      await who.api.shop.cart.add({ variantId, quantity });
      return sourcesOf((await who.order()).orderId);
    };
    expect(await order(1)).toEqual(["1 WH-NANTES"]);
    // The store has all three, Nantes one of them: two deliveries are worse than one.
    expect(await order(3)).toEqual(["3 ST-PARIS"]);
  });

  it("that never ships is collected from only", async () => {
    const { variantId } = await article({ stock: 2, location: "ST-PARIS" });
    await ships("ST-PARIS", "never");
    const { who, methods } = await methodsFor(variantId);
    expect(methods.map(({ code }) => code)).toEqual(["collect-paris"]);
    await expect(who.order({ method: "home" })).rejects.toThrow();
    await ships("ST-PARIS", "last");
    expect((await methodsFor(variantId)).of("home")).toBeDefined();
  });

  it("gives what is collected there itself, at its own address, to the buyer's bill", async () => {
    const { variantId } = await article({ stock: 9, location: "WH-LYON" });
    await inTx((tx) => receive(tx, [{ variantId, locationCode: "ST-PARIS", quantity: 1 }], bySystem));
    const { who, of } = await methodsFor(variantId);
    const told = of("collect-paris");
    expect(told).toMatchObject({ price: { minor: 0 }, collectAt: { code: "ST-PARIS", city: "Paris" } });
    const { orderId } = await who.order({ method: "collect-paris" });
    expect(await sourcesOf(orderId)).toEqual(["1 ST-PARIS"]);
    expect(await stored(orderId)).toEqual({ from: told?.promise?.from, to: told?.promise?.to });
    const order = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } });
    expect(order.deliveryAddress).toMatchObject({
      recipient: "Anne Martin",
      company: "Comptoir de Paris",
      postcode: "75011",
    });
    expect(order.billingAddress).toMatchObject({ line1: "12 rue des Martyrs" });
    // The last one there is taken: the warehouse's are no help to who wants to collect.
    expect((await methodsFor(variantId)).of("collect-paris")).toBeUndefined();
  });
});

describe("stores", () => {
  it("are told with distance, hours, stock and the day of collection, the nearest first", async () => {
    const { variantId } = await article({ stock: 2, location: "ST-BORDEAUX" });
    const { api } = shopper();
    const near = await api.shop.stores.list({ variantId, near: "Bordeaux" });
    expect(near.found).toBe(true);
    expect(near.stores.map(({ code, km }) => [code, km])).toEqual([
      ["ST-BORDEAUX", 1],
      ["ST-PARIS", 500],
    ]);
    expect(near.stores[0]).toMatchObject({ stock: { available: 2 }, collect: { on: expect.any(String) } });
    expect(near.stores[1]).toMatchObject({ stock: { band: "none", available: 0 }, collect: null });
    expect(await api.shop.stores.list({ near: "Atlantis" })).toMatchObject({ found: false });
    expect((await api.shop.stores.list({ latitude: 48.86, longitude: 2.35 })).stores[0]?.code).toBe("ST-PARIS");
    await expect(api.shop.stores.list({ latitude: 48.86 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
