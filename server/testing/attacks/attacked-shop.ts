// The shop under attack: the demo data, a payment sandbox, and the ways to look at what an attack left behind.
import { afterAll, beforeAll, expect } from "vitest";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";

export const webhookSecret = "whsec_under_attack";

/** Opens the shop for a file of attacks and closes it after them. */
export function openAttackedShop(): { sandbox: () => Sandbox } {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox();
    process.env.STRIPE_API_BASE = sandbox.url;
    process.env.STRIPE_WEBHOOK_SECRET = webhookSecret;
    resetEnv();
    await demoShop();
  });
  afterAll(() => sandbox?.close());
  return {
    sandbox: () => {
      if (!sandbox) throw new Error("the shop is not open yet");
      return sandbox;
    },
  };
}

/** One row of a table of attacks: which line of the list, what is tried, and the answer that it must get. */
export type Attack = { line: number; attack: string; answer: string; by: () => Promise<string> };

/** On hand and reserved of a variant, over all places. */
export async function levelOf(variantId: string) {
  const rows = await db().stockLevel.findMany({ where: { variantId } });
  return {
    onHand: rows.reduce((sum, row) => sum + Number(row.onHand), 0),
    reserved: rows.reduce((sum, row) => sum + Number(row.reserved), 0),
  };
}

/** How many orders, payments, refunds and holds there are: an attack that is refused leaves these alone. */
export async function traces() {
  const [orders, payments, refunds, holds] = await Promise.all([
    db().salesOrder.count(),
    db().payment.count(),
    db().refund.count(),
    db().reservation.count(),
  ]);
  return { orders, payments, refunds, holds };
}

/** What became of an order: its status, its money at the last payment, and how often each thing happened. */
export async function outcomeOf(orderId: string) {
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    include: { payments: true, timeline: true, deliveries: true, invoices: { where: { kind: "invoice" } } },
  });
  const sum = (values: readonly bigint[]) => Number(values.reduce((total, value) => total + value, 0n));
  return {
    status: order.status,
    payment: order.paymentStatus,
    total: Number(order.totalMinor),
    captured: sum(order.payments.map((p) => p.capturedMinor)),
    refunded: sum(order.payments.map((p) => p.refundedMinor)),
    confirmed: order.timeline.filter((e) => e.type === "confirmed").length,
    deliveries: order.deliveries.length,
    invoices: order.invoices.length,
  };
}

/** Stock follows from its moves and promises, whatever was tried. */
export async function expectStockToHold(): Promise<void> {
  expect(await verifyLedger(db())).toEqual([]);
}
