import { z } from "zod";
import { localeSchema } from "#server/kernel/localized.ts";
import { isSafeHref } from "#server/kernel/marked-text.ts";
import { pageOf } from "#server/kernel/page.ts";
import { blockKinds, productSources, slugForm, statuses, tones } from "./contract-kinds.ts";

export * from "./contract-kinds.ts";

const line = (most: number) => z.string().trim().max(most).default("");
const moment = z.iso.datetime({ offset: true }).nullable().default(null);
const photoSchema = z.object({
  key: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  alt: z.string(),
  blur: z.string().optional(),
});
export type ContentPhoto = z.infer<typeof photoSchema>;

/** A path of the shop, without a language. */
const path = z
  .string()
  .max(300)
  .refine((value) => value === "" || (value.startsWith("/") && isSafeHref(value)));

const blockWords = z.strictObject({ title: line(160), text: line(1_000), link: line(80) });
const byLanguage = <T extends z.ZodType>(words: T) => z.strictObject({ fr: words.optional(), en: words.optional() });

export const blockSettings = z.strictObject({
  /** Where the link leads. */
  href: path.default(""),
  tone: z.enum(tones).default("light"),
  /** What of the photo stays in view when it is cropped, in percent from the left and the top. */
  focus: z
    .strictObject({ x: z.number().int().min(0).max(100), y: z.number().int().min(0).max(100) })
    .default({ x: 50, y: 50 }),
  source: z.enum(productSources).default("newest"),
  /** Of the category that the products are taken from. */
  category: z.string().max(200).default(""),
  productIds: z.array(z.string().max(40)).max(12).default([]),
  count: z.number().int().min(2).max(12).default(4),
});
export type BlockSettings = z.infer<typeof blockSettings>;

const block = {
  kind: z.enum(blockKinds),
  status: z.enum(statuses),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
};

/** A block as a reader's language shows it. */
export const shownBlockSchema = z.object({
  id: z.string(),
  ...block,
  title: z.string(),
  text: z.string(),
  link: z.string(),
  photo: photoSchema.nullable(),
  settings: blockSettings,
});
export type ShownBlock = z.infer<typeof shownBlockSchema>;

export const adminBlockSchema = z.object({
  id: z.string(),
  ...block,
  position: z.number().int(),
  mediaId: z.string().nullable(),
  photo: photoSchema.nullable(),
  words: byLanguage(blockWords),
  settings: blockSettings,
  version: z.number().int(),
  updatedAt: z.string(),
});
export type AdminBlock = z.infer<typeof adminBlockSchema>;

/** Without an id a new block at the end; with one, `version` is the one that was read. The kind of a block stays. */
export const saveBlockInput = z.strictObject({
  id: z.string().optional(),
  version: z.number().int().optional(),
  kind: z.enum(blockKinds),
  status: z.enum(statuses),
  startsAt: moment,
  endsAt: moment,
  mediaId: z.string().max(40).nullable().default(null),
  words: byLanguage(blockWords),
  settings: blockSettings.prefault({}),
});
export type SaveBlockInput = z.infer<typeof saveBlockInput>;

export const blockInput = z.strictObject({ id: z.string(), version: z.number().int() });
export const moveBlockInput = z.strictObject({ id: z.string(), by: z.union([z.literal(-1), z.literal(1)]) });

const articleWords = z.strictObject({
  title: line(160),
  lead: line(400),
  body: z.string().trim().max(40_000).default(""),
});

export const articleCardSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  lead: z.string(),
  author: z.string(),
  publishedAt: z.string(),
  photo: photoSchema.nullable(),
});
export type ArticleCard = z.infer<typeof articleCardSchema>;
export const articlePageSchema = pageOf(articleCardSchema);

export const articleSchema = articleCardSchema.extend({
  updatedAt: z.string(),
  /** Marked-up text (kernel/marked-text): never HTML. */
  body: z.string(),
  /** The languages in which it can be read. */
  languages: z.array(localeSchema),
});
export type Article = z.infer<typeof articleSchema>;

export const adminArticleSchema = z.object({
  id: z.string(),
  slug: z.string(),
  status: z.enum(statuses),
  publishAt: z.string().nullable(),
  author: z.string(),
  mediaId: z.string().nullable(),
  photo: photoSchema.nullable(),
  words: byLanguage(articleWords),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type AdminArticle = z.infer<typeof adminArticleSchema>;

export const saveArticleInput = z.strictObject({
  id: z.string().optional(),
  version: z.number().int().optional(),
  slug: z.string().max(120).regex(slugForm),
  status: z.enum(statuses),
  /** Null while published: from now on. */
  publishAt: moment,
  author: z.string().trim().min(1).max(120),
  mediaId: z.string().max(40).nullable().default(null),
  words: byLanguage(articleWords),
});
export type SaveArticleInput = z.infer<typeof saveArticleInput>;

/** A picture of the house to choose from. */
export const photoChoiceSchema = photoSchema.extend({ id: z.string() });
export type PhotoChoice = z.infer<typeof photoChoiceSchema>;

export const contentErrorCodes = [
  "content.block_not_found",
  "content.block_incomplete",
  "content.article_not_found",
  "content.article_incomplete",
  "content.slug_taken",
  "content.photo_not_found",
  "content.window_invalid",
  "content.version_conflict",
] as const;
export type ContentErrorCode = (typeof contentErrorCodes)[number];
