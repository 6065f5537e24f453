import { DomainError } from "#server/kernel/errors.ts";
import type { Localized } from "#server/kernel/localized.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { UpdateProductInput, UpdateVariantInput } from "../admin-contract.ts";
import { productsChanged } from "../events.ts";
import { readAttributes, writeAttributes } from "./say-attributes.ts";

/** An emptied language falls back on the others, so it is not kept as an empty text. */
function trimmed(text: Localized): Localized {
  return Object.fromEntries(Object.entries(text).filter(([, value]) => value));
}

function toData(input: UpdateProductInput): Prisma.ProductUncheckedUpdateManyInput {
  const { name, tagline, description, composition, care, dimensions } = input;
  return {
    ...(name && { name: trimmed(name) }),
    ...(tagline && { tagline: trimmed(tagline) }),
    ...(description && { description: trimmed(description) }),
    ...(composition && { composition: trimmed(composition) }),
    ...(care && { care: trimmed(care) }),
    ...(input.status && { status: input.status }),
    ...(input.tags && { tags: [...new Set(input.tags)] }),
    ...(input.makerId !== undefined && { makerId: input.makerId }),
    ...(input.modelName !== undefined && { modelName: input.modelName }),
    ...(input.safety && { warnings: trimmed(input.safety.warnings), noWarnings: input.safety.noWarnings }),
    ...(input.returnExclusion !== undefined && { returnExclusion: input.returnExclusion }),
    ...(input.originCountry !== undefined && { originCountry: input.originCountry }),
    ...(dimensions !== undefined && {
      widthMm: dimensions?.widthMm ?? null,
      depthMm: dimensions?.depthMm ?? null,
      heightMm: dimensions?.heightMm ?? null,
    }),
  };
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v) =>
    v && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

/**
 * Changes what is given of a product, publishes or archives it, writes the audit entry with what changed, and emits
 * `catalogue.product.changed`. Gives the new version; nothing changes when nothing differs.
 * Throws DomainError not_found `catalogue.product_not_found`, conflict `catalogue.version_conflict` when someone else was
 * faster, unprocessable `catalogue.not_publishable` when it has nothing to sell, invalid `catalogue.attribute_not_in_set` and
 * `catalogue.attribute_invalid`.
 */
export async function updateProduct(tx: Tx, input: UpdateProductInput, by: By): Promise<{ version: number }> {
  const before = await tx.product.findUnique({
    where: { id: input.id },
    include: { _count: { select: { variants: { where: { status: "active" } } } } },
  });
  if (!before) throw new DomainError("not_found", "catalogue.product_not_found");
  if (before.version !== input.version) {
    throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  }
  if (input.status === "active" && before._count.variants === 0) {
    throw new DomainError("unprocessable", "catalogue.not_publishable");
  }
  if (input.makerId && !(await tx.maker.findUnique({ where: { id: input.makerId }, select: { id: true } }))) {
    throw new DomainError("not_found", "catalogue.maker_not_found");
  }
  const data = toData(input);
  const said = input.attributes ? await readAttributes(tx, input.id, input.attributes) : [];
  const changes = [
    ...Object.entries(data).flatMap(([field, to]) => {
      const from = before[field as keyof typeof before];
      return canonical(from) === canonical(to) ? [] : [[field, { from, to }] as const];
    }),
    ...said.map(({ key, from, to }) => [`attribute.${key}`, { from, to }] as const),
  ];
  if (changes.length === 0) return { version: before.version };
  // The version is part of the WHERE: of two editors at once, one changes no row.
  const { count } = await tx.product.updateMany({
    where: { id: input.id, version: input.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version + 1 });
  if (said.length) await writeAttributes(tx, input.id, said);
  await audit(tx, by, "catalogue.product.updated", { type: "product", id: input.id }, Object.fromEntries(changes));
  emit(tx, ...productsChanged([input.id]));
  return { version: before.version + 1 };
}

/**
 * Says what a picture shows, with the audit entry, and emits `catalogue.product.changed` for the products that show it.
 * Throws DomainError not_found `catalogue.media_not_found`.
 */
export async function updateAlt(tx: Tx, input: { mediaId: string; alt: Localized }, by: By): Promise<void> {
  const before = await tx.media.findUnique({
    where: { id: input.mediaId },
    select: { alt: true, products: { select: { productId: true } } },
  });
  if (!before) throw new DomainError("not_found", "catalogue.media_not_found");
  const alt = trimmed(input.alt);
  if (canonical(before.alt) === canonical(alt)) return;
  await tx.media.update({ where: { id: input.mediaId }, data: { alt } });
  await audit(
    tx,
    by,
    "catalogue.media.described",
    { type: "media", id: input.mediaId },
    { alt: { from: before.alt, to: alt } },
  );
  emit(tx, ...productsChanged(before.products.map((product) => product.productId)));
}

/**
 * Changes the weight and the net content of a variant, with the audit entry, and emits `catalogue.product.changed`.
 * Throws DomainError not_found `catalogue.variant_not_found`.
 */
export async function updateVariant(tx: Tx, input: UpdateVariantInput, by: By): Promise<{ productId: string }> {
  const before = await tx.variant.findUnique({
    where: { id: input.variantId },
    select: { productId: true, weightG: true, netContent: true, netUnit: true },
  });
  if (!before) throw new DomainError("not_found", "catalogue.variant_not_found");
  const { productId, ...from } = { ...before, netContent: before.netContent?.toString() ?? null };
  const to = {
    weightG: input.weightG,
    netContent: input.netContent?.amount ?? null,
    netUnit: input.netContent?.unit ?? null,
  };
  if (canonical(from) === canonical(to)) return { productId };
  await tx.variant.update({ where: { id: input.variantId }, data: to });
  await audit(tx, by, "catalogue.variant.updated", { type: "variant", id: input.variantId }, { facts: { from, to } });
  emit(tx, ...productsChanged([productId]));
  return { productId };
}

/** The product that a variant belongs to. Throws DomainError not_found `catalogue.variant_not_found`. */
export async function productIdOfVariant(tx: Tx, variantId: string): Promise<string> {
  const variant = await tx.variant.findUnique({ where: { id: variantId }, select: { productId: true } });
  if (!variant) throw new DomainError("not_found", "catalogue.variant_not_found");
  return variant.productId;
}
