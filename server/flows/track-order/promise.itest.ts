import { expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { orderDetail } from "./order-detail.ts";

const promiseOf = async (number: string) => (await orderDetail(db(), everything, number)).promise;

it("promises the days told when it was paid, and nothing before or after", async () => {
  // A Friday afternoon after the cut-off: it leaves on Monday.
  const now = new Date("2026-11-20T16:00:00Z");
  const { id, number } = await makeOrder({ now });
  await db().shippingMethod.updateMany({ data: { minDays: 1, maxDays: 3 } });
  expect(await promiseOf(number)).toEqual({ from: "2026-11-24", to: "2026-11-26" });
  await db().salesOrder.update({ where: { id }, data: { deliveryStatus: "delivered" } });
  expect(await promiseOf(number)).toBeNull();
  const unpaid = await makeOrder({ now, unpaid: true });
  expect(await promiseOf(unpaid.number)).toBeNull();
});

it("promises nothing once the shipping method is gone", async () => {
  const { id, number } = await makeOrder();
  await db().salesOrder.update({ where: { id }, data: { shippingMethodCode: "retired" } });
  expect(await promiseOf(number)).toBeNull();
});
