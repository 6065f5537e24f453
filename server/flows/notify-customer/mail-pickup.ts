// Letters about what a buyer collects: it lies ready, or it has not been collected in time. Called by mail-order-event.

import { dateFormat } from "#server/kernel/formats.ts";
import { pickupCode } from "#server/modules/fulfilment/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { type Opening, readStores } from "#server/modules/stock/index.ts";
import type { Tx } from "#server/platform/db.ts";

const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** The week in words: days with the same hours stand together, closed days are left out. */
export function hoursInWords(opening: readonly Opening[], locale: string): { days: string; times: string }[] {
  const weekday = dateFormat(locale, { weekday: "long", timeZone: "UTC" });
  const clock = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  const name = (day: number) => weekday.format(Date.UTC(2024, 0, day));
  const times = (day: number) =>
    opening
      .filter((one) => one.day === day)
      .toSorted((a, b) => a.from - b.from)
      .map(({ from, to }) => `${clock.format(from * 60_000)} – ${clock.format(to * 60_000)}`)
      .join(", ");
  const groups: { first: number; last: number; times: string }[] = [];
  for (const day of week) {
    const group = groups.at(-1);
    if (group && group.last === day - 1 && group.times === times(day)) group.last = day;
    else groups.push({ first: day, last: day, times: times(day) });
  }
  return groups
    .filter((group) => group.times !== "")
    .map(({ first, last, times: open }) => ({
      days: first === last ? name(first) : `${name(first)} – ${name(last)}`,
      times: open,
    }));
}

/** One mail when it is ready, one more when it was not collected; none for what was collected meanwhile. */
export async function mailPickup(
  tx: Tx,
  { order, path }: { order: OrderDetail; path: string },
  deliveryId: string,
  reminder: boolean,
): Promise<void> {
  const delivery = order.deliveries.find((one) => one.id === deliveryId);
  if (!delivery?.readyAt || !delivery.collectBy || delivery.status !== "packed") return;
  const place = await tx.location.findUnique({ where: { code: delivery.location.code }, select: { id: true } });
  const [store] = place ? await readStores(tx, [place.id]) : [];
  const descriptions = new Map(order.lines.map((line) => [line.id, line.description]));
  const day = dateFormat(order.locale, { dateStyle: "full", timeZone: "UTC" });
  await queueMail(tx, {
    dedupeKey: `pickup-${reminder ? "overdue" : "ready"}:${deliveryId}`,
    to: order.email,
    template: "pickup",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      code: pickupCode(deliveryId),
      store: delivery.location.name,
      address: store ? `${store.line1}, ${store.postcode} ${store.city}` : delivery.location.name,
      hours: hoursInWords(store?.opening ?? [], order.locale),
      until: day.format(new Date(`${delivery.collectBy}T00:00:00Z`)),
      lines: delivery.lines.map((line) => ({
        name: line.name,
        description: descriptions.get(line.orderLineId) ?? null,
        quantity: line.quantity,
      })),
      reminder,
    },
  });
}
