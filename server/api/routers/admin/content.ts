import { z } from "zod";
import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  adminArticleSchema,
  adminBlockSchema,
  blockInput,
  moveBlockInput,
  photoChoiceSchema,
  saveArticleInput,
  saveBlockInput,
  shownBlockSchema,
} from "#server/modules/content/contract.ts";
import {
  adminArticle,
  adminArticles,
  homeBlocks,
  listBlocks,
  moveBlock,
  photoChoices,
  removeBlock,
  saveArticle,
  saveBlock,
} from "#server/modules/content/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const writing = guarded("content.page.write");
const tags = ["admin"];
const saved = z.object({ id: z.string(), version: z.number().int() });

/** The parts of the home page. */
export const adminHomePageRouter = router({
  list: writing
    .meta({ openapi: { method: "GET", path: "/admin/home-page", tags, summary: "Blocks of the home page" } })
    .input(z.strictObject({}).optional())
    .output(z.array(adminBlockSchema))
    .query(({ ctx }) => listBlocks(db(), ctx.locale)),

  preview: writing
    .meta({ openapi: { method: "GET", path: "/admin/home-page/preview", tags, summary: "Blocks with drafts" } })
    .input(z.strictObject({}).optional())
    .output(z.array(shownBlockSchema))
    .query(({ ctx }) => homeBlocks(db(), ctx.locale, systemClock.now(), true)),

  save: writing
    .meta({ openapi: { method: "PUT", path: "/admin/home-page", tags, summary: "Add or change a block" } })
    .input(saveBlockInput)
    .output(saved)
    .mutation(({ ctx, input }) => inTx((tx) => saveBlock(tx, input, ctx.by))),

  move: writing
    .meta({ openapi: { method: "POST", path: "/admin/home-page/move", tags, summary: "Move a block up or down" } })
    .input(moveBlockInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => moveBlock(tx, input, ctx.by));
      return {};
    }),

  remove: writing
    .meta({ openapi: { method: "POST", path: "/admin/home-page/remove", tags, summary: "Remove a block" } })
    .input(blockInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeBlock(tx, input, ctx.by));
      return {};
    }),

  photos: writing
    .meta({ openapi: { method: "GET", path: "/admin/photos", tags, summary: "Pictures to choose from" } })
    .input(z.strictObject({ words: z.string().trim().max(80).default("") }))
    .output(z.array(photoChoiceSchema))
    .query(({ ctx, input }) => photoChoices(db(), ctx.locale, input.words)),
});

/** The journal. */
export const adminJournalRouter = router({
  list: writing
    .meta({ openapi: { method: "GET", path: "/admin/articles", tags, summary: "Articles, drafts included" } })
    .input(
      z.strictObject({
        cursor: z.string().max(400).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(pageOf(adminArticleSchema))
    .query(({ ctx, input }) => adminArticles(db(), ctx.locale, input)),

  get: writing
    .meta({ openapi: { method: "GET", path: "/admin/articles/{id}", tags, summary: "An article" } })
    .input(z.strictObject({ id: z.string().max(40) }))
    .output(adminArticleSchema)
    .query(async ({ ctx, input }) => {
      const article = await adminArticle(db(), ctx.locale, input.id);
      if (!article) throw new DomainError("not_found", "content.article_not_found");
      return article;
    }),

  save: writing
    .meta({ openapi: { method: "PUT", path: "/admin/articles", tags, summary: "Write an article" } })
    .input(saveArticleInput)
    .output(saved)
    .mutation(({ ctx, input }) => inTx((tx) => saveArticle(tx, input, ctx.by, systemClock.now()))),
});
