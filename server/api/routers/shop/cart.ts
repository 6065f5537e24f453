import { z } from "zod";
import {
  applyCoupon,
  applyGiftCard,
  removeCoupon,
  removeGiftCard,
  spendOnCart,
} from "#server/flows/cart/apply-coupon.ts";
import { addToCart, changeQuantity, getCart, setCartAside } from "#server/flows/cart/change-cart.ts";
import { joinCart } from "#server/flows/cart/join-cart.ts";
import { restoreByLink, stopByLink } from "#server/flows/cart-reminders/answer-reminder.ts";
import { askForReminder } from "#server/flows/cart-reminders/ask-reminder.ts";
import { offerPoints } from "#server/flows/loyalty/offer-points.ts";
import { emailInput } from "#server/kernel/email.ts";
import { reminderTokenInput } from "#server/modules/crm/contract-consent.ts";
import { pointsOffer } from "#server/modules/loyalty/contract.ts";
import { giftCardCode } from "#server/modules/payments/contract-cards.ts";
import { couponCode } from "#server/modules/pricing/contract-coupon.ts";
import { addToCartInput, cartSchema, setQuantityInput } from "#server/modules/sales/contract.ts";
import { giveBack, limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

/** The version of the cart that the caller saw. */
const seen = { version: z.number().int().optional() };

/** Codes are secrets: nobody tries them all. Right ones do not count. */
async function guessing<T>(key: string, attempt: () => Promise<T>): Promise<T> {
  await limitRate(key, 30, 600);
  const answer = await attempt();
  await giveBack(key, 600);
  return answer;
}

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
      // Every addition gives the cookie its sixty days anew.
      const kept = newToken ?? ctx.cartToken;
      if (kept) ctx.setCartToken(kept);
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
  join: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/cart/join",
        tags: ["shop"],
        summary: "After signing in: one cart of the guest's and the customer's own",
      },
    })
    .input(z.strictObject({}).optional())
    .output(cartSchema)
    .mutation(async ({ ctx }) => {
      const { cart, newToken } = await joinCart(cartCaller(ctx));
      if (newToken) ctx.setCartToken(newToken);
      return cart;
    }),
  leave: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/cart/leave",
        tags: ["shop"],
        summary: "Before signing out: the cart stays in the account, not on this device",
      },
    })
    .input(z.strictObject({}).optional())
    .output(z.object({ done: z.literal(true) }))
    .mutation(({ ctx }) => {
      if (ctx.actor.userId) ctx.setCartToken("");
      return { done: true };
    }),
  remind: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "PUT",
        path: "/cart/reminder",
        tags: ["shop"],
        summary: "Consent to one reminder of this cart, or take it back (null)",
      },
    })
    .input(z.strictObject({ email: emailInput.nullable() }))
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      if (input.email) await limitRate(`cart-reminder:${ctx.ip}`, 60, 3600);
      await askForReminder(cartCaller(ctx), input, ctx);
      return { done: true };
    }),
  restore: guarded("shop.cart.use")
    .meta({
      openapi: { method: "POST", path: "/cart/restore", tags: ["shop"], summary: "The cart that a mail reminded of" },
    })
    .input(z.strictObject({ token: reminderTokenInput }))
    .output(cartSchema)
    .mutation(async ({ ctx, input }) => {
      const token = await restoreByLink(input.token, cartCaller(ctx));
      ctx.setCartToken(token);
      return getCart({ ...cartCaller(ctx), token });
    }),
  stopReminders: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/cart/reminders/stop",
        tags: ["shop"],
        summary: "No more reminders to the mailbox of this link",
      },
    })
    .input(z.strictObject({ token: reminderTokenInput }))
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ input }) => {
      await stopByLink(input.token, "link");
      return { done: true };
    }),
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
    .input(z.strictObject({ code: couponCode, ...seen }))
    .output(cartSchema)
    .mutation(({ ctx, input }) => guessing(`coupon:${ctx.ip}`, () => applyCoupon(cartCaller(ctx), input, new Date()))),
  removeCoupon: guarded("shop.cart.use")
    .meta({ openapi: { method: "DELETE", path: "/cart/coupon", tags: ["shop"], summary: "Take the coupon off" } })
    .input(z.strictObject(seen))
    .output(cartSchema)
    .mutation(({ ctx, input }) => removeCoupon(cartCaller(ctx), input)),
  applyGiftCard: guarded("shop.cart.use")
    .meta({ openapi: { method: "PUT", path: "/cart/gift-card", tags: ["shop"], summary: "Pay with a gift card" } })
    .input(z.strictObject({ code: giftCardCode, ...seen }))
    .output(cartSchema)
    .mutation(({ ctx, input }) =>
      guessing(`gift-card:${ctx.ip}`, () => applyGiftCard(cartCaller(ctx), input, new Date())),
    ),
  removeGiftCard: guarded("shop.cart.use")
    .meta({ openapi: { method: "DELETE", path: "/cart/gift-card", tags: ["shop"], summary: "Take the gift card off" } })
    .input(z.strictObject(seen))
    .output(cartSchema)
    .mutation(({ ctx, input }) => removeGiftCard(cartCaller(ctx), input)),
  points: guarded("shop.cart.use")
    .meta({
      openapi: {
        method: "GET",
        path: "/cart/points",
        tags: ["shop"],
        summary: "The points that the cart earns, and those that its buyer may spend on it",
      },
    })
    // Another version of the cart is another question.
    .input(z.strictObject(seen).optional())
    .output(pointsOffer)
    .query(({ ctx }) => offerPoints(cartCaller(ctx), new Date())),
  spendPoints: guarded("shop.cart.use")
    .meta({ openapi: { method: "PUT", path: "/cart/points", tags: ["shop"], summary: "Spend points on it, or not" } })
    .input(z.strictObject({ use: z.boolean(), ...seen }))
    .output(cartSchema)
    .mutation(({ ctx, input }) => spendOnCart(cartCaller(ctx), input)),
});
