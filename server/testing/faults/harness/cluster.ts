// A PostgreSQL of the stories' own, which can fall and rise again. Durable: what it said was committed must be there after.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { migrateDatabase } from "#server/cli/migrate-database.ts";
import { type RunningPostgres, startPostgres } from "#server/cli/postgres.ts";
import { waitUntil } from "#server/cli/processes.ts";

export type Cluster = Awaited<ReturnType<typeof openCluster>>;

export async function openCluster(home: string) {
  const start = (port?: number) =>
    startPostgres({
      dir: path.join(home, "pg"),
      password: "faults",
      port,
      durable: true,
      ownProcessGroup: false,
    });
  let server: RunningPostgres = await start();
  const { port } = server;
  const url = `${server.url}/comptoir`;
  await migrateDatabase(url);
  let pool: pg.Pool | undefined;

  return {
    port,
    /** Straight to the database, past every wire. */
    url,
    /** The same database through a wire. */
    urlThrough: (wirePort: number, settings = "") => url.replace(`:${port}/`, `:${wirePort}/`) + settings,
    /** An immediate shutdown: every connection is cut, nothing is tidied, the log has to be replayed. */
    async crash(): Promise<void> {
      await pool?.end().catch(() => {});
      pool = undefined;
      const pid = Number(fs.readFileSync(path.join(server.dir, "postmaster.pid"), "utf8").split("\n")[0]);
      process.kill(pid, "SIGQUIT");
      await server.ended;
    },
    async rise(): Promise<void> {
      server = await start(port);
      if (server.port !== port) throw new Error(`PostgreSQL came back on port ${server.port}, not ${port}`);
    },
    /** Rows of a query: for looking behind the curtain. */
    async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
      if (!pool) {
        pool = new pg.Pool({ connectionString: url, max: 3 });
        pool.on("error", () => {});
      }
      return (await pool.query(text, values)).rows as Row[];
    },
    /** Another, empty database of this cluster. */
    urlOf: (name: string) => url.replace(/\/comptoir$/, `/${name}`),
    async close(): Promise<void> {
      await pool?.end().catch(() => {});
      await server.stop();
      await waitUntil(() => !fs.existsSync(path.join(server.dir, "postmaster.pid")), 5_000);
    },
  };
}
