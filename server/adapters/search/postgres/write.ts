import { type Locale, locales } from "../../../kernel/locales.ts";
import type { IndexState, SearchDocument } from "../../../modules/catalogue/search-port.ts";
import { type Db, Prisma, type Tx } from "../../../platform/db.ts";
import { centimetresIn, joinedCompounds, normalise, normaliseCode, spellings } from "../text.ts";

/** The name under which `search_index` keeps the live build. */
export const indexCode = "products";

/** Raise it when documents change shape: builds of another version count as empty, and are filled anew as a whole. */
export const buildVersion = "products-v3-";

type Row = {
  locale: Locale;
  productId: string;
  title: string;
  text: string;
  words: string[];
  codes: string[];
  facets: string[];
  /** Further texts by weight: B near the name, C the other language, sizes and codes, D prose. */
  b: string;
  c: string;
  d: string;
  priceFrom: number;
  widthMm: number | null;
  depthMm: number | null;
  heightMm: number | null;
  inStock: boolean;
  listedAt: number;
  positions: Readonly<Record<string, number>>;
};

/** One row per language: its own texts first, the other language's names and features still findable. */
function toRows(document: SearchDocument): Row[] {
  return locales.map((locale) => {
    const own = document.texts[locale];
    const others = locales.filter((other) => other !== locale).map((other) => document.texts[other]);
    const near = [own.brand, ...own.categories, ...own.features, ...own.tags, own.tagline];
    const far = others.flatMap((other) => [other.name, ...other.categories, ...other.features]);
    const named = [own.name, own.brand, ...own.categories, ...own.features];
    const joined = [...named, ...far].flatMap(joinedCompounds);
    const sizes = new Set([...document.sizesCm, ...centimetresIn([own.name, ...own.features].join(", "))]);
    const words = spellings(named);
    for (const word of joined) words.set(word, word);
    // Tags are in one language only, whichever the shopper reads.
    const foreign = new Map([...spellings([...far, ...own.tags])].filter(([word]) => !words.has(word)));
    return {
      locale,
      productId: document.productId,
      title: normalise(own.name),
      text: [...words.keys(), ...foreign.keys()].join(" "),
      words: [
        ...[...words].map(([word, written]) => `${word} ${written} 10`),
        ...[...foreign].map(([word, written]) => `${word} ${written} 1`),
      ],
      codes: document.codes.map(normaliseCode).filter(Boolean),
      facets: Object.entries(document.facets).flatMap(([key, values]) => values.map((value) => `${key}=${value}`)),
      b: normalise([...near, ...joined].join(" ")),
      c: [normalise(far.join(" ")), ...[...sizes].map((cm) => `${cm}cm`), ...document.codes.map(normaliseCode)].join(
        " ",
      ),
      d: normalise(own.description),
      priceFrom: document.priceFrom,
      widthMm: document.measures.size_width ?? null,
      depthMm: document.measures.size_depth ?? null,
      heightMm: document.measures.size_height ?? null,
      inStock: document.inStock,
      listedAt: document.listedAt,
      positions: document.positions,
    };
  });
}

const columns = Prisma.sql`index, locale, product_id, title, text, words, codes, facets, vector, price_from, width_mm,
  depth_mm, height_mm, in_stock, listed_at, positions`;

