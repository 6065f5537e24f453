import { type Db, Prisma } from "../../../platform/db.ts";
import type { Synonyms } from "../synonyms.ts";
import type { ParsedQuery, Term } from "../text.ts";
import type { Scores } from "./listing.ts";
import { allOf, exactly, withSynonyms } from "./words.ts";
import { indexCode } from "./write.ts";

type Sql = Prisma.Sql;

/** The live build, read by every statement itself: a swap between two statements cannot mix builds. */
export const liveBuild = Prisma.sql`(SELECT active FROM search_index WHERE code = ${indexCode})`;

/** How a set of rows is chosen and scored; several are tried, the strictest first. */
export type Approach = { rows: Sql };

const scored = (score: Sql, where: Sql, locale: string): Sql => Prisma.sql`
  SELECT d.product_id, ${score}::float8 AS score
  FROM search_document d WHERE d.index = ${liveBuild} AND d.locale = ${locale} AND ${where}`;

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

/** Runs one approach, in one statement: everything it matches, with how well. As one text, which reads fastest. */
export async function matchesOf(db: Db, approach: Approach): Promise<Scores> {
  const [row] = await db.$queryRaw<{ ids: string | null; scores: string | null }[]>`
    SELECT string_agg(m.product_id, ' ') AS ids, string_agg(m.score::text, ' ') AS scores FROM (${approach.rows}) m`;
  const scores = row?.scores?.split(" ") ?? [];
  return new Map((row?.ids?.split(" ") ?? []).map((id, i) => [id, Number(scores[i])]));
}
