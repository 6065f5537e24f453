// Staff announce goods that a customer sends back (fulfilment.return.process). Only what left and has not come back, and
// within the time for returns unless someone who may (fulfilment.return.override) says why not. Locks: order.
import { DomainError } from "#server/kernel/errors.ts";
import { isDivisible } from "#server/kernel/quantity.ts";
import type { CreateReturnInput } from "#server/modules/fulfilment/contract-returns.ts";
import {
  announcedUnits,
  arrivals,
  createReturn as create,
  lastArrival,
  lastReturnDay,
  returnableUnits,
  returnableUntil,
} from "#server/modules/fulfilment/index.ts";
import { assertOrderSeen, type LockedOrder, lockOrder, recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Announces a return. Throws DomainError not_found `sales.order_not_found`; conflict
 * `sales.order_changed`, `fulfilment.return_too_much` { name, left }, `fulfilment.return_window_closed` { name, until };
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
    const { reason, note = null, lines } = input;
    const made = await create(tx, { orderId: order.id, reason, note, lines, byUserId: by.userId, now });
    await touchOrder(tx, order);
    const data = { number: made.number, returnReason: reason, lines: namedLines(order, lines) };
    await recordEvent(tx, order.id, { type: "return_requested", data }, by, now);
    await audit(tx, by, "fulfilment.return.created", { type: "return", id: made.id }, input);
    return { number: made.number };
  });
}

async function assertReturnable(tx: Tx, order: LockedOrder, input: CreateReturnInput, now: Date): Promise<void> {
  const announced = await announcedUnits(tx, order.id);
  const arrivedAt = lastArrival(goodsOf(order), await arrivals(tx, order.id));
  const { returnToleranceDays } = await tx.channel.findUniqueOrThrow({
    where: { id: order.channelId },
    select: { returnToleranceDays: true },
  });
  const closed = arrivedAt && returnableUntil(arrivedAt, returnToleranceDays) <= now;
  const closedOn = closed ? lastReturnDay(arrivedAt, returnToleranceDays) : null;
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
    const left = returnableUnits({
      name,
      delivered: Number(line.delivered),
      returned: Number(line.returned),
      announced: announced.get(orderLineId) ?? 0,
    });
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
