import { z } from "zod";
import { addDays, dateAt } from "#server/kernel/calendar.ts";
import { DomainError } from "#server/kernel/errors.ts";
import {
  keptInput,
  keptPromisesSchema,
  methodInput,
  methodSettingsSchema,
} from "#server/modules/fulfilment/contract-promise.ts";
import { keptPromises, methodSettings, saveMethod } from "#server/modules/fulfilment/index.ts";
import { placeInput, placeSettingsSchema } from "#server/modules/stock/contract-locations.ts";
import { placeSettings, savePlace } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["shipping"];

async function mustRead(code: string) {
  const [place] = await placeSettings(db(), code);
  if (!place) throw new DomainError("not_found", "stock.location_not_found", { location: code });
  return place;
}

/** When places work and carriers drive: what delivery dates are promised from; and how many were kept. */
export const adminShippingRouter = router({
  places: guarded("fulfilment.promise.read")
    .meta({ openapi: { method: "GET", path: "/admin/places", tags, summary: "When warehouses and stores work" } })
    .input(z.strictObject({}).optional())
    .output(z.array(placeSettingsSchema))
    .query(() => placeSettings(db())),
  get: guarded("fulfilment.promise.read")
    .meta({ openapi: { method: "GET", path: "/admin/places/{code}", tags, summary: "When a place works" } })
    .input(z.strictObject({ code: z.string().max(40) }))
    .output(placeSettingsSchema)
    .query(({ input }) => mustRead(input.code)),
  savePlace: guarded("stock.location.write")
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/places/{code}",
        tags,
        summary: "Cut-off, working days, closed days and opening hours",
      },
    })
    .input(placeInput)
    .output(placeSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => savePlace(tx, input, ctx.by));
      return mustRead(input.code);
    }),
  methods: guarded("fulfilment.promise.read")
    .meta({ openapi: { method: "GET", path: "/admin/shipping-methods", tags, summary: "How long each method takes" } })
    .input(z.strictObject({}).optional())
    .output(z.array(methodSettingsSchema))
    .query(({ ctx }) => methodSettings(db(), ctx.locale)),
  saveMethod: guarded("fulfilment.method.write")
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/shipping-methods/{code}",
        tags,
        summary: "Days on the road, and the carrier's working days",
      },
    })
    .input(methodInput)
    .output(z.array(methodSettingsSchema))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => saveMethod(tx, input, ctx.by));
      return methodSettings(db(), ctx.locale);
    }),
  kept: guarded("fulfilment.promise.read")
    .meta({ openapi: { method: "GET", path: "/admin/promises", tags, summary: "How many promises were kept" } })
    .input(keptInput)
    .output(keptPromisesSchema)
    .query(({ ctx, input }) => {
      const now = new Date();
      const { days, ...choice } = input;
      return keptPromises(db(), { ...choice, since: addDays(dateAt("Europe/Paris", now), -days), now }, ctx.locale);
    }),
});
