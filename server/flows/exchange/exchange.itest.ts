import { describe, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { counted, dueOf, lockOrderPayments } from "#server/modules/payments/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { type DeliveredOrder, deliveredOrder, sisterOf } from "#server/testing/exchange-fixture.ts";
import { expireOrders } from "../checkout/expire-orders.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { refundUnits } from "../refund-payment/refund-units.ts";
import { announceOwn, cancelOwn, quoteOwn } from "../return-order/announce-own.ts";
import { ownReturn, returnOptions } from "../return-order/own-returns.ts";
import { receiveReturn } from "../return-order/receive-return.ts";
import { refundReturn } from "../return-order/refund-return.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { verifyBooks } from "../verify-books/verify-books.ts";
import { refuseExchange, sendExchange } from "./settle-exchange.ts";
import { startExchange } from "./start-exchange.ts";

const now = () => new Date();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
type Wish = [line: number, quantity: number, exchangeFor?: string];
const linesOf = (order: DeliveredOrder, wishes: Wish[]) =>
  wishes.map(([i, quantity, exchangeFor]) => ({
    orderLineId: order.lines[i]?.id ?? "",
    quantity,
    ...(exchangeFor && { exchangeFor }),
  }));

async function announce(order: DeliveredOrder, wishes: Wish[]): Promise<string> {
  const how = { reason: "does_not_fit", wayBack: "store", storeCode: "T2", unopened: false, photos: [] } as const;
  const input = { ...how, photos: [], lines: linesOf(order, wishes) };
  return (await announceOwn(everything, order.number, input, bySystem, now())).number;
}
const seenOf = async (number: string) => {
  const found = await db().customerReturn.findUniqueOrThrow({ where: { number }, include: { lines: true } });
  return { number, version: found.version, id: found.id, lines: found.lines, replacementId: found.replacementId ?? "" };
};
async function receive(number: string, missing = 0): Promise<void> {
  const { version, lines } = await seenOf(number);
  const looked = lines.map((line) => ({
    orderLineId: line.orderLineId,
    restocked: Number(line.quantity) - missing,
    scrapped: 0,
    locationCode: "T2",
  }));
  await receiveReturn({ number, version, lines: looked }, bySystem, now());
}
const send = async (number: string) => {
  const { version } = await seenOf(number);
  return sendExchange({ number, version }, bySystem, now());
};
const orderOf = (id: string) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id },
    include: { payments: { include: { refunds: true } }, invoices: true, deliveries: true, timeline: true },
  });
const levelOf = async (variantId: string) => {
  const rows = await db().stockLevel.findMany({ where: { variantId } });
  return rows.reduce((sum, row) => sum + Number(row.reserved), 0);
};
const given = async (orderId: string) => {
  const rows = await db().refund.findMany({ where: { payment: { orderId } }, include: { movedTo: true } });
  const sum = (moved: boolean) =>
    rows.filter((row) => (row.movedTo !== null) === moved).reduce((all, row) => all + Number(row.amountMinor), 0);
  return { moved: sum(true), back: sum(false) };
};
const expectBooks = async () =>
  expect((await verifyBooks("full")).filter((one) => one.violations > 0).map((one) => one.details)).toEqual([]);

