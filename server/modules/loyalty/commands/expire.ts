import type { Tx } from "../../../platform/db.ts";
import { type LockedAccount, lockAccount } from "../locks.ts";
import { expiredOf } from "../queries.ts";
import { writeEntry } from "./write-entry.ts";

/** Takes what has passed its time, under the account's lock; answers how many points. Repeating it takes nothing more. */
export async function expirePoints(tx: Tx, accountId: string, now: Date): Promise<number> {
  const account = await lockAccount(tx, accountId);
  const expired = Math.min(await expiredOf(tx, accountId, now), account.points);
  if (expired > 0) await writeEntry(tx, { accountId, kind: "expired", points: -expired }, now);
  return expired;
}

/** Notes up to when expiring points were announced. */
export async function markWarned(tx: Tx, account: LockedAccount, until: Date): Promise<void> {
  await tx.loyaltyAccount.update({ where: { id: account.id }, data: { warnedUntil: until } });
}

/** A person is forgotten: nobody is left to spend their points. The ledger stays, of nobody. */
export async function forgetPoints(tx: Tx, partnerId: string, now: Date): Promise<void> {
  const accounts = await tx.loyaltyAccount.findMany({
    where: { partnerId },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of accounts) {
    const { points, pending } = await lockAccount(tx, id);
    if (points + pending > 0) {
      await writeEntry(tx, { accountId: id, kind: "expired", points: -points, pending: -pending }, now);
    }
    await tx.loyaltyEarning.updateMany({ where: { accountId: id, maturedAt: null }, data: { maturedAt: now } });
  }
}
