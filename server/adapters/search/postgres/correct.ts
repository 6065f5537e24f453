import type { Db } from "../../../platform/db.ts";
import { editDistance, forgivenEdits, soundOf, type Term } from "../text.ts";
import { liveBuild } from "./find.ts";

export type Correction = {
  terms: Term[];
  /** How the corrected terms are written, or null when none was corrected. */
  text: string | null;
};

/** Of several near words: those that sound the same, then fewest edits, then the most used, then alphabetical. */
function nearest(term: Term, candidates: readonly { word: string; label: string; uses: number }[]) {
  const most = forgivenEdits(term.word);
  const sound = soundOf(term.word);
  return candidates
    .map((candidate) => {
      const whole = editDistance(term.word, candidate.word, most);
      // A word being typed is compared with beginnings too, at a price: whole words win.
      const begun =
        term.open && candidate.word.length > term.word.length
          ? editDistance(term.word, candidate.word.slice(0, term.word.length), most) + 0.5
          : Number.POSITIVE_INFINITY;
      // Written as it sounds is a smaller slip than any wrong letter: "chese" is a chaise, not a chêne.
      const near = editDistance(term.word, candidate.word, most + 1);
      const sounded = near <= most + 1 && soundOf(candidate.word) === sound ? near / 4 : Number.POSITIVE_INFINITY;
      return { ...candidate, edits: Math.min(whole, begun, sounded) };
    })
    .filter((candidate) => candidate.edits <= most)
    .sort((a, b) => a.edits - b.edits || b.uses - a.uses || (a.word < b.word ? -1 : 1))[0];
}

/** Replaces terms that occur nowhere in the index by the nearest word of its vocabulary. Two statements at most. */
export async function correctTerms(db: Db, terms: readonly Term[], locale: string): Promise<Correction> {
  const doubtful = terms.filter((term) => !term.literal && forgivenEdits(term.word) > 0);
  if (doubtful.length === 0) return { terms: [...terms], text: null };
  const asked = JSON.stringify(
    doubtful.map((t) => ({ word: t.word, plain: t.open ? `'${t.word}':*` : `'${t.word}'` })),
  );
  const unknown = await db.$queryRaw<{ word: string }[]>`
    SELECT t.word FROM jsonb_to_recordset(${asked}::jsonb) AS t(word text, plain text)
    WHERE NOT EXISTS (SELECT 1 FROM search_document d WHERE d.index = ${liveBuild} AND d.locale = ${locale}
      AND d.vector @@ (to_tsquery('comptoir_fr', quote_literal(t.word)) || to_tsquery('comptoir_en', quote_literal(t.word))
        || to_tsquery('comptoir_plain', t.plain)))`;
  if (unknown.length === 0) return { terms: [...terms], text: null };
  const wanted = unknown.map((row) => row.word);
  const near = await db.$queryRaw<{ wanted: string; word: string; label: string; uses: number }[]>`
    SELECT n.wanted_word AS wanted, w.word, w.label, w.uses
    FROM search_near_words(${liveBuild}, ${locale}, ${wanted}) n
    JOIN search_word w ON w.index = ${liveBuild} AND w.locale = ${locale} AND w.word = n.word`;
  let changed = false;
  const corrected = terms.map((term) => {
    const better = wanted.includes(term.word)
      ? nearest(
          term,
          near.filter((row) => row.wanted === term.word),
        )
      : undefined;
    if (!better) return { term, label: term.word };
    changed = true;
    return { term: { ...term, word: better.word, open: false }, label: better.label };
  });
  return {
    terms: corrected.map((c) => c.term),
    text: changed ? corrected.map((c) => c.label).join(" ") : null,
  };
}
