import { runMigrations } from "graphile-worker";
import pg from "pg";
import { createDatabase, deploy } from "#prisma/migrate.ts";

/** PostgreSQL's defaults are for spinning disks and long reports: on these, indexes cost too much to be chosen. */
const forShortStatements = { random_page_cost: "1.1", jit: "off" };

/** Sets them for whoever connects from now on; where the account owns no database, its administrator decides. */
async function tuneDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; own: boolean }>(
      "SELECT quote_ident(datname) AS name, pg_has_role(datdba, 'USAGE') AS own FROM pg_database WHERE datname = current_database()",
    );
    if (!rows[0]?.own) return;
    for (const [name, value] of Object.entries(forShortStatements)) {
      await client.query(`ALTER DATABASE ${rows[0].name} SET ${name} = ${value}`);
    }
  } finally {
    await client.end();
  }
}

/**
 * Brings a database up to date: makes it when the server has none of that name, applies our migrations and
 * those of the job queue (whose `add_job` our transactions call); tunes it for short statements.
 * @returns the names of the migrations of ours that were applied
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  await createDatabase(databaseUrl);
  const applied = await deploy(databaseUrl);
  await runMigrations({ connectionString: databaseUrl, noPreparedStatements: true });
  await tuneDatabase(databaseUrl);
  return applied;
}
