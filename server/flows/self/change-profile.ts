// One's own name, phone and language: the account and the person behind it say the same. Permission: account.profile.own.
// Orders and invoices keep what was written into them. No lock.
import { updateProfile } from "#server/modules/identity/index.ts";
import { describePerson } from "#server/modules/partners/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { ensurePartner } from "../sign-in/ensure-partner.ts";

/** Changes them. A phone that is not given stays, an empty one goes. */
export async function changeOwnProfile(input: { name: string; locale: string; phone?: string }, by: By): Promise<void> {
  const { name, locale, phone } = input;
  await inTx(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: by.userId ?? "" } });
    await updateProfile(tx, { userId: user.id, name, locale });
    const partnerId = await ensurePartner(tx, { ...user, name, locale });
    await describePerson(tx, { id: partnerId, name, locale, ...(phone !== undefined && { phone: phone || null }) }, by);
  });
}
