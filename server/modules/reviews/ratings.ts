import { type Db, Prisma, type Tx } from "#server/platform/db.ts";
import { noteLocks } from "#server/platform/lock-order.ts";
import type { Rating, ReviewStatus } from "./contract.ts";

type Counted = { stars: number; status: ReviewStatus } | null;

const counts = ({ stars, status }: NonNullable<Counted>, of: number): number =>
  status === "published" && stars === of ? 1 : 0;

/**
 * Moves a product's counts from what a review was to what it is (null: it was or is not there). Atomic, so that two hands at
 * one product never lose a star. Call it in the transaction that changes the review, under its lock. True when what
 * shoppers count changed.
 */
export async function shiftRating(tx: Tx, productId: string, before: Counted, after: Counted): Promise<boolean> {
  const by = [1, 2, 3, 4, 5].map((of) => (after ? counts(after, of) : 0) - (before ? counts(before, of) : 0));
  if (by.every((n) => n === 0)) return false;
  const [one, two, three, four, five] = by;
  // The row first: what is inserted has to pass the CHECKs, even where a conflict then makes it a change.
  await tx.$executeRaw`INSERT INTO product_rating (product_id) VALUES (${productId}) ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE product_rating SET stars1 = stars1 + ${one}::int, stars2 = stars2 + ${two}::int,
      stars3 = stars3 + ${three}::int, stars4 = stars4 + ${four}::int, stars5 = stars5 + ${five}::int
    WHERE product_id = ${productId}`;
  noteLocks(tx, "rating", [productId]);
  return true;
}

/** The counts of a product's row `pr` in one array, and as count and sum. */
export const byStars = Prisma.sql`ARRAY[pr.stars1, pr.stars2, pr.stars3, pr.stars4, pr.stars5]`;

/** How the products of a list were rated, in one statement; those without reviews are left out. */
export async function ratingsOf(db: Db, productIds: readonly string[]): Promise<Map<string, Rating>> {
  if (productIds.length === 0) return new Map();
  const rows = await db.$queryRaw<({ id: string } & Rating)[]>`
    SELECT product_id AS id, stars1 + stars2 + stars3 + stars4 + stars5 AS count,
      stars1 + 2 * stars2 + 3 * stars3 + 4 * stars4 + 5 * stars5 AS sum
    FROM product_rating WHERE product_id = ANY(${[...productIds]}::text[])`;
  return new Map(rows.filter((row) => row.count > 0).map(({ id, count, sum }) => [id, { count, sum }]));
}
