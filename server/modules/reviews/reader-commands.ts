import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ReportGround, ReviewsErrorCode } from "./contract.ts";
import { lockReview } from "./locks.ts";

const notFound = () => new DomainError<ReviewsErrorCode>("not_found", "reviews.review_not_found");

type Voter = { voter: string; userId: string | null };

/**
 * Somebody finds a published review helpful, or no more. One voice each: repeating it changes nothing. Answers how many do.
 * Throws DomainError not_found `reviews.review_not_found`, unprocessable `reviews.own_review`.
 */
export async function voteHelpful(
  tx: Tx,
  { id, helpful, voter, userId }: { id: string; helpful: boolean } & Voter,
  now: Date,
): Promise<number> {
  const review = await lockReview(tx, id);
  if (review?.status !== "published") throw notFound();
  if (userId && review.userId === userId) {
    throw new DomainError<ReviewsErrorCode>("unprocessable", "reviews.own_review");
  }
  if (helpful)
    await tx.reviewVote.createMany({ data: [{ reviewId: id, voter, createdAt: now }], skipDuplicates: true });
  else await tx.reviewVote.deleteMany({ where: { reviewId: id, voter } });
  const count = await tx.reviewVote.count({ where: { reviewId: id } });
  await tx.review.update({ where: { id }, data: { helpful: count } });
  return count;
}

/**
 * Somebody holds something against a published review; staff will look. One report each: a second one says it anew.
 * Throws DomainError not_found `reviews.review_not_found`.
 */
export async function reportReview(
  tx: Tx,
  report: { id: string; ground: ReportGround; words: string; reporter: string },
  now: Date,
): Promise<void> {
  const { id, ground, words, reporter } = report;
  const count = await tx.$executeRaw`
    INSERT INTO review_report (review_id, reporter, ground, words, created_at)
    SELECT id, ${reporter}, ${ground}, ${words}, ${now} FROM review WHERE id = ${id} AND status = 'published'
    ON CONFLICT (review_id, reporter) DO UPDATE SET ground = excluded.ground, words = excluded.words,
      created_at = excluded.created_at, closed_at = NULL`;
  if (count === 0) throw notFound();
}
