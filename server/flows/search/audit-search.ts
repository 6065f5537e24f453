// The drift auditor: samples of the search index held against the catalogue, in both directions, and what is wrong repaired
// by the way every change takes. Run by a job every hour. Talks to engines: never inside a transaction. No lock: two looks at
// once repair the same twice.
import { searchEngines } from "#server/adapters/search/registry.ts";
import { keepAudit } from "#server/modules/catalogue/index.ts";
import type { SearchDocument, SearchEngine } from "#server/modules/catalogue/search-port.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { buildDocuments } from "./build-documents.ts";
import { indexProducts } from "./index-products.ts";
import { changedSince } from "./rebuild-search.ts";

/** Changes younger than this may still be on their way: that is lag, not drift. */
const onTheWayMs = 60_000;

export type AuditOptions = {
  /** Products looked at in each direction. */
  sample?: number;
  /** Which sample: the same seed looks at the same products. */
  seed: string;
  now?: Date;
};

export type Drift = { missing: string[]; stale: string[]; extra: string[] };

/** What a sample of an engine's index has wrong, and how many products were looked at. */
async function lookAt(
  engine: SearchEngine,
  { sample = 200, seed }: AuditOptions,
): Promise<Drift & { sampled: number }> {
  const listed = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM product WHERE status = 'active' ORDER BY md5(id || ${seed}) LIMIT ${sample}`;
  const indexed = await engine.sampleIds(sample, seed);
  const ids = [...new Set([...listed.map((row) => row.id), ...indexed])].sort();
  const documents = new Map(
    (await buildDocuments(db(), ids)).map((of): [string, SearchDocument] => [of.productId, of]),
  );
  const states = await engine.compare([...documents.values()]);
  const inState = (state: string) => [...states].flatMap(([id, of]) => (of === state ? [id] : []));
  return {
    sampled: ids.length,
    missing: inState("missing"),
    stale: inState("stale"),
    extra: indexed.filter((id) => !documents.has(id)),
  };
}

/** Milliseconds that the oldest change which is not indexed yet has waited, 0 when none waits. */
async function indexLag(): Promise<number> {
  const [row] = await db().$queryRaw<{ ms: number }[]>`
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min(since)) * 1000, 0)::int AS ms FROM (
      SELECT e.occurred_at AS since FROM outbox_pending p JOIN outbox_event e ON e.seq = p.seq
      WHERE e.type IN ('catalogue.product.changed', 'stock.level.changed')
      UNION ALL
      SELECT j.created_at FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier IN ('index-products', 'index-stock') AND j.attempts < j.max_attempts) waiting`;
  return Math.max(0, row?.ms ?? 0);
}

const without = (drift: Drift, ids: ReadonlySet<string>): Drift => ({
  missing: drift.missing.filter((id) => !ids.has(id)),
  stale: drift.stale.filter((id) => !ids.has(id)),
  extra: drift.extra.filter((id) => !ids.has(id)),
});

async function auditEngine(engine: SearchEngine, options: AuditOptions & { now: Date }) {
  const started = performance.now();
  const { sampled, ...seen } = await lookAt(engine, options);
  const young = new Set(await changedSince(new Date(options.now.getTime() - onTheWayMs)));
  const drift = without(seen, young);
  const wrong = [...drift.missing, ...drift.stale, ...drift.extra];
  let repaired = 0;
  if (wrong.length) {
    // Another engine's outage does not keep this one from being mended: what counts is what is found afterwards.
    const problem = await indexProducts(wrong).then(
      () => null,
      (error: unknown) => error,
    );
    const left = await lookAt(engine, options);
    const still = new Set([...left.missing, ...left.stale, ...left.extra]);
    repaired = wrong.filter((id) => !still.has(id)).length;
    if (repaired === 0 && problem) throw problem;
  }
  const took = Math.round(performance.now() - started);
  return { sampled, drift, repaired, tookMs: took };
}

/**
 * Looks at every engine, repairs and notes it. An engine that gives no answer is noted with why; the others are looked at all
 * the same. Gives what was found by engine.
 */
export async function auditSearch(
  options: AuditOptions,
): Promise<{ engine: string; drift: Drift; failure: string | null }[]> {
  const now = options.now ?? new Date();
  const found: { engine: string; drift: Drift; failure: string | null }[] = [];
  const lagMs = await indexLag();
  for (const engine of searchEngines()) {
    const note = { engine: engine.code, startedAt: now.toISOString(), lagMs };
    const nothing: Drift = { missing: [], stale: [], extra: [] };
    try {
      const { drift, ...figures } = await auditEngine(engine, { ...options, now });
      const counts = { missing: drift.missing.length, stale: drift.stale.length, extra: drift.extra.length };
      await inTx((tx) => keepAudit(tx, { ...note, ...figures, ...counts, failure: null }));
      found.push({ engine: engine.code, drift, failure: null });
    } catch (error) {
      const failure = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      const figures = { tookMs: 0, sampled: 0, missing: 0, stale: 0, extra: 0, repaired: 0 };
      await inTx((tx) => keepAudit(tx, { ...note, ...figures, failure }));
      found.push({ engine: engine.code, drift: nothing, failure });
    }
  }
  return found;
}
