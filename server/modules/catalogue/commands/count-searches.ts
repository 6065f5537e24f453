import type { Locale } from "#server/kernel/locales.ts";
import type { Db } from "#server/platform/db.ts";

/** So many searches for the same words. `query` is lower-case without accents, `label` as it was typed. */
export type SearchCount = { locale: Locale; query: string; label: string; count: number };

/** Adds to the counts of a day. Rows in one order, so that two processes never wait for each other in opposite order. */
export async function countSearches(db: Db, counts: readonly SearchCount[], now: Date): Promise<void> {
  const rows = [...counts].sort((a, b) => (`${a.locale} ${a.query}` < `${b.locale} ${b.query}` ? -1 : 1));
  await db.$executeRaw`
    INSERT INTO search_tally (locale, query, day, count, label)
    SELECT r.locale, r.query, ${now}::timestamptz::date, r.count, r.label
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(locale text, query text, count int, label text)
    ON CONFLICT (locale, query, day) DO UPDATE SET count = search_tally.count + EXCLUDED.count, label = EXCLUDED.label`;
}

/** What was searched for at least so often since a day and begins like this; as last typed, the most frequent first. */
export async function popularSearches(
  db: Db,
  asked: { locale: Locale; beginning: string; since: Date; atLeast: number; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ label: string }[]>`
    SELECT (array_agg(label ORDER BY day DESC))[1] AS label FROM search_tally
    WHERE locale = ${asked.locale} AND day >= ${asked.since}::timestamptz::date
      AND starts_with(query, ${asked.beginning}) AND query <> ${asked.beginning}
    GROUP BY query HAVING sum(count) >= ${asked.atLeast}::int ORDER BY sum(count) DESC, query LIMIT ${asked.limit}::int`;
  return rows.map((row) => row.label);
}

/** Forgets counts of days long past; how many. */
export const forgetSearches = (db: Db, before: Date): Promise<number> =>
  db.$executeRaw`DELETE FROM search_tally WHERE day < ${before}::timestamptz::date`;
