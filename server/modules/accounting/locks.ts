import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.
// An entry is locked after its order, only to reverse it; counters (entry:<journal>:<year>) come last.

/** Locks an entry. Throws not_found `accounting.entry_not_found`. */
export async function lockEntry(tx: Tx, id: string) {
  const [row] = await lockRows<{ id: string }>(tx, "entry")`SELECT id FROM journal_entry WHERE id = ${id} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "accounting.entry_not_found");
  return tx.journalEntry.findUniqueOrThrow({
    where: { id },
    include: { lines: { orderBy: { position: "asc" } }, reversal: { select: { id: true } } },
  });
}
export type LockedEntry = Awaited<ReturnType<typeof lockEntry>>;
