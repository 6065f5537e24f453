import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { newId } from "#server/kernel/ids.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, paris } from "#server/testing/shoppers.ts";
import { addToCart } from "../cart/change-cart.ts";
import { placeOrder } from "./place-order.ts";
import { checkoutShippingMethods, quoteCheckout } from "./quote-checkout.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_channel_tests";
  resetEnv();
  await demoShop();
  // An outlet: its own prices, one warehouse. Exactly what docs/recipes/sales-channel.md tells to do.
  const list = await db().priceList.create({
    data: {
      id: newId("priceList"),
      code: "OUTLET-EUR",
      name: { fr: "Déstockage" },
      currency: "EUR",
      taxIncluded: true,
    },
  });
  const lyon = await db().location.findUniqueOrThrow({ where: { code: "WH-LYON" } });
  await db().channel.create({
    data: {
      id: newId("channel"),
      code: "outlet",
      kind: "web",
      name: { fr: "Déstockage", en: "Outlet" },
      priceListId: list.id,
      holdMinutes: 15,
      locations: { create: { locationId: lyon.id, priority: 0 } },
    },
  });
});
afterAll(() => sandbox.close());

async function order(channelCode: string, variantId: string, quantity: number) {
  const caller = { token: null, userId: null, partnerId: null, channelCode, locale: "fr" };
  const { newToken } = await addToCart(caller, { variantId, quantity });
  const buyer = { ...caller, token: newToken };
  const now = new Date();
  const [method] = await checkoutShippingMethods(buyer, { country: "FR" }, now);
  const shippingMethod = method?.code ?? "";
  const quote = await quoteCheckout(buyer, { country: "FR", shippingMethod }, now);
  const input = {
    email: "outlet@example.com",
    delivery: paris,
    billing: null,
    shippingMethod,
    acceptTerms: true as const,
    signature: quote.signature,
  };
  return placeOrder(buyer, input, bySystem, now);
}

it("sells at its own prices, from its own locations, out of the one stock", async () => {
  const { variantId } = await article({ stock: 4, price: "100" });
  const outlet = await db().priceList.findUniqueOrThrow({ where: { code: "OUTLET-EUR" } });
  await db().priceListItem.create({
    data: { id: newId("priceListItem"), priceListId: outlet.id, variantId, unitPrice: "60" },
  });
  const [site, cheap] = [await order("web", variantId, 1), await order("outlet", variantId, 2)];
  const itemsOf = async (id: string) =>
    db().salesOrder.findUniqueOrThrow({ where: { id }, include: { channel: { select: { code: true } } } });
  expect(await itemsOf(site.orderId)).toMatchObject({ channel: { code: "web" }, itemsMinor: 10_000n });
  expect(await itemsOf(cheap.orderId)).toMatchObject({ channel: { code: "outlet" }, itemsMinor: 12_000n });
  // One piece is left for whoever comes first, in any channel.
  await expect(order("outlet", variantId, 2)).rejects.toMatchObject({ code: "stock.not_enough" });
  await expect(order("web", variantId, 1)).resolves.toMatchObject({ number: expect.any(String) });
});

it("does not sell what lies where it is not served from, nor what it has no price for", async () => {
  const { variantId } = await article({ stock: 5, price: "100", location: "ST-PARIS" });
  await expect(order("outlet", variantId, 1)).rejects.toMatchObject({ code: "sales.variant_not_for_sale" });
  const outlet = await db().priceList.findUniqueOrThrow({ where: { code: "OUTLET-EUR" } });
  await db().priceListItem.create({
    data: { id: newId("priceListItem"), priceListId: outlet.id, variantId, unitPrice: "60" },
  });
  await expect(order("outlet", variantId, 1)).rejects.toMatchObject({ code: "stock.not_enough" });
});
