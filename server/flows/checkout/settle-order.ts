// The shopper's browser comes back, or asks how it stands: settle what is open, then tell.
import { DomainError } from "#server/kernel/errors.ts";
import { counted, paymentsOfOrder } from "#server/modules/payments/index.ts";
import type { Settled } from "#server/modules/sales/contract.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { transferDue } from "./payment-methods.ts";
import { settlePayment } from "./settle-payment.ts";

/**
 * Settles the open payments of the order behind a secret token and tells where it stands. A provider that does not answer
 * leaves it "processing". Throws DomainError not_found `sales.order_not_found`.
 */
export async function settleOrder(token: string, now: Date): Promise<Settled> {
  const found = await findOrderByToken(db(), token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  const undecided = found.status === "awaiting_payment" || found.status === "expired";
  for (const payment of await paymentsOfOrder(db(), found.id)) {
    // An order that stands may still have a page open: for a change of it.
    const open = payment.status === "created" || payment.status === "pending";
    if (!open && (!undecided || payment.status === "captured")) continue;
    try {
      await settlePayment(payment.id, now);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== "unavailable") throw error;
      log.warn({ paymentId: payment.id, code: error.code }, "settling waits for the provider");
    }
  }
  const order = (await findOrderByToken(db(), token)) ?? found;
  const payments = await paymentsOfOrder(db(), order.id);
  const transfer = transferDue(
    order,
    payments.map((payment) => ({ ...payment, ...counted(payment) })),
  );
  return {
    status: statusOf(order.status, payments.find((payment) => payment.method === "online")?.status, transfer !== null),
    number: order.number,
    email: order.email,
    token,
    canClaim: order.userId === null,
    holdExpiresAt: order.holdExpiresAt?.toISOString() ?? null,
    transfer,
  };
}

function statusOf(order: string, online: string | undefined, byTransfer: boolean): Settled["status"] {
  if (order === "confirmed" || order === "completed") return "paid";
  if (order === "cancelled" || order === "expired") return order;
  if (byTransfer) return "transfer";
  return online && ["failed", "cancelled", "expired"].includes(online) ? "failed" : "processing";
}
