import type { Quantity } from "../../kernel/quantity.ts";
import { anyOf } from "../../platform/any-of.ts";
import { type Db, Prisma } from "../../platform/db.ts";

export type CartRow = {
  id: string;
  variantId: string;
  quantity: number;
  sku: string;
  slug: string;
  name: unknown;
  options: unknown[];
  mediaKey: string | null;
  mediaWidth: number | null;
  mediaHeight: number | null;
  mediaAlt: unknown;
  taxCategory: string;
  returnExclusion: string | null;
  weightG: number | null;
  netContent: string | null;
  netUnit: string | null;
  sellable: boolean;
};

/**
 * The lines of a cart with what is shown of each. Each looks its variant up by itself (OFFSET 0 keeps it so): where all baskets
 * want the same few articles, PostgreSQL believes that a merge with all variants ends early, and reads thousands of them.
 */
export const rowsOfCart = (cartId: Prisma.Sql): Prisma.Sql =>
  rowsOf(Prisma.sql`cart_line`, Prisma.sql`WHERE c.cart_id = ${cartId}`);

const rowsOf = (lines: Prisma.Sql, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT c.id, c.variant_id AS "variantId", c.quantity::float8 AS quantity, v.sku, p.slug, p.name,
      p.tax_category AS "taxCategory", p.return_exclusion AS "returnExclusion", v.weight_g AS "weightG", v.net_content::text AS "netContent",
      v.net_unit AS "netUnit",
      (v.status = 'active' AND p.status = 'active') AS sellable,
      coalesce((SELECT jsonb_agg(ov.label ORDER BY o.position) FROM variant_option_value vo
        JOIN option_value ov ON ov.id = vo.option_value_id JOIN product_option o ON o.id = vo.option_id
        WHERE vo.variant_id = v.id), '[]'::jsonb) AS options,
      m.key AS "mediaKey", m.width AS "mediaWidth", m.height AS "mediaHeight", m.alt AS "mediaAlt"
    FROM ${lines} c
    JOIN LATERAL (SELECT * FROM variant WHERE id = c.variant_id OFFSET 0) v ON true
    JOIN LATERAL (SELECT * FROM product WHERE id = v.product_id OFFSET 0) p ON true
    LEFT JOIN LATERAL (
      SELECT m.key, m.width, m.height, m.alt FROM (
        SELECT media_id, position, 0 AS rank FROM variant_media WHERE variant_id = v.id
        UNION ALL SELECT media_id, position, 1 FROM product_media WHERE product_id = p.id) x
      JOIN media m ON m.id = x.media_id AND m.key IS NOT NULL ORDER BY x.rank, x.position LIMIT 1) m ON true
    ${where} ORDER BY c.created_at, c.id`;

/** A cart's lines with what is shown of each, in one statement. */
export async function cartRows(db: Db, cartId: string): Promise<CartRow[]> {
  return db.$queryRaw<CartRow[]>(rowsOfCart(Prisma.sql`${cartId}`));
}

/** The same of lines that are in no cart, in the order given; of a variant that does not exist there is none. */
export async function rowsOfLines(
  db: Db,
  lines: readonly { variantId: string; quantity: Quantity }[],
): Promise<CartRow[]> {
  if (lines.length === 0) return [];
  const values = lines.map(
    ({ variantId, quantity }, i) =>
      Prisma.sql`(${`line-${i}`}::text, ${variantId}::text, ${quantity}::numeric, ${i}::int)`,
  );
  const given = Prisma.sql`(SELECT * FROM (VALUES ${Prisma.join(values)}) AS v (id, variant_id, quantity, created_at))`;
  return db.$queryRaw<CartRow[]>(rowsOf(given, Prisma.empty));
}

export type CartDemand = {
  cartId: string;
  variantId: string;
  quantity: Quantity;
  /** Does the cart hold stock of its own? */
  holds: boolean;
};

/**
 * What the open carts behind tokens want, by variant; a cart that is empty or became an order is left out. One statement for
 * all of them.
 */
export async function cartDemandsOf(db: Db, tokenHashes: readonly string[]): Promise<Map<string, CartDemand[]>> {
  const rows = await db.$queryRaw<(CartDemand & { tokenHash: string })[]>`
    SELECT c.token_hash AS "tokenHash", c.id AS "cartId", l.variant_id AS "variantId",
      l.quantity::float8 AS quantity,
      EXISTS (SELECT FROM reservation r WHERE r.cart_id = c.id AND r.status = 'held') AS holds
    FROM cart c JOIN cart_line l ON l.cart_id = c.id WHERE c.token_hash ${anyOf(tokenHashes)} AND c.status = 'open'`;
  const demands = new Map<string, CartDemand[]>();
  for (const { tokenHash, ...demand } of rows) demands.set(tokenHash, [...(demands.get(tokenHash) ?? []), demand]);
  return demands;
}

/** What the open cart behind a token wants, by variant; nothing when it is empty or became an order. One statement. */
export const cartDemands = async (db: Db, tokenHash: string): Promise<CartDemand[]> =>
  (await cartDemandsOf(db, [tokenHash])).get(tokenHash) ?? [];
