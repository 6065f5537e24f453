import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { invoiceDetail } from "#server/modules/invoicing/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { cancelOrder } from "../cancel-order/cancel-order.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { executeRefund } from "./execute-refund.ts";
import { quoteRefund, refundUnits } from "./refund-units.ts";
import { requestRefund } from "./request-refund.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
type Order = Awaited<ReturnType<typeof makeOrder>>;

const provider = (status: "succeeded" | "failed" = "succeeded") => ({
  ...paymentProvider("stripe"),
  refund: async () => ({
    providerRef: `re_${randomUUID()}`,
    status,
    failureCode: status === "failed" ? "declined" : null,
  }),
});

/** A paid order whose money came from a provider that can give it back; invoiced unless said. */
async function soldOrder(options: Parameters<typeof makeOrder>[0] & { draft?: boolean } = {}) {
  const order = await makeOrder(options);
  await db().payment.updateMany({ where: { orderId: order.id }, data: { intentRef: `pi_${order.id}` } });
  const invoiceId = (await draftInvoice(order.id)) ?? "";
  if (!options.draft) await postInvoice(invoiceId, bySystem);
  return { ...order, invoiceId };
}

async function refund(order: Order, units: [number, number][], withShipping = true, key: string = randomUUID()) {
  const lines = units.map(([i, quantity]) => ({ orderLineId: order.lines[i]?.id ?? "", quantity }));
  const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
  const input = { number: order.number, lines, withShipping, version, reason: "Article abîmé", idempotencyKey: key };
  return refundUnits(input, bySystem);
}

async function carryOut(order: { id: string }, status: "succeeded" | "failed" = "succeeded") {
  const pending = await db().refund.findMany({ where: { status: "pending", payment: { orderId: order.id } } });
  for (const { id } of pending) await executeRefund(id, new Date(), () => provider(status));
}

const detail = (id: string) => invoiceDetail(db(), everything, { id });
async function notesOf(invoiceId: string) {
  const { creditNotes, creditable } = await detail(invoiceId);
  return { creditable: creditable.minor, notes: await Promise.all(creditNotes.map((note) => detail(note.id))) };
}

describe("a refund of chosen units", () => {
  it("is what they froze; the credit note reverses these lines and their shares of the shipping", async () => {
    const order = await soldOrder();
    const quote = await refund(order, [[0, 1]]);
    const line = await db().salesOrderLine.findUniqueOrThrow({ where: { id: order.lines[0]?.id ?? "" } });
    expect(quote.items.minor).toBe(12_000);
    expect(quote.shipping.minor).toBe(Math.round(Number(line.shippingShareMinor) / 2));
    expect(Number(line.refunded)).toBe(1);
    await carryOut(order);
    const [row] = await db().refundLine.findMany({ where: { orderLineId: line.id } });
    expect(row).toMatchObject({ grossMinor: 12_000n, taxMinor: 2_000n });
    const { notes } = await notesOf(order.invoiceId);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.lines.map((l) => [l.name, l.quantity, l.gross.minor])).toEqual([
      ["Chaise Alba", 1, 12_000],
      [expect.stringContaining("Livraison"), 1, quote.shipping.minor],
    ]);
    expect(notes[0]?.reason).toBe("Article abîmé");
  });

  it("happens once per key, and never of more units than are left, however many ask at once", async () => {
    const order = await soldOrder();
    const key = randomUUID();
    const [first, again] = [await refund(order, [[0, 1]], false, key), await refund(order, [[0, 1]], false, key)];
    expect(again.total).toEqual(first.total);
    expect(await db().refund.count({ where: { payment: { orderId: order.id } } })).toBe(1);
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(refund(order, [[0, 1]], false))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(await codeOf(refund(order, [[0, 1]]))).toBe("sales.refunded_too_much");
    const line = await db().salesOrderLine.findUniqueOrThrow({ where: { id: order.lines[0]?.id ?? "" } });
    expect(Number(line.refunded)).toBe(2);
  });

  it("may be tried again when the provider refused it", async () => {
    const order = await soldOrder();
    await refund(order, [[1, 3]]);
    await carryOut(order, "failed");
    const line = await db().salesOrderLine.findUniqueOrThrow({ where: { id: order.lines[1]?.id ?? "" } });
    expect(Number(line.refunded)).toBe(0);
    await refund(order, [[1, 3]]);
    await carryOut(order);
    expect((await notesOf(order.invoiceId)).notes).toHaveLength(1);
  });

  it("gives no more than is left after a gesture, and says so", async () => {
    const order = await soldOrder();
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.id } });
    await requestRefund(
      { paymentId: payment.id, amountMinor: 5_000, reason: "Geste", idempotencyKey: randomUUID() },
      bySystem,
    );
    const quote = await refund(order, [
      [0, 2],
      [1, 3],
    ]);
    expect(quote.short.minor).toBe(5_000);
    expect(quote.total.minor).toBe(order.totalMinor - 5_000);
    await carryOut(order);
    expect((await notesOf(order.invoiceId)).creditable).toBe(0);
    const nothing = quoteRefund({
      number: order.number,
      lines: [{ orderLineId: order.lines[0]?.id ?? "", quantity: 1 }],
      withShipping: false,
    });
    expect(await codeOf(nothing)).toBe("sales.refunded_too_much");
  });

  it("before the invoice is credited by posting it, line by line", async () => {
    const order = await soldOrder({ draft: true });
    await refund(order, [[1, 1]], false);
    await carryOut(order);
    await postInvoice(order.invoiceId, bySystem);
    const { notes } = await notesOf(order.invoiceId);
    expect(notes[0]?.lines.map((l) => [l.name, l.quantity])).toEqual([["Bol Olt", 1]]);
  });

  it("comes from the payments that the money came from", async () => {
    const order = await soldOrder();
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.id } });
    const half = payment.amountMinor / 2n;
    await db().payment.update({
      where: { id: payment.id },
      data: { amountMinor: half, authorisedMinor: half, capturedMinor: half },
    });
    const rest = payment.amountMinor - half;
    await db().payment.create({
      data: {
        ...payment,
        id: `${payment.id}b`,
        sessionRef: null,
        amountMinor: rest,
        authorisedMinor: rest,
        capturedMinor: rest,
        idempotencyKey: randomUUID(),
        intentRef: `pi_b_${order.id}`,
      },
    });
    const quote = await refund(order, [
      [0, 2],
      [1, 3],
    ]);
    expect(quote.total.minor).toBe(order.totalMinor);
    await carryOut(order);
    const payments = await db().payment.findMany({ where: { orderId: order.id } });
    for (const one of payments) expect(one.refundedMinor).toBe(one.capturedMinor);
    const lines = await db().refundLine.findMany({ where: { orderLine: { orderId: order.id } } });
    expect(lines.filter((l) => l.orderLineId === order.lines[0]?.id).reduce((s, l) => s + Number(l.quantity), 0)).toBe(
      2,
    );
    expect((await notesOf(order.invoiceId)).creditable).toBe(0);
  });
});

