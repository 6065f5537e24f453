import { expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { countOrders, listOrders } from "./index.ts";
import { indexOrders } from "./order-search.ts";

const found = async (query: string) => {
  const page = await listOrders(db(), everything, { query, limit: 50 });
  expect((await countOrders(db(), everything, { query })).value).toBe(page.items.length);
  return page.items.map((order) => order.number);
};

it("finds an order by any part of what it is known by, without case and accents", async () => {
  const order = await makeOrder({
    email: "helene.dubois@example.test",
    billing: { company: "Atelier des Bœufs 100%" },
  });
  const other = await makeOrder({ email: "somebody.else@example.test" });
  // Its whole number needs no index.
  expect(await found(order.number.toLowerCase())).toEqual([order.number]);
  expect(await found("dubois")).toEqual([]);
  expect(await indexOrders(db(), [order.id, other.id])).toBe(2);
  expect(await indexOrders(db())).toBe(0);
  for (const query of ["DUBOIS@", "hélène.du", "Atelier des boeufs", "100%", order.number.slice(-5)]) {
    expect(await found(query), query).toEqual([order.number]);
  }
  // Of both: the recipient and the SKUs. A sign of LIKE is a letter like any other.
  expect(await found("zoe oeuvrard")).toEqual([other.number, order.number]);
  expect(await found("sku-1")).toHaveLength(2);
  for (const query of ["d_bois", "%", "\\", "dub%is"]) {
    expect(await found(query), query).toEqual(query === "%" ? [order.number] : []);
  }
  // What was changed is found by what it says now, also when nobody said so before the night.
  await db().salesOrder.update({ where: { id: order.id }, data: { email: "moved@example.test" } });
  expect(await indexOrders(db())).toBe(1);
  expect(await found("dubois")).toEqual([]);
  expect(await found("moved@")).toEqual([order.number]);
});

it("looks for what a thousand orders share from the newest on", async () => {
  const { id, channelId } = await db().salesOrder.findFirstOrThrow({ orderBy: { placedAt: "asc" } });
  await db().$executeRaw`
    INSERT INTO sales_order (id, number, channel_id, access_hash, email, locale, currency, status, tax_included, items_minor,
      discount_minor, shipping_minor, net_minor, tax_minor, total_minor, shipping_method_code, shipping_method_name,
      billing_address, delivery_address, placed_at, updated_at)
    SELECT 'ord_many_' || n, 'MANY-' || n, ${channelId}, 'many' || n, 'many@example.test', 'fr', 'EUR', 'confirmed', true, 0, 0, 0, 0,
      0, 0, 'home', 'x', '{}', '{}', now() + make_interval(secs => n), now() FROM generate_series(1, 1200) n`;
  await indexOrders(db());
  const page = await listOrders(db(), everything, { query: "MANY@example", limit: 3 });
  expect(page.items.map((order) => order.number)).toEqual(["MANY-1200", "MANY-1199", "MANY-1198"]);
  const next = await listOrders(db(), everything, { query: "many@", limit: 2, cursor: page.nextCursor ?? undefined });
  expect(next.items.map((order) => order.number)).toEqual(["MANY-1197", "MANY-1196"]);
  expect(await countOrders(db(), everything, { query: "many@" })).toEqual({ value: 1000, capped: true });
  expect(await countOrders(db(), everything, { query: "many@", status: "cancelled" })).toMatchObject({ value: 0 });
  expect(id).not.toMatch(/many/);
});
