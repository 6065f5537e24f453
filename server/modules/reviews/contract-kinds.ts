// Apart from contract.ts so that browsers get it without a validator.

export const reviewStatuses = ["pending", "published", "rejected"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** Why a review is refused. `other` asks for words. Never: because it is unkind to the product. */
export const rejectGrounds = [
  "offensive",
  "personal_data",
  "off_topic",
  "advertising",
  "unlawful",
  "fake",
  "other",
] as const;
export type RejectGround = (typeof rejectGrounds)[number];

/** What a reader may hold against a review. A doubt whether it is real, and `other`, are told in words. */
export const reportGrounds = ["fake", "offensive", "personal_data", "off_topic", "other"] as const;
export type ReportGround = (typeof reportGrounds)[number];
export const groundsInWords: readonly ReportGround[] = ["fake", "other"];

/** When reviews appear: somebody has read them, or at once. */
export const reviewsAppear = ["checked", "at_once"] as const;

export const reviewSorts = ["helpful", "newest", "highest", "lowest"] as const;
export type ReviewSort = (typeof reviewSorts)[number];

/** The least first. */
export const starValues = [1, 2, 3, 4, 5] as const;

/** The mean to one decimal, for eyes and machines; counts are kept as whole numbers. Of at least one review. */
export const meanOf = ({ count, sum }: { count: number; sum: number }): number => Math.round((sum * 10) / count) / 10;

export const reviewLimits = { title: 120, textLeast: 20, text: 4000, name: 60, words: 1000, answer: 2000 };

/** What somebody may be called: letters and what stands between them; never an address. */
export const nameForm = /^[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’-]*$/u;
