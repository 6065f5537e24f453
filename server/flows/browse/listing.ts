// Which products a list shows, in which order, and what its facets count: one statement over catalogue, price list and
// stock levels (read only). Facets narrow together; each facet is counted as if it had no choice of its own.
import { exponentOf } from "#server/kernel/money.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { Filters, ListSort } from "#server/modules/catalogue/contract.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { type Db, Prisma } from "#server/platform/db.ts";

/** Upper ends of the price bands offered, in minor units; the last band is open. */
export const priceBands = [5_000, 10_000, 25_000, 50_000, 100_000] as const;

export type ListingInput = {
  categoryId: string;
  sort: ListSort;
  filters: Filters;
  cursor: string | undefined;
  limit: number;
  now: Date;
};

export type FacetCount = {
  facet: string;
  value: string;
  /** Localised texts: of the facet (options and attributes) and of the value. */
  name: unknown;
  label: unknown;
  swatch: string | null;
  count: number;
};

export type Listing = { productIds: string[]; nextCursor: string | null; total: number; facets: FacetCount[] };

function priceTest(ranges: readonly string[]): Prisma.Sql {
  const tests = ranges.flatMap((range) => {
    const match = /^(\d{0,12})-(\d{0,12})$/.exec(range);
    if (!match) return [];
    const [from, to] = [match[1] || "0", match[2] || "999999999999"];
    return [Prisma.sql`(f.minor >= ${BigInt(from)} AND f.minor < ${BigInt(to)})`];
  });
  return tests.length ? Prisma.join(tests, " OR ") : Prisma.sql`false`;
}

/** Whether product row `f` passes one facet's choice. */
function facetTest(facet: string, values: readonly string[]): Prisma.Sql {
  switch (facet) {
    case "brand":
      return Prisma.sql`f.brand = ANY(${values}::text[])`;
    case "category":
      return Prisma.sql`EXISTS (SELECT 1 FROM product_category pc JOIN category c ON c.id = pc.category_id
        WHERE pc.product_id = f.id AND c.slug = ANY(${values}::text[]))`;
    case "price":
      return priceTest(values);
    case "availability":
      return values.includes("in_stock") ? Prisma.sql`f.in_stock` : Prisma.sql`true`;
    default:
      return Prisma.sql`EXISTS (SELECT 1 FROM traits t
        WHERE t.product_id = f.id AND t.facet = ${facet} AND t.value = ANY(${values}::text[]))`;
  }
}

type Order = { key: Prisma.Sql; type: Prisma.Sql; descending: boolean };

const orders: Record<ListSort, Order> = {
  featured: { key: Prisma.sql`position`, type: Prisma.sql`int`, descending: false },
  newest: {
    key: Prisma.sql`(extract(epoch FROM created_at) * 1000)::bigint`,
    type: Prisma.sql`bigint`,
    descending: true,
  },
  price_asc: { key: Prisma.sql`minor`, type: Prisma.sql`bigint`, descending: false },
  price_desc: { key: Prisma.sql`minor`, type: Prisma.sql`bigint`, descending: true },
};

