import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { newId } from "#server/kernel/ids.ts";
import { findAccountPayment, readAccountPayment } from "#server/modules/payments/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { orderOnAccount, payByBank } from "#server/testing/order-on-account.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { askForReconciliation, reconcile } from "../reconcile/reconcile.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { partnerAccount } from "../statement/account-scope.ts";
import { openItems } from "../statement/read-statement.ts";
import { payInvoices } from "./pay-invoices.ts";
import { settleAccountPayment, settleOwnPayment } from "./settle-account-payment.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_pay_invoices_tests";
  resetEnv();
}, 60_000);
afterAll(() => sandbox.close());

async function payer() {
  const partnerId = newId("partner");
  await db().partner.create({ data: { id: partnerId, kind: "company", name: "Atelier Zéphyr" } });
  const userId = newId("user");
  const email = `${userId}@example.com`;
  await db().user.create({ data: { id: userId, email, name: "Zoé", partnerId } });
  return { partnerId, who: { userId, email, locale: "fr", account: partnerAccount(partnerId) } };
}
type Who = Awaited<ReturnType<typeof payer>>["who"];
type Part = { number: string; amountMinor: number };

async function opened(who: Who, invoices: Part[], idempotencyKey: string = crypto.randomUUID()) {
  const payUrl = await payInvoices(who, { invoices, currency: "EUR", idempotencyKey }, new Date());
  const found = await readAccountPayment(db(), { idempotencyKey: `${who.userId}:${idempotencyKey}` });
  return { payUrl, id: found?.id ?? "" };
}
const open = async (who: Who) =>
  (await openItems(db(), who.account, new Date())).map(({ number, open: { minor } }) => [number, minor]);
const paymentsOf = (orderId: string) => db().payment.findMany({ where: { orderId }, include: { refunds: true } });

