import { z } from "zod";
import {
  editInput,
  ownReviewsSchema,
  removeInput,
  savedReviewSchema,
  writeInput,
} from "#server/modules/reviews/contract.ts";
import { editReview, ownReviews, removeReview, writeReview } from "#server/modules/reviews/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const own = guarded("account.review.own");
const tags = ["account"];

const limited = ({ userId }: { userId: string | null }): Promise<void> => limitRate(`review-write:${userId}`, 30, 3600);

/** What a customer says of what they bought. */
export const accountReviews = router({
  list: own
    .meta({ openapi: { method: "GET", path: "/account/reviews", tags, summary: "My reviews, and what I may review" } })
    .input(z.strictObject({}).optional())
    .output(ownReviewsSchema)
    .query(({ ctx }) => ownReviews(db(), { scope: ctx.scope }, ctx.locale)),

  write: own
    .meta({ openapi: { method: "POST", path: "/account/reviews", tags, summary: "Review what I bought and got" } })
    .input(z.strictObject(writeInput))
    .output(savedReviewSchema)
    .mutation(async ({ ctx, input }) => {
      await limited(ctx.actor);
      return inTx((tx) => writeReview(tx, input, { scope: ctx.scope }, ctx.by, new Date()));
    }),

  edit: own
    .meta({ openapi: { method: "PUT", path: "/account/reviews/{id}", tags, summary: "Say it otherwise" } })
    .input(z.strictObject(editInput))
    .output(savedReviewSchema)
    .mutation(async ({ ctx, input }) => {
      await limited(ctx.actor);
      return inTx((tx) => editReview(tx, input, { scope: ctx.scope }, ctx.by, new Date()));
    }),

  remove: own
    .meta({ openapi: { method: "POST", path: "/account/reviews/{id}/remove", tags, summary: "Take my review back" } })
    .input(z.strictObject(removeInput))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeReview(tx, input, { scope: ctx.scope }, ctx.by));
      return {};
    }),
});
