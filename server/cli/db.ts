// npm run db:migrate · db:new <name> · db:reset · db:check
// On the database of DATABASE_URL, else on the embedded one (started for the occasion when nothing runs).
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { check, createDatabase, dev, reset } from "#prisma/migrate.ts";
import { generateIfChanged } from "./build.ts";
import { given, root } from "./launch-environment.ts";
import { withDatabase } from "./local-database.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { planEnvironment } from "./plan-environment.ts";
import { writeDemoShop } from "./run-script.ts";
import { StartProblem } from "./start-problem.ts";
import { say, stopOnProblem } from "./terminal.ts";

const usage = `usage: node server/cli/db.ts migrate        apply what is pending
       node server/cli/db.ts new <name>     write a migration for the change of prisma/models, and apply it
       node server/cli/db.ts new <name> --sql <file>   the same for hand-written SQL (prisma/sql/…)
       node server/cli/db.ts reset --yes    empty the database, apply everything, seed the demo shop
       node server/cli/db.ts check          exit 2 when prisma/migrations and prisma/models differ`;

/** What Prisma's schema cannot say (CHECKs, triggers, partial indexes), as a migration of its own. */
async function writeSqlMigration(url: string, name: string, sqlFile: string): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const migration = `${stamp}_${name.replaceAll("-", "_")}`;
  const dir = path.join(root, "prisma", "migrations", migration);
  fs.mkdirSync(dir, { recursive: true });
  fs.copyFileSync(sqlFile, path.join(dir, "migration.sql"));
  await migrateDatabase(url);
  return migration;
}

/** Empties for good; a deployment's data is not reset with a slip of the finger. */
async function emptyDatabase(url: string) {
  if (given("DEPLOYMENT") === "production")
    throw new StartProblem("DEPLOYMENT=production: this database is not reset.");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("DROP SCHEMA IF EXISTS graphile_worker CASCADE").finally(() => client.end());
  await reset(url);
  await migrateDatabase(url);
}

async function main(command?: string, ...rest: string[]) {
  switch (command) {
    case "migrate":
      return withDatabase(async (url) => {
        const applied = await migrateDatabase(url);
        say(applied.length ? `applied ${applied.join(", ")}` : "nothing to apply");
      });
    case "new": {
      const name = rest[0];
      if (!name || !/^[a-z0-9][a-z0-9_-]*$/.test(name)) break;
      const sqlFile = rest[1] === "--sql" ? rest[2] : undefined;
      return withDatabase(async (url) => {
        await migrateDatabase(url);
        if (sqlFile) {
          say(`wrote and applied prisma/migrations/${await writeSqlMigration(url, name, sqlFile)}`);
          return;
        }
        const made = await dev(url, name.replaceAll("-", "_"));
        say(made ? `wrote and applied prisma/migrations/${made}` : "prisma/models and prisma/migrations agree already");
      });
    }
    case "reset":
      if (!rest.includes("--yes")) {
        say("This empties the database. Say it twice: npm run db:reset -- --yes");
        process.exitCode = 64;
        return;
      }
      return withDatabase(async (url) => {
        await createDatabase(url);
        await emptyDatabase(url);
        await generateIfChanged();
        // With the shop's own secrets: links to past orders are signed with them.
        await writeDemoShop({ ...(await planEnvironment()).env, DATABASE_URL: url });
        say("emptied, migrated and seeded");
      });
    case "check":
      return withDatabase(async (url) => {
        await createDatabase(url); // the comparison is made in a shadow of it
        const { exitCode, stdout } = await check(url);
        say(exitCode === 0 ? "prisma/migrations and prisma/models agree" : (stdout ?? "they differ"));
        process.exitCode = exitCode;
      });
  }
  console.error(usage);
  process.exitCode = 64;
}

await stopOnProblem(() => main(...process.argv.slice(2)));
