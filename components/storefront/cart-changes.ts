import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { WireError } from "#server/kernel/errors.ts";
import type { CartView } from "#server/modules/sales/contract.ts";

/**
 * Changes of the basket go out one after the other, each with the version that the one before came back with: whoever
 * presses fast is never told that somebody else was faster. What is shown is always the server's last answer with the
 * changes that still wait played on top of it.
 */
export const cartScope = { id: "cart" } as const;

/** What a line shows of an article before the server has answered. */
export type LinePreview = Pick<
  CartView["lines"][number],
  "sku" | "slug" | "name" | "options" | "media" | "unitPrice" | "compareAt" | "listed"
>;

/** A change as the shopper asked for it: a line's new quantity, or so many more of an article. */
export type Asked =
  | { kind: "set"; variantId: string; quantity: number }
  | { kind: "add"; variantId: string; quantity: number; preview?: LinePreview };

const isAsked = (value: unknown): value is Asked =>
  typeof value === "object" && value !== null && "kind" in value && (value.kind === "set" || value.kind === "add");

// Answered or refused already, though the library still counts them as pending for a moment.
const done = new WeakSet<Asked>();

/** The changes that the server has not answered yet, in the order in which they were asked for. */
const waiting = (client: QueryClient): Asked[] =>
  client
    .getMutationCache()
    .getAll()
    .filter((change) => change.options.scope?.id === cartScope.id && change.state.status === "pending")
    .sort((a, b) => a.mutationId - b.mutationId)
    .map((change) => change.state.variables)
    .filter((asked): asked is Asked => isAsked(asked) && !done.has(asked));

/** A cart with these lines; what the server alone can count stays until it has. */
function withLines(cart: CartView, lines: CartView["lines"]): CartView {
  const subtotal = { ...cart.subtotal, minor: lines.reduce((sum, line) => sum + line.total.minor, 0) };
  return { ...cart, lines, subtotal, itemCount: lines.reduce((sum, line) => sum + line.quantity, 0) };
}

/** What the cart will most likely look like; the server's answer replaces it. */
export function withChange(cart: CartView, asked: Asked): CartView {
  const { variantId } = asked;
  const there = cart.lines.find((line) => line.variantId === variantId);
  const quantity = asked.kind === "set" ? asked.quantity : (there?.quantity ?? 0) + asked.quantity;
  if (there) {
    const total = { ...there.total, minor: Math.round(there.unitPrice.minor * quantity) };
    const lines = cart.lines.map((line) => (line === there ? { ...line, quantity, total } : line));
    return withLines(
      cart,
      lines.filter((line) => line.quantity > 0),
    );
  }
  if (asked.kind === "set" || !asked.preview) return cart;
  const { unitPrice } = asked.preview;
  const total = { ...unitPrice, minor: Math.round(unitPrice.minor * quantity) };
  const unknown = { available: null, orderable: null, waiting: null, problem: null, returnExclusion: null };
  return withLines(cart, [
    ...cart.lines,
    { id: `new:${variantId}`, variantId, quantity, total, ...asked.preview, ...unknown },
  ]);
}

const unread = (currency: string): CartView => ({
  ...{ id: null, version: 0, currency, lines: [], itemCount: 0, coupon: null, holdsStock: false, holdExpiresAt: null },
  subtotal: { minor: 0, currency },
  discount: { minor: 0, currency },
});

// What the server last said, beside what is shown: versions and lines are taken from here.
const answers = new WeakMap<QueryClient, CartView>();

function show(client: QueryClient, key: QueryKey, cart: CartView): void {
  answers.set(client, cart);
  client.setQueryData<CartView>(key, waiting(client).reduce(withChange, cart));
}

/** Shows the cart that a change came back with, and on top of it what still waits. */
export async function showAnswer(client: QueryClient, key: QueryKey, cart: CartView): Promise<void> {
  // A reading that began before the change would put the old cart back.
  await client.cancelQueries({ queryKey: key });
  show(client, key, cart);
}

/** Shows the cart as it really is after a refusal: the one that came with it, or a newly read one. */
export function showTruth(client: QueryClient, key: QueryKey, refusal: WireError | null): void {
  const fresh = refusal?.code === "sales.cart_changed" ? (refusal.fresh as CartView | undefined) : undefined;
  const last = fresh ?? answers.get(client);
  if (last) show(client, key, last);
  if (!last) void client.resetQueries({ queryKey: key });
  else if (!fresh) void client.invalidateQueries({ queryKey: key });
}

type Send = {
  add(input: { variantId: string; quantity: number }): Promise<CartView>;
  setQuantity(input: { lineId: string; quantity: number; version: number }): Promise<CartView>;
  /** What the API answered instead, if it did. */
  refusalOf(error: unknown): WireError | null;
};

const quantityIn = (cart: CartView | undefined, variantId: string): number =>
  cart?.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;

/** A line's quantity, sent once more where another tab changed the cart but not this line: nothing of either is lost. */
async function sendQuantity(send: Send, seen: CartView, asked: Asked): Promise<CartView> {
  const attempt = (cart: CartView) => {
    const line = cart.lines.find(({ variantId }) => variantId === asked.variantId);
    // Gone already: what is left of the cart is the answer.
    if (!line) return Promise.resolve(cart);
    return send.setQuantity({ lineId: line.id, quantity: asked.quantity, version: cart.version });
  };
  try {
    return await attempt(seen);
  } catch (error) {
    const refusal = send.refusalOf(error);
    const fresh = refusal?.code === "sales.cart_changed" ? (refusal.fresh as CartView | undefined) : undefined;
    if (!fresh || quantityIn(fresh, asked.variantId) !== quantityIn(seen, asked.variantId)) throw error;
    return attempt(fresh);
  }
}

/**
 * A change of the basket, shown at once and sent in its turn; of several quantities of one line that wait, only the last
 * is sent. `refused` hears why one was not done.
 */
export function cartChange(client: QueryClient, key: QueryKey, send: Send, refused: (error: unknown) => void) {
  return {
    scope: cartScope,
    mutationFn: (asked: Asked): Promise<CartView> => {
      const seen = answers.get(client) ?? client.getQueryData<CartView>(key);
      const { variantId, quantity } = asked;
      if (asked.kind === "add") return send.add({ variantId, quantity });
      if (!seen) return Promise.reject(new Error("a line of a cart that nobody has read"));
      const all = waiting(client);
      const later = all.slice(all.indexOf(asked) + 1);
      const outdated = later.some((next) => next.kind === "set" && next.variantId === variantId);
      return outdated ? Promise.resolve(seen) : sendQuantity(send, seen, asked);
    },
    onMutate: async (asked: Asked) => {
      await client.cancelQueries({ queryKey: key });
      const shown = client.getQueryData<CartView>(key);
      // With nothing on its way before, what is shown is what the server said.
      const before = waiting(client)[0] === asked ? shown : answers.get(client);
      if (before) show(client, key, before);
      // Nobody has read the cart yet: what is being added is shown alone, until the answer brings the rest.
      else if (asked.kind === "add" && asked.preview) {
        client.setQueryData<CartView>(
          key,
          waiting(client).reduce(withChange, unread(asked.preview.unitPrice.currency)),
        );
      }
    },
    onSuccess: (cart: CartView, asked: Asked) => {
      done.add(asked);
      return showAnswer(client, key, cart);
    },
    onError: (error: unknown, asked: Asked) => {
      done.add(asked);
      refused(error);
    },
  };
}
