// What the database and the provider say of a run, in the words of `describeState`.
import { db } from "#server/platform/db.ts";
import type { MemoryProvider } from "./memory-provider.ts";
import { both, type Pieces } from "./state.ts";

const pieces = (of: (article: 0 | 1) => number): Pieces => [of(0), of(1)];
const sum = <T>(rows: readonly T[], of: (row: T) => unknown): number =>
  rows.reduce((total, row) => total + Number(of(row)), 0);

async function describeOrder(cartId: string, articles: readonly string[], provider: MemoryProvider) {
  const orders = await db().salesOrder.findMany({
    where: { cartId },
    include: {
      lines: true,
      payments: true,
      reservations: true,
      deliveries: true,
      invoices: true,
      returns: { include: { lines: true } },
    },
  });
  if (orders.length > 1) throw new Error(`${orders.length} orders of one basket`);
  const [order] = orders;
  if (!order) return null;
  if (order.payments.length !== 1) throw new Error(`${order.payments.length} payments of one order`);
  const money = order.payments.map((payment) => provider.moneyOf(payment.id));
  const live = order.reservations.filter((r) => r.status === "held" || r.status === "committed");
  const posted = order.invoices.filter((invoice) => invoice.status === "posted");
  const [delivery] = order.deliveries;
  const announced = order.returns.flatMap((r) => (r.status === "requested" ? r.lines : []));
  const isOf = (lineId: string, i: 0 | 1) => order.lines.find((l) => l.id === lineId)?.variantId === articles[i];
  if (order.deliveries.length > 1) throw new Error(`${order.deliveries.length} deliveries from one place`);
  return {
    status: order.status,
    paymentStatus: order.paymentStatus,
    totalMinor: Number(order.totalMinor),
    chargedMinor: sum(money, (m) => m.chargedMinor),
    capturedMinor: sum(order.payments, (p) => p.capturedMinor),
    refundedMinor: sum(order.payments, (p) => p.refundedMinor),
    returnedMinor: sum(money, (m) => m.returnedMinor),
    held: pieces((i) =>
      sum(
        live.filter((r) => r.variantId === articles[i]),
        (r) => r.quantity,
      ),
    ),
    delivered: pieces((i) =>
      sum(
        order.lines.filter((l) => l.variantId === articles[i]),
        (l) => l.delivered,
      ),
    ),
    delivery: !delivery ? "none" : delivery.status === "picking" && delivery.pickedAt ? "picked" : delivery.status,
    announced: pieces((i) =>
      sum(
        announced.filter((l) => isOf(l.orderLineId, i)),
        (l) => l.quantity,
      ),
    ),
    returned: pieces((i) =>
      sum(
        order.lines.filter((l) => isOf(l.id, i)),
        (l) => l.returned,
      ),
    ),
    refundedUnits: pieces((i) =>
      sum(
        order.lines.filter((l) => isOf(l.id, i)),
        (l) => l.refunded,
      ),
    ),
    invoicedMinor: sum(
      posted.filter((i) => i.kind === "invoice"),
      (i) => i.totalMinor,
    ),
    creditedMinor: sum(
      posted.filter((i) => i.kind === "credit_note"),
      (i) => i.totalMinor,
    ),
  };
}

/** `carts`: slot → basket. An order that was never placed is left out, as the model leaves it out. */
export async function observe(
  articles: readonly [string, string],
  carts: ReadonlyMap<string, string>,
  provider: MemoryProvider,
): Promise<Record<string, unknown>> {
  const levels = await db().stockLevel.findMany({ where: { variantId: { in: [...articles] } } });
  const level = (i: 0 | 1) => levels.filter((l) => l.variantId === articles[i]);
  const orders: Record<string, unknown> = {};
  for (const [slot, cartId] of [...carts].sort()) {
    const order = await describeOrder(cartId, articles, provider);
    if (order) orders[slot] = order;
  }
  return {
    onHand: both.map((i) => sum(level(i), (l) => l.onHand)),
    reserved: both.map((i) => sum(level(i), (l) => l.reserved)),
    orders,
  };
}
