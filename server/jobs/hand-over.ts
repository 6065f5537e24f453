// What becomes of committed events and requested jobs: pure planning, and the one statement that carries a plan out.
import type { JobRequest } from "#server/platform/outbox.ts";
import { folded, subscribers, topicsOf } from "./subscribers.ts";

export type PendingEvent = { id: string; type: string; aggregateId: string; payload: Record<string, unknown> };
/** One row of outbox_pending: an event, or a job asked for by itself. */
export type Pending = { seq: string; event: PendingEvent | null; job: JobRequest | null };

/** A job as graphile-worker's add_jobs takes it. */
export type JobSpec = Omit<JobRequest, "keepTime"> & { lane?: string };
export type Plan = { jobs: JobSpec[]; keepTime: JobSpec[]; topics: string[] };

const maxAttempts = 12;

/** How many named queues keep jobs in order; more would make the worker's search for its next job slower. */
const lanes = 32;

/** Same order, or else same aggregate, same lane: the worker takes up a lane's jobs one after the other. */
export function laneOf(event: PendingEvent): string {
  const key = typeof event.payload.orderId === "string" ? event.payload.orderId : event.aggregateId;
  let hash = 0;
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return `lane-${hash % lanes}`;
}

/** A later request of the same key replaces an earlier one, as it would have one by one. */
function byKey(requests: readonly JobRequest[]): JobSpec[] {
  const specs = new Map<string, JobSpec>();
  for (const [i, { keepTime, ...request }] of requests.entries()) {
    const earlier = request.key === undefined ? undefined : specs.get(request.key);
    const { runAt, ...rest } = keepTime && earlier ? { ...request, runAt: earlier.runAt } : request;
    specs.set(request.key ?? `#${i}`, { ...rest, ...(runAt && { runAt }) });
  }
  return [...specs.values()];
}

/**
 * The jobs and announcements of a batch, in its order. Events that fold together become one job and one announcement
 * however many they are. Throws when an event's payload is not what its subscribers expect: plan those alone.
 */
export function planHandOver(batch: readonly Pending[]): Plan {
  const jobs: JobSpec[] = [];
  const folding = new Map<string, Record<string, unknown>[]>();
  const topics = new Set<string>();
  for (const { event } of batch) {
    if (!event) continue;
    for (const topic of topicsOf(event.type, event.payload)) topics.add(topic);
    for (const task of subscribers[event.type] ?? []) {
      if (folded[task]) {
        const payloads = folding.get(task) ?? [];
        payloads.push(event.payload);
        folding.set(task, payloads);
        continue;
      }
      const payload = { ...event.payload, eventId: event.id, eventType: event.type };
      jobs.push({ task, payload, lane: laneOf(event) });
    }
  }
  for (const [task, payloads] of folding) jobs.push({ task, payload: folded[task]?.(payloads) ?? {} });
  const requests = batch.flatMap(({ job }) => (job ? [job] : []));
  jobs.push(...byKey(requests.filter((r) => !r.keepTime)));
  return { jobs, keepTime: byKey(requests.filter((r) => r.keepTime)), topics: [...topics] };
}

// run_at rises by a microsecond from job to job: it is all that the worker sorts by. The batch ends at now(), so that
// the next one, milliseconds later, comes after it.
const addJobs = `
  SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT (j.task, j.payload::json, j.lane,
      coalesce(j."runAt", now() - make_interval(secs => 0.000001 * (jsonb_array_length($1::jsonb) - row_number() OVER ()))),
      coalesce(j."maxAttempts", ${maxAttempts}), j.key, NULL, NULL)::graphile_worker.job_spec
    FROM jsonb_to_recordset($1::jsonb)
      AS j(task text, payload jsonb, lane text, "runAt" timestamptz, "maxAttempts" smallint, key text)), $2::boolean)`;

/** Runs one statement in the caller's transaction. */
export type Run = (sql: string, ...values: unknown[]) => Promise<unknown>;

/** Carries a plan out inside the caller's transaction: jobs exist and announcements go out when it commits. */
export async function handOver(run: Run, plan: Plan): Promise<void> {
  if (plan.jobs.length) await run(addJobs, JSON.stringify(plan.jobs), false);
  if (plan.keepTime.length) await run(addJobs, JSON.stringify(plan.keepTime), true);
  // A payload holds 8,000 bytes at most: https://www.postgresql.org/docs/18/sql-notify.html
  for (let i = 0; i < plan.topics.length; i += 100) {
    await run("SELECT pg_notify('live', $1)", plan.topics.slice(i, i + 100).join(" "));
  }
}
