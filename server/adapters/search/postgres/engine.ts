// Search in PostgreSQL itself: full text in both languages, prefixes, a vocabulary for typos. Needs nothing but the
// database, so it is the default, and what answers when another engine does not.
import {
  categoryFacet,
  fullestCategories,
  type SearchDocument,
  type SearchEngine,
  type SearchQuery,
  type SearchResult,
} from "../../../modules/catalogue/search-port.ts";
import { db } from "../../../platform/db.ts";
import { inTx } from "../../../platform/tx.ts";
import { currentSynonyms, forgetSynonyms } from "../current-synonyms.ts";
import { type Synonyms, synonymsFrom } from "../synonyms.ts";
import { parseQuery, type Term } from "../text.ts";
import { correctTerms } from "./correct.ts";
import {
  type Approach,
  alike,
  anyTerm,
  eachTerm,
  everyTerm,
  idsOf,
  matchesOf,
  mostRanked,
  questionOf,
  rankedOf,
  withMost,
} from "./find.ts";
import type { Scores } from "./listing.ts";
import { type Live, liveListing } from "./live-listing.ts";
import { lockLiveBuild, lockSwap } from "./locks.ts";
import {
  buildVersion,
  compareDocuments,
  countWords,
  indexCode,
  learnWords,
  removeDocuments,
  writeDocuments,
} from "./write.ts";

async function indexProducts(documents: readonly SearchDocument[]): Promise<number> {
  if (documents.length === 0) return 0;
  return inTx(async (tx) => {
    const build = await lockLiveBuild(tx);
    const changed = await writeDocuments(tx, build, documents);
    await learnWords(tx, build, changed);
    return changed.length;
  });
}

async function removeProducts(productIds: readonly string[]): Promise<number> {
  if (productIds.length === 0) return 0;
  return inTx(async (tx) => removeDocuments(tx, await lockLiveBuild(tx), productIds));
}

async function dropBuild(build: string): Promise<void> {
  await db().$executeRaw`DELETE FROM search_document WHERE index = ${build}`;
  await db().$executeRaw`DELETE FROM search_removal WHERE index = ${build}`;
  await db().$executeRaw`DELETE FROM search_word WHERE index = ${build}`;
}

