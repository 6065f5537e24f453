// Past orders, so that no screen is empty on a first start. They go the whole way through the flows that the shop itself
// uses (cart, quote, order, payment page, settlement, picking, shipping, invoice), with a clock that stands in the past.
import { everything } from "#server/access/scope.ts";
import { cancelOrder } from "#server/flows/cancel-order/cancel-order.ts";
import { addToCart, type CartCaller } from "#server/flows/cart/change-cart.ts";
import { placeOrder } from "#server/flows/checkout/place-order.ts";
import { checkoutShippingMethods, quoteCheckout } from "#server/flows/checkout/quote-checkout.ts";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { openClaim } from "#server/flows/claims/open-claim.ts";
import { readyPickup } from "#server/flows/collect-order/ready-pickup.ts";
import { markDelivered } from "#server/flows/deliver-order/mark-delivered.ts";
import { packDelivery } from "#server/flows/deliver-order/pack-delivery.ts";
import { pickDelivery } from "#server/flows/deliver-order/pick-delivery.ts";
import { planDelivery } from "#server/flows/deliver-order/plan-delivery.ts";
import { shipDelivery } from "#server/flows/deliver-order/ship-delivery.ts";
import { startPicking } from "#server/flows/deliver-order/start-picking.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { executeRefund } from "#server/flows/refund-payment/execute-refund.ts";
import { requestRefund } from "#server/flows/refund-payment/request-refund.ts";
import { announceOwn } from "#server/flows/return-order/announce-own.ts";
import { type Clock, fixedClock } from "#server/kernel/clock.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { type DemoAccount, demoAccount } from "./accounts.ts";
import { type PastOrder, pastOrders } from "./past-order-plans.ts";
import { cards, openPastPayments, type PastPayments } from "./past-payments.ts";

type Past = { payments: PastPayments; clock: ReturnType<typeof fixedClock>; now: Date };

const hour = 3_600_000;

/** Never later than the real present, however young the order is. */
function wait(past: Past, hours: number): void {
  past.clock.set(new Date(Math.min(past.clock.now().getTime() + hours * hour, past.now.getTime())));
}

async function userOf(role: DemoAccount["role"]) {
  const { email } = demoAccount(role);
  return db().user.findUniqueOrThrow({
    where: { email },
    select: { id: true, email: true, locale: true, partnerId: true, actsForId: true },
  });
}

const byRole = async (role: DemoAccount["role"]): Promise<By> => ({ userId: (await userOf(role)).id });

async function place(past: Past, plan: PastOrder) {
  const user = typeof plan.buyer === "string" ? await userOf(plan.buyer) : null;
  const guest = typeof plan.buyer === "string" ? null : plan.buyer;
  const companyId = plan.onAccount ? (user?.actsForId ?? null) : null;
  const caller: CartCaller = {
    token: null,
    userId: user?.id ?? null,
    partnerId: companyId ?? user?.partnerId ?? null,
    companyId,
    channelCode: "web",
    locale: guest?.locale ?? user?.locale ?? "fr",
  };
  for (const [sku, quantity] of plan.lines) {
    const variant = await db().variant.findUniqueOrThrow({ where: { sku }, select: { id: true } });
    const { newToken } = await addToCart(caller, { variantId: variant.id, quantity });
    caller.token ??= newToken;
  }
  const now = past.clock.now();
  const { shippingMethod } = plan;
  const { country } = plan.delivery;
  const told = (await checkoutShippingMethods(caller, { country }, now)).find(({ code }) => code === shippingMethod);
  const quote = await quoteCheckout(caller, { country, shippingMethod }, now);
  const placed = await placeOrder(
    caller,
    {
      email: guest?.email ?? user?.email ?? "",
      delivery: plan.delivery,
      billing: plan.billing ?? null,
      shippingMethod,
      ...(plan.note && { note: plan.note }),
      ...(told?.promise && { promise: told.promise.token }),
      ...(plan.onAccount && { paymentMethod: "account" }),
      acceptTerms: true,
      signature: quote.signature,
    },
    { userId: caller.userId },
    now,
    past.payments.providers,
  );
  const payment = await db().payment.findFirst({ where: { orderId: placed.orderId }, select: { id: true } });
  return { ...placed, paymentId: payment?.id ?? null };
}

/** The shopper pays, or gives up; false when nothing comes of the order. On account there is nothing to pay yet. */
async function pay(past: Past, plan: PastOrder, placed: Awaited<ReturnType<typeof place>>): Promise<boolean> {
  const { payments, clock } = past;
  const { paymentId, payUrl } = placed;
  if (paymentId === null) return true;
  if (plan.declinedFirst) await payments.pay(payUrl, cards.declined);
  const lost = plan.stage === "unpaid";
  if (lost) wait(past, 1);
  else await payments.pay(payUrl, cards.good);
  await settlePayment(paymentId, clock.now(), { ...(lost && { giveUp: true }), providers: payments.providers });
  return !lost;
}

