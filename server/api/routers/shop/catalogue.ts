import { z } from "zod";
import { listCategory, listFeatured, listNewest, type Reader } from "#server/flows/browse/list-products.ts";
import { viewProduct } from "#server/flows/browse/view-product.ts";
import { systemClock } from "#server/kernel/clock.ts";
import {
  categoryInput,
  categoryPageSchema,
  categorySchema,
  productCardSchema,
  productSchema,
} from "#server/modules/catalogue/contract.ts";
import { listCategories } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import type { Context } from "../../context.ts";
import { guarded, router } from "../../trpc.ts";

const reading = guarded("shop.catalogue.read");
const slugInput = z.strictObject({ slug: z.string().min(1).max(200) });
const limitInput = z.strictObject({ limit: z.number().int().min(1).max(24).default(8) });
const cards = z.array(productCardSchema);
const tags = ["Catalogue"];

const readerOf = (ctx: Pick<Context, "channelCode" | "locale">): Reader => ({
  channelCode: ctx.channelCode,
  locale: ctx.locale,
  now: systemClock.now(),
});

/** What is on sale: categories, lists, products. */
export const catalogueRouter = router({
  categories: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/categories", tags, summary: "Categories" } })
    .input(z.strictObject({}).optional())
    .output(z.array(categorySchema))
    .query(({ ctx }) => listCategories(db(), ctx.locale)),

  category: reading
    .meta({ openapi: { method: "POST", path: "/catalogue/category", tags, summary: "Products of a category" } })
    .input(categoryInput)
    .output(categoryPageSchema)
    .query(({ ctx, input }) => listCategory(db(), readerOf(ctx), input)),

  product: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/products/{slug}", tags, summary: "A product" } })
    .input(slugInput)
    .output(productSchema)
    .query(({ ctx, input }) => viewProduct(db(), readerOf(ctx), input.slug)),

  newest: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/newest", tags, summary: "Products last added" } })
    .input(limitInput)
    .output(cards)
    .query(({ ctx, input }) => listNewest(db(), readerOf(ctx), input.limit)),

  featured: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/featured", tags, summary: "Products put forward" } })
    .input(limitInput)
    .output(cards)
    .query(({ ctx, input }) => listFeatured(db(), readerOf(ctx), input.limit)),
});
