// A product page: texts, variants with the price of this moment, the VAT rate of the shop's country. Live stock is a
// stream of its own (shop.stock). Reads only; anyone may ask (shop.catalogue.read). Four statements.
import { DomainError } from "#server/kernel/errors.ts";
import { unitPriceOf } from "#server/kernel/unit-price.ts";
import type { Product } from "#server/modules/catalogue/contract.ts";
import { productBySlug } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { taxRateOf } from "#server/modules/tax/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "./list-products.ts";

/** Prices that include tax are shown with the rate of the house's own country; the order's country decides when buying. */
const homeCountry = "FR";

/**
 * A product on sale. Variants without a price in the channel are not for sale and left out.
 * Throws DomainError not_found `catalogue.product_not_found` when nothing is left.
 */
export async function viewProduct(db: Db, reader: Reader, slug: string): Promise<Product> {
  const [channel, { taxCategory, variants, ...product }] = await Promise.all([
    channelByCode(db, reader.channelCode),
    productBySlug(db, slug, reader.locale),
  ]);
  const [prices, taxRate] = await Promise.all([
    unitPrices(
      db,
      everybodys(channel),
      variants.map((v) => v.id),
      reader.now,
    ),
    taxRateOf(db, homeCountry, taxCategory, reader.now),
  ]);
  const offered = variants.flatMap(({ netContent, ...variant }) => {
    const quote = prices.get(variant.id);
    if (!quote) return [];
    return [
      { ...variant, price: quote.unit, compareAt: quote.prior, measurePrice: unitPriceOf(quote.unit, netContent) },
    ];
  });
  if (offered.length === 0) throw new DomainError("not_found", "catalogue.product_not_found", { slug });
  return { ...product, variants: offered, taxRate };
}