async function deliver(past: Past, orderId: string, plan: PastOrder): Promise<void> {
  const by = await byRole("warehouse");
  const clock: Clock = past.clock;
  const planned = await db().delivery.findMany({ where: { orderId }, orderBy: { number: "asc" } });
  wait(past, 4);
  for (const { number } of planned) {
    const detail = () => deliveryDetail(db(), everything, number);
    await startPicking({ number, version: (await detail()).version }, by, clock);
    if (plan.stage === "picking") continue;
    const { lines, version } = await detail();
    const found = plan.partial ? lines.slice(0, 1) : lines;
    const picked = found.map((line) => ({ deliveryLineId: line.id, picked: line.quantity }));
    await pickDelivery({ number, version, lines: picked }, by, clock);
    const parcel = { lines: found.map((line) => ({ deliveryLineId: line.id, quantity: line.quantity })) };
    await packDelivery({ number, version: (await detail()).version, parcels: [parcel] }, by, clock);
    wait(past, 2);
    const packed = await detail();
    const parcels = packed.parcels.map(({ id }, i) => ({ id, trackingNumber: `CB${number.replace(/\D/g, "")}${i}FR` }));
    await shipDelivery({ number, version: packed.version, parcels }, by, clock);
  }
  if (plan.stage !== "delivered") return;
  wait(past, 44);
  const parcels = await db().parcel.findMany({ where: { delivery: { orderId } }, select: { id: true } });
  for (const parcel of parcels) await markDelivered(parcel.id, by, clock);
}

async function layReady(past: Past, orderId: string): Promise<void> {
  wait(past, 1);
  const planned = await db().delivery.findMany({ where: { orderId }, select: { number: true, version: true } });
  for (const delivery of planned) await readyPickup(delivery, "all", await byRole("store"), past.clock);
}

async function payBack(past: Past, orderId: string): Promise<void> {
  const refunds = await db().refund.findMany({
    where: { payment: { orderId }, status: "pending" },
    select: { id: true },
  });
  for (const refund of refunds) await executeRefund(refund.id, past.clock.now(), past.payments.providers);
}

async function replay(past: Past, plan: PastOrder): Promise<void> {
  past.clock.set(new Date(past.now.getTime() - plan.ago * hour));
  const placed = await place(past, plan);
  const { orderId, number, paymentId } = placed;
  const { clock } = past;
  wait(past, 0.05);
  if (!(await pay(past, plan, placed))) return;
  await planDelivery(orderId, clock);
  const invoiceId = plan.invoice ? await draftInvoice(orderId, clock) : null;
  if (plan.cancelled) {
    wait(past, 2);
    const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId }, select: { version: true } });
    await cancelOrder({ number, version, ...plan.cancelled }, await byRole("support"), clock.now());
    return payBack(past, orderId);
  }
  if (plan.stage === "ready") await layReady(past, orderId);
  else if (plan.stage !== "confirmed") await deliver(past, orderId, plan);
  if (invoiceId && plan.invoice === "posted") await postInvoice(invoiceId, await byRole("accountant"), clock);
  if (plan.refund && paymentId) {
    wait(past, 30);
    const refund = { paymentId, ...plan.refund, idempotencyKey: `seed-refund-${number}` };
    await requestRefund(refund, await byRole("accountant"));
    await payBack(past, orderId);
  }
  if (!plan.claim && !plan.sentBack) return;
  wait(past, 96);
  const lines = await db().salesOrderLine.findMany({
    where: { orderId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const by = { userId: typeof plan.buyer === "string" ? (await userOf(plan.buyer)).id : null };
  if (plan.claim) {
    const { line, quantity, ...said } = plan.claim;
    const units = [{ orderLineId: lines[line]?.id ?? "", quantity }];
    await openClaim(everything, number, { ...said, lines: units, photos: [] }, by, clock.now());
  }
  if (plan.sentBack) {
    const { line, quantity, reason, note, exchangeFor: sku } = plan.sentBack;
    const wanted = sku ? await db().variant.findUniqueOrThrow({ where: { sku }, select: { id: true } }) : null;
    const units = [{ orderLineId: lines[line]?.id ?? "", quantity, ...(wanted && { exchangeFor: wanted.id }) }];
    const said = { lines: units, reason, remark: note, wayBack: "label" as const, unopened: false, photos: [] };
    await announceOwn(everything, number, said, by, clock.now());
  }
}

/**
 * Places the orders of `past-order-plans.ts`, oldest first. `stateFile` is where the sandbox of the shop keeps its books:
 * with it, past payments can be refunded later.
 */
export async function seedPastOrders(now: Date, stateFile: string | null): Promise<void> {
  const clock = fixedClock(now);
  const payments = await openPastPayments(clock, stateFile);
  try {
    for (const plan of pastOrders) await replay({ payments, clock, now }, plan);
  } finally {
    await payments.close();
  }
}