describe("paying several invoices at once", () => {
  it("takes one payment, whole of one and a part of another, and tells it once however often it is told", async () => {
    const { partnerId, who } = await payer();
    const [first, second] = [await orderOnAccount({ partnerId }), await orderOnAccount({ partnerId })];
    const parts = [
      { number: first.invoice.number, amountMinor: first.totalMinor },
      { number: second.invoice.number, amountMinor: 30_00 },
    ];
    const key = crypto.randomUUID();
    const { payUrl, id } = await opened(who, parts, key);
    expect((await opened(who, parts, key)).payUrl).toBe(payUrl);
    expect((await settleOwnPayment(who.userId, id, new Date())).status).toBe("processing");
    await payOnPage(payUrl, testCards.accepted);
    // Webhook, browser and sweep at once.
    await Promise.all([1, 2, 3, 4].map(() => settleAccountPayment(id, new Date())));
    expect(await settleOwnPayment(who.userId, id, new Date())).toMatchObject({
      status: "paid",
      amount: { minor: first.totalMinor + 30_00 },
    });
    expect(await open(who)).toEqual([[second.invoice.number, second.totalMinor - 30_00]]);
    expect((await paymentsOf(first.id)).map((one) => [one.status, one.capturedMinor])).toEqual([
      ["captured", BigInt(first.totalMinor)],
    ]);
    const entries = await db().journalEntry.count({
      where: { documentType: "payment", orderId: { in: [first.id, second.id] } },
    });
    expect(entries).toBe(2);
    await expect(settleOwnPayment(newId("user"), id, new Date())).rejects.toMatchObject({ kind: "not_found" });
    await expectBooksToHold();
  });

  it("gives back what was paid another way meanwhile: two pay the same invoice at once", async () => {
    const { partnerId, who } = await payer();
    const [shared, own] = [await orderOnAccount({ partnerId }), await orderOnAccount({ partnerId })];
    const whole = { number: shared.invoice.number, amountMinor: shared.totalMinor };
    const pages = [
      await opened(who, [whole]),
      await opened(who, [whole, { number: own.invoice.number, amountMinor: own.totalMinor }]),
    ];
    for (const { payUrl } of pages) await payOnPage(payUrl, testCards.accepted);
    await Promise.all(pages.map(({ id }) => settleAccountPayment(id, new Date())));
    const refunds = (await paymentsOf(shared.id)).flatMap((payment) => payment.refunds);
    expect(refunds.map(({ kind, reason, amountMinor }) => [kind, reason, amountMinor])).toEqual([
      ["surplus", "paid_twice", BigInt(shared.totalMinor)],
    ]);
    expect(await open(who)).toEqual([]);
    await executeRefund(refunds[0]?.id ?? "", new Date());
    const told = await Promise.all(pages.map(({ id }) => settleOwnPayment(who.userId, id, new Date())));
    const returned = told.flatMap((one) => one.parts.filter((part) => part.returned.minor > 0));
    expect(returned).toMatchObject([{ number: shared.invoice.number, returned: { minor: shared.totalMinor } }]);
    const runId = await askForReconciliation(new Date(Date.now() - 3_600_000), bySystem, new Date());
    expect(await reconcile(runId, new Date(Date.now() - 3_600_000), new Date())).toMatchObject({
      repaired: 0,
      flagged: 0,
    });
    await expectBooksToHold();
  });

  it("is found by its provider's message and repaired by the reconciler when that was lost", async () => {
    const { partnerId, who } = await payer();
    const order = await orderOnAccount({ partnerId });
    const { payUrl, id } = await opened(who, [{ number: order.invoice.number, amountMinor: order.totalMinor }]);
    await payOnPage(payUrl, testCards.accepted);
    const { code } = paymentProvider();
    expect(await findAccountPayment(db(), code, { paymentId: id })).toEqual({ id });
    const runId = await askForReconciliation(new Date(Date.now() - 3_600_000), bySystem, new Date());
    expect(await reconcile(runId, new Date(Date.now() - 3_600_000), new Date())).toMatchObject({
      repaired: 1,
      flagged: 0,
    });
    expect(await open(who)).toEqual([]);
  });

  it("opens for what is theirs and open alone", async () => {
    const { partnerId, who } = await payer();
    const stranger = await orderOnAccount({ partnerId: (await payer()).partnerId });
    const order = await orderOnAccount({ partnerId });
    const refused = (part: Part) =>
      expect(opened(who, [part])).rejects.toMatchObject({ code: "payments.invoice_not_open" });
    await refused({ number: stranger.invoice.number, amountMinor: 1 });
    await refused({ number: order.invoice.number, amountMinor: order.totalMinor + 1 });
    await payByBank(order.id, order.totalMinor);
    await refused({ number: order.invoice.number, amountMinor: 1 });
    expect(await db().accountPayment.count({ where: { userId: who.userId } })).toBe(0);
  });

  it("never books more or less than was taken, however it is shared out", async () => {
    const share = fc.record({ percent: fc.integer({ min: 1, max: 100 }), byBank: fc.constantFrom(0, 0, 40, 100) });
    await fc.assert(
      fc.asyncProperty(fc.array(share, { minLength: 1, maxLength: 3 }), async (shares) => {
        const { partnerId, who } = await payer();
        const orders: Awaited<ReturnType<typeof orderOnAccount>>[] = [];
        for (const _ of shares) orders.push(await orderOnAccount({ partnerId }));
        const parts = shares.map(({ percent }, i) => ({
          number: orders[i]?.invoice.number ?? "",
          amountMinor: Math.max(1, Math.floor(((orders[i]?.totalMinor ?? 0) * percent) / 100)),
        }));
        const { payUrl, id } = await opened(who, parts);
        await payOnPage(payUrl, testCards.accepted);
        for (const [i, { byBank }] of shares.entries()) {
          const amount = Math.floor(((orders[i]?.totalMinor ?? 0) * byBank) / 100);
          if (amount > 0) await payByBank(orders[i]?.id ?? "", amount);
        }
        await settleAccountPayment(id, new Date());
        const booked = await readAccountPayment(db(), { id });
        const taken = await db().payment.aggregate({ where: { accountPaymentId: id }, _sum: { capturedMinor: true } });
        expect(taken._sum.capturedMinor).toBe(booked?.amountMinor);
        for (const order of orders) {
          const payments = await paymentsOf(order.id);
          const kept = payments.reduce(
            (sum, one) =>
              sum + one.capturedMinor - one.refunds.reduce((back, { amountMinor }) => back + amountMinor, 0n),
            0n,
          );
          expect(kept).toBeLessThanOrEqual(BigInt(order.totalMinor));
        }
      }),
      { numRuns: 5 },
    );
    await expectBooksToHold();
  }, 120_000);
});
