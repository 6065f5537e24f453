// npm run doctor: which adapters are chosen and why, what is missing, whether each answers. Exit code 1 when
// something is broken. Says nothing about a shop that is merely closed.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { createDatabase, status } from "#prisma/migrate.ts";
import { env, parseEnv } from "#server/platform/env.ts";
import { generateIfChanged } from "./build.ts";
import { findInstance, type Instance } from "./instance.ts";
import { applyEnvironment, childEnvironment, dataDir, given, readEnvFile } from "./launch-environment.ts";
import { withDatabase } from "./local-database.ts";
import { planEnvironment } from "./plan-environment.ts";
import { answers } from "./supervisor.ts";
import { describeProblem, say } from "./terminal.ts";

/** "closed": nothing is wrong, it just does not run now. */
type Finding = { state: "ok" | "closed" | "broken"; text: string };
const signs = { ok: "✓", closed: "–", broken: "✗" } as const;
let broken = 0;

readEnvFile();
// Before the plan of a local shop is applied to this process: what the operator said.
const named = {
  database: given("DATABASE_URL"),
  meilisearch: given("MEILISEARCH_URL"),
  provider: given("PAYMENT_PROVIDER"),
  production: given("DEPLOYMENT") === "production",
};

async function examine(name: string, look: () => Promise<Finding>) {
  const start = performance.now();
  const finding = await look().catch(
    (error: unknown): Finding => ({ state: "broken", text: describeProblem(error).split("\n    at ")[0] ?? "" }),
  );
  if (finding.state === "broken") broken += 1;
  const ms = `${Math.round(performance.now() - start)} ms`;
  say(
    `  ${signs[finding.state]} ${name.padEnd(12)} ${finding.text}  ${finding.state === "closed" ? "" : ms}`.trimEnd(),
  );
}

const ok = (text: string): Finding => ({ state: "ok", text });
const closed = (text: string): Finding => ({ state: "closed", text });
const faulty = (text: string): Finding => ({ state: "broken", text });

async function ask<Row>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function database(url: string): Promise<Finding> {
  const [row] = await ask<{ version: string; size: string }>(
    url,
    "SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size",
  );
  const why = named.database
    ? "DATABASE_URL"
    : `embedded in ${path.relative(process.cwd(), dataDir())}; no DATABASE_URL`;
  return ok(`PostgreSQL ${row?.version}, ${row?.size} (${why})`);
}

async function migrations(url: string): Promise<Finding> {
  const { history, failedMigrationNames, editedMigrationNames, hasMigrationsTable } = await status(url);
  if (failedMigrationNames.length) return faulty(`failed: ${failedMigrationNames.join(", ")}; see docs of db:migrate`);
  if (editedMigrationNames.length) return faulty(`edited after they ran: ${editedMigrationNames.join(", ")}`);
  if (!hasMigrationsTable) return closed("none yet; `npm start` or `npm run db:migrate` applies them");
  return history ? faulty("some are pending: npm run db:migrate") : ok("up to date");
}

async function search(): Promise<Finding> {
  const { searchEngines } = await import("#server/adapters/search/registry.ts");
  const lines: string[] = [];
  let bad = false;
  for (const engine of searchEngines()) {
    const { ok: healthy, documents, detail } = await engine.health();
    bad ||= !healthy;
    lines.push(`${engine.code}: ${healthy ? `${documents} documents` : (detail ?? "does not answer")}`);
  }
  const why = named.meilisearch ? "MEILISEARCH_URL, PostgreSQL behind it" : "no MEILISEARCH_URL";
  return { state: bad ? "broken" : "ok", text: `${lines.join("; ")} (${why})` };
}

