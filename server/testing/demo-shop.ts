import pg from "pg";
import { seed } from "#prisma/seed/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";

const template = "template_demo_shop";

/**
 * Fills this test file's database with the demo shop. The first of a run seeds it, all others take a copy of that, which is
 * ten times faster. To be called before anything of one's own is written: a copy takes the place of what was there.
 */
export async function demoShop(): Promise<void> {
  const url = new URL(env().DATABASE_URL);
  const own = url.pathname.slice(1);
  url.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  const copy = (from: string, to: string) =>
    admin.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY FILE_COPY`).then(() => {});
  try {
    await admin.query("SELECT pg_advisory_lock(hashtext($1))", [template]);
    const found = await admin.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 0) {
      await seed(env().DATABASE_URL);
      await db().$disconnect();
      await copy(own, template);
      return;
    }
    await admin.query("SELECT pg_advisory_unlock(hashtext($1))", [template]);
    await db().$disconnect();
    await admin.query(`DROP DATABASE ${own} WITH (FORCE)`);
    await copy(template, own);
    await announceAnew(env().DATABASE_URL);
  } finally {
    await admin.end();
  }
}

/** What the seed announced is as old as the run; no worker reads it here, and verify asks after five minutes where it stays. */
async function announceAnew(connectionString: string): Promise<void> {
  const copied = new pg.Client({ connectionString });
  await copied.connect();
  // Events are append-only, by a trigger.
  await copied.query("SET session_replication_role = replica");
  await copied.query("UPDATE outbox_event SET occurred_at = now()");
  await copied.end();
}
