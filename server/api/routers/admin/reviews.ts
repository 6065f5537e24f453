import { z } from "zod";
import { publishReview, rejectReview } from "#server/flows/moderate-review/moderate-review.ts";
import {
  adminReviewPageSchema,
  adminReviewsInput,
  answerInput,
  publishInput,
  rejectInput,
  savedReviewSchema,
  waitingReviewsSchema,
} from "#server/modules/reviews/contract.ts";
import { adminReviews, answerReview, waitingReviews } from "#server/modules/reviews/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const reading = guarded("reviews.review.read");
const moderating = guarded("reviews.review.moderate");
const tags = ["reviews"];

/** What buyers say of products, read and answered by staff. */
export const adminReviewsRouter = router({
  list: reading
    .meta({ openapi: { method: "GET", path: "/admin/reviews", tags, summary: "Reviews, newest first" } })
    .input(adminReviewsInput)
    .output(adminReviewPageSchema)
    .query(({ ctx, input }) => adminReviews(db(), ctx.scope, ctx.locale, input)),

  waiting: reading
    .meta({ openapi: { method: "GET", path: "/admin/reviews/waiting", tags, summary: "How many wait to be read" } })
    .input(z.strictObject({}).optional())
    .output(waitingReviewsSchema)
    .query(({ ctx }) => waitingReviews(db(), ctx.scope)),

  publish: moderating
    .meta({ openapi: { method: "POST", path: "/admin/reviews/{id}/publish", tags, summary: "Let a review appear" } })
    .input(publishInput)
    .output(savedReviewSchema)
    .mutation(({ ctx, input }) => publishReview(input, ctx.by, new Date())),

  reject: moderating
    .meta({
      openapi: { method: "POST", path: "/admin/reviews/{id}/reject", tags, summary: "Refuse a review, and why" },
    })
    .input(rejectInput)
    .output(savedReviewSchema)
    .mutation(({ ctx, input }) => rejectReview(input, ctx.by, new Date())),

  answer: moderating
    .meta({ openapi: { method: "PUT", path: "/admin/reviews/{id}/answer", tags, summary: "Answer in public" } })
    .input(answerInput)
    .output(savedReviewSchema)
    .mutation(({ ctx, input }) => inTx((tx) => answerReview(tx, input, ctx.by, new Date()))),
});
