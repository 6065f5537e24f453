// Bringing in a catalogue from a file: looked at first, then all of it or nothing in one transaction. Run by staff at the
// command line. Locks: one import at a time (advisory), then products by version, then stock levels.

import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/localized.ts";
import { createProducts } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { addPrices } from "#server/modules/pricing/index.ts";
import { receive } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { lockName } from "#server/platform/lock-order.ts";
import { inTx } from "#server/platform/tx.ts";
import { applyUpdates } from "./apply-updates.ts";
import { parseProducts } from "./parse-products.ts";
import { type ImportPlan, type PlannedProduct, planImport } from "./plan-import.ts";
import { readExisting } from "./read-existing.ts";
import { slugOf } from "./slug.ts";
import { ensureStructure, type Structure } from "./structure.ts";
import type { ImportedProduct, ImportOptions, Issue } from "./types.ts";

export type ImportReport = {
  applied: boolean;
  rows: number;
  products: PlannedProduct[];
  issues: Issue[];
  notes: string[];
  currency: string;
  priceList: string;
  location: string;
};

type Terms = { priceList: { id: string; code: string; currency: string }; location: { code: string } };

/** Imports may be long: thousands of products in one transaction. */
const timeoutMs = 600_000;

async function readTerms(from: Db, options: ImportOptions): Promise<Terms> {
  const web = await channelByCode(from, "web");
  const priceList = await from.priceList.findUnique({
    where: options.priceListCode ? { code: options.priceListCode } : { id: web.priceListId },
    select: { id: true, code: true, currency: true },
  });
  if (!priceList) throw new DomainError("not_found", "pricing.price_list_not_found");
  const location = await from.location.findFirst({
    where: options.locationCode
      ? { code: options.locationCode, kind: { in: ["warehouse", "store"] } }
      : { id: { in: [...web.locationIds] }, kind: "warehouse" },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { code: true },
  });
  if (!location) {
    throw new DomainError("not_found", "stock.location_not_found", { location: options.locationCode ?? "warehouse" });
  }
  return { priceList, location };
}

const slugsOf = ({ vendor, type }: ImportedProduct) => ({
  brand: vendor ? slugOf(vendor) : null,
  category: type ? slugOf(type) : null,
});

async function plan(from: Db, text: string, options: ImportOptions): Promise<ImportReport> {
  const terms = await readTerms(from, options);
  const parsed = parseProducts(text, { currency: terms.priceList.currency });
  const existing = await readExisting(from, parsed.products, terms.priceList.id);
  const planned = planImport(parsed.products, existing, { locale: options.locale, slugsOf });
  const issues = [...parsed.issues, ...planned.issues].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    applied: false,
    rows: parsed.rows,
    products: planned.products,
    issues,
    notes: parsed.notes,
    currency: terms.priceList.currency,
    priceList: terms.priceList.code,
    location: terms.location.code,
  };
}

export const hasErrors = (report: Pick<ImportPlan, "issues">): boolean =>
  report.issues.some((issue) => issue.severity === "error");

/**
 * What an import of this file would do now; writes nothing.
 * @throws DomainError not_found `pricing.price_list_not_found`, `stock.location_not_found`
 */
export const previewImport = (text: string, options: ImportOptions): Promise<ImportReport> => plan(db(), text, options);

async function createNew(
  tx: Tx,
  products: readonly ImportedProduct[],
  structure: Structure,
  terms: { priceListId: string; locationCode: string; locale: Locale },
  by: By,
): Promise<void> {
  const { locale } = terms;
  const created = await createProducts(
    tx,
    products.map((product) => {
      const slugs = slugsOf(product);
      const categoryId = structure.categories.get(slugs.category ?? "");
      return {
        slug: product.slug,
        status: product.status,
        name: { [locale]: product.title },
        description: product.description ? { [locale]: product.description } : {},
        tags: product.tags,
        brandId: structure.brands.get(slugs.brand ?? "") ?? null,
        familyId: structure.families.get(slugs.category ?? "") ?? null,
        categories: categoryId ? [{ id: categoryId, position: product.line }] : [],
        media: product.images.map(({ url, alt }) => ({
          ref: url,
          key: null,
          sourceUrl: url,
          alt: alt ? { [locale]: alt } : {},
        })),
        options: product.options.map((option) => ({
          key: option.key,
          name: { [locale]: option.name },
          values: option.values.map(({ value, label }) => ({ value, label: { [locale]: label } })),
        })),
        variants: product.variants.map((variant) => ({
          sku: variant.sku,
          gtin: variant.gtin,
          weightG: variant.weightG,
          options: variant.options,
          mediaRefs: variant.imageUrl ? [variant.imageUrl] : [],
        })),
        importKey: product.importKey,
      };
    }),
  );
  const idOf = new Map(created.flatMap(({ variants }) => variants.map((variant) => [variant.sku, variant.id])));
  const variants = products.flatMap((product) =>
    product.variants.flatMap((variant) => ({ ...variant, variantId: idOf.get(variant.sku) ?? "" })),
  );
  await addPrices(
    tx,
    terms.priceListId,
    variants.map(({ variantId, price, compareAt }) => ({ variantId, unitPrice: price, compareAt })),
  );
  const received = variants.flatMap(({ variantId, quantity }) =>
    quantity ? [{ variantId, locationCode: terms.locationCode, quantity, note: "catalogue import" }] : [],
  );
  if (received.length) await receive(tx, received, by);
}

/**
 * Imports the file: everything, or nothing when it has an error (`applied` tells). Importing it again changes nothing.
 * Prices go to the price list, stock of new products to the location, pictures stay addresses (see `fetchImages`).
 * @throws DomainError not_found `pricing.price_list_not_found`, `stock.location_not_found`
 */
export async function applyImport(text: string, options: ImportOptions, by: By): Promise<ImportReport> {
  return inTx(
    async (tx) => {
      await lockName(tx, "import");
      const report = await plan(tx, text, options);
      if (hasErrors(report)) return report;
      const { priceList } = await readTerms(tx, options);
      const wanted = report.products.filter(({ change }) => change !== "unchanged").map(({ product }) => product);
      const structure = await ensureStructure(tx, wanted, options.locale, slugsOf);
      const fresh = report.products.filter(({ change }) => change === "new").map(({ product }) => product);
      const terms = { priceListId: priceList.id, locationCode: report.location, locale: options.locale };
      if (fresh.length) await createNew(tx, fresh, structure, terms, by);
      const changed = report.products.flatMap((planned) => (planned.change === "changed" ? [planned] : []));
      await applyUpdates(tx, changed, structure, { ...terms, slugsOf }, by);
      if (wanted.length) {
        await audit(
          tx,
          by,
          "catalogue.imported",
          { type: "price_list", id: priceList.id },
          { new: fresh.length, changed: changed.length, location: report.location },
        );
      }
      return { ...report, applied: true };
    },
    { timeoutMs },
  );
}
