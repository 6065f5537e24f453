// What a real Meilisearch answered to our own suite (recorded.jsonl) beside what its stand-in says to the same: as long as
// these agree, a suite that is green on the stand-in means something. To write it down again:
// TEST_MEILISEARCH_URL=… TEST_MEILISEARCH_KEY=… TEST_MEILISEARCH_RECORD=server/adapters/search/meilisearch/recorded.jsonl
// npx vitest run --project integration server/adapters/search/meilisearch/engine.itest.ts, on an empty server.
import fs from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { startFakeMeilisearch } from "#server/testing/fake-meilisearch.ts";
import type { Exchange } from "#server/testing/record-meilisearch.ts";
import { keysFrom } from "./keys.ts";

const [, ...exchanges] = fs
  .readFileSync(path.join(import.meta.dirname, "recorded.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Exchange);

const master = "the-key-of-the-stand-in";
const fake = await startFakeMeilisearch(master);
afterAll(() => fake.stop());
const keys: Record<string, string | undefined> = keysFrom(master);

async function ask({ as, method, path: where, body }: Pick<Exchange, "as" | "method" | "path" | "body">) {
  const response = await fetch(`${fake.url}${where}`, {
    method,
    headers: { authorization: `Bearer ${keys[as] ?? "a-wrong-key"}`, "content-type": "application/json" },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json().catch(() => null)) as Said };
}

type Found = {
  hits: { id: string }[];
  estimatedTotalHits: number;
  facetDistribution?: object;
  facetStats?: object;
};
type Said = {
  code?: string;
  taskUid?: number;
  status?: string;
  error?: { code: string } | null;
  results?: (Found & { id?: string })[];
  total?: number;
  numberOfDocuments?: number;
  actions?: string[];
  indexes?: unknown;
  uid?: string;
  primaryKey?: string;
} | null;

/** Hits in their order; of words only the first, because the stand-in knows no proximity. */
const idsOf = (hits: readonly { id: string }[], byWords: boolean) => {
  const ids = hits.map(({ id }) => id);
  return byWords ? [ids[0], ids.slice(1).toSorted()] : ids;
};

/** Documents come in an order of the server's own: of a part of them only their number says something. */
const pageOf = (results: readonly { id?: string }[], total = 0) =>
  results.length < total ? results.length : results.map(({ id }) => id).toSorted();

/** Facets with anything to count: of others the real one tells, or not, by whether it ever saw the field. */
const countedOf = (facets: object = {}) =>
  Object.fromEntries(Object.entries(facets).filter(([, counts]) => Object.keys(counts).length > 0));

/** What our adapter goes by; times, numbers of tasks and words for people are left out. */
function meaning(status: number, said: Said, asked: unknown) {
  const kind = Math.floor(status / 100);
  if (kind !== 2) return { kind, code: said?.code };
  const { results, total, numberOfDocuments, actions, uid, primaryKey } = said ?? {};
  const { queries } = (asked ?? {}) as { queries?: { q: string; sort?: string[] }[] };
  const searched = results?.[0] && "hits" in results[0];
  return {
    kind,
    ...(searched && {
      found: results.map(({ hits, estimatedTotalHits, facetDistribution, facetStats }, i) => ({
        ids: idsOf(hits, Boolean(queries?.[i]?.q && !queries[i]?.sort?.length)),
        ...{ estimatedTotalHits, facetDistribution: countedOf(facetDistribution), facetStats },
      })),
    }),
    ...(results && !searched && { documents: pageOf(results, total), total }),
    ...{ numberOfDocuments, actions: actions?.toSorted(), uid, primaryKey },
  };
}

it.each(exchanges.map((exchange, i) => [i, `${exchange.method} ${exchange.path}`, exchange] as const))(
  "%d: %s is answered as the real one answers",
  async (_, __, exchange) => {
    const { status, answer } = await ask(exchange);
    const real = meaning(exchange.status, exchange.answer as Said, exchange.body);
    expect(meaning(status, answer, exchange.body)).toEqual(real);
    if (!exchange.task) return;
    const task = await ask({ as: "admin", method: "GET", path: `/tasks/${answer?.taskUid}`, body: null });
    expect({ status: task.answer?.status, code: task.answer?.error?.code ?? null }).toEqual(exchange.task);
  },
);
