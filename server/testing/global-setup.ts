// One PostgreSQL per test run, with one migrated database that every test file copies.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../cli/migrate-database.ts";
import { startPostgres } from "../cli/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test server, without a database name. */
    postgresUrl: string;
  }
}

export const templateDatabase = "template_comptoir";

export default async function setup(project: TestProject) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-test-"));
  fs.chmodSync(home, 0o755); // root lends PostgreSQL another account, which must get in
  const postgres = await startPostgres({
    dir: path.join(home, "pg"),
    password: randomBytes(12).toString("hex"),
    durable: false,
    ownProcessGroup: false,
  });
  await migrateDatabase(`${postgres.url}/${templateDatabase}`);
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    fs.rmSync(home, { recursive: true, force: true });
  };
}