async function rebuild(batches: AsyncIterable<readonly SearchDocument[]>): Promise<{ documents: number }> {
  const build = `${buildVersion}${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
  let documents = 0;
  try {
    for await (const batch of batches) {
      await writeDocuments(db(), build, batch);
      documents += batch.length;
    }
    const previous = await inTx(async (tx) => {
      await countWords(tx, build);
      const replaced = await lockSwap(tx);
      await tx.$executeRaw`
        INSERT INTO search_index (code, active, built_at) VALUES (${indexCode}, ${build}, now())
        ON CONFLICT (code) DO UPDATE SET active = EXCLUDED.active, built_at = EXCLUDED.built_at`;
      return replaced;
    });
    if (previous) await dropBuild(previous);
  } catch (error) {
    await dropBuild(build);
    throw error;
  }
  // What rebuilds that were killed left behind; younger ones may still be running.
  const abandoned = await db().$queryRaw<{ index: string }[]>`
    SELECT index FROM search_document WHERE index NOT IN (SELECT active FROM search_index)
    GROUP BY index HAVING max(updated_at) < now() - interval '1 hour'`;
  for (const { index } of abandoned) await dropBuild(index);
  await db().$executeRaw`ANALYZE search_document`;
  return { documents };
}

async function liveBuild(): Promise<string | undefined> {
  const row = await db().searchIndex.findUnique({ where: { code: indexCode }, select: { active: true } });
  return row?.active;
}

type Asked = Pick<SearchQuery, "text" | "locale">;
type Matched = { scores: Scores | null; correctedQuery: string | null; complete: boolean };

/** How a term may be said in a name: as typed, in the singular, by a synonym. */
const waysToSay = ({ word, also }: Term, synonyms: Synonyms): string[] => [
  word,
  ...(word.length > 3 ? [word.replace(/[sx]$/, "")] : []),
  ...also,
  ...synonyms.of(word),
];

const phraseOf = (terms: readonly Term[]): string => terms.map(({ word }) => word).join(" ");

/** What the words match, tried strictly first: as typed, without slips, most of them, alike. */
async function match({ text, locale }: Asked, live: Live, synonyms: Synonyms): Promise<Matched> {
  const parsed = parseQuery(text, locale);
  if (parsed.terms.length === 0) return { scores: null, correctedQuery: null, complete: true };
  const likeliest = (terms: readonly Term[], phrase = phraseOf(terms)) => {
    const said = terms.map((term) => waysToSay(term, synonyms));
    return (ids: readonly string[]) => live.names[locale].likeliest(ids, phrase, said, mostRanked);
  };
  const find = (approach: Approach, terms: readonly Term[], phrase?: string): Promise<Scores> =>
    live.matches.scores(questionOf(approach), (only) => matchesOf(db(), approach, likeliest(terms, phrase), only));
  const findAll = (terms: readonly Term[]): Promise<Scores> =>
    find(everyTerm({ ...parsed, code: null, terms }, phraseOf(terms), locale, synonyms), terms);
  const asTyped = await find(everyTerm(parsed, parsed.phrase, locale, synonyms), parsed.terms, parsed.phrase);
  if (asTyped.size > 0) return { scores: asTyped, correctedQuery: null, complete: true };

  const { terms, text: corrected } = await correctTerms(db(), parsed.terms, locale);
  const near = (scores: Scores, correctedQuery: string | null) => ({ scores, correctedQuery, complete: false });
  if (corrected !== null) {
    const meant = await findAll(terms);
    if (meant.size > 0) return near(meant, corrected);
  }
  // Words that no product has are left out: what remains is often asked for, and kept.
  const known: { terms: Term[]; ids: Scores }[] = [];
  for (const term of eachTerm(terms, locale, synonyms)) {
    const ids = await live.matches.scores(questionOf(term), (only) => idsOf(db(), term, only));
    if (ids.size > 0) known.push({ terms: term.terms, ids });
  }
  const rest = known.flatMap((each) => each.terms);
  if (rest.length > 0 && rest.length < terms.length) {
    const all = await findAll(rest);
    if (all.size > 0) return near(all, corrected);
  }
  const partial = withMost(known.map(({ ids }) => ids.keys()));
  if (partial.length > 0) {
    return near(await rankedOf(db(), anyTerm(rest, locale, synonyms), partial, likeliest(rest)), corrected);
  }
  return near(await find(alike(parsed.phrase, locale), parsed.terms, parsed.phrase), null);
}

const noSynonyms = synonymsFrom([]);

/** Words are matched by the database, everything else is counted and sorted in memory. */
async function query(asked: SearchQuery): Promise<SearchResult> {
  const [live, synonyms] = await Promise.all([liveListing(), asked.text ? currentSynonyms() : noSynonyms]);
  return live.answers.of(JSON.stringify(asked), synonyms, async () => {
    const { scores, ...said } = await match(asked, live, synonyms);
    return { ...live.listing.find(asked, scores), ...said };
  });
}

/** By what products are called; only what no name begins like is searched for in every way there is. */
const suggest: SearchEngine["suggest"] = async ({ text, locale, limit }) => {
  const asked = { text, locale, limit, facets: [categoryFacet] };
  const [{ listing, names, suggestions }, synonyms] = await Promise.all([liveListing(), currentSynonyms()]);
  return suggestions.of(JSON.stringify(asked), synonyms, async () => {
    const { phrase, terms } = parseQuery(text, locale);
    const words = terms.map(({ word }) => word);
    const scores = names[locale].beginning(phrase, words, limit);
    const result = scores.size > 0 ? listing.find(asked, scores) : await query(asked);
    return { productIds: result.productIds, categories: fullestCategories(result) };
  });
};

/** The engine of the house. Every process looks at the same tables, and keeps in memory what lists are made of. */
export const postgresSearch: SearchEngine = {
  code: "postgres",
  async ensureReady() {
    const [row] = await db().$queryRaw<{ empty: boolean }[]>`
      SELECT NOT EXISTS (SELECT 1 FROM search_document d JOIN search_index i ON i.active = d.index
        WHERE i.code = ${indexCode} AND starts_with(i.active, ${buildVersion})) AS empty`;
    return { empty: row?.empty ?? true };
  },
  indexProducts,
  removeProducts,
  rebuild,
  async refreshSettings() {
    forgetSynonyms();
  },
  query,
  suggest,
  async compare(documents) {
    const build = await liveBuild();
    if (build) return compareDocuments(db(), build, documents);
    return new Map(documents.map(({ productId }) => [productId, "missing"]));
  },
  async sampleIds(limit, seed) {
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT d.product_id AS id FROM search_document d JOIN search_index i ON i.active = d.index
      WHERE i.code = ${indexCode} GROUP BY d.product_id ORDER BY md5(d.product_id || ${seed}) LIMIT ${limit}`;
    return rows.map((row) => row.id);
  },
  async health() {
    const [row] = await db().$queryRaw<{ documents: number }[]>`
      SELECT count(*)::int AS documents FROM search_document d JOIN search_index i ON i.active = d.index
      WHERE i.code = ${indexCode} AND d.locale = 'fr'`;
    return { ok: true, documents: row?.documents ?? 0, detail: null };
  },
};
