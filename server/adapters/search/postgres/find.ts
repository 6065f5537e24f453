import { readRanges } from "../../../kernel/number-range.ts";
import {
  deepestOffset,
  isMeasure,
  type Measure,
  measures,
  priceFacet,
  type SearchQuery,
  type SearchResult,
} from "../../../modules/catalogue/search-port.ts";
import { type Db, Prisma } from "../../../platform/db.ts";
import type { Synonyms } from "../synonyms.ts";
import type { ParsedQuery, Term } from "../text.ts";
import { allOf, exactly, withSynonyms } from "./words.ts";
import { indexCode } from "./write.ts";

type Sql = Prisma.Sql;

/** The live build, read by every statement itself: a swap between two statements cannot mix builds. */
export const liveBuild = Prisma.sql`(SELECT active FROM search_index WHERE code = ${indexCode})`;

/** How a set of rows is chosen and scored; several are tried, the strictest first. */
export type Approach = { rows: Sql };

const scored = (score: Sql, where: Sql, locale: string): Sql => Prisma.sql`
  SELECT d.product_id, d.facets, d.price_from, d.width_mm, d.depth_mm, d.height_mm, d.in_stock, d.listed_at, ${score}::float8 AS score
  FROM search_document d WHERE d.index = ${liveBuild} AND d.locale = ${locale} AND ${where}`;

/** Words in names weigh most, then what stands near them, then codes and the other language, then prose. */
const rank = (weight: number, query: Sql): Sql =>
  Prisma.sql`floor(${weight * 10}::int * ts_rank('{0.02, 0.1, 0.4, 1}', d.vector, ${query})) / 10`;

/** Everything, for an empty query. */
export const everythingIn = (locale: string): Approach => ({ rows: scored(Prisma.sql`0`, Prisma.sql`true`, locale) });

/**
 * Rows that match every term. Scores, from best to worst: the code itself, the whole name, a name that begins so, all
 * words in the text as typed (in the name counts more), the name by synonyms, synonyms elsewhere.
 */
export function everyTerm(query: ParsedQuery, phrase: string, locale: string, synonyms: Synonyms): Approach {
  const typed = Prisma.sql`(${allOf(query.terms.map((term) => exactly(term)))})`;
  const { parts, widened } = withSynonyms(query.terms, synonyms);
  const wide = widened ? Prisma.sql`(${allOf(parts)})` : typed;
  const code = query.code && query.code.length >= 3 ? query.code : null;
  const where = code ? Prisma.sql`(${wide} || to_tsquery('comptoir_plain', ${`'${code}':*`}))` : wide;
  // Ranking reads the whole row's words: not twice when there is nothing to tell apart.
  const named = allOf(withSynonyms(query.terms, synonyms, "A").parts);
  const meant = widened
    ? Prisma.sql`+ ${rank(30, wide)} + CASE WHEN d.vector @@ (${named}) THEN 120 ELSE 0 END`
    : Prisma.empty;
  const score = Prisma.sql`
    CASE WHEN ${code ?? ""} = ANY(d.codes) THEN 4000 ELSE 0 END
    + CASE WHEN d.title = ${phrase} THEN 2000 WHEN d.title LIKE ${`${phrase}%`} THEN 1000 ELSE 0 END
    + ${rank(300, typed)} ${meant}`;
  return { rows: scored(score, Prisma.sql`d.vector @@ ${where}`, locale) };
}

/** Rows that match as many terms as any row does: what is left when no row has them all. */
export function mostTerms(terms: readonly Term[], locale: string, synonyms: Synonyms): Approach {
  const { parts: each } = withSynonyms(terms, synonyms);
  const count = Prisma.join(
    each.map((part) => Prisma.sql`(d.vector @@ ${part})::int`),
    " + ",
  );
  const any = Prisma.sql`(${Prisma.join(each, " || ")})`;
  const score = Prisma.sql`100 * (${count}) + ${rank(10, any)}`;
  const rows = scored(score, Prisma.sql`d.vector @@ ${any}`, locale);
  return {
    rows: Prisma.sql`SELECT * FROM (SELECT a.*, max(floor(a.score / 100)) OVER () AS best FROM (${rows}) a) b
    WHERE floor(b.score / 100) = b.best`,
  };
}

/** Rows whose words resemble the phrase, letter by letter: the last resort, for words run together. */
export function alike(phrase: string, locale: string): Approach {
  return {
    rows: scored(
      Prisma.sql`round(100 * word_similarity(${phrase}, d.text)::numeric)`,
      Prisma.sql`${phrase} <% d.text`,
      locale,
    ),
  };
}

const orders = {
  relevance: Prisma.sql`k.score DESC, k.in_stock DESC, k.listed_at DESC, k.product_id`,
  newest: Prisma.sql`k.listed_at DESC, k.product_id`,
  price_asc: Prisma.sql`k.price_from, k.product_id`,
  price_desc: Prisma.sql`k.price_from DESC, k.product_id`,
};

