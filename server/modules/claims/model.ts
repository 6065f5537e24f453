import { addDays, dateAt, instantOf } from "#server/kernel/calendar.ts";
import { allocate, money } from "#server/kernel/money.ts";
import { addQuantity, type Quantity, subtractQuantity } from "#server/kernel/quantity.ts";
import type { Transitions } from "#server/kernel/state-machine.ts";
import type { ClaimStatus } from "./contract.ts";

export type ClaimVerb = "accept" | "refuse" | "withdraw";

/** The life of a claim: it is decided once, or its buyer takes it back before. */
export const claimTransitions: Transitions<ClaimStatus, ClaimVerb> = {
  open: { accept: "accepted", refuse: "refused", withdraw: "withdrawn" },
  accepted: {},
  refused: {},
  withdrawn: {},
};

const paris = "Europe/Paris";

/** Years in which who sells answers for what was not as agreed, counted from delivery (Code de la consommation, L217-3). */
const guaranteeYears = 2;

/** Days in which goods are to be put right (Code de la consommation, L217-14, 2°): a claim is answered by then. */
const answerDays = 30;

/** The last day, in Paris, on which goods that arrived then may be claimed for: the same day two years later. */
export function lastClaimDay(arrivedAt: Date): string {
  const [year = 0, month = 1, day = 1] = dateAt(paris, arrivedAt).split("-").map(Number);
  const later = new Date(Date.UTC(year + guaranteeYears, month - 1, day));
  // 29 February two years later is 28 February.
  if (later.getUTCMonth() !== month - 1) later.setUTCDate(0);
  return later.toISOString().slice(0, 10);
}

/** The instant from which it is too late: that day is over. */
export const claimableUntil = (arrivedAt: Date): Date => instantOf(paris, addDays(lastClaimDay(arrivedAt), 1), 0);

/** The day, in Paris, by which a claim is to be answered. */
export const answerBy = (claimedAt: Date): string => addDays(dateAt(paris, claimedAt), answerDays);

export type Claimable = {
  ordered: Quantity;
  /** What left the house, and what of it came back. */
  delivered: Quantity;
  returned: Quantity;
  /** Announced in returns that have not come yet. */
  announced: Quantity;
  /** Units whose money went back, or paid for others. */
  refunded: Quantity;
  /** Came back without that. */
  unpaid: Quantity;
  /** In claims that wait for an answer, and in those that were settled without anything coming back. */
  claimed: Quantity;
  granted: Quantity;
};

/** How many units may be claimed for: with the buyer or on their way, not settled, and not claimed for already. */
export function claimableUnits(of: Claimable): Quantity {
  const away = addQuantity(of.returned, of.announced);
  const settled = addQuantity(addQuantity(of.refunded, of.announced), of.unpaid);
  const left = Math.min(
    subtractQuantity(of.delivered, addQuantity(away, of.granted)),
    subtractQuantity(of.ordered, settled),
  );
  return Math.max(0, subtractQuantity(left, of.claimed));
}

/** What a line's units are worth: minor units, tax in gross. */
export type Worth = { orderLineId: string; grossMinor: number; taxMinor: number };

/**
 * A reduction of a price over the lines that it is for, by what they are worth: sums to it exactly, and takes no more from a
 * line than it is worth. The tax follows the gross. `amountMinor` is at most what all of them are worth.
 */
export function shareReduction(lines: readonly Worth[], amountMinor: number, currency: string): Worth[] {
  const parts = allocate(
    money(amountMinor, currency),
    lines.map((line) => line.grossMinor),
  );
  return lines.flatMap(({ orderLineId, grossMinor, taxMinor }, i) => {
    const part = parts[i]?.minor ?? 0;
    if (part === 0) return [];
    return [
      { orderLineId, grossMinor: part, taxMinor: Number((BigInt(taxMinor) * BigInt(part)) / BigInt(grossMinor)) },
    ];
  });
}
