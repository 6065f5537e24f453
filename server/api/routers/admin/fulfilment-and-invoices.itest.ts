import { describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { plainContext } from "../../context.ts";
import { appRouter } from "../../root.ts";
import { createCallerFactory } from "../../trpc.ts";

const createCaller = createCallerFactory(appRouter);

async function actorOf(...roles: Role[]): Promise<Actor> {
  const userId = newId("user");
  await db().user.create({ data: { id: userId, email: `${userId}@example.test`, name: roles.join(" ") } });
  return { ...guestActor, userId, roles };
}
const as = (actor: Actor) => createCaller(plainContext({ actor }));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { message: string }) => error.message,
  );

describe("staff through the API", () => {
  it("take an order from the shelf to the buyer and into the books", async () => {
    const buyer = await actorOf("customer");
    const order = await makeOrder({ userId: buyer.userId });
    const invoiceId = (await draftInvoice(order.id)) ?? "";
    const { admin } = as(await actorOf("warehouse"));
    const { items } = await admin.deliveries.list({ status: "planned", limit: 100 });
    const row = items.find((item) => item.orderNumber === order.number);
    expect(row).toMatchObject({ number: order.deliveries[0], lineCount: 2, units: 5, recipient: "Zoé Œuvrard" });

    const number = row?.number ?? "";
    let delivery = await admin.deliveries.startPicking({ number, version: row?.version ?? 0 });
    delivery = await admin.deliveries.pick({
      number,
      version: delivery.version,
      lines: delivery.lines.map((line) => ({ deliveryLineId: line.id, picked: line.quantity })),
    });
    delivery = await admin.deliveries.pack({
      number,
      version: delivery.version,
      parcels: delivery.lines.map((line) => ({
        weightG: 1500,
        lines: [{ deliveryLineId: line.id, quantity: line.quantity }],
      })),
    });
    expect(delivery).toMatchObject({
      status: "packed",
      backorders: [],
      parcels: [{ weightG: 1500 }, { weightG: 1500 }],
    });
    delivery = await admin.deliveries.ship({
      number,
      version: delivery.version,
      parcels: delivery.parcels.map((parcel, i) => ({ id: parcel.id, carrier: "DHL", trackingNumber: `JD0${i}` })),
    });
    // Another carrier than the method's: its number stands, without a link that would lead astray.
    expect(delivery.parcels).toMatchObject([
      { carrier: "DHL", trackingNumber: "JD00", trackingUrl: null, status: "shipped" },
      { carrier: "DHL", trackingNumber: "JD01", trackingUrl: null, status: "shipped" },
    ]);
    for (const parcel of delivery.parcels) delivery = await admin.deliveries.markDelivered({ parcelId: parcel.id });
    expect(delivery).toMatchObject({ status: "delivered", actions: [] });

    const accountant = as(await actorOf("accountant"));
    const posted = await accountant.admin.invoices.post({ id: invoiceId });
    expect(posted.number).toMatch(/^FA-\d{4}-\d{5}$/);
    expect(posted.total.minor).toBe(order.totalMinor);
    expect(posted.lines.at(-1)?.name).toBe("Livraison (Livraison à domicile)");
    const mine = await as(buyer).account.invoices.list({ limit: 5 });
    expect(mine.items).toMatchObject([{ number: posted.number, orderNumber: order.number }]);
    expect(await as(buyer).account.orders.get({ number: order.number })).toMatchObject({
      status: "completed",
      deliveryStatus: "delivered",
      invoiceStatus: "invoiced",
    });
  });

  it("are refused what their role does not hold, and nothing is written", async () => {
    const order = await makeOrder();
    const id = (await draftInvoice(order.id)) ?? "";
    const number = order.deliveries[0] ?? "";
    for (const [actor, expected] of [
      [guestActor, "sign_in_required"],
      [await actorOf("customer"), "forbidden"],
      [await actorOf("catalogue"), "forbidden"],
    ] as const) {
      const { admin } = as(actor);
      expect(await codeOf(admin.deliveries.list({ limit: 5 }))).toBe(expected);
      expect(await codeOf(admin.deliveries.get({ number }))).toBe(expected);
      expect(await codeOf(admin.deliveries.startPicking({ number, version: 1 }))).toBe(expected);
      expect(await codeOf(admin.invoices.list({ limit: 5 }))).toBe(expected);
      expect(await codeOf(admin.invoices.post({ id }))).toBe(expected);
    }
    // Reading is not processing.
    expect(await codeOf(as(await actorOf("support")).admin.deliveries.startPicking({ number, version: 1 }))).toBe(
      "forbidden",
    );
    expect(await codeOf(as(await actorOf("support")).admin.invoices.post({ id }))).toBe("forbidden");
    expect(await db().delivery.findUniqueOrThrow({ where: { number } })).toMatchObject({
      status: "planned",
      version: 1,
    });
    expect((await db().invoice.findUniqueOrThrow({ where: { id } })).status).toBe("draft");
  });

  it("are refused unknown keys and impossible figures", async () => {
    const { admin } = as(await actorOf("warehouse"));
    const bad = [
      admin.deliveries.startPicking({ number: "DO-1", version: 1, status: "shipped" } as never),
      admin.deliveries.pick({ number: "DO-1", version: 1, lines: [{ deliveryLineId: "x", picked: -1 }] }),
      admin.deliveries.pick({ number: "DO-1", version: 1, lines: [{ deliveryLineId: "x", picked: Number.NaN }] }),
      admin.deliveries.pack({ number: "DO-1", version: 1, parcels: [] }),
      admin.deliveries.ship({ number: "DO-1", version: 1, parcels: [{ id: "x", trackingNumber: "<script>" }] }),
    ];
    for (const outcome of await Promise.allSettled(bad)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "BAD_REQUEST" } });
    }
    expect(await codeOf(admin.deliveries.get({ number: "DO-1999-000001" }))).toBe("fulfilment.delivery_not_found");
  });
});
