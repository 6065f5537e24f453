import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { resolveFinding } from "#server/modules/payments/index.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { samplePayment } from "#server/testing/payment-provider-contract.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { control } from "#server/testing/sandbox-bench.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { sweepPayments } from "../checkout/sweep-payments.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { requestRefund } from "../refund-payment/request-refund.ts";
import { askForReconciliation, reconcile } from "./reconcile.ts";

let sandbox: Sandbox;
let provider: PaymentProvider;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_reconcile_tests";
  resetEnv();
  await demoShop();
  provider = paymentProvider();
});
afterAll(() => sandbox.close());

const orderOf = (id: string) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id },
    include: { payments: { include: { refunds: true } }, timeline: true, invoices: true },
  });

async function placed() {
  const { variantId } = await article({ stock: 5, price: "40" });
  const anne = shopper();
  await anne.api.shop.cart.add({ variantId, quantity: 1 });
  const order = await anne.order();
  const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
  return { ...order, paymentId: payment.id, sessionRef: payment.sessionRef ?? "", total: Number(payment.amountMinor) };
}
async function paid() {
  const order = await placed();
  await payOnPage(order.payUrl, testCards.accepted);
  await settlePayment(order.paymentId, new Date());
  const { intentRef } = await provider.retrieve(order.sessionRef);
  return { ...order, intentRef: intentRef ?? "" };
}

async function run(since = new Date(Date.now() - 3_600_000), now = new Date()) {
  const id = await askForReconciliation(since, bySystem, new Date());
  const figures = await reconcile(id, since, now);
  const findings = await db().reconciliationFinding.findMany({ where: { runId: id } });
  return { ...figures, findings, of: (paymentId: string) => findings.filter((one) => one.paymentId === paymentId) };
}

describe("a reconciliation", () => {
  beforeEach(async () => {
    await run();
  });

  it("finds nothing where the books agree", async () => {
    const [open, done] = [await placed(), await paid()];
    const refund = await requestRefund(
      { paymentId: done.paymentId, amountMinor: 500, reason: "scratched", idempotencyKey: `r-${done.paymentId}` },
      bySystem,
    );
    await executeRefund(refund.id, new Date());
    const { compared, of } = await run();
    expect(compared).toBeGreaterThanOrEqual(2);
    expect([...of(open.paymentId), ...of(done.paymentId)]).toEqual([]);
  });

  it("settles what was paid and never heard of", async () => {
    const order = await placed();
    await payOnPage(order.payUrl, testCards.accepted);
    const { of, repaired } = await run();
    expect(repaired).toBe(1);
    expect(of(order.paymentId)).toMatchObject([
      { kind: "payment_unsettled", outcome: "repaired", details: { ours: "pending", theirs: "captured" } },
    ]);
    expect(await orderOf(order.orderId)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    expect((await run()).of(order.paymentId)).toEqual([]);
  });

  it("settles a payment whose start was answered but never written", async () => {
    const order = await placed();
    await payOnPage(order.payUrl, testCards.accepted);
    await db().payment.update({ where: { id: order.paymentId }, data: { sessionRef: null, status: "created" } });
    expect((await run()).of(order.paymentId)).toMatchObject([{ kind: "payment_unsettled", outcome: "repaired" }]);
    expect((await orderOf(order.orderId)).status).toBe("confirmed");
  });

  it("books a refund that was made in the provider's dashboard, with its credit note where there is an invoice", async () => {
    const order = await paid();
    await provider.refund({
      intentRef: order.intentRef,
      amountMinor: 700,
      currency: "EUR",
      idempotencyKey: `dashboard-${order.intentRef}`,
    });
    expect((await run()).of(order.paymentId)).toMatchObject([{ kind: "refund_unknown", outcome: "repaired" }]);
    const { payments, paymentStatus } = await orderOf(order.orderId);
    expect(paymentStatus).toBe("partially_refunded");
    expect(payments[0]).toMatchObject({ refundedMinor: 700n, refunds: [{ status: "succeeded", amountMinor: 700n }] });
    expect((await run()).of(order.paymentId)).toEqual([]);
  });

  it("carries out a refund whose job was lost, once", async () => {
    const order = await paid();
    await requestRefund(
      { paymentId: order.paymentId, amountMinor: 900, reason: "lost job", idempotencyKey: `l-${order.paymentId}` },
      bySystem,
    );
    expect((await run()).of(order.paymentId)).toEqual([]);
    const later = await run(undefined, new Date(Date.now() + 3_600_000));
    expect(later.of(order.paymentId)).toMatchObject([{ kind: "refund_unexecuted", outcome: "repaired" }]);
    await runJobs();
    const truth = await provider.retrieve(order.sessionRef);
    expect(truth).toMatchObject({ refundedMinor: 900, refunds: [{ amountMinor: 900 }] });
    expect((await orderOf(order.orderId)).payments[0]?.refundedMinor).toBe(900n);
  });

  it("flags another amount once, until it changes; a person closes it with a note", async () => {
    const order = await paid();
    const set = (amountMinor: number, capturedMinor: number) =>
      db().payment.update({ where: { id: order.paymentId }, data: { amountMinor, capturedMinor, authorisedMinor: 0 } });
    await set(order.total - 100, order.total - 100);
    const [found] = (await run()).of(order.paymentId);
    expect(found).toMatchObject({ kind: "amount_differs", outcome: "flagged", details: { theirs: order.total } });
    expect((await run()).of(order.paymentId)).toEqual([]);
    await inTx((tx) => resolveFinding(tx, { id: found?.id ?? "", note: "known to us" }, bySystem, new Date()));
    expect((await run()).of(order.paymentId)).toEqual([]);
    await expect(
      inTx((tx) => resolveFinding(tx, { id: found?.id ?? "", note: "again" }, bySystem, new Date())),
    ).rejects.toMatchObject({ code: "payments.finding_settled" });
    await set(order.total - 50, order.total - 50);
    expect((await run()).of(order.paymentId)).toMatchObject([{ kind: "amount_differs", outcome: "flagged" }]);
    await set(order.total, order.total);
  });

  it("flags another currency, money that nobody here knows, and money that is not there", async () => {
    const [foreign, missing] = [await paid(), await paid()];
    await db().payment.update({ where: { id: foreign.paymentId }, data: { currency: "CHF" } });
    await db().payment.update({ where: { id: missing.paymentId }, data: { sessionRef: "cs_test_nowhere" } });
    const stray = await provider.start(samplePayment());
    await payOnPage(stray.redirectUrl, testCards.accepted);
    await provider.start(samplePayment());
    const { findings, of } = await run();
    expect(of(foreign.paymentId)).toMatchObject([{ kind: "currency_differs", outcome: "flagged" }]);
    expect(of(missing.paymentId)).toMatchObject([{ kind: "payment_missing", outcome: "flagged" }]);
    const unknown = findings.filter((one) => one.kind === "payment_unknown").map((one) => one.providerRef);
    expect(unknown).toContain(stray.sessionRef);
    await db().payment.update({ where: { id: foreign.paymentId }, data: { currency: "EUR" } });
    await db().payment.update({ where: { id: missing.paymentId }, data: { sessionRef: missing.sessionRef } });
  });

  it("says that the provider did not answer, and another may begin", async () => {
    await control(sandbox.url, "faults", { kind: "500", count: 10 });
    expect(await run()).toMatchObject({ failure: "payments.provider_unavailable", compared: 0 });
    await control(sandbox.url, "faults/clear", {});
    expect((await run()).failure).toBeNull();
  });

  it("is one at a time", async () => {
    const since = new Date();
    const asked = await Promise.allSettled([1, 2, 3].map(() => askForReconciliation(since, bySystem, new Date())));
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of asked) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "payments.reconciliation_running" });
    }
    await runJobs();
    expect(await db().reconciliationRun.count({ where: { finishedAt: null } })).toBe(0);
  });
});

