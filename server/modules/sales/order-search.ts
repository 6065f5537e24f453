// Finding orders by what somebody remembers of them. The words of an order are a copy beside it, written by the worker a
// moment after it was placed: an index for any part of any word is dear, and nobody who buys should wait for it.
import { type Db, Prisma } from "../../platform/db.ts";

/** Until here what was found is asked for by id; what more orders share is looked for from the newest on. */
const fewEnough = 1_000;

/** What `order_search.text` is made of: number, e-mail, names, purchase reference and SKUs. */
const wordsOf = Prisma.sql`lower(public.unaccent(concat_ws(' ', o.number, o.email, o.delivery_address ->> 'recipient',
  o.delivery_address ->> 'company', o.billing_address ->> 'recipient', o.billing_address ->> 'company',
  o.purchase_reference,
  (SELECT string_agg(l.sku, ' ' ORDER BY l.position) FROM sales_order_line l WHERE l.order_id = o.id))))`;

/**
 * Writes down what orders are found by; all of them (every night, should a change ever have been missed) unless some are
 * named. Says how many were out of date.
 */
export async function indexOrders(db: Db, orderIds?: readonly string[]): Promise<number> {
  return db.$executeRaw`
    INSERT INTO order_search AS s (order_id, text)
    SELECT o.id, ${wordsOf} FROM sales_order o
    WHERE ${orderIds ? Prisma.sql`o.id = ANY(${orderIds}::text[])` : Prisma.sql`true`} ORDER BY o.id
    ON CONFLICT (order_id) DO UPDATE SET text = excluded.text WHERE s.text <> excluded.text`;
}

/**
 * The condition for orders whose number, e-mail, names, purchase reference or SKUs hold a text, in any case and with or
 * without accents. An order is found by its whole number at once, by all else within a second or two.
 */
export async function foundBy(db: Db, text: string): Promise<Prisma.SalesOrderWhereInput> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<{ id: string; folded: string }[]>`
    SELECT id, lower(public.unaccent(${text})) AS folded FROM (
      SELECT id FROM sales_order WHERE number = upper(${text})
      UNION (SELECT order_id FROM order_search WHERE text LIKE lower(public.unaccent(${pattern})) LIMIT ${fewEnough + 1})
    ) found`;
  const [first] = rows;
  if (!first || rows.length <= fewEnough) return { id: { in: rows.map((row) => row.id) } };
  return { search: { text: { contains: first.folded } } };
}
