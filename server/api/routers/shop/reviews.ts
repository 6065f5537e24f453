import { z } from "zod";
import { agreeToRequests } from "#server/flows/ask-reviews/agree-to-requests.ts";
import { holderOfLink } from "#server/flows/ask-reviews/holder-of-link.ts";
import { reviewsOfOrder } from "#server/flows/ask-reviews/reviews-of-order.ts";
import { stopRequests } from "#server/flows/ask-reviews/stop-requests.ts";
import {
  editInput,
  ownReviewsSchema,
  removeInput,
  reportInput,
  requestTokenInput,
  savedReviewSchema,
  shownReviewsInput,
  shownReviewsSchema,
  votedSchema,
  voteInput,
  writeInput,
} from "#server/modules/reviews/contract.ts";
import {
  editReview,
  removeReview,
  reportReview,
  shownReviews,
  voteHelpful,
  writeReview,
} from "#server/modules/reviews/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { fingerprint } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const using = guarded("shop.review.use");
const tags = ["reviews"];
const orderToken = z.string().min(20).max(100);
const byLink = { token: orderToken };
const done = z.object({});
const path = "/orders/by-token/{token}/reviews" as const;

type Person = { actor: { userId: string | null }; ip: string };

/** One voice for each account; without one, for each network address, of which a keyed fingerprint is kept. */
const voiceOf = ({ actor, ip }: Person): string => actor.userId ?? fingerprint("reviews.voice", ip);

/** So many of these in an hour, by account or network address. */
const limited = (what: string, person: Person, most: number): Promise<void> =>
  limitRate(`review-${what}:${voiceOf(person)}`, most, 3600);

/** What buyers say of products: read by anyone, written by whoever holds the secret link of an order. */
export const reviewsRouter = router({
  list: guarded("shop.catalogue.read")
    .meta({
      openapi: { method: "GET", path: "/catalogue/products/{slug}/reviews", tags, summary: "Reviews of a product" },
    })
    .input(shownReviewsInput)
    .output(shownReviewsSchema)
    .query(({ ctx, input }) => shownReviews(db(), ctx, input)),

  vote: using
    .meta({
      openapi: { method: "PUT", path: "/reviews/{id}/vote", tags, summary: "Find a review helpful, or no more" },
    })
    .input(voteInput)
    .output(votedSchema)
    .mutation(async ({ ctx, input }) => {
      await limited("vote", ctx, 60);
      const voter = voiceOf(ctx);
      const { userId } = ctx.actor;
      return { helpful: await inTx((tx) => voteHelpful(tx, { ...input, voter, userId }, new Date())) };
    }),

  report: using
    .meta({ openapi: { method: "POST", path: "/reviews/{id}/reports", tags, summary: "Report a review" } })
    .input(reportInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await limited("report", ctx, 10);
      await inTx((tx) => reportReview(tx, { ...input, reporter: voiceOf(ctx) }, new Date()));
      return {};
    }),

  ofOrder: using
    .meta({ openapi: { method: "GET", path, tags, summary: "What I said of an order's goods, and may still say" } })
    .input(z.strictObject(byLink))
    .output(ownReviewsSchema.extend({ agreed: z.boolean() }))
    .query(({ ctx, input }) => reviewsOfOrder(db(), input.token, ctx.locale)),

  write: using
    .meta({ openapi: { method: "POST", path, tags, summary: "Review an article of an order" } })
    .input(z.strictObject({ ...byLink, ...writeInput }))
    .output(savedReviewSchema)
    .mutation(async ({ ctx, input: { token, ...input } }) => {
      await limited("write", ctx, 30);
      const holder = await holderOfLink(db(), token);
      return inTx((tx) => writeReview(tx, input, holder, ctx.by, new Date()));
    }),

  edit: using
    .meta({ openapi: { method: "PUT", path: `${path}/{id}`, tags, summary: "Say it otherwise" } })
    .input(z.strictObject({ ...byLink, ...editInput }))
    .output(savedReviewSchema)
    .mutation(async ({ ctx, input: { token, ...input } }) => {
      await limited("write", ctx, 30);
      const holder = await holderOfLink(db(), token);
      return inTx((tx) => editReview(tx, input, holder, ctx.by, new Date()));
    }),

  remove: using
    .meta({ openapi: { method: "POST", path: `${path}/{id}/remove`, tags, summary: "Take a review back" } })
    .input(z.strictObject({ ...byLink, ...removeInput }))
    .output(done)
    .mutation(async ({ ctx, input: { token, ...input } }) => {
      const holder = await holderOfLink(db(), token);
      await inTx((tx) => removeReview(tx, input, holder, ctx.by));
      return {};
    }),

  agree: using
    .meta({
      openapi: {
        method: "PUT",
        path: "/orders/by-token/{token}/review-requests",
        tags,
        summary: "Whether the house may ask for reviews by mail",
      },
    })
    .input(z.strictObject({ ...byLink, agreed: z.boolean() }))
    .output(z.object({ agreed: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      await agreeToRequests(input, { ...ctx, userId: ctx.actor.userId });
      return { agreed: input.agreed };
    }),

  stopRequests: using
    .meta({ openapi: { method: "POST", path: "/review-requests/stops", tags, summary: "No more requests by mail" } })
    .input(z.strictObject({ token: requestTokenInput }))
    .output(done)
    .mutation(async ({ input }) => {
      await stopRequests(input.token, "link");
      return {};
    }),
});
