import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { AlertStatus, CrmErrorCode } from "./contract.ts";
import { confirmDays, forgetDays } from "./model.ts";

const dayMs = 86_400_000;
const before = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs);

type Asked = { id: string; status: AlertStatus };

/**
 * Notes that an address wants to hear of a variant, once however often it asks. `proven`: the mailbox is known to be the
 * asker's, so the alert waits at once; else it is pending until its mail is answered. One that waits stays waiting.
 */
export async function askAlert(
  tx: Tx,
  input: {
    channelId: string;
    variantId: string;
    email: string;
    locale: string;
    userId: string | null;
    proven: boolean;
    now: Date;
  },
): Promise<Asked> {
  const { channelId, variantId, email, locale, userId, proven, now } = input;
  const [row] = await tx.$queryRaw<Asked[]>`
    INSERT INTO stock_alert AS a (id, channel_id, variant_id, user_id, email, locale, status, created_at, confirmed_at)
    VALUES (${newId("stockAlert")}, ${channelId}, ${variantId}, ${userId}, ${email}, ${locale},
      ${proven ? "waiting" : "pending"}, ${now}, ${proven ? now : null})
    ON CONFLICT (channel_id, variant_id, email) WHERE status IN ('pending', 'waiting') DO UPDATE SET
      locale = excluded.locale, user_id = coalesce(excluded.user_id, a.user_id),
      created_at = CASE WHEN a.status = 'pending' THEN excluded.created_at ELSE a.created_at END,
      status = CASE WHEN excluded.status = 'waiting' THEN 'waiting' ELSE a.status END,
      confirmed_at = coalesce(a.confirmed_at, excluded.confirmed_at)
    RETURNING id, status`;
  if (!row) throw new Error("upsert returned no row");
  return row;
}

const invalid = () => new DomainError<CrmErrorCode>("unprocessable", "crm.alert_link_invalid");

/**
 * The mailbox is proven: the alert waits from now on. Confirming twice, or one that was served, changes nothing. Returns
 * the variant. Throws DomainError unprocessable `crm.alert_link_invalid` (unknown, ended, asked for too long ago).
 */
export async function confirmAlert(tx: Tx, id: string, now: Date): Promise<string> {
  await tx.stockAlert.updateMany({
    where: { id, status: "pending", createdAt: { gt: before(now, confirmDays) } },
    data: { status: "waiting", confirmedAt: now },
  });
  const alert = await tx.stockAlert.findFirst({
    where: { id, status: { in: ["waiting", "served"] } },
    select: { variantId: true },
  });
  if (!alert) throw invalid();
  return alert.variantId;
}

/**
 * Ends an alert at its reader's wish; one that is over already stays as it is. Returns the variant.
 * Throws DomainError unprocessable `crm.alert_link_invalid` when there is none.
 */
export async function stopAlert(tx: Tx, id: string, now: Date): Promise<string> {
  await tx.stockAlert.updateMany({
    where: { id, status: { in: ["pending", "waiting"] } },
    data: { status: "ended", closedAt: now },
  });
  const alert = await tx.stockAlert.findUnique({ where: { id }, select: { variantId: true } });
  if (!alert) throw invalid();
  return alert.variantId;
}

/**
 * Takes the `count` that have waited longest out of a queue: whoever is returned is to be mailed in this transaction, and
 * never is again. Call under `lockQueue`.
 */
export async function serveOldest(
  tx: Tx,
  queue: { variantId: string; channelId: string },
  count: number,
  now: Date,
): Promise<{ id: string; email: string; locale: string }[]> {
  if (count <= 0) return [];
  // The status is asked again outside: a reader who stops this alert meanwhile is not mailed.
  return tx.$queryRaw`
    UPDATE stock_alert SET status = 'served', closed_at = ${now}
    WHERE status = 'waiting' AND id IN (
      SELECT id FROM stock_alert
      WHERE variant_id = ${queue.variantId} AND channel_id = ${queue.channelId} AND status = 'waiting'
      ORDER BY confirmed_at, id LIMIT ${count})
    RETURNING id, email, locale`;
}

/**
 * Forgets the addresses of alerts that have been over for some days and deletes those whose mailbox nobody proved. Returns
 * how many of each.
 */
export async function forgetAlerts(db: Db, now: Date): Promise<{ forgotten: number; deleted: number }> {
  const { count: forgotten } = await db.stockAlert.updateMany({
    where: { email: { not: null }, status: { in: ["served", "ended"] }, closedAt: { lt: before(now, forgetDays) } },
    data: { email: null, userId: null },
  });
  const { count: deleted } = await db.stockAlert.deleteMany({
    where: { status: "pending", createdAt: { lt: before(now, confirmDays) } },
  });
  return { forgotten, deleted };
}
