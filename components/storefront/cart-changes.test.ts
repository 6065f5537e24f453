import { MutationObserver, QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { CartView } from "#server/modules/sales/contract.ts";
import { quantityChange, showTruth } from "./cart-changes.ts";

const eur = (minor: number) => ({ minor, currency: "EUR" });
const line = (id: string, quantity: number) => ({ id, quantity, unitPrice: eur(100), total: eur(100 * quantity) });
const cartOf = (version: number, quantity: number) =>
  ({
    version,
    lines: [line("a", quantity), line("b", 1)],
    subtotal: eur(0),
    itemCount: quantity + 1,
  }) as unknown as CartView;
const key = ["cart"];

/** A server with one cart, which refuses every version but its own. */
function serverOf(cart: CartView) {
  let now = cart;
  const conflicts: number[] = [];
  return {
    conflicts,
    elsewhere: (quantity: number) => {
      now = cartOf(now.version + 1, quantity);
    },
    get cart() {
      return now;
    },
    send: async (input: { lineId: string; quantity: number; version?: number }) => {
      await new Promise((done) => setTimeout(done, Math.random() * 3));
      if (input.version !== now.version) {
        conflicts.push(now.version);
        throw Object.assign(new Error("conflict"), { fresh: now });
      }
      now = cartOf(now.version + 1, input.quantity);
      return now;
    },
  };
}

function basket(start: CartView) {
  const client = new QueryClient();
  client.setQueryData(key, start);
  const server = serverOf(start);
  const refused = (error: unknown) =>
    showTruth(client, key, {
      code: "sales.cart_changed",
      details: {},
      requestId: "",
      fresh: (error as { fresh: CartView }).fresh,
    });
  const press = (quantity: number) =>
    new MutationObserver(client, quantityChange(client, key, server.send, refused)).mutate({ lineId: "a", quantity });
  const shown = () => client.getQueryData<CartView>(key) as CartView;
  return { client, server, press, shown };
}

describe("the basket's changes", () => {
  it("pressed fast follow each other: no conflict, the last one stands, nothing jumps back meanwhile", async () => {
    const { client, server, press, shown } = basket(cartOf(7, 1));
    const seen: number[] = [];
    client.getQueryCache().subscribe(() => seen.push(shown().lines[0]?.quantity ?? 0));
    await Promise.all([2, 3, 4, 5, 6].map(press));
    expect(server.conflicts).toEqual([]);
    expect(server.cart.version).toBe(12);
    expect([shown().version, shown().lines[0]?.quantity]).toEqual([12, 6]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("meeting another tab's change shows what is true, and goes on from there", async () => {
    const { server, press, shown } = basket(cartOf(1, 1));
    server.elsewhere(9);
    await expect(press(2)).rejects.toThrow("conflict");
    expect(server.conflicts).toEqual([2]);
    expect([shown().version, shown().lines[0]?.quantity]).toEqual([2, 9]);
    await press(3);
    expect([shown().version, shown().lines[0]?.quantity]).toEqual([3, 3]);
  });
});
