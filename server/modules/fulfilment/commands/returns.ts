import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { addQuantity, type Quantity } from "#server/kernel/quantity.ts";
import { transition } from "#server/kernel/state-machine.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { Inspection, ReturnSource, WayBack } from "../contract-returns.ts";
import { returnEvent } from "../events.ts";
import type { LockedReturn } from "../locks.ts";
import { assertInspected, type ReturnVerb, returnTransitions } from "../returns.ts";

export type NewReturn = {
  orderId: string;
  reason: string;
  note: string | null;
  lines: readonly { orderLineId: string; quantity: Quantity; replacementLineId?: string }[];
  byUserId: string | null;
  source?: ReturnSource;
  wayBack?: WayBack | null;
  /** Where it is handed in, with `wayBack` store. */
  storeId?: string | null;
  /** What its buyer is told to get back: minor units. */
  expectedMinor?: number | null;
  withShipping?: boolean;
  /** The order that is sent instead of these goods, once they came. */
  replacementId?: string | null;
  now: Date;
};

/** Announces goods that come back. What may come back is the flow's to check, under the order's lock. */
export async function createReturn(tx: Tx, input: NewReturn): Promise<{ id: string; number: string }> {
  const { lines, now, ...rest } = input;
  const made = { id: newId("return", now.getTime()), number: await nextNumber(tx, "return", now) };
  await tx.customerReturn.create({
    data: {
      ...rest,
      ...made,
      exchange: input.replacementId ? "open" : null,
      createdAt: now,
      lines: { create: lines.map((line) => ({ ...line, id: newId("returnLine") })) },
    },
  });
  emit(tx, returnEvent("requested", made.id, input.orderId));
  return made;
}

