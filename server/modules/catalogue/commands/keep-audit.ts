import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { SearchAudit } from "../audit-contract.ts";

/** Notes one look at one engine. */
export async function keepAudit(tx: Tx, { startedAt, ...audit }: Omit<SearchAudit, "id">): Promise<void> {
  await tx.searchAudit.create({ data: { id: newId("searchAudit"), ...audit, startedAt: new Date(startedAt) } });
}

/** The latest `each` looks at these engines, the last one first. */
export async function latestAudits(
  db: Db,
  engines: readonly string[],
  each: number,
): Promise<{ engine: string; audits: SearchAudit[] }[]> {
  return Promise.all(
    engines.map(async (engine) => {
      const rows = await db.searchAudit.findMany({ where: { engine }, orderBy: { startedAt: "desc" }, take: each });
      return { engine, audits: rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() })) };
    }),
  );
}

/** Forgets looks from before a moment; gives how many. */
export async function forgetAudits(db: Db, before: Date): Promise<number> {
  return (await db.searchAudit.deleteMany({ where: { startedAt: { lt: before } } })).count;
}
