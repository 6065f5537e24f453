import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { groupInFours } from "#server/kernel/iban.ts";
import { awaitedTransfers, transferRefunds } from "#server/modules/payments/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { expireOrders } from "../checkout/expire-orders.ts";
import { confirmTransferRefund } from "./confirm-refund.ts";
import { importStatement } from "./import-statement.ts";
import { ignoreLine, matchLine } from "./match-line.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_transfer_tests";
  resetEnv();
  await demoShop();
});
afterAll(() => sandbox.close());

const days = (n: number) => new Date(Date.now() + n * 86_400_000);
const orderOf = (id: string) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id },
    include: { payments: { orderBy: { createdAt: "asc" }, include: { refunds: true } }, timeline: true },
  });

async function ordered(stock = 5) {
  const { variantId } = await article({ stock, price: "40" });
  const anne = shopper();
  await anne.api.shop.cart.add({ variantId, quantity: 1 });
  const placed = await anne.order({ paymentMethod: "transfer" });
  const { transfer } = await anne.api.shop.checkout.settle({ token: placed.token });
  if (!transfer) throw new Error("the order waits for a transfer");
  return { ...placed, anne, variantId, transfer, total: transfer.amount.minor };
}

let serial = 0;
const euros = (minor: number) => (minor / 100).toFixed(2).replace(".", ",");
const row = (amountMinor: number, text: string, id = `B-${++serial}`) =>
  `${id};21/11/2026;${euros(amountMinor)};EUR;${text}`;
const statement = (...rows: string[]) => ["id;date;montant;devise;libellé", ...rows].join("\n");
const bring = (csv: string, dryRun = false) => importStatement({ csv, currency: "EUR", dryRun }, bySystem, new Date());

describe("an order paid by bank transfer", () => {
  it("holds its stock for days, asks no provider, and tells where to pay in page, portal and mail", async () => {
    const { orderId, payUrl, transfer, anne, token, total } = await ordered();
    expect(payUrl).toContain(`/checkout/return?order=${token}`);
    const order = await orderOf(orderId);
    expect(order).toMatchObject({ status: "awaiting_payment", paymentMethod: "transfer", paymentStatus: "unpaid" });
    expect(order.payments).toMatchObject([{ method: "transfer", status: "pending", sessionRef: null }]);
    const held = (order.holdExpiresAt?.getTime() ?? 0) - Date.now();
    expect(held / 86_400_000).toBeGreaterThan(6.9);
    expect(transfer).toMatchObject({
      iban: "FR7600000000000000000000097",
      bic: "DEMOFRPPXXX",
      amount: { minor: total },
    });
    expect(transfer.reference.slice(4)).toBe(order.number.replaceAll("-", ""));
    expect((await anne.api.shop.checkout.settle({ token })).status).toBe("transfer");
    expect((await anne.api.shop.order.byToken({ token })).transfer).toEqual(transfer);
    await runJobs();
    const mail = await db().mailMessage.findFirstOrThrow({ where: { dedupeKey: `transfer-awaited:${orderId}` } });
    expect(mail.text).toContain(groupInFours(transfer.reference));
    expect(mail.text).toContain(groupInFours(transfer.iban));
    expect((await awaitedTransfers(db())).find((one) => one.orderNumber === order.number)).toMatchObject({
      due: { minor: total },
      received: { minor: 0 },
    });
  });

  it("is offered only where the channel and the house are set up for it", async () => {
    const { api } = shopper();
    expect(await api.shop.checkout.paymentMethods()).toEqual(["online", "transfer"]);
    await db().channel.update({ where: { code: "web" }, data: { paymentMethods: ["online"] } });
    expect(await api.shop.checkout.paymentMethods()).toEqual(["online"]);
    const refused = { cause: { code: "payments.method_not_offered" } };
    await expect(ordered()).rejects.toMatchObject(refused);
    await db().channel.update({ where: { code: "web" }, data: { paymentMethods: ["online", "transfer"] } });
    process.env.PAYMENT_PROVIDER = "stripe";
    process.env.STRIPE_SECRET_KEY = "sk_test_x";
    resetEnv();
    expect(await api.shop.checkout.paymentMethods()).toEqual(["online"]);
    delete process.env.PAYMENT_PROVIDER;
    delete process.env.STRIPE_SECRET_KEY;
    resetEnv();
    expect(await api.shop.checkout.paymentMethods()).toEqual(["online", "transfer"]);
  });

  it("gives the stock back after its days, and not before", async () => {
    const { orderId } = await ordered();
    await expireOrders(days(6));
    expect((await orderOf(orderId)).status).toBe("awaiting_payment");
    await expireOrders(days(8));
    const order = await orderOf(orderId);
    expect(order).toMatchObject({ status: "expired" });
    expect(order.payments).toMatchObject([{ status: "expired" }]);
  });

  it("may still be paid by card", async () => {
    const { orderId, token, anne } = await ordered();
    const { payUrl } = await anne.api.shop.checkout.retryPayment({ token });
    await payOnPage(payUrl, testCards.accepted);
    expect((await anne.api.shop.checkout.settle({ token })).status).toBe("paid");
    expect((await orderOf(orderId)).paymentStatus).toBe("paid");
  });
});

