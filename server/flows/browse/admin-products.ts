// Products as staff see them: every status, with the site's prices and stock. Reads only (catalogue.product.read).
// Four statements for a page, six for a product.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/localized.ts";
import type { Page } from "#server/kernel/page.ts";
import { sumQuantity } from "#server/kernel/quantity.ts";
import type { AdminProduct, AdminProductRow } from "#server/modules/catalogue/admin-contract.ts";
import {
  type AdminListQuery,
  completenessOf,
  listProductRows,
  productForStaff,
} from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { availabilityOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { completenessFacts } from "../edit-product/completeness-facts.ts";

/** Staff look at what the site sells at. */
const channelCode = "web";

async function offersOf(db: Db, variantIds: readonly string[]) {
  const channel = await channelByCode(db, channelCode);
  const [prices, stock] = await Promise.all([
    unitPrices(db, everybodys(channel), variantIds),
    availabilityOf(db, variantIds, channel),
  ]);
  return { prices, stock };
}

/** A keyset page of products, newest first. */
export async function listForStaff(db: Db, input: AdminListQuery, locale: Locale): Promise<Page<AdminProductRow>> {
  const page = await listProductRows(db, input, locale);
  const { prices, stock } = await offersOf(
    db,
    page.items.flatMap((row) => row.variantIds),
  );
  const items = page.items.map(({ variantIds, ...row }) => {
    const quotes = variantIds.flatMap((id) => prices.get(id)?.unit ?? []).sort((a, b) => a.minor - b.minor);
    const [from, to] = [quotes[0], quotes.at(-1)];
    return {
      ...row,
      price: from && to ? { from, to } : null,
      available: sumQuantity(variantIds.map((id) => stock.get(id) ?? 0)),
    };
  });
  return { items, nextCursor: page.nextCursor };
}

/** One product with its variants. Throws DomainError not_found `catalogue.product_not_found`. */
export async function viewForStaff(db: Db, id: string, locale: Locale): Promise<AdminProduct> {
  const product = await productForStaff(db, id, locale);
  const facts = (await completenessFacts(db, [id], new Date())).get(id);
  if (!facts) throw new DomainError("not_found", "catalogue.product_not_found");
  const { prices, stock } = await offersOf(
    db,
    product.variants.map((v) => v.id),
  );
  return {
    ...product,
    completeness: completenessOf(facts),
    variants: product.variants.map((variant) => ({
      ...variant,
      price: prices.get(variant.id)?.unit ?? null,
      compareAt: prices.get(variant.id)?.compareAt ?? null,
      prior: prices.get(variant.id)?.prior ?? null,
      available: stock.get(variant.id) ?? 0,
    })),
  };
}
