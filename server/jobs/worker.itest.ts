import { setTimeout as wait } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { runWorker } from "./worker.ts";

const slow = vi.hoisted(() => ({ runs: 0 }));
vi.mock("./jobs.ts", () => ({
  jobs: [
    {
      name: "slow",
      run: async () => {
        slow.runs += 1;
        await wait(5_000);
      },
    },
  ],
}));

it("leaves a job with the living worker that holds it, however often others look for dead ones", async () => {
  const stop = new AbortController();
  const [one, other] = [1, 2].map(() =>
    runWorker({ databaseUrl: env().DATABASE_URL, signal: stop.signal, leaseSeconds: 3 }),
  );
  await db().$queryRaw`SELECT 1 FROM graphile_worker.add_job('slow')`;
  const left = async () =>
    (
      await db().$queryRaw<{ attempts: number }[]>`
      SELECT attempts::int FROM graphile_worker.jobs WHERE task_identifier = 'slow'`
    )[0]?.attempts;
  for (let attempts = await left(); attempts !== undefined; attempts = await left()) {
    expect(attempts).toBeLessThanOrEqual(1);
    await wait(200);
  }
  expect(slow.runs).toBe(1);
  stop.abort();
  await Promise.all([one, other]);
});
