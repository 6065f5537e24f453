import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import type { StaffRole } from "#server/access/roles.ts";
import { everything } from "#server/access/scope.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { pickupCode } from "#server/modules/fulfilment/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { mailOrderEvent } from "../notify-customer/mail-order-event.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { handOverPickup } from "./hand-over.ts";
import { readyPickup } from "./ready-pickup.ts";
import { remindPickups } from "./remind-pickups.ts";

const placed = new Date("2026-11-20T09:00:00Z");
let paris = "";
let lyon = "";

beforeAll(async () => {
  await demoShop();
  const idOf = async (code: string) => (await db().location.findUniqueOrThrow({ where: { code } })).id;
  [paris, lyon] = [await idOf("ST-PARIS"), await idOf("WH-LYON")];
});

/** A paid order whose one delivery is collected in Paris. */
async function toCollect() {
  const { id, number } = await makeOrder({ now: placed });
  await db().salesOrder.update({ where: { id }, data: { pickupLocationId: paris } });
  await db().delivery.updateMany({ where: { orderId: id }, data: { pickup: true, locationId: paris } });
  const delivery = await db().delivery.findFirstOrThrow({ where: { orderId: id } });
  return { id, number, delivery, code: pickupCode(delivery.id) };
}
const seen = async (number: string) => {
  const { version } = await db().delivery.findUniqueOrThrow({ where: { number } });
  return { number, version };
};
const deliveryOf = (number: string) => db().delivery.findUniqueOrThrow({ where: { number } });
const clockAt = (at: string) => fixedClock(at);

describe("an order to collect", () => {
  it("is laid ready, told of with its code, and handed over for it: stock, order and money follow", async () => {
    const { id, number, delivery, code } = await toCollect();
    await readyPickup(await seen(delivery.number), "all", bySystem, clockAt("2026-11-20T11:00:00Z"));
    expect(await deliveryOf(delivery.number)).toMatchObject({ status: "packed", collectBy: new Date("2026-11-30") });
    const fact = { eventType: "fulfilment.pickup.ready", orderId: id, deliveryId: delivery.id };
    await mailOrderEvent(db(), fact);
    await mailOrderEvent(db(), fact);
    const mails = await db().mailMessage.findMany({ where: { template: "pickup", text: { contains: number } } });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(code);
    expect(mails[0]?.text).toContain("38 rue de Charonne, 75011 Paris");
    expect((await orderDetail(db(), everything, number)).deliveries[0]).toMatchObject({ pickupCode: code });

    const before = await db().stockMove.count({ where: { reason: "shipment", documentId: delivery.id } });
    expect(before).toBe(0);
    const shown = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
    expect(await handOverPickup(shown, [paris], bySystem, clockAt("2026-11-21T10:00:00Z"))).toEqual({
      number: delivery.number,
      orderNumber: number,
    });
    expect(await db().salesOrder.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: "completed",
      deliveryStatus: "delivered",
    });
    expect(await db().stockMove.count({ where: { reason: "shipment", documentId: delivery.id } })).toBeGreaterThan(0);
    const detail = await orderDetail(db(), everything, number);
    expect(detail.deliveries[0]).toMatchObject({ status: "delivered", pickupCode: null, outcome: "kept" });
    await mailOrderEvent(db(), { eventType: "fulfilment.delivery.shipped", orderId: id, deliveryId: delivery.id });
    expect(await db().mailMessage.count({ where: { template: "order_shipped", text: { contains: number } } })).toBe(0);
    await expect(handOverPickup(code, "all", bySystem)).rejects.toMatchObject({
      code: "fulfilment.pickup_code_unknown",
    });
  });

  it("is handed over once, however many press at once", async () => {
    const { delivery, code } = await toCollect();
    await readyPickup(await seen(delivery.number), "all", bySystem);
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => handOverPickup(code, "all", bySystem)));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(
      await db().stockMove.groupBy({ by: ["documentId"], where: { documentId: delivery.id }, _count: true }),
    ).toMatchObject([{ documentId: delivery.id }]);
  });

  it("is not handed over before it is ready, for another code, or at another store", async () => {
    const { delivery, code } = await toCollect();
    await expect(handOverPickup(code, "all", bySystem)).rejects.toMatchObject({ kind: "not_found" });
    await readyPickup(await seen(delivery.number), "all", bySystem);
    const other = `${code.slice(0, 5)}${code.endsWith("2") ? "3" : "2"}`;
    for (const [typed, places] of [
      [other, "all"],
      [delivery.number, "all"],
      [code, [lyon]],
      [code, []],
    ] as const) {
      await expect(handOverPickup(typed, places, bySystem)).rejects.toMatchObject({ kind: "not_found" });
    }
    await expect(readyPickup(await seen(delivery.number), "all", bySystem)).rejects.toMatchObject({
      code: "fulfilment.transition_not_allowed",
    });
  });

  it("that nobody fetches in time is seen as overdue, and its buyer is reminded once", async () => {
    const { id, delivery } = await toCollect();
    await readyPickup(await seen(delivery.number), "all", bySystem, clockAt("2026-11-01T10:00:00Z"));
    expect((await deliveryOf(delivery.number)).collectBy).toEqual(new Date("2026-11-11"));
    const reminded = async () => (await deliveryOf(delivery.number)).remindedAt;
    await remindPickups(clockAt("2026-11-11T22:00:00Z"));
    expect(await reminded()).toBeNull();
    // Half past midnight in Paris.
    await remindPickups(clockAt("2026-11-11T23:30:00Z"));
    expect(await reminded()).not.toBeNull();
    expect(await remindPickups(clockAt("2026-11-13T10:00:00Z"))).toBe(0);
    const events = await db().outboxEvent.count({
      where: { type: "fulfilment.pickup.overdue", aggregateId: delivery.id },
    });
    expect(events).toBe(1);
    await mailOrderEvent(db(), { eventType: "fulfilment.pickup.overdue", orderId: id, deliveryId: delivery.id });
    expect(await db().mailMessage.count({ where: { dedupeKey: `pickup-overdue:${delivery.id}` } })).toBe(1);
  });

  it("is prepared by hand where a part is missing: the rest is a backorder at the same store", async () => {
    const { delivery } = await toCollect();
    const lines = await db().deliveryLine.findMany({ where: { deliveryId: delivery.id } });
    await db().delivery.update({ where: { id: delivery.id }, data: { status: "picking" } });
    const [first] = lines;
    await db().deliveryLine.update({ where: { id: first?.id ?? "" }, data: { picked: first?.quantity ?? 0 } });
    await readyPickup(await seen(delivery.number), "all", bySystem);
    const rest = await db().delivery.findMany({ where: { backorderOfId: delivery.id } });
    expect(lines).toHaveLength(2);
    expect(rest).toHaveLength(1);
    for (const one of rest) expect(one).toMatchObject({ pickup: true, locationId: paris, readyAt: null });
  });
});

