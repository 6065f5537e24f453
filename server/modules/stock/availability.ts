import { parisDate } from "../../kernel/days.ts";
import { type Db, Prisma } from "../../platform/db.ts";
import type { Availability } from "./contract.ts";
import { type Sellable, type Selling, type SellingPlace, type StockFacts, sellable } from "./sellable.ts";

type ShownPlace = Omit<Availability["locations"][number], "available">;

/** Who asks: a cart or an order counts what it has itself as free; the street is told nothing of what is not for sale. */
export type Asker = { cartId?: string | undefined; orderId?: string | undefined; street?: boolean };

const forSale = Prisma.sql`EXISTS (SELECT FROM variant x JOIN product q ON q.id = x.product_id
  WHERE x.id = v.id AND x.status = 'active' AND q.status = 'active')`;

/**
 * The facts behind what a channel may sell, in one statement. Holds past their time count as free, in stock and beyond
 * it. Under the level locks (`locks.ts`) nobody changes them until the transaction ends.
 */
export async function readFacts(
  db: Db,
  variantIds: readonly string[],
  selling: Selling,
  now: Date,
  asker: Asker = {},
): Promise<StockFacts[]> {
  const locationIds = selling.locations.map((place) => place.id);
  const free = asker.orderId
    ? Prisma.sql`(r.status = 'held' AND r.expires_at <= ${now} OR r.status IN ('held', 'committed') AND r.order_id = ${asker.orderId})`
    : asker.cartId
      ? Prisma.sql`r.status = 'held' AND (r.expires_at <= ${now} OR r.cart_id = ${asker.cartId})`
      : Prisma.sql`r.status = 'held' AND r.expires_at <= ${now}`;
  const told = asker.street ? forSale : Prisma.sql`true`;
  return db.$queryRaw<StockFacts[]>`
    SELECT v.id AS "variantId", coalesce(s.quantity, 0)::float8 AS safety, coalesce(p.mode, 'deny') AS mode,
      p.max_backorder::float8 AS "maxBackorder", p.release_on::text AS "releaseOn",
      coalesce(l.levels, '[]'::jsonb) AS levels, coalesce(i.supplies, '[]'::jsonb) AS supplies
    FROM unnest(${variantIds}::text[]) AS v(id)
    LEFT JOIN channel_safety_stock s ON s.channel_id = ${selling.id} AND s.variant_id = v.id
    LEFT JOIN stock_policy p ON p.variant_id = v.id AND ${told}
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('locationId', l.location_id,
        'free', l.on_hand - l.reserved + coalesce(r.stock, 0),
        'backordered', l.backordered - coalesce(r.supply, 0))) AS levels
      FROM stock_level l LEFT JOIN LATERAL (
        SELECT sum(r.quantity) FILTER (WHERE r.kind = 'stock') AS stock,
          sum(r.quantity) FILTER (WHERE r.kind = 'supply') AS supply
        FROM reservation r WHERE r.variant_id = l.variant_id AND r.location_id = l.location_id
          AND ${free}
      ) r ON l.reserved > 0 OR l.backordered > 0
      WHERE l.variant_id = v.id AND ${told}
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('locationId', i.location_id, 'open', i.quantity - i.received,
        'expectedOn', i.expected_on)) AS supplies
      FROM inbound_supply i WHERE i.variant_id = v.id AND i.status = 'expected' AND i.received < i.quantity
        AND i.location_id = ANY(${locationIds}::text[]) AND ${told}
    ) i ON true`;
}

/** How many of these variants a channel may sell, where, and when more comes: by variant, in one statement. */
export async function sellableOf(
  db: Db,
  variantIds: readonly string[],
  selling: Selling,
  now: Date = new Date(),
  asker: Asker = {},
): Promise<Map<string, Sellable>> {
  const facts = await readFacts(db, [...new Set(variantIds)], selling, now, asker);
  const today = parisDate(now);
  return new Map(facts.map((of) => [of.variantId, sellable(of, selling, today)]));
}

/** What is in stock for a channel now, by variant, in one statement. */
export async function availabilityOf(
  db: Db,
  variantIds: readonly string[],
  selling: Selling,
  now: Date = new Date(),
): Promise<Map<string, number>> {
  const found = await sellableOf(db, variantIds, selling, now);
  return new Map(variantIds.map((id) => [id, found.get(id)?.available ?? 0]));
}

/**
 * What shoppers see of these variants, in the order asked, in one statement. Variants without any level, and those that
 * are not for sale, answer 0 everywhere.
 */
export async function availabilityByLocation(
  db: Db,
  variantIds: readonly string[],
  channel: Omit<Selling, "locations"> & { locations: readonly (SellingPlace & ShownPlace)[] },
  now: Date,
): Promise<Availability[]> {
  const found = await sellableOf(db, variantIds, channel, now, { street: true });
  return variantIds.flatMap((variantId) => {
    const of = found.get(variantId);
    if (!of) return [];
    const { available, orderable, mode, expectedOn } = of;
    const locations = channel.locations.flatMap(({ id, code, name, kind, city }) => {
      const place = of.places.find((p) => p.locationId === id);
      return place ? [{ code, name, kind, city, available: place.available }] : [];
    });
    return [{ variantId, available, orderable, mode, expectedOn, locations }];
  });
}

/** Until when, or since when no longer, a basket holds its stock; null when it holds nothing. */
export async function cartHoldExpiry(db: Db, cartId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(expires_at) AS at FROM reservation WHERE cart_id = ${cartId} AND status = 'held'`;
  return row?.at ?? null;
}

/** When the next hold on one of these variants ends, and with it what may be sold changes without anybody writing. */
export async function nextHoldExpiry(db: Db, variantIds: readonly string[], now: Date): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(expires_at) AS at FROM reservation
    WHERE variant_id = ANY(${variantIds}::text[]) AND status = 'held' AND expires_at > ${now}`;
  return row?.at ?? null;
}
