"use client";
import { useLateQuery } from "#components/trpc/late-api.ts";
import type { OwnPrice } from "#server/modules/pricing/contract.ts";
import { useWishlist } from "./use-wishlist.ts";

export type { OwnPrice };

/** As many articles as one question may name. */
const most = 200;

/**
 * What articles cost the company that the reader buys for, by variant; undefined where everybody's price holds. It comes
 * late, because the page is the same for everybody; who is not signed in here is not asked about.
 */
export function useOwnPrices(variantIds: readonly string[]): (variantId: string) => OwnPrice | undefined {
  const { signedIn } = useWishlist();
  const asked = variantIds.slice(0, most);
  const prices = useLateQuery(signedIn && asked.length > 0 ? asked.join() : null, ({ trpc }) =>
    trpc.account.companies.ownPrices.queryOptions({ variantIds: asked }, { staleTime: 60_000 }),
  );
  return (variantId) => prices?.find((price) => price.variantId === variantId);
}
