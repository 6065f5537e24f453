// The same commands against the real flows and a real PostgreSQL. Answers come in the model's words.
import { randomUUID } from "node:crypto";
import { everything } from "#server/access/scope.ts";
import { cancelOrder } from "#server/flows/cancel-order/cancel-order.ts";
import { giveUpOrder } from "#server/flows/cancel-order/give-up-order.ts";
import { addToCart, type CartCaller } from "#server/flows/cart/change-cart.ts";
import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import { placeOrder } from "#server/flows/checkout/place-order.ts";
import { quoteCheckout } from "#server/flows/checkout/quote-checkout.ts";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { markDelivered } from "#server/flows/deliver-order/mark-delivered.ts";
import { packDelivery } from "#server/flows/deliver-order/pack-delivery.ts";
import { pickDelivery } from "#server/flows/deliver-order/pick-delivery.ts";
import { planDelivery } from "#server/flows/deliver-order/plan-delivery.ts";
import { shipDelivery } from "#server/flows/deliver-order/ship-delivery.ts";
import { startPicking } from "#server/flows/deliver-order/start-picking.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { executeRefund } from "#server/flows/refund-payment/execute-refund.ts";
import { refundUnits } from "#server/flows/refund-payment/refund-units.ts";
import { requestRefund } from "#server/flows/refund-payment/request-refund.ts";
import { createReturn } from "#server/flows/return-order/create-return.ts";
import { receiveReturn } from "#server/flows/return-order/receive-return.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { adjust, receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { answerOnce } from "#server/platform/idempotency.ts";
import { inTx } from "#server/platform/tx.ts";
import { paris } from "../shoppers.ts";
import type { MemoryProvider } from "./memory-provider.ts";
import { both, type Moment, minutesOf, type Pieces } from "./state.ts";

const place = "WH-LYON";
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const at = (moment: Moment) => inMinutes(minutesOf[moment]);

/** A basket that is ready to be ordered: filled and quoted before anybody looks at the clock. */
export type Basket = { caller: CartCaller; cartId: string; signature: string; key: string };

export type RealShop = ReturnType<typeof realShop>;