describe("the payments' sweep", () => {
  it("settles what was paid though no message came and no browser returned; a second pass finds nothing", async () => {
    const orders = [await placed(), await placed()];
    for (const { payUrl } of orders) await payOnPage(payUrl, testCards.accepted);
    const { taken } = await sweepPayments(new Date());
    expect(taken).toBeGreaterThanOrEqual(2);
    await runJobs();
    for (const { orderId } of orders) expect((await orderOf(orderId)).status).toBe("confirmed");
    expect(await sweepPayments(new Date())).toEqual({ taken: 0, again: 0 });
  });

  it("tries again what was heard of and never worked off", async () => {
    const order = await placed();
    await payOnPage(order.payUrl, testCards.accepted);
    await sweepPayments(new Date());
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    expect(await sweepPayments(new Date())).toEqual({ taken: 0, again: 0 });
    const { again } = await sweepPayments(new Date(Date.now() + 60_000));
    expect(again).toBeGreaterThan(0);
    await runJobs();
    expect((await orderOf(order.orderId)).status).toBe("confirmed");
  });

  it("waits for a provider that does not answer", async () => {
    await control(sandbox.url, "faults", { kind: "500", count: 3 });
    expect(await sweepPayments(new Date())).toEqual({ taken: 0, again: 0 });
    await control(sandbox.url, "faults/clear", {});
  });
});

describe("refunds", () => {
  it("booked by many at once never exceed what was captured, and the provider gives back exactly the books' sum", async () => {
    const order = await paid();
    const each = Math.floor(order.total / 3);
    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        requestRefund(
          {
            paymentId: order.paymentId,
            amountMinor: each,
            reason: "storm",
            idempotencyKey: `storm-${i}-${order.paymentId}`,
          },
          bySystem,
        ),
      ),
    );
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(3);
    for (const one of asked) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "payments.refund_too_large" });
    }
    const [payment] = (await orderOf(order.orderId)).payments;
    const ids = payment?.refunds.map((refund) => refund.id) ?? [];
    // The job, the sweep and an impatient clerk at the same time.
    await Promise.all([...ids, ...ids].map((id) => executeRefund(id, new Date())).concat(runJobs()));
    const truth = await provider.retrieve(order.sessionRef);
    const after = (await orderOf(order.orderId)).payments[0];
    expect(truth.refundedMinor).toBe(3 * each);
    expect(Number(after?.refundedMinor)).toBe(3 * each);
    expect(truth.refunds).toHaveLength(3);
  });
});
