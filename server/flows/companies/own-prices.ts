// Prices of a customer's own: what a member is shown late on a page that everybody shares (account.company.own), and the list
// that staff give a company (companies.company.write). Reading takes no lock and three statements, four for
// products, however many are asked about.
import type { Money } from "#server/kernel/money.ts";
import { unitPriceOf } from "#server/kernel/unit-price.ts";
import { netContents } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { requireRole } from "#server/modules/companies/index.ts";
import type { OwnPrice, OwnTile } from "#server/modules/pricing/contract.ts";
import { pricesFor, setOwnList, unitPrices } from "#server/modules/pricing/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** Of these variants those that cost the company one buys for less than everybody; none for who buys for themselves. */
export async function ownPrices(
  buyer: { companyId: string | null; channelCode: string },
  variantIds: readonly string[],
  now: Date,
): Promise<OwnPrice[]> {
  if (buyer.companyId === null) return [];
  const channel = await channelByCode(db(), buyer.channelCode);
  const prices = await unitPrices(db(), pricesFor(channel, buyer), variantIds, now);
  const own = [...prices.values()].flatMap(({ variantId, unit, listed }) =>
    listed ? [{ variantId, price: unit, listed }] : [],
  );
  const contents = await netContents(
    db(),
    own.map(({ variantId }) => variantId),
  );
  return own.map((one) => ({ ...one, measurePrice: unitPriceOf(one.price, contents.get(one.variantId) ?? null) }));
}

const variantsOf = (productIds: readonly string[]) =>
  db().variant.findMany({
    where: { productId: { in: [...productIds] }, status: "active", product: { status: "active" } },
    select: { id: true, productId: true },
  });

const lowest = (prices: readonly Money[]): number => Math.min(...prices.map(({ minor }) => minor));

/** The same for tiles of products: those of which the company one buys for pays less than what their tile tells everybody. */
export async function ownTiles(
  buyer: { companyId: string | null; channelCode: string },
  productIds: readonly string[],
  now: Date,
): Promise<OwnTile[]> {
  if (buyer.companyId === null) return [];
  const [channel, variants] = await Promise.all([channelByCode(db(), buyer.channelCode), variantsOf(productIds)]);
  const ids = variants.map(({ id }) => id);
  const prices = await unitPrices(db(), pricesFor(channel, buyer), ids, now);
  const byProduct = Map.groupBy(variants, ({ productId }) => productId);
  const tiles = productIds.flatMap((productId) => {
    const sold = (byProduct.get(productId) ?? []).flatMap(({ id }) => {
      const quote = prices.get(id);
      // What is on the company's list alone is on nobody's tile.
      return quote && (quote.listed || !quote.own) ? [quote] : [];
    });
    const least = lowest(sold.map(({ unit }) => unit));
    const best = sold.find(({ unit }) => unit.minor === least);
    const listed = lowest(sold.map((quote) => quote.listed ?? quote.unit));
    if (!best || least >= listed) return [];
    const priceFrom = sold.some(({ unit }) => unit.minor !== least);
    return [
      { productId, variantId: best.variantId, price: best.unit, priceFrom, listed: { ...best.unit, minor: listed } },
    ];
  });
  const contents = await netContents(
    db(),
    tiles.map(({ variantId }) => variantId),
  );
  return tiles.map(({ variantId, ...tile }) => ({
    ...tile,
    measurePrice: unitPriceOf(tile.price, contents.get(variantId) ?? null),
  }));
}

/**
 * Gives a company a list of its own, or takes it away (null). Throws DomainError not_found
 * `companies.company_not_found`, `pricing.price_list_not_found`.
 */
export const givePriceList = (
  { companyId, priceListId }: { companyId: string; priceListId: string | null },
  by: By,
): Promise<void> =>
  inTx(async (tx) => {
    await requireRole(tx, "staff", companyId, "administrator");
    await setOwnList(tx, { partnerId: companyId, priceListId }, by);
  });
