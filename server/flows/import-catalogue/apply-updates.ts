import type { Locale } from "#server/kernel/localized.ts";
import { changeImported, productsChanged, updateProduct } from "#server/modules/catalogue/index.ts";
import { addPrices, setPrice } from "#server/modules/pricing/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { PlannedProduct, Update } from "./plan-import.ts";
import type { Structure } from "./structure.ts";
import type { ImportedProduct } from "./types.ts";

type Changed = Extract<PlannedProduct, { change: "changed" }>;
type Terms = {
  priceListId: string;
  locale: Locale;
  slugsOf: (product: ImportedProduct) => { brand: string | null; category: string | null };
};

function changeOf({ product, update }: Changed, structure: Structure, { locale, slugsOf }: Terms) {
  const { brand, category } = slugsOf(product);
  return {
    productId: update.existing.id,
    brandId: update.brand ? ((brand && structure.brands.get(brand)) ?? null) : undefined,
    addCategoryId: update.category && category ? structure.categories.get(category) : undefined,
    newValues: update.newValues.map(({ optionId, value, label }) => ({ optionId, value, label: { [locale]: label } })),
    newVariants: update.newVariants,
    variants: update.variants,
    newImages: update.newImages.map(({ url, alt }) => ({ url, alt: alt ? { [locale]: alt } : {} })),
    alts: update.alts,
    variantImages: update.variantImages,
  };
}

/** True when something besides texts and prices changes. */
const hasStructuralChange = (update: Update): boolean =>
  update.brand ||
  update.category ||
  [update.newValues, update.newVariants, update.variants, update.newImages, update.alts, update.variantImages].some(
    (list) => list.length > 0,
  );

/** Carries out planned changes of products that are there already. Stock is never touched: it has its own history. */
export async function applyUpdates(
  tx: Tx,
  planned: readonly Changed[],
  structure: Structure,
  terms: Terms,
  by: By,
): Promise<void> {
  for (const { update } of planned) {
    const { existing, texts } = update;
    const { name, ...rest } = texts;
    if (Object.keys(texts).length === 0) continue;
    // An empty text is not kept: a product may be named in one language only.
    const renamed = name && { name: { ...name, fr: name.fr ?? "" } };
    await updateProduct(tx, { id: existing.id, version: existing.version, ...rest, ...renamed }, by);
  }
  const structural = planned.filter(({ update }) => hasStructuralChange(update));
  const added = await changeImported(
    tx,
    structural.map((changed) => changeOf(changed, structure, terms)),
  );
  const idOf = new Map(added.map(({ sku, id }) => [sku, id]));
  await addPrices(
    tx,
    terms.priceListId,
    planned.flatMap(({ update }) =>
      update.newVariants.map(({ sku, price, compareAt }) => ({
        variantId: idOf.get(sku) ?? "",
        unitPrice: price,
        compareAt,
      })),
    ),
  );
  const repriced = new Set<string>();
  for (const { update } of planned) {
    for (const { variantId, price, compareAt } of update.prices) {
      await setPrice(tx, { priceListId: terms.priceListId, variantId, unitPrice: price, compareAt }, by);
      repriced.add(update.existing.id);
    }
  }
  emit(tx, ...productsChanged(repriced));
}
