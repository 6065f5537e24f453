import type { Db } from "#server/platform/db.ts";
import type { Synonym } from "./search-contract.ts";

/** Every group of synonyms, by its first word. There are tens of them, not thousands: no pages. */
export async function listSynonyms(db: Db): Promise<Synonym[]> {
  const rows = await db.searchSynonym.findMany();
  return rows
    .map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() }))
    .sort((a, b) => (a.terms[0] ?? "").localeCompare(b.terms[0] ?? "", "fr") || (a.id < b.id ? -1 : 1));
}
