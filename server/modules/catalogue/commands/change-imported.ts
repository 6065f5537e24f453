import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { mediaStored, productsChanged } from "../events.ts";

/** What a second import adds to or changes of a product beside its texts (see `updateProduct`). */
export type ImportedChange = {
  productId: string;
  /** undefined: stays */
  brandId?: string | null | undefined;
  addCategoryId?: string | undefined;
  newValues: readonly { optionId: string; value: string; label: Localized }[];
  newVariants: readonly {
    sku: string;
    gtin: string | null;
    weightG: number | null;
    options: Readonly<Record<string, string>>;
    imageUrl: string | null;
  }[];
  variants: readonly { id: string; gtin: string | null; weightG: number | null }[];
  newImages: readonly { url: string; alt: Localized }[];
  alts: readonly { id: string; alt: Localized }[];
  /** Pictures of the product, by address, that show a variant. */
  variantImages: readonly { variantId: string; url: string }[];
};

async function addImages(tx: Tx, { productId, newImages }: ImportedChange): Promise<void> {
  const position = await tx.productMedia.count({ where: { productId } });
  const media = newImages.map(({ url, alt }) => ({ id: newId("media"), alt, sourceUrl: url }));
  await tx.media.createMany({ data: media });
  await tx.productMedia.createMany({
    data: media.map(({ id }, i) => ({ productId, mediaId: id, position: position + i })),
  });
}

async function addValues(tx: Tx, { newValues }: ImportedChange): Promise<void> {
  for (const { optionId, value, label } of newValues) {
    const position = await tx.optionValue.count({ where: { optionId } });
    await tx.optionValue.create({ data: { id: newId("optionValue"), optionId, value, label, position } });
  }
}

async function addVariants(tx: Tx, { productId, newVariants }: ImportedChange): Promise<{ id: string; sku: string }[]> {
  const options = await tx.option.findMany({ where: { productId }, include: { values: true } });
  const position = await tx.variant.count({ where: { productId } });
  const added: { id: string; sku: string }[] = [];
  for (const [i, { sku, gtin, weightG, options: chosen }] of newVariants.entries()) {
    const id = newId("variant");
    await tx.variant.create({ data: { id, productId, sku, gtin, weightG, position: position + i } });
    const rows = Object.entries(chosen).map(([key, wanted]) => {
      const option = options.find((o) => o.key === key);
      const value = option?.values.find((v) => v.value === wanted);
      if (!option || !value)
        throw new DomainError("invalid", "catalogue.option_unknown", { sku, option: key, value: wanted });
      return { variantId: id, optionId: option.id, optionValueId: value.id };
    });
    await tx.variantOptionValue.createMany({ data: rows });
    added.push({ id, sku });
  }
  return added;
}

async function showVariants(
  tx: Tx,
  productId: string,
  shown: readonly { variantId: string; url: string }[],
): Promise<void> {
  if (shown.length === 0) return;
  const media = await tx.media.findMany({
    where: { products: { some: { productId } }, sourceUrl: { in: shown.map((s) => s.url) } },
    select: { id: true, sourceUrl: true },
  });
  const rows = shown.flatMap(({ variantId, url }) => {
    const mediaId = media.find((m) => m.sourceUrl === url)?.id;
    return mediaId ? [{ variantId, mediaId }] : [];
  });
  await tx.variantMedia.createMany({ data: rows, skipDuplicates: true });
}

/**
 * Carries out what an import found to be new or different, and emits `catalogue.product.changed`. Gives the new variants.
 * Throws DomainError invalid `catalogue.option_unknown`; a SKU or GTIN in use makes the database refuse.
 */
export async function changeImported(
  tx: Tx,
  changes: readonly ImportedChange[],
): Promise<{ id: string; sku: string }[]> {
  const added: { id: string; sku: string }[] = [];
  for (const change of changes) {
    const { productId, brandId, addCategoryId } = change;
    if (brandId !== undefined) await tx.product.update({ where: { id: productId }, data: { brandId } });
    if (addCategoryId) {
      const position = await tx.productCategory.count({ where: { categoryId: addCategoryId } });
      await tx.productCategory.create({ data: { productId, categoryId: addCategoryId, position } });
    }
    await addImages(tx, change);
    await addValues(tx, change);
    const variants = await addVariants(tx, change);
    for (const { id, gtin, weightG } of change.variants)
      await tx.variant.update({ where: { id }, data: { gtin, weightG } });
    for (const { id, alt } of change.alts) await tx.media.update({ where: { id }, data: { alt } });
    const shown = change.newVariants.flatMap(({ sku, imageUrl }) => {
      const variant = variants.find((v) => v.sku === sku);
      return variant && imageUrl ? [{ variantId: variant.id, url: imageUrl }] : [];
    });
    await showVariants(tx, productId, [...change.variantImages, ...shown]);
    added.push(...variants);
  }
  emit(tx, ...productsChanged(changes.map((change) => change.productId)));
  return added;
}

export type FetchedMedia = { mediaId: string; key: string; mime: string; width: number; height: number };

/**
 * Gives pictures that were only an address their file, and emits `catalogue.product.changed` for the products that show
 * them.
 */
export async function keepFetchedMedia(tx: Tx, fetched: readonly FetchedMedia[]): Promise<void> {
  for (const { mediaId, ...data } of fetched) await tx.media.update({ where: { id: mediaId }, data });
  const shown = await tx.productMedia.findMany({
    where: { mediaId: { in: fetched.map((f) => f.mediaId) } },
    select: { productId: true },
  });
  emit(tx, ...productsChanged(shown.map((s) => s.productId)), ...mediaStored(fetched.map((f) => f.mediaId)));
}
