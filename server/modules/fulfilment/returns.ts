import { DomainError } from "#server/kernel/errors.ts";
import { addQuantity, type Quantity, subtractQuantity, sumQuantity } from "#server/kernel/quantity.ts";
import type { Transitions } from "#server/kernel/state-machine.ts";
import type { Inspection, ReturnStatus } from "./contract-returns.ts";

export type ReturnVerb = "receive" | "close" | "cancel";

/** The life of a return: announced, received and inspected, closed; called off before anything came. */
export const returnTransitions: Transitions<ReturnStatus, ReturnVerb> = {
  requested: { receive: "received", cancel: "cancelled" },
  received: { close: "closed" },
  closed: {},
  cancelled: {},
};

/** Days in which a consumer may withdraw, counted from delivery (Code de la consommation, article L221-18). */
export const withdrawalDays = 14;

/** The last instant at which goods delivered then may be announced for return. Null: not delivered yet, always. */
export function returnableUntil(deliveredAt: Date | null, toleranceDays: number): Date | null {
  if (!deliveredAt) return null;
  return new Date(deliveredAt.getTime() + (withdrawalDays + toleranceDays) * 86_400_000);
}

export type Returnable = {
  name: string;
  delivered: Quantity;
  returned: Quantity;
  /** Announced in returns that have not come yet. */
  announced: Quantity;
};

/** How many units may still be announced: delivered, less what came back and what is announced. */
export const returnableUnits = ({ delivered, returned, announced }: Returnable): Quantity =>
  Math.max(0, subtractQuantity(delivered, addQuantity(returned, announced)));

/**
 * Asserts that an inspection speaks of every line once, and of no more than was announced. Throws unprocessable
 * `fulfilment.return_line_missing`, `fulfilment.return_inspection_wrong`.
 */
export function assertInspected(
  lines: readonly { orderLineId: string; quantity: Quantity }[],
  inspections: readonly (Inspection & { locationId: string | null })[],
): void {
  const said = new Map(inspections.map((one) => [one.orderLineId, one]));
  if (said.size !== inspections.length || said.size !== lines.length || lines.some((l) => !said.has(l.orderLineId))) {
    throw new DomainError("unprocessable", "fulfilment.return_line_missing");
  }
  for (const line of lines) {
    const { restocked = 0, scrapped = 0, locationId = null } = said.get(line.orderLineId) ?? {};
    const received = addQuantity(restocked, scrapped);
    if (restocked < 0 || scrapped < 0 || received > line.quantity || (restocked > 0 && locationId === null)) {
      throw new DomainError("unprocessable", "fulfilment.return_inspection_wrong");
    }
  }
}

/** True when the money of all that came went back. */
export const isRefunded = (lines: readonly { received: Quantity; refunded: Quantity }[]): boolean =>
  sumQuantity(lines.map((line) => line.received)) === sumQuantity(lines.map((line) => line.refunded));
