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
 * Writes events in the transaction that made them true, in one statement that wakes nobody: NOTIFY, and with it
 * graphile-worker's add_job, takes a lock of the whole server at commit and would put all commits in one queue. The relay
 * (`server/jobs/relay.ts`) hands them over milliseconds later. No commit, no event; no event, no job.
 */
export async function emit(tx: Tx, ...events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: newId("event"), ...event }));
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
      SELECT id, type, "aggregateType", "aggregateId", payload
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS e(id text, type text, "aggregateType" text, "aggregateId" text, payload jsonb)
      RETURNING seq
    )
    INSERT INTO outbox_pending (seq) SELECT seq FROM written`;
}

/** A job asked for by itself, as it waits for the relay. */
export type JobRequest = {
  task: string;
  payload: object;
  key?: string;
  /** ISO instant. */
  runAt?: string;
  maxAttempts?: number;
  keepTime?: boolean;
};

/**
 * Asks for a job in the transaction; the relay gives it to the worker. `key` makes a second request replace the first
 * instead of adding to it; with `keepTime` the first one's time stays, so that steady requests cannot put it off forever.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  options: { key?: string; runAt?: Date; maxAttempts?: number; keepTime?: boolean } = {},
): Promise<void> {
  const { runAt, ...rest } = options;
  const request: JobRequest = { task, payload, ...rest, ...(runAt && { runAt: runAt.toISOString() }) };
  await tx.$executeRaw`
    INSERT INTO outbox_pending (seq, job) VALUES (nextval('outbox_event_seq_seq'), ${JSON.stringify(request)}::jsonb)`;
}
