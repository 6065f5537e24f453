import { afterAll, beforeAll, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { control } from "#server/testing/sandbox-bench.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { packWhole, sendOrder, shipPacked } from "#server/testing/send-order.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { cancelOrder } from "../cancel-order/cancel-order.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { captureNow, captureOrder } from "./capture-order.ts";
import { watchAuthorisations } from "./watch-authorisations.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_capture_tests";
  resetEnv();
  await demoShop();
  await db().channel.update({ where: { code: "web" }, data: { captureMode: "shipment" } });
});
afterAll(() => sandbox.close());

const orderOf = (id: string) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id },
    include: { payments: { orderBy: { createdAt: "asc" }, include: { refunds: true } }, timeline: true },
  });
const countOf = async (id: string, type: string) => (await orderOf(id)).timeline.filter((e) => e.type === type).length;

/** An order whose money is held and whose delivery is planned. */
async function held() {
  const { variantId } = await article({ stock: 5 });
  const anne = shopper();
  await anne.api.shop.cart.add({ variantId, quantity: 1 });
  const placed = await anne.order();
  await payOnPage(placed.payUrl, testCards.accepted);
  await anne.api.shop.checkout.settle({ token: placed.token });
  await runJobs();
  const { payments } = await orderOf(placed.orderId);
  const [payment] = payments;
  if (!payment?.intentRef || !payment.sessionRef) throw new Error("a paid order has a payment");
  return { ...placed, anne, variantId, payment: { ...payment, sessionRef: payment.sessionRef } };
}
const truthOf = (payment: { sessionRef: string }) => paymentProvider().retrieve(payment.sessionRef);

it("holds the money for the order and takes it when the first parcel leaves", async () => {
  const { orderId, payment } = await held();
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "authorised" });
  expect(payment).toMatchObject({ status: "authorised", capturedMinor: 0n, authorisedMinor: payment.amountMinor });
  expect(await countOf(orderId, "paid")).toBe(0);
  expect(await sendOrder(orderId)).toHaveLength(1);
  expect((await orderOf(orderId)).paymentStatus).toBe("authorised");
  await runJobs();
  const order = await orderOf(orderId);
  expect(order).toMatchObject({ paymentStatus: "paid", deliveryStatus: "shipped" });
  expect(order.payments).toMatchObject([{ status: "captured", capturedMinor: order.totalMinor }]);
  expect(await truthOf(payment)).toMatchObject({ status: "captured", capturedMinor: Number(order.totalMinor) });
  expect(await countOf(orderId, "paid")).toBe(1);
});

it("takes it once, whoever asks at the same time", async () => {
  const { orderId, payment } = await held();
  const now = new Date();
  await Promise.all([
    captureOrder(orderId, now),
    captureOrder(orderId, now),
    captureNow(payment.id, bySystem, now),
    settlePayment(payment.id, now),
  ]);
  const order = await orderOf(orderId);
  expect(order.payments).toMatchObject([{ status: "captured", capturedMinor: order.totalMinor, refunds: [] }]);
  expect(await countOf(orderId, "paid")).toBe(1);
  expect(await countOf(orderId, "capture_failed")).toBe(0);
  await expect(captureNow(payment.id, bySystem, now)).rejects.toMatchObject({ code: "payments.not_authorised" });
});

it("lets it go when the order is called off before anything left", async () => {
  const { orderId, number, payment } = await held();
  const { version } = await orderOf(orderId);
  await cancelOrder({ number, version, reason: "changed their mind" }, bySystem, new Date());
  await runJobs();
  const order = await orderOf(orderId);
  expect(order).toMatchObject({ status: "cancelled", paymentStatus: "unpaid" });
  expect(order.payments).toMatchObject([{ status: "cancelled", capturedMinor: 0n, refunds: [] }]);
  expect(await truthOf(payment)).toMatchObject({ status: "cancelled", capturedMinor: 0 });
});

it("keeps nothing when calling off and taking race", async () => {
  for (let round = 0; round < 3; round++) {
    const { orderId, number, payment } = await held();
    const { version } = await orderOf(orderId);
    const now = new Date();
    await Promise.allSettled([
      cancelOrder({ number, version, reason: "race" }, bySystem, now).then(runJobs),
      captureOrder(orderId, now),
    ]);
    await runJobs();
    const order = await orderOf(orderId);
    const [paid] = order.payments;
    expect(order.status).toBe("cancelled");
    expect(paid?.capturedMinor).toBe(paid?.refundedMinor);
    const truth = await truthOf(payment);
    expect(truth.capturedMinor - truth.refundedMinor).toBe(0);
    expect(["captured", "cancelled"]).toContain(truth.status);
    expect(paid?.status).toBe(truth.status);
  }
});

it("warns once before the hold ends; afterwards the order is unpaid, stays, and does not leave until paid again", async () => {
  const { orderId, token, payment, anne } = await held();
  const [delivery] = await db().delivery.findMany({ where: { orderId } });
  await packWhole(delivery?.number ?? "");
  const inSixDays = new Date(Date.now() + 6 * 86_400_000);
  await db().payment.updateMany({ where: { NOT: { id: payment.id } }, data: { expiresAt: null } });
  expect(await watchAuthorisations(new Date())).toBe(0);
  expect(await watchAuthorisations(inSixDays)).toBe(1);
  expect(await watchAuthorisations(inSixDays)).toBe(0);
  expect(await countOf(orderId, "authorisation_ends")).toBe(1);

  await control(sandbox.url, `sessions/${payment.sessionRef}/advance`, { seconds: 8 * 86_400 });
  await watchAuthorisations(new Date(Date.now() + 8 * 86_400_000));
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "unpaid" });
  expect((await orderOf(orderId)).payments).toMatchObject([{ status: "cancelled", capturedMinor: 0n }]);
  expect(await countOf(orderId, "authorisation_lapsed")).toBe(1);
  await expect(shipPacked(delivery?.number ?? "")).rejects.toMatchObject({ code: "payments.order_not_covered" });
  await runJobs();
  expect(await db().mailMessage.count({ where: { dedupeKey: `payment-needed:${payment.id}` } })).toBe(1);

  const { payUrl } = await anne.api.shop.checkout.retryPayment({ token });
  await payOnPage(payUrl, testCards.accepted);
  await anne.api.shop.checkout.settle({ token });
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "authorised" });
  await shipPacked(delivery?.number ?? "");
  await runJobs();
  const order = await orderOf(orderId);
  expect(order.paymentStatus).toBe("paid");
  expect(order.payments.map((p) => [p.status, p.capturedMinor])).toEqual([
    ["cancelled", 0n],
    ["captured", order.totalMinor],
  ]);
});

it("lets a second hold go when somebody pays twice", async () => {
  const { orderId, token, payment, anne } = await held();
  await db().payment.update({ where: { id: payment.id }, data: { status: "expired" } });
  await db().salesOrder.update({ where: { id: orderId }, data: { paymentStatus: "unpaid" } });
  const { payUrl } = await anne.api.shop.checkout.retryPayment({ token });
  await db().payment.update({ where: { id: payment.id }, data: { status: "authorised" } });
  await payOnPage(payUrl, testCards.accepted);
  await anne.api.shop.checkout.settle({ token });
  await runJobs();
  const order = await orderOf(orderId);
  expect(order.payments.map((p) => p.status)).toEqual(["authorised", "cancelled"]);
  expect(order.paymentStatus).toBe("authorised");
});
