import { getLocale } from "next-intl/server";
import { emptyAddress, type KnownCustomer, usualMethod } from "#components/storefront/checkout-draft.ts";
import type { FirstAnswers } from "#components/storefront/first-answers.ts";
import { caller } from "#server/api/caller.ts";

/**
 * What checkout asks before anything is typed, answered with the page: ways to send and to pay, and the full cost, so that
 * nothing moves under the shopper's finger. Null when there is nothing to order, or an answer is missing: the page asks
 * then. Reads cookies: only under Suspense.
 */
export async function getFirstAnswers(customer: KnownCustomer): Promise<FirstAnswers | null> {
  const { shop } = await caller(await getLocale());
  const country = customer?.addresses[0]?.address.country ?? emptyAddress.country;
  const at = Date.now();
  try {
    const [countries, methods, { version }] = await Promise.all([
      shop.checkout.countries(),
      shop.checkout.shippingMethods({ country }),
      shop.cart.get(),
    ]);
    const method = usualMethod(methods, customer?.usual.shippingMethod);
    if (!method) return null;
    const [quote, points] = await Promise.all([
      shop.checkout.quote({ country, shippingMethod: method.code }),
      shop.cart.points({ version }),
    ]);
    const ways = await shop.checkout.paymentMethods({ totalMinor: quote.due.minor });
    return { at, country, countries, methods, shippingMethod: method.code, quote, ways, version, points };
  } catch {
    return null;
  }
}
