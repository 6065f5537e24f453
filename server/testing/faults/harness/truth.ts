// What must be true after every story: all of it once, none of it lost, and the books still add up.
import { expect } from "vitest";
import { expectBooksToHold } from "../../expect-books-to-hold.ts";
import type { Buyer } from "./buyer.ts";
import { eventually } from "./eventually.ts";
import type { FaultyShop } from "./shop.ts";

/** All that happened to one buyer, counted. */
export type Account = {
  orders: number;
  /** Orders by status, such as "confirmed". */
  status: string;
  /** Payments that the provider was asked for, and those that brought money. */
  payments: number;
  captured: number;
  owed: number;
  refunded: number;
  deliveries: number;
  invoices: number;
  confirmations: number;
  /** Pieces ordered, and pieces that stock keeps for them. */
  pieces: number;
  kept: number;
  /** Times the provider took money, and how much of it (minor units). */
  charges: number;
  charged: number;
  letters: number;
};

type Event = { type: string; data: { object: { amount_received: number; metadata: Record<string, string> } } };

/** Every time the provider took money, by its own account. */
async function takings(shop: FaultyShop) {
  const { data } = await shop.provider<{ data: Event[] }>("events");
  return data
    .filter((event) => event.type === "payment_intent.succeeded")
    .map(({ data: { object } }) => ({
      amount: object.amount_received,
      order: object.metadata.order_number ?? "",
      payment: object.metadata.payment_id ?? "",
    }));
}

export async function accountOf(shop: FaultyShop, buyer: Buyer): Promise<Account> {
  const [row] = await shop.sql<Omit<Account, "charges" | "charged" | "letters"> & { numbers: string[] }>(
    `WITH o AS (SELECT * FROM sales_order WHERE email = $1),
       live AS (SELECT * FROM o WHERE status NOT IN ('expired', 'cancelled'))
     SELECT (SELECT count(*)::int FROM o) AS orders,
       (SELECT coalesce(string_agg(status, ' ' ORDER BY placed_at), '') FROM o) AS status,
       (SELECT count(*)::int FROM payment p JOIN o ON o.id = p.order_id) AS payments,
       (SELECT coalesce(sum(captured_minor), 0)::int FROM payment p JOIN o ON o.id = p.order_id) AS captured,
       (SELECT coalesce(sum(refunded_minor), 0)::int FROM payment p JOIN o ON o.id = p.order_id) AS refunded,
       (SELECT coalesce(array_agg(number), '{}') FROM o) AS numbers,
       (SELECT coalesce(sum(total_minor), 0)::int FROM live) AS owed,
       (SELECT count(*)::int FROM delivery d JOIN o ON o.id = d.order_id) AS deliveries,
       (SELECT count(*)::int FROM invoice i JOIN o ON o.id = i.order_id WHERE i.kind = 'invoice') AS invoices,
       (SELECT count(*)::int FROM order_event e JOIN o ON o.id = e.order_id WHERE e.type = 'confirmed') AS confirmations,
       (SELECT coalesce(sum(l.quantity), 0)::int FROM sales_order_line l JOIN live ON live.id = l.order_id
          WHERE l.kind = 'product') AS pieces,
       (SELECT coalesce(sum(r.quantity), 0)::int FROM reservation r JOIN o ON o.id = r.order_id
          WHERE r.status IN ('held', 'committed')) AS kept`,
    [buyer.email],
  );
  if (!row) throw new Error("no account");
  const { numbers, ...account } = row;
  const charges = (await takings(shop)).filter(({ order }) => numbers.includes(order));
  return {
    ...account,
    charges: charges.length,
    charged: charges.reduce((sum, charge) => sum + charge.amount, 0),
    // A letter that was taken when its sender died is handed over again under its number (RFC 5322, Message-ID).
    letters: new Set(shop.mail.lettersTo(buyer.email).map(({ id }) => id)).size,
  };
}

