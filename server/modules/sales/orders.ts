import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { transition } from "../../kernel/state-machine.ts";
import { type By, bySystem } from "../../platform/audit.ts";
import type { Prisma, Tx } from "../../platform/db.ts";
import { insertRows } from "../../platform/insert-rows.ts";
import { emit } from "../../platform/outbox.ts";
import { writeAtEnd } from "../../platform/write-at-end.ts";
import { orderAccessHash } from "./access-token.ts";
import { shippingShares } from "./allocation.ts";
import type { AddressInput, OrderStatus } from "./contract.ts";
import { orderCancelled, orderClaimed, orderCompleted, orderConfirmed, orderExpired, orderPlaced } from "./events.ts";
import type { LockedOrder } from "./locks.ts";
import { deliveryStatusOf, type OrderAction, type OrderMoney, orderTransitions, paymentStatusOf } from "./model.ts";

export type NewOrderLine = {
  id: string;
  kind: "product" | "shipping";
  variantId: string | null;
  sku: string | null;
  name: string;
  description: string | null;
  mediaKey: string | null;
  /** Why it may not be sent back at will, as its product says now (kernel/return-exclusions.ts). */
  returnExclusion: string | null;
  quantity: number;
  unitPrice: string;
  taxCategory: string;
  taxRate: string;
  /** This line's share of the order's discount: already taken off its gross. */
  discountMinor: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
};

/** Minor units: items before the discount, net and tax after it. */
export type OrderTotals = {
  itemsMinor: number;
  discountMinor: number;
  shippingMinor: number;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
};

export type NewOrder = {
  number: string;
  channelId: string;
  cartId: string | null;
  userId: string | null;
  partnerId: string | null;
  email: string;
  phone: string | null;
  locale: string;
  currency: string;
  taxIncluded: boolean;
  lines: readonly NewOrderLine[];
  totals: OrderTotals;
  shippingMethod: { code: string; name: string };
  /** The days the buyer was told. */
  promise?: { from: string; to: string } | null;
  /** The id of the place where the buyer collects it. */
  pickupLocationId?: string | null;
  /** Standard unless said: without VAT, and on which check of a VAT number. */
  tax?: { kind: "standard" | "reverse_charge"; vatCheckId: string | null };
  billing: AddressInput;
  delivery: AddressInput;
  note: string | null;
  /** The buyer's own number for it. */
  purchaseReference?: string | null;
  /** Who gets the bill and who pays, where that is not the partner. */
  billToId?: string | null;
  payerId?: string | null;
  /** The order whose goods it replaces. */
  exchangeOfId?: string | null;
  /** online unless said */
  paymentMethod?: "online" | "transfer" | "account" | "none";
  /** On account: the terms agreed. */
  paymentTerms?: string | null;
  /** null: nothing to wait for */
  holdExpiresAt: Date | null;
  now: Date;
};

/** Freezes each product line's share of the shipping, so that any later refund of it sums exactly. */
export function withShippingShares<L extends { kind: string; grossMinor: number }>(
  lines: readonly L[],
  currency: string,
): (L & { shippingShareMinor: number })[] {
  const products = lines.filter((line) => line.kind === "product");
  const shippingMinor = lines.reduce((sum, line) => sum + (line.kind === "shipping" ? line.grossMinor : 0), 0);
  const shares = shippingShares(
    shippingMinor,
    products.map((line) => line.grossMinor),
    currency,
  );
  return lines.map((line) => ({ ...line, shippingShareMinor: shares[products.indexOf(line)] ?? 0 }));
}

/**
 * Writes an order with everything copied in, awaiting payment, under a number of `numberSql("order")`. Prices and taxes are
 * the caller's, from the server only. It is written shortly before COMMIT: who needs it in the database calls `flushWrites`.
 */
export function createOrderAtEnd(tx: Tx, order: NewOrder, by: By): { id: string; number: string } {
  const id = newId("order", order.now.getTime());
  const { lines, totals, shippingMethod, promise, billing, delivery, now, tax, ...rest } = order;
  const row = {
    ...rest,
    ...totals,
    id,
    accessHash: orderAccessHash(id),
    status: "awaiting_payment",
    paymentMethod: rest.paymentMethod ?? "online",
    paymentTerms: rest.paymentTerms ?? null,
    shippingMethodCode: shippingMethod.code,
    shippingMethodName: shippingMethod.name,
    pickupLocationId: rest.pickupLocationId ?? null,
    purchaseReference: rest.purchaseReference ?? null,
    billToId: rest.billToId ?? null,
    payerId: rest.payerId ?? null,
    exchangeOfId: rest.exchangeOfId ?? null,
    promisedFrom: promise?.from ?? null,
    promisedTo: promise?.to ?? null,
    taxTreatment: tax?.kind ?? "standard",
    vatCheckId: tax?.vatCheckId ?? null,
    billingAddress: billing,
    deliveryAddress: delivery,
    placedAt: now,
    updatedAt: now,
  };
  const rows = withShippingShares(lines, order.currency).map((line, position) => ({ ...line, orderId: id, position }));
  const placed = { type: "placed", data: { totalMinor: totals.totalMinor, currency: order.currency } };
  writeAtEnd(tx, insertRows("sales_order", [row]));
  writeAtEnd(tx, insertRows("sales_order_line", rows));
  writeAtEnd(tx, insertRows("order_event", [eventRow(id, placed, by, now)]));
  emit(tx, orderPlaced(id));
  return { id, number: order.number };
}

export type TimelineEntry = {
  type: string;
  /** Who may see it; customer by default. */
  audience?: "customer" | "staff";
  data?: Prisma.InputJsonObject;
};

