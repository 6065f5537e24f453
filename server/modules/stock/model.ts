import { addQuantity, type Quantity, subtractQuantity } from "../../kernel/quantity.ts";

export type Demand = { lineId: string; variantId: string; quantity: Quantity };
export type Supply = { variantId: string; locationId: string; available: Quantity };
export type Allocation = { lineId: string; variantId: string; locationId: string; quantity: Quantity };
export type Sourcing = {
  allocations: Allocation[];
  missing: { variantId: string; wanted: Quantity; available: Quantity }[];
};

/**
 * Which location serves what. Lines of one variant are summed, never checked each for itself. The first location (in
 * `locationIds`, the channel's priority) that can serve the whole order does, so that one parcel leaves; otherwise each
 * line takes from the locations in priority order and is split when none has enough alone.
 */
export function source(
  demands: readonly Demand[],
  supplies: readonly Supply[],
  locationIds: readonly string[],
): Sourcing {
  const left = new Map<string, Quantity>();
  for (const s of supplies) left.set(`${s.variantId} ${s.locationId}`, Math.max(0, s.available));
  const at = (variantId: string, locationId: string) => left.get(`${variantId} ${locationId}`) ?? 0;

  const wanted = new Map<string, Quantity>();
  for (const d of demands) wanted.set(d.variantId, addQuantity(wanted.get(d.variantId) ?? 0, d.quantity));

  const missing = [...wanted].flatMap(([variantId, quantity]) => {
    const available = locationIds.reduce((sum, id) => addQuantity(sum, at(variantId, id)), 0);
    return available < quantity ? [{ variantId, wanted: quantity, available }] : [];
  });
  if (missing.length) return { allocations: [], missing };

  const alone = locationIds.find((id) => [...wanted].every(([variantId, quantity]) => at(variantId, id) >= quantity));
  const order = alone ? [alone] : locationIds;
  const allocations: Allocation[] = [];
  for (const demand of demands) {
    // A location that has the whole line spares a split.
    const whole = order.find((id) => at(demand.variantId, id) >= demand.quantity);
    let open = demand.quantity;
    for (const locationId of whole ? [whole] : order) {
      const take = Math.min(open, at(demand.variantId, locationId));
      if (take <= 0) continue;
      left.set(`${demand.variantId} ${locationId}`, subtractQuantity(at(demand.variantId, locationId), take));
      allocations.push({ lineId: demand.lineId, variantId: demand.variantId, locationId, quantity: take });
      open = subtractQuantity(open, take);
      if (open <= 0) break;
    }
    // Greedy whole lines may have used up what an earlier plan counted on; splitting always finds it.
    if (open > 0) return sourceSplit(demands, supplies, locationIds);
  }
  return { allocations, missing: [] };
}

function sourceSplit(
  demands: readonly Demand[],
  supplies: readonly Supply[],
  locationIds: readonly string[],
): Sourcing {
  const left = new Map(supplies.map((s) => [`${s.variantId} ${s.locationId}`, Math.max(0, s.available)]));
  const allocations: Allocation[] = [];
  for (const demand of demands) {
    let open = demand.quantity;
    for (const locationId of locationIds) {
      const key = `${demand.variantId} ${locationId}`;
      const take = Math.min(open, left.get(key) ?? 0);
      if (take <= 0) continue;
      left.set(key, subtractQuantity(left.get(key) ?? 0, take));
      allocations.push({ lineId: demand.lineId, variantId: demand.variantId, locationId, quantity: take });
      open = subtractQuantity(open, take);
    }
  }
  return { allocations, missing: [] };
}
