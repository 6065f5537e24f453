import { newId } from "../kernel/ids.ts";
import { Prisma, type Tx } from "./db.ts";
import { writeAtEnd } from "./write-at-end.ts";

/** A business fact in the past tense. Payloads carry ids, not data: readers look at the truth of their moment. */
export type DomainEvent = {
  type: string;
  aggregateType: string;
  aggregateId: string;
  payload: Record<string, string | number | boolean | null | readonly string[]>;
};

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

type Outbox = { events: (DomainEvent & { id: string })[]; jobs: JobRequest[] };
const transactions = new WeakMap<object, Outbox>();

/** Gathers what this transaction has to tell, until `writeOutbox` (`inTx` does both). */
export function beginOutbox(tx: Tx): void {
  transactions.set(tx, { events: [], jobs: [] });
}

/**
 * Hands what was gathered to `writeAtEnd`, as a statement that wakes nobody: NOTIFY, and with it graphile-worker's add_job,
 * takes a lock of the whole server at commit and would put all commits in one queue. The relay (`server/jobs/relay.ts`)
 * hands it over milliseconds later: events, then jobs.
 */
export function writeOutbox(tx: Tx): void {
  const { events, jobs } = transactions.get(tx) ?? { events: [], jobs: [] };
  beginOutbox(tx);
  if (events.length + jobs.length === 0) return;
  const written = Prisma.sql`
    INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
    SELECT id, type, "aggregateType", "aggregateId", payload
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      AS e(id text, type text, "aggregateType" text, "aggregateId" text, payload jsonb)`;
  writeAtEnd(tx, written, { as: "events", returning: "seq" });
  const pending = Prisma.sql`
    INSERT INTO outbox_pending (seq, job)
    SELECT seq, NULL FROM events
    UNION ALL SELECT nextval('outbox_event_seq_seq'), job FROM jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) AS j(job)`;
  writeAtEnd(tx, pending);
}

function outboxOf(tx: Tx): Outbox {
  const outbox = transactions.get(tx);
  if (!outbox) throw new Error("an event outside of inTx: nothing says that it became true");
  return outbox;
}

/** Tells of events, with the transaction that makes them true. No commit, no event; no event, no job. */
export function emit(tx: Tx, ...events: DomainEvent[]): void {
  outboxOf(tx).events.push(...events.map((event) => ({ id: newId("event"), ...event })));
}

/**
 * Asks for a job in the transaction; the relay gives it to the worker. `key` makes a second request replace the first
 * instead of adding to it; with `keepTime` the first one's time stays, so that steady requests cannot put it off forever.
 */
export function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  options: { key?: string; runAt?: Date; maxAttempts?: number; keepTime?: boolean } = {},
): void {
  const { runAt, ...rest } = options;
  outboxOf(tx).jobs.push({ task, payload, ...rest, ...(runAt && { runAt: runAt.toISOString() }) });
}
