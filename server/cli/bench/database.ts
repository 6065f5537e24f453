// A PostgreSQL of the bench's own, durable as in production, in a folder that is gone afterwards.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { db } from "#server/platform/db.ts";
import { applyEnvironment } from "../launch-environment.ts";
import { migrateDatabase } from "../migrate-database.ts";
import { startPostgres } from "../postgres.ts";

/**
 * Runs work against a migrated, empty database that this process's `db()` then speaks to. Nothing of the developer's own
 * environment counts: no real provider, no real search.
 */
export async function withBenchDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-bench-"));
  fs.chmodSync(home, 0o755); // root lends PostgreSQL another account, which must get in
  const postgres = await startPostgres({
    dir: path.join(home, "pg"),
    password: randomBytes(12).toString("hex"),
    durable: true,
    ownProcessGroup: false,
  });
  const databaseUrl = `${postgres.url}/comptoir_bench`;
  applyEnvironment({
    DATABASE_URL: databaseUrl,
    DATA_DIR: home,
    MEDIA_DIR: path.join(home, "media"),
    DEPLOYMENT: "local",
    LOG_LEVEL: "silent",
    PAYMENT_PROVIDER: "sandbox",
    STRIPE_SECRET_KEY: "",
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(12).toString("hex")}`,
    MEILISEARCH_URL: "",
  });
  try {
    await migrateDatabase(databaseUrl);
    return await work(databaseUrl);
  } finally {
    await db().$disconnect();
    await postgres.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}
