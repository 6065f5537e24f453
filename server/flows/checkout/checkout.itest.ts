import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { lockCart, lockCartWithRows } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { answerChallenge, payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { expireOrders } from "./expire-orders.ts";
import { settlePayment } from "./settle-payment.ts";
import { startPayment } from "./start-payment.ts";

let sandbox: Sandbox;
const minutes = (n: number) => new Date(Date.now() + n * 60_000);

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_checkout_tests";
  resetEnv();
  await demoShop();
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

  it("asks the provider for exactly what the database would say, so that asking again is the same request", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 2 });
    const start = vi.spyOn(paymentProvider(), "start");
    start.mockRejectedValueOnce(new DomainError("unavailable", "payments.provider_unavailable"));
    await expect(anne.order({ email: "exactly@example.com" })).rejects.toThrow();
    const { id } = await db().payment.findFirstOrThrow({ where: { order: { email: "exactly@example.com" } } });
    await startPayment(id, new Date());
    const [[first], [again]] = start.mock.calls as [[unknown], [unknown]];
    expect(again).toEqual(first);
    start.mockRestore();
  });

  it("sells the cart as it is once its lock is there, not as it was while waiting for it", async () => {
    const { variantId } = await article({ stock: 5 });
    const anne = shopper();
    await anne.api.shop.cart.add({ variantId, quantity: 1 });
    const { cartId } = await db().cartLine.findFirstOrThrow({ where: { variantId } });
    const { tokenHash } = await db().cart.findUniqueOrThrow({ where: { id: cartId } });
    let locked: Promise<number | undefined> | undefined;
    await inTx(async (tx) => {
      await lockCart(tx, tokenHash);
      locked = inTx(async (other) => (await lockCartWithRows(other, tokenHash))?.rows[0]?.quantity);
      await expect
        .poll(async () => {
          const [row] = await db().$queryRaw<{ n: number }[]>`
            SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          return row?.n;
        })
        .toBe(1);
      await tx.cartLine.updateMany({ where: { cartId }, data: { quantity: 3 } });
      await tx.cart.update({ where: { id: cartId }, data: { version: { increment: 1 } } });
    });
    expect(await locked).toBe(3);
  });

  it("goes by the settings as they are, also when they changed after the order before", async () => {
    const { variantId } = await article({ stock: 5 });
    const holdOf = async () => {
      const anne = shopper();
      await anne.api.shop.cart.add({ variantId, quantity: 1 });
      const { orderId } = await anne.order();
      const { placedAt, holdExpiresAt } = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } });
      return Math.round(((holdExpiresAt?.getTime() ?? 0) - placedAt.getTime()) / 60_000);
    };
    const before = await holdOf();
    const { holdMinutes } = await db().channel.findUniqueOrThrow({ where: { code: "web" } });
    await db().channel.update({ where: { code: "web" }, data: { holdMinutes: holdMinutes + 7 } });
    expect(await holdOf()).toBe(before + 7);
    await db().channel.update({ where: { code: "web" }, data: { holdMinutes } });
    expect(await holdOf()).toBe(before);
  });

  it("costs at most 6 statements, adding to a cart at most 8", async () => {
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
      }),
    );
    expect(place.statements.length, place.statements.join("\n")).toBeLessThanOrEqual(6);
    // The row that everyone wants is locked by one statement, and only COMMIT comes after it.
    const stock = place.statements.flatMap((sql, i) => (sql.includes("stock_level") ? [i] : []));
    expect(stock).toHaveLength(1);
    expect(place.statements[(stock[0] ?? 0) + 1]).toMatch(/^COMMIT/);
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
});
