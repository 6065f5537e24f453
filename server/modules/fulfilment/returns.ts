import { addDays, addWorkDays, dateAt, instantOf } from "#server/kernel/calendar.ts";
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

const paris = "Europe/Paris";
const workingWeek = { weekdays: [1, 2, 3, 4, 5], holidays: "FR", closedOn: [] } as const;

/**
 * The last day, in Paris, on which goods that arrived then may be announced for return: the day of arrival does not count, and
 * where the last one is a Saturday, a Sunday or a holiday it is the next that is none (Code de la consommation, articles
 * L221-18 and L221-19; Regulation (EEC) 1182/71, article 3).
 */
export function lastReturnDay(arrivedAt: Date, toleranceDays = 0): string {
  const last = addDays(dateAt(paris, arrivedAt), withdrawalDays + toleranceDays);
  return addWorkDays(workingWeek, last, 0) ?? last;
}

/** The instant from which it is too late: that day is over. */
export const returnableUntil = (arrivedAt: Date, toleranceDays: number): Date =>
  instantOf(paris, addDays(lastReturnDay(arrivedAt, toleranceDays), 1), 0);

/**
 * When the last goods of an order arrived: for all of them the time begins then (L221-18, paragraph 3). Null while some are
 * still to come.
 */
export function lastArrival(
  lines: readonly { id: string; quantity: Quantity; delivered: Quantity }[],
  arrived: ReadonlyMap<string, Date>,
): Date | null {
  const ordered = lines.filter((line) => line.quantity > 0);
  const times = ordered.flatMap((line) => arrived.get(line.id)?.getTime() ?? []);
  if (times.length < ordered.length || ordered.some((line) => line.delivered < line.quantity)) return null;
  return new Date(Math.max(...times));
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

/** Lines whose money may go back now: not those that wait for their exchange. */
export const notExchanged = <L extends { replacementLineId: string | null }>(
  exchange: string | null,
  lines: readonly L[],
): L[] => lines.filter((line) => exchange !== "open" || line.replacementLineId === null);

/**
 * The last day for the money: fourteen days after the house was told, or the day the goods came where that is later (Code de la
 * consommation, article L221-24: who sells may wait for the goods). Null while they have not come.
 */
export function refundDueOn(announcedAt: Date, receivedAt: Date | null): string | null {
  if (!receivedAt) return null;
  const days = [addDays(dateAt(paris, announcedAt), withdrawalDays), dateAt(paris, receivedAt)];
  return days.sort().at(-1) ?? null;
}
