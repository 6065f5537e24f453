import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { newId } from "#server/kernel/ids.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import type { EditOrderInput, EditWanted } from "#server/modules/sales/contract-edit.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { receive, verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { cancelOrder } from "../cancel-order/cancel-order.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { startPicking } from "../deliver-order/start-picking.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { editOrder, previewEdit } from "./edit-order.ts";
import { expireChanges, withdrawChange } from "./give-up-change.ts";
import { payDifference } from "./pay-difference.ts";

const editor = { scope: everything, by: bySystem, source: "staff" as const, mayCollectLater: true };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
type Order = Awaited<ReturnType<typeof makeOrder>>;
const read = (order: { id: string }) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id: order.id },
    include: { lines: { orderBy: { position: "asc" } }, deliveries: { include: { lines: true } }, timeline: true },
  });

beforeAll(async () => {
  await db().taxRate.createMany({
    data: [
      {
        id: newId("taxRate"),
        country: "FR",
        category: "standard",
        name: "TVA",
        rate: "0.2",
        validFrom: new Date("2020-01-01"),
      },
      {
        id: newId("taxRate"),
        country: "BE",
        category: "standard",
        name: "TVA",
        rate: "0.21",
        validFrom: new Date("2020-01-01"),
      },
    ],
    skipDuplicates: true,
  });
});

/** An order whose articles are still sold, the first at another price than it was ordered at. */
async function shopOrder(options: Parameters<typeof makeOrder>[0] = {}) {
  const order = await makeOrder({
    lines: [
      { price: "120.00", quantity: 2, name: "Chaise Alba", stock: [6, 0] },
      { price: "19.90", quantity: 3, name: "Bol Olt", stock: [3, 4] },
    ],
    ...options,
  });
  const list = await db().priceList.findUniqueOrThrow({ where: { code: "test" } });
  for (const [i, line] of order.lines.entries()) {
    const unitPrice = i === 0 ? "150.00" : line.unitPrice;
    await db().priceListItem.create({
      data: { id: newId("priceListItem"), priceListId: list.id, variantId: line.variantId, unitPrice },
    });
  }
  await db().shippingMethod.updateMany({ where: { code: "test-home" }, data: { countries: ["FR", "BE"] } });
  return order;
}

async function edit(order: Order, wanted: Partial<EditWanted>, options: Partial<EditOrderInput> = {}) {
  const input = { number: order.number, lines: [], add: [], ...wanted };
  const { signature } = await previewEdit(everything, input, new Date());
  const { version } = await read(order);
  const change = { ...input, version, signature, collect: "before" as const, idempotencyKey: randomUUID(), ...options };
  return editOrder(editor, change, new Date());
}

const line = (order: Order, i: number) => order.lines[i] ?? { id: "", variantId: "" };

async function expectSound(order: Order) {
  const now = await read(order);
  const sum = (pick: (l: (typeof now.lines)[number]) => bigint) => now.lines.reduce((s, l) => s + Number(pick(l)), 0);
  expect(sum((l) => l.grossMinor)).toBe(Number(now.totalMinor));
  expect(sum((l) => l.netMinor)).toBe(Number(now.netMinor));
  expect(sum((l) => l.taxMinor)).toBe(Number(now.taxMinor));
  expect(sum((l) => l.shippingShareMinor)).toBe(Number(now.shippingMinor));
  const planned = now.deliveries.filter((d) => d.status !== "cancelled").flatMap((d) => d.lines);
  for (const product of now.lines.filter((l) => l.kind === "product")) {
    const units = planned.filter((l) => l.orderLineId === product.id).reduce((s, l) => s + Number(l.quantity), 0);
    expect(units).toBe(Number(product.quantity));
    const committed = await db().reservation.aggregate({
      where: { orderLineId: product.id, status: "committed" },
      _sum: { quantity: true },
    });
    expect(Number(committed._sum.quantity)).toBe(Number(product.quantity));
  }
  expect(await verifyLedger(db())).toEqual([]);
  return now;
}

