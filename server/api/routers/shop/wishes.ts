import { z } from "zod";
import { scopeFor } from "#server/access/scope.ts";
import { relatedProducts } from "#server/flows/show-related/related-products.ts";
import { readCards, readWishes } from "#server/flows/wishlist/list-wishes.ts";
import { systemClock } from "#server/kernel/clock.ts";
import { moneySchema } from "#server/kernel/money-schema.ts";
import { productCardSchema } from "#server/modules/catalogue/contract.ts";
import { wishVariantSchema } from "#server/modules/crm/contract.ts";
import { wishlistSize } from "#server/modules/crm/contract-limits.ts";
import { mergeWishes, removeWish, saveWish, wishedIds } from "#server/modules/crm/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import type { Context } from "../../context.ts";
import { guarded, router } from "../../trpc.ts";

const reading = guarded("shop.catalogue.read");
const owning = guarded("account.wishlist.own");
const productId = z.string().max(40);
const some = z.array(productId).min(1).max(wishlistSize);
/** In a query string: "prd_a,prd_b". */
const idsInput = z.strictObject({
  ids: z.preprocess((ids) => (typeof ids === "string" ? ids.split(",") : ids), some),
});
const wishes = z.array(
  productCardSchema.extend({
    variants: z.array(wishVariantSchema.extend({ price: moneySchema, canOrder: z.boolean() })),
  }),
);
const done = z.object({ done: z.literal(true) });
const nothing = z.strictObject({}).optional();

const readerOf = (ctx: Pick<Context, "channelCode" | "locale">) => ({
  channelCode: ctx.channelCode,
  locale: ctx.locale,
  now: systemClock.now(),
});

/** Cards of products that the asker names: seen lately, or like another. */
export const cardsRouter = router({
  cards: reading
    .meta({
      openapi: { method: "GET", path: "/catalogue/cards", tags: ["Catalogue"], summary: "Products by their ids" },
    })
    .input(idsInput)
    .output(z.array(productCardSchema))
    .query(({ ctx, input }) => readCards(db(), readerOf(ctx), input.ids)),

  related: reading
    .meta({
      openapi: {
        method: "GET",
        path: "/catalogue/products/{slug}/related",
        tags: ["Catalogue"],
        summary: "Like another",
      },
    })
    .input(z.strictObject({ slug: z.string().min(1).max(200) }))
    .output(z.array(productCardSchema))
    .query(({ ctx, input }) => relatedProducts(db(), readerOf(ctx), input.slug)),
});

/** A guest's list is in their browser: the shop reads what they name and keeps nothing. */
export const guestWishesRouter = router({
  mine: reading
    .meta({ openapi: { method: "GET", path: "/wishlist", tags: ["shop"], summary: "What is on the caller's list" } })
    .input(nothing)
    .output(
      z.object({
        signedIn: z.boolean(),
        productIds: z.array(z.string()),
        /** Belongs to a company, and may buy for it. */
        member: z.boolean(),
        /** The company that they buy for; null: themselves. */
        buysFor: z.string().nullable(),
      }),
    )
    .query(async ({ ctx }) => ({
      signedIn: ctx.actor.userId !== null,
      productIds: await wishedIds(db(), scopeFor(ctx.actor, "account.wishlist.own")),
      member: ctx.actor.memberships.length > 0,
      buysFor: ctx.actor.actsFor,
    })),

  items: reading
    .meta({
      openapi: { method: "GET", path: "/wishlist/items", tags: ["shop"], summary: "Products with what may be bought" },
    })
    .input(idsInput)
    .output(wishes)
    .query(({ ctx, input }) => readWishes(db(), { ...readerOf(ctx), companyId: ctx.actor.actsFor }, input.ids)),
});

/** The list of somebody signed in. */
export const wishlistRouter = router({
  list: owning
    .meta({ openapi: { method: "GET", path: "/account/wishlist", tags: ["account"], summary: "My list" } })
    .input(nothing)
    .output(wishes)
    .query(async ({ ctx }) =>
      readWishes(db(), { ...readerOf(ctx), companyId: ctx.actor.actsFor }, await wishedIds(db(), ctx.scope)),
    ),

  save: owning
    .meta({
      openapi: { method: "PUT", path: "/account/wishlist/{productId}", tags: ["account"], summary: "Put on my list" },
    })
    .input(z.strictObject({ productId }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const userId = ctx.actor.userId ?? "";
      await inTx((tx) => saveWish(tx, { userId, ...input, now: systemClock.now() }));
      return { done: true };
    }),

  remove: owning
    .meta({
      openapi: {
        method: "DELETE",
        path: "/account/wishlist/{productId}",
        tags: ["account"],
        summary: "Take off my list",
      },
    })
    .input(z.strictObject({ productId }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeWish(tx, { userId: ctx.actor.userId ?? "", ...input }));
      return { done: true };
    }),

  merge: owning
    .meta({
      openapi: { method: "POST", path: "/account/wishlist", tags: ["account"], summary: "Take over a guest's list" },
    })
    .input(z.strictObject({ productIds: some }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const userId = ctx.actor.userId ?? "";
      await inTx((tx) => mergeWishes(tx, { userId, ...input, now: systemClock.now() }));
      return { done: true };
    }),
});
