import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";
import { type Buyer, boughtBy } from "./buyer.ts";
import type { ReviewStatus } from "./contract-kinds.ts";

// The order of all locks is in platform/lock-order.ts.

export type LockedReview = {
  id: string;
  productId: string;
  stars: number;
  status: ReviewStatus;
  version: number;
  publishedAt: Date | null;
  /** Whose order it came with. */
  userId: string | null;
  /** Whether its channel shows reviews before anybody has read them. */
  atOnce: boolean;
};

const found = ([row]: LockedReview[]): LockedReview | null => row ?? null;

/** Locks a review, so that what it counts for is changed by one hand at a time. Null where there is none. */
export const lockReview = async (tx: Tx, id: string): Promise<LockedReview | null> =>
  found(
    await lockRows<LockedReview>(tx, "review")`
      SELECT r.id, r.product_id AS "productId", r.stars, r.status, r.version, r.published_at AS "publishedAt",
        o.user_id AS "userId", c.reviews_appear = 'at_once' AS "atOnce"
      FROM review r JOIN sales_order_line l ON l.id = r.order_line_id JOIN sales_order o ON o.id = l.order_id
      JOIN channel c ON c.id = o.channel_id
      WHERE r.id = ${id} FOR UPDATE OF r`,
  );

/** The same of a review that this buyer wrote; null for anybody else's. */
export const lockOwnReview = async (tx: Tx, id: string, buyer: Buyer): Promise<LockedReview | null> =>
  found(
    await lockRows<LockedReview>(tx, "review")`
      SELECT r.id, r.product_id AS "productId", r.stars, r.status, r.version, r.published_at AS "publishedAt",
        o.user_id AS "userId", c.reviews_appear = 'at_once' AS "atOnce"
      FROM review r JOIN sales_order_line l ON l.id = r.order_line_id JOIN sales_order o ON o.id = l.order_id
      JOIN channel c ON c.id = o.channel_id
      WHERE r.id = ${id} AND ${boughtBy(buyer)} FOR UPDATE OF r`,
  );
