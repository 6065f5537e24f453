// The relay: brings committed events and requested jobs from the outbox to the worker and to open pages, in batches,
// outside of every business transaction. One process relays at a time (advisory lock), so that order is kept; the lock
// goes with its transaction, so that the next one takes over at once.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { log } from "#server/platform/log.ts";
import { sqlState } from "#server/platform/tx.ts";
import { handOver, type Pending, type Plan, planHandOver } from "./hand-over.ts";

const batchSize = 500;
/** Milliseconds between two looks: while there is work, and when nothing has come for a while. */
const pace = { busy: 20, idle: 50 };

// Rows are found by being there, not by a high-water mark: a transaction may commit after one with a higher seq.
const readBatch = `
  SELECT p.seq::text, p.job, CASE WHEN p.job IS NULL THEN
    json_build_object('id', e.id, 'type', e.type, 'aggregateId', e.aggregate_id, 'payload', e.payload) END AS event
  FROM outbox_pending p LEFT JOIN outbox_event e ON e.seq = p.seq
  ORDER BY p.seq LIMIT $1`;

/** A row that cannot be handed over fails as a job instead, where staff see it and may try it again. */
function asFailingJob({ event, job }: Pending): Plan {
  const payload = event ? { eventIds: [event.id] } : { request: job };
  return { jobs: [{ task: "relay", payload }], keepTime: [], topics: [] };
}

/** True for faults of the data, which come back with every attempt; a lost connection is none. */
const isPoison = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === undefined ? !(error as { code?: unknown }).code : /^(22|23|54|P0)/.test(state);
};

async function handOverAlone(client: pg.ClientBase, row: Pending): Promise<void> {
  await client.query("SAVEPOINT alone");
  try {
    await handOver((sql, ...values) => client.query(sql, values), planHandOver([row]));
  } catch (error) {
    if (!isPoison(error)) throw error;
    log.error({ err: error, seq: row.seq }, "event could not be handed over");
    await client.query("ROLLBACK TO SAVEPOINT alone");
    await handOver((sql, ...values) => client.query(sql, values), asFailingJob(row));
  }
  await client.query("RELEASE SAVEPOINT alone");
}

async function handOverBatch(client: pg.ClientBase, batch: readonly Pending[]): Promise<void> {
  await client.query("SAVEPOINT batch");
  try {
    await handOver((sql, ...values) => client.query(sql, values), planHandOver(batch));
  } catch (error) {
    if (!isPoison(error)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT batch");
    for (const row of batch) await handOverAlone(client, row);
  }
}

/**
 * Hands one batch over, in one transaction: its rows leave the outbox exactly when their jobs exist. A row that fails by
 * its own fault becomes a failing job and holds nobody up.
 * @returns how many rows were handed over; 0 when there were none or another process is at it
 */
export async function relayBatch(client: pg.ClientBase): Promise<number> {
  const { rows: any } = await client.query("SELECT FROM outbox_pending LIMIT 1");
  if (any.length === 0) return 0;
  await client.query("BEGIN");
  try {
    const { rows: locks } = await client.query(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('relay', 0)) AS mine",
    );
    const batch: Pending[] = locks[0].mine ? (await client.query(readBatch, [batchSize])).rows : [];
    if (batch.length) {
      await handOverBatch(client, batch);
      await client.query("DELETE FROM outbox_pending WHERE seq = ANY($1::bigint[])", [batch.map((row) => row.seq)]);
    }
    await client.query("COMMIT");
    return batch.length;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "comptoir relay",
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    // A relay frozen in the middle of a batch loses it, and with it the lock, to the next process.
    idle_in_transaction_session_timeout: 5_000,
  });
  // The query under way, or the next one, says the same.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/**
 * Relays until the signal, on a connection of its own: a pool exhausted by a rush does not hold events up. Lost
 * connections are opened again, after a growing pause with jitter.
 */
export async function runRelay(options: { databaseUrl: string; signal: AbortSignal }): Promise<void> {
  const { signal } = options;
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => {});
  for (let failures = 0; !signal.aborted; ) {
    let client: pg.Client | undefined;
    try {
      client = await connect(options.databaseUrl);
      for (let wait = pace.busy; !signal.aborted; ) {
        const count = await relayBatch(client);
        failures = 0;
        wait = count ? pace.busy : Math.min(pace.idle, wait * 1.1);
        if (count < batchSize) await pause(wait);
      }
    } catch (error) {
      failures += 1;
      log.error({ err: error }, "relay interrupted");
      await pause(Math.min(10_000, 100 * 2 ** failures) * (0.5 + Math.random() / 2));
    } finally {
      await client?.end().catch(() => {});
    }
  }
}
