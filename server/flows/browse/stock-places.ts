// Where products are in stock, as lists filter by it: read from the levels. Search documents say so too, a moment later, and
// hits are held against this before anybody sees them. Reads only.
import type { Filters } from "#server/modules/catalogue/contract.ts";
import type { ChannelPlace, ChannelTerms } from "#server/modules/channels/contract.ts";
import { type Db, Prisma } from "#server/platform/db.ts";

/** The stores that serve a channel, in its order. */
export const storesOf = (channel: ChannelTerms): ChannelPlace[] =>
  channel.locations.filter((place) => place.kind === "store");

/**
 * SQL for a LATERAL join beside variant `v`: `free`, whether the channel has any of it in stock, and `stores`, the codes of
 * the stores that have. Safety stock is left out; holds past their time count as free.
 */
function stockOfVariant(channel: ChannelTerms, now: Date): Prisma.Sql {
  const { locations } = channel;
  return Prisma.sql`(
    SELECT t.free, CASE WHEN t.free THEN t.stores END AS stores FROM (
      SELECT sum(p.free) > coalesce((SELECT c.quantity FROM channel_safety_stock c
          WHERE c.channel_id = ${channel.id} AND c.variant_id = v.id), 0) AS free,
        array_agg(p.store) FILTER (WHERE p.free > 0 AND p.store <> '') AS stores
      FROM (
        SELECT place.store, greatest(0, l.on_hand - l.reserved - place.safety + CASE WHEN l.reserved > 0 THEN coalesce((
            SELECT sum(r.quantity) FROM reservation r WHERE r.variant_id = l.variant_id AND r.location_id = l.location_id
              AND r.kind = 'stock' AND r.status = 'held' AND r.expires_at <= ${now}), 0) ELSE 0 END) AS free
        FROM stock_level l JOIN unnest(${channel.locationIds}::text[], ${locations.map((p) => p.safetyStock)}::numeric[],
          ${locations.map((p) => (p.kind === "store" ? p.code : ""))}::text[]) AS place(id, safety, store)
          ON place.id = l.location_id
        WHERE l.variant_id = v.id) p) t)`;
}

/** A product's stock as far as filters ask: in stock at all, and at which stores. */
export type StockPlaces = { inStock: boolean; stores: readonly string[] };

/** Where these products are in stock now, by product, in one statement; only variants with a price in the channel count. */
export async function stockPlaces(
  db: Db,
  channel: ChannelTerms,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, StockPlaces>> {
  if (productIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; stores: string[] | null }[]>`
    SELECT v.product_id AS id, array_agg(DISTINCT at.store) FILTER (WHERE at.store IS NOT NULL) AS stores
    FROM variant v CROSS JOIN LATERAL ${stockOfVariant(channel, now)} s
    LEFT JOIN LATERAL unnest(s.stores) AS at(store) ON true
    WHERE v.product_id = ANY(${[...productIds]}::text[]) AND v.status = 'active' AND s.free AND EXISTS (
      SELECT FROM price_list_item i WHERE i.price_list_id = ${channel.priceListId} AND i.variant_id = v.id
        AND i.min_quantity <= 1 AND (i.valid_from IS NULL OR i.valid_from <= ${now})
        AND (i.valid_to IS NULL OR i.valid_to > ${now}))
    GROUP BY v.product_id`;
  return new Map(rows.map((row) => [row.id, { inStock: true, stores: row.stores ?? [] }]));
}

/** Whether a product passes the stock part of a choice. */
export function passesStock(of: StockPlaces | undefined, { availability = [], store = [] }: Filters): boolean {
  if (availability.includes("in_stock") && !of?.inStock) return false;
  return store.length === 0 || store.some((code) => of?.stores.includes(code));
}
