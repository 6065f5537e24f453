import { z } from "zod";
import { applyCoupon, removeCoupon } from "#server/flows/cart/apply-coupon.ts";
import { addToCart, changeQuantity, getCart } from "#server/flows/cart/change-cart.ts";
import { setCartAside } from "#server/flows/cart/set-aside.ts";
import { couponCode } from "#server/modules/pricing/coupon-contract.ts";
import { addToCartInput, cartSchema, setQuantityInput } from "#server/modules/sales/contract.ts";
import { giveBack, limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

export const cartRouter = router({
  get: guarded("shop.cart.use")
    .meta({ openapi: { method: "GET", path: "/cart", tags: ["shop"], summary: "The caller's cart" } })
    .input(z.strictObject({}).optional())
    .output(cartSchema)
    .query(({ ctx }) => getCart(cartCaller(ctx))),
  add: guarded("shop.cart.use")
    .meta({ openapi: { method: "POST", path: "/cart/lines", tags: ["shop"], summary: "Add a variant to the cart" } })
    .input(addToCartInput)
    .output(cartSchema)
    .mutation(async ({ ctx, input }) => {
      const { cart, newToken } = await addToCart(cartCaller(ctx), input);
      if (newToken) ctx.setCartToken(newToken);
      return cart;
    }),
  setQuantity: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "PATCH",
        path: "/cart/lines/{lineId}",
        tags: ["shop"],
        summary: "Set a line's quantity, 0 removes it",
      },
    })
    .input(setQuantityInput)
    .output(cartSchema)
    .mutation(({ ctx, input }) => changeQuantity(cartCaller(ctx), input)),
  hold: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/cart/hold",
        tags: ["shop"],
        summary: "Set the cart's stock aside anew, where the channel does so",
      },
    })
    .input(z.strictObject({}).optional())
    .output(cartSchema)
    .mutation(({ ctx }) => setCartAside(cartCaller(ctx), new Date())),
  applyCoupon: guarded("shop.cart.use")
    .meta({ openapi: { method: "PUT", path: "/cart/coupon", tags: ["shop"], summary: "Put a coupon on the cart" } })
    .input(z.strictObject({ code: couponCode }))
    .output(cartSchema)
    .mutation(async ({ ctx, input }) => {
      // Codes are secrets of a kind: nobody tries them all. Right ones do not count.
      await limitRate(`coupon:${ctx.ip}`, 30, 600);
      const cart = await applyCoupon(cartCaller(ctx), input.code, new Date());
      await giveBack(`coupon:${ctx.ip}`, 600);
      return cart;
    }),
  removeCoupon: guarded("shop.cart.use")
    .meta({ openapi: { method: "DELETE", path: "/cart/coupon", tags: ["shop"], summary: "Take the coupon off" } })
    .input(z.strictObject({}).optional())
    .output(cartSchema)
    .mutation(({ ctx }) => removeCoupon(cartCaller(ctx))),
});