export function realShop(articles: readonly [string, string], provider: MemoryProvider) {
  const shippingMethod = "home";

  async function fillBasket(lines: Pieces): Promise<Basket> {
    let caller: CartCaller = { token: null, userId: null, partnerId: null, channelCode: "web", locale: "fr" };
    let cartId = "";
    for (const i of both) {
      if (!lines[i]) continue;
      const { cart, newToken } = await addToCart(caller, { variantId: articles[i], quantity: lines[i] });
      caller = { ...caller, token: newToken ?? caller.token };
      cartId = cart.id ?? "";
    }
    const { signature } = await quoteCheckout(caller, { country: paris.country, shippingMethod }, new Date());
    return { caller, cartId, signature, key: randomUUID() };
  }

  /** Places the order under the basket's key; where the shopper pays. */
  async function buy({ caller, signature, key }: Basket, placed: Moment): Promise<string> {
    const input = {
      email: "anne@example.com",
      delivery: paris,
      billing: null,
      shippingMethod,
      acceptTerms: true as const,
      signature,
    };
    const request = { scope: `cart:${caller.token}`, endpoint: "model", key, input };
    const { value } = await answerOnce(request, () => placeOrder(caller, input, bySystem, at(placed)));
    return value.payUrl;
  }

  const orderOf = (cartId: string) =>
    db().salesOrder.findFirstOrThrow({
      where: { cartId },
      select: { id: true, number: true, version: true, payments: { select: { id: true, sessionRef: true } } },
    });
  const paymentOf = async (cartId: string) => (await orderOf(cartId)).payments[0]?.id ?? "";

  async function deliveryOf(orderId: string) {
    const found = await db().delivery.findFirst({
      where: { orderId, status: { not: "cancelled" } },
      select: { number: true },
    });
    return found && deliveryDetail(db(), everything, found.number);
  }

  /** The next step of the delivery by what is seen of it now; the stage it is in afterwards. */
  async function work(cartId: string): Promise<string> {
    const { id } = await orderOf(cartId);
    await planDelivery(id);
    const delivery = await deliveryOf(id);
    if (!delivery || delivery.status === "delivered") return "nothing";
    const seen = { number: delivery.number, version: delivery.version };
    const picked = delivery.lines.every((line) => line.picked > 0);
    if (delivery.status === "planned") {
      await startPicking(seen, bySystem);
      return "picking";
    }
    if (delivery.status === "picking" && !picked) {
      const lines = delivery.lines.map((line) => ({ deliveryLineId: line.id, picked: line.quantity }));
      await pickDelivery({ ...seen, lines }, bySystem);
      return "picked";
    }
    if (delivery.status === "picking") {
      const lines = delivery.lines.map((line) => ({ deliveryLineId: line.id, quantity: line.quantity }));
      await packDelivery({ ...seen, parcels: [{ lines }] }, bySystem);
      return "packed";
    }
    if (delivery.status === "packed") {
      const parcels = delivery.parcels.map((parcel) => ({ id: parcel.id, trackingNumber: `T${parcel.number}` }));
      await shipDelivery({ ...seen, parcels }, bySystem);
      return "shipped";
    }
    for (const parcel of delivery.parcels) await markDelivered(parcel.id, bySystem);
    return "delivered";
  }

  async function invoice(cartId: string): Promise<string> {
    const id = await draftInvoice((await orderOf(cartId)).id);
    if (!id) return "nothing";
    await postInvoice(id, bySystem);
    return "ok";
  }

  async function carryOut(cartId: string): Promise<string> {
    const { id } = await orderOf(cartId);
    const refund = await db().refund.findFirst({ where: { payment: { orderId: id }, status: "pending" } });
    if (!refund) return "nothing";
    await executeRefund(refund.id, new Date());
    return "ok";
  }

  async function cancel(cartId: string): Promise<string> {
    const { number, version } = await orderOf(cartId);
    await cancelOrder({ number, version, reason: "model" }, bySystem, new Date());
    return "ok";
  }

  const lineOf = async (orderId: string, article: 0 | 1) =>
    (await db().salesOrderLine.findFirst({ where: { orderId, variantId: articles[article] }, select: { id: true } }))
      ?.id;

  async function refundUnit(cartId: string, article: 0 | 1, idempotencyKey: string): Promise<string> {
    const { id, number, version } = await orderOf(cartId);
    const orderLineId = await lineOf(id, article);
    if (!orderLineId) return "sales.refunded_too_much";
    const lines = [{ orderLineId, quantity: 1 }];
    await refundUnits({ number, version, lines, withShipping: false, reason: "model", idempotencyKey }, bySystem);
    return "ok";
  }

  async function comeBack(cartId: string, article: 0 | 1): Promise<string> {
    const { id, number, version } = await orderOf(cartId);
    const orderLineId = await lineOf(id, article);
    if (!orderLineId) return "fulfilment.return_too_much";
    const lines = [{ orderLineId, quantity: 1 }];
    const announcement = { number, version, lines, reason: "other" as const, override: false };
    const back = await createReturn(announcement, bySystem, { override: false }, new Date());
    const received = [{ orderLineId, restocked: 1, scrapped: 0, locationCode: place }];
    await receiveReturn({ number: back.number, version: 1, lines: received }, bySystem, new Date());
    return "ok";
  }

  const changeStock = (lines: Pieces, sign: 1 | -1) =>
    inTx(async (tx) => {
      for (const i of both) {
        if (!lines[i]) continue;
        const line = { variantId: articles[i], locationCode: place };
        if (sign === 1) await receive(tx, [{ ...line, quantity: lines[i] }], bySystem);
        else await adjust(tx, { ...line, quantity: -lines[i], note: "model" }, bySystem);
      }
    });

  return {
    fillBasket,
    buy,
    pay: (payUrl: string) => (provider.pay(payUrl.split("/").at(-1) ?? "") ? "ok" : "closed"),
    settle: async (cartId: string) => settlePayment(await paymentOf(cartId), new Date()),
    giveUp: async (cartId: string) => giveUpOrder(orderAccessToken((await orderOf(cartId)).id), new Date()),
    sweep: (moment: Moment) => expireOrders(at(moment)),
    cancel,
    work,
    invoice,
    carryOut,
    refund: async (cartId: string, amountMinor: number, idempotencyKey: string) =>
      requestRefund({ paymentId: await paymentOf(cartId), amountMinor, reason: "model", idempotencyKey }, bySystem),
    refundUnit,
    comeBack,
    changeStock,
  };
}
