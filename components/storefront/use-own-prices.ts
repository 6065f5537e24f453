"use client";
import { useLateQuery } from "#components/trpc/late-api.ts";
import type { OwnPrice } from "#server/modules/pricing/contract.ts";
import { useReader } from "./use-reader.ts";

export type { OwnPrice };

/** As many articles as one question may name. */
const most = 200;

/**
 * What articles cost the company that the reader buys for, by variant; undefined where everybody's price holds. It comes
 * late, because the page is the same for everybody; who buys for themselves is not asked about.
 */
export function useOwnPrices(variantIds: readonly string[]): (variantId: string) => OwnPrice | undefined {
  const company = useReader()?.buysFor;
  const asked = variantIds.slice(0, most);
  const prices = useLateQuery(company && asked.length > 0 ? `${company} ${asked.join()}` : null, ({ trpc }) =>
    trpc.account.companies.ownPrices.queryOptions({ variantIds: asked }, { staleTime: 60_000 }),
  );
  return (variantId) => (company ? prices?.find((price) => price.variantId === variantId) : undefined);
}
