import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.

/** One default address per type: whoever changes the book of a partner waits here for the one before. */
export async function lockBook(tx: Tx, partnerId: string): Promise<void> {
  await lockRows(tx, "partner")`SELECT id FROM partner WHERE id = ${partnerId} FOR UPDATE`;
}
