// Shoppers for tests: they use the public API through the in-process caller, as a browser would through HTTP.
import { randomUUID } from "node:crypto";
import { guestActor } from "#server/access/actor.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { newId } from "#server/kernel/ids.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

const createCaller = createCallerFactory(appRouter);

export const paris = {
  recipient: "Anne Martin",
  line1: "12 rue des Martyrs",
  postcode: "75009",
  city: "Paris",
  country: "FR",
};

/** A guest with a browser of their own, which names a new idempotency key with every request. */
export function shopper(actor = guestActor) {
  const idempotency = {
    get header() {
      return randomUUID();
    },
  };
  const context = plainContext({ actor, ip: randomUUID(), idempotency });
  context.setCartToken = (token) => {
    context.cartToken = token;
  };
  const api = createCaller(context);
  /** The same shopper, whose requests all name this key. */
  const under = (key: string) => createCaller({ ...context, idempotency: { header: key } });
  return {
    api,
    under,
    get cartToken() {
      return context.cartToken;
    },
    /** As if this browser had another's cart cookie. */
    takeCart(token: string | null) {
      context.cartToken = token;
    },
    /**
     * From filled cart to placed order. `signature` replaces what the shopper believes to be the price; `patience` is how
     * often one who is told to come back later does so, with the same request.
     */
    async order(
      options: {
        email?: string;
        key?: string;
        signature?: string;
        country?: string;
        postcode?: string;
        patience?: number;
        acceptsWaiting?: boolean;
        paymentMethod?: "online" | "transfer";
        /** The shipping method's code; the first unless said. */
        method?: string;
      } = {},
    ) {
      const country = options.country ?? "FR";
      const methods = await api.shop.checkout.shippingMethods({ country });
      const method = options.method ? methods.find(({ code }) => code === options.method) : methods[0];
      const shippingMethod = method?.code ?? "";
      const quote = await api.shop.checkout.quote({ country, shippingMethod });
      const input = {
        email: options.email ?? "anne@example.com",
        delivery: { ...paris, country, ...(options.postcode && { postcode: options.postcode }) },
        billing: null,
        shippingMethod,
        acceptTerms: true as const,
        signature: options.signature ?? quote.signature,
        ...(method?.promise && { promise: method.promise.token }),
        ...(options.acceptsWaiting && { acceptsWaiting: true }),
        ...(options.paymentMethod && { paymentMethod: options.paymentMethod }),
      };
      const sender = under(options.key ?? randomUUID());
      for (let tries = options.patience ?? 0; ; tries--) {
        try {
          return await sender.shop.checkout.placeOrder(input);
        } catch (error) {
          const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string };
          if (code !== "unavailable" || tries === 0) throw error;
        }
      }
    },
  };
}

/** A new article with a price on the site's list and stock in one warehouse; light enough for every shipping method. */
export async function article(options: { stock: number; price?: string; location?: string }) {
  const code = randomUUID().slice(0, 8).toUpperCase();
  const list = await db().priceList.findUniqueOrThrow({ where: { code: "WEB-EUR" } });
  const variantId = newId("variant");
  await db().product.create({
    data: {
      id: newId("product"),
      slug: `test-${code.toLowerCase()}`,
      status: "active",
      name: { fr: `Article ${code}`, en: `Article ${code}` },
      variants: {
        create: {
          id: variantId,
          sku: `T-${code}`,
          weightG: 500,
          prices: { create: { id: newId("priceListItem"), priceListId: list.id, unitPrice: options.price ?? "25" } },
        },
      },
    },
  });
  if (options.stock > 0) {
    await inTx((tx) =>
      receive(tx, [{ variantId, locationCode: options.location ?? "WH-LYON", quantity: options.stock }], bySystem),
    );
  }
  return { variantId, sku: `T-${code}` };
}
