import { addQuantity, type Quantity, subtractQuantity, sumQuantity } from "../../kernel/quantity.ts";
import type { ReservationKind } from "./contract.ts";
import { promisableAt, type Sellable } from "./sellable.ts";

/** What is wanted. The line is an order's or, for a cart, any key that tells its lines apart. */
export type Demand = { lineId: string; variantId: string; quantity: Quantity };
export type Allocation = Demand & { locationId: string; kind: ReservationKind };
export type Shortage = { variantId: string; wanted: Quantity; available: Quantity };
export type Sourcing = { allocations: Allocation[]; missing: Shortage[] };

type Places = readonly { id: string }[];
/** How much of a variant comes from stock and from supply; `candidates`: when whole, the only places that may give it. */
type Plan = { of: Sellable; stock: Quantity; supply: Quantity; candidates: readonly string[] | null };

/**
 * Which location serves what. Lines of one variant are summed, never checked each for itself, and what stock cannot give
 * is promised from supply where that is allowed (`Sellable.slots`). As few locations as possible serve the order, of
 * those the first in `places`; a line is split only when no chosen place has it whole, and never when `splitLines` is
 * false. Answers no allocation at all when anything is missing. The same question always has the same answer.
 */
export function source(
  demands: readonly Demand[],
  sellables: ReadonlyMap<string, Sellable>,
  places: Places,
  splitLines: boolean,
): Sourcing {
  const wanted = new Map<string, Quantity>();
  for (const d of demands) wanted.set(d.variantId, addQuantity(wanted.get(d.variantId) ?? 0, d.quantity));

  const plans = new Map<string, Plan>();
  const missing: Shortage[] = [];
  for (const [variantId, quantity] of wanted) {
    const of = sellables.get(variantId);
    const plan = of ? (splitLines ? planSplit(of, quantity) : planWhole(of, quantity, places)) : null;
    if (plan) plans.set(variantId, plan);
    else missing.push({ variantId, wanted: quantity, available: of?.orderable ?? 0 });
  }
  if (missing.length) return { allocations: [], missing };

  const chosen = fewestPlaces([...plans.values()], places);
  const serve = shelves(plans, chosen);
  return { allocations: demands.flatMap(serve), missing: [] };
}

function planSplit(of: Sellable, wanted: Quantity): Plan | null {
  const stock = Math.min(wanted, of.available);
  const supply = subtractQuantity(wanted, stock);
  return supply <= of.promisable ? { of, stock, supply, candidates: null } : null;
}

/** All of it from one place: from stock if a place has it, otherwise from where most is in stock and the rest will be. */
function planWhole(of: Sellable, wanted: Quantity, places: Places): Plan | null {
  const whole = places.filter((place) => inStock(of, place.id) >= wanted).map((place) => place.id);
  if (whole.length) return { of, stock: wanted, supply: 0, candidates: whole };
  const best = places
    .filter((place) => addQuantity(inStock(of, place.id), promisableAt(of, place.id)) >= wanted)
    .reduce<string | null>((b, place) => (b !== null && inStock(of, b) >= inStock(of, place.id) ? b : place.id), null);
  if (best === null) return null;
  const stock = inStock(of, best);
  return { of, stock, supply: subtractQuantity(wanted, stock), candidates: [best] };
}

const inStock = (of: Sellable, locationId: string): Quantity =>
  of.places.find((place) => place.locationId === locationId)?.available ?? 0;

/** The smallest choice of places that has all the stock that is to be taken; of equals the first in the given order. */
function fewestPlaces(plans: readonly Plan[], places: Places): readonly string[] {
  const ids = places.map((place) => place.id);
  const open = plans.filter((plan) => plan.stock > 0);
  const enough = (choice: readonly string[]) =>
    open.every((plan) =>
      plan.candidates
        ? plan.candidates.some((id) => choice.includes(id))
        : sumQuantity(choice.map((id) => inStock(plan.of, id))) >= plan.stock,
    );
  for (let size = 0; size <= Math.min(3, ids.length); size++) {
    const found = choices(ids, size).find(enough);
    if (found) return found;
  }
  return ids;
}

/** All choices of `size` ids, earlier ids first. */
function choices(ids: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return ids.flatMap((id, i) => choices(ids.slice(i + 1), size - 1).map((rest) => [id, ...rest]));
}

/** Serves demands one after the other: first from stock, the last ones from supply. */
function shelves(plans: ReadonlyMap<string, Plan>, chosen: readonly string[]): (demand: Demand) => Allocation[] {
  const left = new Map<string, { stock: Quantity; at: Map<string, Quantity>; slots: Slot[] }>();
  for (const [variantId, plan] of plans) {
    const whole = plan.candidates && (chosen.find((id) => plan.candidates?.includes(id)) ?? plan.candidates[0]);
    const ids = whole ? [whole] : chosen;
    const slots = whole ? [{ locationId: whole, quantity: plan.supply }] : plan.of.slots.map((slot) => ({ ...slot }));
    left.set(variantId, { stock: plan.stock, at: new Map(ids.map((id) => [id, inStock(plan.of, id)])), slots });
  }
  return (demand) => {
    const shelf = left.get(demand.variantId);
    if (!shelf) return [];
    const fromStock = Math.min(demand.quantity, shelf.stock);
    shelf.stock = subtractQuantity(shelf.stock, fromStock);
    const places = [...shelf.at].map(([locationId, quantity]) => ({ locationId, quantity }));
    // A place that has all of it spares a split.
    const whole = places.find((place) => place.quantity >= fromStock);
    const stock = drain(whole ? [whole] : places, fromStock);
    for (const part of stock) {
      shelf.at.set(part.locationId, subtractQuantity(shelf.at.get(part.locationId) ?? 0, part.quantity));
    }
    const supply = drain(shelf.slots, subtractQuantity(demand.quantity, fromStock));
    return [
      ...stock.map((part) => ({ ...demand, ...part, kind: "stock" as const })),
      ...merged(supply).map((part) => ({ ...demand, ...part, kind: "supply" as const })),
    ];
  };
}

type Slot = { locationId: string; quantity: Quantity };

/** Takes a quantity from slots in their order, lowering them. */
function drain(slots: readonly Slot[], quantity: Quantity): Slot[] {
  let open = quantity;
  return slots.flatMap((slot) => {
    const taken = Math.min(open, slot.quantity);
    if (taken <= 0) return [];
    open = subtractQuantity(open, taken);
    slot.quantity = subtractQuantity(slot.quantity, taken);
    return [{ locationId: slot.locationId, quantity: taken }];
  });
}

/** One part per place. */
function merged(parts: readonly Slot[]): Slot[] {
  const byPlace = new Map<string, Quantity>();
  for (const part of parts) {
    byPlace.set(part.locationId, addQuantity(byPlace.get(part.locationId) ?? 0, part.quantity));
  }
  return [...byPlace].map(([locationId, quantity]) => ({ locationId, quantity }));
}
