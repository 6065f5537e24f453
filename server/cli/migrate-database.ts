import { runMigrations } from "graphile-worker";
import { createDatabase, deploy } from "#prisma/migrate.ts";

/**
 * Brings a database up to date: makes it when the server has none of that name, applies our migrations and
 * those of the job queue (whose `add_job` our transactions call).
 * @returns the names of the migrations of ours that were applied
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  await createDatabase(databaseUrl);
  const applied = await deploy(databaseUrl);
  await runMigrations({ connectionString: databaseUrl, noPreparedStatements: true });
  return applied;
}
