// Staff announce goods that a customer sends back (fulfilment.return.process). Only what left and has not come back, and
// within the time for returns unless someone who may (fulfilment.return.override) says why not. Locks: order.
import { DomainError } from "#server/kernel/errors.ts";
import { isDivisible } from "#server/kernel/quantity.ts";
import { exclusionOf, neverReturned } from "#server/kernel/return-exclusions.ts";
import { type CreateReturnInput, isFault } from "#server/modules/fulfilment/contract-returns.ts";
import {
  announcedUnits,
  arrivals,
  createReturn as create,
  lastArrival,
  lastReturnDay,
  type NewReturn,
  returnableUnits,
  returnableUntil,
} from "#server/modules/fulfilment/index.ts";
import { assertOrderSeen, type LockedOrder, lockOrder, recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Announces a return. Throws DomainError not_found `sales.order_not_found`; conflict
 * `sales.order_changed`, `fulfilment.return_too_much` { name, left }, `fulfilment.return_window_closed` { name, until },
 * `fulfilment.return_excluded` { name, exclusion };
 * unprocessable `sales.line_not_in_order`; invalid `sales.quantity_not_divisible`; forbidden `forbidden` (override).
 */
export async function createReturn(
  input: CreateReturnInput,
  by: By,
  may: { override: boolean },
  now: Date,
): Promise<{ number: string }> {
  if (input.override && !may.override) throw new DomainError("forbidden", "forbidden");
  return inTx(async (tx) => {
    const order = await lockOrder(tx, input.number);
    assertOrderSeen(order, input.version);
    await assertReturnable(tx, order, input, now);
    const { number } = await announce(tx, order, { ...input, source: "staff" }, by, now);
    return { number };
  });
}

export type Announced = Pick<CreateReturnInput, "reason" | "note"> &
  Required<Pick<NewReturn, "source" | "lines">> &
  Pick<NewReturn, "wayBack" | "storeId" | "expectedMinor" | "withShipping" | "replacementId">;

/** Writes a return down that may be. Under the order's lock. */
export async function announce(
  tx: Tx,
  order: LockedOrder,
  { note, ...input }: Announced,
  by: By,
  now: Date,
): Promise<{ id: string; number: string }> {
  const { reason, lines, source, wayBack, storeId, expectedMinor, withShipping, replacementId } = input;
  const how = { source, wayBack, storeId, expectedMinor, withShipping, replacementId };
  const made = await create(tx, {
    orderId: order.id,
    reason,
    note: note ?? null,
    lines,
    byUserId: by.userId,
    ...how,
    now,
  });
  await touchOrder(tx, order);
  const data = { number: made.number, returnReason: reason, source, lines: namedLines(order, lines) };
  await recordEvent(tx, order.id, { type: "return_requested", data }, by, now);
  await audit(
    tx,
    by,
    "fulfilment.return.created",
    { type: "return", id: made.id },
    { ...input, ...(note && { note }) },
  );
  return made;
}

/**
 * Announces what of these units left, has not come back and is in time; null when nothing is. `complete`: all of them were.
 * For a customer who asks for it without anybody of the house; under the order's lock.
 */
export async function announceWhatCan(
  tx: Tx,
  order: LockedOrder,
  input: Pick<Announced, "reason" | "lines">,
  by: By,
  now: Date,
): Promise<{ number: string; complete: boolean } | null> {
  const announced = await announcedUnits(tx, order.id);
  const lines = input.lines.flatMap(({ orderLineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === orderLineId);
    const left = line ? leftOf(line, announced) : 0;
    return left > 0 ? [{ orderLineId, quantity: Math.min(quantity, left) }] : [];
  });
  if (lines.length === 0 || (await closedSince(tx, order, now))) return null;
  const { number } = await announce(tx, order, { ...input, lines, source: "withdrawal" }, by, now);
  const complete = input.lines.every((one) =>
    lines.some((l) => l.orderLineId === one.orderLineId && l.quantity === one.quantity),
  );
  return { number, complete };
}

/** How many units of a line may still be announced. */
export const leftOf = (line: LockedOrder["lines"][number], announced: ReadonlyMap<string, number>) =>
  returnableUnits({
    name: line.name,
    delivered: Number(line.delivered),
    returned: Number(line.returned),
    announced: announced.get(line.id) ?? 0,
  });

/** The last day for returns of an order, the house's tolerance included, once it is over. */
export async function closedSince(tx: Tx, order: LockedOrder, now: Date): Promise<string | null> {
  const arrivedAt = lastArrival(goodsOf(order), await arrivals(tx, order.id));
  const { returnToleranceDays } = await tx.channel.findUniqueOrThrow({
    where: { id: order.channelId },
    select: { returnToleranceDays: true },
  });
  if (!arrivedAt || returnableUntil(arrivedAt, returnToleranceDays) > now) return null;
  return lastReturnDay(arrivedAt, returnToleranceDays);
}

/**
 * Asserts that these units may come back for this reason, now. Throws as `createReturn` does, and conflict
 * `fulfilment.return_excluded` { name, exclusion }.
 */
export async function assertReturnable(
  tx: Tx,
  order: LockedOrder,
  input: Pick<CreateReturnInput, "lines" | "reason" | "override">,
  now: Date,
): Promise<void> {
  const announced = await announcedUnits(tx, order.id);
  const closedOn = await closedSince(tx, order, now);
  const variants = await tx.variant.findMany({
    where: { id: { in: order.lines.flatMap(({ variantId }) => variantId ?? []) } },
    select: { id: true, uom: true },
  });
  const uoms = new Map(variants.map(({ id, uom }) => [id, uom]));
  const asked = new Set<string>();
  for (const { orderLineId, quantity } of input.lines) {
    const line = order.lines.find(({ id, kind }) => id === orderLineId && kind === "product");
    if (!line || asked.has(orderLineId)) throw new DomainError("unprocessable", "sales.line_not_in_order");
    asked.add(orderLineId);
    if (!Number.isInteger(quantity) && !isDivisible(uoms.get(line.variantId ?? "") ?? "unit")) {
      throw new DomainError("invalid", "sales.quantity_not_divisible");
    }
    const { name } = line;
    const exclusion = exclusionOf(line.returnExclusion);
    if (exclusion && neverReturned(exclusion) && !isFault(input.reason) && !input.override) {
      throw new DomainError("conflict", "fulfilment.return_excluded", { name, exclusion });
    }
    const left = leftOf(line, announced);
    if (quantity > left) throw new DomainError("conflict", "fulfilment.return_too_much", { name, left });
    if (closedOn && !input.override) {
      throw new DomainError("conflict", "fulfilment.return_window_closed", { name, until: closedOn });
    }
  }
}

/** What was ordered and what of it left, in units. */
export const goodsOf = (order: LockedOrder) =>
  order.lines
    .filter(({ kind }) => kind === "product")
    .map(({ id, quantity, delivered }) => ({ id, quantity: Number(quantity), delivered: Number(delivered) }));

/** Lines as the timeline and the mail name them. */
export const namedLines = (order: LockedOrder, lines: readonly { orderLineId: string; quantity: number }[]) =>
  lines
    .filter((line) => line.quantity > 0)
    .map(({ orderLineId, quantity }) => ({
      name: order.lines.find(({ id }) => id === orderLineId)?.name ?? "",
      quantity,
    }));
