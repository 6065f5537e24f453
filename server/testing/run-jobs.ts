import { Logger, runOnce } from "graphile-worker";
import pg from "pg";
import { relayBatch } from "#server/jobs/relay.ts";
import { taskList } from "#server/jobs/worker.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";

/** Hands over what the outbox holds, as the relay does. Returns how much that was. */
export async function relayAll(): Promise<number> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    let total = 0;
    for (let count = 1; count; total += count) count = await relayBatch(client);
    return total;
  } finally {
    await client.end();
  }
}

// A job of a lane is passed over while the one before it is just being put away, and the last worker may leave then. A
// running shop looks again within two seconds.
async function jobsAreDue(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT FROM graphile_worker._private_jobs
      WHERE is_available AND run_at <= now() AND attempts < max_attempts) AS due`;
  return row?.due ?? false;
}

/** Runs every job that is due, and those that they ask for, until nothing is left. */
export async function runJobs(): Promise<void> {
  do {
    await relayAll();
    await runOnce({
      connectionString: env().DATABASE_URL,
      taskList: taskList(new AbortController().signal),
      noHandleSignals: true,
      // Failed jobs are told by the jobs' own log.
      logger: new Logger(() => () => {}),
      concurrency: 4,
    });
  } while ((await relayAll()) > 0 || (await jobsAreDue()));
}
