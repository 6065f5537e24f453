import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import { accountFor, type EntryDraft } from "../model.ts";
import { numberEntry } from "./number-entry.ts";

const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The account of every role that has one. */
async function accountsByRole(tx: Tx): Promise<Map<string, string>> {
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
  const posted: { id: string }[] = [];
  // Counters in one order for everybody: journal by journal.
  const sorted = [...drafts].sort((a, b) => (a.journal < b.journal ? -1 : a.journal > b.journal ? 1 : 0));
  for (const { document, lines, ...draft } of sorted) {
    const id = newId("journalEntry", options.now.getTime());
    const fiscalYear = Number(draft.date.slice(0, 4));
    const rows = lines.map((line, position) => ({
      entryId: id,
      position,
      accountCode: accountFor(line.roles, accounts),
      partnerId: line.auxiliary?.id ?? null,
      partnerName: line.auxiliary?.name ?? null,
      label: draft.label,
      debitMinor: line.debitMinor,
      creditMinor: line.creditMinor,
    }));
    await tx.journalEntry.create({
      data: {
        ...draft,
        ...(await numberEntry(tx, draft.journal, fiscalYear, options.now)),
        id,
        fiscalYear,
        date: day(draft.date),
        documentType: document.type,
        documentId: document.id,
        documentRef: document.ref,
        documentDate: day(document.date),
        revision: options.revision ?? 1,
        reason: options.reason ?? null,
      },
    });
    await tx.journalLine.createMany({ data: rows });
    posted.push({ id });
  }
  return posted;
}
