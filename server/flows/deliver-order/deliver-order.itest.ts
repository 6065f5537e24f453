import { beforeAll, describe, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { deliveryDetail, listDeliveries } from "#server/modules/fulfilment/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { markDelivered } from "./mark-delivered.ts";
import { packDelivery } from "./pack-delivery.ts";
import { pickDelivery } from "./pick-delivery.ts";
import { planDelivery } from "./plan-delivery.ts";
import { shipDelivery } from "./ship-delivery.ts";
import { startPicking } from "./start-picking.ts";

const by = { userId: null };
const detail = (number: string) => deliveryDetail(db(), everything, number);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Picks `picked` of each line (all by default), packs it in one parcel; answers the fresh delivery. */
async function packed(number: string, picked?: (line: { name: string; quantity: number }) => number) {
  let delivery = await detail(number);
  await startPicking({ number, version: delivery.version }, by);
  const lines = delivery.lines.map((line) => ({
    deliveryLineId: line.id,
    picked: picked ? picked(line) : line.quantity,
  }));
  await pickDelivery({ number, version: delivery.version + 1, lines }, by);
  delivery = await detail(number);
  await packDelivery(
    {
      number,
      version: delivery.version,
      parcels: [
        {
          lines: delivery.lines
            .filter((line) => line.picked > 0)
            .map((line) => ({ deliveryLineId: line.id, quantity: line.picked })),
        },
      ],
    },
    by,
  );
  return detail(number);
}

async function shipped(number: string, tracking = "6A123") {
  const delivery = await detail(number);
  const parcels = delivery.parcels.map((parcel, i) => ({ id: parcel.id, trackingNumber: `${tracking}${i}` }));
  await shipDelivery({ number, version: delivery.version, parcels }, by);
  return detail(number);
}

beforeAll(async () => {
  await testShop();
});

describe("an order on its way", () => {
  it("is planned once per location, however often the job runs", async () => {
    const order = await makeOrder({
      lines: [
        { price: "10.00", quantity: 3, stock: [1, 5] },
        { price: "10.00", quantity: 1, stock: [1, 0] },
      ],
    });
    expect(order.deliveries).toHaveLength(2);
    const again = await Promise.all([planDelivery(order.id), planDelivery(order.id)]);
    expect(again).toEqual([[], []]);
    const all = await Promise.all(order.deliveries.map(detail));
    expect(all.map((d) => d.location.code).sort()).toEqual(["T1", "T2"]);
    expect(all.flatMap((d) => d.lines).reduce((sum, l) => sum + l.quantity, 0)).toBe(4);
  });

  it("leaves in part: the rest is a backorder with its stock, and both arrive", async () => {
    const order = await makeOrder();
    const number = order.deliveries[0] ?? "";
    // One of two chairs, none of three bowls.
    const first = await packed(number, (line) => (line.name === "Chaise Alba" ? 1 : 0));
    expect(first).toMatchObject({ status: "packed", actions: ["ship"] });
    expect(first.lines).toMatchObject([{ name: "Chaise Alba", quantity: 1, picked: 1 }]);
    const backorder = await detail(first.backorders[0] ?? "");
    expect(backorder).toMatchObject({ status: "planned", backorderOf: number });
    expect(backorder.lines).toMatchObject([
      { name: "Chaise Alba", quantity: 1, picked: 0 },
      { name: "Bol Olt", quantity: 3, picked: 0 },
    ]);

    const gone = await shipped(number, "6A 77");
    expect(gone.parcels[0]).toMatchObject({
      carrier: "Colissimo",
      trackingNumber: "6A 770",
      trackingUrl: "https://track.example/6A770",
      status: "shipped",
    });
    const half = await db().salesOrder.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: { orderBy: { position: "asc" } }, timeline: { orderBy: { occurredAt: "asc" } } },
    });
    expect(half.deliveryStatus).toBe("partial");
    expect(half.lines.map((l) => Number(l.delivered))).toEqual([1, 0, 0]);
    const customerSees = half.timeline.filter((e) => e.audience === "customer").map((e) => e.type);
    expect(customerSees).toEqual(["placed", "confirmed", "picking", "shipped", "backorder"]);
    expect(half.timeline.find((e) => e.type === "backorder")?.data).toMatchObject({
      number: backorder.number,
      lines: [
        { name: "Chaise Alba", quantity: 1 },
        { name: "Bol Olt", quantity: 3 },
      ],
    });

    // A delivered first parcel does not complete an order that still waits for the rest.
    await markDelivered(gone.parcels[0]?.id ?? "", by);
    expect((await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } })).status).toBe("confirmed");

    await packed(backorder.number);
    const rest = await shipped(backorder.number);
    await markDelivered(rest.parcels[0]?.id ?? "", by);
    const done = await db().salesOrder.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: true, reservations: true },
    });
    expect(done).toMatchObject({ status: "completed", deliveryStatus: "delivered" });
    expect(done.reservations.every((r) => r.status === "consumed")).toBe(true);
    for (const line of done.lines.filter((l) => l.kind === "product")) {
      expect(Number(line.delivered)).toBe(Number(line.quantity));
      const moves = await db().stockMove.findMany({ where: { variantId: line.variantId ?? "", reason: "shipment" } });
      expect(moves.reduce((sum, m) => sum + Number(m.quantity), 0)).toBe(Number(line.quantity));
      expect(moves.every((m) => m.documentType === "delivery")).toBe(true);
      const level = await db().stockLevel.findFirstOrThrow({ where: { variantId: line.variantId ?? "" } });
      expect([Number(level.onHand), Number(level.reserved)]).toEqual([0, 0]);
    }
    expect(await verifyLedger(db())).toEqual([]);
    const events = await db().outboxEvent.findMany({
      where: { type: "fulfilment.delivery.shipped", payload: { path: ["orderId"], equals: order.id } },
    });
    expect(events).toHaveLength(2);
    await expect(codeOf(markDelivered(rest.parcels[0]?.id ?? "", by))).resolves.toBe(
      "fulfilment.transition_not_allowed",
    );
  });

  it("two people shipping at once: one wins, the other reads why, stock moves once", async () => {
    const order = await makeOrder({ lines: [{ price: "10.00", quantity: 2 }] });
    const ready = await packed(order.deliveries[0] ?? "");
    const parcels = ready.parcels.map((p) => ({ id: p.id, trackingNumber: "XY123" }));
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => codeOf(shipDelivery({ number: ready.number, version: ready.version, parcels }, by))),
    );
    expect(outcomes.sort()).toEqual(["done", ...Array(3).fill("fulfilment.version_conflict")]);
    const moves = await db().stockMove.findMany({ where: { documentId: ready.id } });
    expect(moves.map((m) => Number(m.quantity))).toEqual([2]);
  });

  it("locks the order, then the delivery, then the stock, as the whole house does", async () => {
    const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
    const ready = await packed(order.deliveries[0] ?? "");
    const locked: string[] = [];
    let listening = true;
    db().$on("query", ({ query }) => {
      const table = /FROM (\w+)[\s\S]*FOR UPDATE/.exec(query)?.[1];
      if (listening && table) locked.push(table);
    });
    const parcels = ready.parcels.map((p) => ({ id: p.id, trackingNumber: "LOCK1" }));
    await shipDelivery({ number: ready.number, version: ready.version, parcels }, by);
    listening = false;
    expect(locked).toEqual(["sales_order", "delivery", "stock_level"]);
  });

  it("tells a reader with an old version the fresh one", async () => {
    const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
    const number = order.deliveries[0] ?? "";
    await startPicking({ number, version: 1 }, by);
    await expect(startPicking({ number, version: 1 }, by)).rejects.toMatchObject({
      kind: "conflict",
      code: "fulfilment.version_conflict",
      details: { version: 2, status: "picking" },
    });
  });

  it("refuses to pack nothing, more or other than picked, and to ship without every number", async () => {
    const order = await makeOrder({ lines: [{ price: "10.00", quantity: 2 }] });
    const number = order.deliveries[0] ?? "";
    await startPicking({ number, version: 1 }, by);
    const line = (await detail(number)).lines[0]?.id ?? "";
    const pack = (quantity: number, version: number) =>
      codeOf(packDelivery({ number, version, parcels: [{ lines: [{ deliveryLineId: line, quantity }] }] }, by));
    expect(await pack(1, 2)).toBe("fulfilment.nothing_picked");
    await pickDelivery({ number, version: 2, lines: [{ deliveryLineId: line, picked: 2 }] }, by);
    expect(await pack(1, 3)).toBe("fulfilment.parcels_do_not_match");
    expect(await pack(2, 3)).toBe("done");
    expect(await codeOf(shipDelivery({ number, version: 4, parcels: [] }, by))).toBe("fulfilment.tracking_missing");
    expect(
      await codeOf(shipDelivery({ number, version: 4, parcels: [{ id: "pcl_x", trackingNumber: "ABC" }] }, by)),
    ).toBe("fulfilment.tracking_missing");
    expect((await detail(number)).status).toBe("packed");
  });

  it("lists deliveries by keyset, without gaps or repeats", async () => {
    for (let i = 0; i < 3; i++) await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(db(), everything, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map((d) => d.number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(await db().delivery.count());
    expect(new Set(seen).size).toBe(seen.length);
    const none = await listDeliveries(db(), { all: false, userId: "usr_x", partnerIds: [] }, { limit: 10 });
    expect(none.items).toEqual([]);
  });
});
