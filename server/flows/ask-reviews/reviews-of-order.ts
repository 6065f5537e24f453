// What the buyer behind an order's secret link said of its goods and may still say, and whether they may be asked for it by
// mail (shop.review.use). Reads only; four statements.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { hasConsent } from "#server/modules/crm/index.ts";
import type { OwnReviews } from "#server/modules/reviews/contract.ts";
import { ownReviews } from "#server/modules/reviews/index.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";

/** Throws DomainError not_found `sales.order_not_found`. */
export async function reviewsOfOrder(db: Db, token: string, locale: Locale): Promise<OwnReviews & { agreed: boolean }> {
  const order = await findOrderByToken(db, token);
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  const [own, agreed] = await Promise.all([
    ownReviews(db, { accessHash: hashToken(token) }, locale),
    hasConsent(db, { purpose: "review_request", email: order.email }),
  ]);
  return { ...own, agreed };
}
