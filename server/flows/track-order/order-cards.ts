// Order cards: a page of orders as lists show them, with up to four pictures each. Three SQL statements.
import type { Scope } from "#server/access/scope.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import type { Page } from "#server/kernel/page.ts";
import type { OrderDeliveryStatus, OrderPaymentStatus, OrderStatus } from "#server/modules/sales/contract.ts";
import type { OrderCard } from "#server/modules/sales/contract-detail.ts";
import { listOrders } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";

type Row = Awaited<ReturnType<typeof listOrders>>["items"][number];

const pictures = 4;

/** Turns rows of `listOrders` into cards; one statement for all their pictures. */
export async function orderCards(db: Db, rows: readonly Row[], locale: string): Promise<OrderCard[]> {
  const keysOf = (row: Row) => [...new Set(row.lines.flatMap((line) => line.mediaKey ?? []))].slice(0, pictures);
  const keys = [...new Set(rows.flatMap(keysOf))];
  const found = keys.length
    ? await db.media.findMany({
        where: { key: { in: keys } },
        select: { key: true, width: true, height: true, alt: true },
      })
    : [];
  const mediaOf = new Map(found.map((media) => [media.key, media]));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    placedAt: row.placedAt.toISOString(),
    status: row.status as OrderStatus,
    paymentStatus: row.paymentStatus as OrderPaymentStatus,
    deliveryStatus: row.deliveryStatus as OrderDeliveryStatus,
    total: money(row.totalMinor, row.currency),
    itemCount: row.lines.reduce((sum, line) => sum + Number(line.quantity) * 1000, 0) / 1000,
    media: keysOf(row).map((key) => {
      const media = mediaOf.get(key);
      return {
        key,
        width: media?.width ?? null,
        height: media?.height ?? null,
        alt: inLocale(media?.alt, locale) || (row.lines.find((line) => line.mediaKey === key)?.name ?? ""),
      };
    }),
  }));
}

/** A keyset page of cards within a scope, the newest first. */
export async function listOrderCards(
  db: Db,
  scope: Scope,
  input: { cursor?: string | undefined; limit: number },
  locale: string,
): Promise<Page<OrderCard>> {
  const page = await listOrders(db, scope, input);
  return { items: await orderCards(db, page.items, locale), nextCursor: page.nextCursor };
}
