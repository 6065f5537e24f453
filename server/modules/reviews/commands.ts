import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { transition } from "#server/kernel/state-machine.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { type Buyer, boughtBy, received, reviewed } from "./buyer.ts";
import type { RejectGround, ReviewStatus, ReviewsErrorCode, Writing } from "./contract.ts";
import { reviewsChanged } from "./events.ts";
import { type LockedReview, lockOwnReview, lockReview } from "./locks.ts";
import { reviewTransitions } from "./model.ts";
import { shiftRating } from "./ratings.ts";

type Saved = { id: string; version: number; status: ReviewStatus };

const refuse = (kind: "not_found" | "unprocessable" | "conflict", code: ReviewsErrorCode) =>
  new DomainError<ReviewsErrorCode>(kind, code);

/** Why a purchase gave no review: asked only after the one statement that decides has found nothing. */
async function whyNot(tx: Tx, orderLineId: string, buyer: Buyer): Promise<DomainError> {
  const [line] = await tx.$queryRaw<{ received: boolean }[]>`
    SELECT ${received} AS received FROM sales_order_line l JOIN sales_order o ON o.id = l.order_id
    WHERE l.id = ${orderLineId} AND l.variant_id IS NOT NULL AND ${boughtBy(buyer)}`;
  if (!line) return refuse("not_found", "reviews.purchase_not_found");
  return line.received
    ? refuse("conflict", "reviews.already_written")
    : refuse("unprocessable", "reviews.not_received");
}

/**
 * Writes a review of a product by somebody who bought it and got it. Ownership, delivery and "one for each buyer" are part of
 * the statement that writes. It waits to be read unless its channel shows reviews at once.
 * Throws DomainError not_found `reviews.purchase_not_found` (foreign lines too), unprocessable `reviews.not_received`,
 * conflict `reviews.already_written`.
 */
export async function writeReview(
  tx: Tx,
  input: { orderLineId: string } & Writing,
  buyer: Buyer,
  by: By,
  now: Date,
): Promise<Saved> {
  const { orderLineId, stars, title, text, displayName, language } = input;
  const [row] = await tx.$queryRaw<(Saved & { productId: string })[]>`
    INSERT INTO review (id, product_id, order_line_id, user_id, email, locale, stars, title, text, display_name,
      purchased_on, status, created_at, published_at)
    SELECT ${newId("review")}, v.product_id, l.id, o.user_id, lower(o.email), ${language}, ${stars}::int, ${title}, ${text},
      ${displayName}, (o.placed_at AT TIME ZONE 'UTC')::date,
      CASE c.reviews_appear WHEN 'at_once' THEN 'published' ELSE 'pending' END, ${now},
      CASE c.reviews_appear WHEN 'at_once' THEN ${now}::timestamptz END
    FROM sales_order_line l JOIN sales_order o ON o.id = l.order_id JOIN channel c ON c.id = o.channel_id
    JOIN variant v ON v.id = l.variant_id
    WHERE l.id = ${orderLineId} AND l.kind = 'product' AND ${boughtBy(buyer)} AND ${received} AND NOT ${reviewed}
    ON CONFLICT DO NOTHING
    RETURNING id, version, status, product_id AS "productId"`;
  if (!row) throw await whyNot(tx, orderLineId, buyer);
  const { productId, ...saved } = row;
  if (await shiftRating(tx, productId, null, { stars, status: saved.status })) emit(tx, reviewsChanged(productId));
  await audit(tx, by, "reviews.review.written", { type: "review", id: saved.id }, { status: saved.status });
  return saved;
}

function sameVersion(review: LockedReview | null, version: number): LockedReview {
  if (!review) throw refuse("not_found", "reviews.review_not_found");
  if (review.version !== version)
    throw new DomainError<ReviewsErrorCode>("conflict", "reviews.version_conflict", { version: review.version });
  return review;
}

