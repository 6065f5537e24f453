// The promise on a product page: what delivering one piece costs at least, and when it would arrive. Reads only.
import { channelByCode } from "#server/modules/channels/index.ts";
import type { DeliveryPromise } from "#server/modules/fulfilment/contract.ts";
import { leavesTodayUntil, quoteShipping } from "#server/modules/fulfilment/index.ts";
import { quoteLines } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";

/** The cheapest way to bring one piece of a variant to a country, or null when it is not sold or not shipped there. */
export async function promiseDelivery(
  reader: { channelCode: string; locale: string },
  input: { variantId: string; country: string },
  now: Date,
): Promise<DeliveryPromise | null> {
  const channel = await channelByCode(db(), reader.channelCode);
  const variant = await db().variant.findFirst({
    where: { id: input.variantId, status: "active", product: { status: "active" } },
    select: { weightG: true },
  });
  const [quote] = await quoteLines(db(), channel.priceListId, [{ variantId: input.variantId, quantity: 1 }], now);
  if (!variant || !quote) return null;
  const methods = await quoteShipping(db(), {
    country: input.country,
    itemsMinor: quote.total.minor,
    weightG: variant.weightG ?? 0,
    currency: channel.currency,
    locale: reader.locale,
    now,
  });
  const cheapest = methods.reduce<(typeof methods)[number] | undefined>(
    (best, method) => (best && best.price.minor <= method.price.minor ? best : method),
    undefined,
  );
  if (!cheapest) return null;
  const { name, price, from, to } = cheapest;
  return { method: name, price, from, to, orderBefore: leavesTodayUntil(now)?.toISOString() ?? null };
}
