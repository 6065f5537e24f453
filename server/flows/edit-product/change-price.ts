// Staff change the site's price of a variant (catalogue.product.write): the price with its audit entry, and the event that
// makes the search index and cached pages look again. One advisory lock per price (list and variant).

import { productIdOfVariant, productsChanged } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { setPrice } from "#server/modules/pricing/index.ts";
import type { By } from "#server/platform/audit.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Sets the base price in major units of the site's list ("289.00"), with the price it is compared with or null.
 * Throws DomainError not_found `catalogue.variant_not_found`, invalid `pricing.price_invalid`.
 */
export async function changePrice(
  input: { variantId: string; price: string; compareAt: string | null },
  by: By,
): Promise<{ changed: boolean; productId: string }> {
  return inTx(async (tx) => {
    const channel = await channelByCode(tx, "web");
    const productId = await productIdOfVariant(tx, input.variantId);
    const { changed } = await setPrice(
      tx,
      {
        priceListId: channel.priceListId,
        variantId: input.variantId,
        unitPrice: input.price,
        compareAt: input.compareAt,
      },
      by,
    );
    if (changed) emit(tx, ...productsChanged([productId]));
    return { changed, productId };
  });
}