describe("a bank statement", () => {
  it("is looked at first, and then pays what it names by reference or number; brought again it adds nothing", async () => {
    const [a, b] = [await ordered(), await ordered()];
    const csv = statement(
      row(a.total, `VIR SEPA ${groupInFours(a.transfer.reference)} MERCI`),
      row(b.total, `COMMANDE ${b.number} MARTIN`),
      row(999, "loyer"),
      row(-5000, "prélèvement"),
      "B-x;32/11/2026;1,00;EUR;quand ?",
      "B-y;21/11/2026;douze;EUR;combien ?",
    );
    const states = ["paid", "paid", "unmatched", "outgoing", "problem", "problem"];
    const seen = await bring(csv, true);
    expect(seen.lines.map((line) => line.state)).toEqual(states);
    expect(seen.lines.map((line) => line.problem)).toEqual([null, null, null, null, "date", "amount"]);
    expect(await db().bankTransaction.count({ where: { externalId: { startsWith: "B-" } } })).toBe(0);
    expect((await orderOf(a.orderId)).status).toBe("awaiting_payment");

    const written = await bring(csv);
    expect(written.lines.map((line) => line.state)).toEqual(states);
    expect(written.counts).toEqual({ matched: 2, unmatched: 1, known: 0, outgoing: 1, problems: 2 });
    for (const { orderId, total } of [a, b]) {
      const order = await orderOf(orderId);
      expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
      expect(order.payments).toMatchObject([{ method: "transfer", status: "captured", capturedMinor: BigInt(total) }]);
      expect(order.timeline.filter((event) => event.type === "paid")).toHaveLength(1);
    }
    const again = await bring(csv);
    expect(again.counts).toEqual({ matched: 0, unmatched: 0, known: 3, outgoing: 1, problems: 2 });
    expect((await orderOf(a.orderId)).payments).toHaveLength(1);
  });

  it("twice at the same time pays once", async () => {
    const { orderId, total, transfer } = await ordered();
    const csv = statement(row(total, transfer.reference));
    await Promise.all([bring(csv), bring(csv), bring(csv)]);
    const order = await orderOf(orderId);
    expect(order.payments).toMatchObject([{ status: "captured" }]);
    expect(order.timeline.filter((event) => event.type === "paid")).toHaveLength(1);
  });

  it("too little stays waiting, the rest completes it", async () => {
    const { orderId, number, total, transfer } = await ordered();
    expect((await bring(statement(row(1000, transfer.reference)))).lines[0]?.state).toBe("too_little");
    expect(await orderOf(orderId)).toMatchObject({ status: "awaiting_payment", paymentStatus: "unpaid" });
    expect((await awaitedTransfers(db())).find((one) => one.orderNumber === number)).toMatchObject({
      received: { minor: 1000 },
      due: { minor: total - 1000 },
    });
    await bring(statement(row(total - 1000, transfer.reference)));
    const order = await orderOf(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    expect(order.payments.map((p) => [p.status, Number(p.amountMinor), Number(p.capturedMinor)])).toEqual([
      ["captured", total - 1000, total - 1000],
      ["captured", 1000, 1000],
    ]);
  });

  it("too much confirms, and what is over waits to be paid back until somebody says it was", async () => {
    const { orderId, number, total, transfer } = await ordered();
    expect((await bring(statement(row(total + 700, transfer.reference)))).lines[0]?.state).toBe("too_much");
    await runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    const [due] = (await transferRefunds(db())).filter((one) => one.orderNumber === number);
    expect(due).toMatchObject({ amount: { minor: 700 }, reason: "paid_twice" });
    const confirm = { refundId: due?.id ?? "", paidOn: "2026-11-25" };
    const results = await Promise.allSettled([
      confirmTransferRefund(confirm, bySystem),
      confirmTransferRefund(confirm, bySystem),
    ]);
    expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const order = await orderOf(orderId);
    expect(order.paymentStatus).toBe("paid");
    expect(order.payments[0]).toMatchObject({ refundedMinor: 700n });
    expect(order.payments[0]?.refunds).toMatchObject([{ status: "succeeded", kind: "surplus" }]);
    expect(order.payments[0]?.refunds[0]?.settledAt?.toISOString().slice(0, 10)).toBe("2026-11-25");
    expect((await transferRefunds(db())).filter((one) => one.orderNumber === number)).toEqual([]);
  });

  it("late money takes the stock again, or is marked to be paid back", async () => {
    const [lucky, unlucky] = [await ordered(2), await ordered(1)];
    await db().reservation.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    await expireOrders(days(8));
    const bob = shopper();
    await bob.api.shop.cart.add({ variantId: unlucky.variantId, quantity: 1 });
    await bob.order({ email: "bob@example.com" });
    await bring(statement(row(lucky.total, lucky.transfer.reference), row(unlucky.total, unlucky.transfer.reference)));
    expect(await orderOf(lucky.orderId)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    const lost = await orderOf(unlucky.orderId);
    expect(lost.status).toBe("cancelled");
    expect(lost.payments[0]?.refunds).toMatchObject([{ status: "pending", amountMinor: BigInt(unlucky.total) }]);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("a part that came before the order expired is paid back", async () => {
    const { orderId, transfer } = await ordered();
    await bring(statement(row(1000, transfer.reference)));
    await expireOrders(days(8));
    const order = await orderOf(orderId);
    expect(order.status).toBe("expired");
    expect(order.payments.flatMap((p) => p.refunds)).toMatchObject([{ status: "pending", amountMinor: 1000n }]);
  });
});

describe("a line that names nobody", () => {
  it("is matched by hand once, whoever clicks at the same time, or put aside", async () => {
    const { orderId, number, total } = await ordered();
    await bring(statement(row(total, "virement de Mme Martin", "M-1"), row(123, "autre chose", "M-2")));
    const [line, other] = [
      await db().bankTransaction.findUniqueOrThrow({ where: { externalId: "M-1" } }),
      await db().bankTransaction.findUniqueOrThrow({ where: { externalId: "M-2" } }),
    ];
    const input = { id: line.id, orderNumber: number };
    const tries = [
      matchLine(input, bySystem, new Date()),
      matchLine(input, bySystem, new Date()),
      ignoreLine(line.id, bySystem, new Date()),
    ];
    const results = await Promise.allSettled(tries);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of results) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "payments.bank_line_settled" });
    }
    const settled = await db().bankTransaction.findUniqueOrThrow({ where: { id: line.id } });
    const order = await orderOf(orderId);
    const captured = order.payments.filter((p) => p.status === "captured");
    if (settled.status === "ignored") expect(captured).toEqual([]);
    else expect(captured).toMatchObject([{ id: settled.paymentId, capturedMinor: BigInt(total) }]);
    await ignoreLine(other.id, bySystem, new Date());
    await expect(matchLine({ id: other.id, orderNumber: number }, bySystem, new Date())).rejects.toMatchObject({
      code: "payments.bank_line_settled",
    });
    await expect(matchLine({ id: "bnk_none", orderNumber: number }, bySystem, new Date())).rejects.toMatchObject({
      code: "payments.bank_line_not_found",
    });
  });

  it("goes back whole when its order was called off", async () => {
    const { orderId, number, total } = await ordered();
    const { version } = await orderOf(orderId);
    const { cancelOrder } = await import("../cancel-order/cancel-order.ts");
    await cancelOrder({ number, version, reason: "no longer wanted" }, bySystem, new Date());
    await bring(statement(row(total, `commande ${number}`)));
    const order = await orderOf(orderId);
    expect(order.status).toBe("cancelled");
    expect(order.payments.flatMap((p) => p.refunds)).toMatchObject([{ status: "pending", amountMinor: BigInt(total) }]);
  });
});
