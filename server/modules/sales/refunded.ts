import { DomainError } from "../../kernel/errors.ts";
import type { Quantity } from "../../kernel/quantity.ts";
import type { Tx } from "../../platform/db.ts";
import { type Portion, portionOf, unitsLeft } from "./allocation.ts";
import type { LockedOrder } from "./locks.ts";

export type Units = { orderLineId: string; quantity: Quantity };

/**
 * What giving back these units of a locked order is worth, line by line, from what was frozen when they were ordered.
 * Throws DomainError unprocessable `sales.line_not_in_order`, conflict `sales.refunded_too_much` { name, left }.
 */
export function refundPortions(order: LockedOrder, units: readonly Units[]): (Units & Portion)[] {
  if (new Set(units.map((one) => one.orderLineId)).size !== units.length) {
    throw new DomainError("unprocessable", "sales.line_not_in_order");
  }
  return units.map((one) => {
    const line = order.lines.find(({ id, kind }) => id === one.orderLineId && kind === "product");
    if (!line) throw new DomainError("unprocessable", "sales.line_not_in_order");
    const frozen = {
      quantity: Number(line.quantity),
      grossMinor: Number(line.grossMinor),
      taxMinor: Number(line.taxMinor),
      discountMinor: Number(line.discountMinor),
      shippingShareMinor: Number(line.shippingShareMinor),
    };
    const refunded = Number(line.refunded);
    const left = unitsLeft({ quantity: frozen.quantity, refunded });
    if (one.quantity > left) throw new DomainError("conflict", "sales.refunded_too_much", { name: line.name, left });
    return { ...one, ...portionOf(frozen, refunded, one.quantity) };
  });
}

/**
 * Counts units as given back (or on their way back), under the order's lock; the condition is part of the UPDATE. Throws
 * DomainError conflict `sales.refunded_too_much`.
 */
export async function raiseRefunded(tx: Tx, order: LockedOrder, units: readonly Units[]): Promise<void> {
  await changeRefunded(tx, order, units, 1);
}

/** The money did not go back after all: its units may be given back again. */
export async function lowerRefunded(tx: Tx, order: LockedOrder, units: readonly Units[]): Promise<void> {
  await changeRefunded(tx, order, units, -1);
}

async function changeRefunded(tx: Tx, order: LockedOrder, units: readonly Units[], sign: 1 | -1): Promise<void> {
  const moved = units.filter((one) => one.quantity > 0);
  if (moved.length === 0) return;
  const rows = moved.map((one) => ({ id: one.orderLineId, quantity: sign * one.quantity }));
  const changed = await tx.$executeRaw`
    UPDATE sales_order_line l SET refunded = l.refunded + w.quantity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id text, quantity numeric)
    WHERE l.id = w.id AND l.order_id = ${order.id} AND l.refunded + w.quantity BETWEEN 0 AND l.quantity`;
  if (changed !== rows.length) throw new DomainError("conflict", "sales.refunded_too_much", {});
  await tx.salesOrder.update({ where: { id: order.id }, data: { version: { increment: 1 } } });
  order.version += 1;
}

/**
 * Counts units as come back, under the order's lock; the condition is part of the UPDATE. Throws DomainError conflict
 * `sales.returned_too_much` when more would come back than left.
 */
export async function recordReturned(tx: Tx, order: LockedOrder, units: readonly Units[]): Promise<void> {
  const rows = units.filter((one) => one.quantity > 0);
  if (rows.length === 0) return;
  const changed = await tx.$executeRaw`
    UPDATE sales_order_line l SET returned = l.returned + w.quantity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w("orderLineId" text, quantity numeric)
    WHERE l.id = w."orderLineId" AND l.order_id = ${order.id} AND l.returned + w.quantity <= l.delivered`;
  if (changed !== rows.length) throw new DomainError("conflict", "sales.returned_too_much");
  await tx.salesOrder.update({ where: { id: order.id }, data: { version: { increment: 1 } } });
  order.version += 1;
}
