import { z } from "zod";
import { changeOnList, putOnList, readListPrices, takeOffList } from "#server/flows/edit-prices/edit-prices.ts";
import {
  addPriceInput,
  changePriceInput,
  changePriceListInput,
  createPriceListInput,
  listPricesInput,
  listPricesPage,
  priceListDetail,
  priceListIdInput,
  priceListRow,
  removePriceInput,
} from "#server/modules/pricing/contract-lists.ts";
import { changePriceList, listPriceLists, openPriceList, readPriceList } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const read = guarded("pricing.list.read");
const write = guarded("pricing.list.write");
const tags = ["prices"];
const at = (path: string) => `/admin/price-lists${path}` as const;
const done = z.object({ done: z.literal(true) });
const finished = { done: true } as const;

/** Price lists: everybody's, and those of companies. */
export const adminPriceListsRouter = router({
  list: read
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Price lists" } })
    .input(z.strictObject({}).optional())
    .output(z.array(priceListRow))
    .query(({ ctx }) => listPriceLists(db(), ctx.locale)),
  get: read
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "A price list and who buys by it" } })
    .input(priceListIdInput)
    .output(priceListDetail)
    .query(({ ctx, input }) => readPriceList(db(), input.id, ctx.locale)),
  create: write
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Open a price list" } })
    .input(createPriceListInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => ({ id: await inTx((tx) => openPriceList(tx, input, ctx.by)) })),
  change: write
    .meta({ openapi: { method: "PUT", path: at("/{id}"), tags, summary: "Rename a price list, or switch it off" } })
    .input(changePriceListInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => changePriceList(tx, input, ctx.by));
      return finished;
    }),
});

/** What stands on a list. */
export const adminPricesRouter = router({
  list: read
    .meta({ openapi: { method: "GET", path: at("/{priceListId}/prices"), tags, summary: "Prices of a list, by SKU" } })
    .input(listPricesInput)
    .output(listPricesPage)
    .query(({ ctx, input }) => readListPrices(input, ctx, new Date())),
  add: write
    .meta({ openapi: { method: "POST", path: at("/{priceListId}/prices"), tags, summary: "Put a price on a list" } })
    .input(addPriceInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await putOnList(input, ctx.by);
      return finished;
    }),
  change: write
    .meta({
      openapi: { method: "PUT", path: at("/{priceListId}/prices/{id}"), tags, summary: "Change a price of a list" },
    })
    .input(changePriceInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await changeOnList(input, ctx.by);
      return finished;
    }),
  remove: write
    .meta({
      openapi: { method: "DELETE", path: at("/{priceListId}/prices/{id}"), tags, summary: "Take a price off a list" },
    })
    .input(removePriceInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await takeOffList(input, ctx.by);
      return finished;
    }),
});
