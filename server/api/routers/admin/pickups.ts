import { z } from "zod";
import { handOverPickup } from "#server/flows/collect-order/hand-over.ts";
import { placesOf } from "#server/flows/collect-order/places-of.ts";
import { readyPickup } from "#server/flows/collect-order/ready-pickup.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  handOverInput,
  pickupListInput,
  pickupSchema,
  readyPickupInput,
} from "#server/modules/fulfilment/contract-pickups.ts";
import { countPickups, listPickups } from "#server/modules/fulfilment/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["deliveries"];
const count = z.number().int();

/** What buyers collect at stores: prepare, lay ready, hand over. A clerk sees the pickups of their own store. */
export const adminPickupsRouter = router({
  list: guarded("fulfilment.pickup.read")
    .meta({ openapi: { method: "GET", path: "/admin/pickups", tags, summary: "What is collected at stores" } })
    .input(pickupListInput)
    .output(
      pageOf(pickupSchema).extend({
        counts: z.object({ to_prepare: count, ready: count, overdue: count }),
        /** Whether the reader sees any store at all. */
        anywhere: z.boolean(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const [places, now] = [await placesOf(db(), ctx.actor), new Date()];
      const [page, counts] = [await listPickups(db(), places, input, now), await countPickups(db(), places, now)];
      return { ...page, counts, anywhere: places === "all" || places.length > 0 };
    }),
  ready: guarded("fulfilment.pickup.process")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/pickups/{number}/ready",
        tags,
        summary: "It lies ready; the buyer is told",
      },
    })
    .input(readyPickupInput)
    .output(z.object({ number: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await readyPickup(input, await placesOf(db(), ctx.actor), ctx.by);
      return { number: input.number };
    }),
  handOver: guarded("fulfilment.pickup.process")
    .meta({
      openapi: { method: "POST", path: "/admin/pickups/hand-over", tags, summary: "Hand over what this code is for" },
    })
    .input(handOverInput)
    .output(z.object({ number: z.string(), orderNumber: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await limitRate(`pickup-code:${ctx.actor.userId}`, 30, 600);
      return handOverPickup(input.code, await placesOf(db(), ctx.actor), ctx.by);
    }),
});
