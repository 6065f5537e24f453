import { DomainError } from "#server/kernel/errors.ts";
import { addQuantity, isDivisible, type Quantity, subtractQuantity } from "#server/kernel/quantity.ts";
import { next, type Transitions } from "#server/kernel/state-machine.ts";
import type { DeliveryAction, DeliveryStatus, ParcelStatus } from "./contract.ts";

export type DeliveryVerb = "start_picking" | "pick" | "pack" | "ship" | "deliver" | "cancel";

/** The life of a delivery. Picking may be corrected until it is packed; what left the house can only arrive. */
export const deliveryTransitions: Transitions<DeliveryStatus, DeliveryVerb> = {
  planned: { start_picking: "picking", cancel: "cancelled" },
  picking: { pick: "picking", pack: "packed", cancel: "cancelled" },
  packed: { ship: "shipped", cancel: "cancelled" },
  shipped: { deliver: "delivered" },
  delivered: {},
  cancelled: {},
};

export const parcelTransitions: Transitions<ParcelStatus, "ship" | "deliver"> = {
  packed: { ship: "shipped" },
  shipped: { deliver: "delivered" },
  delivered: {},
};

const verbOf: Record<DeliveryAction, DeliveryVerb> = {
  start_picking: "start_picking",
  pick: "pick",
  pack: "pack",
  ship: "ship",
  mark_delivered: "deliver",
};

/** What staff may do next. */
export function actionsOf(status: DeliveryStatus): DeliveryAction[] {
  return (Object.keys(verbOf) as DeliveryAction[]).filter((action) =>
    next(deliveryTransitions, status, verbOf[action]),
  );
}

export type PickLine = { id: string; quantity: Quantity; picked: Quantity; uom?: string };

/**
 * The lines after picking. Throws DomainError invalid `fulfilment.line_not_in_delivery`, unprocessable
 * `fulfilment.picked_too_much` (more than planned, or a part of what cannot be cut).
 */
export function applyPicks<L extends PickLine>(
  lines: readonly L[],
  picks: readonly { deliveryLineId: string; picked: Quantity }[],
): L[] {
  const picked = new Map(picks.map((p) => [p.deliveryLineId, p.picked]));
  for (const id of picked.keys()) {
    if (!lines.some((line) => line.id === id)) throw new DomainError("invalid", "fulfilment.line_not_in_delivery");
  }
  return lines.map((line) => {
    const quantity = picked.get(line.id) ?? line.picked;
    const cut = !isDivisible(line.uom ?? "unit") && !Number.isInteger(quantity);
    if (quantity < 0 || quantity > line.quantity || cut) {
      throw new DomainError("unprocessable", "fulfilment.picked_too_much", { wanted: line.quantity, picked: quantity });
    }
    return { ...line, picked: quantity };
  });
}

export type Split<L> = {
  /** Lines that leave with this delivery; `quantity` is what was picked. */
  leaving: L[];
  /** What stays behind, for the backorder; `whole` lines move along, others are divided. */
  behind: { line: L; quantity: Quantity; whole: boolean }[];
};

/** Divides a picked delivery into what leaves and what stays. Throws DomainError conflict `fulfilment.nothing_picked`. */
export function splitPicked<L extends PickLine>(lines: readonly L[]): Split<L> {
  const leaving = lines.filter((line) => line.picked > 0).map((line) => ({ ...line, quantity: line.picked }));
  if (leaving.length === 0) throw new DomainError("conflict", "fulfilment.nothing_picked");
  const behind = lines.flatMap((line) => {
    const quantity = subtractQuantity(line.quantity, line.picked);
    return quantity > 0 ? [{ line, quantity, whole: line.picked === 0 }] : [];
  });
  return { leaving, behind };
}

/**
 * Asserts that the parcels hold exactly what was picked, each line at most once per parcel.
 * Throws DomainError unprocessable `fulfilment.parcels_do_not_match`.
 */
export function assertPacked(
  lines: readonly PickLine[],
  parcels: readonly { lines: readonly { deliveryLineId: string; quantity: Quantity }[] }[],
): void {
  const packed = new Map<string, Quantity>();
  const refuse = () => new DomainError("unprocessable", "fulfilment.parcels_do_not_match");
  for (const parcel of parcels) {
    if (new Set(parcel.lines.map((l) => l.deliveryLineId)).size !== parcel.lines.length) throw refuse();
    for (const { deliveryLineId, quantity } of parcel.lines) {
      packed.set(deliveryLineId, addQuantity(packed.get(deliveryLineId) ?? 0, quantity));
    }
  }
  const wanted = lines.filter((line) => line.picked > 0);
  if (packed.size !== wanted.length || wanted.some((line) => packed.get(line.id) !== line.picked)) throw refuse();
}

/** Where a parcel is followed: the method's address with the number in it; null for another carrier's parcel. */
export function trackingUrl(
  method: { carrier: string; trackingUrl: string | null } | null,
  carrier: string,
  trackingNumber: string,
): string | null {
  if (!method?.trackingUrl || method.carrier !== carrier) return null;
  return method.trackingUrl.replaceAll("{tracking}", encodeURIComponent(trackingNumber.replace(/\s+/g, "")));
}
