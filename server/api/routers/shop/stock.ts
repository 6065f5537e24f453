import { tracked } from "@trpc/server";
import { z } from "zod";
import { readShownStock } from "#server/flows/watch-stock/shown-stock.ts";
import { stockFeed } from "#server/flows/watch-stock/stock-feed.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { shownStockSchema } from "#server/modules/stock/contract-display.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const variantIds = z.array(z.string().max(40)).min(1).max(50);

export const stockRouter = router({
  availability: guarded("shop.stock.read")
    .meta({ openapi: { method: "GET", path: "/stock", tags: ["shop"], summary: "What may be bought now, by place" } })
    .input(z.strictObject({ variantIds: z.preprocess((v) => (typeof v === "string" ? v.split(",") : v), variantIds) }))
    .output(z.array(shownStockSchema))
    .query(async ({ ctx, input }) =>
      readShownStock(db(), await channelByCode(db(), ctx.channelCode), input.variantIds, new Date()),
    ),
  watch: guarded("shop.stock.read")
    .input(z.strictObject({ variantIds, lastEventId: z.string().max(40).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const events = stockFeed().watch(
        ctx.channelCode,
        input.variantIds,
        input.lastEventId ?? null,
        signal ?? new AbortController().signal,
      );
      for await (const { id, rows } of events) yield tracked(id, rows);
    }),
});
