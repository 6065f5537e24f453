import { DomainError } from "#server/kernel/errors.ts";

/**
 * Goods leave when their money is there or held, or when they are sold on account. Throws DomainError conflict
 * `payments.order_not_covered`.
 */
export function assertCovered(order: { paymentStatus: string; paymentMethod: string }): void {
  if (order.paymentStatus === "unpaid" && order.paymentMethod !== "account") {
    throw new DomainError("conflict", "payments.order_not_covered");
  }
}
