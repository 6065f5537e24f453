// Relevance: labelled queries on the demo shop, asked of every engine that is there.
import fs from "node:fs";
import path from "node:path";
import { seed } from "#prisma/seed/index.ts";
import { createMeilisearch, type MeilisearchOptions } from "#server/adapters/search/meilisearch/engine.ts";
import { postgresSearch } from "#server/adapters/search/postgres/engine.ts";
import { allDocuments } from "#server/flows/search/build-documents.ts";
import type { SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { hardwareQueries } from "#server/testing/relevance/hardware-queries.ts";
import { openHardwareShop } from "#server/testing/relevance/hardware-shop.ts";
import { judge } from "#server/testing/relevance/judge.ts";
import { type Judged, measure } from "#server/testing/relevance/measure.ts";
import { labelledQueries, queryKinds } from "#server/testing/relevance/queries.ts";
import { root } from "../launch-environment.ts";
import type { Machine } from "./machine.ts";
import { markdownTable } from "./table.ts";

export const catalogues = ["demo", "imported"] as const;
export type Relevance = { catalogue: (typeof catalogues)[number]; engine: string; judged: Judged[] };

/**
 * Judges PostgreSQL, and a Meilisearch for benches when `meilisearch` names one (its index is replaced), on one catalogue: the
 * demo in an empty database, then the other one in its place.
 */
export async function benchSearch(
  catalogue: Relevance["catalogue"],
  meilisearch: MeilisearchOptions | undefined,
): Promise<Relevance[]> {
  const queries = catalogue === "demo" ? labelledQueries : hardwareQueries;
  if (catalogue === "demo") await seed(env().DATABASE_URL);
  else {
    // Everything that hangs on goods goes with them.
    await db().$executeRaw`TRUNCATE product, brand, category, family, search_synonym CASCADE`;
    await openHardwareShop();
  }
  const engines: SearchEngine[] = [postgresSearch, ...(meilisearch ? [createMeilisearch(meilisearch)] : [])];
  const all: Relevance[] = [];
  for (const engine of engines) {
    await engine.ensureReady();
    await engine.rebuild(allDocuments(db()));
    all.push({ catalogue, engine: engine.code, judged: await judge(engine, queries) });
  }
  return all;
}

const share = (value: number): string => value.toFixed(3);

function rowsOf({ catalogue, engine, judged }: Relevance): string[][] {
  const sets = [
    ...queryKinds.map((kind) => [kind, judged.filter(({ query }) => query.kind === kind)] as const),
    ...(["fr", "en"] as const).map(
      (locale) => [locale, judged.filter(({ query }) => query.locale === locale)] as const,
    ),
    ["all", judged] as const,
  ];
  return sets.map(([name, of]) => {
    const { queries, precisionAt1, reciprocalRank, ndcgAt10, zeroResults } = measure(of);
    return [
      catalogue,
      engine,
      name,
      String(queries),
      ...[precisionAt1, reciprocalRank, ndcgAt10, zeroResults].map(share),
    ];
  });
}

export const searchTable = (all: readonly Relevance[]): string =>
  markdownTable(
    ["catalogue", "engine", "queries by", "number", "P@1", "MRR", "nDCG@10", "zero results"],
    all.flatMap(rowsOf),
  );

/** What did not come first, with what came instead: an average hides it. */
export const missesOf = (all: readonly Relevance[]): string[] =>
  all.flatMap(({ engine, judged }) =>
    judged.flatMap((each) => {
      if (measure([each]).precisionAt1 === 1) return [];
      const { query, found } = each;
      const best = Object.entries(query.wanted).sort(([, a], [, b]) => b - a)[0]?.[0] ?? "nothing";
      return [
        `- ${engine}, ${query.locale}: “${query.text}” → ${found.slice(0, 3).join(", ") || "nothing"} (${best} was hoped for)`,
      ];
    }),
  );

const text = (machine: Machine, all: readonly Relevance[]): string => `# Search: relevance

\`npm run bench -- search\` measured this and wrote this page. ${machine.date} UTC, commit ${machine.commit}, Node ${machine.node}. No figure here depends on the machine.

${searchTable(all)}

## What did not come first

${missesOf(all).join("\n") || "Everything did."}

**What is measured.** Queries labelled by hand (3 the very thing, 2 of the same kind, 1 of some use), in French and English: those of [queries.ts](../../server/testing/relevance/queries.ts) on the 32 products of the demo shop, and those of [hardware-queries.ts](../../server/testing/relevance/hardware-queries.ts) on a hardware shop of 400 products that came in through the CSV import. *P@1*: the first hit is the best there is. *MRR*: one over the place of the first useful hit. *nDCG@10*: gain of the first ten hits (2^label − 1, less by log2 of the place) over the best possible order. *Zero results*: queries that have an answer and found none. For queries by *none* nothing should be found. Floors under these figures are kept by \`relevance.itest.ts\` and \`imported.itest.ts\` in \`server/testing/relevance\`.

${all.every(({ engine }) => engine === "postgres") ? "Meilisearch is missing here: no server was given." : "Meilisearch answered as a real server."}

## Again, elsewhere

\`\`\`
npm run bench -- search                     # writes this page
npm run bench -- search --quick             # prints only
BENCH_MEILISEARCH_URL=… BENCH_MEILISEARCH_KEY=… npm run bench -- search   # both engines; the index there is replaced
\`\`\`
`;

/** Writes the page; its path. */
export function writeSearchReport(machine: Machine, all: readonly Relevance[]): string {
  const file = path.join("docs", "bench", "search.md");
  fs.writeFileSync(path.join(root, file), text(machine, all));
  return file;
}
