import { money } from "#server/kernel/money.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { type LockedOrder, orderAccessToken } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";

type ExchangeEnd = {
  order: LockedOrder;
  replacement: LockedOrder;
  /** The return's number. */
  found: string;
} & ({ outcome: "sent"; moved: { backMinor: number; dueMinor: number } } | { outcome: "refused"; reason: string });

/** To a buyer whose exchange was decided: what leaves and what of the money comes back or is missing, or why nothing leaves. */
export async function mailExchange(tx: Tx, end: ExchangeEnd): Promise<void> {
  const { order, replacement, found } = end;
  const amount = (minor: number) => money(minor, order.currency);
  const sent = end.outcome === "sent";
  await queueMail(tx, {
    dedupeKey: `exchange-${end.outcome}:${replacement.id}`,
    to: order.email,
    template: "exchange_decided",
    locale: order.locale,
    data: {
      number: order.number,
      return: found,
      replacement: replacement.number,
      path: sent
        ? `/order/${orderAccessToken(replacement.id)}`
        : `/order/${orderAccessToken(order.id)}/returns/${found}`,
      reason: sent ? null : end.reason,
      lines: replacement.lines
        .filter((line) => line.kind === "product")
        .map(({ name, description, quantity }) => ({ name, description, quantity: Number(quantity) })),
      back: amount(sent ? end.moved.backMinor : 0),
      due: amount(sent ? end.moved.dueMinor : 0),
    },
  });
}