/** Rows after the cursor; a cursor of another order or not ours starts at the first page. */
function afterCursor(cursor: string | undefined, sort: ListSort): Prisma.Sql {
  const [of, key, id] = decodeCursor(cursor) ?? [];
  if (of !== sort || !Number.isSafeInteger(key) || typeof id !== "string") return Prisma.sql`true`;
  const { type, descending } = orders[sort];
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(key ${beyond} ${key}::${type} OR (key = ${key}::${type} AND id > ${id}))`;
}

/**
 * The value under which attribute `pa` is filtered, the same in every language: "Métal" → "metal". Says in SQL what
 * flows/search/facet-value.ts says for the search index.
 */
const attributeValue = Prisma.sql`trim('-' FROM regexp_replace(lower(unaccent(
  CASE jsonb_typeof(pa.value) WHEN 'boolean' THEN CASE WHEN pa.value = 'true' THEN 'yes' ELSE '' END
    WHEN 'object' THEN coalesce(pa.value ->> 'fr', pa.value ->> 'en', '') ELSE pa.value #>> '{}' END
  )), CASE jsonb_typeof(pa.value) WHEN 'number' THEN '[^0-9.-]+' ELSE '[^[:alnum:]]+' END, '-', 'g'))`;

type Row = { page: { id: string; key: number }[]; total: number; facets: FacetCount[] };

/** One page of a category and everything below it, with its total and facet counts. One statement. */
export async function readListing(db: Db, channel: ChannelTerms, input: ListingInput): Promise<Listing> {
  const chosen = Object.entries(input.filters).filter(([, values]) => values.length > 0);
  const failed = chosen.length
    ? Prisma.sql`array_remove(ARRAY[${Prisma.join(
        chosen.map(
          ([facet, values]) => Prisma.sql`CASE WHEN (${facetTest(facet, values)}) THEN NULL ELSE ${facet}::text END`,
        ),
      )}]::text[], NULL)`
    : Prisma.sql`'{}'::text[]`;
  const order = orders[input.sort];
  const direction = order.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const bounds = Prisma.join(priceBands.map((end) => Prisma.sql`${end}::bigint`));

  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH RECURSIVE below AS (
      SELECT id FROM category WHERE id = ${input.categoryId}
      UNION ALL
      SELECT c.id FROM below b JOIN category c ON c.parent_id = b.id WHERE c.active
    ), base AS MATERIALIZED (
      SELECT p.id, p.created_at, p.brand_id, min(pc.position) AS position
      FROM below JOIN product_category pc ON pc.category_id = below.id JOIN product p ON p.id = pc.product_id
      WHERE p.status = 'active' GROUP BY p.id
    ), offers AS MATERIALIZED (
      SELECT v.product_id, v.id AS variant_id, min(i.unit_price) AS price
      FROM base JOIN variant v ON v.product_id = base.id AND v.status = 'active'
      JOIN price_list_item i ON i.variant_id = v.id AND i.price_list_id = ${channel.priceListId} AND i.min_quantity <= 1
        AND (i.valid_from IS NULL OR i.valid_from <= ${input.now}) AND (i.valid_to IS NULL OR i.valid_to > ${input.now})
      GROUP BY v.id
    ), stocked AS (
      SELECT DISTINCT o.product_id FROM offers o
      JOIN stock_level l ON l.variant_id = o.variant_id AND l.location_id = ANY(${channel.locationIds}::text[])
      WHERE l.on_hand > l.reserved OR (l.reserved > 0 AND EXISTS (
        SELECT 1 FROM reservation r WHERE r.variant_id = l.variant_id AND r.location_id = l.location_id
          AND r.status = 'held' AND r.expires_at <= ${input.now}))
    ), facts AS MATERIALIZED (
      SELECT base.id, base.created_at, base.position, b.slug AS brand, b.name AS brand_name,
        round(min(o.price) * ${10 ** exponentOf(channel.currency)}::int)::bigint AS minor, base.id IN (SELECT product_id FROM stocked) AS in_stock
      FROM base JOIN offers o ON o.product_id = base.id LEFT JOIN brand b ON b.id = base.brand_id
      GROUP BY base.id, base.created_at, base.position, b.slug, b.name
    ), traits AS MATERIALIZED (
      SELECT offers.product_id, o.key AS facet, ov.value, min(o.position) AS position,
        mode() WITHIN GROUP (ORDER BY o.name) AS name, mode() WITHIN GROUP (ORDER BY ov.label) AS label,
        mode() WITHIN GROUP (ORDER BY ov.swatch) AS swatch
      FROM offers JOIN variant_option_value c ON c.variant_id = offers.variant_id
      JOIN option_value ov ON ov.id = c.option_value_id JOIN product_option o ON o.id = c.option_id
      GROUP BY 1, 2, 3
      UNION ALL
      SELECT facts.id, a.key, ${attributeValue}, 100 + a.position, a.label, pa.value, NULL
      FROM facts JOIN product_attribute pa ON pa.product_id = facts.id
      JOIN attribute_def a ON a.id = pa.attribute_id AND a.filterable AND pa.value NOT IN ('false', '""', '{}')
    ), judged AS MATERIALIZED (
      SELECT f.*, ${order.key} AS key, ${failed} AS failed FROM facts f
    ), counts AS (
      SELECT t.facet, t.value, min(t.position) AS position, mode() WITHIN GROUP (ORDER BY t.name) AS name,
        mode() WITHIN GROUP (ORDER BY t.label) AS label, mode() WITHIN GROUP (ORDER BY t.swatch) AS swatch,
        count(*)::int AS count
      FROM judged j JOIN traits t ON t.product_id = j.id WHERE j.failed <@ ARRAY[t.facet] GROUP BY 1, 2
      UNION ALL
      SELECT 'brand', j.brand, -4, NULL, to_jsonb(min(j.brand_name)), NULL, count(*)::int
      FROM judged j WHERE j.brand IS NOT NULL AND j.failed <@ ARRAY['brand'] GROUP BY j.brand
      UNION ALL
      SELECT 'category', c.slug, -3, NULL, c.name, NULL, count(*)::int
      FROM judged j JOIN product_category pc ON pc.product_id = j.id JOIN category c ON c.id = pc.category_id AND c.active
      WHERE j.failed <@ ARRAY['category'] GROUP BY c.id
      UNION ALL
      SELECT 'price', width_bucket(j.minor, ARRAY[${bounds}])::text, -2, NULL, NULL, NULL, count(*)::int
      FROM judged j WHERE j.failed <@ ARRAY['price'] GROUP BY 2
      UNION ALL
      SELECT 'availability', 'in_stock', -1, NULL, NULL, NULL, count(*)::int
      FROM judged j WHERE j.in_stock AND j.failed <@ ARRAY['availability'] HAVING count(*) > 0
    )
    SELECT
      (SELECT count(*)::int FROM judged WHERE failed = '{}') AS total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key)), '[]') FROM (
        SELECT id, key FROM judged WHERE failed = '{}' AND ${afterCursor(input.cursor, input.sort)}
        ORDER BY key ${direction}, id LIMIT ${input.limit + 1}) page) AS page,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('facet', facet, 'value', value, 'name', name, 'label', label,
          'swatch', swatch, 'count', count) ORDER BY position, facet, count DESC, value), '[]') FROM counts) AS facets`);
  const row = rows[0];
  if (!row) throw new RangeError("a listing always answers one row");
  const page = row.page.slice(0, input.limit);
  const last = page.at(-1);
  return {
    productIds: page.map((product) => product.id),
    nextCursor: row.page.length > input.limit && last ? encodeCursor([input.sort, last.key, last.id]) : null,
    total: row.total,
    facets: row.facets,
  };
}