/** What of a document is compared: everything that is written but its key. */
const compared = (of: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${of}.title, ${of}.text, ${of}.words, ${of}.codes, ${of}.facets, ${of}.vector, ${of}.price_from, ${of}.width_mm,
    ${of}.depth_mm, ${of}.height_mm, ${of}.in_stock, ${of}.listed_at, ${of}.positions)`;

/** Documents as rows of a build. By product id, so that two writers never wait for each other in opposite order. */
function rowsIn(build: string, documents: readonly SearchDocument[]): Prisma.Sql {
  const rows = [...documents].sort((a, b) => (a.productId < b.productId ? -1 : 1)).flatMap(toRows);
  return Prisma.sql`
    SELECT ${build}::text, r.locale, r."productId", r.title, r.text, r.words, r.codes, r.facets,
      setweight(to_tsvector('comptoir_plain', r.title), 'A') || setweight(to_tsvector(l.own, r.title), 'A') ||
      setweight(to_tsvector('comptoir_plain', r.b), 'B') || setweight(to_tsvector(l.own, r.b), 'B') ||
      setweight(to_tsvector('comptoir_plain', r.c), 'C') || setweight(to_tsvector(l.other, r.c), 'C') ||
      setweight(to_tsvector(l.own, r.d), 'D'),
      r."priceFrom", r."widthMm", r."depthMm", r."heightMm", r."inStock",
      to_timestamp(r."listedAt" / 1000.0)::timestamptz(3), r.positions
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(locale text, "productId" text, title text, text text,
      words text[], codes text[], facets text[], b text, c text, d text, "priceFrom" bigint, "widthMm" int,
      "depthMm" int, "heightMm" int, "inStock" boolean,
      "listedAt" double precision, positions jsonb)
    CROSS JOIN LATERAL (SELECT
      CASE r.locale WHEN 'fr' THEN 'comptoir_fr' ELSE 'comptoir_en' END::regconfig AS own,
      CASE r.locale WHEN 'fr' THEN 'comptoir_en' ELSE 'comptoir_fr' END::regconfig AS other) l`;
}

/** Writes documents into a build, over what it had of the same products; the products that are new to it or other than before. */
export async function writeDocuments(
  tx: Tx,
  build: string,
  documents: readonly SearchDocument[],
): Promise<readonly string[]> {
  if (documents.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO search_document (${columns}, updated_at)
    SELECT e.*, now() FROM (${rowsIn(build, documents)}) e
    ON CONFLICT (index, locale, product_id) DO UPDATE SET title = EXCLUDED.title, text = EXCLUDED.text,
      words = EXCLUDED.words, codes = EXCLUDED.codes, facets = EXCLUDED.facets, vector = EXCLUDED.vector,
      price_from = EXCLUDED.price_from, width_mm = EXCLUDED.width_mm, depth_mm = EXCLUDED.depth_mm,
      height_mm = EXCLUDED.height_mm, in_stock = EXCLUDED.in_stock, listed_at = EXCLUDED.listed_at,
      positions = EXCLUDED.positions, revision = EXCLUDED.revision, updated_at = now()
    WHERE ${compared(Prisma.sql`search_document`)} IS DISTINCT FROM ${compared(Prisma.sql`EXCLUDED`)}
    RETURNING product_id AS id`;
  return [...new Set(rows.map((row) => row.id))];
}

/** Takes products out of a build; how many it had. */
export async function removeDocuments(tx: Tx, build: string, productIds: readonly string[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ removed: number }[]>`
    WITH gone AS (
      DELETE FROM search_document WHERE index = ${build} AND product_id = ANY(${[...productIds]}) RETURNING product_id
    ), noted AS (
      INSERT INTO search_removal (index, product_id, revision)
      SELECT ${build}::text, g.product_id, nextval('search_document_revision_seq')
      FROM (SELECT DISTINCT product_id FROM gone) g
      ON CONFLICT (index, product_id) DO UPDATE SET revision = EXCLUDED.revision RETURNING 1
    ) SELECT count(*)::int AS removed FROM noted`;
  return row?.removed ?? 0;
}

/** How these documents stand in a build: every column as it would be written now. */
export async function compareDocuments(
  from: Db,
  build: string,
  documents: readonly SearchDocument[],
): Promise<Map<string, IndexState>> {
  if (documents.length === 0) return new Map();
  const rows = await from.$queryRaw<{ id: string; there: boolean; same: boolean }[]>`
    SELECT e.product_id AS id, bool_or(d.index IS NOT NULL) AS there,
      bool_and(${compared(Prisma.sql`d`)} IS NOT DISTINCT FROM ${compared(Prisma.sql`e`)}) AS same
    FROM (${rowsIn(build, documents)}) e(${columns})
    LEFT JOIN search_document d ON d.index = e.index AND d.locale = e.locale AND d.product_id = e.product_id
    GROUP BY e.product_id`;
  return new Map(rows.map((row) => [row.id, row.same ? "same" : row.there ? "stale" : "missing"]));
}

/** Adds the words of some products to the vocabulary. Words that fell out of use stay until the next rebuild. */
export async function learnWords(tx: Tx, build: string, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO search_word (index, locale, word, label, uses)
    SELECT DISTINCT ON (d.locale, split_part(w, ' ', 1)) d.index, d.locale, split_part(w, ' ', 1), split_part(w, ' ', 2),
      split_part(w, ' ', 3)::int
    FROM search_document d, unnest(d.words) AS w
    WHERE d.index = ${build} AND d.product_id = ANY(${[...productIds]})
    ORDER BY d.locale, split_part(w, ' ', 1)
    ON CONFLICT DO NOTHING`;
}

/** Counts the whole vocabulary of a finished build. */
export async function countWords(tx: Tx, build: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO search_word (index, locale, word, label, uses)
    SELECT d.index, d.locale, split_part(w, ' ', 1), max(split_part(w, ' ', 2)), sum(split_part(w, ' ', 3)::int)::int
    FROM search_document d, unnest(d.words) AS w
    WHERE d.index = ${build}
    GROUP BY d.index, d.locale, split_part(w, ' ', 1)`;
}
