import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { WireError } from "#server/kernel/errors.ts";
import type { CartView } from "#server/modules/sales/contract.ts";

/**
 * Changes of the basket go out one after the other, each with the version that the one before came back with: whoever
 * presses fast is never told that somebody else was faster.
 */
export const cartScope = { id: "cart" } as const;

const waiting = (client: QueryClient): number =>
  client
    .getMutationCache()
    .getAll()
    .filter((change) => change.options.scope?.id === cartScope.id && change.state.status === "pending").length;

/** Shows the cart that a change came back with; while more changes wait, what the shopper already sees of them stays. */
export async function showAnswer(client: QueryClient, key: QueryKey, cart: CartView): Promise<void> {
  // A reading that began before the change would put the old cart back.
  await client.cancelQueries({ queryKey: key });
  const more = waiting(client) > 1;
  client.setQueryData<CartView>(key, (shown) => (more && shown ? { ...shown, version: cart.version } : cart));
}

/** Shows the cart as it really is after a refusal: the one that came with it, or a newly read one. */
export function showTruth(client: QueryClient, key: QueryKey, refusal: WireError | null): void {
  const fresh = refusal?.fresh as CartView | undefined;
  if (refusal?.code === "sales.cart_changed" && fresh) client.setQueryData<CartView>(key, fresh);
  else void client.invalidateQueries({ queryKey: key });
}

/** What the cart will most likely look like; the server's answer replaces it. */
export function withQuantity(cart: CartView, lineId: string, quantity: number): CartView {
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

type Asked = { lineId: string; quantity: number };

/** A line's quantity, shown at once and sent in its turn. `send` is the API, `refused` hears why it was not done. */
export function quantityChange(
  client: QueryClient,
  key: QueryKey,
  send: (input: Asked & { version?: number }) => Promise<CartView>,
  refused: (error: unknown) => void,
) {
  const seen = () => client.getQueryData<CartView>(key);
  return {
    scope: cartScope,
    mutationFn: (asked: Asked) => {
      const version = seen()?.version;
      return send({ ...asked, ...(version !== undefined && { version }) });
    },
    onMutate: async ({ lineId, quantity }: Asked) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<CartView>(key, (cart) => cart && withQuantity(cart, lineId, quantity));
    },
    onSuccess: (cart: CartView) => showAnswer(client, key, cart),
    onError: refused,
  };
}
