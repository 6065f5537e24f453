import { tracked } from "@trpc/server";
import { z } from "zod";
import { DomainError } from "#server/kernel/errors.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { availabilitySchema } from "#server/modules/stock/contract.ts";
import { availabilityByLocation } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { isClosing, listen } from "#server/platform/realtime.ts";
import { guarded, router } from "../../trpc.ts";

const variantIds = z.array(z.string().max(40)).min(1).max(50);

async function availability(channelCode: string, ids: readonly string[]) {
  const channel = await channelByCode(db(), channelCode);
  return availabilityByLocation(db(), ids, channel, new Date());
}

export const stockRouter = router({
  availability: guarded("shop.stock.read")
    .meta({ openapi: { method: "GET", path: "/stock", tags: ["shop"], summary: "What may be bought now, by place" } })
    .input(z.strictObject({ variantIds: z.preprocess((v) => (typeof v === "string" ? v.split(",") : v), variantIds) }))
    .output(z.array(availabilitySchema))
    .query(({ ctx, input }) => availability(ctx.channelCode, input.variantIds)),
  watch: guarded("shop.stock.read")
    .input(z.strictObject({ variantIds, lastEventId: z.string().max(40).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      // Listening comes before the first reading: what changes in between wakes us again.
      const changes = await listen(
        input.variantIds.map((id) => `stock:${id}`),
        signal,
      );
      let last = JSON.stringify(await availability(ctx.channelCode, input.variantIds));
      yield tracked(String(Date.now()), JSON.parse(last) as z.infer<typeof availabilitySchema>[]);
      for await (const _ of changes) {
        const now = JSON.stringify(await availability(ctx.channelCode, input.variantIds));
        if (now === last) continue;
        last = now;
        yield tracked(String(Date.now()), JSON.parse(now) as z.infer<typeof availabilitySchema>[]);
      }
      // A normal end would tell the browser that all is said; an error makes it come back to the next server.
      if (isClosing()) throw new DomainError("unavailable", "unavailable");
    }),
});
