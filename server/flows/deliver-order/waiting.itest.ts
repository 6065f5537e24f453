import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import {
  addSupply,
  adjust,
  cancelSupply,
  receiveSupply,
  releaseQuantity,
  releaseReservations,
  sellableOf,
  setPolicy,
  verifyLedger,
} from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { planDelivery } from "./plan-delivery.ts";
import { serveWaiting } from "./serve-waiting.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_waiting_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const policy = (variantId: string, mode: "backorder" | "preorder", maxBackorder: number | null, releaseOn?: string) =>
  inTx((tx) => setPolicy(tx, { variantId, mode, maxBackorder, releaseOn: releaseOn ?? null, seenAt: null }, bySystem));
const supply = (variantId: string, quantity: number, expectedOn = day(30), locationCode = "WH-LYON") =>
  inTx((tx) => addSupply(tx, { variantId, locationCode, quantity, expectedOn }, bySystem));
const receiveAll = (id: string, quantity: number, version = 1) =>
  inTx((tx) => receiveSupply(tx, { id, version, quantity }, bySystem));
const levelsOf = async (variantId: string) => {
  const { _sum } = await db().stockLevel.aggregate({
    where: { variantId },
    _sum: { onHand: true, reserved: true, backordered: true },
  });
  return [Number(_sum.onHand), Number(_sum.reserved), Number(_sum.backordered)];
};
const kindsOf = async (orderId: string) =>
  (
    await db().reservation.findMany({
      where: { orderId, status: { in: ["held", "committed"] } },
      orderBy: { id: "asc" },
    })
  )
    .map((r) => `${r.kind} ${r.status} ${Number(r.quantity)}`)
    .sort();

async function order(variantId: string, quantity: number) {
  const who = shopper();
  await who.api.shop.cart.add({ variantId, quantity });
  return { who, ...(await who.order({ acceptsWaiting: true })) };
}
async function paidOrder(variantId: string, quantity: number) {
  const placed = await order(variantId, quantity);
  await payOnPage(placed.payUrl, testCards.accepted);
  expect((await placed.who.api.shop.checkout.settle({ token: placed.token })).status).toBe("paid");
  return placed;
}

