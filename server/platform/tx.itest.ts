import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "../kernel/errors.ts";
import { connect, db, type Tx } from "./db.ts";
import { env } from "./env.ts";
import { answerOnce } from "./idempotency.ts";
import { CommitUnknown, isOutage } from "./outage.ts";
import { inTx, isUniqueViolation } from "./tx.ts";

let admin: pg.Client;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: env().DATABASE_URL });
  await admin.connect();
  // What a row of it says happens when the transaction commits.
  await admin.query(`
    CREATE SEQUENCE fault_seen;
    CREATE TABLE fault (id text PRIMARY KEY, at_commit text NOT NULL, times bigint NOT NULL);
    CREATE FUNCTION fault_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('fault_seen') > new.times THEN RETURN NULL; END IF;
      IF new.at_commit = 'cut' THEN PERFORM pg_terminate_backend(pg_backend_pid());
      ELSE RAISE EXCEPTION 'as told' USING errcode = new.at_commit; END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER fault_at_commit AFTER INSERT ON fault DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fault_at_commit();`);
});
afterAll(() => admin.end());

/** A row whose COMMIT fails as told, so often; how many rows there are afterwards. */
async function commitFails(code: string, times: number) {
  await admin.query("SELECT setval('fault_seen', 1, false)");
  const id = randomUUID();
  let runs = 0;
  const outcome = await inTx(async (tx) => {
    runs++;
    await tx.$executeRaw`INSERT INTO fault VALUES (${id}, ${code}, ${times}::bigint)`;
    return "done";
  }).catch((error: unknown) => error);
  const { rows } = await admin.query("SELECT count(*)::int AS n FROM fault WHERE id = $1", [id]);
  return { outcome, runs, written: rows[0].n as number };
}

describe("a COMMIT that fails", () => {
  it.each([
    { code: "40001", name: "as not serializable" },
    { code: "40P01", name: "in a deadlock" },
  ])("$name ($code) is run again and never shown", async ({ code }) => {
    expect(await commitFails(code, 3)).toEqual({ outcome: "done", runs: 4, written: 1 });
  });
  it("so for ever is told as a busy shop, not as a defect", async () => {
    const { outcome, runs, written } = await commitFails("40001", 99);
    expect(outcome).toMatchObject({ kind: "unavailable", code: "unavailable", details: { retryAfter: 2 } });
    expect([runs, written]).toEqual([8, 0]);
  });
  it("for another reason is not run again", async () => {
    const { outcome, runs, written } = await commitFails("23514", 99);
    expect(outcome).not.toBeInstanceOf(DomainError);
    expect([runs, written]).toEqual([1, 0]);
  });
  it("because the connection went is not run again: nobody knows whether it happened", async () => {
    const { outcome, runs } = await commitFails("cut", 1);
    expect(outcome).toBeInstanceOf(CommitUnknown);
    expect([(outcome as DomainError).kind, runs]).toEqual(["unavailable", 1]);
  });
});

const pidOf = async (tx: Tx): Promise<number> => {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return row?.pid ?? 0;
};
const countUp = (tx: Tx, key: string) =>
  tx.counter.upsert({ where: { key }, create: { key, value: 1 }, update: { value: { increment: 1 } } });
const counted = async (key: string) => (await db().counter.findUnique({ where: { key } }))?.value ?? 0;

describe("a connection that is cut", () => {
  it("before the commit: the transaction is run again on another one, once in effect", async () => {
    const key = randomUUID();
    let runs = 0;
    await inTx(async (tx) => {
      await countUp(tx, key);
      if (++runs === 1) await admin.query("SELECT pg_terminate_backend($1)", [await pidOf(tx)]);
      await countUp(tx, key);
    });
    expect([runs, await counted(key)]).toEqual([2, 2]);
  });
  it("each time: 503, and nothing is left", async () => {
    const key = randomUUID();
    const refused = inTx(async (tx) => {
      await countUp(tx, key);
      await admin.query("SELECT pg_terminate_backend($1)", [await pidOf(tx)]);
      await countUp(tx, key);
    });
    await expect(refused).rejects.toMatchObject({ kind: "unavailable", details: { retryAfter: 2 } });
    expect(await counted(key)).toBe(0);
  });
  it("while idle, with all others: the next ones find new connections", async () => {
    await Promise.all(Array.from({ length: 5 }, () => db().$queryRaw`SELECT 1 AS one FROM pg_sleep(0.02)`));
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    const key = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => inTx((tx) => countUp(tx, key))));
    expect(await counted(key)).toBe(5);
  });
});

