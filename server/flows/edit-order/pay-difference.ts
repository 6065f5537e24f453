// The buyer pays what an order still owes: the difference of a change that waits for it, or one collected later
// (shop.checkout.use, by the order's secret token). Locks order → payments; the provider is asked outside of the transaction.
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { counted, createPayment, dueOf, lockOrderPayments } from "#server/modules/payments/index.ts";
import { findOrderByToken, type LockedOrder, lockOrder, waitingAmendment } from "#server/modules/sales/index.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { startPayment } from "../checkout/start-payment.ts";

/** How long a payment page stays open. */
const pageMinutes = 30;

/**
 * The address of a payment page for the difference: the open one, or a new one. Throws DomainError not_found
 * `sales.order_not_found`, conflict `sales.nothing_due`, unavailable `payments.provider_unavailable`.
 */
export async function payDifference(token: string, now: Date, providers = paymentProvider): Promise<string> {
  const found = await findOrderByToken(db(), token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  const provider = providers().code;
  const paymentId = await inTx(async (tx) => {
    const order = await lockOrder(tx, found.id);
    const payments = await lockOrderPayments(tx, order.id);
    const { amendmentId, amountMinor } = await differenceOf(tx, order, payments.map(counted), now);
    const open = payments.find(
      (payment) =>
        payment.amendmentId === amendmentId &&
        ["created", "pending"].includes(payment.status) &&
        Number(payment.amountMinor) === amountMinor &&
        (payment.expiresAt === null || payment.expiresAt > now),
    );
    if (open) return open.id;
    const expiresAt = new Date(now.getTime() + pageMinutes * 60_000);
    const amount = money(amountMinor, order.currency);
    return (await createPayment(tx, { orderId: order.id, provider, amount, expiresAt, amendmentId, now })).id;
  });
  return startPayment(paymentId, now, providers);
}

/** What is to pay now and for which change. Throws DomainError conflict `sales.nothing_due`. */
async function differenceOf(
  tx: Tx,
  order: LockedOrder,
  payments: Parameters<typeof dueOf>[1],
  now: Date,
): Promise<{ amendmentId: string | null; amountMinor: number }> {
  const nothing = new DomainError("conflict", "sales.nothing_due", { number: order.number });
  if (order.status !== "confirmed" && order.status !== "completed") throw nothing;
  const waiting = await waitingAmendment(tx, order.id);
  if (waiting?.expiresAt && waiting.expiresAt > now) {
    return { amendmentId: waiting.id, amountMinor: Number(waiting.differenceMinor) };
  }
  const amountMinor = dueOf(Number(order.totalMinor), payments);
  if (amountMinor === 0) throw nothing;
  return { amendmentId: null, amountMinor };
}
