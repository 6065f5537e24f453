import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { claimFolder, findInstance } from "./instance.ts";
import { dataDir, given, readEnvFile } from "./launch-environment.ts";
import { startPostgres } from "./postgres.ts";

export type Secrets = { postgres: string; nextauth: string; stripeKey: string; webhookSecret: string };

/** Secrets of this machine's demo: made once, kept beside its data, readable by the owner only. */
export function localSecrets(dir: string): Secrets {
  const file = path.join(dir, "secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8")) as Secrets;
  const secrets: Secrets = {
    postgres: randomBytes(18).toString("hex"),
    nextauth: randomBytes(32).toString("base64"),
    stripeKey: `sk_test_${randomBytes(16).toString("hex")}`,
    webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
  };
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Starts the embedded server of a data folder. */
export async function startLocalPostgres(dir: string, options: { durable: boolean } = { durable: true }) {
  const server = await startPostgres({
    dir: path.join(dir, "pg"),
    password: localSecrets(dir).postgres,
    port: 54329,
    durable: options.durable,
    ownProcessGroup: true,
  });
  return { ...server, databaseUrl: `${server.url}/comptoir` };
}

/**
 * For commands: the database of DATABASE_URL, else of the Comptoir that runs here, else the embedded one,
 * started and stopped around the work.
 */
export async function withDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  readEnvFile();
  const configured = given("DATABASE_URL");
  if (configured) return work(configured);
  const dir = dataDir();
  const running = await findInstance(dir);
  if (running?.databaseUrl) return work(running.databaseUrl);
  fs.mkdirSync(dir, { recursive: true });
  const claim = await claimFolder(dir, "a database command");
  const server = await startLocalPostgres(dir);
  const interrupted = () => void server.stop().then(() => process.exit(130));
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  claim.tell({ databaseUrl: server.databaseUrl });
  try {
    return await work(server.databaseUrl);
  } finally {
    await server.stop();
    await claim.release();
  }
}
