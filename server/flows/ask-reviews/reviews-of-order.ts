// What the buyer behind an order's secret link said of its goods and may still say, and whether they may be asked for it by
// mail (shop.review.use). Reads only; four statements.
import type { Locale } from "#server/kernel/locales.ts";
import { hasConsent } from "#server/modules/crm/index.ts";
import type { OwnReviews } from "#server/modules/reviews/contract.ts";
import { ownReviews } from "#server/modules/reviews/index.ts";
import type { Db } from "#server/platform/db.ts";
import { holderOfLink } from "./holder-of-link.ts";

/** Throws DomainError not_found `sales.order_not_found`, forbidden `sales.order_link_aged`. */
export async function reviewsOfOrder(db: Db, token: string, locale: Locale): Promise<OwnReviews & { agreed: boolean }> {
  const { orderId, email } = await holderOfLink(db, token);
  const [own, agreed] = await Promise.all([
    ownReviews(db, { orderId }, locale),
    hasConsent(db, { purpose: "review_request", email }),
  ]);
  return { ...own, agreed };
}
