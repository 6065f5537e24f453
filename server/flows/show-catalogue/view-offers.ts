// The offers of a product page as search engines read them: stock in bands as of this moment, shipping, returns.
// Reads only; anyone may ask (shop.catalogue.read). Five statements.
import { DomainError } from "#server/kernel/errors.ts";
import type { Offers } from "#server/modules/catalogue/showing-contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { activeMethods, withdrawalDays } from "#server/modules/fulfilment/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";
import { availabilityOf, shippingOf } from "./offer-terms.ts";

/** An order paid after the hour of departure leaves on the next working day (fulfilment: deliveryDates). */
const handlingDays = 1;

/** Variants without a price are left out. Throws DomainError not_found `catalogue.product_not_found` when none is left. */
export async function viewOffers(db: Db, reader: Reader, slug: string): Promise<Offers> {
  const [channel, variants] = await Promise.all([
    channelByCode(db, reader.channelCode),
    db.variant.findMany({
      where: { status: "active", product: { slug, status: "active" } },
      select: { id: true, sku: true, weightG: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
  ]);
  const ids = variants.map((v) => v.id);
  const [prices, stock, methods] = await Promise.all([
    unitPrices(db, everybodys(channel), ids, reader.now),
    sellableOf(db, ids, channel, reader.now),
    activeMethods(db, channel.currency),
  ]);
  const offered = variants.flatMap(({ id, sku, weightG }) => {
    const price = prices.get(id)?.unit;
    if (!price) return [];
    const terms = availabilityOf(stock.get(id), channel.plentyFrom);
    return [{ sku, ...terms, shipping: shippingOf(methods, { price, weightG }, reader.locale) }];
  });
  if (offered.length === 0) throw new DomainError("not_found", "catalogue.product_not_found", { slug });
  return {
    asOf: reader.now.toISOString(),
    handlingDays,
    returnDays: withdrawalDays,
    countries: [...new Set(methods.flatMap((method) => method.countries))].sort(),
    variants: offered,
  };
}