describe("an article on back-order", () => {
  it("says what waits and until when, is never sold so without the shopper's knowledge", async () => {
    const { variantId } = await article({ stock: 1 });
    await policy(variantId, "backorder", null);
    await supply(variantId, 4);
    const anne = shopper();
    const cart = await anne.api.shop.cart.add({ variantId, quantity: 3 });
    expect(cart.lines[0]).toMatchObject({
      problem: null,
      available: 1,
      orderable: 5,
      waiting: { quantity: 2, mode: "backorder", expectedOn: day(30) },
    });
    await expect(anne.order()).rejects.toMatchObject({
      cause: { code: "stock.must_wait", details: { variantId, expectedOn: day(30) } },
    });
    expect(await levelsOf(variantId)).toEqual([1, 0, 0]);
    const placed = await anne.order({ acceptsWaiting: true });
    expect(await kindsOf(placed.orderId)).toEqual(["stock held 1", "supply held 2"]);
    expect(await levelsOf(variantId)).toEqual([1, 1, 2]);
    expect((await sellableOf(db(), [variantId], await channelByCode(db(), "web"))).get(variantId)).toMatchObject({
      available: 0,
      orderable: 2,
    });
  });

  it("is delivered in parts as goods come, oldest order first, and both kinds of promise add up", async () => {
    const { variantId } = await article({ stock: 1 });
    await policy(variantId, "backorder", 10);
    const { id } = await supply(variantId, 5);
    const first = await paidOrder(variantId, 3);
    const second = await paidOrder(variantId, 4);
    await runJobs();
    const deliveriesOf = (orderId: string) =>
      db().delivery.findMany({ where: { orderId }, include: { lines: true }, orderBy: { createdAt: "asc" } });
    expect((await deliveriesOf(first.orderId)).map((d) => Number(d.lines[0]?.quantity))).toEqual([1]);
    expect(await deliveriesOf(second.orderId)).toEqual([]);

    await receiveAll(id, 3);
    expect(await kindsOf(first.orderId)).toEqual(["stock committed 1", "stock committed 2"]);
    expect(await kindsOf(second.orderId)).toEqual(["stock committed 1", "supply committed 3"]);
    expect(await levelsOf(variantId)).toEqual([4, 4, 3]);
    await runJobs();
    expect((await deliveriesOf(first.orderId)).map((d) => Number(d.lines[0]?.quantity))).toEqual([1, 2]);
    expect((await deliveriesOf(second.orderId)).map((d) => Number(d.lines[0]?.quantity))).toEqual([1]);
    expect(await planDelivery(first.orderId)).toEqual([]);

    // A correction of stock serves the rest just as well.
    await inTx((tx) => adjust(tx, { variantId, locationCode: "WH-NANTES", quantity: 9, note: "found" }, bySystem));
    expect(await kindsOf(second.orderId)).toEqual(["stock committed 1", "stock committed 3"]);
    expect(await levelsOf(variantId)).toEqual([13, 7, 0]);
    await runJobs();
    expect((await deliveriesOf(second.orderId)).map((d) => Number(d.lines[0]?.quantity))).toEqual([1, 3]);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("is promised up to its limit, whoever races: the variant's own, or what dated supplies bring", async () => {
    for (const [max, expected] of [
      [3, 3],
      [null, 2],
    ] as const) {
      const { variantId } = await article({ stock: 1 });
      await policy(variantId, "backorder", max);
      await supply(variantId, 2);
      const shoppers = Array.from({ length: 7 }, () => shopper());
      for (const who of shoppers) await who.api.shop.cart.add({ variantId, quantity: 1 });
      const answers = await Promise.allSettled(shoppers.map((who) => who.order({ acceptsWaiting: true })));
      expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(1 + expected);
      expect(await levelsOf(variantId)).toEqual([1, 1, expected]);
    }
  });

  it("neither loses nor doubles a unit when goods come while others order", async () => {
    const { variantId } = await article({ stock: 0 });
    await policy(variantId, "backorder", null);
    const { id } = await supply(variantId, 6);
    const waiting = [await order(variantId, 1), await order(variantId, 1)];
    const shoppers = Array.from({ length: 6 }, () => shopper());
    for (const who of shoppers) await who.api.shop.cart.add({ variantId, quantity: 1 });
    const [received, ...answers] = await Promise.allSettled([
      receiveAll(id, 6),
      ...shoppers.map((who) => who.order({ acceptsWaiting: true })),
    ]);
    expect(received.status).toBe("fulfilled");
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(4);
    expect(await levelsOf(variantId)).toEqual([6, 6, 0]);
    for (const one of waiting) expect(await kindsOf(one.orderId)).toEqual(["stock held 1"]);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("goes back whole or in part: what waits first, then stock, and each to whoever waits", async () => {
    const { variantId } = await article({ stock: 2 });
    await policy(variantId, "backorder", 10);
    const first = await paidOrder(variantId, 4);
    const second = await paidOrder(variantId, 1);
    const [line] = await db().salesOrderLine.findMany({ where: { orderId: first.orderId, variantId } });
    const orderLineId = line?.id ?? "";
    await inTx((tx) => releaseQuantity(tx, first.orderId, [{ orderLineId, quantity: 3 }]));
    expect(await kindsOf(first.orderId)).toEqual(["stock committed 1"]);
    expect(await kindsOf(second.orderId)).toEqual(["stock committed 1"]);
    await expect(
      inTx((tx) => releaseQuantity(tx, first.orderId, [{ orderLineId, quantity: 2 }])),
    ).rejects.toMatchObject({ code: "stock.reservation_too_small" });
    await inTx((tx) => releaseReservations(tx, first.orderId));
    await inTx((tx) => releaseReservations(tx, first.orderId));
    expect(await levelsOf(variantId)).toEqual([2, 1, 0]);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("keeps its promise when its goods are cancelled, and takes no more", async () => {
    const { variantId } = await article({ stock: 0 });
    await policy(variantId, "backorder", null);
    const { id } = await supply(variantId, 3);
    const { orderId } = await paidOrder(variantId, 2);
    await inTx((tx) => cancelSupply(tx, { id, version: 1 }, bySystem));
    expect(await kindsOf(orderId)).toEqual(["supply committed 2"]);
    expect(await shopper().api.shop.cart.add({ variantId, quantity: 1 })).toMatchObject({
      lines: [{ problem: "out_of_stock" }],
    });
    await expect(inTx((tx) => cancelSupply(tx, { id, version: 1 }, bySystem))).rejects.toMatchObject({
      code: "stock.version_conflict",
    });
  });
});

describe("a pre-order", () => {
  it("is promised before it is there and leaves on its day, not before, though the goods have come", async () => {
    const { variantId } = await article({ stock: 0 });
    await policy(variantId, "preorder", null, day(20));
    const { id } = await supply(variantId, 5, day(10));
    const anne = shopper();
    expect((await anne.api.shop.cart.add({ variantId, quantity: 1 })).lines[0]).toMatchObject({
      waiting: { quantity: 1, mode: "preorder", expectedOn: day(20) },
    });
    const { orderId } = await paidOrder(variantId, 2);
    await receiveAll(id, 5);
    await runJobs();
    expect(await kindsOf(orderId)).toEqual(["stock committed 2"]);
    expect(await db().delivery.count({ where: { orderId } })).toBe(0);
    await serveWaiting();
    expect(await db().delivery.count({ where: { orderId } })).toBe(0);
    await serveWaiting({ now: () => new Date(Date.now() + 20 * 86_400_000) });
    expect(await db().delivery.count({ where: { orderId } })).toBe(1);
  });
});

describe("a hold that runs out while the shopper pays", () => {
  const runOut = (orderId: string) =>
    db().reservation.updateMany({ where: { orderId }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const paymentOf = async (orderId: string) => (await db().payment.findFirstOrThrow({ where: { orderId } })).id;

  it("is taken again from supply for those who had agreed to wait, from stock for the others, or refunded", async () => {
    const { variantId } = await article({ stock: 1 });
    await policy(variantId, "backorder", 1);
    const stocked = await order(variantId, 1);
    const waiting = await order(variantId, 1);
    for (const { orderId, payUrl } of [stocked, waiting]) {
      await payOnPage(payUrl, testCards.accepted);
      await runOut(orderId);
    }
    // A third takes the unit that both had lost by then, a fourth the place in the queue.
    const [third, fourth] = [await order(variantId, 1), await order(variantId, 1)];
    expect([await kindsOf(third.orderId), await kindsOf(fourth.orderId)]).toEqual([
      ["stock held 1"],
      ["supply held 1"],
    ]);
    await db().stockPolicy.update({ where: { variantId }, data: { maxBackorder: 9 } });
    await settlePayment(await paymentOf(stocked.orderId), new Date());
    await settlePayment(await paymentOf(waiting.orderId), new Date());
    const statusOf = async (orderId: string) =>
      (await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } })).status;
    expect(await statusOf(stocked.orderId)).toBe("cancelled");
    expect(await db().refund.count({ where: { payment: { orderId: stocked.orderId } } })).toBe(1);
    expect(await statusOf(waiting.orderId)).toBe("confirmed");
    expect(await kindsOf(waiting.orderId)).toEqual(["supply committed 1"]);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("ends in exactly one owner when expiry and settling race", async () => {
    const { variantId } = await article({ stock: 1 });
    const late = await order(variantId, 1);
    await payOnPage(late.payUrl, testCards.accepted);
    await runOut(late.orderId);
    const ben = shopper();
    await ben.api.shop.cart.add({ variantId, quantity: 1 });
    const paymentId = await paymentOf(late.orderId);
    const [, bens] = await Promise.allSettled([settlePayment(paymentId, new Date()), ben.order()]);
    const { status } = await db().salesOrder.findUniqueOrThrow({ where: { id: late.orderId } });
    expect([status, bens.status]).toEqual(
      status === "confirmed" ? ["confirmed", "rejected"] : ["cancelled", "fulfilled"],
    );
    expect(await levelsOf(variantId)).toEqual([1, 1, 0]);
    expect(await verifyLedger(db())).toEqual([]);
  });
});
