// A guest lost the link: it is mailed again to the order's own address (shop.order.track). The answer never tells whether
// number and e-mail matched, and the work is the same either way: a job is asked for, also when it will have nothing to do.
import { db } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { mailOrderLink } from "../notify-customer/mail-order-event.ts";

/** Has the secret link mailed when number and e-mail belong together. */
export async function requestOrderLink(input: { number: string; email: string }): Promise<void> {
  const order = await db().salesOrder.findFirst({
    where: { number: input.number.toUpperCase(), email: input.email },
    select: { id: true },
  });
  await inTx(async (tx) => enqueue(tx, "mail-order-link", { orderId: order?.id ?? null }));
}

/** Mails an order's link to its own address, at most once in ten minutes; nothing for no order. */
export async function mailRequestedLink(orderId: string | null, now: Date = new Date()): Promise<void> {
  if (!orderId) return;
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    select: { id: true, number: true, email: true, locale: true },
  });
  const slot = Math.floor(now.getTime() / 600_000);
  await inTx((tx) => mailOrderLink(tx, order, `order-link:${order.id}:${slot}`, now));
}
