import { z } from "zod";
import { localeSchema } from "#server/kernel/localized.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  groundsInWords,
  nameForm,
  rejectGrounds,
  reportGrounds,
  reviewLimits,
  reviewSorts,
  reviewStatuses,
  reviewsAppear,
} from "./contract-kinds.ts";

export * from "./contract-kinds.ts";

const cursor = z.string().max(400).optional();
const stars = z.number().int().min(1).max(5);
const count = z.number().int().nonnegative();

/** How many stars were given, by whole numbers: the mean is sum / count, and nobody stored a rounded one. */
export const ratingSchema = z.object({ count, sum: count });
export type Rating = z.infer<typeof ratingSchema>;

/** The same by stars: `byStars[0]` gave one. */
export const ratingDetailSchema = ratingSchema.extend({ byStars: z.array(count).length(5) });
export type RatingDetail = z.infer<typeof ratingDetailSchema>;

const answerSchema = z.object({ text: z.string(), at: z.string() }).nullable();

export const shownReviewSchema = z.object({
  id: z.string(),
  stars,
  title: z.string(),
  text: z.string(),
  language: localeSchema,
  name: z.string(),
  /** The day it was bought, and when the review first appeared: both are told with it (Code de la consommation, D111-17). */
  purchasedOn: z.iso.date(),
  publishedAt: z.string(),
  /** When its writer changed it after that. */
  editedAt: z.string().nullable(),
  answer: answerSchema,
  helpful: count,
});
export type ShownReview = z.infer<typeof shownReviewSchema>;

export const shownReviewsInput = z.strictObject({
  slug: z.string().min(1).max(200),
  sort: z.enum(reviewSorts).default("helpful"),
  stars: z.coerce.number().int().min(1).max(5).optional(),
  language: localeSchema.optional(),
  cursor,
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const shownReviewsSchema = z.object({
  product: z.object({ slug: z.string(), name: z.string() }),
  rating: ratingDetailSchema,
  /** How they are checked: readers are told (Directive 2005/29/EC, article 7(6)). */
  appear: z.enum(reviewsAppear),
  items: z.array(shownReviewSchema),
  nextCursor: z.string().nullable(),
});
export type ShownReviews = z.infer<typeof shownReviewsSchema>;

export const voteInput = z.strictObject({ id: z.string().max(40), helpful: z.boolean() });
export const votedSchema = z.object({ helpful: count });

export const reportInput = z
  .strictObject({
    id: z.string().max(40),
    ground: z.enum(reportGrounds),
    words: z.string().trim().max(reviewLimits.words).default(""),
  })
  .refine(({ ground, words }) => words !== "" || !groundsInWords.includes(ground), { path: ["words"] });

/** What a writer says. Without `id` of a line that they received; with one, `version` is the one that was read. */
const writing = {
  stars,
  title: z.string().trim().max(reviewLimits.title).default(""),
  text: z.string().trim().min(reviewLimits.textLeast).max(reviewLimits.text),
  displayName: z.string().trim().max(reviewLimits.name).regex(nameForm),
  language: localeSchema,
};
export const writeInput = { orderLineId: z.string().max(40), ...writing };
export const editInput = { id: z.string().max(40), version: z.number().int().positive(), ...writing };
export const removeInput = { id: z.string().max(40), version: z.number().int().positive() };
export type Writing = z.infer<ReturnType<typeof z.object<typeof writing>>>;

const productOf = z.object({ slug: z.string(), name: z.string(), mediaKey: z.string().nullable() });

/** A review as its writer sees it. */
export const ownReviewSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  product: productOf,
  stars,
  title: z.string(),
  text: z.string(),
  language: localeSchema,
  displayName: z.string(),
  status: z.enum(reviewStatuses),
  ground: z.enum(rejectGrounds).nullable(),
  groundWords: z.string().nullable(),
  createdAt: z.string(),
  answer: answerSchema,
});
export type OwnReview = z.infer<typeof ownReviewSchema>;

export const toReviewSchema = z.object({
  orderLineId: z.string(),
  orderNumber: z.string(),
  product: productOf,
  /** "Natural oak · 160 cm", as it was ordered. */
  description: z.string().nullable(),
  deliveredAt: z.string(),
  /** First name and initial, as the order tells them: what is offered, not what must be. */
  suggestedName: z.string(),
});
export type ToReview = z.infer<typeof toReviewSchema>;

export const ownReviewsSchema = z.object({ written: z.array(ownReviewSchema), toWrite: z.array(toReviewSchema) });
export type OwnReviews = z.infer<typeof ownReviewsSchema>;

export const savedReviewSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  status: z.enum(reviewStatuses),
});

// Back office

export const adminReviewsInput = z.strictObject({
  status: z.enum(reviewStatuses).optional(),
  stars: z.coerce.number().int().min(1).max(5).optional(),
  reported: z.enum(["yes"]).optional(),
  /** Part of a product's name or of an order's number. */
  search: z.string().trim().max(80).optional(),
  cursor,
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const adminReviewSchema = ownReviewSchema.extend({
  publishedAt: z.string().nullable(),
  editedAt: z.string().nullable(),
  purchasedOn: z.iso.date(),
  orderNumber: z.string(),
  helpful: count,
  /** Of the line that it speaks of, sent back. */
  returned: z.boolean(),
  /** Those that nobody has looked at yet. */
  reports: z.array(z.object({ ground: z.enum(reportGrounds), words: z.string(), at: z.string() })),
});
export type AdminReview = z.infer<typeof adminReviewSchema>;
export const adminReviewPageSchema = pageOf(adminReviewSchema);

export const waitingReviewsSchema = z.object({ pending: count, reported: count });

const oneVersion = { id: z.string().max(40), version: z.number().int().positive() };
export const publishInput = z.strictObject(oneVersion);
export const rejectInput = z
  .strictObject({
    ...oneVersion,
    ground: z.enum(rejectGrounds),
    /** To its writer, beside the ground. */
    words: z.string().trim().max(reviewLimits.words).default(""),
  })
  .refine(({ ground, words }) => ground !== "other" || words !== "", { path: ["words"] });
export const answerInput = z.strictObject({
  ...oneVersion,
  /** Empty takes the answer back. */
  answer: z.string().trim().max(reviewLimits.answer),
});

/** The token of a request for a review as it travels in a link. */
export const requestTokenInput = z.string().regex(/^rrq_[0-9a-z]{26}\.[\w-]{43}$/);

export const reviewsErrorCodes = [
  "reviews.purchase_not_found",
  "reviews.not_received",
  "reviews.already_written",
  "reviews.review_not_found",
  "reviews.own_review",
  "reviews.version_conflict",
  "reviews.transition_not_allowed",
  "reviews.request_link_invalid",
] as const;
export type ReviewsErrorCode = (typeof reviewsErrorCodes)[number];