describe("a cancelled order that was invoiced", () => {
  it("ends with credit notes for all of it, paid or not", async () => {
    const order = await soldOrder();
    await db().payment.updateMany({
      where: { orderId: order.id },
      data: { amountMinor: 20_000, authorisedMinor: 20_000, capturedMinor: 20_000 },
    });
    const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    await cancelOrder({ number: order.number, version, reason: "Client" }, bySystem, new Date());
    expect((await notesOf(order.invoiceId)).creditable).toBe(20_000);
    await carryOut(order);
    const { creditable, notes } = await notesOf(order.invoiceId);
    expect(creditable).toBe(0);
    expect(notes).toHaveLength(2);
  });
});

it("any sequence of refunds, gestures and a cancellation stays within what was paid and invoiced, and ends exactly", async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("units" as const),
      line: fc.nat(1),
      quantity: fc.integer({ min: 1, max: 3 }),
      shipping: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("gesture" as const), amountMinor: fc.integer({ min: 1, max: 4_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.boolean(), async (steps, posted) => {
      const order = await soldOrder({
        draft: !posted,
        lines: [
          { price: "33.33", quantity: 3, rate: "0.2" },
          { price: "7.77", quantity: 3, rate: "0.055" },
        ],
      });
      const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.id } });
      for (const one of steps) {
        const work =
          one.kind === "units"
            ? refund(order, [[one.line, one.quantity]], one.shipping)
            : requestRefund(
                { paymentId: payment.id, amountMinor: one.amountMinor, reason: "Geste", idempotencyKey: randomUUID() },
                bySystem,
              );
        expect([
          "done",
          "sales.refunded_too_much",
          "payments.refund_too_large",
          "payments.nothing_to_refund",
        ]).toContain(await codeOf(work));
        await carryOut(order);
      }
      if (!posted) await postInvoice(order.invoiceId, bySystem);
      const now = await db().payment.findUniqueOrThrow({
        where: { id: payment.id },
        include: { refunds: { include: { lines: true } } },
      });
      expect(now.refundedMinor).toBeLessThanOrEqual(now.capturedMinor);
      const { creditable, notes } = await notesOf(order.invoiceId);
      expect(order.totalMinor - creditable).toBe(Number(now.refundedMinor));
      const invoice = await detail(order.invoiceId);
      for (const tax of invoice.taxes) {
        const credited = notes
          .flatMap((n) => n.taxes.filter((t) => t.rate === tax.rate))
          .reduce((s, t) => s + t.tax.minor, 0);
        expect(credited).toBeLessThanOrEqual(tax.tax.minor);
      }
      for (const one of now.refunds.filter((r) => r.lines.length > 0)) {
        expect(one.lines.reduce((s, l) => s + Number(l.grossMinor + l.shippingMinor), 0)).toBe(Number(one.amountMinor));
      }
      const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
      await cancelOrder({ number: order.number, version, reason: "Client" }, bySystem, new Date());
      await carryOut(order);
      expect((await notesOf(order.invoiceId)).creditable).toBe(0);
      const rates = await notesOf(order.invoiceId);
      for (const tax of invoice.taxes) {
        const credited = rates.notes
          .flatMap((n) => n.taxes.filter((t) => t.rate === tax.rate))
          .reduce((s, t) => s + t.tax.minor, 0);
        expect(credited).toBe(tax.tax.minor);
      }
    }),
    { numRuns: 8 },
  );
});
