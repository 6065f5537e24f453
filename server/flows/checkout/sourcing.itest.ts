import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_sourcing_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());

/** Four in Lyon, four in Nantes. */
async function spread() {
  const { variantId } = await article({ stock: 4, location: "WH-LYON" });
  await inTx((tx) => receive(tx, [{ variantId, locationCode: "WH-NANTES", quantity: 4 }], bySystem));
  return variantId;
}
async function sourcesOf(variantId: string, quantity: number, to: { postcode?: string; country?: string } = {}) {
  const who = shopper();
  await who.api.shop.cart.add({ variantId, quantity });
  const { orderId } = await who.order(to);
  const rows = await db().reservation.findMany({ where: { orderId }, include: { location: true } });
  return rows.map((row) => `${Number(row.quantity)} ${row.location.code}`).sort();
}
const channel = (data: { sourcing?: string; splitLines?: boolean }) =>
  db().channel.update({ where: { code: "web" }, data });

it("leaves from the first place, or from the nearest to the address where the channel says so", async () => {
  const variantId = await spread();
  expect(await sourcesOf(variantId, 1, { postcode: "44000" })).toEqual(["1 WH-LYON"]);
  await channel({ sourcing: "nearest" });
  expect(await sourcesOf(variantId, 1, { postcode: "44000" })).toEqual(["1 WH-NANTES"]);
  expect(await sourcesOf(variantId, 1, { postcode: "38000" })).toEqual(["1 WH-LYON"]);
  expect(await sourcesOf(variantId, 1, { postcode: "99999" })).toEqual(["1 WH-LYON"]);
});

it("splits a line only where the channel allows it; what one place has is then all there is", async () => {
  const variantId = await spread();
  await channel({ sourcing: "priority", splitLines: false });
  const who = shopper();
  const cart = await who.api.shop.cart.add({ variantId, quantity: 5 });
  expect(cart.lines[0]).toMatchObject({ available: 4, orderable: 4, problem: "not_enough" });
  await expect(who.order()).rejects.toMatchObject({ cause: { code: "stock.not_enough" } });
  expect(await sourcesOf(variantId, 3)).toEqual(["3 WH-LYON"]);
  // One is left in Lyon: two in one piece come from Nantes.
  expect(await sourcesOf(variantId, 2)).toEqual(["2 WH-NANTES"]);
  await channel({ splitLines: true });
  expect(await sourcesOf(variantId, 3)).toEqual(["1 WH-LYON", "2 WH-NANTES"]);
});
