"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { apiOf } from "#components/trpc/api.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { LinePreview } from "./cart-changes.ts";
import { cartMutation } from "./change-cart.ts";

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
  const locale = useLocale();
  const message = useErrorMessage();
  const tell = (error: unknown) => void toast({ tone: "danger", title: message(error) });
  const change = useMutation(cartMutation(apiOf(locale), tell));
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
