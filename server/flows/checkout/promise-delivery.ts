// The promise on a product page: what bringing one piece costs at least and when it would arrive, and where it may be
// collected. Reads only.
import { channelByCode } from "#server/modules/channels/index.ts";
import type { DeliveryPromise } from "#server/modules/fulfilment/contract.ts";
import { quoteShipping } from "#server/modules/fulfilment/index.ts";
import { everybodys, quoteLines } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";
import { factsOf, promiseBy } from "./tell-promise.ts";

/** The cheapest way to bring one piece of a variant to a country, and the stores that have it ready; null when it is not sold. */
export async function promiseDelivery(
  reader: { channelCode: string; locale: string },
  input: { variantId: string; country: string },
  now: Date,
): Promise<DeliveryPromise | null> {
  const { variantId, country } = input;
  const channel = await channelByCode(db(), reader.channelCode);
  const variant = await db().variant.findFirst({
    where: { id: variantId, status: "active", product: { status: "active" } },
    select: { weightG: true },
  });
  const [quote] = await quoteLines(db(), everybodys(channel), [{ variantId, quantity: 1 }], now);
  if (!variant || !quote) return null;
  const methods = await quoteShipping(db(), {
    country,
    itemsMinor: quote.total.minor,
    weightG: variant.weightG ?? 0,
    currency: channel.currency,
    locale: reader.locale,
  });
  const demands = [{ lineId: "one", variantId, quantity: 1 }];
  const facts = await factsOf(db(), channel, demands, now);
  const told = methods.flatMap((method) => {
    const answer = promiseBy(method, { channel, demands, facts, to: null, now });
    return typeof answer === "string" ? [] : [{ method, ...answer }];
  });
  const [delivery] = told
    .filter((one) => !one.method.pickup)
    .toSorted((a, b) => a.method.price.minor - b.method.price.minor);
  return {
    delivery: delivery
      ? {
          method: delivery.method.name,
          price: delivery.method.price,
          from: delivery.from,
          to: delivery.to,
          orderBefore: delivery.orderBefore,
        }
      : null,
    collect: methods.flatMap((method) => {
      const { pickup } = method;
      if (!pickup) return [];
      const at = told.find((one) => one.method === method);
      const { code, name, city } = pickup;
      return [{ code, name, city, on: at?.from ?? null, orderBefore: at?.orderBefore ?? null }];
    }),
  };
}
