import { Prisma } from "../../../platform/db.ts";
import type { Synonyms } from "../synonyms.ts";
import type { Term } from "../text.ts";

type Sql = Prisma.Sql;

/** Where words must stand: anywhere, or in names only (weight A of a vector). */
export type Within = "" | "A";

const lexeme = (word: string, flags: string): string => `'${word}'${flags && `:${flags}`}`;

const asPhrase = (words: string, within: Within): string =>
  words
    .split(" ")
    .map((word) => lexeme(word, within))
    .join(" <-> ");

/** Matches one expression in either language's stems or as written. `open` also matches beginnings of written words. */
function matching(expression: string, plain = expression): Sql {
  return Prisma.sql`(to_tsquery('comptoir_fr', ${expression}) || to_tsquery('comptoir_en', ${expression})
    || to_tsquery('comptoir_plain', ${plain}))`;
}

/** One term as typed, still being typed or in another unit. */
export function exactly(term: Term, within: Within = ""): Sql {
  const any = [term.word, ...term.also].map((word) => lexeme(word, within)).join(" | ");
  return matching(any, term.open ? `${any} | ${lexeme(term.word, `*${within}`)}` : any);
}

/** All terms must match, each in its own way: the wording of the shopper. */
export const allOf = (parts: readonly Sql[]): Sql => Prisma.join([...parts], " && ");

/** Like `exactly`, but runs of words that have synonyms may be said otherwise. Each part is of one run. */
export function withSynonyms(
  terms: readonly Term[],
  synonyms: Synonyms,
  within: Within = "",
): { parts: Sql[]; runs: Term[][]; widened: boolean } {
  const parts: Sql[] = [];
  const runs: Term[][] = [];
  let widened = false;
  for (let i = 0; i < terms.length; ) {
    let taken = 1;
    let others: string[] = [];
    for (let length = Math.min(synonyms.longest, terms.length - i); length > 0 && !others.length; length--) {
      const run = terms.slice(i, i + length).map((term) => term.word);
      others = synonyms.of(run.join(" "));
      if (others.length) {
        taken = length;
        widened = true;
      }
    }
    const run = terms.slice(i, i + taken);
    const own = allOf(run.map((term) => exactly(term, within)));
    const said = others.map((other) => `(${asPhrase(other, within)})`).join(" | ");
    parts.push(others.length ? Prisma.sql`((${own}) || ${matching(said)})` : own);
    runs.push(run);
    i += taken;
  }
  return { parts, runs, widened };
}
