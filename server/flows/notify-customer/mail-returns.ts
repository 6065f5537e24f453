import { everything } from "#server/access/scope.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { Tx } from "#server/platform/db.ts";
import { ownReturn } from "../return-order/own-returns.ts";

/** To a buyer who announced a return: how it comes, and what goes back. Withdrawals have a receipt of their own. */
export async function mailReturnAnnounced(
  tx: Tx,
  { order, path }: { order: OrderDetail; path: string },
  returnId: string,
): Promise<void> {
  const number = order.returns.find((one) => one.id === returnId)?.number;
  const found = number === undefined ? null : await ownReturn(tx, everything, number);
  if (found?.source !== "customer" || !found.wayBack || found.status === "cancelled") return;
  const { store } = found;
  const day = new Intl.DateTimeFormat(order.locale, { dateStyle: "long", timeZone: "Europe/Paris" });
  await queueMail(tx, {
    dedupeKey: `return-announced:${returnId}`,
    to: order.email,
    template: "return_announced",
    locale: order.locale,
    data: {
      number: order.number,
      path: `${path}/returns/${found.number}`,
      return: found.number,
      lines: found.lines.map(({ name, quantity }) => ({ name, quantity })),
      wayBack: found.wayBack,
      store: store && `${store.name}, ${store.line1}, ${store.postcode} ${store.city}`,
      expected: found.expected,
      exchange: found.exchange?.heldUntil
        ? {
            goods: found.lines
              .flatMap((line) => (line.replacement ? [`${line.quantity} × ${line.name}, ${line.replacement}`] : []))
              .join(" ; "),
            day: day.format(new Date(found.exchange.heldUntil)),
          }
        : null,
    },
  });
}
