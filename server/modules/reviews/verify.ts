import type { Invariant } from "#server/platform/invariant.ts";

/** What is told of reviews is what they say. */
export const reviewsInvariants: readonly Invariant[] = [
  {
    name: "ratings_match_reviews",
    area: "record",
    cost: "light",
    rows: `SELECT count(*) FROM review`,
    broken: `
      SELECT coalesce(pr.product_id, r.product_id) AS subject, r.by_stars AS given,
        ARRAY[pr.stars1, pr.stars2, pr.stars3, pr.stars4, pr.stars5] AS counted
      FROM product_rating pr
      FULL JOIN (
        SELECT product_id, ARRAY[count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2),
          count(*) FILTER (WHERE stars = 3), count(*) FILTER (WHERE stars = 4), count(*) FILTER (WHERE stars = 5)]::int[] AS by_stars
        FROM review WHERE status = 'published' GROUP BY 1
      ) r ON r.product_id = pr.product_id
      WHERE coalesce(ARRAY[pr.stars1, pr.stars2, pr.stars3, pr.stars4, pr.stars5], '{0,0,0,0,0}')
        <> coalesce(r.by_stars, '{0,0,0,0,0}')
      UNION ALL
      SELECT r.id, ARRAY[count(v.voter)]::int[], ARRAY[r.helpful] FROM review r LEFT JOIN review_vote v ON v.review_id = r.id
      GROUP BY r.id HAVING count(v.voter) <> r.helpful`,
  },
  {
    name: "reviews_by_buyers",
    area: "record",
    cost: "full",
    rows: `SELECT count(*) FROM review`,
    // Who wrote bought this very product, and something of it arrived.
    broken: `
      SELECT r.id AS subject, o.number FROM review r JOIN sales_order_line l ON l.id = r.order_line_id
      JOIN sales_order o ON o.id = l.order_id LEFT JOIN variant v ON v.id = l.variant_id
      WHERE v.product_id IS DISTINCT FROM r.product_id OR NOT EXISTS (
        SELECT 1 FROM delivery_line dl JOIN delivery d ON d.id = dl.delivery_id
        WHERE dl.order_line_id = l.id AND dl.picked > 0 AND d.status = 'delivered')`,
  },
];
