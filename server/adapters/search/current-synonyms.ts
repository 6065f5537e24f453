import { db } from "../../platform/db.ts";
import { type Synonyms, synonymsFrom } from "./synonyms.ts";

/** Staff wait this long at most until other processes search with what they changed. */
const keptMs = 2_000;
let kept: { at: number; synonyms: Promise<Synonyms> } | undefined;
let last: { text: string; synonyms: Synonyms } | undefined;

async function read(): Promise<Synonyms> {
  const rows = await db().searchSynonym.findMany({ select: { terms: true }, orderBy: { id: "asc" } });
  const text = JSON.stringify(rows);
  if (last?.text !== text) last = { text, synonyms: synonymsFrom(rows.map((row) => row.terms)) };
  return last.synonyms;
}

/** The synonyms of this moment, read once in two seconds: the same object until they change. */
export function currentSynonyms(): Promise<Synonyms> {
  if (kept && Date.now() - kept.at < keptMs) return kept.synonyms;
  const synonyms = read();
  kept = { at: Date.now(), synonyms };
  synonyms.catch(() => {
    kept = undefined;
  });
  return synonyms;
}

/** Has them read anew by the next search of this process. */
export function forgetSynonyms(): void {
  kept = undefined;
}
