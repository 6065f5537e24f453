// A member of staff has read a review (reviews.review.moderate): it appears, or its writer is told why it does not. One
// transaction, the mail included: French law asks that a refusal be told with its reasons (Code de la consommation,
// L111-7-2 and D111-19). Locks: review, its product's counts.
import { orderPath } from "#server/flows/notify-customer/mail-order-event.ts";
import { inLocale, localeSchema } from "#server/kernel/localized.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import type { RejectGround, ReviewStatus } from "#server/modules/reviews/contract.ts";
import { moderateReview } from "#server/modules/reviews/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

type Saved = { id: string; version: number; status: ReviewStatus };

/** Throws DomainError not_found `reviews.review_not_found`, conflict `reviews.version_conflict`, `reviews.transition_not_allowed`. */
export const publishReview = (input: { id: string; version: number }, by: By, now: Date): Promise<Saved> =>
  inTx((tx) => moderateReview(tx, { ...input, decision: "publish" }, by, now));

/** Throws as `publishReview`. The writer is mailed in the language of the order, once for each refusal. */
export const rejectReview = (
  input: { id: string; version: number; ground: RejectGround; words: string },
  by: By,
  now: Date,
): Promise<Saved> =>
  inTx(async (tx) => {
    const saved = await moderateReview(tx, { ...input, decision: "reject" }, by, now);
    const { email, orderLine, product } = await tx.review.findUniqueOrThrow({
      where: { id: input.id },
      select: {
        email: true,
        product: { select: { name: true } },
        orderLine: { select: { order: { select: { id: true, locale: true } } } },
      },
    });
    if (!email) return saved;
    const locale = localeSchema.catch("fr").parse(orderLine.order.locale);
    await queueMail(tx, {
      dedupeKey: `review-refused:${saved.id}:${saved.version}`,
      to: email,
      template: "review_refused",
      locale,
      data: {
        product: inLocale(product.name, locale),
        ground: input.ground,
        words: input.words,
        path: `${orderPath(orderLine.order.id)}/reviews`,
      },
    });
    return saved;
  });
