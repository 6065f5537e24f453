// All that the database holds, in one line per table: two of them are equal when nothing was written in between.
import { db } from "#server/platform/db.ts";

/** Counts and sums of every table but those named and those that count requests. */
export async function fingerprint(except: readonly string[] = []): Promise<Record<string, string>> {
  const left = ["rate_limit", "_prisma_migrations", ...except];
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(${left})`;
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db().$queryRawUnsafe<{ sum: string }[]>(
      `SELECT count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM "${name}" t`,
    );
    found[name] = row?.sum ?? "";
  }
  return found;
}
