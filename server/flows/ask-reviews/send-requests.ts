// Asking buyers who agreed to it what they think of what they got. Called by a job, every morning. One transaction for each
// order: whether it may still be said is part of the statement that takes it, and the mail is decided with it. No lock.
import { orderPath } from "#server/flows/notify-customer/mail-order-event.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { ownReviews, requestDays, requestToken, takeRequest } from "#server/modules/reviews/index.ts";
import { type Db, db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

type Due = {
  orderId: string;
  number: string;
  email: string;
  locale: string;
  consentId: string;
};

/** Orders of which everything arrived their channel's days ago, whose address agreed, and whose buyer was never asked. */
const due = (db: Db, now: Date, after: string, limit: number): Promise<Due[]> =>
  db.$queryRaw<Due[]>`
    SELECT o.id AS "orderId", o.number, o.email, o.locale, n.id AS "consentId"
    FROM sales_order o JOIN channel ch ON ch.id = o.channel_id
    JOIN consent n ON n.email = o.email AND n.purpose = 'review_request' AND n.withdrawn_at IS NULL
    WHERE o.status = 'completed' AND ch.active AND ch.review_ask_days IS NOT NULL
      AND o.closed_at <= ${now}::timestamptz - ch.review_ask_days * interval '1 day'
      AND o.closed_at > ${now}::timestamptz - ${requestDays}::int * interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.order_id = o.id) AND o.id > ${after}
    ORDER BY o.id LIMIT ${limit}`;

async function ask(order: Due, now: Date): Promise<boolean> {
  const locale = localeSchema.catch("fr").parse(order.locale);
  return inTx(async (tx) => {
    const { toWrite } = await ownReviews(tx, { orderId: order.orderId }, locale);
    if (toWrite.length === 0) return false;
    const id = await takeRequest(tx, order, now);
    if (!id) return false;
    await queueMail(tx, {
      dedupeKey: `review-request:${order.orderId}`,
      to: order.email,
      template: "review_request",
      locale,
      data: {
        token: requestToken(id),
        number: order.number,
        path: `${orderPath(order.orderId)}/reviews`,
        lines: toWrite.map(({ product, description }) => ({
          ...{ name: product.name, description, mediaKey: product.mediaKey },
        })),
      },
    });
    return true;
  });
}

/** Mails what is due, each order once; how many mails. Safe to repeat and to run twice at the same time. */
export async function sendRequests(now: Date = new Date(), batch = 100): Promise<number> {
  let [sent, after] = [0, ""];
  for (;;) {
    const found = await due(db(), now, after, batch);
    for (const order of found) if (await ask(order, now)) sent++;
    after = found.at(-1)?.orderId ?? after;
    if (found.length < batch) return sent;
  }
}
