import { MutationObserver, QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { CartView } from "#server/modules/sales/contract.ts";
import { type Asked, cartChange, showTruth } from "./cart-changes.ts";

const eur = (minor: number) => ({ minor, currency: "EUR" });
const line = (id: string, variantId: string, quantity: number) =>
  ({ id, variantId, quantity, unitPrice: eur(100), total: eur(100 * quantity) }) as CartView["lines"][number];
const cartOf = (version: number, quantities: Record<string, number>) => {
  const lines = Object.entries(quantities).map(([variantId, quantity]) => line(`l-${variantId}`, variantId, quantity));
  const itemCount = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return { version, lines, subtotal: eur(itemCount * 100), itemCount } as unknown as CartView;
};
const key = ["cart"];
const preview = { sku: "C", slug: "c", name: "C", options: "", media: null, unitPrice: eur(100), compareAt: null };
const conflict = (fresh: CartView) =>
  Object.assign(new Error("conflict"), { wire: { code: "sales.cart_changed", details: {}, requestId: "", fresh } });
const refusalOf = (error: unknown) => (error as { wire?: ReturnType<typeof conflict>["wire"] }).wire ?? null;

/** A server with one cart, which refuses every version but its own. */
function serverOf(version: number, start: Record<string, number>) {
  let now = version;
  const held = { ...start };
  const seen: string[] = [];
  const cart = () => cartOf(now, held);
  const pause = () => new Promise((done) => setTimeout(done, Math.random() * 3));
  const put = (variantId: string, quantity: number) => {
    if (quantity > 0) held[variantId] = quantity;
    else delete held[variantId];
    now++;
    return cart();
  };
  return {
    seen,
    cart,
    elsewhere: put,
    full: false,
    async add({ variantId, quantity }: { variantId: string; quantity: number }) {
      await pause();
      if (this.full) throw new Error("stock.not_enough");
      seen.push(`add ${variantId} ${quantity}`);
      return put(variantId, (held[variantId] ?? 0) + quantity);
    },
    async setQuantity({ lineId, quantity, version }: { lineId: string; quantity: number; version: number }) {
      await pause();
      if (version !== now) throw conflict(cart());
      const variantId = lineId.slice(2);
      if (!held[variantId]) throw new Error(`no line ${lineId}`);
      seen.push(`set ${variantId} ${quantity}`);
      return put(variantId, quantity);
    },
    refusalOf,
  };
}

function basket(start: Record<string, number>) {
  const client = new QueryClient();
  const server = serverOf(1, start);
  client.setQueryData(key, server.cart());
  const told: unknown[] = [];
  const refused = (error: unknown) => {
    told.push(error);
    showTruth(client, key, refusalOf(error));
  };
  const ask = (asked: Asked) =>
    new MutationObserver(client, cartChange(client, key, server, refused)).mutate(asked).catch(() => {});
  const shown = () => client.getQueryData<CartView>(key) as CartView;
  const quantities = () => Object.fromEntries(shown().lines.map((each) => [each.variantId, each.quantity]));
  return {
    ...{ client, server, told, shown, quantities },
    set: (variantId: string, quantity: number) => ask({ kind: "set", variantId, quantity }),
    add: (variantId: string) => ask({ kind: "add", variantId, quantity: 1, preview }),
  };
}

const soon = () => new Promise((done) => setTimeout(done, 0));

describe("the basket's changes", () => {
  it("pressed fast: in order, no conflict, what was overtaken is not sent, nothing jumps back meanwhile", async () => {
    const { client, server, set, shown, quantities, told } = basket({ a: 1, b: 1 });
    const seen: number[] = [];
    client.getQueryCache().subscribe(() => seen.push(quantities().a ?? 0));
    await Promise.all([2, 3, 4, 5, 6].map((quantity) => set("a", quantity)));
    expect(told).toEqual([]);
    expect(server.seen.at(-1)).toBe("set a 6");
    expect(server.seen.length).toBeLessThanOrEqual(2);
    expect([shown().version, quantities()]).toEqual([server.cart().version, { a: 6, b: 1 }]);
    expect(seen).toEqual([...seen].sort((x, y) => x - y));
  });

  it("shows an addition at once, and lets its line be changed and removed before it was answered", async () => {
    const { server, add, set, quantities, shown } = basket({ a: 1 });
    const all = [add("c"), add("c")];
    await soon();
    expect(quantities()).toEqual({ a: 1, c: 2 });
    expect(shown()).toMatchObject({ itemCount: 3, subtotal: eur(300) });
    all.push(set("c", 5), set("a", 0));
    await Promise.all(all);
    expect(server.seen).toEqual(["add c 1", "add c 1", "set c 5", "set a 0"]);
    expect([quantities(), shown().lines[0]?.id]).toEqual([{ c: 5 }, "l-c"]);
  });

  it("shows an addition before the cart was ever read, and takes it back when it is refused", async () => {
    const { client, server, add, quantities } = basket({ a: 1 });
    client.removeQueries({ queryKey: key });
    const all = [add("c"), add("c")];
    await soon();
    expect(quantities()).toEqual({ c: 2 });
    await Promise.all(all);
    expect(quantities()).toEqual({ a: 1, c: 2 });

    const other = basket({});
    other.client.removeQueries({ queryKey: key });
    other.server.full = true;
    await other.add("c");
    expect([other.shown(), other.told.length, server.seen.length]).toEqual([undefined, 1, 2]);
  });

  it("takes back what was refused, says why, and keeps what was asked for besides", async () => {
    const { server, add, set, quantities, told } = basket({ a: 1 });
    server.full = true;
    await Promise.all([add("c"), set("a", 2)]);
    expect(told).toHaveLength(1);
    expect([quantities(), server.seen]).toEqual([{ a: 2 }, ["set a 2"]]);
  });

  it("goes on from the fresh cart where another tab changed another line: both changes stand", async () => {
    const { server, set, quantities, told } = basket({ a: 1, b: 1 });
    server.elsewhere("b", 7);
    await set("a", 2);
    expect([told, quantities()]).toEqual([[], { a: 2, b: 7 }]);
  });

  it("shows what is true where another tab changed the same line, and goes on from there", async () => {
    const { server, set, quantities, told } = basket({ a: 1, b: 1 });
    server.elsewhere("a", 9);
    await set("a", 2);
    expect([told.length, quantities()]).toEqual([1, { a: 9, b: 1 }]);
    await set("a", 3);
    expect([told.length, quantities()]).toEqual([1, { a: 3, b: 1 }]);
  });
});
