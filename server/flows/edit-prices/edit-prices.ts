// Staff write the prices of a list (pricing.list.write) and read them beside what everybody pays (pricing.list.read). Each
// change is one transaction with its audit entry; what a channel sells by is told to index and cached pages. One advisory
// lock per price (list and variant).
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { Page } from "#server/kernel/page.ts";
import { productIdOfVariant, productsChanged } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { ListPriceRow, PriceTerms } from "#server/modules/pricing/contract-lists.ts";
import {
  addPrice,
  changePrice,
  everybodys,
  listPrices,
  removePrice,
  unitPrices,
} from "#server/modules/pricing/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

/** A page of a list's prices, each with what everybody pays for one in the shop. Four statements. */
export async function readListPrices(
  asked: { priceListId: string; query?: string | undefined; cursor?: string | undefined; limit: number },
  reader: { channelCode: string; locale: Locale },
  now: Date,
): Promise<Page<ListPriceRow>> {
  const [page, channel] = await Promise.all([
    listPrices(db(), asked, reader.locale, now),
    channelByCode(db(), reader.channelCode),
  ]);
  const ids = [...new Set(page.items.map(({ variantId }) => variantId))];
  const everybodyPays = await unitPrices(db(), everybodys(channel), ids, now);
  return {
    ...page,
    items: page.items.map((row) => {
      const everybody = everybodyPays.get(row.variantId)?.unit;
      return { ...row, everybody: everybody?.currency === row.price.currency ? everybody : null };
    }),
  };
}

/** Everybody's pages and the index look again; a company's list is in none of them. */
async function tellShop(tx: Tx, priceListId: string, variantId: string): Promise<void> {
  const sells = await tx.channel.count({ where: { priceListId } });
  if (sells > 0) emit(tx, ...productsChanged([await productIdOfVariant(tx, variantId)]));
}

/** Puts a price of an article on a list. Throws DomainError not_found `catalogue.variant_not_found`, and as `addPrice`. */
export const putOnList = (input: PriceTerms & { priceListId: string; sku: string }, by: By): Promise<void> =>
  inTx(async (tx) => {
    const { sku, ...terms } = input;
    const variant = await tx.variant.findFirst({
      where: { sku: { equals: sku, mode: "insensitive" } },
      select: { id: true },
    });
    if (!variant) throw new DomainError("not_found", "catalogue.variant_not_found", { sku });
    await addPrice(tx, { ...terms, variantId: variant.id }, by);
    await tellShop(tx, input.priceListId, variant.id);
  });

type Seen = { priceListId: string; id: string; version: number };

/** Changes a price of a list. Throws as the module's `changePrice`. */
export const changeOnList = (input: PriceTerms & Seen, by: By): Promise<void> =>
  inTx(async (tx) => {
    const { variantId } = await changePrice(tx, input, by);
    await tellShop(tx, input.priceListId, variantId);
  });

/** Takes a price off a list. Throws as the module's `removePrice`. */
export const takeOffList = (input: Seen, by: By): Promise<void> =>
  inTx(async (tx) => {
    const { variantId } = await removePrice(tx, input, by);
    await tellShop(tx, input.priceListId, variantId);
  });
