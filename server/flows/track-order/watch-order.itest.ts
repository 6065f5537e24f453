import { afterAll, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { scopeFor } from "#server/access/scope.ts";
import { newId } from "#server/kernel/ids.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { hub } from "#server/platform/realtime.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { relayAll } from "#server/testing/run-jobs.ts";
import { watchOrderByToken, watchOwnOrder } from "./watch-order.ts";

const customer = async () => {
  const user = await db().user.create({
    data: { id: newId("user"), email: `${newId("user")}@example.test`, name: "Zoé" },
  });
  return {
    userId: user.id,
    scope: scopeFor({ ...guestActor, userId: user.id, roles: ["customer"] }, "account.order.own"),
  };
};

afterAll(() => hub().close());

it("wakes the owner's page and the guest's at once, and whenever the order has an event", async () => {
  const { userId, scope } = await customer();
  const order = await makeOrder({ userId });
  await relayAll();
  const stop = new AbortController();
  const own = watchOwnOrder(db(), scope, order.number, stop.signal);
  const guest = watchOrderByToken(db(), orderAccessToken(order.id), stop.signal);
  for (const page of [own, guest]) expect((await page.next()).done).toBe(false);
  const woken = [own.next(), guest.next()];
  const other = await makeOrder();
  const event = (orderId: string) => ({
    type: "fulfilment.delivery.changed",
    aggregateType: "delivery",
    aggregateId: "dlv_x",
    payload: { orderId },
  });
  await inTx((tx) => emit(tx, event(other.id)));
  await relayAll();
  const early = await Promise.race([...woken, new Promise((done) => setTimeout(done, 200, "asleep"))]);
  expect(early).toBe("asleep");
  await inTx((tx) => emit(tx, event(order.id)));
  await relayAll();
  expect((await Promise.all(woken)).map(({ done }) => done)).toEqual([false, false]);
  const over = [own.next(), guest.next()];
  stop.abort();
  expect((await Promise.all(over)).map(({ done }) => done)).toEqual([true, true]);
  expect(hub().size()).toBe(0);
});

it("shows nobody else that the order exists", async () => {
  const { userId } = await customer();
  const order = await makeOrder({ userId });
  const { scope } = await customer();
  await expect(watchOwnOrder(db(), scope, order.number).next()).rejects.toMatchObject({
    code: "sales.order_not_found",
  });
  await expect(watchOrderByToken(db(), "x".repeat(43)).next()).rejects.toMatchObject({ code: "sales.order_not_found" });
});
