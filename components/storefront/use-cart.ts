"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
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
  const client = useQueryClient();
  const message = useErrorMessage();
  const key = trpc.shop.cart.get.queryKey();
  const settled = {
    onSuccess: (cart: CartData) => {
      client.setQueryData(key, cart);
      // Shipping prices and totals depend on what is in the cart.
      void client.invalidateQueries(trpc.shop.checkout.pathFilter());
    },
    onError: (error: unknown) => {
      void client.invalidateQueries({ queryKey: key });
      toast({ tone: "danger", title: message(error) });
    },
  };
  const add = useMutation(trpc.shop.cart.add.mutationOptions(settled));
  const setQuantity = useMutation(
    trpc.shop.cart.setQuantity.mutationOptions({
      ...settled,
      onMutate: async ({ lineId, quantity }) => {
        await client.cancelQueries({ queryKey: key });
        client.setQueryData(key, (cart: CartData | undefined) => cart && withQuantity(cart, lineId, quantity));
      },
    }),
  );
  return { add, setQuantity };
}

export type CartData = NonNullable<ReturnType<typeof useCart>["data"]>;
export type CartLine = CartData["lines"][number];

/** What the cart will most likely look like; the server's answer replaces it. */
function withQuantity(cart: CartData, lineId: string, quantity: number): CartData {
  const lines = cart.lines
    .map((line) =>
      line.id === lineId
        ? { ...line, quantity, total: { ...line.total, minor: Math.round(line.unitPrice.minor * quantity) } }
        : line,
    )
    .filter((line) => line.quantity > 0);
  const subtotal = { ...cart.subtotal, minor: lines.reduce((sum, line) => sum + line.total.minor, 0) };
  return { ...cart, lines, subtotal, itemCount: lines.reduce((sum, line) => sum + line.quantity, 0) };
}
