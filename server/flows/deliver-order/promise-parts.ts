// The days that each delivery of an order is promised for, once it is known which place serves what. Reads only.
import {
  carrierOf,
  type DaySpan,
  promiseArrival,
  promiseCollection,
  within,
} from "#server/modules/fulfilment/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import { calendarsOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";

const dateOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/**
 * By location: what leaves there now arrives (or is ready) on these days, never later than what the buyer was told of the
 * whole order, and on the day that the buyer asked for, if they did. Without a shipping method, or with a place that is closed for good, what was told; nothing when nothing was.
 */
export async function promiseParts(
  db: Db,
  order: Pick<LockedOrder, "shippingMethodCode" | "pickupLocationId" | "promisedFrom" | "promisedTo" | "wantedOn">,
  locationIds: readonly string[],
  now: Date,
): Promise<Map<string, DaySpan>> {
  const [from, to] = [dateOf(order.promisedFrom), dateOf(order.promisedTo)];
  const told = from && to ? { from, to } : null;
  const [calendars, carrier] = [
    await calendarsOf(db, locationIds),
    order.pickupLocationId ? null : await carrierOf(db, order.shippingMethodCode),
  ];
  const promised = new Map<string, DaySpan>();
  for (const [locationId, place] of calendars) {
    const own = order.pickupLocationId ? promiseCollection(place, now) : carrier && promiseArrival(place, carrier, now);
    const span = own && !order.wantedOn ? within(own, told) : told;
    if (span) promised.set(locationId, { from: span.from, to: span.to });
  }
  return promised;
}
