// When a basket would arrive by each shipping method, or be ready to be collected: what the buyer is told, signed so that an
// order keeps exactly that. Reads only.
import { timingSafeEqual } from "node:crypto";
import { dateAt } from "#server/kernel/calendar.ts";
import type { ChannelTerms } from "#server/modules/channels/index.ts";
import type { Told } from "#server/modules/fulfilment/contract.ts";
import {
  type DaySpan,
  joinPromises,
  type PickupPlace,
  type PricedMethod,
  promiseArrival,
  promiseCollection,
} from "#server/modules/fulfilment/index.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import { type Demand, type Destination, planParts, readFacts, type StockFacts } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { fingerprint } from "#server/platform/secrets.ts";

/** What is told of a method: a promise, nothing while nobody knows, or that it cannot serve. */
export type Answer = Omit<Told, "token"> | "unknown" | "impossible";

type Basket = {
  channel: ChannelTerms;
  demands: readonly Demand[];
  facts: ReadonlyMap<string, StockFacts>;
  to: Destination | null;
  now: Date;
};

/** What is known of the goods of a basket or an order; what it has itself counts as free. One statement. */
export async function factsOf(
  db: Db,
  channel: ChannelTerms,
  demands: readonly Demand[],
  now: Date,
  own: { cartId?: string; orderId?: string } = {},
): Promise<ReadonlyMap<string, StockFacts>> {
  const variantIds = [...new Set(demands.map((demand) => demand.variantId))];
  const facts = await readFacts(db, variantIds, channel, now, own);
  return new Map(facts.map((of) => [of.variantId, of]));
}

/** When a basket would be with its buyer by a method. Served from several places: when the last part of it is. Pure. */
export function promiseBy(
  method: Pick<PricedMethod, "pickup" | "minDays" | "maxDays" | "weekdays">,
  of: Basket,
): Answer {
  const { channel, demands, facts, now } = of;
  const [first] = channel.locations;
  if (!first) return "impossible";
  const plan = planParts(facts, {
    demands,
    channel,
    towards: { to: of.to, collectAt: method.pickup?.id ?? null },
    today: dateAt(first.calendar.timeZone, now),
  });
  if (!plan) return "impossible";
  const places = new Map(channel.locations.map((place) => [place.id, place.calendar]));
  const parts = plan.parts.map(({ locationId, notBefore }) => {
    const place = places.get(locationId);
    if (!place) return null;
    return method.pickup ? promiseCollection(place, now, notBefore) : promiseArrival(place, method, now, notBefore);
  });
  const known = parts.filter((part) => part !== null);
  const all = plan.known && known.length === parts.length ? joinPromises(known) : null;
  if (!all) return "unknown";
  return { from: all.from, to: all.to, orderBefore: all.orderBefore.toISOString(), deliveries: parts.length };
}

/** Minutes for which a shopper may finish an order on the dates that the page showed. */
const standsMinutes = 120;

type Telling = { cartId: string; method: string };

const seal = (issued: number, { from, to }: DaySpan, { cartId, method }: Telling): string =>
  fingerprint("promise", JSON.stringify([issued, from, to, cartId, method])).slice(0, 32);

/** A promise as it goes to the shopper and comes back with the order. */
export function tell(promise: Omit<Told, "token">, telling: Telling, now: Date): Told {
  const issued = now.getTime();
  return { ...promise, token: `${issued}.${promise.from}.${promise.to}.${seal(issued, promise, telling)}` };
}

/** The days that a token promises this basket by this method; null for none, a foreign or an old one. */
export function readTold(token: string | undefined, telling: Telling & { now: Date }): DaySpan | null {
  const [issued = "", from = "", to = "", mac = ""] = token?.split(".") ?? [];
  const age = telling.now.getTime() - Number(issued);
  if (!(age >= 0 && age <= standsMinutes * 60_000)) return null;
  const [given, right] = [Buffer.from(mac), Buffer.from(seal(Number(issued), { from, to }, telling))];
  return given.length === right.length && timingSafeEqual(given, right) ? { from, to } : null;
}

/** The place where an order is collected, as its delivery address: the buyer's name, the place's street. */
export function addressOfPlace(place: PickupPlace, buyer: AddressInput): AddressInput {
  const { name, line1, postcode, city, country } = place;
  return { recipient: buyer.recipient, company: name, line1, postcode, city, country };
}
