// What the stop link of a request for reviews does (shop.review.use). Whoever holds the token holds the mailbox. No lock.
import { DomainError } from "#server/kernel/errors.ts";
import { withdrawConsent } from "#server/modules/crm/index.ts";
import type { ReviewsErrorCode } from "#server/modules/reviews/contract.ts";
import { requestEmail, requestOfToken } from "#server/modules/reviews/index.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * No more requests to this mailbox: the consent is withdrawn. Doing it twice is no error.
 * Throws DomainError unprocessable `reviews.request_link_invalid`.
 */
export async function stopRequests(token: string, by: "link" | "one_click", now: Date = new Date()): Promise<void> {
  const id = requestOfToken(token);
  await inTx(async (tx) => {
    const email = id && (await requestEmail(tx, id));
    if (email === null) throw new DomainError<ReviewsErrorCode>("unprocessable", "reviews.request_link_invalid");
    await withdrawConsent(tx, { purpose: "review_request", email, by, now });
  });
}
