// Keep the books of an order: what was invoiced, credited, taken and given back gets its entry in the journal, in the very
// transaction that made it true. Part of every flow that moves money; the caller holds the order's lock and does this last
// (counters). Repeating it changes nothing.
import { postEntries } from "#server/modules/accounting/index.ts";
import { Prisma, type Tx } from "#server/platform/db.ts";
import { documentsSql } from "./documents.ts";
import { type DocumentRef, draftEntries } from "./draft-entries.ts";

/** Posts what the order's documents lack. Answers how many entries were written. Throws conflict `accounting.role_missing`. */
export async function keepBooks(tx: Tx, orderId: string, now: Date): Promise<number> {
  const missing = await tx.$queryRaw<DocumentRef[]>`
    SELECT d.type, d.id FROM (${Prisma.raw(documentsSql)}) d
    WHERE d.order_id = ${orderId}
      AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.document_type = d.type AND e.document_id = d.id)`;
  if (missing.length === 0) return 0;
  return (await postEntries(tx, await draftEntries(tx, missing), { now })).length;
}
