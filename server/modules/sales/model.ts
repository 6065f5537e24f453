import type { Transitions } from "../../kernel/state-machine.ts";
import type { OrderDeliveryStatus, OrderPaymentStatus, OrderStatus } from "./contract.ts";

export type OrderAction = "confirm" | "expire" | "cancel" | "complete";

/** What an order may become. A late payment confirms an expired order when its stock could be taken again. */
export const orderTransitions: Transitions<OrderStatus, OrderAction> = {
  awaiting_payment: { confirm: "confirmed", expire: "expired", cancel: "cancelled" },
  confirmed: { complete: "completed", cancel: "cancelled" },
  expired: { confirm: "confirmed", cancel: "cancelled" },
  completed: {},
  cancelled: {},
};

/** Where delivery stands, from ordered and delivered quantities of the product lines. */
export function deliveryStatusOf(lines: readonly { quantity: number; delivered: number }[]): OrderDeliveryStatus {
  if (lines.every((line) => line.delivered >= line.quantity)) return "shipped";
  return lines.some((line) => line.delivered > 0) ? "partial" : "none";
}

/** Minor units over all the payments of an order: held and not taken, taken for it, given back of that. */
export type OrderMoney = { authorisedMinor: number; capturedMinor: number; refundedMinor: number };

/** Where payment stands, from an order's money and its total in minor units. */
export function paymentStatusOf(money: OrderMoney, totalMinor: number): OrderPaymentStatus {
  const { authorisedMinor, capturedMinor, refundedMinor } = money;
  if (refundedMinor > 0) return refundedMinor >= capturedMinor ? "refunded" : "partially_refunded";
  if (capturedMinor >= totalMinor) return "paid";
  return capturedMinor + authorisedMinor >= totalMinor ? "authorised" : "unpaid";
}
