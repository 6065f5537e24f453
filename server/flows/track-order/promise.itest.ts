import { expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { orderDetail } from "./order-detail.ts";

const detailOf = (number: string, at = new Date()) => orderDetail(db(), everything, number, "customer", fixedClock(at));
const promiseOf = async (number: string) => (await detailOf(number)).promise;

// A Friday afternoon after the cut-off: it leaves on Monday, two to three working days away.
const now = new Date("2026-11-20T16:00:00Z");

it("promises the days of its deliveries where none were told, and nothing before or after", async () => {
  const { id, number } = await makeOrder({ now });
  expect(await promiseOf(number)).toEqual({ from: "2026-11-25", to: "2026-11-26" });
  // What was promised stands, whatever becomes of the method.
  await db().shippingMethod.updateMany({ data: { minDays: 9, maxDays: 9 } });
  expect(await promiseOf(number)).toEqual({ from: "2026-11-25", to: "2026-11-26" });
  await db().shippingMethod.updateMany({ data: { minDays: 2, maxDays: 3 } });
  await db().salesOrder.update({ where: { id }, data: { deliveryStatus: "delivered" } });
  expect(await promiseOf(number)).toBeNull();
  const unpaid = await makeOrder({ now, unpaid: true });
  expect(await promiseOf(unpaid.number)).toBeNull();
});

it("keeps the days that were told with the order", async () => {
  const { id, number } = await makeOrder({ now });
  const day = (date: string) => new Date(`${date}T00:00:00Z`);
  await db().salesOrder.update({
    where: { id },
    data: { promisedFrom: day("2026-11-23"), promisedTo: day("2026-11-24") },
  });
  expect(await promiseOf(number)).toEqual({ from: "2026-11-23", to: "2026-11-24" });
});

it("compares each delivery with what happened", async () => {
  const { id, number } = await makeOrder({ now });
  const outcome = async (at: string) => (await detailOf(number, new Date(at))).deliveries[0]?.outcome;
  expect(await outcome("2026-11-26T22:00:00Z")).toBe("open");
  expect(await outcome("2026-11-26T23:30:00Z")).toBe("late");
  await db().delivery.updateMany({
    where: { orderId: id },
    data: {
      status: "delivered",
      shippedAt: new Date("2026-11-23T15:00:00Z"),
      deliveredAt: new Date("2026-11-26T09:00:00Z"),
    },
  });
  expect(await outcome("2026-12-24T12:00:00Z")).toBe("kept");
});
