// The demo shop, many times over: its words, options, features, prices and stock are those of a real shop, its size of a large one.
import { seed } from "#prisma/seed/index.ts";
import { indexOrders } from "#server/modules/sales/index.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";

type Copy = {
  table: string;
  /** Columns that tell one copy from another: ids, and what points to them. */
  own: readonly string[];
  /** Columns that are worked out anew (n is the number of the copy), as SQL. */
  set?: Record<string, string>;
};

const catalogue: readonly Copy[] = [
  { table: "product", own: ["id", "slug"], set: { import_key: "NULL", name: numbered("name") } },
  { table: "product_category", own: ["product_id"] },
  { table: "product_attribute", own: ["product_id"] },
  { table: "product_media", own: ["product_id"] },
  { table: "product_option", own: ["id", "product_id"] },
  { table: "option_value", own: ["id", "option_id"] },
  { table: "variant", own: ["id", "product_id", "sku"], set: { gtin: "NULL" } },
  { table: "variant_option_value", own: ["variant_id", "option_id", "option_value_id"] },
  { table: "variant_media", own: ["variant_id"] },
  { table: "price_list_item", own: ["id", "variant_id"] },
  { table: "price_change", own: ["item_id", "variant_id"] },
  { table: "stock_level", own: ["variant_id"], set: { reserved: "0", backordered: "0" } },
  { table: "stock_move", own: ["id", "variant_id"] },
];

function numbered(column: string): string {
  return `jsonb_build_object('fr', (${column} ->> 'fr') || ' ' || n, 'en', (${column} ->> 'en') || ' ' || n)`;
}

/** The customer who bought most: so many orders are theirs, the others are guests'. */
export const busiestEmail = "client@demo.comptoir.example";
const ordersOfBusiest = 5_000;

const theirs = (column: string) =>
  `CASE WHEN email = '${busiestEmail}' AND n <= ${ordersOfBusiest} / greatest(1, (SELECT count(*) FROM sales_order WHERE email = '${busiestEmail}')) THEN ${column} END`;

const earlier = (column: string) => ({ [column]: `${column} - n * interval '11 minutes'` });

const orders: readonly Copy[] = [
  {
    table: "sales_order",
    own: ["id", "number", "access_hash"],
    set: { cart_id: "NULL", partner_id: theirs("partner_id"), user_id: theirs("user_id"), ...earlier("placed_at") },
  },
  { table: "sales_order_line", own: ["id", "order_id"] },
  { table: "order_event", own: ["id", "order_id"], set: earlier("occurred_at") },
  { table: "payment", own: ["id", "order_id", "idempotency_key", "session_ref", "intent_ref", "moved_by_id"] },
  { table: "delivery", own: ["id", "number", "order_id"], set: earlier("created_at") },
  { table: "delivery_line", own: ["id", "delivery_id", "order_line_id"] },
  {
    table: "invoice",
    own: ["id", "number", "order_id"],
    set: { sequence_no: "sequence_no + n * 1000", ...earlier("created_at") },
  },
  { table: "invoice_line", own: ["id", "invoice_id", "order_line_id"] },
  {
    table: "journal_entry",
    own: ["id", "document_id", "order_id", "reverses_id"],
    set: { sequence_no: "sequence_no + n * 10000" },
  },
  { table: "journal_line", own: ["entry_id"] },
  { table: "customer_return", own: ["id", "number", "order_id", "replacement_id"], set: earlier("created_at") },
  { table: "return_line", own: ["id", "return_id", "order_line_id", "replacement_line_id"] },
];

const tickets: readonly Copy[] = [
  { table: "ticket", own: ["id", "number", "access_hash"], set: earlier("last_message_at") },
  { table: "ticket_message", own: ["id", "ticket_id", "external_id"] },
];

const points: readonly Copy[] = [{ table: "loyalty_entry", own: ["id", "order_id"], set: earlier("created_at") }];

/** Copies every row of a table, rows that came from nowhere else: the constraints of the demo hold for its copies. */
async function multiply(tx: Tx, { table, own, set = {} }: Copy, copies: number): Promise<void> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} AND is_generated = 'NEVER' AND is_identity = 'NO'
      AND coalesce(column_default, '') NOT LIKE 'nextval%' ORDER BY ordinal_position`;
  const names = rows.map((row) => row.name);
  const of = (name: string) => set[name] ?? (own.includes(name) ? `${name} || '-' || n` : name);
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${names.join(", ")}) SELECT ${names.map(of).join(", ")} FROM ${table}, generate_series(1, $1::int) AS n`,
    copies,
  );
}

async function grow(counted: string, most: number, tables: readonly Copy[]): Promise<number> {
  return db().$transaction(
    async (tx) => {
      const [row] = await tx.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${counted}`);
      const copies = Math.floor(most / (row?.n ?? 1)) - 1;
      // Triggers and foreign keys were kept by what is copied here; CHECKs and unique indexes are kept again.
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      for (const copy of tables) await multiply(tx, copy, copies);
      return copies * (row?.n ?? 0) + (row?.n ?? 0);
    },
    { timeout: 1_800_000 },
  );
}

export type ShopSize = { products: number; orders: number };

/** Seeds the demo shop into an empty database and multiplies it to about so many products and orders; how many it has. */
export async function growDemoShop(size: ShopSize): Promise<ShopSize> {
  await seed(env().DATABASE_URL, { pastOrders: { sandboxStateFile: null } });
  const products = await grow("product", size.products, catalogue);
  const placed = await grow("sales_order", size.orders, orders);
  await grow("ticket", size.orders / 10, tickets);
  await grow("loyalty_entry", size.orders / 10, points);
  await indexOrders(db());
  await db().$executeRawUnsafe("VACUUM ANALYZE");
  return { products, orders: placed };
}
