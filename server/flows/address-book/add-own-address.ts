import { DomainError } from "#server/kernel/errors.ts";
import type { AddressFields } from "#server/modules/partners/contract.ts";
import { addAddress } from "#server/modules/partners/index.ts";
import { inTx } from "#server/platform/tx.ts";
import { ensurePartner } from "../sign-in/ensure-partner.ts";

/**
 * Adds an entry to the signed-in user's own address book; staff who never bought get a partner for it. Returns its id.
 * Throws DomainError conflict `partners.address_book_full`.
 */
export function addOwnAddress(userId: string | null, fields: AddressFields): Promise<string> {
  return inTx(async (tx) => {
    const user = userId && (await tx.user.findUnique({ where: { id: userId } }));
    if (!user) throw new DomainError("unauthenticated", "sign_in_required");
    return addAddress(tx, await ensurePartner(tx, user), fields);
  });
}
