// Whether a product or a category stands behind an address, asked before its page is begun: once the shell is on its way,
// "not found" can no longer be the answer's status. Reads only; one statement by unique index.
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "./list-products.ts";

export type AddressKind = "products" | "categories";

/** True for what `viewProduct` and `listCategory` would show. */
export async function isKnownAddress(db: Db, reader: Reader, kind: AddressKind, slug: string): Promise<boolean> {
  const { channelCode, now } = reader;
  const [row] =
    kind === "categories"
      ? await db.$queryRaw<{ known: boolean }[]>`
          SELECT EXISTS (SELECT 1 FROM category WHERE slug = ${slug} AND active) AS known`
      : await db.$queryRaw<{ known: boolean }[]>`
          SELECT EXISTS (
            SELECT 1 FROM product p JOIN variant v ON v.product_id = p.id AND v.status = 'active'
            JOIN price_list_item i ON i.variant_id = v.id AND i.min_quantity <= 1
              AND (i.valid_from IS NULL OR i.valid_from <= ${now}) AND (i.valid_to IS NULL OR i.valid_to > ${now})
            JOIN channel c ON c.price_list_id = i.price_list_id AND c.code = ${channelCode}
            WHERE p.slug = ${slug} AND p.status = 'active') AS known`;
  return row?.known ?? false;
}
