import { Prisma, type Tx } from "./db.ts";

type Options = {
  /** Told how many rows were written; may throw. */
  check?: (rows: number) => void;
  /** The name under which later writes of the same transaction read what this one returns. */
  as?: string;
  returning?: string;
};
type Write = Options & { sql: Prisma.Sql };
const transactions = new WeakMap<object, Write[]>();

/** Gathers what this transaction has to write, until `flushWrites` (`inTx` does both). */
export function beginWrites(tx: Tx): void {
  transactions.set(tx, []);
}

/**
 * Writes shortly before COMMIT, together with everything else that can wait: one round trip for all of it, which in the hot
 * path is what counts. For an INSERT, UPDATE or DELETE without RETURNING whose rows this transaction does not read again.
 */
export function writeAtEnd(tx: Tx, sql: Prisma.Sql, options: Options = {}): void {
  const writes = transactions.get(tx);
  if (!writes) throw new Error("a write for the end of a transaction outside of inTx");
  writes.push({ ...options, sql });
}

/** Sends what was gathered as one statement. Constraints see all of it together. */
export async function flushWrites(tx: Tx): Promise<void> {
  const writes = (transactions.get(tx) ?? []).map((write, i) => ({ ...write, name: write.as ?? `write_${i}` }));
  beginWrites(tx);
  if (writes.length === 0) return;
  const parts = writes.map(
    ({ name, sql, returning = "1" }) => Prisma.sql`${Prisma.raw(name)} AS (${sql} RETURNING ${Prisma.raw(returning)})`,
  );
  const counts = writes.map(({ name }) => Prisma.raw(`(SELECT count(*)::int FROM ${name})`));
  const [row] = await tx.$queryRaw<{ rows: number[] }[]>`
    WITH ${Prisma.join(parts)} SELECT ARRAY[${Prisma.join(counts)}] AS rows`;
  for (const [i, { check }] of writes.entries()) check?.(row?.rows[i] ?? 0);
}
