import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { newId } from "#server/kernel/ids.ts";
import type { CreateReturnInput } from "#server/modules/fulfilment/contract-returns.ts";
import { listReturns, returnDetail } from "#server/modules/fulfilment/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { markDelivered } from "../deliver-order/mark-delivered.ts";
import { packDelivery } from "../deliver-order/pack-delivery.ts";
import { pickDelivery } from "../deliver-order/pick-delivery.ts";
import { shipDelivery } from "../deliver-order/ship-delivery.ts";
import { startPicking } from "../deliver-order/start-picking.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { refundUnits } from "../refund-payment/refund-units.ts";
import { createReturn } from "./create-return.ts";
import { cancelReturn, closeReturn, receiveReturn } from "./receive-return.ts";
import { refundReturn } from "./refund-return.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
type Order = Awaited<ReturnType<typeof makeOrder>>;
const lineId = (order: Order, i: number) => order.lines[i]?.id ?? "";
const now = () => new Date();

beforeAll(async () => {
  await db().location.upsert({
    where: { code: "LOSS" },
    create: { id: newId("location"), code: "LOSS", name: "Loss", kind: "loss" },
    update: {},
  });
});

/** An order that was delivered and invoiced. */
async function deliveredOrder() {
  const order = await makeOrder();
  await db().payment.updateMany({ where: { orderId: order.id }, data: { intentRef: `pi_${order.id}` } });
  await postInvoice((await draftInvoice(order.id)) ?? "", bySystem);
  const found = () =>
    db().delivery.findFirstOrThrow({ where: { orderId: order.id }, include: { lines: true, parcels: true } });
  const seen = async () => {
    const { number, version } = await found();
    return { number, version };
  };
  await startPicking(await seen(), bySystem);
  const { lines } = await found();
  await pickDelivery(
    { ...(await seen()), lines: lines.map((l) => ({ deliveryLineId: l.id, picked: Number(l.quantity) })) },
    bySystem,
  );
  const parcel = lines.map((l) => ({ deliveryLineId: l.id, quantity: Number(l.quantity) }));
  await packDelivery({ ...(await seen()), parcels: [{ lines: parcel }] }, bySystem);
  const [packed] = (await found()).parcels;
  await shipDelivery(
    { ...(await seen()), parcels: [{ id: packed?.id ?? "", trackingNumber: "6A123456789" }] },
    bySystem,
  );
  await markDelivered(packed?.id ?? "", bySystem);
  return order;
}

async function announce(
  order: Order,
  units: [number, number][],
  options: Partial<CreateReturnInput> = {},
  at = now(),
  override = true,
) {
  const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
  const lines = units.map(([i, quantity]) => ({ orderLineId: lineId(order, i), quantity }));
  const input = { number: order.number, version, lines, reason: "withdrawal" as const, override: false, ...options };
  return (await createReturn(input, bySystem, { override }, at)).number;
}
const read = (number: string) => returnDetail(db(), everything, number);
const seenOf = async (number: string) => ({ number, version: (await read(number)).version });
const orderLine = (order: Order, i: number) =>
  db().salesOrderLine.findUniqueOrThrow({ where: { id: lineId(order, i) } });

async function carryOut(order: { id: string }, status: "succeeded" | "failed" = "succeeded") {
  const answer = { providerRef: `re_${randomUUID()}`, status, failureCode: status === "failed" ? "declined" : null };
  const provider = { ...paymentProvider("stripe"), refund: async () => answer };
  const pending = await db().refund.findMany({ where: { status: "pending", payment: { orderId: order.id } } });
  for (const { id } of pending) await executeRefund(id, now(), () => provider);
}

