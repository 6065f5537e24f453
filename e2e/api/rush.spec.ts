// The rush: two hundred buyers over HTTP for a hundred pieces.
import { ApiVisitor } from "../support/api.ts";
import { orderInput, type Placed, stockExactly } from "../support/goods.ts";
import { ledgerDifferences, sqlRow } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const buyers = 200;
const pieces = 100;
const sku = "MC-MOU-TOTEM-NOI-SEL";

test(`${buyers} concurrent buyers of ${pieces} pieces make exactly ${pieces} orders`, async () => {
  const variant = await stockExactly(sku, pieces);
  const mailbox = `rush.${crypto.randomUUID().slice(0, 8)}`;
  // Baskets hold nothing: all two hundred may put the last piece in theirs.
  const ready = await inBatches(20, buyers, async (i) => {
    const visitor = new ApiVisitor();
    await visitor.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
    return { visitor, input: await orderInput(visitor, `${mailbox}.${i}@example.com`) };
  });
  const answers = await Promise.all(
    ready.map(({ visitor, input }) => visitor.tryMutate<Placed>("shop.checkout.placeOrder", input)),
  );
  const placed = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status !== 200);
  expect([...new Set(refused.map(({ status, wire }) => `${status} ${wire?.code}`))]).toEqual(["409 stock.not_enough"]);
  expect(placed).toHaveLength(pieces);
  expect(new Set(placed.map(({ data }) => data.number)).size).toBe(pieces);
  const truth = await sqlRow<{ orders: number; held: number; left: number }>(
    `SELECT (SELECT count(*)::int FROM sales_order WHERE email LIKE $2 || '.%') AS orders,
       (SELECT sum(quantity)::int FROM reservation r JOIN sales_order o ON o.id = r.order_id
        WHERE r.variant_id = $1 AND r.status = 'held' AND o.email LIKE $2 || '.%') AS held,
       (SELECT sum(on_hand - reserved)::int FROM stock_level WHERE variant_id = $1) AS left`,
    [variant.id, mailbox],
  );
  expect(truth).toEqual({ orders: pieces, held: pieces, left: 0 });
  expect(await ledgerDifferences()).toEqual([]);
  // A shopper who gives up puts the piece back on sale.
  const [first] = placed;
  await new ApiVisitor().mutate("shop.checkout.giveUp", { token: first?.data.token });
  const again = await sqlRow<{ left: number }>(
    "SELECT sum(on_hand - reserved)::int AS left FROM stock_level WHERE variant_id = $1",
    [variant.id],
  );
  expect(again.left).toBe(1);
});

test("pressing twice is one order", async () => {
  const variant = await stockExactly("MC-MOU-TOTEM-NOI-POI", 10);
  const visitor = new ApiVisitor();
  await visitor.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const input = await orderInput(visitor, `twice.${crypto.randomUUID().slice(0, 8)}@example.com`);
  const key = crypto.randomUUID();
  const place = () => visitor.tryMutate<Placed>("shop.checkout.placeOrder", input, key);
  const answers = await Promise.all([place(), place(), place()]);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const later = await visitor.mutate<Placed>("shop.checkout.placeOrder", input, key);
  for (const { status, data } of answers) if (status === 200) expect(data.number).toBe(later.number);
  const { orders } = await sqlRow<{ orders: number }>(
    "SELECT count(*)::int AS orders FROM sales_order WHERE email = $1",
    [input.email],
  );
  expect(orders).toBe(1);
});

/** Results of `work` for 0 … count − 1, so many at once. */
async function inBatches<T>(atOnce: number, count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const size = Math.min(atOnce, count - from);
    results.push(...(await Promise.all(Array.from({ length: size }, (_, i) => work(from + i)))));
  }
  return results;
}
