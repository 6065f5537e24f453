"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import { cartScope, quantityChange, showAnswer, showTruth } from "./cart-changes.ts";
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
  const add = useMutation(
    trpc.shop.cart.add.mutationOptions({
      scope: cartScope,
      onSuccess: (cart) => showAnswer(client, key, cart),
      onError: refused,
      onSettled,
    }),
  );
  const setQuantity = useMutation({
    ...quantityChange(client, key, (input) => api.shop.cart.setQuantity.mutate(input), refused),
    onSettled,
  });
  return { add, setQuantity };
}

export type CartData = NonNullable<ReturnType<typeof useCart>["data"]>;
export type CartLine = CartData["lines"][number];