/** True when the row fails this facet's filter. */
function fails(key: string, values: readonly string[]): Sql {
  const measured = isMeasure(key);
  if (key !== priceFacet && !measured) {
    return Prisma.sql`NOT m.facets && ${values.map((value) => `${key}=${value}`)}`;
  }
  const column = measured ? columnOf[key] : Prisma.sql`m.price_from`;
  const ranges = readRanges(values, measured ? 10 : 1).map(
    ({ from, below }) =>
      Prisma.sql`coalesce(${column} >= ${from ?? 0}::bigint AND ${column} < ${below ?? openEnd}::bigint, false)`,
  );
  return ranges.length ? Prisma.sql`NOT (${Prisma.join(ranges, " OR ")})` : Prisma.sql`true`;
}

const openEnd = 10 ** 15;
const columnOf: Record<Measure, Sql> = {
  size_width: Prisma.sql`m.width_mm`,
  size_depth: Prisma.sql`m.depth_mm`,
  size_height: Prisma.sql`m.height_mm`,
};

/** Least and greatest of each measure, over rows that fail no other filter than its own. */
const boundsOf = (columns: readonly Measure[]): Sql =>
  Prisma.sql`(SELECT jsonb_build_object(${Prisma.join(
    columns.flatMap((key) => {
      const kept = Prisma.sql`FILTER (WHERE m.failed <@ ARRAY[${key}::text])`;
      return [
        Prisma.sql`${key}::text`,
        Prisma.sql`jsonb_build_object('min', min(${columnOf[key]}) ${kept}, 'max', max(${columnOf[key]}) ${kept})`,
      ];
    }),
  )}) FROM judged m)`;

/** Never a facet's key: those are words. */
const amongKey = "<among>";

type Found = Omit<SearchResult, "correctedQuery" | "complete"> & { /** Rows before filters. */ matched: number };

/** Runs one approach: one statement for hits, total and facet counts. */
export async function find(db: Db, approach: Approach, query: SearchQuery): Promise<Found> {
  const filters = Object.entries(query.filters ?? {}).filter(([, values]) => values.length > 0);
  const failed = filters.map(([key, values]) => Prisma.sql`CASE WHEN ${fails(key, values)} THEN ${key} END`);
  if (query.among) {
    failed.push(Prisma.sql`CASE WHEN NOT m.product_id = ANY(${[...query.among]}::text[]) THEN ${amongKey} END`);
  }
  const order = orders[query.sort ?? "relevance"];
  const offset = Math.min(query.offset ?? 0, deepestOffset);
  const wanted = Array.isArray(query.facets)
    ? Prisma.sql`AND split_part(f, '=', 1) = ANY(${[...query.facets]})`
    : Prisma.empty;
  // A facet is counted over rows that fail no other facet's filter than its own.
  const counts = query.facets
    ? Prisma.sql`(SELECT json_agg(c) FROM (
        SELECT split_part(f, '=', 1) AS key, substr(f, strpos(f, '=') + 1) AS value, count(*)::int AS count
        FROM judged j, unnest(j.facets) AS f
        WHERE (j.failed = '{}' OR j.failed = ARRAY[split_part(f, '=', 1)]) ${wanted} GROUP BY f) c)`
    : Prisma.sql`NULL::json`;
  const [row] = await db.$queryRaw<
    {
      ids: string[];
      matched: number;
      total: number;
      counts: { key: string; value: string; count: number }[] | null;
      bounds: Record<Measure, { min: number | null; max: number | null }> | null;
    }[]
  >`
    WITH matched AS MATERIALIZED (${approach.rows}),
    judged AS (SELECT m.*, array_remove(ARRAY[${failed.length ? Prisma.join(failed) : Prisma.empty}]::text[], NULL) AS failed
      FROM matched m),
    kept AS (SELECT * FROM judged WHERE failed = '{}')
    SELECT
      (SELECT count(*)::int FROM matched) AS matched,
      (SELECT count(*)::int FROM kept) AS total,
      ARRAY(SELECT k.product_id FROM kept k ORDER BY ${order} LIMIT ${query.limit}::int OFFSET ${offset}::int) AS ids,
      ${counts} AS counts, ${query.facets === true ? boundsOf(measures) : Prisma.sql`NULL::jsonb`} AS bounds`;
  // Keys are the catalogue's: none of them may mean something to an object.
  const facets: SearchResult["facets"] = Object.create(null);
  for (const { key, value, count } of row?.counts ?? []) {
    facets[key] ??= Object.create(null) as Record<string, number>;
    facets[key][value] = count;
  }
  const bounds: SearchResult["bounds"] = {};
  for (const key of measures) {
    const { min = null, max = null } = row?.bounds?.[key] ?? {};
    if (min !== null && max !== null) bounds[key] = { min, max };
  }
  return {
    productIds: row?.ids ?? [],
    matched: row?.matched ?? 0,
    total: row?.total ?? 0,
    facets,
    bounds,
  };
}
