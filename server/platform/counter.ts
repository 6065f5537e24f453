import { Prisma, type Tx } from "./db.ts";
import { noteLocks } from "./lock-order.ts";

/**
 * The next value of a gapless counter. The row stays locked until the transaction ends, so a rolled-back document gives
 * its number back; take it last.
 */
export async function nextGapless(tx: Tx, key: string): Promise<number> {
  const rows = await tx.$queryRaw<{ value: number }[]>`
    INSERT INTO counter (key, value) VALUES (${key}, 1)
    ON CONFLICT (key) DO UPDATE SET value = counter.value + 1 RETURNING value`;
  noteLocks(tx, "counter", [key]);
  return rows[0]?.value ?? 1;
}

const sequences = {
  order: "SO",
  delivery: "DO",
  parcel: "PC",
  return: "RT",
  withdrawal: "WD",
  claim: "CL",
  ticket: "TK",
  quote: "QU",
} as const;

/**
 * A human number such as SO-2026-000123 as a part of a statement, from a PostgreSQL sequence: never waits, may leave gaps
 * when a transaction is rolled back (documents whose numbers may not use `nextGapless`).
 */
export function numberSql(kind: keyof typeof sequences, now: Date): Prisma.Sql {
  const digits = Prisma.sql`nextval(${`number_${kind}`}::regclass)::text`;
  const start = `${sequences[kind]}-${now.getUTCFullYear()}-`;
  return Prisma.sql`${start}::text || (SELECT lpad(n, greatest(6, length(n)), '0') FROM (SELECT ${digits} AS n OFFSET 0) AS s)`;
}

/** The same as a text of its own. */
export async function nextNumber(tx: Tx, kind: keyof typeof sequences, now: Date): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: string }[]>`SELECT ${numberSql(kind, now)} AS number`;
  if (!row) throw new Error("a sequence gave nothing");
  return row.number;
}
