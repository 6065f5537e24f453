import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { linkTokens } from "#server/platform/link-token.ts";

/** Days between two requests to one mailbox, whatever its orders. */
export const requestRestDays = 7;
/** Days after which an order is too old to be asked of, and a request forgets its address. */
export const requestDays = 60;

const tokens = linkTokens("reviews.request");
/** The token of a request's stop link. */
export const requestToken = tokens.of;
/** The request that a token stands for; null for one that the house did not write. */
export const requestOfToken = tokens.read;

const before = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/**
 * Notes that an order's buyer is asked for reviews, once for each order and at most once in `requestRestDays` for each
 * mailbox: whoever is answered an id mails it in this transaction. The consent has to stand at this moment.
 */
export async function takeRequest(
  tx: Tx,
  of: { orderId: string; consentId: string; email: string },
  now: Date,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO review_request (id, order_id, consent_id, email, sent_at)
    SELECT ${newId("reviewRequest")}, ${of.orderId}, n.id, ${of.email}, ${now} FROM consent n
    WHERE n.id = ${of.consentId} AND n.withdrawn_at IS NULL AND n.email = ${of.email}
      AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.email = ${of.email} AND q.sent_at > ${before(now, requestRestDays)})
    ON CONFLICT (order_id) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

/** The address that a request went to; null where it was forgotten or there is no such request. */
export async function requestEmail(db: Db, id: string): Promise<string | null> {
  return (await db.reviewRequest.findUnique({ where: { id }, select: { email: true } }))?.email ?? null;
}

/** Forgets the addresses of requests that are long over. Returns how many. */
export async function forgetRequests(db: Db, now: Date): Promise<number> {
  const { count } = await db.reviewRequest.updateMany({
    where: { email: { not: null }, sentAt: { lt: before(now, requestDays) } },
    data: { email: null },
  });
  return count;
}
