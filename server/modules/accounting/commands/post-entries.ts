import { newId } from "#server/kernel/ids.ts";
import { nextGapless } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { accountFor, type EntryDraft } from "../model.ts";

/** The account of every role that has one. */
export async function accountsByRole(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.accountRole.findMany({ select: { role: true, accountCode: true } });
  return new Map(rows.map((row) => [row.role, row.accountCode]));
}

/**
 * Writes entries behind documents, each with the next number of its journal and year. Whoever calls holds the lock of what
 * the documents belong to and knows that they are not posted yet (a unique index refuses a second entry), and does nothing
 * after it but commit: counters come last. Throws conflict `accounting.role_missing`.
 */
export async function postEntries(
  tx: Tx,
  drafts: readonly EntryDraft[],
  options: { now: Date; revision?: number; reason?: string },
): Promise<{ id: string }[]> {
  if (drafts.length === 0) return [];
  const accounts = await accountsByRole(tx);
  const entries = [];
  // Counters in one order for everybody: by journal, then year.
  const sorted = [...drafts].sort((a, b) =>
    counterKey(a) < counterKey(b) ? -1 : counterKey(a) > counterKey(b) ? 1 : 0,
  );
  for (const draft of sorted) {
    const { document, lines, ...rest } = draft;
    entries.push({
      ...rest,
      id: newId("journalEntry", options.now.getTime()),
      fiscalYear: yearOf(draft),
      sequenceNo: await nextGapless(tx, counterKey(draft)),
      date: day(draft.date),
      documentType: document.type,
      documentId: document.id,
      documentRef: document.ref,
      documentDate: day(document.date),
      revision: options.revision ?? 1,
      reason: options.reason ?? null,
      postedAt: options.now,
      lines,
    });
  }
  await tx.journalEntry.createMany({ data: entries.map(({ lines, ...entry }) => entry) });
  await tx.journalLine.createMany({
    data: entries.flatMap((entry) =>
      entry.lines.map((line, position) => ({
        entryId: entry.id,
        position,
        accountCode: accountFor(line.roles, accounts),
        partnerId: line.auxiliary?.id ?? null,
        partnerName: line.auxiliary?.name ?? null,
        label: entry.label,
        debitMinor: line.debitMinor,
        creditMinor: line.creditMinor,
      })),
    ),
  });
  return entries.map(({ id }) => ({ id }));
}

const yearOf = (draft: EntryDraft): number => Number(draft.date.slice(0, 4));
const counterKey = (draft: EntryDraft): string => `entry:${draft.journal}:${yearOf(draft)}`;
const day = (date: string): Date => new Date(`${date}T00:00:00Z`);
