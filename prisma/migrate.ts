// Prisma migrations without the native schema engine: the same engine compiled
// to WebAssembly, over the pg driver. Reads and writes prisma/migrations and
// _prisma_migrations exactly as `prisma migrate` does, so either may be used.
//
//   node prisma/migrate.ts deploy              apply what is pending
//   node prisma/migrate.ts status              exit 1 when pending, failed or edited
//   node prisma/migrate.ts dev <name>          write a migration for the schema change, apply it
//   node prisma/migrate.ts check               exit 2 when migrations and schema differ (for CI)
//   node prisma/migrate.ts resolve <name> applied|rolled-back
//   node prisma/migrate.ts reset               empty the database, apply everything
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

const here = path.dirname(fileURLToPath(import.meta.url));
const filters = { externalTables: [], externalEnums: [] };

function schemaFiles() {
  const dir = here;
  return fs
    .readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".prisma"))
    .sort()
    .map((f) => ({ path: path.join(dir, f), content: fs.readFileSync(path.join(dir, f), "utf8") }));
}

function migrationList(): MigrationList {
  const baseDir = path.join(here, "migrations");
  fs.mkdirSync(baseDir, { recursive: true });
  const lock = path.join(baseDir, "migration_lock.toml");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: fs
      .readdirSync(baseDir, { withFileTypes: true })
      .filter((d) => d.isDirectory())
      .map((d) => d.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: fs.readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

// PrismaPg is written for queries; three of its habits break migrations:
// executeScript cuts the script at every ";" (function bodies, strings), the
// shadow database's name loses against the one in connectionString (so the main
// database would be used), and the catalogue's "char" type is not mapped.
class MigrationPool extends pg.Pool {
  charColumns: number[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of Pool.query
  override async query(...args: any[]): Promise<any> {
    const result = await super.query(...(args as [string]));
    const fields: pg.FieldDef[] = result.fields ?? [];
    this.charColumns = fields.flatMap((f, i) => (f.dataTypeID === 18 ? [i] : []));
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  }
}

// What the engine opened: it disposes of shadow databases but never of the main
// connection, which would keep the advisory lock and the process alive.
const open = new Set<SqlDriverAdapter>();

async function connect(config: pg.PoolConfig, onDispose?: () => Promise<void>) {
  const pool = new MigrationPool({ ...config, max: 1 }); // one session: the advisory lock lives in it
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const i of pool.charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => void (await pool.query(script));
  adapter.dispose = async () => {
    if (!open.delete(adapter)) return;
    await pool.end();
    await onDispose?.();
  };
  open.add(adapter);
  return adapter;
}

/** As libpq means them: `require` encrypts without looking at the certificate, `verify-…` looks. */
function sslOf(mode: string | null): pg.PoolConfig["ssl"] {
  if (!mode || ["disable", "allow", "prefer"].includes(mode)) return undefined;
  return { rejectUnauthorized: mode.startsWith("verify-") };
}

function adapterFactory(url: string) {
  const u = new URL(url);
  const config = {
    host: decodeURIComponent(u.hostname),
    port: Number(u.port || 5432),
    database: decodeURIComponent(u.pathname.slice(1)),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    ssl: sslOf(u.searchParams.get("sslmode")),
  };
  return {
    provider: "postgres" as const,
    adapterName: "@prisma/adapter-pg" as const,
    connect: () => connect(config),
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const run = async (sql: string) => {
        const admin = new pg.Client(config);
        await admin.connect();
        await admin.query(sql).finally(() => admin.end());
      };
      await run(`CREATE DATABASE "${name}"`);
      return connect({ ...config, database: name }, () => run(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
}

// Once per process: the glue code holds a single instance.
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
let loaded: Promise<typeof import("@prisma/schema-engine-wasm/schema_engine_bg")> | undefined;
async function load() {
  const require = createRequire(import.meta.url);
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = fs.readFileSync(
    path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm"),
  );
  // Its timers (10 s for the advisory lock) are never cleared: do not let them hold the process.
  const imports = Object.fromEntries(
    Object.entries(glue).map(([k, v]) => [
      k,
      k.startsWith("__wbg_setTimeout_") ? (f: () => void, ms: number) => setTimeout(f, ms).unref() : v,
    ]),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": imports as never });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

async function withEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= load();
  const glue = await loaded;
  const datamodels = schemaFiles().map((f): [string, string] => [f.path, f.content]);
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(url));
  try {
    return await use(await glue.SchemaEngine.new({ datamodels }, () => {}, factory));
  } catch (error) {
    // A database error stays in the factory; the engine only names its number.
    const id = /External error id#(\d+)/.exec(String(error))?.[1];
    const cause = id === undefined ? undefined : factory.errorRegistry.consumeError(Number(id))?.error;
    const name = /migration_name="([^"]+)"/.exec(String(error))?.[1];
    throw cause ? new Error(`${name ?? "schema engine"}: ${String(cause)}`, { cause }) : error;
  } finally {
    for (const adapter of open) await adapter.dispose();
  }
}

export async function createDatabase(url: string) {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: target.href });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // 42P04: it exists; 23505: another process made it at this very moment
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await admin.end();
  }
}

// The engine itself takes the advisory lock that the native one takes, so
// instances that start together migrate one after the other.
export function deploy(url: string): Promise<string[]> {
  return withEngine(
    url,
    async (e) => (await e.applyMigrations({ migrationsList: migrationList(), filters })).appliedMigrationNames,
  );
}

export function status(url: string) {
  return withEngine(url, (e) =>
    e.diagnoseMigrationHistory({ migrationsList: migrationList(), optInToShadowDatabase: false, filters }),
  );
}

export async function dev(url: string, migrationName: string): Promise<string | null> {
  await deploy(url);
  const created = await withEngine(url, async (e) => {
    // Also what gives the engine its shadow database: createMigration alone fails.
    const { action } = await e.devDiagnostic({ migrationsList: migrationList(), filters });
    if (action.tag === "reset") throw new Error(`the database must be reset first: ${action.reason}`);
    return e.createMigration({
      draft: false,
      migrationName,
      migrationsList: migrationList(),
      schema: { files: schemaFiles() },
      filters,
    });
  });
  if (!created.migrationScript?.trim()) return null;
  const dir = path.join(here, "migrations", created.generatedMigrationName);
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, "migration.sql"), created.migrationScript);
  fs.writeFileSync(
    path.join(here, "migrations", "migration_lock.toml"),
    `# Please do not edit this file manually\n# It should be added in your version-control system (e.g., Git)\nprovider = "postgresql"\n`,
  );
  await deploy(url);
  return created.generatedMigrationName;
}

