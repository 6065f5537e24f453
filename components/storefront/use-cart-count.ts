"use client";
import { useEffect } from "react";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { rememberVisitor, useKnownVisitor } from "./known-visitor.ts";

/** How many units are in the cart. Who never had one is not asked about. */
export function useCartCount(): number {
  const asked = useKnownVisitor();
  const cart = useLateQuery(asked ? "cart" : null, ({ trpc }) =>
    trpc.shop.cart.get.queryOptions(undefined, { staleTime: 60_000 }),
  );
  const count = cart?.itemCount ?? 0;
  useEffect(() => {
    if (count > 0) rememberVisitor();
  }, [count]);
  return count;
}
