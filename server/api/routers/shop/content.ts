import { z } from "zod";
import { readArticle } from "#server/flows/show-content/read-article.ts";
import { systemClock } from "#server/kernel/clock.ts";
import { productCardSchema } from "#server/modules/catalogue/contract.ts";
import { articlePageSchema, articleSchema, shownBlockSchema } from "#server/modules/content/contract.ts";
import { homeBlocks, listArticles } from "#server/modules/content/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const reading = guarded("shop.catalogue.read");
const tags = ["Content"];

/** What the house says beside its catalogue: the parts of the home page, the journal. */
export const contentRouter = router({
  home: reading
    .meta({ openapi: { method: "GET", path: "/content/home", tags, summary: "The parts of the home page" } })
    .input(z.strictObject({}).optional())
    .output(z.array(shownBlockSchema))
    .query(({ ctx }) => homeBlocks(db(), ctx.locale, systemClock.now())),

  articles: reading
    .meta({ openapi: { method: "GET", path: "/content/articles", tags, summary: "Articles of the journal" } })
    .input(
      z.strictObject({
        cursor: z.string().max(400).optional(),
        limit: z.coerce.number().int().min(1).max(50).default(12),
      }),
    )
    .output(articlePageSchema)
    .query(({ ctx, input }) => listArticles(db(), { locale: ctx.locale, now: systemClock.now() }, input)),

  article: reading
    .meta({
      openapi: { method: "GET", path: "/content/articles/{slug}", tags, summary: "An article, or where it moved" },
    })
    .input(z.strictObject({ slug: z.string().min(1).max(120) }))
    .output(
      z.object({
        movedTo: z.string().nullable(),
        article: articleSchema.nullable(),
        products: z.array(productCardSchema),
      }),
    )
    .query(({ ctx, input }) => {
      const reader = { channelCode: ctx.channelCode, locale: ctx.locale, now: systemClock.now() };
      return readArticle(db(), reader, input.slug);
    }),
});
