import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { type DomainEvent, emit, enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { relayAll, runJobs } from "#server/testing/run-jobs.ts";
import { relayBatch, runRelay } from "./relay.ts";
import { subscribers } from "./subscribers.ts";

type Queued = { id: string; task: string; payload: Record<string, unknown>; queue: string | null; attempts: number };
const queued = () =>
  db().$queryRaw<Queued[]>`
    SELECT j.id::text, t.identifier AS task, j.payload, q.queue_name AS queue, j.attempts::int
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id ORDER BY j.run_at`;
const pending = () => db().outboxPending.count();

const stock = (variantId: string): DomainEvent => ({
  type: "stock.level.changed",
  aggregateType: "variant",
  aggregateId: variantId,
  payload: { variantIds: [variantId] },
});
const confirmed = (orderId: string): DomainEvent => ({
  type: "sales.order.confirmed",
  aggregateType: "order",
  aggregateId: orderId,
  payload: { orderId },
});

/** How many jobs a confirmed order makes. */
const hearing = subscribers["sales.order.confirmed"]?.length ?? 0;

const clients: pg.Client[] = [];
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
}

beforeEach(async () => {
  await db().outboxPending.deleteMany();
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterAll(() => Promise.all(clients.map((client) => client.end().catch(() => {}))));

describe("emit", () => {
  it("is one statement whatever the number of events, and none without any", async () => {
    const { statements } = await countStatements(() => inTx((tx) => emit(tx, stock("a"), stock("b"), confirmed("c"))));
    expect(statements.filter((s) => !/^(BEGIN|COMMIT)/.test(s))).toHaveLength(1);
    const { statements: nothing } = await countStatements(() => inTx((tx) => emit(tx)));
    expect(nothing.filter((s) => !/^(BEGIN|COMMIT)/.test(s))).toEqual([]);
  });

  it("notifies nobody: only the relay does, once per batch", async () => {
    const heard: string[] = [];
    const listener = await connect();
    listener.on("notification", (message) => heard.push(message.channel));
    await listener.query(`LISTEN live; LISTEN "jobs:insert"`);
    for (let i = 0; i < 20; i++) await inTx((tx) => emit(tx, stock(`var_${i}`)));
    await inTx((tx) => enqueue(tx, "tidy", {}));
    await listener.query("SELECT 1");
    expect(heard).toEqual([]);
    await relayAll();
    await listener.query("SELECT 1");
    expect(heard).toEqual(["jobs:insert", "live"]);
  });
});

describe("the relay", () => {
  it("hands over what commits late, though its number is lower", async () => {
    const late = await connect();
    await late.query("BEGIN");
    await late.query(`WITH written AS (INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
      VALUES ('${newId("event")}', 'sales.order.confirmed', 'order', 'ord_late', '{"orderId":"ord_late"}') RETURNING seq)
      INSERT INTO outbox_pending (seq) SELECT seq FROM written`);
    await inTx((tx) => emit(tx, confirmed("ord_early")));
    expect(await relayAll()).toBe(1);
    await late.query("COMMIT");
    expect(await relayAll()).toBe(1);
    const orders = (await queued()).map((job) => job.payload.orderId);
    expect(orders).toEqual([...Array(hearing).fill("ord_early"), ...Array(hearing).fill("ord_late")]);
  });

  it("keeps the order of one aggregate's events, whatever comes between and however many there are", async () => {
    for (let i = 0; i < 30; i++) {
      const shipped = { type: "fulfilment.delivery.shipped", aggregateType: "delivery", aggregateId: `dlv_${i}` };
      await inTx((tx) => emit(tx, { ...shipped, payload: { orderId: "ord_1", n: i } }, confirmed(`ord_x${i}`)));
      if (i === 15) await relayAll();
    }
    await relayAll();
    const mine = (await queued()).filter((job) => job.payload.orderId === "ord_1");
    const hear = subscribers["fulfilment.delivery.shipped"] ?? [];
    expect(mine.map((job) => job.payload.n)).toEqual(Array.from({ length: 30 }, (_, i) => hear.map(() => i)).flat());
    expect(new Set(mine.map((job) => job.queue)).size).toBe(1);
  });

  it("gives each event to its subscribers once, however many relays look at the same time", async () => {
    for (let i = 0; i < 40; i++) await inTx((tx) => emit(tx, confirmed(`ord_${i}`)));
    const relays = await Promise.all(Array.from({ length: 5 }, connect));
    for (let round = 0; (await pending()) > 0; round++) {
      await Promise.all(relays.map((client) => relayBatch(client)));
      expect(round).toBeLessThan(10);
    }
    expect(await queued()).toHaveLength(40 * hearing);
  });

  it("loses and doubles nothing when it dies between making jobs and committing", async () => {
    await inTx((tx) => emit(tx, confirmed("ord_1"), confirmed("ord_2")));
    const dying = await connect();
    const query = dying.query.bind(dying) as (...given: unknown[]) => Promise<unknown>;
    dying.query = ((sql: string, ...rest: unknown[]) =>
      sql === "COMMIT"
        ? query("SELECT pg_terminate_backend(pg_backend_pid())")
        : query(sql, ...rest)) as typeof dying.query;
    await expect(relayBatch(dying)).rejects.toThrow();
    expect([await pending(), await queued()]).toEqual([2, []]);
    await relayAll();
    expect([await pending(), (await queued()).length]).toEqual([0, 2 * hearing]);
  });

  it("puts an event that cannot be handed over among the failing jobs and goes on with the others", async () => {
    await inTx((tx) =>
      emit(tx, stock("var_1"), { ...stock("var_2"), payload: { variantIds: null } }, confirmed("ord_1")),
    );
    await inTx((tx) => enqueue(tx, "tidy", {}, { key: "k".repeat(600) }));
    await inTx((tx) => emit(tx, stock("var_3")));
    await relayAll();
    expect(await pending()).toBe(0);
    const tasks = (await queued()).map((job) => job.task).sort();
    expect(tasks).toEqual(
      [
        ...(subscribers["sales.order.confirmed"] ?? []),
        ...["index-stock", "index-stock", "relay", "relay", "serve-alerts", "serve-alerts"],
      ].sort(),
    );
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
      WHERE t.id = j.task_id AND t.identifier <> 'relay'`;
    await runJobs();
    expect(await queued()).toMatchObject([
      { task: "relay", attempts: 1 },
      { task: "relay", attempts: 1 },
    ]);
  });

  it("hands over again, as a job, events that became readable", async () => {
    await inTx((tx) => emit(tx, confirmed("ord_again")));
    await db().outboxPending.deleteMany();
    const event = await db().outboxEvent.findFirstOrThrow({ where: { aggregateId: "ord_again" } });
    await inTx((tx) => enqueue(tx, "relay", { eventIds: [event.id] }));
    await relayAll();
    expect((await queued()).map((job) => job.task)).toEqual(["relay"]);
    const { relay } = await import("./relay.job.ts");
    const { log } = await import("#server/platform/log.ts");
    await relay.run({ eventIds: [event.id] }, { db: db(), log, signal: new AbortController().signal });
    expect((await queued()).filter((job) => job.payload.eventId === event.id)).toHaveLength(hearing);
  });

  it("keeps relaying after its connection was cut", async () => {
    const stop = new AbortController();
    const running = runRelay({ databaseUrl: env().DATABASE_URL, signal: stop.signal });
    const handedOver = async () => {
      while ((await pending()) > 0) await new Promise((done) => setTimeout(done, 20));
    };
    await inTx((tx) => emit(tx, confirmed("ord_before")));
    await handedOver();
    const { rowCount } = await (await connect()).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'comptoir relay'`,
    );
    expect(rowCount).toBe(1);
    await inTx((tx) => emit(tx, confirmed("ord_after")));
    await handedOver();
    expect(new Set((await queued()).map((job) => job.payload.orderId))).toEqual(new Set(["ord_before", "ord_after"]));
    stop.abort();
    await running;
  });
});
