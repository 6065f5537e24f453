// The embedded server by itself: made, kept between runs, taken over from a killed run.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "./postgres.ts";
import { isAlive } from "./processes.ts";

let home = "";
const start = (port?: number) =>
  startPostgres({ dir: path.join(home, "pg"), password: "secret", port, durable: false, ownProcessGroup: true });
const pidOf = (server: RunningPostgres) =>
  Number(fs.readFileSync(path.join(server.dir, "postmaster.pid"), "utf8").split("\n")[0]);

async function query(server: RunningPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-pg-"));
  fs.chmodSync(home, 0o755);
});
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

it("keeps its data between runs, on another port when its own is taken", async () => {
  const first = await start();
  expect(await query(first, "SELECT current_setting('server_version_num')::int / 10000")).toBe(18);
  await query(first, "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  const { createServer } = await import("node:net");
  const taken = createServer().listen(first.port, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const second = await start(first.port);
  expect(second.port).not.toBe(first.port);
  expect(await query(second, "SELECT n FROM kept")).toBe(7);
  await second.stop();
  await new Promise((resolve) => taken.close(resolve));
});

it("takes over from a run that was killed while its server went on", async () => {
  const orphan = await start();
  await query(orphan, "CREATE TABLE IF NOT EXISTS orphaned AS SELECT 1 AS n");
  const before = pidOf(orphan);
  const next = await start();
  expect(isAlive(before)).toBe(false);
  expect(await query(next, "SELECT n FROM orphaned")).toBe(1);
  await next.stop();
});

it("is not kept from starting by a lock file that names a stranger's process", async () => {
  fs.writeFileSync(path.join(home, "pg", "postmaster.pid"), `${process.pid}\n/elsewhere\n0\n5432\n`);
  const server = await start();
  expect(await query(server, "SELECT 1")).toBe(1);
  await server.stop();
  expect(isAlive(process.pid)).toBe(true);
});

it("refuses the data of another major version and says so", async () => {
  const file = path.join(home, "pg", "PG_VERSION");
  fs.writeFileSync(file, "17\n");
  await expect(start()).rejects.toThrow(/written by PostgreSQL 17; this is 18/);
  fs.writeFileSync(file, "18\n");
});
