// Goods came back (fulfilment.return.process): inspected line by line, put on the shelf again or written off, counted on the
// order. A return that will not come is called off; one that all is said of is closed.
// Locks: order → payments → return → stock levels.
import { DomainError } from "#server/kernel/errors.ts";
import { addQuantity } from "#server/kernel/quantity.ts";
import type { ReceiveReturnInput, ReturnSeenInput } from "#server/modules/fulfilment/contract-returns.ts";
import {
  cancelReturn as cancel,
  closeReturn as close,
  endExchange,
  receiveReturn as receive,
} from "#server/modules/fulfilment/index.ts";
import { type LockedOrder, recordEvent, recordReturned } from "#server/modules/sales/index.ts";
import { takeBack } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { dropReplacement } from "../exchange/settle-exchange.ts";
import { namedLines } from "./create-return.ts";
import { inReturn } from "./in-return.ts";

type TakenBack = Parameters<typeof takeBack>[1][number];
type Line = ReceiveReturnInput["lines"][number] & { locationId: string | null };

/**
 * Receives a return. Throws DomainError not_found `fulfilment.return_not_found`, `stock.location_not_found`; conflict
 * `fulfilment.return_changed`, `fulfilment.transition_not_allowed`; unprocessable `fulfilment.return_line_missing`,
 * `fulfilment.return_inspection_wrong`.
 */
export function receiveReturn(input: ReceiveReturnInput, by: By, now: Date): Promise<void> {
  return inReturn(input, async (tx, { order, found }) => {
    const lines = await withLocations(tx, input.lines);
    await receive(tx, found, lines, now);
    const units = lines.map((line) => ({
      orderLineId: line.orderLineId,
      quantity: addQuantity(line.restocked, line.scrapped),
    }));
    await recordReturned(tx, order, units);
    await takeBack(tx, goodsOf(order, lines), { type: "return", id: found.id }, by, now);
    const data = { number: found.number, lines: namedLines(order, units) };
    await recordEvent(tx, order.id, { type: "return_received", data }, by, now);
    await audit(tx, by, "fulfilment.return.received", { type: "return", id: found.id }, { lines: input.lines });
  });
}

/** Calls a return off before anything came. Throws as `receiveReturn` does. */
export function cancelReturn(input: ReturnSeenInput, by: By, now: Date): Promise<void> {
  return inReturn(input, async (tx, { order, found, replacement }) => {
    await cancel(tx, found, now);
    if (replacement && found.exchange === "open") {
      await endExchange(tx, found, { as: "refused", reason: null });
      await dropReplacement(tx, replacement, "return_cancelled", by, now);
    }
    await recordEvent(tx, order.id, { type: "return_cancelled", data: { number: found.number } }, by, now);
    await audit(tx, by, "fulfilment.return.cancelled", { type: "return", id: found.id });
  });
}

/** Closes a received return, refunded or not. Throws as `receiveReturn` does, and conflict `fulfilment.exchange_open`. */
export function closeReturn(input: ReturnSeenInput, by: By, now: Date): Promise<void> {
  return inReturn(input, async (tx, { order, found }) => {
    if (found.exchange === "open") throw new DomainError("conflict", "fulfilment.exchange_open");
    await close(tx, found, now);
    const entry = { type: "return_closed", audience: "staff" as const, data: { number: found.number } };
    await recordEvent(tx, order.id, entry, by, now);
    await audit(tx, by, "fulfilment.return.closed", { type: "return", id: found.id });
  });
}

async function withLocations(tx: Tx, lines: ReceiveReturnInput["lines"]): Promise<Line[]> {
  const codes = [...new Set(lines.flatMap((line) => (line.locationCode ? [line.locationCode] : [])))];
  const rows = await tx.location.findMany({ where: { code: { in: codes } }, select: { id: true, code: true } });
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  return lines.map((line) => {
    const locationId = line.locationCode ? ids.get(line.locationCode) : null;
    if (locationId === undefined) {
      throw new DomainError("not_found", "stock.location_not_found", { location: line.locationCode ?? "" });
    }
    return { ...line, locationId };
  });
}

function goodsOf(order: LockedOrder, lines: readonly Line[]): TakenBack[] {
  return lines.flatMap(({ orderLineId, restocked, scrapped, locationId }) => {
    const variantId = order.lines.find((line) => line.id === orderLineId)?.variantId ?? "";
    return [
      ...(restocked > 0 ? [{ variantId, locationId, quantity: restocked }] : []),
      ...(scrapped > 0 ? [{ variantId, locationId: null, quantity: scrapped }] : []),
    ];
  });
}
