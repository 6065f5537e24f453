import { describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { newId } from "#server/kernel/ids.ts";
import {
  creditNoteFor,
  discardDraft,
  invoiceDetail,
  listInvoices,
  listOwnInvoices,
} from "#server/modules/invoicing/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { requestRefund } from "../refund-payment/request-refund.ts";
import { creditRefund } from "./credit-refund.ts";
import { draftInvoice } from "./draft-invoice.ts";
import { postInvoice } from "./post-invoice.ts";

const by = { userId: null };
const at2031 = fixedClock("2031-03-02T10:00:00Z");
const detail = (id: string) => invoiceDetail(db(), everything, { id });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

async function draftOf(options: Parameters<typeof makeOrder>[0] = {}) {
  const order = await makeOrder(options);
  const id = (await draftInvoice(order.id)) ?? "";
  return { order, id };
}

/** What went back to the buyer, all in all. */
const refundedSoFar = (order: { id: string }, refundedMinor: number) =>
  inTx(async (tx) => {
    const payment = await tx.payment.findFirstOrThrow({ where: { orderId: order.id } });
    const amountMinor = refundedMinor - Number(payment.refundedMinor);
    if (amountMinor) {
      const key = `${order.id}:${refundedMinor}`;
      await tx.refund.create({
        data: {
          id: newId("refund"),
          paymentId: payment.id,
          status: "succeeded",
          amountMinor,
          idempotencyKey: key,
          settledAt: new Date(),
        },
      });
    }
    await tx.payment.update({ where: { id: payment.id }, data: { refundedMinor } });
    return creditRefund(tx, await lockOrder(tx, order.id), { refundedMinor, reason: "Article abîmé" });
  });

describe("the draft", () => {
  it("says what the order says: lines, taxes per rate, totals", async () => {
    const { order, id } = await draftOf({
      lines: [
        { price: "120.00", quantity: 2 },
        { price: "19.99", quantity: 3 },
        { price: "12.00", quantity: 1, rate: "0.055" },
      ],
    });
    const invoice = await detail(id);
    const row = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    expect(invoice).toMatchObject({ status: "draft", number: null, orderNumber: order.number });
    expect(invoice.total.minor).toBe(Number(row.totalMinor));
    expect(invoice.net.minor).toBe(Number(row.netMinor));
    expect(invoice.tax.minor).toBe(Number(row.taxMinor));
    expect(invoice.taxes.map((t) => t.rate)).toEqual(["0.2", "0.055"]);
    expect(invoice.taxes.reduce((sum, t) => sum + t.base.minor, 0)).toBe(invoice.net.minor);
    expect(invoice.taxes.reduce((sum, t) => sum + t.tax.minor, 0)).toBe(invoice.tax.minor);
    expect(invoice.lines).toHaveLength(4);
    expect(invoice.lines[1]).toMatchObject({ quantity: 3, gross: { minor: 5997 }, unitPrice: "16.656667" });
    expect(invoice.seller.siren).toMatch(/^000/);
  });

  it("is made once, however often and at the same time it is asked for", async () => {
    const order = await makeOrder();
    const ids = await Promise.all([1, 2, 3].map(() => draftInvoice(order.id)));
    expect(new Set(ids).size).toBe(1);
    expect(await db().invoice.count({ where: { orderId: order.id } })).toBe(1);
  });

  it("is not made for an order nobody paid, and goes away with a cancelled one", async () => {
    const unpaid = await makeOrder({ unpaid: true });
    expect(await draftInvoice(unpaid.id)).toBeNull();
    const { order, id } = await draftOf();
    await inTx((tx) => discardDraft(tx, order.id));
    expect(await codeOf(detail(id))).toBe("invoicing.invoice_not_found");
  });

  it("knows a company: SIREN, VAT number, professional", async () => {
    const partnerId = newId("partner");
    await db().partner.create({
      data: { id: partnerId, kind: "company", name: "Hôtel Alba", siren: "123456782", vatNumber: "FR32123456782" },
    });
    const { id } = await draftOf({ partnerId });
    expect((await detail(id)).buyerDetail).toMatchObject({
      company: "Hôtel Alba",
      professional: true,
      siren: "123456782",
      vatNumber: "FR32123456782",
    });
    expect((await detail((await draftOf()).id)).buyerDetail.professional).toBe(false);
  });
});

describe("posting", () => {
  it("twenty at once are numbered without a gap, and one twice gets one number", async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, () => draftOf({ lines: [{ price: "10.00", quantity: 1 }] })),
    );
    const posts = await Promise.all(
      [...drafts, ...drafts.slice(0, 5)].map(({ id }) =>
        postInvoice(id, by, at2031).then(
          (posted) => posted.number,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    const numbers = posts.filter((n) => n.startsWith("FA-")).sort();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => `FA-2031-${String(i + 1).padStart(5, "0")}`));
    expect(posts.filter((n) => n === "invoicing.already_posted")).toHaveLength(5);
    const order = await db().salesOrder.findUniqueOrThrow({ where: { id: drafts[0]?.order.id ?? "" } });
    expect(order.invoiceStatus).toBe("invoiced");
  });

  it("gives the number back when the posting fails", async () => {
    const clock = fixedClock("2032-01-01T00:00:00Z");
    const [a, b] = [await draftOf(), await draftOf()];
    await db().salesOrder.update({ where: { id: a.order.id }, data: { status: "cancelled" } });
    expect(await codeOf(postInvoice(a.id, by, clock))).toBe("invoicing.order_not_invoiceable");
    expect((await postInvoice(b.id, by, clock)).number).toBe("FA-2032-00001");
  });

  it("takes year and day from the wall in Paris", async () => {
    const { id } = await draftOf();
    const { number } = await postInvoice(id, by, fixedClock("2033-12-31T23:30:00Z"));
    expect(number).toBe("FA-2034-00001");
    expect((await detail(id)).issueDate).toBe("2034-01-01");
  });

  it("closes it: the database refuses every change to it and its lines", async () => {
    const { id } = await draftOf();
    await postInvoice(id, by);
    const refused = [
      db().invoice.update({ where: { id }, data: { totalMinor: 1n, netMinor: 1n, taxMinor: 0n } }),
      db().invoice.delete({ where: { id } }),
      db().invoiceLine.updateMany({ where: { invoiceId: id }, data: { name: "x" } }),
      db().invoiceLine.deleteMany({ where: { invoiceId: id } }),
      db().invoiceTax.deleteMany({ where: { invoiceId: id } }),
    ];
    for (const outcome of await Promise.allSettled(refused)) expect(outcome.status).toBe("rejected");
  });
});