/** What shoppers count moves along; cached pages hear of what they show. */
async function tell(tx: Tx, before: LockedReview, after: { stars: number; status: ReviewStatus } | null) {
  await shiftRating(tx, before.productId, before, after);
  if (before.status === "published" || after?.status === "published") emit(tx, reviewsChanged(before.productId));
}

/**
 * Its writer says it otherwise: it waits to be read again, or shows at once as its channel has it. Throws DomainError
 * not_found `reviews.review_not_found` (foreign ones too), conflict `reviews.version_conflict`.
 */
export async function editReview(
  tx: Tx,
  input: { id: string; version: number } & Writing,
  buyer: Buyer,
  by: By,
  now: Date,
): Promise<Saved> {
  const { id, version, language, ...words } = input;
  const before = sameVersion(await lockOwnReview(tx, id, buyer), version);
  const status = transition("reviews", reviewTransitions, before.status, before.atOnce ? "publish" : "edit");
  await tx.review.update({
    where: { id },
    data: {
      ...words,
      locale: language,
      status,
      ground: null,
      groundWords: null,
      editedAt: now,
      publishedAt: before.publishedAt ?? (status === "published" ? now : null),
      version: { increment: 1 },
    },
  });
  await tell(tx, before, { stars: words.stars, status });
  await audit(tx, by, "reviews.review.edited", { type: "review", id }, { status: { from: before.status, to: status } });
  return { id, version: version + 1, status };
}

/** Its writer takes it back: it is gone, with its votes and reports. Throws as `editReview`. */
export async function removeReview(
  tx: Tx,
  input: { id: string; version: number },
  buyer: Buyer,
  by: By,
): Promise<void> {
  const before = sameVersion(await lockOwnReview(tx, input.id, buyer), input.version);
  await tx.review.delete({ where: { id: input.id } });
  await tell(tx, before, null);
  await audit(tx, by, "reviews.review.removed", { type: "review", id: input.id }, { status: before.status });
}

type Verdict = { id: string; version: number; decision: "publish" | "reject"; ground?: RejectGround; words?: string };

/**
 * Staff let a review appear or refuse it, with the ground that its writer is told. Open reports of it are settled thereby.
 * Throws DomainError not_found `reviews.review_not_found`, conflict `reviews.version_conflict` and
 * `reviews.transition_not_allowed`.
 */
export async function moderateReview(tx: Tx, verdict: Verdict, by: By, now: Date): Promise<Saved> {
  const { id, version, decision, ground, words } = verdict;
  const before = sameVersion(await lockReview(tx, id), version);
  const status = transition("reviews", reviewTransitions, before.status, decision);
  await tx.review.update({
    where: { id },
    data: {
      status,
      ground: status === "rejected" ? (ground ?? null) : null,
      groundWords: status === "rejected" ? words || null : null,
      moderatedAt: now,
      publishedAt: before.publishedAt ?? (status === "published" ? now : null),
      version: { increment: 1 },
    },
  });
  await tx.reviewReport.updateMany({ where: { reviewId: id, closedAt: null }, data: { closedAt: now } });
  await tell(tx, before, { stars: before.stars, status });
  await audit(
    tx,
    by,
    `reviews.review.${status}`,
    { type: "review", id },
    { from: before.status, ground: ground ?? null },
  );
  return { id, version: version + 1, status };
}

/** The house answers in public, or takes its answer back (empty). Throws as `moderateReview`. */
export async function answerReview(
  tx: Tx,
  input: { id: string; version: number; answer: string },
  by: By,
  now: Date,
): Promise<Saved> {
  const { id, version, answer } = input;
  const before = sameVersion(await lockReview(tx, id), version);
  await tx.review.update({
    where: { id },
    data: { answer: answer || null, answeredAt: answer ? now : null, version: { increment: 1 } },
  });
  await tell(tx, before, before);
  await audit(tx, by, "reviews.review.answered", { type: "review", id }, { answered: answer !== "" });
  return { id, version: version + 1, status: before.status };
}