describe("with an idempotency key, a commit that nobody answered", () => {
  const request = () => ({ scope: "user:tx", endpoint: "test", key: randomUUID(), input: null });
  it("and did not happen is done by the next attempt", async () => {
    await admin.query("SELECT setval('fault_seen', 1, false)");
    const [asked, id] = [request(), randomUUID()];
    const work = () =>
      inTx(async (tx) => {
        await tx.$executeRaw`INSERT INTO fault VALUES (${id}, 'cut', 1)`;
        return "done";
      });
    await expect(answerOnce(asked, work)).rejects.toMatchObject({ kind: "unavailable" });
    expect((await answerOnce(asked, work)).value).toBe("done");
    const { rows } = await admin.query("SELECT count(*)::int AS n FROM fault WHERE id = $1", [id]);
    expect(rows[0].n).toBe(1);
  });
  it("but did happen is found in its key's row, and answered", async () => {
    const [asked, key] = [request(), randomUUID()];
    const client = db();
    const real = client.$transaction.bind(client);
    let lost = 0;
    // The COMMIT reaches PostgreSQL, its answer does not reach us.
    Object.assign(client, {
      $transaction: async (...given: Parameters<typeof real>) => {
        await real(...given);
        lost++;
        throw new Error("Connection terminated unexpectedly");
      },
    });
    const { value } = await answerOnce(asked, () => inTx(async (tx) => (await countUp(tx, key)).value)).finally(() =>
      Object.assign(client, { $transaction: real }),
    );
    expect([value, lost, await counted(key)]).toEqual([1, 1, 1]);
    const again = await answerOnce(asked, () => inTx(async (tx) => (await countUp(tx, key)).value));
    expect(again).toEqual({ value: 1, replayed: true });
  });
});

it("deadlocks of many who want two rows in either order are never shown", async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  for (const key of [one, two]) await inTx((tx) => countUp(tx, key));
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      inTx(async (tx) => {
        for (const key of i % 2 ? [one, two] : [two, one]) await countUp(tx, key);
      }),
    ),
  );
  expect([await counted(one), await counted(two)]).toEqual([7, 7]);
});

describe("what counts as an outage", () => {
  it("is a database that nobody reaches, by query and by transaction", async () => {
    const nowhere = connect("postgresql://nobody:x@127.0.0.1:1/nothing");
    for (const work of [
      () => nowhere.$queryRaw`SELECT 1 AS one`,
      () => nowhere.counter.count(),
      () => nowhere.$transaction((tx) => tx.counter.count()),
    ]) {
      expect(isOutage(await work().catch((error: unknown) => error))).toBe(true);
    }
    await nowhere.$disconnect();
  });
  it("is not a refusal, a wrong statement or a unique index", async () => {
    const key = randomUUID();
    const double = await inTx(async (tx) => {
      for (const value of [1, 2]) await tx.counter.create({ data: { key, value } });
    }).catch((error: unknown) => error);
    expect([isUniqueViolation(double), isOutage(double)]).toEqual([true, false]);
    expect(isOutage(new DomainError("unavailable", "payments.provider_unavailable"))).toBe(false);
    expect(isOutage(await db().$queryRaw`SELECT 1 / 0 AS x`.catch((error: unknown) => error))).toBe(false);
    expect(isOutage(new Error("Cannot read properties of undefined"))).toBe(false);
  });
});
