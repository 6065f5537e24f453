import { Logger, runOnce } from "graphile-worker";
import { taskList } from "#server/jobs/worker.ts";
import { env } from "#server/platform/env.ts";

/** Runs every job that is due, and those that they enqueue, until nothing is left. */
export async function runJobs(): Promise<void> {
  await runOnce({
    connectionString: env().DATABASE_URL,
    taskList: taskList(new AbortController().signal),
    noHandleSignals: true,
    // Failed jobs are told by the jobs' own log.
    logger: new Logger(() => () => {}),
    concurrency: 4,
  });
}
