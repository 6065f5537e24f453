import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";

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
