// What `npm start` and `npm run dev` share: a database with data in it, the payment sandbox, the worker, and
// the environment in which all of them run.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { parseEnv } from "#server/platform/env.ts";
import { generateIfChanged } from "./build.ts";
import { claimFolder } from "./instance.ts";
import { childEnvironment, dataDir, given, readEnvFile } from "./launch-environment.ts";
import { startLocalPostgres } from "./local-database.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { planEnvironment, type ShopEnvironment } from "./plan-environment.ts";
import { isPortFree } from "./ports.ts";
import { sleep } from "./processes.ts";
import { writeDemoShop } from "./run-script.ts";
import { StartProblem } from "./start-problem.ts";
import { answers, type Supervisor, supervise } from "./supervisor.ts";
import { describeProblem, say, step } from "./terminal.ts";

export type LocalShop = {
  supervisor: Supervisor;
  url: string;
  port: number;
  /** For the processes of this shop. */
  env: ShopEnvironment;
  /** What is still starting beside the web server. */
  ready: Promise<void>;
  embedded: { postgres?: { dir: string; port: number }; sandbox?: string };
};

async function assertPortFree(port: number) {
  if ((await isPortFree(port)) && (await isPortFree(port, "127.0.0.1"))) return;
  throw new StartProblem(
    `Port ${port} is taken by another program. Stop that one, or choose another port:\n` +
      (process.platform === "win32" ? `  set PORT=${port + 1} && npm start` : `  PORT=${port + 1} npm start`),
  );
}

function assertDiskSpace(dir: string) {
  const { bavail, bsize } = fs.statfsSync(dir);
  const free = (bavail * bsize) / 1e6;
  if (free > 300) return;
  throw new StartProblem(
    `Only ${free.toFixed(0)} MB are free on the disk of ${dir}; PostgreSQL and the build need some 300 MB.\n` +
      "Free some space, or put the data elsewhere with DATA_DIR=/another/disk/comptoir.",
  );
}

async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      "SELECT NOT EXISTS (SELECT FROM product) AND NOT EXISTS (SELECT FROM app_user) AS empty",
    );
    return rows[0]?.empty ?? false;
  } finally {
    await client.end();
  }
}

async function dropDatabase(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const name = target.pathname.slice(1);
  target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`).finally(() => client.end());
}

/** The demo shop, into an empty database, or the rest of it when a run was killed half-way. */
async function seedIfEmpty(shop: { dir: string; databaseUrl: string; env: ShopEnvironment }) {
  const unfinished = path.join(shop.dir, "seeding");
  if (!fs.existsSync(unfinished) && !(await isEmpty(shop.databaseUrl))) return;
  await step("filling the empty database with the demo shop", async () => {
    fs.writeFileSync(unfinished, "");
    await writeDemoShop(shop.env);
    fs.rmSync(unfinished, { force: true });
  });
}

async function openDatabase(supervisor: Supervisor, dir: string, throwaway: boolean) {
  const configured = given("DATABASE_URL");
  if (configured) {
    await step("migrating the database of DATABASE_URL", () => migrateDatabase(configured));
    return { databaseUrl: configured };
  }
  const first = !fs.existsSync(path.join(dir, "pg", "PG_VERSION"));
  const server = await step(first ? "making an embedded PostgreSQL 18" : "starting the embedded PostgreSQL 18", () =>
    startLocalPostgres(dir, { durable: !throwaway }),
  );
  supervisor.add("postgres", server.stop);
  void server.ended.then((code) => {
    if (supervisor.isClosing) return;
    console.error(
      `\nPostgreSQL ended unexpectedly (${code ?? "killed"}); its log is ${server.dir}.log. Stopping the rest.\n`,
    );
    void supervisor.close(1);
  });
  if (throwaway) await dropDatabase(server.databaseUrl); // where root keeps the cluster elsewhere
  await step("migrating", () => migrateDatabase(server.databaseUrl));
  return { databaseUrl: server.databaseUrl, postgres: { dir: server.dir, port: server.port } };
}

/**
 * Prepares everything but the web server and the worker, which differ between `start` and `dev`. `fresh` throws away
 * what the data folder held (end-to-end tests begin that way) and trades durability for speed.
 * @throws StartProblem or EnvironmentError with a way out; what had been started is stopped by the caller
 */
export async function openShop(
  supervisor: Supervisor,
  command: string,
  options: { fresh?: boolean } = {},
): Promise<LocalShop> {
  readEnvFile();
  const dir = dataDir();
  fs.mkdirSync(dir, { recursive: true });
  assertDiskSpace(dir);
  const claim = await claimFolder(dir, command);
  supervisor.add("claim", claim.release);
  if (options.fresh && !given("DATABASE_URL")) {
    for (const old of ["pg", "pg.log", "media", "seeding", "payment-sandbox.jsonl"]) {
      fs.rmSync(path.join(dir, old), { recursive: true, force: true });
    }
  }
  const { port, url, env, sandbox } = await planEnvironment(dir);
  claim.tell({ url, sandboxUrl: sandbox?.url });
  parseEnv(childEnvironment(env)); // a wrong value is told before anything is started
  await assertPortFree(port);
  await generateIfChanged();

  const { databaseUrl, postgres } = await openDatabase(supervisor, dir, options.fresh ?? false);
  env.DATABASE_URL = databaseUrl;
  claim.tell({ databaseUrl });
  await seedIfEmpty({ dir, databaseUrl, env });
  let ready = Promise.resolve();
  if (sandbox) {
    ready = step("starting the payment sandbox", () =>
      supervisor.run(
        {
          name: "sandbox",
          args: ["server/adapters/payments/sandbox/main.ts"],
          env: { ...env, ...sandbox.own },
          whenItDies: "restart",
        },
        () => answers(sandbox.url),
      ),
    );
    ready.catch(() => {}); // looked at by whoever awaits it, after the web server
  }
  return { supervisor, url, port, env, ready, embedded: { postgres, sandbox: sandbox?.url } };
}

/** Opens a shop, keeps it open until it is told to stop, and ends with the right exit code. */
export async function keepOpen(work: (supervisor: Supervisor) => Promise<void>): Promise<void> {
  const supervisor = supervise();
  let asked = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // One Ctrl-C arrives several times: from the terminal, from npm, from start.mjs.
      if (Date.now() - asked < 2000) return;
      if (asked) process.exit(1); // asked again by someone who does not want to wait
      asked = Date.now();
      say("\n  Stopping …");
      void supervisor.close(0);
    });
  }
  const opening = work(supervisor).catch((error: unknown) => {
    if (supervisor.isClosing) return;
    console.error(`\n${describeProblem(error)}\n`);
    void supervisor.close(1);
  });
  const code = await supervisor.done;
  await Promise.race([opening, sleep(15_000)]); // told to stop while still opening
  await supervisor.settled();
  process.exit(code);
}
