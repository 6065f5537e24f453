// Fills an empty database with the demo shop "Maison Comptoir". Each area is one transaction that leaves a mark in the
// audit log, so that a seed cut short goes on where it stopped and a database with anything else in it stays untouched.
import { audit, bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { seedCatalogue, storeDemoPictures } from "./catalogue.ts";
import { readDemoCatalogue } from "./demo-data.ts";
import { hashDemoPasswords, seedPeople } from "./people.ts";
import { seedSetup } from "./setup.ts";
import { seedStock } from "./stock.ts";

const action = "demo.seeded";

async function isSeedable(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ seedable: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM audit_entry WHERE action = ${action}) OR NOT (
      EXISTS (SELECT 1 FROM app_user) OR EXISTS (SELECT 1 FROM partner) OR EXISTS (SELECT 1 FROM product)
      OR EXISTS (SELECT 1 FROM channel) OR EXISTS (SELECT 1 FROM location)
    ) AS seedable`;
  return rows[0]?.seedable ?? false;
}

/** Runs an area once; two processes that start together wait for each other. */
async function area(name: string, work: (tx: Tx) => Promise<void>): Promise<boolean> {
  return inTx(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${action}))`;
    if (!(await isSeedable(tx))) return false;
    const done = await tx.auditEntry.findFirst({ where: { action, targetType: "area", targetId: name } });
    if (done) return false;
    await work(tx);
    await audit(tx, bySystem, action, { type: "area", id: name });
    return true;
  });
}

/**
 * Seeds the demo shop into the database of this process, unless it holds anything else. Repeating it changes nothing.
 * Throws when `databaseUrl` is not the DATABASE_URL of the process: flows write through the process's own connection.
 */
export async function seed(databaseUrl: string): Promise<{ seeded: string[] }> {
  if (env().DATABASE_URL !== databaseUrl) throw new Error("DATABASE_URL must name the database to seed");
  const seeded: string[] = [];
  const run = async (name: string, work: (tx: Tx) => Promise<void>) => {
    const started = performance.now();
    if (!(await area(name, work))) return;
    seeded.push(name);
    log.info({ area: name, ms: Math.round(performance.now() - started) }, "demo data written");
  };
  if (!(await inTx(isSeedable))) return { seeded };

  const demo = await readDemoCatalogue();
  const keys = await storeDemoPictures(demo);
  await run("setup", seedSetup);
  await run("catalogue", (tx) => seedCatalogue(tx, demo, keys, new Date()));
  await run("stock", seedStock);
  const hashes = await hashDemoPasswords();
  await run("people", (tx) => seedPeople(tx, hashes));
  await db().$disconnect();
  return { seeded };
}
