import { DomainError } from "#server/kernel/errors.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import type { AttributeValueInput } from "../attribute-contract.ts";
import { attributeFields } from "../attribute-queries.ts";
import { readAttributeValue, type StoredValue } from "../attribute-values.ts";

export type Said = { attributeId: string; key: string; from: StoredValue | null; to: StoredValue | null };

/**
 * What these values change of a product, checked against its set. What no set of its asks for may only be unsaid.
 * Throws DomainError invalid `catalogue.attribute_not_in_set`, `catalogue.attribute_invalid` (details.key, details.reason).
 */
export async function readAttributes(
  tx: Tx,
  productId: string,
  values: Readonly<Record<string, AttributeValueInput>>,
): Promise<Said[]> {
  const fields = new Map((await attributeFields(tx, productId)).map((field) => [field.key, field]));
  return Object.entries(values).flatMap(([key, given]) => {
    const field = fields.get(key);
    if (!field || (field.need === "other" && given !== null)) {
      throw new DomainError("invalid", "catalogue.attribute_not_in_set", { key });
    }
    const read = readAttributeValue(field, given);
    if ("problem" in read)
      throw new DomainError("invalid", "catalogue.attribute_invalid", { key, reason: read.problem });
    if (JSON.stringify(read.value) === JSON.stringify(field.value)) return [];
    return [{ attributeId: field.id, key, from: field.value, to: read.value }];
  });
}

/** Writes what changed; null unsays. */
export async function writeAttributes(tx: Tx, productId: string, said: readonly Said[]): Promise<void> {
  const ids = said.map(({ attributeId }) => attributeId);
  await tx.productAttribute.deleteMany({ where: { productId, attributeId: { in: ids } } });
  await tx.productAttribute.createMany({
    data: said.flatMap(({ attributeId, to }) =>
      to === null ? [] : [{ productId, attributeId, value: to as Prisma.InputJsonValue }],
    ),
  });
}
