import { newId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../platform/db.ts";
import type { EntryKind } from "../contract.ts";

export type NewEntry = {
  accountId: string;
  kind: EntryKind;
  points?: number;
  pending?: number;
  orderId?: string;
  expiresAt?: Date | null;
  reason?: string;
  byUserId?: string | null;
};

/** Writes a line of the ledger and what it does to the balance, which its CHECKs keep from going below zero. */
export async function writeEntry(tx: Tx, entry: NewEntry, now: Date): Promise<void> {
  const { accountId, points = 0, pending = 0 } = entry;
  await tx.loyaltyAccount.update({
    where: { id: accountId },
    data: { points: { increment: points }, pending: { increment: pending } },
  });
  await appendEntry(tx, entry, now);
}

/** The line alone: its balance was changed by the statement that decided. */
export async function appendEntry(tx: Tx, entry: NewEntry, now: Date): Promise<void> {
  await tx.loyaltyEntry.create({ data: { id: newId("loyaltyEntry", now.getTime()), ...entry, createdAt: now } });
}
