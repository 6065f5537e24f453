import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seed } from "#prisma/seed/index.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env, resetEnv } from "#server/platform/env.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { answerChallenge, payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { expireOrders } from "./expire-orders.ts";
import { settlePayment } from "./settle-payment.ts";

let sandbox: Sandbox;
const minutes = (n: number) => new Date(Date.now() + n * 60_000);

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_checkout_tests";
  resetEnv();
  await seed(env().DATABASE_URL);
});
afterAll(() => sandbox.close());

const levels = async (variantId: string) => {
  const [level] = await db().stockLevel.findMany({ where: { variantId } });
  return { onHand: Number(level?.onHand), reserved: Number(level?.reserved) };
};
const orderOf = (number: string) =>
  db().salesOrder.findUniqueOrThrow({ where: { number }, include: { payments: true, timeline: true, lines: true } });
const eventsOf = async (number: string, type: string) =>
  (await orderOf(number)).timeline.filter((e) => e.type === type);

describe("placing an order", () => {
  it("has the order, its stock and its payment before the provider is asked", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 2 });
    const provider = paymentProvider();
    const start = provider.start.bind(provider);
    let seen: unknown;
    provider.start = async (input) => {
      const order = await db().salesOrder.findUniqueOrThrow({
        where: { number: input.orderNumber },
        include: { payments: true, reservations: true },
      });
      seen = {
        status: order.status,
        payment: order.payments[0]?.status,
        held: order.reservations.map((r) => [r.status, Number(r.quantity)]),
      };
      throw new DomainError("unavailable", "payments.provider_unavailable");
    };
    const key = randomUUID();
    await expect(anne.order({ key })).rejects.toMatchObject({ cause: { code: "payments.provider_unavailable" } });
    provider.start = start;
    expect(seen).toEqual({ status: "awaiting_payment", payment: "created", held: [["held", 2]] });
    expect(await levels(variantId)).toEqual({ onHand: 5, reserved: 2 });
  });

  it("gives one order for one key, also to a double click", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const key = randomUUID();
    const { api } = anne;
    const [method] = await api.shop.checkout.shippingMethods({ country: "FR" });
    const quote = await api.shop.checkout.quote({ country: "FR", shippingMethod: method!.code });
    const place = (idempotencyKey: string) =>
      api.shop.checkout.placeOrder({
        email: "anne@example.com",
        delivery: { recipient: "Anne", line1: "1 rue X", postcode: "75001", city: "Paris", country: "FR" },
        billing: null,
        shippingMethod: method!.code,
        acceptTerms: true,
        signature: quote.signature,
        idempotencyKey,
      });
    const [a, b] = await Promise.all([place(key), place(key)]);
    expect(a).toEqual(b);
    expect(await levels(variantId)).toEqual({ onHand: 5, reserved: 1 });
    // Another tab with another key finds the cart ordered.
    await expect(place(randomUUID())).rejects.toMatchObject({ cause: { code: "sales.cart_already_ordered" } });
    expect(await db().payment.count({ where: { orderId: a.orderId } })).toBe(1);
  });

  it("refuses a price the shopper has not seen and writes nothing", async () => {
    const { variantId } = await article({ stock: 5, price: "25" });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const { signature } = await anne.api.shop.checkout
      .quote({ country: "FR", shippingMethod: "home" })
      .catch(async () => {
        const [method] = await anne.api.shop.checkout.shippingMethods({ country: "FR" });
        return anne.api.shop.checkout.quote({ country: "FR", shippingMethod: method!.code });
      });
    await db().priceListItem.updateMany({ where: { variantId }, data: { unitPrice: "30" } });
    const before = await db().salesOrder.count();
    await expect(anne.order({ signature })).rejects.toMatchObject({ cause: { code: "sales.prices_changed" } });
    expect(await db().salesOrder.count()).toBe(before);
    expect(await levels(variantId)).toEqual({ onHand: 5, reserved: 0 });
    await expect(anne.order()).resolves.toMatchObject({ number: expect.stringMatching(/^SO-\d{4}-\d{6}$/) });
  });

  it("costs at most 30 statements, adding to a cart at most 8", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const add = await countStatements(() => anne.api.shop.cart.add({ variantId, quantity: 1 }));
    expect(add.statements.length, add.statements.join("\n")).toBeLessThanOrEqual(8);
    const { api } = anne;
    const [method] = await api.shop.checkout.shippingMethods({ country: "FR" });
    const quote = await api.shop.checkout.quote({ country: "FR", shippingMethod: method!.code });
    const place = await countStatements(() =>
      api.shop.checkout.placeOrder({
        email: "anne@example.com",
        delivery: { recipient: "Anne", line1: "1 rue X", postcode: "75001", city: "Paris", country: "FR" },
        billing: null,
        shippingMethod: method!.code,
        acceptTerms: true,
        signature: quote.signature,
        idempotencyKey: randomUUID(),
      }),
    );
    expect(place.statements.length, place.statements.join("\n")).toBeLessThanOrEqual(30);
    expect(place.statements.some((sql) => /FROM stock_level[\s\S]*FOR UPDATE/.test(sql))).toBe(true);
  });
});

