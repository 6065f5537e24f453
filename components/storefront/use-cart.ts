"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import { cartChange, type LinePreview, showTruth } from "./cart-changes.ts";
import { useHydrated } from "./use-hydrated.ts";

/**
 * The shopper's cart, shared by every component that shows it. A part of the page may hydrate after the cart has arrived
 * elsewhere: it first shows what the server sent (no cart), or React would find two different pages.
 */
export function useCart() {
  const trpc = useTRPC();
  const hydrated = useHydrated();
  const query = useQuery(trpc.shop.cart.get.queryOptions(undefined, { staleTime: 60_000 }));
  return { ...query, data: hydrated ? query.data : undefined, error: hydrated ? query.error : null };
}

/** Changes to the cart: shown at once, taken back when the server refuses. */
export function useCartChanges() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const message = useErrorMessage();
  const key = trpc.shop.cart.get.queryKey();
  const refused = (error: unknown) => {
    showTruth(client, key, wireError(error));
    toast({ tone: "danger", title: message(error) });
  };
  // Shipping prices and totals depend on what is in the cart.
  const onSettled = () => void client.invalidateQueries(trpc.shop.checkout.pathFilter());
  const send = {
    add: (input: { variantId: string; quantity: number }) => api.shop.cart.add.mutate(input),
    setQuantity: (input: { lineId: string; quantity: number; version: number }) =>
      api.shop.cart.setQuantity.mutate(input),
    refusalOf: wireError,
  };
  const change = useMutation({ ...cartChange(client, key, send, refused), onSettled });
  return {
    /** So many more of an article; `preview` is what its new line shows until the server has answered. */
    add: (input: { variantId: string; quantity: number; preview?: LinePreview }, then?: { onSuccess: () => void }) =>
      change.mutate({ kind: "add", ...input }, then),
    /** A line's new quantity, 0 to remove it. */
    setQuantity: (variantId: string, quantity: number) => change.mutate({ kind: "set", variantId, quantity }),
    busy: change.isPending,
    done: change.isSuccess,
  };
}

export type CartData = NonNullable<ReturnType<typeof useCart>["data"]>;
export type CartLine = CartData["lines"][number];
