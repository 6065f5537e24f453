// Lines 25, 26 and 30 of the attack list: more buyers than pieces, and money that comes when the pieces are gone.
import { describe, expect, it } from "vitest";
import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { newId } from "#server/kernel/ids.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { expectStockToHold, levelOf, openAttackedShop, outcomeOf } from "./attacked-shop.ts";
import { Attacker, placedOrder, said, shopperWith } from "./attacker.ts";

openAttackedShop();

const many = <T>(count: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)));
const tally = (answers: readonly string[]) =>
  Object.fromEntries(
    [...new Set(answers)].sort().map((answer) => [answer, answers.filter((a) => a === answer).length]),
  );

/** Puts every unpaid hold of a variant into the past. */
async function letHoldsRunOut(variantId: string): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  const holds = await db().reservation.findMany({ where: { variantId, status: "held" }, select: { orderId: true } });
  await db().reservation.updateMany({ where: { variantId, status: "held" }, data: { expiresAt: past } });
  await db().salesOrder.updateMany({
    where: { id: { in: holds.flatMap((h) => h.orderId ?? []) }, status: "awaiting_payment" },
    data: { holdExpiresAt: past },
  });
}

describe("line 25: more buyers than pieces", () => {
  type Rush = { goods: string; stock: Record<string, number>; buyers: number; each: number; winners: number };
  const rushes: Rush[] = [
    { goods: "the last piece, in one of three places", stock: { "WH-LYON": 1 }, buyers: 200, each: 1, winners: 1 },
    { goods: "the last piece, in a shop", stock: { "ST-PARIS": 1 }, buyers: 50, each: 1, winners: 1 },
    { goods: "a hundred pieces", stock: { "WH-LYON": 100 }, buyers: 200, each: 1, winners: 100 },
    {
      goods: "nine pieces in three places, wanted by fours",
      stock: { "WH-LYON": 3, "WH-NANTES": 3, "ST-PARIS": 3 },
      buyers: 30,
      each: 4,
      winners: 2,
    },
  ];
  it.each(rushes)(
    "$goods: $buyers buyers → $winners winners, and all is sellable again",
    async (rush) => {
      const { variantId } = await article({ stock: 0 });
      for (const [locationCode, quantity] of Object.entries(rush.stock)) {
        await inTx((tx) => receive(tx, [{ variantId, locationCode, quantity }], bySystem));
      }
      const onHand = Object.values(rush.stock).reduce((sum, pieces) => sum + pieces, 0);
      const buyers = await many(rush.buyers, () => shopperWith([{ variantId, quantity: rush.each }]));
      const answers = await many(buyers.length, async (i) => {
        const { someone, wish } = buyers[i] as (typeof buyers)[number];
        return said(await someone.placePatiently(wish));
      });
      expect(tally(answers)).toEqual({ 200: rush.winners, "409 stock.not_enough": rush.buyers - rush.winners });
      expect(await levelOf(variantId)).toEqual({ onHand, reserved: rush.winners * rush.each });
      await expectStockToHold();
      // No sweep has run yet: whoever comes next finds what the others did not pay.
      await letHoldsRunOut(variantId);
      const next = await shopperWith([{ variantId, quantity: onHand }]);
      expect(said(await next.someone.place(next.wish))).toBe("200");
      expect(await levelOf(variantId)).toEqual({ onHand, reserved: onHand });
      await letHoldsRunOut(variantId);
      for (let left = 1; left > 0; ) left = await expireOrders(new Date(), 500);
      expect(await levelOf(variantId)).toEqual({ onHand, reserved: 0 });
      await expectStockToHold();
    },
    120_000,
  );
});

