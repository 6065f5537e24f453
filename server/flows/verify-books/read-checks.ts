// What the checks of the books found: everything for staff, and for anyone what gives no business figure away.
// Permissions platform.check.read and shop.proof.read. Reads only.
import type { Check, Proof } from "#server/modules/reporting/checks-contract.ts";
import type { Db } from "#server/platform/db.ts";
import { invariants } from "./verify-books.ts";

type Row = {
  invariant: string;
  rows: bigint;
  violations: number;
  durationMs: number;
  details: Check["details"];
  checkedAt: Date;
};

/** The last `many` runs of every invariant, the latest first. */
async function lastRuns(db: Db, many: number): Promise<Map<string, Row[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.* FROM unnest(${invariants.map((i) => i.name)}::text[]) AS n(name)
    CROSS JOIN LATERAL (
      SELECT invariant, rows, violations, duration_ms AS "durationMs", details, checked_at AS "checkedAt"
      FROM invariant_check WHERE invariant = n.name ORDER BY checked_at DESC LIMIT ${many}) c`;
  return Map.groupBy(rows, (row) => row.invariant);
}

/** Every invariant with its last runs and what was wrong. */
export async function readChecks(db: Db): Promise<Check[]> {
  const runs = await lastRuns(db, 20);
  const broken = await db.invariantCheck.groupBy({
    by: ["invariant"],
    where: { violations: { gt: 0 } },
    _max: { checkedAt: true },
  });
  const brokenAt = new Map(broken.map((row) => [row.invariant, row._max.checkedAt?.toISOString() ?? null]));
  return invariants.map(({ name, area, cost }) => {
    const own = runs.get(name) ?? [];
    return {
      name,
      area,
      cost,
      runs: own.map((run) => ({
        checkedAt: run.checkedAt.toISOString(),
        rows: Number(run.rows),
        violations: run.violations,
        durationMs: run.durationMs,
      })),
      details: own[0]?.details ?? [],
      lastBrokenAt: brokenAt.get(name) ?? null,
    };
  });
}

/** The power of ten at or below a count, from 100 on: enough to tell that much was looked at, too little to tell how much. */
export const atLeast = (rows: number): number => (rows === 0 ? 0 : rows < 100 ? 1 : 10 ** Math.floor(Math.log10(rows)));

/** A query without the indentation of the program it stands in. */
function outdent(sql: string): string {
  const lines = sql.split("\n").filter((line) => line.trim());
  const indents = lines.map((line) => line.length - line.trimStart().length).filter((n) => n > 0);
  const least = Math.min(...indents, 99);
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join("\n");
}

/** What /proof tells: each invariant, when it was last looked at, over roughly how many rows, and whether it held. */
export async function readProof(db: Db): Promise<Proof> {
  const runs = await lastRuns(db, 1);
  const told = invariants.map(({ name, area, broken }) => {
    const last = runs.get(name)?.[0];
    return {
      name,
      area,
      query: outdent(broken),
      checkedAt: last?.checkedAt.toISOString() ?? null,
      rowsAtLeast: atLeast(Number(last?.rows ?? 0)),
      holds: last ? last.violations === 0 : null,
    };
  });
  // All of them were looked at since the oldest of the last looks.
  const times = told.map((one) => one.checkedAt).sort();
  return { checkedAt: times.includes(null) ? null : (times[0] ?? null), invariants: told };
}
