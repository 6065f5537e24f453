import { z } from "zod";
import {
  channelInput,
  channelRowSchema,
  channelSafetyInput,
  channelSettingsSchema,
} from "#server/modules/channels/contract.ts";
import { channelSettings, listChannels, saveChannel, setSafetyStock } from "#server/modules/channels/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

export const adminChannelsRouter = router({
  list: guarded("channels.channel.read")
    .meta({ openapi: { method: "GET", path: "/admin/channels", tags: ["admin"], summary: "Sales channels" } })
    .input(z.strictObject({}).optional())
    .output(z.array(channelRowSchema))
    .query(({ ctx }) => listChannels(db(), ctx.locale)),
  get: guarded("channels.channel.read")
    .meta({
      openapi: { method: "GET", path: "/admin/channels/{code}", tags: ["admin"], summary: "A channel's settings" },
    })
    .input(z.strictObject({ code: z.string().max(40) }))
    .output(channelSettingsSchema)
    .query(({ ctx, input }) => channelSettings(db(), input.code, ctx.locale)),
  save: guarded("channels.channel.write")
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/channels/{code}",
        tags: ["admin"],
        summary: "How a channel holds, sources, shows and charges",
      },
    })
    .input(channelInput)
    .output(channelSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => saveChannel(tx, input, ctx.by));
      return channelSettings(db(), input.code, ctx.locale);
    }),
  setSafetyStock: guarded("channels.channel.write")
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/channels/{code}/safety-stock",
        tags: ["admin"],
        summary: "Pieces of a variant that a channel leaves for others",
      },
    })
    .input(channelSafetyInput)
    .output(channelSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setSafetyStock(tx, input, ctx.by));
      return channelSettings(db(), input.code, ctx.locale);
    }),
});
