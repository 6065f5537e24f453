import { addQuantity, type Quantity, subtractQuantity, sumQuantity } from "../../kernel/quantity.ts";
import type { StockMode } from "./contract.ts";

/** A place that serves a channel, and the pieces of every variant that the channel leaves there for others. */
export type SellingPlace = {
  id: string;
  safetyStock: Quantity;
  latitude: number | null;
  longitude: number | null;
  /** Does it send orders? first unless said; last: only what no other place has; never: what it has is collected there. */
  ships?: "first" | "last" | "never";
};

/** From where a channel sells: the part of its terms that stock needs. Locations come first choice first. */
export type Selling = {
  /** The channel's id. */
  id: string;
  sourcing: "priority" | "nearest";
  /** May one line leave from several locations? */
  splitLines: boolean;
  /** Where it is "bands", refusals tell no counts either. */
  stockDisplay?: "exact" | "bands";
  locations: readonly SellingPlace[];
};

/** Goods on their way to a place, not yet received. Dates are "YYYY-MM-DD". */
export type OpenSupply = { locationId: string; open: Quantity; expectedOn: string };

/** Everything that decides how many of one variant a channel may sell. Holds past their time are already left out. */
export type StockFacts = {
  variantId: string;
  /** Pieces that the channel leaves for others over all its locations, on top of the locations' own. */
  safety: Quantity;
  mode: StockMode;
  /** How many may be promised beyond stock, over all locations; null: what dated supplies cover. */
  maxBackorder: Quantity | null;
  releaseOn: string | null;
  /** Every place that has a level: on hand less reserved, and what is promised beyond it. */
  levels: readonly { locationId: string; free: Quantity; backordered: Quantity }[];
  supplies: readonly OpenSupply[];
};

/** What may be promised beyond stock, in the order in which it would be. */
export type SupplySlot = { locationId: string; quantity: Quantity; expectedOn: string | null };

export type Sellable = {
  variantId: string;
  /** In stock for this channel, safety stock left out. */
  available: Quantity;
  /** The same by place, never more at one than in all. */
  places: { locationId: string; available: Quantity }[];
  /** How it sells today: a pre-order whose day has come is a back-order. */
  mode: StockMode;
  /** How many may be ordered in one line: in stock and beyond it. */
  orderable: Quantity;
  /** How many may be promised beyond stock. */
  promisable: Quantity;
  slots: SupplySlot[];
  /** True when a promise beyond stock needs no supply behind it at the same place. */
  anywhere: boolean;
  /** When what is not in stock is expected (pre-orders: not before their day); null when nobody knows. */
  expectedOn: string | null;
  releaseOn: string | null;
};

const positive = (q: Quantity): Quantity => Math.max(0, q);

/** The supplies that nobody has been promised yet, earliest first: promises at a place use up its supplies in order. */
function openSlots(facts: StockFacts, placeIds: ReadonlySet<string>, today: string): SupplySlot[] {
  const promised = new Map(facts.levels.map((level) => [level.locationId, level.backordered]));
  return facts.supplies
    .filter((supply) => placeIds.has(supply.locationId))
    .toSorted((a, b) => a.expectedOn.localeCompare(b.expectedOn) || a.locationId.localeCompare(b.locationId))
    .flatMap((supply) => {
      const before = promised.get(supply.locationId) ?? 0;
      promised.set(supply.locationId, positive(subtractQuantity(before, supply.open)));
      const quantity = subtractQuantity(supply.open, before);
      // A date that has passed promises nothing any more.
      const expectedOn = supply.expectedOn >= today ? supply.expectedOn : null;
      return quantity > 0 ? [{ locationId: supply.locationId, quantity, expectedOn }] : [];
    });
}

function take(slots: readonly SupplySlot[], limit: Quantity): SupplySlot[] {
  let left = limit;
  return slots.flatMap((slot) => {
    const quantity = Math.min(slot.quantity, left);
    left = subtractQuantity(left, quantity);
    return quantity > 0 ? [{ ...slot, quantity }] : [];
  });
}

/** What may be promised beyond stock: up to the policy's limit, resting on dated supplies first. */
function slotsOf(facts: StockFacts, selling: Selling, supplies: readonly SupplySlot[]): SupplySlot[] {
  const first = selling.locations[0];
  if (facts.mode === "deny" || !first) return [];
  const placeIds = new Set(selling.locations.map((place) => place.id));
  if (facts.maxBackorder === null) {
    const here = facts.levels.filter((level) => placeIds.has(level.locationId));
    const open = sumQuantity(facts.supplies.filter((s) => placeIds.has(s.locationId)).map((s) => s.open));
    return take(supplies, positive(subtractQuantity(open, sumQuantity(here.map((level) => level.backordered)))));
  }
  const promised = sumQuantity(facts.levels.map((level) => level.backordered));
  const limit = positive(subtractQuantity(facts.maxBackorder, promised));
  const dated = take(supplies, limit);
  const rest = subtractQuantity(limit, sumQuantity(dated.map((slot) => slot.quantity)));
  if (rest <= 0) return dated;
  return [...dated, { locationId: dated[0]?.locationId ?? first.id, quantity: rest, expectedOn: null }];
}

/** How many of a variant a channel may sell, where, and when the rest would come. Pure; dates are "YYYY-MM-DD". */
export function sellable(facts: StockFacts, selling: Selling, today: string): Sellable {
  const free = new Map(facts.levels.map((level) => [level.locationId, level.free]));
  const there = selling.locations
    .filter((place) => free.has(place.id))
    .map((place) => ({
      locationId: place.id,
      available: positive(subtractQuantity(free.get(place.id) ?? 0, place.safetyStock)),
    }));
  const total = positive(subtractQuantity(sumQuantity(there.map((place) => place.available)), facts.safety));
  const places = there.map((place) => ({ ...place, available: Math.min(place.available, total) }));
  const available = selling.splitLines ? total : Math.max(0, ...places.map((place) => place.available));

  const supplies = openSlots(facts, new Set(selling.locations.map((place) => place.id)), today);
  const slots = slotsOf(facts, selling, supplies);
  const promisable = sumQuantity(slots.map((slot) => slot.quantity));
  const anywhere = facts.maxBackorder !== null;
  const preorder = facts.mode === "preorder" && facts.releaseOn !== null && facts.releaseOn > today;
  const next = (slots[0] ?? supplies[0])?.expectedOn ?? null;
  const result = {
    variantId: facts.variantId,
    available,
    places,
    mode: facts.mode === "preorder" && !preorder ? ("backorder" as const) : facts.mode,
    promisable,
    slots,
    anywhere,
    expectedOn: preorder ? [facts.releaseOn ?? "", next ?? ""].toSorted()[1] || null : next,
    releaseOn: preorder ? facts.releaseOn : null,
  };
  return { ...result, orderable: orderableOf(result, selling) };
}

/** How much may be promised beyond stock for a line that leaves from one place only. */
export function promisableAt(of: Pick<Sellable, "slots" | "promisable" | "anywhere">, locationId: string): Quantity {
  if (of.anywhere) return of.promisable;
  return sumQuantity(of.slots.filter((slot) => slot.locationId === locationId).map((slot) => slot.quantity));
}

function orderableOf(
  of: Pick<Sellable, "available" | "places" | "slots" | "promisable" | "anywhere">,
  selling: Selling,
): Quantity {
  if (selling.splitLines) return addQuantity(of.available, of.promisable);
  const at = (id: string) => of.places.find((place) => place.locationId === id)?.available ?? 0;
  return Math.max(0, ...selling.locations.map((place) => addQuantity(at(place.id), promisableAt(of, place.id))));
}
