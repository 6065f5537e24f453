import { z } from "zod";
import { giveUpOrder } from "#server/flows/cancel-order/give-up-order.ts";
import { checkVatNumber } from "#server/flows/checkout/check-vat.ts";
import { methodsFor } from "#server/flows/checkout/payment-methods.ts";
import { placeOrder } from "#server/flows/checkout/place-order.ts";
import { promiseDelivery } from "#server/flows/checkout/promise-delivery.ts";
import { checkoutShippingMethods, quoteCheckout } from "#server/flows/checkout/quote-checkout.ts";
import { settleOrder } from "#server/flows/checkout/settle-order.ts";
import { retryPayment } from "#server/flows/checkout/start-payment.ts";
import { deliveryPromiseSchema, shippingQuoteSchema } from "#server/modules/fulfilment/contract.ts";
import { shippingCountries } from "#server/modules/fulfilment/index.ts";
import { placedOrderSchema, placeOrderInput, quoteSchema, settledSchema } from "#server/modules/sales/contract.ts";
import { vatCheckSchema } from "#server/modules/tax/contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { cartCaller } from "../../cart-caller.ts";
import { guarded, router } from "../../trpc.ts";

const country = z.string().regex(/^[A-Z]{2}$/);
const token = z.strictObject({ token: z.string().min(20).max(100) });

export const checkoutRouter = router({
  countries: guarded("shop.checkout.use")
    .meta({ openapi: { method: "GET", path: "/checkout/countries", tags: ["shop"], summary: "Where we deliver" } })
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ code: z.string(), name: z.string() })))
    .query(async ({ ctx }) => {
      const names = new Intl.DisplayNames([ctx.locale], { type: "region" });
      const codes = await shippingCountries(db());
      return codes
        .map((code) => ({ code, name: names.of(code) ?? code }))
        .sort((a, b) => (a.code === "FR" ? -1 : b.code === "FR" ? 1 : a.name.localeCompare(b.name, ctx.locale)));
    }),
  shippingMethods: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "GET",
        path: "/checkout/shipping-methods",
        tags: ["shop"],
        summary: "Methods, prices and dates",
      },
    })
    .input(z.strictObject({ country, postcode: z.string().max(12).optional() }))
    .output(z.array(shippingQuoteSchema))
    .query(({ ctx, input }) => checkoutShippingMethods(cartCaller(ctx), input, new Date())),
  quote: guarded("shop.checkout.use")
    .meta({ openapi: { method: "GET", path: "/checkout/quote", tags: ["shop"], summary: "The full cost of the cart" } })
    .input(z.strictObject({ country, shippingMethod: z.string().max(40), vatCheckId: z.string().max(40).optional() }))
    .output(quoteSchema)
    .query(({ ctx, input }) => quoteCheckout(cartCaller(ctx), input, new Date())),
  checkVat: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "POST",
        path: "/checkout/vat-checks",
        tags: ["shop"],
        summary: "Check a company's VAT number",
      },
    })
    .input(z.strictObject({ vatNumber: z.string().trim().min(4).max(30) }))
    .output(vatCheckSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`vat-check:${ctx.ip}`, 20, 600);
      return checkVatNumber(input, new Date());
    }),
  paymentMethods: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "GET",
        path: "/checkout/payment-methods",
        tags: ["shop"],
        summary: "How an order may be paid",
      },
    })
    .input(z.strictObject({ totalMinor: z.number().int().min(0).optional() }).optional())
    .output(z.array(z.enum(["online", "transfer", "account"])))
    .query(({ ctx, input }) => methodsFor(db(), cartCaller(ctx), input?.totalMinor)),
  promise: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "GET",
        path: "/checkout/promise",
        tags: ["shop"],
        summary: "When an item would arrive if ordered now",
      },
    })
    .input(z.strictObject({ variantId: z.string().max(40), country }))
    .output(deliveryPromiseSchema.nullable())
    .query(({ ctx, input }) => promiseDelivery(ctx, input, new Date())),
  placeOrder: guarded("shop.checkout.use")
    .meta({
      openapi: { method: "POST", path: "/checkout/orders", tags: ["shop"], summary: "Place the cart as an order" },
    })
    .input(placeOrderInput)
    .output(placedOrderSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`checkout:${ctx.cartToken ?? ctx.ip}`, 30, 600);
      return placeOrder(cartCaller(ctx), input, ctx.by, new Date());
    }),
  retryPayment: guarded("shop.checkout.use")
    .meta({
      openapi: { method: "POST", path: "/checkout/retry-payment", tags: ["shop"], summary: "A payment page again" },
    })
    .input(token)
    .output(z.object({ payUrl: z.string() }))
    .mutation(async ({ input }) => ({ payUrl: await retryPayment(input.token, new Date()) })),
  giveUp: guarded("shop.checkout.use")
    .meta({
      openapi: { method: "POST", path: "/checkout/give-up", tags: ["shop"], summary: "Back to the cart, unpaid" },
    })
    .input(token)
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ input }) => {
      await giveUpOrder(input.token, new Date());
      return { done: true };
    }),
  settle: guarded("shop.checkout.use")
    .meta({
      openapi: { method: "POST", path: "/checkout/settle", tags: ["shop"], summary: "Where the payment stands" },
    })
    .input(token)
    .output(settledSchema)
    .mutation(({ input }) => settleOrder(input.token, new Date())),
});