/** Moves a locked return along its table and raises its version; the condition is repeated in the UPDATE. */
async function move(
  tx: Tx,
  found: LockedReturn,
  verb: ReturnVerb,
  data: { receivedAt?: Date; closedAt?: Date } = {},
): Promise<void> {
  const status = transition("fulfilment", returnTransitions, found.status, verb);
  const { count } = await tx.customerReturn.updateMany({
    where: { id: found.id, status: found.status, version: found.version },
    data: { ...data, status, version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.return_changed", { number: found.number });
  found.status = status;
  found.version += 1;
}

/**
 * Writes what came and what became of it, line by line; goods that did not come stay with the customer. Throws unprocessable
 * `fulfilment.return_line_missing`, `fulfilment.return_inspection_wrong`; conflict `fulfilment.transition_not_allowed`.
 */
export async function receiveReturn(
  tx: Tx,
  found: LockedReturn,
  inspections: readonly (Inspection & { locationId: string | null })[],
  now: Date,
): Promise<void> {
  assertInspected(found.lines, inspections);
  await move(tx, found, "receive", { receivedAt: now });
  for (const { orderLineId, restocked, scrapped, locationId } of inspections) {
    const received = addQuantity(restocked, scrapped);
    await tx.returnLine.update({
      where: { returnId_orderLineId: { returnId: found.id, orderLineId } },
      data: { received, restocked, scrapped, locationId },
    });
  }
  emit(tx, returnEvent("received", found.id, found.orderId));
}

/** Nothing came and nothing will. Throws conflict `fulfilment.transition_not_allowed`. */
export async function cancelReturn(tx: Tx, found: LockedReturn, now: Date): Promise<void> {
  await move(tx, found, "cancel", { closedAt: now });
  emit(tx, returnEvent("cancelled", found.id, found.orderId));
}

/** All that is to be said of it is said. Throws conflict `fulfilment.transition_not_allowed`. */
export async function closeReturn(tx: Tx, found: LockedReturn, now: Date): Promise<void> {
  await move(tx, found, "close", { closedAt: now });
  emit(tx, returnEvent("closed", found.id, found.orderId));
}

/** From now on these lines wait for another order. Throws conflict `fulfilment.exchange_gone` when they do already. */
export async function attachReplacement(
  tx: Tx,
  found: LockedReturn,
  replacement: { id: string; pairs: readonly { orderLineId: string; replacementLineId: string }[] },
): Promise<void> {
  const { count } = await tx.customerReturn.updateMany({
    where: { id: found.id, replacementId: null, status: { in: ["requested", "received"] }, version: found.version },
    data: { replacementId: replacement.id, exchange: "open", version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.exchange_gone", { number: found.number });
  for (const { orderLineId, replacementLineId } of replacement.pairs) {
    const returnId_orderLineId = { returnId: found.id, orderLineId };
    await tx.returnLine.update({ where: { returnId_orderLineId }, data: { replacementLineId } });
  }
  found.version += 1;
}

/**
 * Says what became of an exchange, once; what it exchanged may be refunded again when it was refused. Throws conflict
 * `fulfilment.exchange_gone` when it is none or was decided before.
 */
export async function endExchange(
  tx: Tx,
  found: LockedReturn,
  end: { as: "sent" } | { as: "refused"; reason: string | null },
): Promise<void> {
  const { count } = await tx.customerReturn.updateMany({
    where: { id: found.id, exchange: "open", version: found.version },
    data: {
      exchange: end.as,
      exchangeReason: end.as === "refused" ? end.reason : null,
      version: { increment: 1 },
    },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.exchange_gone", { number: found.number });
  found.exchange = end.as;
  found.version += 1;
}

type Units = { orderLineId: string; quantity: Quantity };

/** Counts returned units as refunded, each once. Throws conflict `fulfilment.return_refunded_too_much`. */
export async function raiseReturnRefunded(tx: Tx, found: LockedReturn, units: readonly Units[]): Promise<void> {
  await change(tx, found.id, units, 1);
  const { count } = await tx.customerReturn.updateMany({
    where: { id: found.id, version: found.version },
    data: { version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.return_changed", { number: found.number });
  found.version += 1;
}

/** The money of these units did not go back after all; a closed return opens again. */
export async function lowerReturnRefunded(tx: Tx, returnId: string, units: readonly Units[]): Promise<void> {
  await change(tx, returnId, units, -1);
  await tx.customerReturn.updateMany({
    where: { id: returnId, status: "closed" },
    data: { status: "received", closedAt: null, version: { increment: 1 } },
  });
}

async function change(tx: Tx, returnId: string, units: readonly Units[], sign: 1 | -1): Promise<void> {
  const rows = units.filter((one) => one.quantity > 0).map((one) => ({ ...one, quantity: sign * one.quantity }));
  if (rows.length === 0) return;
  const changed = await tx.$executeRaw`
    UPDATE return_line l SET refunded = l.refunded + w.quantity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w("orderLineId" text, quantity numeric)
    WHERE l.return_id = ${returnId} AND l.order_line_id = w."orderLineId"
      AND l.refunded + w.quantity BETWEEN 0 AND l.received`;
  if (changed !== rows.length) throw new DomainError("conflict", "fulfilment.return_refunded_too_much");
}

/** Says how goods come, once, while they are awaited. Throws conflict `fulfilment.return_stays` when it was said before. */
export async function chooseWayBack(
  tx: Tx,
  found: LockedReturn,
  way: { wayBack: WayBack; storeId: string | null },
): Promise<void> {
  const { count } = await tx.customerReturn.updateMany({
    where: { id: found.id, status: "requested", wayBack: null, version: found.version },
    data: { ...way, version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.return_stays");
  found.version += 1;
}

export type ReturnLabel = { carrierCode: string; trackingNumber: string; label: { service: string; routing: string } };

/** Writes down the label that a carrier booked, once; false when somebody was faster or nothing is expected any more. */
export async function recordReturnLabel(tx: Tx, returnId: string, label: ReturnLabel, now: Date): Promise<boolean> {
  const { count } = await tx.customerReturn.updateMany({
    where: { id: returnId, status: "requested", wayBack: "label", bookedAt: null },
    data: { ...label, bookedAt: now },
  });
  return count === 1;
}