describe("line 26: the hold ends, and then the money comes", () => {
  type Order = Awaited<ReturnType<typeof placedOrder>> & { variantId: string; paymentId: string };
  type Late = {
    meanwhile: string;
    stock: number;
    happens: (order: Order) => Promise<unknown>;
    ends: { status: string; payment: string; refunded: "all" | "nothing" };
    reserved: number;
  };
  const someoneElseBuys = async ({ variantId }: Order) => {
    await letHoldsRunOut(variantId);
    await placedOrder([{ variantId }]);
  };
  const paid = { status: "confirmed", payment: "paid", refunded: "nothing" } as const;
  const back = { status: "cancelled", payment: "refunded", refunded: "all" } as const;
  const cases: Late[] = [
    {
      meanwhile: "nobody else wanted it",
      stock: 1,
      happens: ({ variantId }) => letHoldsRunOut(variantId),
      ends: paid,
      reserved: 1,
    },
    { meanwhile: "another bought one of two", stock: 2, happens: someoneElseBuys, ends: paid, reserved: 2 },
    { meanwhile: "another bought the last one", stock: 1, happens: someoneElseBuys, ends: back, reserved: 1 },
    {
      meanwhile: "the sweep looked first",
      stock: 1,
      happens: async ({ variantId }) => {
        await letHoldsRunOut(variantId);
        await expireOrders(new Date());
      },
      ends: paid,
      reserved: 1,
    },
    {
      meanwhile: "the shopper went back to the basket",
      stock: 1,
      happens: ({ token, someone }) => someone.mutate("shop.checkout.giveUp", { token }),
      ends: paid,
      reserved: 1,
    },
    {
      meanwhile: "staff called the order off",
      stock: 1,
      happens: async ({ orderId, number }) => {
        const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } });
        const admin = await Attacker.staff("admin");
        const reply = await admin.mutate("admin.orders.cancel", { number, version, reason: "not wanted any more" });
        expect(said(reply)).toBe("200");
      },
      ends: back,
      reserved: 0,
    },
  ];
  it.each(cases)("$meanwhile → $ends.status, $ends.refunded back", async ({ stock, happens, ends, reserved }) => {
    const { variantId } = await article({ stock });
    const order = await placedOrder([{ variantId }]);
    const { id: paymentId } = await db().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
    await payOnPage(order.payUrl, testCards.accepted);
    await happens({ ...order, variantId, paymentId });
    await Promise.all([1, 2, 3].map(() => settlePayment(paymentId, new Date())));
    await runJobs();
    const { total, ...outcome } = await outcomeOf(order.orderId);
    expect(outcome).toMatchObject({
      status: ends.status,
      payment: ends.payment,
      captured: total,
      refunded: ends.refunded === "all" ? total : 0,
    });
    expect(await levelOf(variantId)).toEqual({ onHand: stock, reserved });
    await expectStockToHold();
  });

  it("money for every order there is: no payment without one, none captured and forgotten", async () => {
    const lost = await db().$queryRaw<unknown[]>`
      SELECT p.id FROM payment p LEFT JOIN sales_order o ON o.id = p.order_id
      WHERE p.captured_minor > p.refunded_minor AND (o.id IS NULL OR o.status IN ('awaiting_payment', 'expired'))`;
    expect(lost).toEqual([]);
  });
});

describe("line 30: the same articles in opposite orders", () => {
  it("forty buyers, half of them backwards: all served, no deadlock is anyone's answer", async () => {
    const [a, b, c] = [await article({ stock: 80 }), await article({ stock: 80 }), await article({ stock: 80 })];
    const buyers = await many(40, (i) => shopperWith(i % 2 ? [a, b, c] : [c, b, a]));
    const answers = await many(40, async (i) => {
      const { someone, wish } = buyers[i] as (typeof buyers)[number];
      return said(await someone.placePatiently(wish));
    });
    expect(tally(answers)).toEqual({ 200: 40 });
    for (const { variantId } of [a, b, c]) expect(await levelOf(variantId)).toEqual({ onHand: 80, reserved: 40 });
    await expectStockToHold();
  }, 120_000);

  it("a deadlock that PostgreSQL does find is retried inside", async () => {
    const rows = [newId("webhook"), newId("webhook")];
    await db().webhookInbox.createMany({
      data: rows.map((id) => ({ id, provider: "sandbox", externalId: id, type: "test", payload: {} })),
    });
    let runs = 0;
    let holding = 0;
    let go: () => void = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      go = resolve;
    });
    const take = (order: readonly string[]) =>
      inTx(async (tx) => {
        runs += 1;
        await tx.$queryRaw`SELECT 1 FROM webhook_inbox WHERE id = ${order[0]} FOR UPDATE`;
        holding += 1;
        if (holding === 2) go();
        await bothHoldOne;
        await tx.$queryRaw`SELECT 1 FROM webhook_inbox WHERE id = ${order[1]} FOR UPDATE`;
        return "done";
      });
    expect(await Promise.all([take(rows), take([...rows].reverse())])).toEqual(["done", "done"]);
    expect(runs).toBe(3);
  });
});
