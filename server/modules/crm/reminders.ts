import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { linkTokens } from "#server/platform/link-token.ts";

/** Days after which an untouched basket is nobody's intention any more. */
export const reminderDays = 7;
/** Days between two reminders to one mailbox, whatever its baskets. */
export const reminderRestDays = 7;
/** Days in which the link of a mail still brings its basket back; then the address is forgotten too. */
export const reminderLinkDays = 30;

const tokens = linkTokens("crm.cart-reminder");

/** The token of a reminder's links: 256 bits that only ever go to its own mailbox. Nothing of it is stored. */
export const reminderToken = tokens.of;

/** The reminder that a token stands for; null for one that the house did not write. */
export const reminderOfToken = tokens.read;

/** Notes that a basket may be reminded of, by one mail. A basket whose mail has left gets no second one. */
export async function askReminder(
  tx: Tx,
  asked: { cartId: string; email: string; locale: string; consentId: string; now: Date },
): Promise<void> {
  const { cartId, email, locale, consentId, now } = asked;
  await tx.$executeRaw`
    INSERT INTO cart_reminder AS r (id, cart_id, consent_id, email, locale, status, created_at)
    VALUES (${newId("cartReminder")}, ${cartId}, ${consentId}, ${email}, ${locale}, 'waiting', ${now})
    ON CONFLICT (cart_id) DO UPDATE SET consent_id = excluded.consent_id, email = excluded.email,
      locale = excluded.locale, status = 'waiting', created_at = excluded.created_at, closed_at = NULL
    WHERE r.status <> 'sent'`;
}

/** The address that a basket may be reminded at, if any. */
export async function reminderEmail(db: Db, cartId: string): Promise<string | null> {
  const row = await db.cartReminder.findFirst({ where: { cartId, status: "waiting" }, select: { email: true } });
  return row?.email ?? null;
}

/** Ends what still waits: of a basket, of one reminder, or of a mailbox. */
export async function endReminders(
  tx: Tx,
  of: { cartId: string } | { id: string } | { email: string },
  now: Date,
): Promise<void> {
  await tx.cartReminder.updateMany({ where: { ...of, status: "waiting" }, data: { status: "ended", closedAt: now } });
}

/** Takes a waiting reminder, once: whoever is answered true mails it in this transaction. */
export async function takeReminder(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.cartReminder.updateMany({
    where: { id, status: "waiting" },
    data: { status: "sent", closedAt: now },
  });
  return count === 1;
}

/** Ends what waited too long, and forgets the addresses of what is long over. Returns how many were touched. */
export async function forgetReminders(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const { count: ended } = await db.cartReminder.updateMany({
    where: { status: "waiting", cart: { updatedAt: { lt: before(reminderDays) } } },
    data: { status: "ended", closedAt: now },
  });
  const { count: forgotten } = await db.cartReminder.updateMany({
    where: { email: { not: null }, status: { not: "waiting" }, closedAt: { lt: before(reminderLinkDays) } },
    data: { email: null },
  });
  return ended + forgotten;
}
