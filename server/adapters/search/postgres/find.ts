import { type Db, Prisma } from "../../../platform/db.ts";
import type { Synonyms } from "../synonyms.ts";
import type { ParsedQuery, Term } from "../text.ts";
import type { Scores } from "./listing.ts";
import { allOf, exactly, withSynonyms } from "./words.ts";
import { indexCode } from "./write.ts";

type Sql = Prisma.Sql;

/** The live build, read by every statement itself: a swap between two statements cannot mix builds. */
export const liveBuild = Prisma.sql`(SELECT active FROM search_index WHERE code = ${indexCode})`;

/** How products are chosen (a query for their ids, of all or of some) and scored; several ways are tried, the strictest first. */
export type Approach = Choice & Scoring;
type Choice = { chosen: (only?: readonly string[]) => Sql };
type Scoring = { score: Sql; locale: string };

const documents = (locale: string): Sql =>
  Prisma.sql`search_document d WHERE d.index = ${liveBuild} AND d.locale = ${locale}`;

const matching = (query: Sql, locale: string) => (only?: readonly string[]) =>
  only
    ? Prisma.sql`SELECT d.product_id FROM ${documents(locale)} AND d.product_id = ANY(${only}) AND d.vector @@ ${query}`
    : Prisma.sql`SELECT product_id FROM search_matching(${liveBuild}, ${locale}, ${query})`;

/** Words in names weigh most, then what stands near them, then codes and the other language, then prose. */
const rank = (weight: number, query: Sql): Sql =>
  Prisma.sql`floor(${weight * 10}::int * ts_rank('{0.02, 0.1, 0.4, 1}', d.vector, ${query})) / 10`;

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
  return { chosen: matching(where, locale), score, locale };
}

/** What each term matches by itself, words that have synonyms together being one. */
export function eachTerm(terms: readonly Term[], locale: string, synonyms: Synonyms): (Choice & { terms: Term[] })[] {
  const { parts, runs } = withSynonyms(terms, synonyms);
  return parts.map((part, i) => ({ chosen: matching(part, locale), terms: runs[i] ?? [] }));
}

/** How well rows match any of the terms. */
export function anyTerm(terms: readonly Term[], locale: string, synonyms: Synonyms): Scoring {
  const any = Prisma.sql`(${Prisma.join(withSynonyms(terms, synonyms).parts, " || ")})`;
  return { score: rank(10, any), locale };
}

/** Rows whose words resemble the phrase, letter by letter: the last resort, for words run together. */
export function alike(phrase: string, locale: string): Approach {
  return {
    score: Prisma.sql`round(100 * word_similarity(${phrase}, d.text)::numeric)`,
    chosen: (only) =>
      Prisma.sql`SELECT d.product_id FROM ${documents(locale)} AND ${phrase} <% d.text
        ${only ? Prisma.sql`AND d.product_id = ANY(${only})` : Prisma.empty}`,
    locale,
  };
}

/** Ranking reads all words of a row: of more rows than these, only the likeliest are ranked. */
export const mostRanked = 200;

/** Reads scores as PostgreSQL writes them here: as one text, which is fastest. */
const readScores = (text: string | null | undefined): Map<string, number> =>
  new Map(
    (text?.split(",") ?? []).map((each) => {
      const at = each.indexOf(" ");
      return [each.slice(0, at), Number(each.slice(at + 1))];
    }),
  );

const scoresOf = ({ score, locale }: Scoring, ids: Sql): Sql => Prisma.sql`
  SELECT string_agg(d.product_id || ' ' || (${score})::float8, ',') FROM ${documents(locale)} AND d.product_id = ANY(${ids})`;

/** What an approach asks, as a text: the same for the same words, synonyms and language. */
export const questionOf = ({ chosen, score }: Choice & { score?: Sql }): string => {
  const all = chosen();
  return JSON.stringify([all.sql, all.values, score?.sql, score?.values]);
};

/**
 * Everything that an approach matches, or of some products those that it does, with how well. One statement; where more
 * match than are ranked, `likeliest` chooses among them, a second statement ranks those, and the others come after them.
 */
export async function matchesOf(
  db: Db,
  approach: Approach,
  likeliest: (ids: readonly string[]) => readonly string[],
  only?: readonly string[],
): Promise<Scores> {
  const [row] = await db.$queryRaw<{ ids: string | null; scores: string | null }[]>`
    WITH m AS MATERIALIZED (${approach.chosen(only)})
    SELECT (SELECT string_agg(product_id, ' ') FROM m) AS ids,
      CASE WHEN (SELECT count(*) FROM m) <= ${mostRanked}
        THEN (${scoresOf(approach, Prisma.sql`ARRAY(SELECT product_id FROM m)`)}) END AS scores`;
  if (!row?.ids) return new Map();
  if (row.scores !== null) return readScores(row.scores);
  return rankedOf(db, approach, row.ids.split(" "), likeliest);
}

/** Everything that an approach matches, or of some products those that it does, unranked. One statement. */
export async function idsOf(db: Db, { chosen }: Choice, only?: readonly string[]): Promise<Scores> {
  const [row] = await db.$queryRaw<{ ids: string | null }[]>`
    SELECT string_agg(product_id, ' ') AS ids FROM (${chosen(only)}) m`;
  return new Map((row?.ids?.split(" ") ?? []).map((id) => [id, 0]));
}

/** Products with how well they match: the likeliest ranked, in one statement, the others after them. */
export async function rankedOf(
  db: Db,
  scoring: Scoring,
  ids: readonly string[],
  likeliest: (ids: readonly string[]) => readonly string[],
): Promise<Scores> {
  const all = new Map(ids.map((id) => [id, 0]));
  const [ranked] = await db.$queryRaw<{ scores: string | null }[]>`
    SELECT (${scoresOf(scoring, Prisma.sql`${[...likeliest(ids)]}::text[]`)}) AS scores`;
  for (const [id, score] of readScores(ranked?.scores)) all.set(id, score);
  return all;
}

/** Products that are in the most sets. */
export function withMost(sets: readonly Iterable<string>[]): string[] {
  const times = new Map<string, number>();
  for (const set of sets) for (const id of set) times.set(id, (times.get(id) ?? 0) + 1);
  const most = Math.max(0, ...new Set(times.values()));
  return [...times].flatMap(([id, count]) => (count === most ? [id] : []));
}