/** A provider that says that the page was paid in full. */
function paid(amountMinor: number) {
  const truth = async (sessionRef: string): Promise<ProviderTruth> => ({
    ...{ sessionRef, intentRef: `pi_${sessionRef}`, paymentId: null, status: "captured", currency: "EUR" },
    ...{ amountMinor, authorisedMinor: amountMinor, authorisedUntil: null, capturedMinor: amountMinor },
    ...{ refundedMinor: 0, attempts: [], refunds: [] },
  });
  return () => ({
    ...paymentProvider("stripe"),
    start: async () => ({
      ...{ sessionRef: `cs_${randomUUID()}`, redirectUrl: "https://pay.example/1", intentRef: null },
      expiresAt: new Date(Date.now() + 1_800_000),
    }),
    retrieve: truth,
    expire: async () => {},
  });
}

describe("a change that costs less", () => {
  it("is applied at once: kept units keep their price, the difference goes back, deliveries and the draft follow", async () => {
    const order = await shopOrder();
    await draftInvoice(order.id);
    const edited = await edit(order, { lines: [{ orderLineId: line(order, 0).id, quantity: 1 }] });
    expect(edited).toMatchObject({ status: "applied", difference: { minor: -12_000 }, payPage: null });
    const now = await expectSound(order);
    expect(Number(now.totalMinor)).toBe(order.totalMinor - 12_000);
    expect(now.paymentStatus).toBe("paid");
    const [refund] = await db().refund.findMany({ where: { payment: { orderId: order.id } } });
    expect(refund).toMatchObject({ kind: "surplus", amountMinor: 12_000n, status: "pending" });
    const draft = await db().invoice.findFirstOrThrow({ where: { orderId: order.id }, include: { lines: true } });
    expect(draft).toMatchObject({ status: "draft", totalMinor: now.totalMinor });
    const entry = now.timeline.find((e) => e.type === "edited");
    expect(entry?.data).toMatchObject({
      lines: [{ name: "Chaise Alba", before: 2, after: 1 }],
      differenceMinor: -12_000,
    });
    expect(await db().stockLevel.findFirst({ where: { variantId: line(order, 0).variantId } })).toMatchObject({
      reserved: expect.objectContaining({ d: [1] }),
    });
  });

  it("may take a line out, not the last one", async () => {
    const order = await shopOrder();
    await edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 0 }] });
    const now = await expectSound(order);
    expect(now.lines.filter((l) => l.kind === "product")).toHaveLength(1);
    const last = previewEdit(
      everything,
      { number: order.number, lines: [{ orderLineId: line(order, 0).id, quantity: 0 }], add: [] },
      new Date(),
    );
    expect(await codeOf(last)).toBe("sales.edit_leaves_nothing");
  });
});

describe("a change that costs nothing", () => {
  it("moves the order to another address, the old one stays on record, the picker reads the new one", async () => {
    const order = await shopOrder();
    const delivery = {
      recipient: "Zoé Œuvrard",
      line1: "3 quai Perrache",
      postcode: "69002",
      city: "Lyon",
      country: "FR",
    };
    expect((await edit(order, { delivery })).difference.minor).toBe(0);
    const now = await expectSound(order);
    expect(now.deliveryAddress).toMatchObject({ line1: "3 quai Perrache" });
    expect(now.deliveries.every((d) => (d.address as { postcode?: string }).postcode === "69002")).toBe(true);
    expect(now.timeline.find((e) => e.type === "edited")?.data).toMatchObject({
      addressBefore: { line1: "12 rue des Tanneurs" },
      addressAfter: { line1: "3 quai Perrache" },
    });
    expect(await codeOf(edit(order, { delivery }))).toBe("sales.edit_changes_nothing");
  });

  it("keeps at its store what is collected there", async () => {
    const order = await shopOrder();
    const location = await db().location.findUniqueOrThrow({ where: { code: "T1" } });
    await db().salesOrder.update({ where: { id: order.id }, data: { pickupLocationId: location.id } });
    await db().delivery.updateMany({ where: { orderId: order.id }, data: { pickup: true } });
    const delivery = {
      recipient: "Zoé Œuvrard",
      line1: "3 quai Perrache",
      postcode: "69002",
      city: "Lyon",
      country: "FR",
    };
    expect(await codeOf(edit(order, { delivery }))).toBe("sales.pickup_stays");
    const [first] = (await read(order)).lines;
    await edit(order, { lines: [{ orderLineId: first?.id ?? "", quantity: 1 }] });
    expect((await read(order)).deliveries.filter((d) => d.status !== "cancelled")).toMatchObject([
      { locationId: location.id, pickup: true },
    ]);
  });

  it("works taxes out anew in another country, at the same prices", async () => {
    const order = await shopOrder();
    const delivery = {
      recipient: "Zoé Œuvrard",
      line1: "Grand-Place 1",
      postcode: "1000",
      city: "Bruxelles",
      country: "BE",
    };
    await edit(order, { delivery });
    const now = await expectSound(order);
    expect(now.lines.every((l) => l.taxRate.toFixed() === "0.21")).toBe(true);
    expect(Number(now.totalMinor)).toBe(order.totalMinor);
  });
});

