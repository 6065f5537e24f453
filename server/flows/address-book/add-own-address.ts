import type { Actor } from "#server/access/actor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { requireRole } from "#server/modules/companies/index.ts";
import type { AddressFields } from "#server/modules/partners/contract.ts";
import { addAddress } from "#server/modules/partners/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { ensurePartner } from "../sign-in/ensure-partner.ts";

type Writer = Pick<Actor, "userId" | "actsFor">;

/**
 * A company's address book is read by all of its members and written by its administrators. Throws forbidden
 * `companies.role_missing`.
 */
export async function assertMayWriteBook(tx: Tx, actor: Writer): Promise<void> {
  if (actor.actsFor) await requireRole(tx, actor, actor.actsFor, "administrator");
}

/**
 * Adds an entry to the address book of whom the signed-in user buys for; staff who never bought get a partner for it.
 * Returns its id. Throws DomainError conflict `partners.address_book_full`, forbidden `companies.role_missing`.
 */
export function addOwnAddress(actor: Writer, fields: AddressFields): Promise<string> {
  const { userId, actsFor } = actor;
  return inTx(async (tx) => {
    await assertMayWriteBook(tx, actor);
    if (actsFor) return addAddress(tx, actsFor, fields);
    const user = userId && (await tx.user.findUnique({ where: { id: userId } }));
    if (!user) throw new DomainError("unauthenticated", "sign_in_required");
    return addAddress(tx, await ensurePartner(tx, user), fields);
  });
}
