// The listing of the live build, kept in memory in every process and brought up to date before each answer: one statement that
// finds nothing new most of the time. Writers of a build take turns (locks.ts), so that revisions come in the order of commits
// and whoever has seen one has seen all before it.
import { type Locale, locales } from "../../../kernel/locales.ts";
import type { SearchEngine, SearchResult } from "../../../modules/catalogue/search-port.ts";
import { db, Prisma } from "../../../platform/db.ts";
import { shareReads } from "../../../platform/share-reads.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { KeptMatches } from "./kept-matches.ts";
import { Listing } from "./listing.ts";
import { Names } from "./names.ts";
import { indexCode } from "./write.ts";

/** Facets, prices and places are the same in every language. */
const locale: Locale = locales[0];
/** Read so many at a time when a build is new to the process: others are answered in between. */
const batch = 2_000;

type Suggested = Awaited<ReturnType<SearchEngine["suggest"]>>;
/** What lists of products are made of, what products are called, and what was asked about them. */
export type Live = {
  listing: Listing;
  names: Readonly<Record<Locale, Names>>;
  matches: KeptMatches;
  answers: KeptAnswers<SearchResult>;
  suggestions: KeptAnswers<Suggested>;
};

const nothing = (): Live => ({
  listing: new Listing(),
  matches: new KeptMatches(),
  answers: new KeptAnswers(),
  suggestions: new KeptAnswers(),
  names: Object.fromEntries(locales.map((of) => [of, new Names()])) as Record<Locale, Names>,
});

type Facts = [
  values: string[],
  positions: Record<string, number>,
  price: number,
  sizes: (number | null)[],
  inStock: boolean,
  listedAt: number,
];
/** As PostgreSQL writes a document. Without a language the product left the build; facts come with the first language. */
type Line = [id: string, of: Locale | null, title: string, words: string, facts: Facts | null];

type Kept = { build: string; seen: bigint; live: Live };
let kept: Kept | undefined;

const line = Prisma.sql`json_build_array(d.product_id, d.locale, ' ' || d.title, ' ' || d.text, CASE WHEN d.locale = ${locale} THEN
  json_build_array(d.facets, d.positions, d.price_from, ARRAY[d.width_mm, d.depth_mm, d.height_mm], d.in_stock,
    extract(epoch FROM d.listed_at) * 1000) END)`;

function note({ listing, names, matches, answers, suggestions }: Live, lines: readonly Line[]): void {
  answers.forget();
  suggestions.forget();
  for (const [id, of, title, words, facts] of lines) {
    matches.noteChange(id);
    if (of === null) {
      listing.remove(id);
      for (const each of Object.values(names)) each.remove(id);
      continue;
    }
    names[of]?.put(id, title, words);
    if (!facts) continue;
    const [values, positions, price, sizes, inStock, listedAt] = facts;
    listing.put({ id, values, positions, price, sizes, inStock, listedAt });
  }
}

/** Reads a whole build. What is written meanwhile has later revisions than the one noted, and is read again afterwards. */
async function load(build: string): Promise<Kept> {
  const [last] = await db().$queryRaw<{ seen: bigint }[]>`
    SELECT greatest((SELECT max(revision) FROM search_document WHERE index = ${build}),
      (SELECT max(revision) FROM search_removal WHERE index = ${build}), 0) AS seen`;
  const live = nothing();
  for (const language of locales) {
    for (let after = ""; ; ) {
      const [row] = await db().$queryRaw<{ lines: string | null; last: string | null }[]>`
      SELECT json_agg(p.line)::text AS lines, max(p.id) AS last FROM (
        SELECT d.product_id AS id, ${line} AS line FROM search_document d
        WHERE d.index = ${build} AND d.locale = ${language} AND d.product_id > ${after}
        ORDER BY d.product_id LIMIT ${batch}) p`;
      if (!row?.lines || row.last === null) break;
      note(live, JSON.parse(row.lines) as Line[]);
      after = row.last;
    }
  }
  return { build, seen: last?.seen ?? 0n, live };
}

/** What changed in the build that this process has, or that another one is live. */
async function readChanges({ build, seen }: Pick<Kept, "build" | "seen">) {
  const [row] = await db().$queryRaw<{ active: string; seen: bigint | null; lines: string | null }[]>`
    SELECT i.active, c.seen, c.lines FROM search_index i LEFT JOIN LATERAL (
      SELECT max(e.revision) AS seen, json_agg(e.line ORDER BY e.revision)::text AS lines FROM (
        SELECT d.revision, ${line} AS line FROM search_document d
        WHERE d.index = ${build} AND d.revision > ${seen}
        UNION ALL
        SELECT r.revision, json_build_array(r.product_id, NULL) FROM search_removal r
        WHERE r.index = ${build} AND r.revision > ${seen}) e) c ON i.active = ${build}
    WHERE i.code = ${indexCode}`;
  return row;
}

const refresh = shareReads(async (): Promise<Live> => {
  const found = await readChanges(kept ?? { build: "", seen: 0n });
  if (!found) return nothing();
  if (kept?.build !== found.active) {
    kept = await load(found.active);
    return refreshLoaded();
  }
  if (found.lines) note(kept.live, JSON.parse(found.lines) as Line[]);
  if (found.seen) kept.seen = found.seen;
  return kept.live;
});

/** What was written while the build was read. */
async function refreshLoaded(): Promise<Live> {
  if (!kept) return nothing();
  const found = await readChanges(kept);
  if (found?.active === kept.build && found.lines && found.seen) {
    note(kept.live, JSON.parse(found.lines) as Line[]);
    kept.seen = found.seen;
  }
  return kept.live;
}

/** All of it as of now. One statement, shared by all who ask at the same moment; more once a build is new here. */
export const liveListing = (): Promise<Live> => refresh("");
