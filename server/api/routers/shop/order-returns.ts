import { z } from "zod";
import { announceOwn, cancelOwn, quoteOwn } from "#server/flows/return-order/announce-own.ts";
import { chooseWay } from "#server/flows/return-order/choose-way.ts";
import { ownReturn, returnOptions } from "#server/flows/return-order/own-returns.ts";
import { reachOrder } from "#server/flows/track-order/reach-order.ts";
import {
  announceOwnInput,
  chooseWayInput,
  ownReturnQuoteSchema,
  ownReturnSchema,
  quoteOwnReturnInput,
  returnOptionsSchema,
} from "#server/modules/fulfilment/contract-returning.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";
import { reachOf, whichOrder } from "./which-order.ts";

const tags = ["shop"];
const at = (path: string) => `/orders/returns${path}` as const;

/** A buyer sends something of their own order back, signed in or by the link. */
export const orderReturnsRouter = router({
  options: guarded("shop.order.return")
    .meta({
      openapi: { method: "GET", path: at("/options"), tags, summary: "What of my order may come back, and how" },
    })
    .input(whichOrder)
    .output(returnOptionsSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return returnOptions(db(), scope, number, new Date());
    }),
  quote: guarded("shop.order.return")
    .meta({ openapi: { method: "POST", path: at("/quote"), tags, summary: "What I get back for these units" } })
    .input(quoteOwnReturnInput.extend(whichOrder.shape))
    .output(ownReturnQuoteSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      // It reads under the order's lock: nobody asks for hundreds in a row.
      await limitRate(`return-quote:${number}`, 300, 600);
      return quoteOwn(scope, number, input.lines, new Date());
    }),
  announce: guarded("shop.order.return")
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Announce what I send back" } })
    .input(announceOwnInput.extend(whichOrder.shape))
    .output(ownReturnSchema)
    .mutation(async ({ ctx, input: { number: asked, token, ...said } }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, { number: asked, token }));
      await limitRate(`return-announce:${number}`, 20, 3600);
      const made = await announceOwn(scope, number, said, ctx.by, new Date());
      return ownReturn(db(), scope, made.number, number);
    }),
  get: guarded("shop.order.return")
    .meta({ openapi: { method: "GET", path: at("/{returnNumber}"), tags, summary: "One of my returns" } })
    .input(whichOrder.extend({ returnNumber: z.string().min(1).max(40) }))
    .output(ownReturnSchema)
    .query(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      return ownReturn(db(), scope, input.returnNumber, number);
    }),
  chooseWay: guarded("shop.order.return")
    .meta({ openapi: { method: "POST", path: at("/{returnNumber}/way"), tags, summary: "How I send it back" } })
    .input(chooseWayInput.extend(whichOrder.shape))
    .output(ownReturnSchema)
    .mutation(async ({ ctx, input: { number: asked, token, ...way } }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, { number: asked, token }));
      await chooseWay(scope, number, way, ctx.by, new Date());
      return ownReturn(db(), scope, way.returnNumber, number);
    }),
  cancel: guarded("shop.order.return")
    .meta({ openapi: { method: "POST", path: at("/{returnNumber}/cancel"), tags, summary: "I keep it after all" } })
    .input(whichOrder.extend({ returnNumber: z.string().min(1).max(40), version: z.number().int().positive() }))
    .output(ownReturnSchema)
    .mutation(async ({ ctx, input }) => {
      const { scope, number } = await reachOrder(db(), reachOf(ctx.actor, input));
      const { returnNumber, version } = input;
      await cancelOwn(scope, number, { number: returnNumber, version }, ctx.by, new Date());
      return ownReturn(db(), scope, returnNumber, number);
    }),
});