describe("a return", () => {
  it("from announced to refunded: shelf and loss, credit note, timeline", async () => {
    const order = await deliveredOrder();
    const number = await announce(order, [
      [0, 2],
      [1, 2],
    ]);
    expect(number).toMatch(/^RT-\d{4}-\d{6}$/);
    await receiveReturn(
      {
        ...(await seenOf(number)),
        lines: [
          { orderLineId: lineId(order, 0), restocked: 1, scrapped: 1, locationCode: "T2" },
          { orderLineId: lineId(order, 1), restocked: 0, scrapped: 1 },
        ],
      },
      bySystem,
      now(),
    );
    expect(Number((await orderLine(order, 0)).returned)).toBe(2);
    expect(Number((await orderLine(order, 1)).returned)).toBe(1);
    const moves = await db().stockMove.findMany({
      where: { documentType: "return" },
      include: { from: true, to: true },
    });
    expect(moves.map((m) => [m.from.code, m.to.code, Number(m.quantity), m.reason]).sort()).toEqual([
      ["CUSTOMER", "LOSS", 1, "return"],
      ["CUSTOMER", "LOSS", 1, "return"],
      ["CUSTOMER", "T2", 1, "return"],
    ]);
    expect(await verifyLedger(db())).toEqual([]);

    const lines = [
      { orderLineId: lineId(order, 0), quantity: 2 },
      { orderLineId: lineId(order, 1), quantity: 1 },
    ];
    const key = randomUUID();
    const input = { ...(await seenOf(number)), lines, withShipping: true, reason: "Rétractation", idempotencyKey: key };
    const quote = await refundReturn(input, bySystem, now());
    expect(await refundReturn(input, bySystem, now())).toMatchObject({ total: quote.total });
    expect(quote.items.minor).toBe(24_000 + 1_990);
    expect((await read(number)).status).toBe("closed");
    await carryOut(order);
    const note = await db().invoice.findFirstOrThrow({
      where: { orderId: order.id, kind: "credit_note" },
      include: { lines: true },
    });
    expect(Number(note.totalMinor)).toBe(quote.total.minor);
    expect(note.lines.map((l) => Number(l.quantity)).sort()).toEqual([1, 1, 2]);
    const types = (await db().orderEvent.findMany({ where: { orderId: order.id } })).map((e) => e.type);
    expect(types).toEqual(
      expect.arrayContaining(["return_requested", "return_received", "refund_requested", "credited"]),
    );
  });

  it("is refunded once per unit, through it or beside it", async () => {
    const order = await deliveredOrder();
    const number = await announce(order, [[0, 1]]);
    const inspection = { orderLineId: lineId(order, 0), restocked: 1, scrapped: 0, locationCode: "T1" };
    await receiveReturn({ ...(await seenOf(number)), lines: [inspection] }, bySystem, now());
    const seen = await seenOf(number);
    const refund = (quantity = 1) =>
      codeOf(
        refundReturn(
          {
            ...seen,
            lines: [{ orderLineId: lineId(order, 0), quantity }],
            withShipping: false,
            reason: "Retour",
            idempotencyKey: randomUUID(),
          },
          bySystem,
          now(),
        ),
      );
    expect(await refund(2)).toBe("fulfilment.return_refunded_too_much");
    const outcomes = await Promise.all([refund(), refund(), refund()]);
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    await carryOut(order, "failed");
    expect(await read(number)).toMatchObject({ status: "received", lines: [{ refunded: 0 }] });
    const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    const both = [{ orderLineId: lineId(order, 0), quantity: 2 }];
    await refundUnits(
      {
        number: order.number,
        version,
        lines: both,
        withShipping: false,
        reason: "Geste",
        idempotencyKey: randomUUID(),
      },
      bySystem,
    );
    const late = refundReturn(
      {
        ...(await seenOf(number)),
        lines: [{ orderLineId: lineId(order, 0), quantity: 1 }],
        withShipping: false,
        reason: "Retour",
        idempotencyKey: randomUUID(),
      },
      bySystem,
      now(),
    );
    expect(await codeOf(late)).toBe("sales.refunded_too_much");
  });

  it("never of more than was delivered, however many are announced at once", async () => {
    const order = await deliveredOrder();
    expect(await codeOf(announce(order, [[0, 3]]))).toBe("fulfilment.return_too_much");
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(announce(order, [[0, 2]]))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(await codeOf(announce(order, [[0, 1]]))).toBe("fulfilment.return_too_much");
    const [row] = await db().customerReturn.findMany({ where: { orderId: order.id } });
    const seen = { number: row?.number ?? "", version: row?.version ?? 0 };
    const receive = (restocked: number) =>
      codeOf(
        receiveReturn(
          { ...seen, lines: [{ orderLineId: lineId(order, 0), restocked, scrapped: 0, locationCode: "T1" }] },
          bySystem,
          now(),
        ),
      );
    expect(await receive(3)).toBe("fulfilment.return_inspection_wrong");
    const received = await Promise.all([receive(2), receive(2)]);
    expect(received.sort()).toEqual(["done", "fulfilment.return_changed"]);
    expect(Number((await orderLine(order, 0)).returned)).toBe(2);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("of what did not come leaves it with the customer; one that will not come frees its units", async () => {
    const order = await deliveredOrder();
    const number = await announce(order, [[1, 3]]);
    expect(await codeOf(closeReturn(await seenOf(number), bySystem, now()))).toBe("fulfilment.transition_not_allowed");
    await cancelReturn(await seenOf(number), bySystem, now());
    const again = await announce(order, [[1, 3]]);
    const part = { orderLineId: lineId(order, 1), restocked: 1, scrapped: 0, locationCode: "T1" };
    await receiveReturn({ ...(await seenOf(again)), lines: [part] }, bySystem, now());
    expect(await codeOf(announce(order, [[1, 3]]))).toBe("fulfilment.return_too_much");
    await announce(order, [[1, 2]]);
    await closeReturn(await seenOf(again), bySystem, now());
    expect(await codeOf(cancelReturn(await seenOf(again), bySystem, now()))).toBe("fulfilment.transition_not_allowed");
  });

  it("within fourteen days and the house's tolerance; later only by who may", async () => {
    const order = await deliveredOrder();
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    expect(await codeOf(announce(order, [[0, 1]], {}, days(34)))).toBe("fulfilment.return_window_closed");
    expect(await codeOf(announce(order, [[0, 1]], { override: true }, days(34), false))).toBe("forbidden");
    await announce(order, [[0, 1]], { override: true, note: "Vice caché" }, days(34));
    await announce(order, [[0, 1]], {}, days(27));
  });

  it("of goods that never left, of another order, or of a line twice is refused", async () => {
    const [order, other] = [await makeOrder(), await deliveredOrder()];
    expect(await codeOf(announce(order, [[0, 1]]))).toBe("fulfilment.return_too_much");
    const lines = [{ orderLineId: lineId(other, 0), quantity: 1 }];
    expect(await codeOf(announce(order, [], { lines }))).toBe("sales.line_not_in_order");
    expect(await codeOf(announce(other, [], { lines: [...lines, ...lines] }))).toBe("sales.line_not_in_order");
  });

  it("is read by staff, by nobody else", async () => {
    const order = await deliveredOrder();
    const number = await announce(order, [[0, 1]]);
    expect((await listReturns(db(), everything, { query: order.number })).items.map((row) => row.number)).toEqual([
      number,
    ]);
    expect((await listReturns(db(), nothing, {})).items).toEqual([]);
    expect(await codeOf(returnDetail(db(), nothing, number))).toBe("fulfilment.return_not_found");
  });
});
