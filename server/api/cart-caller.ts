import type { CartCaller } from "#server/flows/cart/change-cart.ts";
import type { Actor } from "../access/actor.ts";
import type { Context } from "./context.ts";

/** Who stands behind a cart: the browser's cookie, and the customer when signed in. */
export function cartCaller(ctx: Context & { actor: Actor }): CartCaller {
  return {
    token: ctx.cartToken,
    userId: ctx.actor.userId,
    partnerId: ctx.actor.partnerId,
    channelCode: ctx.channelCode,
    locale: ctx.locale,
  };
}
