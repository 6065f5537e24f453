import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { makerChanged } from "../events.ts";
import type { Reachable, SaveMakerInput } from "../maker-contract.ts";

/** The person in the Union as a row keeps it; null takes them away. */
export const responsibleColumns = (person: Reachable | null) => ({
  responsibleName: person?.name ?? null,
  responsibleLine1: person?.line1 ?? null,
  responsiblePostcode: person?.postcode ?? null,
  responsibleCity: person?.city ?? null,
  responsibleCountry: person?.country ?? null,
  responsibleContact: person?.contact ?? null,
});

/**
 * Writes a maker, new or changed, and the brands it stands behind, with the audit entry, and emits
 * `catalogue.maker.changed`. Throws DomainError conflict `catalogue.maker_name_taken`, `catalogue.version_conflict`, not_found
 * `catalogue.maker_not_found`.
 */
export async function saveMaker(tx: Tx, input: SaveMakerInput, by: By): Promise<{ id: string; version: number }> {
  const taken = await tx.maker.findUnique({ where: { name: input.name }, select: { id: true } });
  if (taken && taken.id !== input.id) throw new DomainError("conflict", "catalogue.maker_name_taken");
  const before = input.id ? await tx.maker.findUnique({ where: { id: input.id } }) : null;
  if (input.id && !before) throw new DomainError("not_found", "catalogue.maker_not_found");
  const id = before?.id ?? newId("maker");
  const { name, line1, postcode, city, country, contact, responsible } = input;
  const data = { name, line1, postcode, city, country, contact, ...responsibleColumns(responsible) };
  if (before) {
    const { count } = await tx.maker.updateMany({
      where: { id, version: input.version ?? 0 },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  } else {
    await tx.maker.create({ data: { id, ...data } });
  }
  await tx.brand.updateMany({ where: { makerId: id, id: { notIn: input.brandIds } }, data: { makerId: null } });
  await tx.brand.updateMany({ where: { id: { in: input.brandIds } }, data: { makerId: id } });
  await audit(
    tx,
    by,
    "catalogue.maker.saved",
    { type: "maker", id },
    { name: input.name, brands: input.brandIds.length },
  );
  emit(tx, makerChanged(id));
  return { id, version: (before?.version ?? 0) + 1 };
}

/**
 * Removes a maker that no product names itself; its brands have none then. Throws DomainError not_found
 * `catalogue.maker_not_found`, conflict `catalogue.maker_in_use`, `catalogue.version_conflict`.
 */
export async function removeMaker(tx: Tx, input: { id: string; version: number }, by: By): Promise<void> {
  const before = await tx.maker.findUnique({ where: { id: input.id } });
  if (!before) throw new DomainError("not_found", "catalogue.maker_not_found");
  const products = await tx.product.count({ where: { makerId: input.id } });
  if (products) throw new DomainError("conflict", "catalogue.maker_in_use", { products });
  await tx.brand.updateMany({ where: { makerId: input.id }, data: { makerId: null } });
  const { count } = await tx.maker.deleteMany({ where: input });
  if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  await audit(tx, by, "catalogue.maker.removed", { type: "maker", id: input.id }, { name: before.name });
  emit(tx, makerChanged(input.id));
}
