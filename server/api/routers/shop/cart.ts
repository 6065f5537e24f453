import { z } from "zod";
import { addToCart, changeQuantity, getCart } from "#server/flows/cart/change-cart.ts";
import { addToCartInput, cartSchema, setQuantityInput } from "#server/modules/sales/contract.ts";
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
});
