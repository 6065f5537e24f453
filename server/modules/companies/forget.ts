import type { Tx } from "#server/platform/db.ts";

/** Somebody belongs to no company any more, and none has invited them. What they ordered for one stays the company's. */
export async function forgetMember(tx: Tx, person: { userId: string; email: string }): Promise<void> {
  await tx.membership.deleteMany({ where: { userId: person.userId } });
  await tx.companyInvitation.deleteMany({ where: { email: person.email } });
}