describe("an exchange", () => {
  it("of the same price costs nothing: held at once, sent once what came back is accepted, the books even", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 1);
    const options = await returnOptions(db(), everything, order.number, now());
    expect(options.lines[0]?.choices).toMatchObject([
      { variantId: walnut, same: false, available: 1, difference: { minor: 0 } },
    ]);
    const quote = await quoteOwn(everything, order.number, linesOf(order, [[0, 1, walnut]]), now());
    expect(quote).toMatchObject({
      total: { minor: 0 },
      exchange: { credit: { minor: 12_000 }, pay: { minor: 0 }, back: { minor: 0 } },
    });
    const number = await announce(order, [[0, 1, walnut]]);
    expect(await levelOf(walnut)).toBe(1);
    const { replacementId } = await seenOf(number);
    const held = await orderOf(replacementId);
    expect(held).toMatchObject({
      status: "awaiting_payment",
      exchangeOfId: order.id,
      totalMinor: 12_000n,
      payments: [],
    });
    // Nobody pays it, and nobody sends it, before anything came.
    expect((await orderDetail(db(), everything, held.number)).actions).toEqual([]);
    expect(await codeOf(send(number))).toBe("fulfilment.exchange_incomplete");
    // The last one is gone for others.
    expect(await codeOf(announce(order, [[0, 1, walnut]]))).toBe("stock.not_enough");
    await receive(number);
    expect(await send(number)).toMatchObject({ movedMinor: 12_000, backMinor: 0, dueMinor: 0, number: held.number });
    const sent = await orderOf(replacementId);
    expect(sent).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    expect(sent.payments).toMatchObject([{ method: "exchange", status: "captured", capturedMinor: 12_000n }]);
    expect(await given(order.id)).toEqual({ moved: 12_000, back: 0 });
    const first = await orderOf(order.id);
    expect(first.invoices.filter((one) => one.kind === "credit_note")).toMatchObject([{ totalMinor: 12_000n }]);
    expect(first.timeline.map((entry) => entry.type)).toEqual(
      expect.arrayContaining(["exchange_held", "credit_moved", "exchange_sent"]),
    );
    expect(sent.timeline.map((entry) => entry.type)).toContain("exchange_of");
    expect(await ownReturn(db(), everything, number)).toMatchObject({
      status: "closed",
      exchange: { state: "sent", due: { minor: 0 } },
      refunds: [],
    });
    await expectBooks();
  });

  it("of a cheaper one gives the difference back, and keeps what the goods were reduced by", async () => {
    const order = await deliveredOrder();
    const small = await sisterOf(order, 0, "95.00", 2);
    const number = await announce(order, [[0, 2, small]]);
    await receive(number);
    expect(await send(number)).toMatchObject({ movedMinor: 19_000, backMinor: 5_000, dueMinor: 0 });
    expect(await given(order.id)).toEqual({ moved: 19_000, back: 5_000 });
    const back = await db().refund.findFirstOrThrow({
      where: { payment: { orderId: order.id }, movedTo: null },
    });
    expect(back.status).toBe("pending");
    await expectBooks();
  });

  it("of a dearer one leaves once the difference is paid; unpaid, its money goes back to where it came from", async () => {
    const order = await deliveredOrder();
    const large = await sisterOf(order, 0, "150.00", 1);
    const number = await announce(order, [[0, 1, large]]);
    await receive(number);
    expect(await send(number)).toMatchObject({ movedMinor: 12_000, backMinor: 0, dueMinor: 3_000 });
    const { replacementId } = await seenOf(number);
    const waits = await orderOf(replacementId);
    expect(waits).toMatchObject({ status: "awaiting_payment", deliveries: [] });
    expect(await ownReturn(db(), everything, number)).toMatchObject({ exchange: { due: { minor: 3_000 } } });
    const payments = await inTx((tx) => lockOrderPayments(tx, replacementId));
    expect(dueOf(Number(waits.totalMinor), payments.map(counted))).toBe(3_000);
    await expectBooks();
    // Nobody pays: the sweep gives it up, and the credit goes back through the first payment.
    await expireOrders(new Date((waits.holdExpiresAt?.getTime() ?? 0) + 60_000));
    const after = await orderOf(replacementId);
    expect(after.status).toBe("expired");
    const [credit] = after.payments;
    const refund = credit?.refunds[0];
    expect(refund).toMatchObject({ status: "pending", amountMinor: 12_000n });
    const asked: { intentRef: string; amountMinor: number }[] = [];
    const provider = {
      refund: async (input: { intentRef: string; amountMinor: number }) => {
        asked.push(input);
        return { providerRef: `re_${order.id}`, status: "succeeded" as const, failureCode: null };
      },
    };
    await executeRefund(refund?.id ?? "", now(), () => provider as never);
    expect(asked).toMatchObject([{ intentRef: `pi_${order.id}`, amountMinor: 12_000 }]);
    expect(await levelOf(large)).toBe(0);
    await expectBooks();
  });

  it("refused at inspection frees what was held, and what came may be refunded", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 1);
    const number = await announce(order, [
      [0, 1, walnut],
      [1, 3],
    ]);
    await receive(number);
    const seen = await seenOf(number);
    const chair = { orderLineId: order.lines[0]?.id ?? "", quantity: 1 };
    const refund = (version: number, lines = [chair]) =>
      refundReturn(
        { number, version, lines, withShipping: false, reason: "retour", idempotencyKey: `key-${number}-${version}` },
        bySystem,
        now(),
      );
    expect(await codeOf(refund(seen.version))).toBe("fulfilment.exchange_open");
    await refuseExchange({ number, version: seen.version, reason: "L’assise est rayée" }, bySystem, now());
    expect(await levelOf(walnut)).toBe(0);
    expect((await orderOf(seen.replacementId)).status).toBe("cancelled");
    expect(await ownReturn(db(), everything, number)).toMatchObject({
      exchange: { state: "refused", reason: "L’assise est rayée" },
    });
    expect(await codeOf(send(number))).toBe("fulfilment.exchange_gone");
    const { version } = await seenOf(number);
    expect((await refund(version)).total.minor).toBe(12_000);
    const mails = await db().mailMessage.findMany({ where: { template: "exchange_decided", to: { not: "" } } });
    expect(mails.some((mail) => mail.text.includes("rayée"))).toBe(true);
    await expectBooks();
  });

  it("ends with the return that is called off, and asks that all of it came", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 2);
    const number = await announce(order, [[0, 2, walnut]]);
    const { version, replacementId } = await seenOf(number);
    await cancelOwn(everything, order.number, { number, version }, bySystem, now());
    expect([await levelOf(walnut), (await orderOf(replacementId)).status]).toEqual([0, "cancelled"]);
    const again = await announce(order, [[0, 2, walnut]]);
    await receive(again, 1);
    expect(await codeOf(send(again))).toBe("fulfilment.exchange_incomplete");
    expect(await levelOf(walnut)).toBe(2);
  });

  it("has one winner among two that decide at once: held once, moved once", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 5);
    const number = await announce(order, [[0, 1, walnut]]);
    await receive(number);
    const { version, replacementId } = await seenOf(number);
    const outcomes = await Promise.all([
      codeOf(sendExchange({ number, version }, bySystem, now())),
      codeOf(sendExchange({ number, version }, bySystem, now())),
      codeOf(refuseExchange({ number, version, reason: "Non conforme" }, bySystem, now())),
    ]);
    expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
    const { payments, status } = await orderOf(replacementId);
    expect([payments.length, status, await levelOf(walnut)]).toEqual(
      status === "confirmed" ? [1, "confirmed", 1] : [0, "cancelled", 0],
    );
    await expectBooks();
  });

  it("is started by staff on a return that was to be refunded, of variants of the same product only", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 1);
    const bowl = await sisterOf(order, 1, "19.90", 1);
    const number = await announce(order, [[0, 1]]);
    const start = async (variantId: string) => {
      const { version } = await seenOf(number);
      const lines = [{ orderLineId: order.lines[0]?.id ?? "", variantId }];
      return startExchange({ number, version, lines }, bySystem, now());
    };
    expect(await codeOf(start(bowl))).toBe("sales.variant_not_for_sale");
    await start(walnut);
    expect(await codeOf(start(walnut))).toBe("fulfilment.exchange_gone");
    await receive(number);
    expect(await send(number)).toMatchObject({ movedMinor: 12_000, dueMinor: 0 });
    await expectBooks();
  });

  it("may go back itself: its money returns by the payment that it first came by, once", async () => {
    const order = await deliveredOrder();
    const walnut = await sisterOf(order, 0, "120.00", 1);
    const number = await announce(order, [[0, 1, walnut]]);
    await receive(number);
    await send(number);
    const { replacementId } = await seenOf(number);
    const { number: second, version } = await orderOf(replacementId);
    const line = await db().salesOrderLine.findFirstOrThrow({ where: { orderId: replacementId, kind: "product" } });
    const input = {
      ...{ number: second, version, withShipping: false, reason: "retour", idempotencyKey: `again-${second}` },
      lines: [{ orderLineId: line.id, quantity: 1 }],
    };
    expect((await refundUnits(input, bySystem)).total.minor).toBe(12_000);
    const refund = await db().refund.findFirstOrThrow({ where: { payment: { orderId: replacementId } } });
    const asked: string[] = [];
    const provider = {
      refund: async ({ intentRef }: { intentRef: string }) => {
        asked.push(intentRef);
        return { providerRef: `re_again_${order.id}`, status: "succeeded" as const, failureCode: null };
      },
    };
    await executeRefund(refund.id, now(), () => provider as never);
    await executeRefund(refund.id, now(), () => provider as never);
    expect(asked).toEqual([`pi_${order.id}`]);
    await expectBooks();
  });
});
