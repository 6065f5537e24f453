import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import type { LockedEntry } from "../locks.ts";
import { entryNumber } from "../model.ts";
import { numberEntry } from "./number-entry.ts";

/**
 * Takes an entry back by its exact mirror, in the same journal, dated `date`. A reversal itself, or an entry that was taken
 * back already, is not: conflict `accounting.already_reversed`. The caller holds the entry's lock.
 */
export async function reverseEntry(
  tx: Tx,
  entry: LockedEntry,
  input: { reason: string; date: string; now: Date },
  by: By,
): Promise<{ id: string; number: string }> {
  if (entry.reversal || entry.reversesId) throw new DomainError("conflict", "accounting.already_reversed");
  const id = newId("journalEntry", input.now.getTime());
  const fiscalYear = Number(input.date.slice(0, 4));
  const { sequenceNo, postedAt } = await numberEntry(tx, entry.journal, fiscalYear, input.now);
  await tx.journalEntry.create({
    data: {
      id,
      journal: entry.journal,
      fiscalYear,
      sequenceNo,
      date: new Date(`${input.date}T00:00:00Z`),
      label: `${entryNumber(entry.journal, entry.fiscalYear, entry.sequenceNo)} · ${entry.label}`,
      currency: entry.currency,
      documentType: "entry",
      documentId: entry.id,
      documentRef: entryNumber(entry.journal, entry.fiscalYear, entry.sequenceNo),
      documentDate: entry.date,
      orderId: entry.orderId,
      reversesId: entry.id,
      reason: input.reason,
      postedAt,
    },
  });
  await tx.journalLine.createMany({
    data: entry.lines.map((line) => ({
      ...line,
      entryId: id,
      debitMinor: line.creditMinor,
      creditMinor: line.debitMinor,
    })),
  });
  const number = entryNumber(entry.journal, fiscalYear, sequenceNo);
  await audit(
    tx,
    by,
    "accounting.entry_reversed",
    { type: "journal_entry", id: entry.id },
    { number, reason: input.reason },
  );
  return { id, number };
}
