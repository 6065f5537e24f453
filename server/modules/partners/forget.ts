import type { Tx } from "#server/platform/db.ts";

/** A person of whom the books keep a number and nothing else; the address book goes. A company's record stays. */
export async function forgetPartner(tx: Tx, id: string, now: Date): Promise<void> {
  const { count } = await tx.partner.updateMany({
    where: { id, kind: "person" },
    data: { name: "—", email: null, phone: null, archivedAt: now },
  });
  if (count) await tx.address.deleteMany({ where: { partnerId: id } });
}