/** An order that was paid: everything exactly once, and the figures are one figure. Within the promised minute. */
export async function expectPaidOnce(shop: FaultyShop, buyer: Buyer, pieces = 1): Promise<void> {
  let account: Account | undefined;
  await eventually("the paid order is worked off", async () => {
    account = await accountOf(shop, buyer);
    return account.status === "confirmed" && account.deliveries > 0 && account.invoices > 0 && account.letters > 0;
  }).catch((error: unknown) => {
    console.error(account, buyer.heard, shop.web.lastWords, shop.worker.lastWords);
    throw error;
  });
  const { owed, ...counted } = await accountOf(shop, buyer);
  expect(counted).toEqual({
    orders: 1,
    status: "confirmed",
    payments: 1,
    captured: owed,
    refunded: 0,
    deliveries: 1,
    invoices: 1,
    confirmations: 1,
    pieces,
    kept: pieces,
    charges: 1,
    charged: owed,
    letters: 1,
  });
}

/** An order that nobody paid yet: it and its hold, once, and nothing that follows from paying. */
export async function expectPlacedOnce(shop: FaultyShop, buyer: Buyer, pieces = 1): Promise<void> {
  expect(await accountOf(shop, buyer)).toMatchObject({
    orders: 1,
    status: "awaiting_payment",
    payments: 1,
    captured: 0,
    deliveries: 0,
    confirmations: 0,
    pieces,
    kept: pieces,
    charges: 0,
    letters: 0,
  });
}

/** A buyer who got nothing left nothing behind. */
export async function expectNoTrace(shop: FaultyShop, buyer: Buyer): Promise<void> {
  expect(await accountOf(shop, buyer)).toMatchObject({ orders: 0, payments: 0, kept: 0, charges: 0, letters: 0 });
}

/** Everything due is done, nothing died, and stock follows from its moves and promises. */
export async function expectShopToHold(shop: FaultyShop): Promise<void> {
  await eventually("every job that is due is done", async () => {
    const [row] = await shop.sql<{ due: number }>(
      `SELECT (SELECT count(*)::int FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts)
         + (SELECT count(*)::int FROM outbox_pending) AS due`,
    );
    return row?.due === 0;
  });
  // One that died in the hands of its worker and was asked for anew meanwhile, or that runs every minute, has no error.
  const dead = await shop.sql(
    `SELECT task_identifier, last_error FROM graphile_worker.jobs
     WHERE attempts >= max_attempts AND last_error IS NOT NULL`,
  );
  expect(dead, "dead letters").toEqual([]);
  await eventually("every webhook is worked off", async () => {
    const [row] = await shop.sql<{ left: number }>(
      "SELECT count(*)::int AS left FROM webhook_inbox WHERE processed_at IS NULL",
    );
    return row?.left === 0;
  });
  await expectBooksToHold();
  const halves = await shop.sql(
    `SELECT o.number FROM sales_order o WHERE NOT EXISTS (SELECT FROM sales_order_line l WHERE l.order_id = o.id)
       OR NOT EXISTS (SELECT FROM payment p WHERE p.order_id = o.id AND p.amount_minor > 0) AND o.total_minor > 0
       OR o.status = 'confirmed' AND NOT EXISTS (SELECT FROM payment p WHERE p.order_id = o.id AND p.captured_minor > 0)`,
  );
  expect(halves, "orders that are only half there").toEqual([]);
  // Both ways: no money at the provider that we do not know of, none with us that the provider did not take.
  const ours = await shop.sql<{ payment: string; amount: number }>(
    "SELECT id AS payment, captured_minor::int AS amount FROM payment WHERE captured_minor > 0 AND provider = 'sandbox'",
  );
  const known = new Map(ours.map(({ payment, amount }) => [payment, amount]));
  const theirs = await takings(shop);
  expect(
    theirs.filter(({ payment, amount }) => known.get(payment) !== amount),
    "money we do not know of",
  ).toEqual([]);
  expect(new Set(theirs.map(({ payment }) => payment)).size, "each payment is taken once").toBe(theirs.length);
}
