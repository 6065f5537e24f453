import { z } from "zod";
import type { Reader } from "#server/flows/browse/list-products.ts";
import { listFeed } from "#server/flows/show-catalogue/list-feed.ts";
import { siteMapPage, siteMapParts } from "#server/flows/show-catalogue/map-site.ts";
import { viewOffers } from "#server/flows/show-catalogue/view-offers.ts";
import { systemClock } from "#server/kernel/clock.ts";
import {
  feedInput,
  feedPageSchema,
  offersSchema,
  sitemapPageInput,
  sitemapPageSchema,
  sitemapPartsSchema,
} from "#server/modules/catalogue/showing-contract.ts";
import { db } from "#server/platform/db.ts";
import type { Context } from "../../context.ts";
import { guarded, router } from "../../trpc.ts";

const reading = guarded("shop.catalogue.read");
const tags = ["Catalogue"];

const readerOf = (ctx: Pick<Context, "channelCode" | "locale">): Reader => ({
  channelCode: ctx.channelCode,
  locale: ctx.locale,
  now: systemClock.now(),
});

/** What search engines and shopping sites are told of the catalogue. */
export const showingRouter = router({
  offers: reading
    .meta({
      openapi: {
        method: "GET",
        path: "/catalogue/products/{slug}/offers",
        tags,
        summary: "Availability in bands, shipping and returns of a product",
      },
    })
    .input(z.strictObject({ slug: z.string().min(1).max(200) }))
    .output(offersSchema)
    .query(({ ctx, input }) => viewOffers(db(), readerOf(ctx), input.slug)),

  feed: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/feed", tags, summary: "Everything on sale, page by page" } })
    .input(feedInput)
    .output(feedPageSchema)
    .query(({ ctx, input }) => listFeed(db(), readerOf(ctx), input)),

  siteMap: reading
    .meta({ openapi: { method: "GET", path: "/catalogue/site-map", tags, summary: "The parts of the site map" } })
    .input(z.strictObject({}).optional())
    .output(sitemapPartsSchema)
    .query(() => siteMapParts(db())),

  siteMapPage: reading
    .meta({
      openapi: {
        method: "GET",
        path: "/catalogue/site-map/{from}",
        tags,
        summary: "Products of a part of the site map",
      },
    })
    .input(sitemapPageInput)
    .output(sitemapPageSchema)
    .query(({ ctx, input }) => siteMapPage(db(), readerOf(ctx), input)),
});
