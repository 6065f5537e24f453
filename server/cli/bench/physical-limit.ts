// The physical limit: the rows that an order must leave behind, written by one transaction of plain SQL over a pool of the
// shop's own size. No reading, no rule, no price, no framework: what PostgreSQL and this driver can do on this machine.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import type { Basket, Outcome } from "./buyers.ts";

export const openPool = (): pg.Pool => {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL });
  // Whatever ends the run stops the database too: that is not the error to be told of.
  pool.on("error", () => {});
  return pool;
};

export type Places = { channelId: string; locationId: string };

/** Where the baskets of the bench are sold and stocked. */
export async function readPlaces(pool: pg.Pool): Promise<Places> {
  const { rows } = await pool.query<Places>(
    `SELECT c.id AS "channelId", l.id AS "locationId" FROM channel c, location l WHERE c.code = 'web' AND l.code = 'WH-LYON'`,
  );
  if (!rows[0]) throw new Error("the bench's shop has no channel or no warehouse");
  return rows[0];
}

/** Runs one statement of a transaction; how many rows it changed. */
type Run = (name: string, text: string, values: unknown[]) => Promise<number | null>;

/** Prepared once per connection, as a driver does it best. */
const plainly =
  (client: pg.PoolClient): Run =>
  async (name, text, values) =>
    (await client.query({ name, text, values })).rowCount;

type Written = { id: string; line: string };

/** What an order leaves behind, its stock aside. */
async function writeOrder(run: Run, basket: Basket, { channelId }: Places): Promise<Written> {
  const id = `ord_${randomUUID()}`;
  const line = `orl_${randomUUID()}`;
  await run(
    "key",
    `INSERT INTO idempotency_key (scope, endpoint, key, request_hash, response) VALUES ($1, 'bench', $2, 'hash', $3)`,
    [basket.token, id, JSON.stringify({ orderId: id, number: id, paymentId: id })],
  );
  await run(
    "order",
    `INSERT INTO sales_order (id, number, channel_id, cart_id, access_hash, email, locale, currency, status, tax_included,
       items_minor, shipping_minor, net_minor, tax_minor, total_minor, shipping_method_code, shipping_method_name,
       billing_address, delivery_address, hold_expires_at, updated_at)
     VALUES ($1, 'B-' || nextval('number_order'), $2, $3, $1, 'anne@example.com', 'fr', 'EUR', 'awaiting_payment', true,
       4000, 590, 3825, 765, 4590, 'home', 'À domicile', $4, $4, now() + interval '35 minutes', now())`,
    [
      id,
      channelId,
      basket.cartId,
      JSON.stringify({
        recipient: "Anne Martin",
        line1: "12 rue des Martyrs",
        postcode: "75009",
        city: "Paris",
        country: "FR",
      }),
    ],
  );
  await run(
    "lines",
    `INSERT INTO sales_order_line (id, order_id, position, kind, variant_id, sku, name, quantity, unit_price, tax_category,
       tax_rate, net_minor, tax_minor, gross_minor)
     VALUES ($1, $2, 0, 'product', $3, 'BENCH', 'Article', 1, 40, 'standard', 0.2, 3333, 667, 4000),
       ($1 || 's', $2, 1, 'shipping', NULL, NULL, 'À domicile', 1, 5.9, 'standard', 0.2, 492, 98, 590)`,
    [line, id, basket.variantId],
  );
  await run("timeline", `INSERT INTO order_event (id, order_id, type, data) VALUES ($1, $2, 'placed', '{}')`, [
    `oev_${randomUUID()}`,
    id,
  ]);
  await run(
    "payment",
    `INSERT INTO payment (id, order_id, provider, status, currency, amount_minor, idempotency_key, session_ref, redirect_url, updated_at)
     VALUES ($1, $2, 'sandbox', 'pending', 'EUR', 4590, $1, $1, 'https://pay.example/', now())`,
    [`pay_${randomUUID()}`, id],
  );
  await run("cart", `UPDATE cart SET status = 'converted', version = version + 1 WHERE id = $1`, [basket.cartId]);
  await run(
    "events",
    `INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
     VALUES ($1, 'sales.order.placed', 'order', $2, '{}'), ($1 || 's', 'stock.levels.changed', 'stock', $3, '{}')`,
    [`evt_${randomUUID()}`, id, basket.variantId],
  );
  return { id, line };
}

/** How stock is taken: the statement that decides. False: nothing left. */
export type TakeStock = (client: pg.PoolClient, basket: Basket, places: Places) => Promise<boolean>;

const raiseLevel = `UPDATE stock_level SET reserved = reserved + 1, updated_at = now()
  WHERE variant_id = $1 AND location_id = $2 AND on_hand - reserved >= 1`;

/** The shop's design: one row per article and place, raised under its condition. */
export const takeFromLevel: TakeStock = async (client, basket, { locationId }) =>
  (await plainly(client)("level", raiseLevel, [basket.variantId, locationId])) === 1;

async function writeReservation(run: Run, basket: Basket, { locationId }: Places, order: Written): Promise<void> {
  await run(
    "reservation",
    `INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, quantity, status, expires_at)
     VALUES ($1, $2, $3, $4, $5, 1, 'held', now() + interval '35 minutes')`,
    [`rsv_${randomUUID()}`, basket.variantId, locationId, order.id, order.line],
  );
}

/** The same rows by the same statements, through the client that the shop uses: what its way to the database costs. */
export function writeThroughClient(places: Places, basket: Basket): Promise<Outcome> {
  return db()
    .$transaction(async (tx) => {
      const run: Run = (_, text, values) => tx.$executeRawUnsafe(text, ...values);
      const order = await writeOrder(run, basket, places);
      await writeReservation(run, basket, places, order);
      const taken = (await run("level", raiseLevel, [basket.variantId, places.locationId])) === 1;
      if (!taken) throw new SoldOut();
      return "won" as const;
    })
    .catch((error: unknown): Outcome => {
      if (error instanceof SoldOut) return "lost";
      throw error;
    });
}
class SoldOut extends Error {}

export type Design = {
  /** Asked before anything is written; false ends the attempt. */
  look?: TakeStock;
  /** Within the transaction and before everything else. */
  first?: TakeStock;
  /** Within the transaction, with nothing after it but COMMIT. */
  last?: TakeStock;
};

/** One order by nothing but its rows. Where the design takes the stock decides how long the hot row stays locked. */
export async function writeMinimalOrder(
  pool: pg.Pool,
  places: Places,
  basket: Basket,
  design: Design = { last: takeFromLevel },
): Promise<Outcome> {
  const client = await pool.connect();
  try {
    if (design.look && !(await design.look(client, basket, places))) return "lost";
    await client.query("BEGIN");
    if (design.first && !(await design.first(client, basket, places))) {
      await client.query("ROLLBACK");
      return "lost";
    }
    const order = await writeOrder(plainly(client), basket, places);
    await writeReservation(plainly(client), basket, places, order);
    const taken = !design.last || (await design.last(client, basket, places));
    await client.query(taken ? "COMMIT" : "ROLLBACK");
    return taken ? "won" : "lost";
  } finally {
    client.release();
  }
}
