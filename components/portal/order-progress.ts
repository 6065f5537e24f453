import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";

export const steps = ["confirmed", "preparing", "shipped", "delivered"] as const;
export type Step = (typeof steps)[number];
export type Headline = Step | "awaiting" | "expired" | "cancelled" | "partial" | "refunded";
export type Delivery = OrderDetail["deliveries"][number];

type Facts = Pick<OrderDetail, "status" | "paymentStatus" | "deliveryStatus" | "deliveries">;

/** Where an order stands, in one word. What was shipped in part is told as such until the rest has left too. */
export function headlineOf(order: Facts): Headline {
  if (order.status === "awaiting_payment") return "awaiting";
  if (order.status === "expired") return "expired";
  if (order.status === "cancelled") return order.paymentStatus === "refunded" ? "refunded" : "cancelled";
  const live = order.deliveries.filter((d) => d.status !== "cancelled");
  if (order.deliveryStatus === "delivered" || (live.length > 0 && live.every((d) => d.status === "delivered"))) {
    return "delivered";
  }
  if (order.deliveryStatus === "partial") return "partial";
  if (order.deliveryStatus === "shipped") return "shipped";
  return live.some((d) => d.status === "picking" || d.status === "packed") ? "preparing" : "confirmed";
}

/** The milestone an order has reached; null when it will not be delivered. */
export function stepOf(headline: Headline): Step | null {
  if (headline === "partial") return "shipped";
  return (steps as readonly string[]).includes(headline) ? (headline as Step) : null;
}

const money = new Set([
  "paid",
  "payment_failed",
  "refund_requested",
  "refunded",
  "credit_moved",
  "credited",
  "invoiced",
]);
const goods = new Set([
  "placed",
  "confirmed",
  "picking",
  "ready",
  "collected",
  "shipped",
  "scanned",
  "backorder",
  "delivered",
  "cancelled",
  "expired",
  "edited",
  "change_waiting",
  "change_expired",
  "change_cancelled",
  "withdrawal_declared",
  "return_requested",
  "return_received",
  "return_cancelled",
  "exchange_held",
  "exchange_sent",
  "replacement_sent",
  "claim_opened",
  "claim_accepted",
  "claim_refused",
  "claim_withdrawn",
  "exchange_refused",
  "exchange_of",
]);

/** A replacement that is not paid by what comes back for it (waits), or only in part (owes); null for any other order. */
export function exchangeStep(order: Pick<OrderDetail, "exchangeOf" | "status" | "payments">): "waits" | "owes" | null {
  if (order.exchangeOf === null || order.status !== "awaiting_payment") return null;
  return order.payments.some((payment) => payment.method === "exchange") ? "owes" : "waits";
}

/** Whether an entry tells of goods or of money; null for entries that a customer has no use for. */
export function kindOf(type: string): "goods" | "money" | null {
  return goods.has(type) ? "goods" : money.has(type) ? "money" : null;
}

/** Deliveries apart: what is on its way or arrived, what is being prepared, what waits as a backorder. */
export function splitDeliveries(deliveries: readonly Delivery[]) {
  const left = (d: Delivery) => d.status === "shipped" || d.status === "delivered";
  const live = deliveries.filter((d) => d.status !== "cancelled");
  return {
    sent: live.filter(left),
    preparing: live.filter((d) => !left(d) && !d.isBackorder),
    waiting: live.filter((d) => !left(d) && d.isBackorder),
  };
}
