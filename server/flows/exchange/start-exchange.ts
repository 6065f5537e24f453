// Staff turn a return into an exchange (fulfilment.return.process): what the buyer wants instead is held from that moment on.
// Locks: order → payments → return → stock levels.
import { DomainError } from "#server/kernel/errors.ts";
import type { StartExchangeInput } from "#server/modules/fulfilment/contract-returns.ts";
import { attachReplacement, type LockedReturn } from "#server/modules/fulfilment/index.ts";
import { type LockedOrder, recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { inReturn } from "../return-order/in-return.ts";
import { createReplacement, holdReplacement, holdUntil, type Replacement } from "./create-replacement.ts";
import { type ExchangedUnits, planExchange } from "./plan-exchange.ts";

/**
 * Holds other variants for lines of a return. Throws DomainError not_found `fulfilment.return_not_found`; conflict
 * `fulfilment.return_changed`, `fulfilment.exchange_gone` when it is one already, is over, or its money went back,
 * `stock.not_enough`, `stock.must_wait`; unprocessable `sales.line_not_in_order`, `sales.variant_not_for_sale`.
 */
export function startExchange(input: StartExchangeInput, by: By, now: Date): Promise<{ number: string }> {
  return inReturn(input, async (tx, { order, payments, found }) => {
    const units = input.lines.map((wanted) => ({ ...wanted, quantity: unitsOf(found, wanted.orderLineId) }));
    const { priced } = await planExchange(tx, order, payments, units, now);
    const holdExpiresAt = holdUntil(now);
    const made = await createReplacement(tx, order, priced, { holdExpiresAt, by, now });
    await attachReplacement(tx, found, { id: made.id, pairs: priced.pairs });
    await tellHeld(tx, order, { found: found.number, made, holdExpiresAt }, by, now);
    await touchOrder(tx, order);
    await holdReplacement(tx, order, made, priced, { expiresAt: holdExpiresAt, now });
    await audit(
      tx,
      by,
      "fulfilment.exchange.started",
      { type: "return", id: found.id },
      { order: made.number, units: units satisfies ExchangedUnits[] },
    );
    return { number: made.number };
  });
}

function unitsOf(found: LockedReturn, orderLineId: string): number {
  const line = found.lines.find((one) => one.orderLineId === orderLineId);
  if (!line) throw new DomainError("unprocessable", "sales.line_not_in_order");
  const open = found.status === "requested" || (found.status === "received" && line.received === line.quantity);
  if (!open || line.refunded > 0 || found.exchange !== null) {
    throw new DomainError("conflict", "fulfilment.exchange_gone", { number: found.number });
  }
  return line.quantity;
}

/** Says on the first order what is held for it, and until when. */
export async function tellHeld(
  tx: Tx,
  order: LockedOrder,
  { found, made, holdExpiresAt }: { found: string; made: Replacement; holdExpiresAt: Date },
  by: By,
  now: Date,
): Promise<void> {
  const data = { number: found, order: made.number, until: holdExpiresAt.toISOString() };
  await recordEvent(tx, order.id, { type: "exchange_held", data }, by, now);
}
