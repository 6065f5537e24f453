import { nextGapless } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";

/**
 * The next number of a journal and fiscal year, and when its entry counts as posted: `now`, or the moment of the one
 * before where that is later (whoever waited for the counter asked the clock earlier). Numbers and times then rise
 * together, as the law wants entries listed.
 */
export async function numberEntry(
  tx: Tx,
  journal: string,
  fiscalYear: number,
  now: Date,
): Promise<{ sequenceNo: number; postedAt: Date }> {
  const sequenceNo = await nextGapless(tx, `entry:${journal}:${fiscalYear}`);
  const before = await tx.journalEntry.findUnique({
    where: { journal_fiscalYear_sequenceNo: { journal, fiscalYear, sequenceNo: sequenceNo - 1 } },
    select: { postedAt: true },
  });
  return { sequenceNo, postedAt: before && before.postedAt > now ? before.postedAt : now };
}
