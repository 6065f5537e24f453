import { z } from "zod";
import { can } from "#server/access/actor.ts";
import { cancelOrder } from "#server/flows/cancel-order/cancel-order.ts";
import { editOrder, previewEdit } from "#server/flows/edit-order/edit-order.ts";
import { articleSchema, findArticles } from "#server/flows/edit-order/find-articles.ts";
import { withdrawChange } from "#server/flows/edit-order/give-up-change.ts";
import { shippingWays } from "#server/flows/edit-order/shipping-ways.ts";
import { noteOrder } from "#server/flows/track-order/note-order.ts";
import { orderDetail } from "#server/flows/track-order/order-detail.ts";
import { watchOwnOrder } from "#server/flows/track-order/watch-order.ts";
import { pageInput } from "#server/kernel/page.ts";
import { shippingWaySchema } from "#server/modules/fulfilment/contract.ts";
import {
  moneySchema,
  orderDeliveryStatuses,
  orderPaymentStatuses,
  orderStatuses,
} from "#server/modules/sales/contract.ts";
import { orderDetailSchema, orderNumberInput } from "#server/modules/sales/contract-detail.ts";
import {
  editedSchema,
  editOrderInput,
  editPreviewInput,
  editPreviewSchema,
} from "#server/modules/sales/contract-edit.ts";
import { countOrders, listOrders, orderSorts } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const rowSchema = z.object({
  id: z.string(),
  number: z.string(),
  placedAt: z.string(),
  status: z.enum(orderStatuses),
  paymentStatus: z.enum(orderPaymentStatuses),
  deliveryStatus: z.enum(orderDeliveryStatuses),
  invoiceStatus: z.enum(["none", "invoiced"]),
  total: moneySchema,
  itemCount: z.number(),
  email: z.string(),
  customer: z.string(),
  channel: z.string(),
});

const done = z.object({ done: z.literal(true) });
const tags = ["admin"];

/** Orders of every channel, for staff. */
export const adminOrdersRouter = router({
  list: guarded("sales.order.read")
    .meta({ openapi: { method: "GET", path: "/admin/orders", tags, summary: "Orders: filter, sort, keyset pages" } })
    .input(
      pageInput.extend({
        status: z.enum(orderStatuses).optional(),
        paymentStatus: z.enum(orderPaymentStatuses).optional(),
        deliveryStatus: z.enum(orderDeliveryStatuses).optional(),
        query: z.string().max(100).optional(),
        sort: z.enum(orderSorts).default("placed_desc"),
      }),
    )
    .output(
      z.object({
        items: z.array(rowSchema),
        nextCursor: z.string().nullable(),
        total: z.object({ value: z.number(), capped: z.boolean() }),
      }),
    )
    .query(async ({ ctx, input }) => {
      const [page, total] = await Promise.all([
        listOrders(db(), ctx.scope, input),
        countOrders(db(), ctx.scope, input),
      ]);
      const items = page.items.map(({ totalMinor, currency, lines, channel, partner, deliveryAddress, ...row }) =>
        rowSchema.parse({
          ...row,
          placedAt: row.placedAt.toISOString(),
          total: { minor: Number(totalMinor), currency },
          itemCount: lines.reduce((sum, line) => sum + Number(line.quantity), 0),
          channel: channel.code,
          customer: partner?.name ?? (deliveryAddress as { recipient?: string }).recipient ?? row.email,
        }),
      );
      return { items, nextCursor: page.nextCursor, total };
    }),
  get: guarded("sales.order.read")
    .meta({ openapi: { method: "GET", path: "/admin/orders/{number}", tags, summary: "One order with its timeline" } })
    .input(orderNumberInput)
    .output(orderDetailSchema)
    .query(({ ctx, input }) => orderDetail(db(), ctx.scope, input.number, { staff: ctx.actor })),
  watch: guarded("sales.order.read")
    .input(orderNumberInput)
    .subscription(({ ctx, input, signal }) => watchOwnOrder(db(), ctx.scope, input.number, signal)),
  cancel: guarded("sales.order.cancel")
    .meta({ openapi: { method: "POST", path: "/admin/orders/{number}/cancel", tags, summary: "Call an order off" } })
    .input(orderNumberInput.extend({ version: z.number().int(), reason: z.string().trim().min(3).max(300) }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await cancelOrder(input, ctx.by, new Date());
      return { done: true };
    }),
  previewEdit: guarded("sales.order.edit")
    .meta({
      openapi: { method: "POST", path: "/admin/orders/{number}/edit-preview", tags, summary: "What a change costs" },
    })
    .input(editPreviewInput)
    .output(editPreviewSchema)
    .query(({ ctx, input }) => previewEdit(ctx.scope, input, new Date())),
  edit: guarded("sales.order.edit")
    .meta({ openapi: { method: "POST", path: "/admin/orders/{number}/edit", tags, summary: "Change before picking" } })
    .input(editOrderInput)
    .output(editedSchema)
    .mutation(({ ctx, input }) => {
      const mayCollectLater = can(ctx.actor, "sales.order.collect_later");
      return editOrder({ scope: ctx.scope, by: ctx.by, source: "staff", mayCollectLater }, input, new Date());
    }),
  withdrawChange: guarded("sales.order.edit")
    .meta({
      openapi: { method: "POST", path: "/admin/orders/{number}/withdraw-change", tags, summary: "Give a change up" },
    })
    .input(orderNumberInput.extend({ amendmentId: z.string().min(1).max(60) }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await withdrawChange(ctx.scope, input, ctx.by, new Date());
      return { done: true };
    }),
  findArticles: guarded("sales.order.edit")
    .meta({ openapi: { method: "GET", path: "/admin/orders/{number}/articles", tags, summary: "Articles to add" } })
    .input(orderNumberInput.extend({ query: z.string().trim().min(2).max(60) }))
    .output(z.array(articleSchema))
    .query(({ ctx, input }) => findArticles(ctx.scope, input, new Date())),
  shippingMethods: guarded("sales.order.edit")
    .meta({
      openapi: { method: "GET", path: "/admin/orders/{number}/shipping-methods", tags, summary: "Ways to send it" },
    })
    .input(orderNumberInput.extend({ country: z.string().regex(/^[A-Z]{2}$/) }))
    .output(z.array(shippingWaySchema))
    .query(({ ctx, input }) => shippingWays(ctx.scope, input, new Date())),
  addNote: guarded("sales.order.read")
    .meta({ openapi: { method: "POST", path: "/admin/orders/{number}/notes", tags, summary: "An internal note" } })
    .input(orderNumberInput.extend({ text: z.string().trim().min(1).max(1000), version: z.number().int().optional() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await noteOrder(input, ctx.by);
      return { done: true };
    }),
});
