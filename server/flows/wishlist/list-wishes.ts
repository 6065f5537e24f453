// Products that somebody wants to find again, with what may be bought of each now. Reads only; the ids come from the caller's
// browser or from their own rows (crm wishedIds). Five statements however many products.
import { inLocale } from "#server/kernel/localized.ts";
import type { ProductCard } from "#server/modules/catalogue/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { pricesFor, unitPrices } from "#server/modules/pricing/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";
import { productCards } from "../browse/product-cards.ts";

type WishVariant = { id: string; sku: string; label: string; price: ProductCard["price"]; canOrder: boolean };
export type Wish = ProductCard & { variants: WishVariant[] };

const variantsOf = (db: Db, productIds: readonly string[]) =>
  db.variant.findMany({
    where: { productId: { in: [...productIds] }, status: "active" },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      id: true,
      sku: true,
      productId: true,
      optionValues: { orderBy: { option: { position: "asc" } }, select: { optionValue: { select: { label: true } } } },
    },
  });

/** Cards of these products in the order of the ids; what is no longer on sale in the channel is left out. */
export async function readCards(db: Db, reader: Reader, productIds: readonly string[]): Promise<ProductCard[]> {
  if (productIds.length === 0) return [];
  const channel = await channelByCode(db, reader.channelCode);
  return productCards(db, channel, productIds, reader.locale, reader.now);
}

/** The same with each product's variants, their price and whether they may be ordered now. */
export async function readWishes(
  db: Db,
  reader: Reader & { companyId: string | null },
  productIds: readonly string[],
): Promise<Wish[]> {
  if (productIds.length === 0) return [];
  const channel = await channelByCode(db, reader.channelCode);
  const [cards, variants] = await Promise.all([
    productCards(db, channel, productIds, reader.locale, reader.now),
    variantsOf(db, productIds),
  ]);
  const ids = variants.map((variant) => variant.id);
  const [prices, stock] = await Promise.all([
    unitPrices(db, pricesFor(channel, reader), ids, reader.now),
    sellableOf(db, ids, channel, reader.now, { street: true }),
  ]);
  return cards.map((card) => ({
    ...card,
    variants: variants.flatMap((variant) => {
      const price = prices.get(variant.id)?.unit;
      if (variant.productId !== card.id || !price) return [];
      const label = variant.optionValues
        .map(({ optionValue }) => inLocale(optionValue.label, reader.locale))
        .join(" · ");
      return [
        { id: variant.id, sku: variant.sku, label, price, canOrder: (stock.get(variant.id)?.orderable ?? 0) > 0 },
      ];
    }),
  }));
}