describe("a change that costs more", () => {
  it("waits with its stock held, and holds once paid: new units at today's price", async () => {
    const order = await shopOrder();
    const edited = await edit(order, { lines: [{ orderLineId: line(order, 0).id, quantity: 3 }] });
    expect(edited).toMatchObject({ status: "awaiting_payment", difference: { minor: 15_000 } });
    expect(edited.payPage).toContain(orderAccessToken(order.id));
    expect(Number((await read(order)).totalMinor)).toBe(order.totalMinor);
    expect(await db().reservation.count({ where: { orderId: order.id, status: "held" } })).toBe(1);
    expect(await codeOf(edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 1 }] }))).toBe(
      "sales.amendment_waiting",
    );

    const providers = paid(15_000);
    await payDifference(orderAccessToken(order.id), new Date(), providers);
    const payment = await db().payment.findFirstOrThrow({ where: { amendmentId: edited.amendmentId } });
    expect(payment.amountMinor).toBe(15_000n);
    await settlePayment(payment.id, new Date(), { providers });
    await settlePayment(payment.id, new Date(), { providers });
    const now = await expectSound(order);
    expect(Number(now.totalMinor)).toBe(order.totalMinor + 15_000);
    expect(now.paymentStatus).toBe("paid");
    expect(now.lines.map((l) => [l.kind, Number(l.quantity), Number(l.grossMinor)])).toEqual([
      ["product", 2, 24_000],
      ["product", 3, 5_970],
      ["product", 1, 15_000],
      ["shipping", 1, 990],
    ]);
    expect(await db().refund.count({ where: { payment: { orderId: order.id } } })).toBe(0);
    expect(await codeOf(payDifference(orderAccessToken(order.id), new Date(), providers))).toBe("sales.nothing_due");
  });

  it("is given up past its time, its stock free again; money that comes after all goes back", async () => {
    const order = await shopOrder();
    const edited = await edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 5 }] });
    const providers = paid(3_980);
    await payDifference(orderAccessToken(order.id), new Date(), providers);
    const payment = await db().payment.findFirstOrThrow({ where: { amendmentId: edited.amendmentId } });
    await db().payment.update({ where: { id: payment.id }, data: { status: "expired" } });
    expect(await expireChanges(new Date(Date.now() + 49 * 3_600_000))).toBe(1);
    expect(await db().reservation.count({ where: { orderId: order.id, status: "held" } })).toBe(0);
    await settlePayment(payment.id, new Date(), { providers });
    const now = await expectSound(order);
    expect(Number(now.totalMinor)).toBe(order.totalMinor);
    expect(await db().refund.findFirst({ where: { paymentId: payment.id } })).toMatchObject({
      amountMinor: 3_980n,
      kind: "surplus",
    });
    expect(now.timeline.map((e) => e.type)).toEqual(expect.arrayContaining(["change_waiting", "change_expired"]));
  });

  it("that became impossible while it was paid gives the money back and says why", async () => {
    const order = await shopOrder();
    const edited = await edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 4 }] });
    const providers = paid(1_990);
    await payDifference(orderAccessToken(order.id), new Date(), providers);
    const payment = await db().payment.findFirstOrThrow({ where: { amendmentId: edited.amendmentId } });
    const [delivery] = (await read(order)).deliveries;
    await startPicking({ number: delivery?.number ?? "", version: delivery?.version ?? 0 }, bySystem);
    await settlePayment(payment.id, new Date(), { providers });
    const now = await read(order);
    expect(Number(now.totalMinor)).toBe(order.totalMinor);
    expect(now.timeline.find((e) => e.type === "change_cancelled")?.data).toMatchObject({
      reason: "fulfilment.picking_started",
    });
    expect(await db().refund.findFirst({ where: { paymentId: payment.id } })).toMatchObject({
      reason: "change_impossible",
      amountMinor: 1_990n,
    });
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("may be collected later, by who may", async () => {
    const order = await shopOrder();
    const wanted = { lines: [{ orderLineId: line(order, 1).id, quantity: 4 }] };
    const edited = await edit(order, wanted, { collect: "later" });
    expect(edited.status).toBe("applied");
    const now = await expectSound(order);
    expect(now.paymentStatus).toBe("unpaid");
    const providers = paid(1_990);
    await payDifference(orderAccessToken(order.id), new Date(), providers);
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.id, status: "pending" } });
    await settlePayment(payment.id, new Date(), { providers });
    expect((await read(order)).paymentStatus).toBe("paid");
    const input = { number: order.number, add: [], lines: [{ orderLineId: line(order, 1).id, quantity: 5 }] };
    const { signature } = await previewEdit(everything, input, new Date());
    const { version } = await read(order);
    const denied = editOrder(
      { ...editor, mayCollectLater: false },
      { ...input, version, signature, collect: "later", idempotencyKey: randomUUID() },
      new Date(),
    );
    expect(await codeOf(denied)).toBe("forbidden");
  });

  it("from the same shelf is one line to its readers, though two reservations stand behind it", async () => {
    const order = await shopOrder({
      lines: [
        { price: "120.00", quantity: 2, stock: [6, 0] },
        { price: "19.90", quantity: 3, stock: [8, 0] },
      ],
    });
    const { id } = line(order, 1);
    await edit(order, { lines: [{ orderLineId: id, quantity: 5 }] }, { collect: "later" });
    const told = await orderDetail(db(), everything, order.number);
    const lines = told.deliveries.flatMap((delivery) => delivery.lines).filter((one) => one.orderLineId === id);
    expect(lines).toMatchObject([{ quantity: 5, picked: 0 }]);
    expect(await db().deliveryLine.count({ where: { orderLineId: id } })).toBe(2);
  });

  it("is refused when the stock is not there, and changes nothing", async () => {
    const order = await shopOrder();
    expect(await codeOf(edit(order, { lines: [{ orderLineId: line(order, 0).id, quantity: 9 }] }))).toBe(
      "stock.not_enough",
    );
    expect(await db().orderAmendment.count({ where: { orderId: order.id } })).toBe(0);
    await expectSound(order);
  });
});

