import { wireError } from "#components/trpc/error-message.ts";
import type { Api } from "#components/trpc/late-api.ts";
import { cartChange, showTruth } from "./cart-changes.ts";

/** A change of the basket through this client: shown at once, taken back when the server refuses, which `tell` hears. */
export function cartMutation({ client, queryClient, trpc }: Api, tell: (error: unknown) => void) {
  const key = trpc.shop.cart.get.queryKey();
  const refused = (error: unknown) => {
    showTruth(queryClient, key, wireError(error));
    tell(error);
  };
  const send = {
    add: (input: { variantId: string; quantity: number }) => client.shop.cart.add.mutate(input),
    setQuantity: (input: { lineId: string; quantity: number; version: number }) =>
      client.shop.cart.setQuantity.mutate(input),
    refusalOf: wireError,
  };
  // Shipping prices and totals depend on what is in the cart.
  const onSettled = () => void queryClient.invalidateQueries(trpc.shop.checkout.pathFilter());
  return { ...cartChange(queryClient, key, send, refused), onSettled };
}
