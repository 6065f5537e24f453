// Orders that left without being paid in full, for tests of what customers owe.

import { creditRefund } from "#server/flows/invoice-order/credit-refund.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { keepBooks } from "#server/flows/keep-books/keep-books.ts";
import {
  bookRefund,
  counted,
  lockOrderPayments,
  moneyOf,
  receiveTransfer,
  settleRefund,
} from "#server/modules/payments/index.ts";
import { confirmOrder, lockOrder, recordPaymentStatus } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder, type TestOrder } from "./order-fixture.ts";

/** Money that comes for an order by bank, in minor units. */
export const payByBank = (orderId: string, amountMinor: number, now = new Date()) =>
  inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const payments = await lockOrderPayments(tx, orderId);
    await receiveTransfer(tx, payments, { orderId, amountMinor, currency: "EUR", at: now, now });
    const after = await lockOrderPayments(tx, orderId);
    await recordPaymentStatus(tx, order, moneyOf(after.map(counted)));
    await keepBooks(tx, orderId, now);
  });

/** Gives back a part of what came for an order, and credits it. */
export const giveBack = (orderId: string, amountMinor: number, now = new Date()) =>
  inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const [payment] = (await lockOrderPayments(tx, orderId)).filter((one) => one.status === "captured");
    if (!payment) throw new Error(`nothing was paid for ${order.number}`);
    const key = `${orderId}:${amountMinor}`;
    const { id } = await bookRefund(tx, payment, { amountMinor, reason: "test", idempotencyKey: key }, bySystem);
    await settleRefund(tx, payment, id, { providerRef: key, status: "succeeded", failureCode: null }, now);
    const money = moneyOf((await lockOrderPayments(tx, orderId)).map(counted));
    await creditRefund(tx, order, { id, refundedMinor: money.refundedMinor, reason: null });
    await keepBooks(tx, orderId, now);
  });

/** A confirmed order that nobody paid yet, with its posted invoice unless told not to. */
export async function orderOnAccount({ invoiced = true, ...options }: TestOrder & { invoiced?: boolean } = {}) {
  const order = await makeOrder({ lines: [{ price: "100.00", quantity: 1 }], ...options, unpaid: true });
  const none = { authorisedMinor: 0, capturedMinor: 0, refundedMinor: 0 };
  await inTx(async (tx) => confirmOrder(tx, await lockOrder(tx, order.id), options.now ?? new Date(), none));
  const id = invoiced ? ((await draftInvoice(order.id)) ?? "") : "";
  const number = invoiced ? (await postInvoice(id, bySystem)).number : "";
  return { ...order, invoice: { id, number } };
}
