import { DomainError } from "#server/kernel/errors.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";
import type { DeliveryStatus } from "./contract.ts";
import type { ExchangeState, ReturnStatus } from "./contract-returns.ts";

// The order of all locks is in platform/lock-order.ts.
// Flows lock the order first (sales door), then its deliveries here. Parcels and lines are covered by their delivery.

export type LockedDelivery = {
  id: string;
  number: string;
  orderId: string;
  locationId: string;
  status: DeliveryStatus;
  version: number;
  /** The buyer collects it; ready since. */
  pickup: boolean;
  readyAt: Date | null;
};

/** The order a delivery belongs to, read without a lock: it never changes. Throws not_found `fulfilment.delivery_not_found`. */
export async function orderOfDelivery(tx: Tx, number: string): Promise<string> {
  const row = await tx.delivery.findUnique({ where: { number }, select: { orderId: true } });
  if (!row) throw new DomainError("not_found", "fulfilment.delivery_not_found");
  return row.orderId;
}

/** The order and delivery of a parcel, read without a lock. Throws not_found `fulfilment.parcel_not_found`. */
export async function deliveryOfParcel(tx: Tx, parcelId: string): Promise<{ orderId: string; number: string }> {
  const row = await tx.parcel.findUnique({
    where: { id: parcelId },
    select: { delivery: { select: { orderId: true, number: true } } },
  });
  if (!row) throw new DomainError("not_found", "fulfilment.parcel_not_found");
  return row.delivery;
}

/** Locks one delivery. Throws not_found `fulfilment.delivery_not_found`. */
export async function lockDelivery(tx: Tx, number: string): Promise<LockedDelivery> {
  const [row] = await lockRows<LockedDelivery>(tx, "delivery")`
    SELECT id, number, order_id AS "orderId", location_id AS "locationId", status, version, pickup, ready_at AS "readyAt"
    FROM delivery WHERE number = ${number} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "fulfilment.delivery_not_found");
  return row;
}

/** Locks all deliveries of an order, oldest first. */
export async function lockDeliveriesOfOrder(tx: Tx, orderId: string): Promise<LockedDelivery[]> {
  return lockRows<LockedDelivery>(tx, "delivery")`
    SELECT id, number, order_id AS "orderId", location_id AS "locationId", status, version, pickup, ready_at AS "readyAt"
    FROM delivery WHERE order_id = ${orderId} ORDER BY id FOR UPDATE`;
}

/**
 * Asserts that the reader decided on the present state.
 * Throws DomainError conflict `fulfilment.version_conflict` { version, status } with the fresh ones.
 */
export function assertSeen(delivery: LockedDelivery, version: number): void {
  if (delivery.version !== version) {
    throw new DomainError("conflict", "fulfilment.version_conflict", {
      version: delivery.version,
      status: delivery.status,
    });
  }
}

export type LockedReturn = Awaited<ReturnType<typeof lockReturn>>;

/** The order of a return, read without a lock: it never changes. Throws not_found `fulfilment.return_not_found`. */
export async function orderOfReturn(db: Db, number: string): Promise<string> {
  const row = await db.customerReturn.findUnique({ where: { number }, select: { orderId: true } });
  if (!row) throw new DomainError("not_found", "fulfilment.return_not_found");
  return row.orderId;
}

/** The order that a return is exchanged for, read without a lock: it never changes. */
export async function replacementOfReturn(db: Db, number: string): Promise<string | null> {
  const row = await db.customerReturn.findUnique({ where: { number }, select: { replacementId: true } });
  return row?.replacementId ?? null;
}

/** Locks a return with its lines; the order's and its payments' locks come first. Throws not_found `fulfilment.return_not_found`. */
export async function lockReturn(tx: Tx, number: string) {
  const [row] = await lockRows<{ id: string }>(
    tx,
    "return",
  )`SELECT id FROM customer_return WHERE number = ${number} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "fulfilment.return_not_found");
  const found = await tx.customerReturn.findUniqueOrThrow({ where: { id: row.id }, include: { lines: true } });
  return {
    ...found,
    status: found.status as ReturnStatus,
    exchange: found.exchange as ExchangeState | null,
    lines: found.lines.map((line) => ({
      orderLineId: line.orderLineId,
      replacementLineId: line.replacementLineId,
      quantity: Number(line.quantity),
      received: Number(line.received),
      refunded: Number(line.refunded),
    })),
  };
}

/**
 * Asserts that the reader decided on the present state. Throws DomainError conflict `fulfilment.return_changed` { version,
 * status } with the fresh ones.
 */
export function assertReturnSeen(found: LockedReturn, version: number): void {
  if (found.version !== version) {
    const { number, status } = found;
    throw new DomainError("conflict", "fulfilment.return_changed", { number, version: found.version, status });
  }
}
