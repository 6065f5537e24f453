// The background worker as a process of its own: jobs, mails, schedules.
import { runWorker } from "#server/jobs/worker.ts";
import { env } from "#server/platform/env.ts";
import { stopOnProblem } from "./terminal.ts";

await stopOnProblem(async () => {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  const { DATABASE_URL, WORKER_CONCURRENCY, WORKER_LEASE_SECONDS } = env();
  await runWorker({
    databaseUrl: DATABASE_URL,
    signal: stop.signal,
    concurrency: WORKER_CONCURRENCY,
    leaseSeconds: WORKER_LEASE_SECONDS,
  });
});
// Pools and listeners of adapters may still be open; the work is done.
process.exit();