describe("credit notes", () => {
  it("follow each refund and end at the invoice, tax by tax", async () => {
    const { order, id } = await draftOf({
      lines: [
        { price: "120.00", quantity: 2 },
        { price: "12.00", quantity: 1, rate: "0.055" },
      ],
    });
    await postInvoice(id, by, at2031);
    const invoice = await detail(id);
    for (const soFar of [1000, 1001, 9999, order.totalMinor]) {
      expect(await refundedSoFar(order, soFar)).toMatch(/^AV-\d{4}-\d{5}$/);
      expect(await refundedSoFar(order, soFar)).toBeNull(); // repeated: nothing more
    }
    const after = await detail(id);
    expect(after.creditNotes).toHaveLength(4);
    expect(after.creditable.minor).toBe(0);
    const notes = await Promise.all(after.creditNotes.map((note) => detail(note.id)));
    for (const tax of invoice.taxes) {
      const same = notes.flatMap((n) => n.taxes.filter((t) => t.rate === tax.rate));
      expect(same.reduce((sum, t) => sum + t.base.minor, 0)).toBe(tax.base.minor);
      expect(same.reduce((sum, t) => sum + t.tax.minor, 0)).toBe(tax.tax.minor);
    }
    expect(notes[0]).toMatchObject({
      kind: "credit_note",
      status: "posted",
      reason: "Article abîmé",
      reverses: { id },
    });
    expect(await codeOf(inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor: 1, reason: "" })))).toBe(
      "invoicing.credit_exceeds_invoice",
    );
  });

  it("come with the refund that the provider carried out", async () => {
    const { order, id } = await draftOf();
    await postInvoice(id, by);
    const payment = await db().payment.update({
      where: { id: (await db().payment.findFirstOrThrow({ where: { orderId: order.id } })).id },
      data: { intentRef: `pi_${order.id}` },
    });
    const refund = await requestRefund(
      { paymentId: payment.id, amountMinor: 1500, reason: "Pied rayé", idempotencyKey: `key-${order.id}` },
      by,
    );
    const answer = { providerRef: `re_${order.id}`, status: "succeeded" as const, failureCode: null };
    const provider = { ...paymentProvider("stripe"), refund: async () => answer };
    for (let i = 0; i < 2; i++) await executeRefund(refund.id, new Date(), () => provider);
    const { creditNotes, creditable } = await detail(id);
    expect(creditNotes).toMatchObject([{ total: { minor: 1500 } }]);
    expect(creditable.minor).toBe(order.totalMinor - 1500);
  });

  it("two at once never exceed the invoice", async () => {
    const { order, id } = await draftOf();
    await postInvoice(id, by);
    const amountMinor = Math.floor(order.totalMinor * 0.6);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => codeOf(inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor, reason: "" })))),
    );
    expect(outcomes.sort()).toEqual(["done", "invoicing.credit_exceeds_invoice", "invoicing.credit_exceeds_invoice"]);
  });

  it("wait for the invoice: what was refunded before posting is credited by posting", async () => {
    const { order, id } = await draftOf();
    expect(await refundedSoFar(order, 500)).toBeNull();
    expect(await codeOf(inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor: 500, reason: "" })))).toBe(
      "invoicing.not_posted",
    );
    await postInvoice(id, by);
    expect((await detail(id)).creditNotes).toMatchObject([{ total: { minor: 500 } }]);
    const types = await db().orderEvent.findMany({ where: { orderId: order.id }, select: { type: true } });
    expect(types.map((t) => t.type)).toEqual(expect.arrayContaining(["invoiced", "credited"]));
  });
});

describe("who sees what", () => {
  it("owners their own posted ones, others nothing", async () => {
    const userId = newId("user");
    await db().user.create({ data: { id: userId, email: `${userId}@example.test`, name: "U" } });
    const { order, id } = await draftOf({ userId });
    const mine = { all: false as const, userId, partnerIds: [] };
    expect(await codeOf(invoiceDetail(db(), mine, { id }))).toBe("invoicing.invoice_not_found");
    const { number } = await postInvoice(id, by);
    expect((await invoiceDetail(db(), mine, { id })).number).toBe(number);
    expect((await listOwnInvoices(db(), mine, { limit: 10 })).items).toMatchObject([
      { number, orderNumber: order.number },
    ]);
    for (const scope of [nothing, { all: false as const, userId: "usr_other", partnerIds: [] }]) {
      expect(await codeOf(invoiceDetail(db(), scope, { id }))).toBe("invoicing.invoice_not_found");
      expect((await listOwnInvoices(db(), scope, { limit: 10 })).items).toEqual([]);
    }
    const found = await listInvoices(db(), everything, { query: order.number, limit: 10 });
    expect(found.items.map((i) => i.id)).toEqual([id]);
  });
});