describe("staff", () => {
  const api = (role: StaffRole, userId: string | null) =>
    createCallerFactory(appRouter)(
      plainContext({ actor: { ...guestActor, userId, name: role, roles: ["customer", role] } }),
    ).admin.pickups;

  it("of a store see and hand over its own pickups, and none without a store", async () => {
    const { delivery, code } = await toCollect();
    const clerk = await db().user.findFirstOrThrow({ where: { staffRoles: { some: { role: "store" } } } });
    const station = (stationId: string | null) => db().user.update({ where: { id: clerk.id }, data: { stationId } });
    const numbers = async (role: StaffRole) =>
      (await api(role, clerk.id).list({ limit: 100 })).items.map((pickup) => pickup.number);
    await station(paris);
    expect(await numbers("store")).toContain(delivery.number);
    await station(lyon);
    expect(await numbers("store")).not.toContain(delivery.number);
    await expect(api("store", clerk.id).ready(await seen(delivery.number))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await station(null);
    expect(await api("store", clerk.id).list({})).toMatchObject({ items: [], anywhere: false });
    expect(await numbers("warehouse")).toContain(delivery.number);
    await station(paris);
    await api("store", clerk.id).ready(await seen(delivery.number));
    expect((await api("store", clerk.id).list({ state: "ready" })).counts.ready).toBeGreaterThan(0);
    expect(await api("store", clerk.id).handOver({ code })).toMatchObject({ number: delivery.number });
    expect((await api("store", clerk.id).list({ state: "collected" })).items[0]).toMatchObject({
      number: delivery.number,
    });
  });

  it("may try no more than a handful of codes", async () => {
    const user = "usr_guesser";
    const answers: string[] = [];
    for (let i = 0; i < 31; i++) {
      await api("admin", user)
        .handOver({ code: "AAAA22" })
        .catch((error) => answers.push(error.cause.code));
    }
    expect(answers.slice(0, 30).every((code) => code === "fulfilment.pickup_code_unknown")).toBe(true);
    expect(answers[30]).toBe("too_many_requests");
  });
});

it("leaves the books as they should be", () => expectBooksToHold());
