"use client";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { useKnownVisitor } from "./known-visitor.ts";

/**
 * Who reads, as far as a page shared by everybody may ask: signed in or not, what is on their list, for whom they buy.
 * Comes late; who is not known in this browser is not asked about.
 */
export function useReader() {
  const asked = useKnownVisitor();
  return useLateQuery(asked ? "reader" : null, ({ trpc }) =>
    trpc.shop.wishlist.mine.queryOptions(undefined, { staleTime: 300_000 }),
  );
}
