import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { newId } from "#server/kernel/ids.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, paris, shopper } from "#server/testing/shoppers.ts";
import { addToCart } from "../cart/change-cart.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { requestRefund } from "../refund-payment/request-refund.ts";
import { placeOrder } from "./place-order.ts";
import { checkoutShippingMethods, quoteCheckout } from "./quote-checkout.ts";
import { settlePayment } from "./settle-payment.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_methods_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());

describe("an order with nothing to pay", () => {
  it("is confirmed as it is placed, with its stock, and asks no provider", async () => {
    const { variantId } = await article({ stock: 2, price: "0" });
    await db().shippingMethod.updateMany({ data: { priceMinor: 0 } });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 2 });
    const provider = paymentProvider();
    const start = provider.start.bind(provider);
    let asked = 0;
    provider.start = (input) => {
      asked++;
      return start(input);
    };
    const placed = await anne.order();
    provider.start = start;
    expect(asked).toBe(0);
    expect(placed.payUrl).toContain(`/checkout/return?order=${placed.token}`);
    const order = await db().salesOrder.findUniqueOrThrow({
      where: { id: placed.orderId },
      include: { payments: true, reservations: true },
    });
    expect(order).toMatchObject({
      status: "confirmed",
      paymentStatus: "paid",
      paymentMethod: "none",
      totalMinor: 0n,
      payments: [],
      reservations: [{ status: "committed" }],
      holdExpiresAt: null,
    });
    expect((await anne.api.shop.checkout.settle({ token: placed.token })).status).toBe("paid");
    await runJobs();
    expect(await db().delivery.count({ where: { orderId: order.id } })).toBe(1);
    expect(await db().mailMessage.count({ where: { dedupeKey: `order-confirmed:${order.id}` } })).toBe(1);
  });
});

describe("an order in yen", () => {
  it("is charged, shown and given back without decimals", async () => {
    const list = await db().priceList.create({
      data: { id: newId("priceList"), code: "TOKYO", name: { fr: "Tokyo" }, currency: "JPY", taxIncluded: true },
    });
    const lyon = await db().location.findUniqueOrThrow({ where: { code: "WH-LYON" } });
    await db().channel.create({
      data: {
        id: newId("channel"),
        code: "tokyo",
        kind: "web",
        name: { fr: "Tokyo" },
        priceListId: list.id,
        locations: { create: { locationId: lyon.id, priority: 0 } },
      },
    });
    await db().shippingMethod.create({
      data: {
        id: newId("shippingMethod"),
        code: "yamato",
        name: { fr: "Yamato" },
        carrier: "Yamato",
        countries: ["FR"],
        currency: "JPY",
        priceMinor: 800,
        minDays: 2,
        maxDays: 4,
      },
    });
    const { variantId } = await article({ stock: 3 });
    await db().priceListItem.create({
      data: { id: newId("priceListItem"), priceListId: list.id, variantId, unitPrice: "3980" },
    });
    const caller = { token: null, userId: null, partnerId: null, channelCode: "tokyo", locale: "fr" };
    const { newToken } = await addToCart(caller, { variantId, quantity: 3 });
    const buyer = { ...caller, token: newToken };
    const now = new Date();
    const [method] = await checkoutShippingMethods(buyer, { country: "FR" }, now);
    const shippingMethod = method?.code ?? "";
    const { signature, total } = await quoteCheckout(buyer, { country: "FR", shippingMethod }, now);
    expect(total).toEqual({ minor: 3 * 3980 + 800, currency: "JPY" });
    expect(formatMoney(total, "fr").replaceAll(/\s/g, " ")).toMatch(/^12 740 (JPY|¥|JP¥)$/);
    const input = { email: "aya@example.com", delivery: paris, billing: null, shippingMethod, signature };
    const placed = await placeOrder(buyer, { ...input, acceptTerms: true }, bySystem, now);
    expect(await (await fetch(placed.payUrl)).text()).toMatch(/12.740/);
    await payOnPage(placed.payUrl, testCards.accepted);
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: placed.orderId } });
    await settlePayment(payment.id, new Date());
    const order = await db().salesOrder.findUniqueOrThrow({
      where: { id: placed.orderId },
      include: { payments: true, lines: true },
    });
    expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid", totalMinor: 12_740n });
    expect(order.payments).toMatchObject([{ capturedMinor: 12_740n, currency: "JPY" }]);
    for (const line of order.lines) expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
    const refund = {
      paymentId: payment.id,
      amountMinor: 3980,
      reason: "one broke",
      idempotencyKey: `jpy-${payment.id}`,
    };
    await executeRefund((await requestRefund(refund, bySystem)).id, new Date());
    const truth = await paymentProvider().retrieve(payment.sessionRef ?? "");
    expect(truth).toMatchObject({ currency: "JPY", capturedMinor: 12_740, refundedMinor: 3980 });
  });
});
