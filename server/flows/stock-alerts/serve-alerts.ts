// Telling those who wait that a variant may be ordered again. Called by jobs: when stock changed, and by the clock. One
// transaction for each queue under its lock (crm lockQueue); the mail is decided in the one that takes somebody out of it.
import type { Locale } from "#server/kernel/locales.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import {
  alertToken,
  lockQueue,
  openQueues,
  type Queue,
  serveOldest,
  turnHours,
  turnsLeft,
} from "#server/modules/crm/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { everybodys, unitPrices } from "#server/modules/pricing/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { type Db, db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { readVariants, type SoldVariant } from "../edit-order/read-variants.ts";

/** Mails decided in one transaction. */
const atOnce = 50;

/**
 * How many were told lately and have not ordered since: the pieces are first of all theirs. Read across alerts and orders,
 * in one statement. Whoever ordered makes what may be sold smaller by themselves.
 */
async function turnsTaken(db: Db, { variantId, channelId }: Queue, now: Date): Promise<number> {
  const since = new Date(now.getTime() - turnHours * 3_600_000);
  const [row] = await db.$queryRaw<{ taken: number }[]>`
    SELECT count(*)::int AS taken FROM stock_alert a
    WHERE a.variant_id = ${variantId} AND a.channel_id = ${channelId} AND a.status = 'served' AND a.closed_at > ${since}
      AND NOT EXISTS (
        SELECT FROM sales_order o JOIN sales_order_line l ON l.order_id = o.id AND l.variant_id = a.variant_id
        WHERE o.email = a.email AND o.placed_at >= a.closed_at)`;
  return row?.taken ?? 0;
}

async function serveQueue(queue: Queue, now: Date): Promise<number> {
  const { variantId } = queue;
  return inTx(async (tx) => {
    await lockQueue(tx, variantId);
    const channel = await channelByCode(tx, queue.channelCode);
    const prices = await unitPrices(tx, everybodys(channel), [variantId], now);
    const stock = (await sellableOf(tx, [variantId], channel, now, { street: true })).get(variantId);
    const price = prices.get(variantId)?.unit;
    if (!price || !stock || stock.orderable <= 0) return 0;
    const count = turnsLeft(stock.orderable, await turnsTaken(tx, queue, now), atOnce);
    const served = await serveOldest(tx, queue, count, now);
    const texts = new Map<string, SoldVariant | undefined>();
    for (const locale of new Set(served.map((alert) => alert.locale))) {
      texts.set(locale, (await readVariants(tx, [variantId], locale as Locale)).get(variantId));
    }
    for (const { id, email, locale } of served) {
      const variant = texts.get(locale);
      if (!variant) throw new Error(`variant ${variantId} has no texts`);
      const { slug, sku, name, description, mediaKey } = variant;
      await queueMail(tx, {
        dedupeKey: `stock-alert:${id}:back`,
        to: email,
        template: "stock_back",
        locale,
        data: {
          ...{ name, description, mediaKey, price, token: alertToken(id) },
          path: `/products/${slug}?sku=${encodeURIComponent(sku)}`,
          ahead: stock.available <= 0,
        },
      });
    }
    return served.length;
  });
}

/**
 * Tells as many as there are pieces, whoever has waited longest first; the rest waits. Of these variants, or of all.
 * Returns how many were told. Safe to repeat: who was told is out of the queue.
 */
export async function serveAlerts(variantIds: readonly string[] | null, now: Date = new Date()): Promise<number> {
  let total = 0;
  for (const queue of await openQueues(db(), variantIds)) {
    for (let told = atOnce; told === atOnce; total += told) told = await serveQueue(queue, now);
  }
  return total;
}
