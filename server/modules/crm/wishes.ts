import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { CrmErrorCode } from "./contract.ts";
import { wishlistSize } from "./contract-limits.ts";

/** The products on the list of a scope's user, last saved first. A guest's is in their browser: nothing is known of it. */
export async function wishedIds(db: Db, scope: Scope): Promise<string[]> {
  if (scope.all || !scope.userId) return [];
  const rows = await db.wishlistItem.findMany({
    where: { userId: scope.userId },
    orderBy: [{ createdAt: "desc" }, { productId: "desc" }],
    take: wishlistSize,
    select: { productId: true },
  });
  return rows.map((row) => row.productId);
}

/**
 * Adds products to a user's list, first come on top, as far as there is room; what is there already keeps its place.
 * Unknown products and those not on sale are left out. Saying it twice changes nothing.
 */
export async function mergeWishes(
  tx: Tx,
  input: { userId: string; productIds: readonly string[]; now: Date },
): Promise<void> {
  const { userId, productIds, now } = input;
  await tx.$executeRaw`
    INSERT INTO wishlist_item (user_id, product_id, created_at)
    SELECT ${userId}, p.id, ${now}::timestamptz - w.place * interval '1 millisecond'
    FROM unnest(${productIds}::text[]) WITH ORDINALITY AS w(id, place)
    JOIN product p ON p.id = w.id AND p.status = 'active'
    WHERE NOT EXISTS (SELECT FROM wishlist_item i WHERE i.user_id = ${userId} AND i.product_id = p.id)
    ORDER BY w.place
    LIMIT greatest(0, ${wishlistSize}::int - (SELECT count(*)::int FROM wishlist_item i WHERE i.user_id = ${userId}))
    ON CONFLICT DO NOTHING`;
}

/**
 * Puts one product on top of a user's list; one that is there already stays where it is. Throws DomainError not_found
 * `crm.product_not_found` (unknown or not on sale), conflict `crm.wishlist_full`.
 */
export async function saveWish(tx: Tx, input: { userId: string; productId: string; now: Date }): Promise<void> {
  const { userId, productId, now } = input;
  const [found] = await tx.$queryRaw<{ known: boolean; listed: boolean; room: boolean }[]>`
    WITH listed AS (SELECT FROM wishlist_item WHERE user_id = ${userId} AND product_id = ${productId}),
      room AS (SELECT count(*) < ${wishlistSize}::int AS ok FROM wishlist_item WHERE user_id = ${userId}),
      known AS (SELECT id FROM product WHERE id = ${productId} AND status = 'active'),
      written AS (
        INSERT INTO wishlist_item (user_id, product_id, created_at)
        SELECT ${userId}, known.id, ${now} FROM known, room WHERE room.ok ON CONFLICT DO NOTHING)
    SELECT EXISTS (SELECT FROM known) AS known, EXISTS (SELECT FROM listed) AS listed, room.ok AS room FROM room`;
  if (!found?.known) throw new DomainError<CrmErrorCode>("not_found", "crm.product_not_found");
  if (!found.listed && !found.room) {
    throw new DomainError<CrmErrorCode>("conflict", "crm.wishlist_full", { limit: wishlistSize });
  }
}

/** Takes a product off a user's list; one that is not on it is no error. */
export async function removeWish(tx: Tx, input: { userId: string; productId: string }): Promise<void> {
  await tx.wishlistItem.deleteMany({ where: input });
}
