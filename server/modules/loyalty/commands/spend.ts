import { DomainError } from "../../../kernel/errors.ts";
import type { Tx } from "../../../platform/db.ts";
import { noteLocks } from "../../../platform/lock-order.ts";
import type { LoyaltyErrorCode } from "../contract.ts";
import { type LockedAccount, lockAccount } from "../locks.ts";
import { expiryOf, type FrozenShare, sharePoints } from "../model.ts";
import { appendEntry, writeEntry } from "./write-entry.ts";

/** Lowers a balance where it has that much: the condition is part of the UPDATE, so points in two baskets are spent once. */
async function lower(tx: Tx, accountId: string, points: number): Promise<boolean> {
  const lowered = await tx.$executeRaw`
    UPDATE loyalty_account SET points = points - ${points} WHERE id = ${accountId} AND points >= ${points}`;
  if (lowered > 0) noteLocks(tx, "points", [accountId]);
  return lowered > 0;
}

/**
 * Spends points on an order whose lines were made cheaper by them. `lines` are its product lines with what each was worth
 * before (minor units): their shares are frozen, for points to come back with the goods. Throws DomainError conflict
 * `loyalty.points_changed` when the balance no longer has so many.
 */
export async function spendPoints(
  tx: Tx,
  spend: {
    accountId: string;
    orderId: string;
    points: number;
    amount: { minor: number; currency: string };
    lines: readonly { id: string; quantity: number; weight: number }[];
  },
  now: Date,
): Promise<void> {
  const { accountId, orderId, points, amount } = spend;
  if (!(await lower(tx, accountId, points))) {
    throw new DomainError<LoyaltyErrorCode>("conflict", "loyalty.points_changed");
  }
  const weights = spend.lines.map((line) => line.weight);
  const shares = sharePoints(points, weights, amount.currency);
  const lines = spend.lines.map(
    (line, i): FrozenShare => ({ orderLineId: line.id, quantity: line.quantity, points: shares[i] ?? 0 }),
  );
  await tx.loyaltySpend.create({
    data: { orderId, accountId, points, amountMinor: amount.minor, lines, createdAt: now },
  });
  await appendEntry(tx, { accountId, kind: "spent", points: -points, orderId }, now);
}

/**
 * Makes `target` the points of an order that have come back, under the account's lock; repeating it changes nothing. Fewer
 * than before (a refund failed, the units are kept after all) spends them again, as far as they are there. Answers whether
 * anything changed.
 */
export async function settleReturned(
  tx: Tx,
  account: LockedAccount,
  orderId: string,
  target: number,
  now: Date,
): Promise<boolean> {
  const spend = await tx.loyaltySpend.findUniqueOrThrow({ where: { orderId } });
  const change = Math.max(Math.min(target, spend.points) - spend.returned, -account.points);
  if (change === 0) return false;
  await tx.loyaltySpend.update({ where: { orderId }, data: { returned: { increment: change } } });
  const of = { accountId: account.id, orderId, points: change };
  const back = { ...of, kind: "returned" as const, expiresAt: expiryOf(account.programme, now) };
  await writeEntry(tx, change > 0 ? back : { ...of, kind: "spent" }, now);
  return true;
}

/** Gives back all that an order spent (it was not paid, or called off). Repeating it is harmless; orders without points too. */
export async function returnPoints(tx: Tx, orderId: string, now: Date): Promise<void> {
  const spend = await tx.loyaltySpend.findUnique({ where: { orderId }, select: { accountId: true, points: true } });
  if (spend) await settleReturned(tx, await lockAccount(tx, spend.accountId), orderId, spend.points, now);
}

/**
 * Spends the points of an expired order again, whose money came late. Answers false when they are no longer there (the money
 * then goes back); true also when it spent none.
 */
export async function reclaimPoints(tx: Tx, orderId: string, now: Date): Promise<boolean> {
  const found = await tx.loyaltySpend.findUnique({ where: { orderId }, select: { accountId: true } });
  if (!found) return true;
  const account = await lockAccount(tx, found.accountId);
  const { returned } = await tx.loyaltySpend.findUniqueOrThrow({ where: { orderId } });
  if (account.points < returned) return false;
  await settleReturned(tx, account, orderId, 0, now);
  return true;
}
