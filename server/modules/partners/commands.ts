import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";

/** What a person says of themselves. A company's record is not theirs to rename. */
export async function describePerson(
  tx: Tx,
  input: { id: string; name: string; locale: string; phone?: string | null },
  by: By,
): Promise<void> {
  const { id, ...said } = input;
  const { count } = await tx.partner.updateMany({ where: { id, kind: "person" }, data: said });
  if (count) await audit(tx, by, "partners.partner.described", { type: "partner", id }, { fields: Object.keys(said) });
}

/** A person's address follows their account's; one that was written otherwise by staff stays. Documents keep theirs. */
export async function changePartnerEmail(
  tx: Tx,
  input: { id: string; from: string; to: string },
  by: By,
): Promise<void> {
  const { count } = await tx.partner.updateMany({
    where: { id: input.id, kind: "person", email: input.from },
    data: { email: input.to },
  });
  if (count) await audit(tx, by, "partners.partner.email_changed", { type: "partner", id: input.id });
}

/** A new company or person. Returns its id. */
export async function createPartner(
  tx: Tx,
  input: {
    kind: "company" | "person";
    name: string;
    email?: string | null;
    phone?: string | null;
    locale: string;
    parentId?: string | null;
    vatNumber?: string | null;
    siren?: string | null;
  },
  by: By,
): Promise<string> {
  const id = newId("partner");
  await tx.partner.create({
    data: {
      id,
      kind: input.kind,
      name: input.name,
      email: input.email ?? null,
      phone: input.phone ?? null,
      locale: input.locale,
      parentId: input.parentId ?? null,
      vatNumber: input.vatNumber ?? null,
      siren: input.siren ?? null,
    },
  });
  await audit(tx, by, "partners.partner.created", { type: "partner", id });
  return id;
}
