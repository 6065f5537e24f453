// Where the shop under test runs, and the ways into it that no shopper has: its database and the payment sandbox's
// control. The launcher tells both to whoever asks on its local socket.
import path from "node:path";
import pg from "pg";
import { findInstance, type Instance } from "../../server/cli/instance.ts";
import { stockInvariants } from "../../server/modules/stock/verify.ts";

const dataDir = path.resolve(import.meta.dirname, "../..", process.env.E2E_DATA_DIR ?? ".data/e2e");

/** The shop's address, without a slash at the end. */
export const shopUrl = (process.env.E2E_BASE_URL ?? `http://localhost:${process.env.E2E_PORT ?? "3100"}`).replace(
  /\/$/,
  "",
);

let running: Promise<Instance> | undefined;

async function instance(): Promise<Instance> {
  running ??= findInstance(dataDir).then((found) => {
    if (!found) throw new Error(`No Comptoir runs in ${dataDir}; name its folder with E2E_DATA_DIR.`);
    return found;
  });
  return running;
}

let pool: pg.Pool | undefined;

/** Rows of a query on the shop's database: for looking behind the curtain, never for acting. */
export async function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  pool ??= new pg.Pool({ connectionString: (await instance()).databaseUrl, max: 2, allowExitOnIdle: true });
  return (await pool.query(text, values)).rows as Row[];
}

/** The one row of a query. */
export async function sqlRow<Row>(text: string, values: unknown[] = []): Promise<Row> {
  const [row, ...more] = await sql<Row>(text, values);
  if (row === undefined || more.length > 0) throw new Error(`expected one row: ${text} ${JSON.stringify(values)}`);
  return row;
}

/** Has the worker do now what it does by the clock. */
export const wake = (task: string) => sql("SELECT graphile_worker.add_job($1)", [task]);

/** Levels that do not follow from the ledger: none, in a shop that is right. */
export async function ledgerDifferences() {
  return (await Promise.all(stockInvariants.map(({ broken }) => sql<{ subject: string }>(broken)))).flat();
}

/** Asks the payment sandbox for what Stripe has no address for (`/_sandbox/…`). */
export async function sandboxControl<T>(method: "GET" | "POST", control: string, body: object = {}): Promise<T> {
  const { sandboxUrl } = await instance();
  if (!sandboxUrl) throw new Error("This shop has no payment sandbox of its own.");
  const response = await fetch(`${sandboxUrl}/_sandbox/${control}`, {
    method,
    ...(method === "POST" ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  });
  if (!response.ok) throw new Error(`sandbox: ${control} answered ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