export function check(url: string) {
  return withEngine(url, (e) =>
    e.diff({
      from: { tag: "migrations", ...migrationList() },
      to: { tag: "schemaDatamodel", files: schemaFiles() },
      script: true,
      exitCode: true,
      filters,
    }),
  );
}

export async function reset(url: string) {
  await withEngine(url, (e) => e.reset({ filter: filters }));
  return deploy(url);
}

/** After a failed migration was repaired by hand: `applied` or `rolled-back`. */
export function resolve(url: string, migrationName: string, as: "applied" | "rolled-back") {
  return withEngine(url, (e) =>
    as === "applied"
      ? e.markMigrationApplied({ migrationName, migrationsList: migrationList() })
      : e.markMigrationRolledBack({ migrationName }),
  );
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  const [command, name, as] = process.argv.slice(2);
  if (command === "deploy") {
    await createDatabase(url);
    const done = await deploy(url);
    console.log(done.length ? `applied ${done.join(", ")}` : "nothing to apply");
  } else if (command === "status") {
    const s = await status(url);
    console.log(JSON.stringify(s, null, 2));
    if (s.history || s.failedMigrationNames.length || s.editedMigrationNames.length) process.exitCode = 1;
  } else if (command === "dev" && name) {
    await createDatabase(url);
    console.log((await dev(url, name)) ?? "no change");
  } else if (command === "check") {
    const d = await check(url);
    console.log(d.stdout);
    process.exitCode = d.exitCode;
  } else if (command === "resolve" && name && (as === "applied" || as === "rolled-back")) {
    await resolve(url, name, as);
  } else if (command === "reset") {
    console.log(`applied ${(await reset(url)).join(", ")}`);
  } else {
    console.error(
      "usage: node prisma/migrate.ts deploy | status | dev <name> | check | reset | resolve <name> applied|rolled-back",
    );
    process.exitCode = 64;
  }
}
