import { findProducts, type Reader, suggest } from "#server/flows/search/find-products.ts";
import { systemClock } from "#server/kernel/clock.ts";
import {
  searchInput,
  searchPageSchema,
  suggestInput,
  suggestionsSchema,
} from "#server/modules/catalogue/search-contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { type Context, plainContext } from "../../context.ts";
import { guarded, router } from "../../trpc.ts";

const readerOf = (ctx: Pick<Context, "channelCode" | "locale">): Reader => ({
  channelCode: ctx.channelCode,
  locale: ctx.locale,
  now: systemClock.now(),
});

const ownCalls = plainContext().ip;

/** Generous: five searches a second for a minute from one address. Pages that we render ourselves are not counted. */
const reading = guarded("shop.catalogue.read").use(async ({ ctx, next }) => {
  if (ctx.ip !== ownCalls) await limitRate(`search:${ctx.ip}`, 300, 60);
  return next();
});

/** Finding products by words. */
export const searchRouter = router({
  search: reading
    .meta({ openapi: { method: "POST", path: "/catalogue/search", tags: ["Catalogue"], summary: "Search products" } })
    .input(searchInput)
    .output(searchPageSchema)
    .query(({ ctx, input }) => findProducts(db(), readerOf(ctx), input)),

  suggest: reading
    .meta({
      openapi: { method: "GET", path: "/catalogue/suggest", tags: ["Catalogue"], summary: "Suggestions while typing" },
    })
    .input(suggestInput)
    .output(suggestionsSchema)
    .query(({ ctx, input }) => suggest(db(), readerOf(ctx), input.query)),
});
