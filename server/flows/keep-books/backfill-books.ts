// Backfill: a database from before the journal gets the entries of what it had already invoiced, taken and given back, the
// oldest first. A job when a worker starts. Locks, order by order: order → counters. Repeating it finds nothing.
import { lockOrder } from "#server/modules/sales/index.ts";
import { db, Prisma } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { documentsSql } from "./documents.ts";
import { keepBooks } from "./keep-books.ts";

/** Answers how many entries were written. */
export async function backfillBooks(now: () => Date = () => new Date()): Promise<number> {
  const orders = await db().$queryRaw<{ orderId: string }[]>`
    SELECT d.order_id AS "orderId" FROM (${Prisma.raw(documentsSql)}) d
    WHERE d.order_id IS NOT NULL AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.document_type = d.type AND e.document_id = d.id)
    GROUP BY 1 ORDER BY min(d.at), 1`;
  let written = 0;
  for (const { orderId } of orders) {
    written += await inTx(async (tx) => {
      await lockOrder(tx, orderId);
      return keepBooks(tx, orderId, now());
    });
  }
  return written;
}
