import type { Actor } from "#server/access/actor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { claimOrders } from "#server/modules/sales/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { ensurePartner } from "../sign-in/ensure-partner.ts";

/** How many guest orders carry exactly the proven address of this user. None without a proven mailbox. */
export async function countClaimable(reader: Db, actor: Pick<Actor, "email" | "emailVerified">): Promise<number> {
  if (!actor.email || !actor.emailVerified) return 0;
  return reader.salesOrder.count({ where: { email: actor.email, userId: null, partnerId: null } });
}

/**
 * Gives a user the guest orders placed with its own address. Only after proof of the mailbox, only orders that nobody
 * owns; the address is read from the user's row inside the transaction, never from input. Returns how many.
 * Throws DomainError forbidden `identity.email_unproven`.
 */
export function claimOwnOrders(by: By): Promise<number> {
  return inTx(async (tx) => {
    const user = by.userId && (await tx.user.findUnique({ where: { id: by.userId } }));
    if (!user) throw new DomainError("unauthenticated", "sign_in_required");
    if (!user.emailVerifiedAt || user.status !== "active") {
      throw new DomainError("forbidden", "identity.email_unproven");
    }
    if ((await countClaimable(tx, { email: user.email, emailVerified: true })) === 0) return 0;
    const partnerId = await ensurePartner(tx, user);
    const claimed = await claimOrders(tx, { userId: user.id, partnerId, email: user.email });
    await audit(tx, by, "sales.orders.claimed", { type: "user", id: user.id }, { claimed });
    return claimed;
  });
}
