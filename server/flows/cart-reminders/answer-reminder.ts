// What the links of a basket's mail do (shop.cart.use). Whoever holds the token holds the mailbox. Locks: carts.
import { DomainError } from "#server/kernel/errors.ts";
import type { CrmErrorCode } from "#server/modules/crm/contract.ts";
import { endReminders, reminderLinkDays, reminderOfToken, withdrawConsent } from "#server/modules/crm/index.ts";
import { adoptCart } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";

const invalid = () => new DomainError<CrmErrorCode>("unprocessable", "crm.reminder_link_invalid");

async function reminderOf(token: string) {
  const id = reminderOfToken(token);
  const found = id && (await db().cartReminder.findUnique({ where: { id } }));
  if (!found) throw invalid();
  return found;
}

/**
 * Brings the basket of a mail to this browser; what a guest has in it already joins. Answers the token for the cookie.
 * Throws DomainError unprocessable `crm.reminder_link_invalid`: ordered meanwhile, somebody else's, or a month old.
 */
export async function restoreByLink(linkToken: string, caller: CartCaller, now: Date = new Date()): Promise<string> {
  const { cartId, status, closedAt } = await reminderOf(linkToken);
  const since = now.getTime() - reminderLinkDays * 86_400_000;
  if (status !== "sent" || !closedAt || closedAt.getTime() < since) throw invalid();
  const token = await inTx((tx) => adoptCart(tx, { cartId, token: caller.token, userId: caller.userId }));
  if (!token) throw invalid();
  return token;
}

/**
 * No more reminders to this mailbox: the consent is withdrawn and what still waits ends. Doing it twice is no error.
 * Throws DomainError unprocessable `crm.reminder_link_invalid`.
 */
export async function stopByLink(linkToken: string, by: "link" | "one_click", now: Date = new Date()): Promise<void> {
  const { id, email } = await reminderOf(linkToken);
  await inTx(async (tx) => {
    await endReminders(tx, email ? { email } : { id }, now);
    if (email) await withdrawConsent(tx, { purpose: "cart_reminder", email, by, now });
  });
}
