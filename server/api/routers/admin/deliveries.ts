import { bookParcel } from "#server/flows/deliver-order/book-parcel.ts";
import { markDelivered } from "#server/flows/deliver-order/mark-delivered.ts";
import { packDelivery } from "#server/flows/deliver-order/pack-delivery.ts";
import { pickDelivery } from "#server/flows/deliver-order/pick-delivery.ts";
import { shipDelivery } from "#server/flows/deliver-order/ship-delivery.ts";
import { startPicking } from "#server/flows/deliver-order/start-picking.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  deliveryDetailSchema,
  deliveryListInput,
  deliveryNumberInput,
  deliveryRowSchema,
  markDeliveredInput,
  packInput,
  pickInput,
  shipInput,
  startPickingInput,
} from "#server/modules/fulfilment/contract.ts";
import { deliveryDetail, listDeliveries } from "#server/modules/fulfilment/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["deliveries"];
const at = (path: string) => `/admin/deliveries${path}` as const;

/** Pick, pack, ship. Every step answers the delivery as it then is, with the version that the next step names. */
export const adminDeliveries = router({
  list: guarded("fulfilment.delivery.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Deliveries, newest first" } })
    .input(deliveryListInput)
    .output(pageOf(deliveryRowSchema))
    .query(({ ctx, input }) => listDeliveries(db(), ctx.scope, input)),

  get: guarded("fulfilment.delivery.read")
    .meta({ openapi: { method: "GET", path: at("/{number}"), tags, summary: "One delivery" } })
    .input(deliveryNumberInput)
    .output(deliveryDetailSchema)
    .query(({ ctx, input }) => deliveryDetail(db(), ctx.scope, input.number)),

  startPicking: guarded("fulfilment.delivery.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/start-picking"), tags, summary: "Take it in hand" } })
    .input(startPickingInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      await startPicking(input, ctx.by);
      return deliveryDetail(db(), ctx.scope, input.number);
    }),

  pick: guarded("fulfilment.delivery.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/pick"), tags, summary: "Write what was found" } })
    .input(pickInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      await pickDelivery(input, ctx.by);
      return deliveryDetail(db(), ctx.scope, input.number);
    }),

  pack: guarded("fulfilment.delivery.process")
    .meta({
      openapi: { method: "POST", path: at("/{number}/pack"), tags, summary: "Into parcels; the rest is a backorder" },
    })
    .input(packInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      await packDelivery(input, ctx.by);
      return deliveryDetail(db(), ctx.scope, input.number);
    }),

  ship: guarded("fulfilment.delivery.process")
    .meta({ openapi: { method: "POST", path: at("/{number}/ship"), tags, summary: "The parcels leave" } })
    .input(shipInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      await shipDelivery(input, ctx.by);
      return deliveryDetail(db(), ctx.scope, input.number);
    }),

  book: guarded("fulfilment.delivery.process")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/parcels/{parcelId}/book",
        tags,
        summary: "Book a parcel with its carrier",
      },
    })
    .input(markDeliveredInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      const number = await bookParcel(input.parcelId, ctx.by, new Date());
      return deliveryDetail(db(), ctx.scope, number);
    }),

  markDelivered: guarded("fulfilment.delivery.process")
    .meta({
      openapi: { method: "POST", path: "/admin/parcels/{parcelId}/delivered", tags, summary: "A parcel arrived" },
    })
    .input(markDeliveredInput)
    .output(deliveryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      const number = await markDelivered(input.parcelId, ctx.by);
      return deliveryDetail(db(), ctx.scope, number);
    }),
});
