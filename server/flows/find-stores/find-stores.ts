// The stores of a channel: where they are, how far, when open, what they have of an article and when it could be collected.
// Reads only; anyone may ask (shop.stock.read). Five statements at most, whatever the number of stores.
import { addDays, dateAt, publicHolidays, weekdayOf } from "#server/kernel/calendar.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { methodsTo } from "#server/modules/fulfilment/index.ts";
import { shownStock } from "#server/modules/stock/contract-display.ts";
import type { Store, StoresInput } from "#server/modules/stock/contract-stores.ts";
import {
  availabilityByLocation,
  distanceKm,
  pointNear,
  readStores,
  type StorePlace,
} from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { factsOf, promiseBy } from "../checkout/tell-promise.ts";

/** How far ahead closed days are told. */
const aheadDays = 14;

/** The nearest first when the visitor's place is known, else in the house's order. */
export async function findStores(
  db: Db,
  reader: { channelCode: string },
  input: StoresInput,
  now: Date,
): Promise<{ stores: Store[]; found: boolean }> {
  const channel = await channelByCode(db, reader.channelCode);
  const { variantId } = input;
  const ids = channel.locations.filter((place) => place.kind === "store").map((place) => place.id);
  const demands = variantId ? [{ lineId: "one", variantId, quantity: 1 }] : [];
  const [places, methods, facts, levels] = [
    await readStores(db, ids),
    await methodsTo(db, "FR", channel.currency),
    await factsOf(db, channel, demands, now),
    variantId ? await availabilityByLocation(db, [variantId], channel, now) : [],
  ];
  const [level] = levels.map((row) => shownStock(row, channel));
  const here = pointOf(input);
  const stores = places.map((place): Store => {
    const method = methods.find((one) => one.pickup?.id === place.id);
    const told = method && promiseBy(method, { channel, demands, facts, to: null, now });
    const row = level?.locations.find((one) => one.code === place.code);
    const { code, name, line1, postcode, city, opening, collectDays, latitude, longitude } = place;
    return {
      code,
      name,
      line1,
      postcode,
      city,
      opening,
      collectDays,
      km: here && latitude !== null && longitude !== null ? Math.round(distanceKm(here, [latitude, longitude])) : null,
      closedOn: closedSoon(place, now),
      stock: variantId ? { band: row?.band ?? "none", available: row ? row.available : shown(channel, 0) } : null,
      collect: told && typeof told !== "string" ? { on: told.from, orderBefore: told.orderBefore } : null,
    };
  });
  const far = Number.POSITIVE_INFINITY;
  return {
    stores: here ? stores.toSorted((a, b) => (a.km ?? far) - (b.km ?? far)) : stores,
    found: here !== null || !input.near,
  };
}

const shown = (channel: { stockDisplay: string }, count: number) => (channel.stockDisplay === "exact" ? count : null);

function pointOf({ near, latitude, longitude }: StoresInput) {
  if (latitude !== undefined && longitude !== undefined) return [latitude, longitude] as const;
  return near ? pointNear(near) : null;
}

/** The next days on which it is closed although its opening hours say otherwise. */
function closedSoon({ calendar, opening }: StorePlace, now: Date): string[] {
  const today = dateAt(calendar.timeZone, now);
  return Array.from({ length: aheadDays }, (_, i) => addDays(today, i)).filter(
    (day) =>
      opening.some((one) => one.day === weekdayOf(day)) &&
      (calendar.closedOn.includes(day) || publicHolidays(Number(day.slice(0, 4)), calendar.holidays).has(day)),
  );
}
