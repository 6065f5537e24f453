import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.

/** Locks a version of a quote; null when there is none. */
export async function lockQuote(tx: Tx, id: string) {
  const [row] = await lockRows<{ id: string }>(tx, "quote")`SELECT id FROM quote WHERE id = ${id} FOR UPDATE`;
  return row ? tx.quote.findUniqueOrThrow({ where: { id } }) : null;
}
export type LockedQuote = NonNullable<Awaited<ReturnType<typeof lockQuote>>>;
