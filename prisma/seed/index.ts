// Fills an empty database with the demo shop "Maison Comptoir". Each area is one transaction that leaves a mark in the
// audit log, so that a seed cut short goes on where it stopped and a database with anything else in it stays untouched.
import { audit, bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { seedCatalogue, storeDemoPictures } from "./catalogue.ts";
import { seedContent, storeHousePictures } from "./content.ts";
import { readDemoCatalogue } from "./demo-data.ts";
import { seedHelp } from "./help.ts";
import { seedOwnList, seedQuote } from "./offers.ts";
import { seedPastOrders } from "./past-orders.ts";
import { hashDemoPasswords, seedPeople } from "./people.ts";
import { seedPoints, seedProgramme } from "./points.ts";
import { seedReviews } from "./reviews.ts";
import { seedSetup } from "./setup.ts";
import { seedStock } from "./stock.ts";
import { seedSynonyms } from "./synonyms.ts";
import { seedWishes } from "./wishes.ts";

const action = "demo.seeded";

async function isSeedable(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ seedable: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM audit_entry WHERE action = ${action}) OR NOT (
      EXISTS (SELECT 1 FROM app_user) OR EXISTS (SELECT 1 FROM partner) OR EXISTS (SELECT 1 FROM product)
      OR EXISTS (SELECT 1 FROM channel) OR EXISTS (SELECT 1 FROM location)
    ) AS seedable`;
  return rows[0]?.seedable ?? false;
}

const areasDone = async (): Promise<Set<string>> => {
  const rows = await db().auditEntry.findMany({ where: { action, targetType: "area" }, select: { targetId: true } });
  return new Set(rows.map((row) => row.targetId));
};

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

export type SeedOptions = {
  /**
   * Also places past orders through the flows, paid in a payment sandbox that keeps its books in `sandboxStateFile` (null:
   * nowhere, such payments cannot be refunded later). Left out where a real provider takes the money and in production:
   * the orders send mails once the worker starts.
   */
  pastOrders?: { sandboxStateFile: string | null };
};

/**
 * Seeds the demo shop into the database of this process, unless it holds anything else. Repeating it changes nothing.
 * Throws when `databaseUrl` is not the DATABASE_URL of the process: flows write through the process's own connection.
 */
export async function seed(databaseUrl: string, options: SeedOptions = {}): Promise<{ seeded: string[] }> {
  if (env().DATABASE_URL !== databaseUrl) throw new Error("DATABASE_URL must name the database to seed");
  const seeded: string[] = [];
  const run = async (name: string, work: (tx: Tx) => Promise<void>): Promise<boolean> => {
    const started = performance.now();
    if (!(await area(name, work))) return false;
    seeded.push(name);
    log.info({ area: name, ms: Math.round(performance.now() - started) }, "demo data written");
    return true;
  };
  if (!(await inTx(isSeedable))) return { seeded };

  const demo = await readDemoCatalogue();
  const keys = await storeDemoPictures(demo);
  await run("setup", seedSetup);
  await run("catalogue", (tx) => seedCatalogue(tx, demo, keys, new Date()));
  await run("stock", seedStock);
  await run("synonyms", seedSynonyms);
  const pictures = await storeHousePictures();
  await run("content", (tx) => seedContent(tx, pictures, new Date()));
  if (!(await areasDone()).has("people")) {
    const hashes = await hashDemoPasswords();
    await run("people", (tx) => seedPeople(tx, hashes));
  }
  await run("own-list", seedOwnList);
  await run("wishes", seedWishes);
  await run("help", seedHelp);
  await run("points", seedProgramme);
  const { DEPLOYMENT, PAYMENT_PROVIDER } = env();
  if (options.pastOrders && PAYMENT_PROVIDER === "sandbox" && DEPLOYMENT !== "production") {
    // Flows open transactions of their own: the mark is written first, and a run cut short has fewer past orders.
    const first = await run("past-orders", async () => {});
    if (first) {
      const now = new Date();
      await seedPastOrders(now, options.pastOrders.sandboxStateFile);
      await seedReviews(now);
      await seedPoints(now);
      await seedQuote(now);
    }
  }
  await db().$disconnect();
  return { seeded };
}
