import { DomainError } from "../../kernel/errors.ts";
import type { Tx } from "../../platform/db.ts";
import { lockRows } from "../../platform/lock-order.ts";
import type { LoyaltyErrorCode } from "./contract.ts";

// The order of all locks is in platform/lock-order.ts.

/**
 * Locks a person's points: whatever reads them to decide does so under it. With the rules they are under. Throws DomainError
 * not_found `loyalty.no_account`.
 */
export async function lockAccount(tx: Tx, accountId: string) {
  const [row] = await lockRows<{ id: string }>(
    tx,
    "points",
  )`SELECT id FROM loyalty_account WHERE id = ${accountId} FOR UPDATE`;
  if (!row) throw new DomainError<LoyaltyErrorCode>("not_found", "loyalty.no_account");
  return tx.loyaltyAccount.findUniqueOrThrow({ where: { id: accountId }, include: { programme: true } });
}
export type LockedAccount = Awaited<ReturnType<typeof lockAccount>>;
