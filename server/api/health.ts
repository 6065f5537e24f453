import { searchEngines } from "../adapters/search/registry.ts";
import { connect } from "../platform/db.ts";
import { env } from "../platform/env.ts";
import { log } from "../platform/log.ts";

// A connection of its own: in a rush the pool is busy with customers, and a probe that waits in their queue would have
// the process killed for being popular.
const held = globalThis as { comptoirHealthDb?: ReturnType<typeof connect> };
function db() {
  held.comptoirHealthDb ??= connect(env().DATABASE_URL, { max: 1 });
  return held.comptoirHealthDb;
}

type Check = { ok: boolean; ms: number } & Record<string, unknown>;
export type Health = { status: "ok" | "degraded" | "down"; ready: boolean; checks: Record<string, Check> };

/** Jobs that have been due for longer than this mean that no worker is doing its work. */
const maxLagSeconds = 60;

async function timed(name: string, work: () => Promise<Record<string, unknown>>): Promise<Check> {
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, no) => {
    timer = setTimeout(() => no(new Error("no answer within 3 s")), 3000);
  });
  try {
    return { ok: true, ...(await Promise.race([work(), late])), ms: ms() };
  } catch (error) {
    log.warn({ err: error, check: name }, "health check failed");
    return { ok: false, ms: ms() };
  } finally {
    clearTimeout(timer);
  }
}

/** The truth about what this process needs: database, search engine, worker. */
export async function health(): Promise<Health> {
  const [engine, fallback] = searchEngines();
  const [database, search, worker] = await Promise.all([
    timed("database", async () => {
      await db().$queryRaw`SELECT 1`;
      return {};
    }),
    timed("search", async () => {
      const { ok, documents } = await engine.health();
      return { ok, engine: engine.code, documents, fallback: fallback?.code ?? null };
    }),
    timed("worker", async () => {
      const [row] = await db().$queryRaw<{ lag: number; dead: number }[]>`
        SELECT greatest(0, extract(epoch FROM now() - min(run_at) FILTER (WHERE attempts < max_attempts
            AND run_at <= now() AND locked_at IS NULL)), (SELECT extract(epoch FROM now() - occurred_at)
            FROM outbox_event WHERE seq = (SELECT min(seq) FROM outbox_pending WHERE job IS NULL)))::float8 AS lag,
          count(*) FILTER (WHERE attempts >= max_attempts)::int AS dead
        FROM graphile_worker._private_jobs`;
      const lagSeconds = Math.round(row?.lag ?? 0);
      return { ok: lagSeconds <= maxLagSeconds, lagSeconds, deadLetters: row?.dead ?? 0 };
    }),
  ]);
  const ready = database.ok && worker.ok;
  const status = !database.ok ? "down" : ready && search.ok ? "ok" : "degraded";
  return { status, ready, checks: { database, search, worker } };
}
