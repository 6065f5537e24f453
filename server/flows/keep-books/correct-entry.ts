// Correct an entry: taken back by its mirror, and its document posted again by today's accounts, both dated today.
// Permission accounting.entry.correct. Locks: order → entry → counters.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { lockEntry, postEntries, reverseEntry } from "#server/modules/accounting/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { draftEntries } from "./draft-entries.ts";

/**
 * Answers the id of the entry that now stands for the document. Throws not_found `accounting.entry_not_found`, conflict
 * `accounting.already_reversed`, `accounting.role_missing`.
 */
export function correctEntry(
  input: { id: string; reason: string },
  by: By,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  return inTx(async (tx) => {
    const found = await tx.journalEntry.findUnique({ where: { id: input.id }, select: { orderId: true } });
    if (!found) throw new DomainError("not_found", "accounting.entry_not_found");
    if (found.orderId) await lockOrder(tx, found.orderId);
    const entry = await lockEntry(tx, input.id);
    const now = clock.now();
    const date = businessDay(now);
    const drafts = await draftEntries(tx, [{ type: entry.documentType, id: entry.documentId }]);
    await reverseEntry(tx, entry, { reason: input.reason, date, now }, by);
    const [again] = await postEntries(
      tx,
      drafts.map((draft) => ({ ...draft, date })),
      { now, revision: entry.revision + 1, reason: input.reason },
    );
    if (!again) throw new DomainError("not_found", "accounting.entry_not_found");
    return again;
  });
}