async function payments(running: Instance | undefined, own: boolean): Promise<Finding> {
  const { paymentProvider } = await import("#server/adapters/payments/registry.ts");
  const { PAYMENT_PROVIDER: code } = env();
  const why = named.provider ? "PAYMENT_PROVIDER" : own ? "no STRIPE_SECRET_KEY" : "STRIPE_SECRET_KEY";
  if (own && !running) return closed(`${code}, our own (${why}); it opens with the shop`);
  await paymentProvider().health();
  return ok(`${code} answers (${why})`);
}

async function mail(): Promise<Finding> {
  const { mailCarrier, showsMailbox } = await import("#server/adapters/mail/registry.ts");
  const carrier = mailCarrier();
  await carrier.check();
  if (carrier.name !== "mailbox") return ok(`${carrier.name} accepts the sign-in (SMTP_URL)`);
  return ok(`kept in the database, ${showsMailbox() ? "shown on the mailbox page" : "shown nowhere"} (no SMTP_URL)`);
}

async function media(): Promise<Finding> {
  const { MEDIA_DIR: dir } = env();
  fs.mkdirSync(dir, { recursive: true });
  fs.accessSync(dir, fs.constants.R_OK | fs.constants.W_OK);
  const files = fs.readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const free = fs.statfsSync(dir);
  return ok(
    `${files} files in ${path.relative(process.cwd(), dir) || dir}, ${Math.round((free.bavail * free.bsize) / 1e9)} GB free`,
  );
}

async function worker(url: string, running: Instance | undefined): Promise<Finding> {
  const [row] = await ask<{ waiting: number; lag: number; dead: number }>(
    url,
    `SELECT count(*) FILTER (WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts)::int AS waiting,
            coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts)), 0)::int AS lag,
            count(*) FILTER (WHERE attempts >= max_attempts)::int AS dead
     FROM graphile_worker.jobs`,
  );
  if (!row) return faulty("no job table");
  const text = `${row.waiting} jobs waiting, oldest for ${row.lag} s, ${row.dead} given up`;
  const expected = running?.url !== undefined || named.database !== undefined;
  if (row.lag > 60 && expected) return faulty(`${text}: is the worker running?`);
  return expected ? ok(text) : closed(`${text} (the worker opens with the shop)`);
}

async function web(running: Instance | undefined): Promise<Finding> {
  const url = running?.url ?? (named.database ? env().PUBLIC_URL : undefined);
  if (!url) return closed("not running; `npm start` opens it");
  return (await answers(`${url}/api/health`)) ? ok(`${url} answers`) : faulty(`${url}/api/health does not answer`);
}

async function main() {
  say(`\n  Comptoir on Node ${process.versions.node}, ${process.platform}-${process.arch}\n`);
  const running = await findInstance(dataDir());
  const { env: plan, sandbox } = await planEnvironment();
  if (running?.sandboxUrl) plan.STRIPE_API_BASE = running.sandboxUrl;
  if (running?.url) plan.PUBLIC_URL = running.url;
  await examine("environment", async () => {
    parseEnv(childEnvironment(plan));
    return ok(`complete for ${plan.DEPLOYMENT === "production" ? "production" : "this machine"}`);
  });
  if (broken) return;
  await generateIfChanged();
  await withDatabase(async (url) => {
    applyEnvironment({ ...plan, DATABASE_URL: url });
    if (!named.production) await createDatabase(url);
    await examine("database", () => database(url));
    if (broken) return;
    await examine("migrations", () => migrations(url));
    await examine("search", search);
    await examine("payments", () => payments(running, sandbox !== undefined));
    await examine("mail", mail);
    await examine("media", media);
    await examine("worker", () => worker(url, running));
    await examine("web", () => web(running));
    // The pool of this process must be closed before an embedded server stops.
    const { db } = await import("#server/platform/db.ts");
    await db().$disconnect();
  });
}

await main().catch((error: unknown) => {
  broken += 1;
  console.error(`  ✗ ${describeProblem(error)}`);
});
say(broken ? `\n  ${broken} broken\n` : "\n  All is well\n");
process.exit(broken ? 1 : 0);
