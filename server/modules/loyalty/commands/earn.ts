import { newId } from "../../../kernel/ids.ts";
import type { Tx } from "../../../platform/db.ts";
import type { LockedAccount } from "../locks.ts";
import { expiryOf } from "../model.ts";
import { writeEntry } from "./write-entry.ts";

/** The account of a person in a programme, opened where there is none yet; its id. */
export async function openAccount(tx: Tx, of: { programmeId: string; partnerId: string }): Promise<string> {
  await tx.$executeRaw`
    INSERT INTO loyalty_account (id, programme_id, partner_id)
    VALUES (${newId("loyaltyAccount")}, ${of.programmeId}, ${of.partnerId}) ON CONFLICT DO NOTHING`;
  const { programmeId, partnerId } = of;
  const found = await tx.loyaltyAccount.findUniqueOrThrow({
    where: { programmeId_partnerId: { programmeId, partnerId } },
    select: { id: true },
  });
  return found.id;
}

/**
 * Makes what an order has earned `target` points, under the account's lock; repeating it changes nothing. Points that were
 * earned but spent since cannot be taken back: so many are let go. Answers whether anything changed.
 */
export async function settleEarning(
  tx: Tx,
  account: LockedAccount,
  order: { id: string; target: number; pointsPerUnit: string },
  now: Date,
): Promise<boolean> {
  const of = { accountId: account.id, orderId: order.id };
  const earning = await tx.loyaltyEarning.findUnique({ where: { orderId: order.id } });
  if (!earning) {
    if (order.target <= 0) return false;
    const { target: points, pointsPerUnit } = order;
    await tx.loyaltyEarning.create({ data: { ...of, points, pointsPerUnit, createdAt: now } });
    await writeEntry(tx, { ...of, kind: "earned", pending: points }, now);
    return true;
  }
  const matured = earning.maturedAt !== null;
  const wanted = order.target - earning.points;
  const change = Math.max(wanted, -(matured ? account.points : account.pending));
  if (change === 0) return false;
  await tx.loyaltyEarning.update({ where: { orderId: order.id }, data: { points: { increment: change } } });
  await writeEntry(
    tx,
    {
      ...of,
      kind: change > 0 ? "earned" : "reversed",
      ...(matured ? { points: change } : { pending: change }),
      ...(matured && change > 0 && { expiresAt: expiryOf(account.programme, now) }),
    },
    now,
  );
  return true;
}

/** What an order earned may be spent from now on, under the account's lock. A repeated call changes nothing. */
export async function matureEarning(tx: Tx, account: LockedAccount, orderId: string, now: Date): Promise<void> {
  const { count } = await tx.loyaltyEarning.updateMany({
    where: { orderId, accountId: account.id, maturedAt: null },
    data: { maturedAt: now },
  });
  if (count === 0) return;
  const { points } = await tx.loyaltyEarning.findUniqueOrThrow({ where: { orderId } });
  if (points === 0) return;
  const expiresAt = expiryOf(account.programme, now);
  await writeEntry(tx, { accountId: account.id, kind: "matured", points, pending: -points, orderId, expiresAt }, now);
}
