import type { CartCaller } from "#server/flows/cart/change-cart.ts";
import type { Actor } from "../access/actor.ts";
import type { Context } from "./context.ts";

/** Who stands behind a cart: the browser's cookie, and the customer when signed in, or the company they buy for. */
export function cartCaller(ctx: Context & { actor: Actor }): CartCaller {
  return {
    token: ctx.cartToken,
    userId: ctx.actor.userId,
    partnerId: ctx.actor.actsFor ?? ctx.actor.partnerId,
    companyId: ctx.actor.actsFor,
    channelCode: ctx.channelCode,
    locale: ctx.locale,
  };
}
