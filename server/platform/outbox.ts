import { newId } from "../kernel/ids.ts";
import type { Tx } from "./db.ts";

/** A business fact in the past tense. Payloads carry ids, not data: readers look at the truth of their moment. */
export type DomainEvent = {
  type: string;
  aggregateType: string;
  aggregateId: string;
  payload: Record<string, string | number | boolean | null | readonly string[]>;
};

/**
 * Writes events in the transaction that made them true and enqueues one relay job for them in the same transaction
 * (graphile-worker's own add_job). The relay fans out to `server/jobs/subscribers.ts`. No commit, no event; no event, no job.
 */
export async function emit(tx: Tx, ...events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: newId("event"), ...event }));
  const text = JSON.stringify(rows);
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
      SELECT id, type, "aggregateType", "aggregateId", payload
      FROM jsonb_to_recordset(${text}::jsonb)
        AS e(id text, type text, "aggregateType" text, "aggregateId" text, payload jsonb)
      RETURNING id
    )
    SELECT graphile_worker.add_job('relay', json_build_object('eventIds', json_agg(id)), max_attempts := 12) FROM written`;
}

/**
 * Enqueues a job in the transaction. `key` makes a second request replace the first instead of adding to it; with
 * `keepTime` the first one's time stays, so that steady requests cannot put it off forever.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  options: { key?: string; runAt?: Date; maxAttempts?: number; keepTime?: boolean } = {},
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key := ${options.key ?? null},
      run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? 12}::int,
      job_key_mode := ${options.keepTime ? "preserve_run_at" : "replace"})`;
}