describe("settling a payment", () => {
  const placed = async (stock = 5) => {
    const { variantId } = await article({ stock });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const order = await anne.order();
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
    return { ...order, variantId, anne, paymentId: payment.id };
  };

  it("confirms once, however many ask at the same time", async () => {
    const { number, token, payUrl, paymentId, anne, variantId } = await placed();
    await payOnPage(payUrl, testCards.accepted);
    const answers = await Promise.all([
      anne.api.shop.checkout.settle({ token }),
      anne.api.shop.checkout.settle({ token }),
      settlePayment(paymentId, new Date()),
      settlePayment(paymentId, new Date()),
    ]);
    expect(answers[0].status).toBe("paid");
    const order = await orderOf(number);
    expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    expect(order.payments).toHaveLength(1);
    expect(order.payments[0]).toMatchObject({ status: "captured", capturedMinor: order.totalMinor });
    for (const type of ["paid", "confirmed"]) expect(await eventsOf(number, type)).toHaveLength(1);
    expect(await db().outboxEvent.count({ where: { type: "sales.order.confirmed", aggregateId: order.id } })).toBe(1);
    expect(await levels(variantId)).toEqual({ onHand: 5, reserved: 1 });
    await runJobs();
    expect(await db().delivery.count({ where: { orderId: order.id } })).toBe(1);
    expect(await db().invoice.count({ where: { orderId: order.id } })).toBe(1);
    expect(await db().mailMessage.count({ where: { dedupeKey: `order-confirmed:${order.id}` } })).toBe(1);
  });

  it("survives a declined card and a 3-D Secure challenge", async () => {
    const { number, token, payUrl, anne } = await placed();
    await payOnPage(payUrl, testCards.declined);
    expect((await anne.api.shop.checkout.settle({ token })).status).toBe("processing");
    expect(await eventsOf(number, "payment_failed")).toHaveLength(1);
    await payOnPage(payUrl, testCards.challenge);
    await answerChallenge(payUrl, true);
    expect((await anne.api.shop.checkout.settle({ token })).status).toBe("paid");
    expect((await orderOf(number)).status).toBe("confirmed");
  });

  it("gives stock and basket back when nobody pays", async () => {
    const { number, variantId, anne } = await placed();
    expect(await expireOrders(new Date())).toBe(0);
    expect(await expireOrders(minutes(60))).toBeGreaterThan(0);
    expect((await orderOf(number)).status).toBe("expired");
    expect(await levels(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect((await anne.api.shop.cart.get()).itemCount).toBe(1);
    expect(await anne.order()).toMatchObject({ number: expect.not.stringMatching(number) });
  });

  it("keeps an order whose money came before the sweep", async () => {
    const { number, payUrl } = await placed();
    await payOnPage(payUrl, testCards.accepted);
    await expireOrders(minutes(60));
    expect((await orderOf(number)).status).toBe("confirmed");
  });

  it("sends late money back when somebody else got the last piece", async () => {
    const { number, payUrl, paymentId, variantId } = await placed(1);
    await payOnPage(payUrl, testCards.accepted);
    // The hold is over before anyone hears of the payment, and another order takes the piece.
    await db().reservation.updateMany({ where: { variantId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    const bob = shopper();
    await bob.api.shop.cart.add({ variantId, quantity: 1 });
    await bob.order({ email: "bob@example.com" });
    await settlePayment(paymentId, new Date());
    expect((await orderOf(number)).status).toBe("cancelled");
    await runJobs();
    const order = await orderOf(number);
    expect(order.paymentStatus).toBe("refunded");
    expect(order.payments[0]?.refundedMinor).toBe(order.totalMinor);
    expect(await levels(variantId)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("takes the stock again for late money when it is still there", async () => {
    const { number, payUrl, paymentId, variantId } = await placed(3);
    await payOnPage(payUrl, testCards.accepted);
    await db().reservation.updateMany({ where: { variantId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    const bob = shopper();
    await bob.api.shop.cart.add({ variantId, quantity: 1 });
    await bob.order({ email: "bob@example.com" });
    await settlePayment(paymentId, new Date());
    expect((await orderOf(number)).status).toBe("confirmed");
    expect(await levels(variantId)).toEqual({ onHand: 3, reserved: 2 });
  });
});

describe("under a rush", () => {
  beforeEach(async () => {
    await runJobs();
  });

  it("sells a stock of 100 to exactly 100 of 200 buyers", async () => {
    const { variantId } = await article({ stock: 100 });
    const buyers = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const one = shopper();
        await one.api.shop.cart.add({ variantId, quantity: 1 });
        return one;
      }),
    );
    const results = await Promise.allSettled(buyers.map((one) => one.order({ patience: 20 })));
    const won = results.filter((r) => r.status === "fulfilled");
    const lost = results.flatMap((r) => (r.status === "rejected" ? [r.reason.cause?.code ?? String(r.reason)] : []));
    expect(won).toHaveLength(100);
    expect(new Set(lost)).toEqual(new Set(["stock.not_enough"]));
    expect(await levels(variantId)).toEqual({ onHand: 100, reserved: 100 });
    expect(await verifyLedger(db())).toEqual([]);
    // After expiry every piece is sellable again.
    await db().salesOrder.updateMany({ where: { status: "awaiting_payment" }, data: { holdExpiresAt: new Date(0) } });
    for (let left = 1; left > 0; ) left = await expireOrders(new Date(), 500);
    expect(await levels(variantId)).toEqual({ onHand: 100, reserved: 0 });
  }, 120_000);

  it("lets baskets in opposite order through without a deadlock", async () => {
    const [a, b] = [await article({ stock: 40 }), await article({ stock: 40 })];
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, async (_, i) => {
        const one = shopper();
        for (const { variantId } of i % 2 ? [a, b] : [b, a]) await one.api.shop.cart.add({ variantId, quantity: 1 });
        return one.order({ patience: 20 });
      }),
    );
    expect(results.filter((r) => r.status === "rejected")).toEqual([]);
    expect(await levels(a.variantId)).toEqual({ onHand: 40, reserved: 40 });
    expect(await verifyLedger(db())).toEqual([]);
  }, 120_000);
});
