// Reminding people of baskets that they asked to be reminded of. Called by a job. One transaction for each basket, under its
// lock: whether it may still be said is asked there, and the mail is decided there. Locks: cart.
import type { Locale } from "#server/kernel/locales.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import {
  endReminders,
  reminderDays,
  reminderRestDays,
  reminderToken,
  takeReminder,
} from "#server/modules/crm/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { cartToken, findCart, lockCart } from "#server/modules/sales/index.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { viewCart } from "../cart/view-cart.ts";

type Due = { id: string; cartId: string; email: string; locale: string; channelCode: string };

/** Baskets that nobody has touched for their channel's time, oldest first. One statement across baskets and reminders. */
const due = (db: Db, now: Date, limit: number): Promise<Due[]> =>
  db.$queryRaw<Due[]>`
    SELECT r.id, r.cart_id AS "cartId", r.email, r.locale, ch.code AS "channelCode"
    FROM cart_reminder r JOIN cart c ON c.id = r.cart_id JOIN channel ch ON ch.id = c.channel_id
    WHERE r.status = 'waiting' AND c.status = 'open' AND ch.active AND ch.reminder_minutes IS NOT NULL
      AND c.updated_at <= ${now}::timestamptz - ch.reminder_minutes * interval '1 minute'
      AND c.updated_at > ${now}::timestamptz - ${reminderDays}::int * interval '1 day'
    ORDER BY c.updated_at, r.id LIMIT ${limit}`;

/**
 * Whether it may be said: the basket is still untouched, the consent stands, nothing was ordered with this address since
 * it was given, and no other basket of the mailbox was reminded of lately. Asked under the basket's lock.
 */
async function mayRemind(tx: Tx, { id, email }: Due, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ ok: boolean }[]>`
    SELECT (n.withdrawn_at IS NULL AND n.email = r.email
      AND c.updated_at <= ${now}::timestamptz - ch.reminder_minutes * interval '1 minute'
      AND NOT EXISTS (SELECT FROM sales_order o WHERE o.email = ${email} AND o.placed_at >= r.created_at
        AND o.status IN ('awaiting_payment', 'confirmed', 'completed'))
      AND NOT EXISTS (SELECT FROM cart_reminder other WHERE other.email = ${email} AND other.status = 'sent'
        AND other.closed_at > ${now}::timestamptz - ${reminderRestDays}::int * interval '1 day')) AS ok
    FROM cart_reminder r JOIN consent n ON n.id = r.consent_id JOIN cart c ON c.id = r.cart_id
      JOIN channel ch ON ch.id = c.channel_id
    WHERE r.id = ${id} AND r.status = 'waiting'`;
  return row?.ok ?? false;
}

async function remind(of: Due, now: Date): Promise<boolean> {
  const { id, cartId, email, locale } = of;
  const token = cartToken(cartId);
  return inTx(async (tx) => {
    const locked = await lockCart(tx, hashToken(token));
    const open = locked?.status === "open" ? await findCart(tx, token) : null;
    const channel = await channelByCode(tx, of.channelCode);
    const cart = open && (await viewCart(tx, channel, open, { locale, companyId: locked?.partnerId ?? null }));
    const lines = cart?.lines.filter(({ problem }) => problem !== "unavailable" && problem !== "out_of_stock") ?? [];
    if (!cart || lines.length === 0 || !(await mayRemind(tx, of, now))) {
      await endReminders(tx, { id }, now);
      return false;
    }
    if (!(await takeReminder(tx, id, now))) return false;
    await queueMail(tx, {
      dedupeKey: `cart-reminder:${id}`,
      to: email,
      template: "cart_reminder",
      locale: locale as Locale,
      data: {
        token: reminderToken(id),
        lines: lines.map(({ name, options, quantity, total, media }) => ({
          ...{ name, description: options || null, quantity, total, mediaKey: media?.key ?? null },
        })),
      },
    });
    return true;
  });
}

/** Mails what is due, each basket once; how many mails. Safe to repeat and to run twice at the same time. */
export async function sendReminders(now: Date = new Date(), batch = 100): Promise<number> {
  let sent = 0;
  for (;;) {
    const found = await due(db(), now, batch);
    for (const one of found) if (await remind(one, now)) sent++;
    if (found.length < batch) return sent;
  }
}
