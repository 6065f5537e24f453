import { describe, expect, it } from "vitest";
import { channelById } from "#server/modules/channels/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { reserve, verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { takeStock } from "./take-stock.ts";

describe("taking the stock of an order whose money came late", () => {
  it("takes again what ran out, in the order of locks, when another part is still held", async () => {
    await testShop();
    const two = [
      { price: "10.00", quantity: 1, stock: [2, 0] as [number, number] },
      { price: "10.00", quantity: 1, stock: [1, 0] as [number, number] },
    ];
    const order = await makeOrder({ lines: two, unpaid: true });
    const other = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }], unpaid: true });
    // The lower of the two articles, which is locked first when both are, is given back by somebody who buys it.
    const [lower] = order.lines.map((line) => line.variantId).sort();
    await db().reservation.updateMany({
      where: { orderId: order.id, variantId: lower },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    const row = await db().salesOrder.findUniqueOrThrow({ where: { id: other.id }, include: { lines: true } });
    await inTx(async (tx) =>
      reserve(tx, {
        orderId: other.id,
        demands: [{ lineId: row.lines[0]?.id ?? "", variantId: lower ?? "", quantity: 1 }],
        channel: await channelById(tx, row.channelId),
        to: null,
        acceptsWaiting: false,
        expiresAt: new Date(Date.now() + 60_000),
        now: new Date(),
      }),
    );
    expect(await inTx(async (tx) => takeStock(tx, await lockOrder(tx, order.id), new Date()))).toBe(true);
    const held = await db().reservation.findMany({ where: { orderId: order.id, status: "committed" } });
    expect(held.map((r) => r.variantId).sort()).toEqual(order.lines.map((line) => line.variantId).sort());
    expect(await verifyLedger(db())).toEqual([]);
  });
});
