// Which products a list shows, in which order, and what its facets count: one statement over catalogue, price list and
// stock levels (read only). Facets narrow together; each facet is counted as if it had no choice of its own.
import { exponentOf } from "#server/kernel/money.ts";
import { readRanges } from "#server/kernel/number-range.ts";
import { decodeCursor, encodeCursor } from "#server/kernel/page.ts";
import type { Filters, ListSort } from "#server/modules/catalogue/contract.ts";
import { type Measure, measures, type SearchResult } from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import { stockOfVariant } from "./stock-places.ts";

/** Upper ends of the price bands offered, in minor units; the last band is open. */
export const priceBands = [5_000, 10_000, 25_000, 50_000, 100_000] as const;

export type ListingInput = {
  /** The category and all below it. */
  categoryIds: readonly string[];
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
  /** Of a number: what it is said in. */
  unit?: string | null;
  count: number;
};

export type Listing = {
  productIds: string[];
  nextCursor: string | null;
  /** Products that pass the filters, and products there are without them. */
  total: number;
  unfiltered: number;
  facets: FacetCount[];
  bounds: SearchResult["bounds"];
};

const openEnd = 10 ** 15;

/** Whether a column lies in one of these ranges; what is no range finds nothing, and neither does what has no value. */
function rangeTest(column: Prisma.Sql, values: readonly string[], scale: number): Prisma.Sql {
  const tests = readRanges(values, scale).map(
    ({ from, below }) =>
      Prisma.sql`coalesce(${column} >= ${from ?? 0}::bigint AND ${column} < ${below ?? openEnd}::bigint, false)`,
  );
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
      return rangeTest(Prisma.sql`f.minor`, values, 1);
    case "size_width":
      return rangeTest(Prisma.sql`f.width_mm`, values, 10);
    case "size_depth":
      return rangeTest(Prisma.sql`f.depth_mm`, values, 10);
    case "size_height":
      return rangeTest(Prisma.sql`f.height_mm`, values, 10);
    case "store":
      return Prisma.sql`coalesce(f.stores && ${values}::text[], false)`;
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

type Row = {
  page: { id: string; key: number }[];
  total: number;
  unfiltered: number;
  facets: FacetCount[];
  bounds: Bounds;
};
type Bounds = Record<Measure, { min: number | null; max: number | null }>;

const columnOf: Record<Measure, Prisma.Sql> = {
  size_width: Prisma.sql`width_mm`,
  size_depth: Prisma.sql`depth_mm`,
  size_height: Prisma.sql`height_mm`,
};

/** Least and greatest of each dimension, as if it were not filtered by. */
const boundsOf = Prisma.sql`SELECT jsonb_build_object(${Prisma.join(
  measures.flatMap((key) => {
    const column = columnOf[key];
    const kept = Prisma.sql`FILTER (WHERE failed <@ ARRAY[${key}::text])`;
    return [
      Prisma.sql`${key}::text`,
      Prisma.sql`jsonb_build_object('min', min(${column}) ${kept}, 'max', max(${column}) ${kept})`,
    ];
  }),
)}) FROM judged`;

/**
 * One page of these categories' products, with its total and facet counts. One statement, whose LATERAL parts look up each
 * product of the categories by index: its cost grows with the category, never with the catalogue.
 */
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
    WITH base AS MATERIALIZED (
      SELECT p.id, p.created_at, p.brand_id, p.width_mm, p.depth_mm, p.height_mm, min(pc.position) AS position
      FROM product_category pc JOIN product p ON p.id = pc.product_id
      WHERE pc.category_id = ANY(${input.categoryIds}::text[]) AND p.status = 'active' GROUP BY p.id
    ), facts AS MATERIALIZED (
      SELECT base.id, base.created_at, base.position, base.width_mm, base.depth_mm, base.height_mm, b.slug AS brand,
        b.name AS brand_name, o.in_stock, o.stores,
        round(o.price * ${10 ** exponentOf(channel.currency)}::int)::bigint AS minor
      FROM base LEFT JOIN brand b ON b.id = base.brand_id CROSS JOIN LATERAL (
        SELECT min(i.price) AS price, coalesce(bool_or(s.free), false) AS in_stock, array_agg(DISTINCT at.store) AS stores
        FROM variant v CROSS JOIN LATERAL (
          SELECT min(unit_price) AS price FROM price_list_item
          WHERE price_list_id = ${channel.priceListId} AND variant_id = v.id AND min_quantity <= 1
            AND (valid_from IS NULL OR valid_from <= ${input.now}) AND (valid_to IS NULL OR valid_to > ${input.now})
        ) i CROSS JOIN LATERAL ${stockOfVariant(channel, input.now)} s
        LEFT JOIN LATERAL unnest(s.stores) AS at(store) ON true
        WHERE v.product_id = base.id AND v.status = 'active' AND i.price IS NOT NULL
      ) o WHERE o.price IS NOT NULL
    ), traits AS MATERIALIZED (
      SELECT f.id AS product_id, t.* FROM facts f CROSS JOIN LATERAL (
        SELECT o.key AS facet, ov.value, o.position, o.name, ov.label, ov.swatch, NULL AS unit
        FROM product_option o JOIN option_value ov ON ov.option_id = o.id
        WHERE o.product_id = f.id AND EXISTS (
          SELECT 1 FROM variant_option_value c JOIN variant v ON v.id = c.variant_id
          WHERE c.option_value_id = ov.id AND v.status = 'active')
        UNION ALL
        SELECT a.key, ${attributeValue}, 100 + a.position, a.label, coalesce(ac.label, pa.value), ac.swatch, a.unit
        FROM product_attribute pa JOIN attribute_def a ON a.id = pa.attribute_id AND a.filterable
        LEFT JOIN attribute_choice ac ON ac.attribute_id = a.id AND ac.value = pa.value #>> '{}'
        WHERE pa.product_id = f.id AND pa.value NOT IN ('false', '""', '{}')
        OFFSET 0) t
    ), judged AS MATERIALIZED (
      SELECT f.*, ${order.key} AS key, ${failed} AS failed FROM facts f
    ), counted AS (
      SELECT t.facet, t.value, t.position, t.name, t.label, t.swatch, t.unit, count(*)::int AS count
      FROM judged j JOIN traits t ON t.product_id = j.id WHERE j.failed <@ ARRAY[t.facet] GROUP BY 1, 2, 3, 4, 5, 6, 7
      UNION ALL
      SELECT 'brand', j.brand, -6, NULL, to_jsonb(j.brand_name), NULL, NULL, count(*)::int
      FROM judged j WHERE j.brand IS NOT NULL AND j.failed <@ ARRAY['brand'] GROUP BY j.brand, j.brand_name
      UNION ALL
      SELECT 'category', c.slug, -5, NULL, c.name, NULL, NULL, count(*)::int
      FROM judged j CROSS JOIN LATERAL (SELECT category_id FROM product_category WHERE product_id = j.id OFFSET 0) pc
      JOIN category c ON c.id = pc.category_id AND c.active WHERE j.failed <@ ARRAY['category'] GROUP BY c.slug, c.name
      UNION ALL
      SELECT 'price', width_bucket(j.minor, ARRAY[${bounds}])::text, -4, NULL, NULL, NULL, NULL, count(*)::int
      FROM judged j WHERE j.failed <@ ARRAY['price'] GROUP BY 2
      UNION ALL
      SELECT 'availability', 'in_stock', -3, NULL, NULL, NULL, NULL, count(*)::int
      FROM judged j WHERE j.in_stock AND j.failed <@ ARRAY['availability'] HAVING count(*) > 0
      UNION ALL
      SELECT 'store', at.store, -2, NULL, NULL, NULL, NULL, count(*)::int
      FROM judged j CROSS JOIN LATERAL unnest(j.stores) AS at(store)
      WHERE at.store IS NOT NULL AND j.failed <@ ARRAY['store'] GROUP BY at.store
    ), counts AS (
      -- Products word the same value differently ("natural oak", "natural ash"): the most frequent wording wins.
      SELECT facet, value, min(position) AS position, sum(count)::int AS count,
        (array_agg(name ORDER BY count DESC, name))[1] AS name, (array_agg(label ORDER BY count DESC, label))[1] AS label,
        (array_agg(swatch ORDER BY count DESC, swatch))[1] AS swatch, min(unit) AS unit
      FROM counted GROUP BY facet, value
    )
    SELECT
      (SELECT count(*)::int FROM judged WHERE failed = '{}') AS total, (SELECT count(*)::int FROM judged) AS unfiltered,
      (${boundsOf}) AS bounds,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key)), '[]') FROM (
        SELECT id, key FROM judged WHERE failed = '{}' AND ${afterCursor(input.cursor, input.sort)}
        ORDER BY key ${direction}, id LIMIT ${input.limit + 1}) page) AS page,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('facet', facet, 'value', value, 'name', name, 'label', label,
          'swatch', swatch, 'unit', unit, 'count', count) ORDER BY position, facet, count DESC, value), '[]') FROM counts) AS facets`);
  const row = rows[0];
  if (!row) throw new RangeError("a listing always answers one row");
  const page = row.page.slice(0, input.limit);
  const last = page.at(-1);
  return {
    productIds: page.map((product) => product.id),
    nextCursor: row.page.length > input.limit && last ? encodeCursor([input.sort, last.key, last.id]) : null,
    total: row.total,
    unfiltered: row.unfiltered,
    facets: row.facets,
    bounds: knownBounds(row.bounds),
  };
}

function knownBounds(bounds: Bounds): Listing["bounds"] {
  const known = Object.entries(bounds).filter(([, { min, max }]) => min !== null && max !== null);
  return Object.fromEntries(known);
}
