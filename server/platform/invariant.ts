import { newId } from "../kernel/ids.ts";
import { type Db, Prisma } from "./db.ts";

/**
 * A rule that the whole database must keep at every commit, as two set-based queries without parameters: `rows` answers how
 * many rows the rule speaks of, `broken` one row for each that breaks it (`subject` names it, the rest says how).
 * Owned by the module whose tables it looks at (`verify.ts`); those that span modules by `flows/verify-books`.
 */
export type Invariant = {
  /** Also its key in messages: levels_match_moves. */
  name: string;
  /** What it is about, to show like beside like. */
  area: "stock" | "orders" | "money" | "books" | "delivery" | "record";
  /** light: cheap enough for every few minutes; full: reads whole tables, every night. */
  cost: "light" | "full";
  rows: string;
  broken: string;
};

/** What a check found. `details` are the first few violations, for staff only: subject and what differs. */
export type Verdict = {
  invariant: string;
  rows: number;
  violations: number;
  durationMs: number;
  details: Record<string, unknown>[];
};

const shown = 20;

/**
 * Looks at one invariant in a single statement, hence in a single snapshot: sales may go on meanwhile, a rule kept by
 * every commit is seen kept.
 */
export async function checkInvariant(db: Db, invariant: Invariant): Promise<Verdict> {
  const started = performance.now();
  const [found] = await db.$queryRaw<{ rows: bigint; violations: number; details: Record<string, unknown>[] }[]>(
    Prisma.sql`
      WITH broken AS MATERIALIZED (${Prisma.raw(invariant.broken)})
      SELECT (${Prisma.raw(invariant.rows)})::bigint AS rows, (SELECT count(*) FROM broken)::int AS violations,
        (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM (SELECT * FROM broken ORDER BY subject LIMIT ${shown}) b) AS details`,
  );
  return {
    invariant: invariant.name,
    rows: Number(found?.rows ?? 0),
    violations: found?.violations ?? 0,
    details: found?.details ?? [],
    durationMs: Math.round(performance.now() - started),
  };
}

/** Writes verdicts down: what the back office and /proof show. */
export async function recordVerdicts(db: Db, verdicts: readonly Verdict[], checkedAt: Date): Promise<void> {
  await db.invariantCheck.createMany({
    data: verdicts.map(({ details, ...verdict }) => ({
      ...verdict,
      id: newId("invariantCheck", checkedAt.getTime()),
      details: details as Prisma.InputJsonValue,
      checkedAt,
    })),
  });
}
