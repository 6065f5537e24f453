import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { isUnit, units } from "#server/kernel/units.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { hasChoices, hasUnit, type SaveAttributeInput, type SaveSetInput } from "../attribute-contract.ts";
import { attributesChanged } from "../events.ts";

type Def = { id: string; key: string; type: string; unit: string | null; localised: boolean; version: number };

function checkShape(input: SaveAttributeInput): void {
  const wrong = (reason: string) => {
    throw new DomainError("invalid", "catalogue.attribute_malformed", { reason });
  };
  if (hasChoices(input.type) && input.choices.length === 0) wrong("no_choices");
  if (!hasChoices(input.type) && input.choices.length > 0) wrong("choices");
  if (new Set(input.choices.map((choice) => choice.value)).size < input.choices.length) wrong("choice_twice");
  if (input.type === "colour" && input.choices.some((choice) => !choice.swatch)) wrong("no_swatch");
  if (!hasUnit(input.type) && input.unit) wrong("unit");
  if (input.type === "dimension" && !["mm", "cm", "m"].includes(input.unit ?? "")) wrong("unit");
}

/** What products say already keeps its meaning: the type stays, numbers are converted, choices in use are not lost. */
async function carryValues(tx: Tx, before: Def, input: SaveAttributeInput): Promise<void> {
  const products = await tx.productAttribute.count({ where: { attributeId: before.id } });
  if (products === 0) return;
  const refuse = (what: string, extra: Record<string, string> = {}) => {
    throw new DomainError("conflict", "catalogue.attribute_in_use", { what, products, ...extra });
  };
  if (before.type !== input.type) refuse("type");
  if (before.type === "text" && before.localised !== input.localised) refuse("localised");
  if (before.unit !== input.unit) {
    const [from, to] = [before.unit, input.unit];
    if (!from || !to || !isUnit(from) || !isUnit(to) || units[from].of !== units[to].of) return refuse("unit");
    const [a, b] = [units[from], units[to]];
    await tx.$executeRaw`
      UPDATE product_attribute SET value = to_jsonb(trim_scale(round(
        (value #>> '{}')::numeric * ${a.num * b.den}::numeric / ${a.den * b.num}::numeric, 6)))
      WHERE attribute_id = ${before.id}`;
  }
  if (!hasChoices(input.type)) return;
  const kept = input.choices.map((choice) => choice.value);
  const [lost] = await tx.$queryRaw<{ value: string }[]>`
    SELECT value #>> '{}' AS value FROM product_attribute
    WHERE attribute_id = ${before.id} AND NOT (value #>> '{}' = ANY(${kept}::text[])) ORDER BY 1 LIMIT 1`;
  if (lost) refuse("choice", { choice: lost.value });
}

async function writeChoices(tx: Tx, attributeId: string, choices: SaveAttributeInput["choices"]): Promise<void> {
  await tx.attributeChoice.deleteMany({ where: { attributeId } });
  await tx.attributeChoice.createMany({
    data: choices.map((choice, position) => ({ id: newId("attributeChoice"), attributeId, ...choice, position })),
  });
}

/**
 * Writes the definition of an attribute, new or changed, with its choices and the audit entry, and emits
 * `catalogue.attributes.changed`. Another unit of the same dimension converts what products say.
 * Throws DomainError invalid `catalogue.attribute_malformed` (details.reason), conflict `catalogue.attribute_key_taken`,
 * `catalogue.attribute_in_use` when products say something that the change would lose, `catalogue.version_conflict`,
 * not_found `catalogue.attribute_not_found`.
 */
export async function saveAttribute(
  tx: Tx,
  input: SaveAttributeInput,
  by: By,
): Promise<{ id: string; version: number }> {
  checkShape(input);
  const { id: known, version: read, choices, ...data } = input;
  const taken = await tx.attributeDef.findUnique({ where: { key: input.key } });
  if (taken && taken.id !== known)
    throw new DomainError("conflict", "catalogue.attribute_key_taken", { key: input.key });
  const before = known ? await tx.attributeDef.findUnique({ where: { id: known } }) : null;
  if (known && !before) throw new DomainError("not_found", "catalogue.attribute_not_found");
  const id = before?.id ?? newId("attribute");
  if (before) {
    if (before.key !== input.key)
      throw new DomainError("conflict", "catalogue.attribute_in_use", { what: "key", products: 0 });
    const { count } = await tx.attributeDef.updateMany({
      where: { id, version: read ?? 0 },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
    await carryValues(tx, before, input);
  } else {
    const position = await tx.attributeDef.count();
    await tx.attributeDef.create({ data: { id, ...data, position } });
  }
  await writeChoices(tx, id, choices);
  await audit(tx, by, "catalogue.attribute.saved", { type: "attribute", id }, { key: input.key });
  emit(tx, attributesChanged(id));
  return { id, version: (before?.version ?? 0) + 1 };
}

/**
 * Removes an attribute that no product says anything by, from every set too. Throws DomainError not_found
 * `catalogue.attribute_not_found`, conflict `catalogue.attribute_in_use`, `catalogue.version_conflict`.
 */
export async function removeAttribute(tx: Tx, input: { id: string; version: number }, by: By): Promise<void> {
  const before = await tx.attributeDef.findUnique({ where: { id: input.id } });
  if (!before) throw new DomainError("not_found", "catalogue.attribute_not_found");
  const products = await tx.productAttribute.count({ where: { attributeId: input.id } });
  if (products) throw new DomainError("conflict", "catalogue.attribute_in_use", { what: "values", products });
  const { count } = await tx.attributeDef.deleteMany({ where: input });
  if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  await audit(tx, by, "catalogue.attribute.removed", { type: "attribute", id: input.id }, { key: before.key });
  emit(tx, attributesChanged(input.id));
}

/**
 * Writes the whole set of a family or a category, in order, with its audit entry. Throws DomainError not_found
 * `catalogue.set_not_found` for an unknown owner, `catalogue.attribute_not_found` for an unknown attribute.
 */
export async function saveSet(tx: Tx, { kind, id, uses }: SaveSetInput, by: By): Promise<void> {
  const owner = kind === "family" ? { familyId: id } : { categoryId: id };
  // The owner's row is locked: of two editors at once the last one's set stands, whole.
  const found =
    kind === "family"
      ? await tx.family.updateMany({ where: { id }, data: { id } })
      : await tx.category.updateMany({ where: { id }, data: { id } });
  if (found.count === 0) throw new DomainError("not_found", "catalogue.set_not_found");
  const wanted = [...new Map(uses.map((use) => [use.attributeId, use])).values()];
  const known = await tx.attributeDef.count({ where: { id: { in: wanted.map((use) => use.attributeId) } } });
  if (known < wanted.length) throw new DomainError("not_found", "catalogue.attribute_not_found");
  await tx.attributeUse.deleteMany({ where: owner });
  await tx.attributeUse.createMany({
    data: wanted.map((use, position) => ({ id: newId("attributeUse"), ...owner, ...use, position })),
  });
  await audit(tx, by, "catalogue.attribute_set.saved", { type: kind, id }, { attributes: wanted.length });
  emit(tx, attributesChanged(id));
}
