// A guest lost the link: it is mailed again to the order's own address (shop.order.track). The answer never tells whether
// number and e-mail matched, and the work is the same either way.
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { mailOrderLink } from "../notify-customer/mail-order-event.ts";

/** Mails the secret link when number and e-mail belong together, at most once in ten minutes. */
export async function requestOrderLink(
  input: { number: string; email: string },
  now: Date = new Date(),
): Promise<void> {
  const order = await db().salesOrder.findFirst({
    where: { number: input.number.toUpperCase(), email: input.email },
    select: { id: true, number: true, email: true, locale: true },
  });
  if (!order) return;
  const slot = Math.floor(now.getTime() / 600_000);
  await inTx((tx) => mailOrderLink(tx, order, `order-link:${order.id}:${slot}`, now));
}
