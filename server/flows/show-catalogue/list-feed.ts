// Everything on sale, page by page, as shopping sites want it: one item per variant with price, stock band and shipping.
// Reads only; anyone may ask (shop.catalogue.read). Five statements a page.

import { feedTexts } from "#server/modules/catalogue/index.ts";
import type { FeedItem } from "#server/modules/catalogue/showing-contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { activeMethods } from "#server/modules/fulfilment/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";
import { availabilityOf, shippingOf } from "./offer-terms.ts";

/**
 * The variants of up to `limit` products after the cursor (a product's id). A page may be shorter than asked, even empty,
 * and still have a next one: products without a price here are left out.
 */
export async function listFeed(
  db: Db,
  reader: Reader,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: FeedItem[]; nextCursor: string | null }> {
  const [channel, products] = await Promise.all([
    channelByCode(db, reader.channelCode),
    feedTexts(db, input.cursor ?? "", input.limit, reader.locale),
  ]);
  const ids = products.flatMap((product) => product.variants.map((v) => v.id));
  const [prices, stock, methods] = await Promise.all([
    unitPrices(db, everybodys(channel), ids, reader.now),
    sellableOf(db, ids, channel, reader.now),
    activeMethods(db, channel.currency),
  ]);
  const items = products.flatMap(({ id: productId, variants, media, ...product }) => {
    const sold = variants.filter((v) => prices.has(v.id));
    return sold.flatMap(({ id, media: own, ...variant }) => {
      const quote = prices.get(id);
      if (!quote) return [];
      return {
        ...product,
        ...variant,
        productId,
        variantCount: sold.length,
        media: own.length > 0 ? own : media,
        price: quote.unit,
        compareAt: quote.prior,
        ...availabilityOf(stock.get(id), channel.plentyFrom),
        shipping: shippingOf(methods, { price: quote.unit, weightG: variant.weightG }, reader.locale),
      };
    });
  });
  return { items, nextCursor: products.length === input.limit ? (products.at(-1)?.id ?? null) : null };
}
