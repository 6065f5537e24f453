import { EventEmitter } from "node:events";
import { Logger, makeWorkerUtils, parseCronItems, run, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { jobs } from "./jobs.ts";
import { runRelay } from "./relay.ts";
import { schedule } from "./schedule.ts";

const logger = new Logger(() => (level, message) => {
  if (level === "error") log.error(message);
  else if (level === "warning") log.warn(message);
  else log.debug(message);
});

/** The jobs as graphile-worker takes them. */
export function taskList(signal: AbortSignal): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown, helpers: { job: { id: string; attempts: number } }) => {
        const jobLog = log.child({ job: job.name, jobId: helpers.job.id });
        const started = performance.now();
        try {
          await job.run(payload, { db: db(), log: jobLog, signal });
          jobLog.debug({ ms: Math.round(performance.now() - started) }, "job done");
        } catch (error) {
          jobLog.error({ err: error, attempt: helpers.job.attempts }, "job failed");
          throw error;
        }
      },
    ]),
  );
}

// graphile-worker writes the id of a process's pool of workers into the jobs that it holds. Each process holds an advisory
// lock of that name for as long as it lives: whoever can take the lock of a job's holder knows that the holder is dead.
// graphile-worker by itself waits four hours.
const lockOf = "SELECT pg_advisory_lock(hashtextextended('worker:' || $1, 0))";
const workerName = "comptoir worker";

// A frozen process (a paused machine) is not dead: its connections stay open and so does its lock. But it says nothing any
// more on the connection that holds the lock, on which a living one looks around several times per lease. Cutting that
// connection gives the lock free, and ends the process by itself should it ever thaw.
async function fenceFrozen(client: pg.Client, leaseSeconds: number): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
     WHERE a.datname = current_database() AND a.application_name = $1 AND a.pid <> pg_backend_pid()
       AND a.state = 'idle' AND a.state_change < clock_timestamp() - make_interval(secs => $2)`,
    [workerName, leaseSeconds],
  );
  if (rowCount) log.warn({ workers: rowCount }, "frozen workers cut off");
}

async function releaseDead(client: pg.Client, forceUnlock: (ids: string[]) => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    // A moment's grace: a pool that has just begun may hold its first job before its lock.
    `SELECT id FROM (SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < now() - interval '2 seconds') w
     WHERE pg_try_advisory_lock(hashtextextended('worker:' || id, 0))`,
  );
  // The locks of our own living workers are ours to take again: leave those out.
  const dead = rows.map((r) => r.id).filter((id) => !alive.has(id));
  for (const { id } of rows)
    await client.query("SELECT pg_advisory_unlock(hashtextextended('worker:' || $1, 0))", [id]);
  if (dead.length) {
    log.warn({ workers: dead.length }, "jobs of dead workers released");
    await forceUnlock(dead);
  }
}
const alive = new Set<string>();

/**
 * Runs jobs, and the relay that brings them, until the signal. A job whose worker was killed or froze is taken up again
 * within a minute. Resolves once everything under way has ended.
 */
export async function runWorker(options: {
  databaseUrl: string;
  signal: AbortSignal;
  concurrency?: number;
  /** How long a worker that says nothing keeps its jobs. */
  leaseSeconds?: number;
}): Promise<void> {
  const { leaseSeconds = 40 } = options;
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    keepAlive: true,
    application_name: workerName,
  });
  await client.connect();
  client.on("error", (error) => {
    log.error({ err: error }, "worker lost its database");
    process.exit(1);
  });
  const events: WorkerEvents = new EventEmitter();
  let marking = Promise.resolve<unknown>(undefined);
  events.on("pool:create", ({ workerPool }) => {
    alive.add(workerPool.id);
    marking = marking
      .then(() => client.query(lockOf, [workerPool.id]))
      .catch((err) => log.error({ err }, "worker could not mark itself alive"));
  });
  events.on("pool:release", ({ workerPool }) => alive.delete(workerPool.id));

  const utils = await makeWorkerUtils({ connectionString: options.databaseUrl, logger });
  await utils.migrate();
  const lookAround = async () => {
    await fenceFrozen(client, leaseSeconds);
    await releaseDead(client, (ids) => utils.forceUnlockWorkers(ids));
  };
  await lookAround();
  const runner = await run({
    connectionString: options.databaseUrl,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList: taskList(options.signal),
    parsedCronItems: parseCronItems(schedule.map(({ task, cron }) => ({ task, match: cron }))),
    logger,
    events,
  });
  const sweep = setInterval(() => {
    lookAround().catch((err) => log.error({ err }, "looking for dead workers failed"));
  }, leaseSeconds * 250);
  // A first start, a restored database or new engine settings leave an empty index behind.
  await utils.addJob("rebuild-search", { onlyEmpty: true }, { jobKey: "rebuild-search-when-empty" });
  // A database from before the journal.
  await utils.addJob("backfill-books", {}, { jobKey: "backfill-books" });
  const over = new AbortController();
  const relaying = runRelay({ ...options, signal: AbortSignal.any([options.signal, over.signal]) });
  log.info({ jobs: jobs.length }, "worker ready");
  const stopped = new Promise<void>((done) => {
    if (options.signal.aborted) done();
    options.signal.addEventListener("abort", () => done(), { once: true });
  });
  await Promise.race([stopped, runner.promise]);
  clearInterval(sweep);
  over.abort();
  await Promise.all([runner.stop().catch(() => {}), relaying]);
  await utils.release();
  await client.end();
  await db().$disconnect();
}
