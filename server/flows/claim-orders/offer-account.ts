// After a guest's order: an account in one click (shop.order.track). One transaction on a link's own row; no lock.
// The mailbox was only typed until now: the link goes there and nowhere else, and nothing exists before it is used.
import { DomainError } from "#server/kernel/errors.ts";
import { issueLink } from "#server/modules/identity/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { assertLinkOpen, hashOfLink } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { countKnock } from "../sign-in/limits.ts";

/** Minutes in which the mailed link opens the account. */
export const offerMinutes = 60;

/**
 * Mails the address of a guest's order a link that makes its account (without a password) and brings the order along;
 * for a mailbox that has an account already it signs in there. The answer and the work are the same either way.
 * Throws DomainError not_found `sales.order_not_found` (unknown, or it has an owner), forbidden `sales.order_link_aged`, rate_limited `too_many_requests`.
 */
export async function offerAccount(input: { token: string }, ip: string, now: Date): Promise<{ email: string }> {
  const order = await db().salesOrder.findUnique({
    where: { accessHash: hashOfLink(input.token) },
    select: {
      ...{ id: true, number: true, email: true, locale: true, userId: true, partnerId: true, deliveryAddress: true },
      ...{ closedAt: true, updatedAt: true },
    },
  });
  if (order) assertLinkOpen(order, input.token, now);
  if (!order || order.userId || order.partnerId) throw new DomainError("not_found", "sales.order_not_found");
  const { email, locale } = order;
  await countKnock("mail", { email, ip });
  const { recipient } = (order.deliveryAddress ?? {}) as { recipient?: string };
  await inTx(async (tx) => {
    const data = { locale, orderId: order.id, ...(recipient && { name: recipient }) };
    const token = await issueLink(tx, { email, purpose: "sign_in", data, minutes: offerMinutes, now });
    const to = encodeURIComponent(`/${locale}/account/orders/${order.number}`);
    await queueMail(tx, {
      dedupeKey: `link:account:${hashToken(token)}`,
      to: email,
      template: "account_offer",
      locale,
      data: { number: order.number, path: `/sign-in/link?to=${to}#${token}`, minutes: offerMinutes },
    });
  });
  return { email };
}