describe("who comes first", () => {
  it("of an edit and a picker one wins, and the other is told why", async () => {
    for (let i = 0; i < 4; i++) {
      const order = await shopOrder();
      const { deliveries, version } = await read(order);
      const seen = { number: deliveries[0]?.number ?? "", version: deliveries[0]?.version ?? 0 };
      const input = { number: order.number, add: [], lines: [{ orderLineId: line(order, 0).id, quantity: 1 }] };
      const { signature } = await previewEdit(everything, input, new Date());
      const change = { ...input, version, signature, collect: "before" as const, idempotencyKey: randomUUID() };
      const [edited, picked] = await Promise.all([
        codeOf(editOrder(editor, change, new Date())),
        codeOf(startPicking(seen, bySystem)),
      ]);
      expect([edited, picked].filter((outcome) => outcome === "done")).toHaveLength(1);
      if (picked === "done") expect(edited).toBe("fulfilment.picking_started");
      else expect(picked).toBe("fulfilment.version_conflict");
      await expectSound(order);
    }
  });

  it("of two edits one wins, of an edit and a cancellation the order is one or the other", async () => {
    const order = await shopOrder();
    const outcomes = await Promise.all(
      [1, 2].map(() => codeOf(edit(order, { lines: [{ orderLineId: line(order, 0).id, quantity: 1 }] }))),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome !== "done")[0]).toMatch(
      /^sales\.(order_changed|prices_changed|edit_changes_nothing)$/,
    );
    await expectSound(order);

    const other = await shopOrder();
    const { version } = await read(other);
    const [edited, cancelled] = await Promise.all([
      codeOf(edit(other, { lines: [{ orderLineId: line(other, 1).id, quantity: 1 }] })),
      codeOf(cancelOrder({ number: other.number, version, reason: "client" }, bySystem, new Date())),
    ]);
    const { status } = await read(other);
    if (cancelled === "done") expect(status).toBe("cancelled");
    else expect(edited).toBe("done");
    const refunds = await db().refund.findMany({ where: { payment: { orderId: other.id } } });
    const back = refunds.reduce((sum, r) => sum + Number(r.amountMinor), 0);
    expect(back).toBe(
      status === "cancelled" ? other.totalMinor : other.totalMinor - Number((await read(other)).totalMinor),
    );
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("the same request twice changes once", async () => {
    const order = await shopOrder();
    const key = randomUUID();
    const { version } = await read(order);
    const input = { number: order.number, add: [], lines: [{ orderLineId: line(order, 0).id, quantity: 1 }] };
    const { signature } = await previewEdit(everything, input, new Date());
    const change = { ...input, version, signature, collect: "before" as const, idempotencyKey: key };
    const [first, second] = await Promise.all([
      editOrder(editor, change, new Date()),
      editOrder(editor, change, new Date()),
    ]);
    expect(second).toEqual(first);
    expect(await db().orderAmendment.count({ where: { orderId: order.id } })).toBe(1);
  });
});

describe("what may not be changed", () => {
  it("an invoiced order, a foreign one, one at a price nobody saw, lines that were refunded", async () => {
    const order = await shopOrder();
    const wanted = { lines: [{ orderLineId: line(order, 0).id, quantity: 1 }] };
    expect(await codeOf(edit(order, wanted, { signature: "other" }))).toBe("sales.prices_changed");
    expect(await codeOf(edit(order, wanted, { version: 999 }))).toBe("sales.order_changed");
    expect(await codeOf(previewEdit(nothing, { number: order.number, add: [], ...wanted }, new Date()))).toBe(
      "sales.order_not_found",
    );
    expect(await codeOf(edit(order, { lines: [{ orderLineId: "orl_foreign", quantity: 1 }] }))).toBe(
      "sales.line_not_in_order",
    );
    expect(await codeOf(edit(order, { lines: [{ orderLineId: line(order, 0).id, quantity: 1.5 }] }))).toBe(
      "sales.quantity_not_divisible",
    );
    await db().salesOrderLine.update({ where: { id: line(order, 0).id }, data: { refunded: 1 } });
    expect(await codeOf(edit(order, wanted))).toBe("sales.line_already_refunded");
    const invoiceId = (await draftInvoice(order.id)) ?? "";
    await postInvoice(invoiceId, bySystem);
    expect(await codeOf(edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 1 }] }))).toBe(
      "sales.order_not_editable",
    );
  });

  it("a change withdrawn is gone, once", async () => {
    const order = await shopOrder();
    const edited = await edit(order, { add: [{ variantId: line(order, 1).variantId, quantity: 1 }] });
    const withdraw = () =>
      withdrawChange(everything, { number: order.number, amendmentId: edited.amendmentId }, bySystem, new Date());
    await withdraw();
    expect(await codeOf(withdraw())).toBe("sales.amendment_closed");
    await expectSound(order);
    await cancelOrder(
      { number: order.number, version: (await read(order)).version, reason: "client" },
      bySystem,
      new Date(),
    );
    expect(await verifyLedger(db())).toEqual([]);
  });
});

it("stock that arrives later than a hold ran out is taken again when the difference is paid", async () => {
  const order = await shopOrder();
  const edited = await edit(order, { lines: [{ orderLineId: line(order, 1).id, quantity: 5 }] });
  const providers = paid(3_980);
  await payDifference(orderAccessToken(order.id), new Date(), providers);
  await db().$executeRaw`UPDATE stock_level l SET reserved = l.reserved - r.quantity FROM reservation r
    WHERE r.order_id = ${order.id} AND r.status = 'held' AND l.variant_id = r.variant_id AND l.location_id = r.location_id`;
  await db().reservation.updateMany({ where: { orderId: order.id, status: "held" }, data: { status: "released" } });
  await inTx((tx) =>
    receive(tx, [{ variantId: line(order, 1).variantId, locationCode: "T2", quantity: 1, note: "test" }], bySystem),
  );
  const payment = await db().payment.findFirstOrThrow({ where: { amendmentId: edited.amendmentId } });
  await settlePayment(payment.id, new Date(), { providers });
  const now = await expectSound(order);
  expect(Number(now.totalMinor)).toBe(order.totalMinor + 3_980);
});