/** Adds to the order's one timeline. */
export async function recordEvent(
  tx: Tx,
  orderId: string,
  entry: TimelineEntry,
  by: By = bySystem,
  at: Date = new Date(),
): Promise<void> {
  await tx.orderEvent.create({ data: eventRow(orderId, entry, by, at) });
}

const eventRow = (orderId: string, entry: TimelineEntry, by: By, at: Date) => ({
  id: newId("orderEvent"),
  orderId,
  type: entry.type,
  audience: entry.audience ?? "customer",
  data: entry.data ?? {},
  byUserId: by.userId,
  occurredAt: at,
});

async function move(
  tx: Tx,
  order: LockedOrder,
  action: OrderAction,
  data: Prisma.SalesOrderUpdateManyMutationInput,
): Promise<void> {
  const status = transition("sales", orderTransitions, order.status as OrderStatus, action);
  const { count } = await tx.salesOrder.updateMany({
    where: { id: order.id, version: order.version },
    data: { ...data, status, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "sales.order_changed", { number: order.number });
  order.version += 1;
  order.status = status;
}

/**
 * Paid, or its money is held: the order is real. `money` tells which; paid unless said. Throws DomainError conflict
 * `sales.transition_not_allowed`.
 */
export async function confirmOrder(tx: Tx, order: LockedOrder, now: Date, money?: OrderMoney): Promise<void> {
  const paymentStatus = money ? paymentStatusOf(money, Number(order.totalMinor)) : "paid";
  await move(tx, order, "confirm", { paymentStatus, confirmedAt: now, holdExpiresAt: null, closedAt: null });
  order.paymentStatus = paymentStatus;
  await recordEvent(tx, order.id, { type: "confirmed" }, bySystem, now);
  emit(tx, orderConfirmed(order.id));
}

/** An unpaid order is waited for longer. Its stock's hold is the caller's to lengthen too. */
export async function extendHold(tx: Tx, order: LockedOrder, until: Date): Promise<void> {
  await tx.salesOrder.update({
    where: { id: order.id, status: "awaiting_payment" },
    data: { holdExpiresAt: until, version: { increment: 1 } },
  });
  order.version += 1;
  order.holdExpiresAt = until;
}

/** Not paid in time. */
export async function expireOrder(tx: Tx, order: LockedOrder, now: Date): Promise<void> {
  await move(tx, order, "expire", { closedAt: now, holdExpiresAt: null });
  await recordEvent(tx, order.id, { type: "expired" }, bySystem, now);
  emit(tx, orderExpired(order.id));
}

/** Given up by the customer, the staff or the house. Throws DomainError conflict `sales.transition_not_allowed`. */
export async function cancelOrder(tx: Tx, order: LockedOrder, reason: string, by: By, now: Date): Promise<void> {
  await move(tx, order, "cancel", { closedAt: now, holdExpiresAt: null });
  await recordEvent(tx, order.id, { type: "cancelled", data: { reason } }, by, now);
  emit(tx, orderCancelled(order.id));
}

/** Everything delivered. A repeated call on a completed order changes nothing. */
export async function completeOrder(tx: Tx, order: LockedOrder, now: Date): Promise<void> {
  if (order.status === "completed") return;
  await move(tx, order, "complete", { deliveryStatus: "delivered", closedAt: now });
  emit(tx, orderCompleted(order.id));
}

/**
 * Raises what left the house per line and tells where delivery stands. Throws when more would be delivered than ordered
 * (a CHECK refuses it).
 */
export async function recordDelivered(
  tx: Tx,
  order: LockedOrder,
  lines: readonly { orderLineId: string; quantity: number }[],
): Promise<void> {
  for (const line of lines) {
    await tx.salesOrderLine.update({
      where: { id: line.orderLineId, orderId: order.id },
      data: { delivered: { increment: line.quantity } },
    });
  }
  const now = await tx.salesOrderLine.findMany({ where: { orderId: order.id, kind: "product" } });
  const deliveryStatus = deliveryStatusOf(
    now.map((line) => ({ quantity: Number(line.quantity), delivered: Number(line.delivered) })),
  );
  await tx.salesOrder.update({ where: { id: order.id }, data: { deliveryStatus, version: { increment: 1 } } });
  order.version += 1;
  order.deliveryStatus = deliveryStatus;
}

/** An invoice of the order is posted. */
export async function markInvoiced(tx: Tx, order: LockedOrder): Promise<void> {
  await tx.salesOrder.update({
    where: { id: order.id },
    data: { invoiceStatus: "invoiced", version: { increment: 1 } },
  });
  order.version += 1;
}

/** Where payment stands after money came, was held, was let go or went back, over all the order's payments. */
export async function recordPaymentStatus(tx: Tx, order: LockedOrder, money: OrderMoney): Promise<void> {
  const paymentStatus = paymentStatusOf(money, Number(order.totalMinor));
  await tx.salesOrder.update({ where: { id: order.id }, data: { paymentStatus, version: { increment: 1 } } });
  order.version += 1;
  order.paymentStatus = paymentStatus;
}

/**
 * Guest orders of a proven mailbox become a customer's own; how many. Orders that have an owner stay theirs: of two claims at
 * once the conditional update lets each order be told of once.
 */
export async function claimOrders(
  tx: Tx,
  owner: { userId: string; partnerId: string | null; email: string },
): Promise<number> {
  const claimed = await tx.salesOrder.updateManyAndReturn({
    where: { email: owner.email, userId: null, partnerId: null },
    data: { userId: owner.userId, partnerId: owner.partnerId },
    select: { id: true },
  });
  emit(tx, ...claimed.map(({ id }) => orderClaimed(id)));
  return claimed.length;
}
