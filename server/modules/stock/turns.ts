// Which places are asked for the goods of an order, and in which turn. Pure.
import { type Quantity, subtractQuantity, sumQuantity } from "../../kernel/quantity.ts";
import { type Demand, type Sourcing, source } from "./model.ts";
import { type Destination, nearestFirst } from "./nearest.ts";
import { type Sellable, type Selling, type SellingPlace, type StockFacts, sellable } from "./sellable.ts";

/** Where an order goes: to an address (null: not known yet), or nowhere, when it is collected at a place. */
export type Towards = {
  to: Destination | null;
  /** The id of the place where the buyer collects it: no other place may serve. */
  collectAt?: string | null;
};

export type Sourced = Sourcing & { sellables: ReadonlyMap<string, Sellable> };

/** A channel's places as an order may use them: the one where it is collected, or all that send orders. */
export function servingPlaces(channel: Selling, collectAt: string | null | undefined): Selling {
  const locations = channel.locations.filter((place) =>
    collectAt ? place.id === collectAt : (place.ships ?? "first") !== "never",
  );
  return { ...channel, locations };
}

/** Places that send first; then, where they have not all of it, with those that send last. */
function turnsOf(channel: Selling, towards: Towards): [Selling, Selling?] {
  const all = servingPlaces(channel, towards.collectAt);
  const first = all.locations.filter((place) => place.ships !== "last");
  const spared = !towards.collectAt && first.length > 0 && first.length < all.locations.length;
  return spared ? [{ ...all, locations: first }, all] : [all];
}

/** The place that is asked first: of one line that it has whole, `sourceStock` takes all of it there. */
export const firstPlace = (channel: Selling, towards: Towards): SellingPlace | undefined =>
  nearestFirst(turnsOf(channel, towards)[0], towards.to)[0];

/** How many of a variant these places of a channel may give: what the channel leaves for others may lie elsewhere. */
export function sellableAt(of: StockFacts, channel: Selling, serving: Selling, today: string): Sellable {
  const asked = new Set(serving.locations.map((place) => place.id));
  const elsewhere = channel.locations.flatMap(({ id, safetyStock }) => {
    const level = asked.has(id) ? undefined : of.levels.find((one) => one.locationId === id);
    return level ? [Math.max(0, subtractQuantity(level.free, safetyStock))] : [];
  });
  const safety = Math.max(0, subtractQuantity(of.safety, sumQuantity(elsewhere)));
  return sellable({ ...of, safety }, serving, today);
}

type Facts = ReadonlyMap<string, StockFacts>;
type Asked = { demands: readonly Demand[]; channel: Selling; towards: Towards; today: string };

function sourceFrom(facts: Facts, serving: Selling, { demands, channel, towards, today }: Asked): Sourced {
  const sellables = new Map([...facts].map(([id, of]) => [id, sellableAt(of, channel, serving, today)] as const));
  return { ...source(demands, sellables, nearestFirst(serving, towards.to), serving.splitLines), sellables };
}

/** What nothing may be promised beyond stock looks like. */
export const beyondNothing = { mode: "deny", maxBackorder: null, releaseOn: null, supplies: [] } as const;

/** The same facts without what may be promised beyond stock. */
const inStockOnly = (facts: StockFacts): StockFacts => ({ ...facts, ...beyondNothing });

/** Shares out what is in stock: a store is left alone as long as the warehouses have all of it. */
export function sourceStock(facts: Facts, asked: Asked): Sourced {
  const here = new Map([...facts].map(([id, of]) => [id, inStockOnly(of)] as const));
  const [first, rest] = turnsOf(asked.channel, asked.towards);
  const found = sourceFrom(here, first, asked);
  return rest && found.missing.length > 0 ? sourceFrom(here, rest, asked) : found;
}

/** Shares out what is in stock and, for the rest, what may be promised beyond it; every place that may serve at once. */
export const sourceBeyond = (facts: Facts, asked: Asked): Sourced =>
  sourceFrom(facts, servingPlaces(asked.channel, asked.towards.collectAt), asked);

/** A part of an order that leaves one place, and the day before which it cannot; null when it is there. */
export type PlannedPart = { locationId: string; notBefore: string | null };

/** Where the goods of an order would come from now; not `known`: nobody can say when all is there. Null: too few of them. */
export function planParts(facts: Facts, asked: Asked): { parts: PlannedPart[]; known: boolean } | null {
  const { today } = asked;
  const here = sourceStock(facts, asked);
  const found = here.missing.length ? sourceBeyond(facts, asked) : here;
  if (found.missing.length) return null;
  const parts = new Map<string, string | null>();
  let known = true;
  for (const { variantId, locationId, quantity, kind } of found.allocations) {
    const of = facts.get(variantId);
    const released = of?.mode === "preorder" && of.releaseOn && of.releaseOn > today ? of.releaseOn : null;
    const comes = kind === "supply" ? comesOn(found.sellables.get(variantId), locationId, quantity) : null;
    if (kind === "supply" && comes === null) known = false;
    const dates = [parts.get(locationId), released, comes].flatMap((date) => date ?? []);
    parts.set(locationId, dates.toSorted().at(-1) ?? null);
  }
  return { parts: [...parts].map(([locationId, notBefore]) => ({ locationId, notBefore })), known };
}

/** The day on which the last of a quantity comes in at a place; null when nobody knows. */
function comesOn(of: Sellable | undefined, locationId: string, quantity: Quantity): string | null {
  let left = quantity;
  let last: string | null = null;
  for (const slot of of?.slots ?? []) {
    if (slot.locationId !== locationId || left <= 0) continue;
    if (slot.expectedOn === null) return null;
    left = subtractQuantity(left, slot.quantity);
    last = slot.expectedOn;
  }
  return left <= 0 ? last : null;
}
