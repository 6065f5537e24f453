import { formatMoney, type Money } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, text } from "./pen.ts";

export type ReturnAnnouncedMail = {
  number: string;
  /** The return's own page. */
  path: string;
  return: string;
  lines: readonly { name: string; quantity: number }[];
  wayBack: "label" | "store" | "own";
  /** Where it is handed in, in one line. */
  store: string | null;
  expected: Money | null;
  /** What is held to be sent instead, and until which day (in words). */
  exchange?: { goods: string; day: string } | null;
};

/** What a buyer announced, what to do next, and what goes back when. */
export function drawReturnAnnounced(data: ReturnAnnouncedMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { expected, exchange } = data;
  return {
    subject: t("returnAnnounced.subject", { number: data.return }),
    title: t("returnAnnounced.title"),
    blocks: [
      text(t("returnAnnounced.text", { number: data.return, order: data.number })),
      {
        kind: "lines",
        caption: t("returnAnnounced.lines"),
        lines: data.lines.map((line) => ({
          name: line.name,
          detail: t("order.quantity", { quantity: line.quantity }),
        })),
      },
      text(t(`returnAnnounced.${data.wayBack}`, { store: data.store ?? "" })),
      ...(exchange ? [text(t("returnAnnounced.exchange", exchange))] : []),
      ...(expected && (expected.minor > 0 || !exchange)
        ? [text(t("returnAnnounced.money", { amount: formatMoney(expected, locale) }))]
        : []),
      button(pen, t("returnAnnounced.button"), data.path),
    ],
  };
}

export type ExchangeDecidedMail = {
  number: string;
  return: string;
  /** The number of the order that is sent instead. */
  replacement: string;
  path: string;
  /** Why it was refused; null: it was not. */
  reason: string | null;
  lines: readonly { name: string; description: string | null; quantity: number }[];
  back: Money;
  due: Money;
};

/** An exchange was decided: what leaves and what of the money is over or missing, or why nothing leaves. */
export function drawExchangeDecided(data: ExchangeDecidedMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { replacement, reason, back, due } = data;
  const names = { number: data.return, replacement, amount: formatMoney(due, locale) };
  if (reason !== null) {
    return {
      subject: t("exchange.refusedSubject", names),
      title: t("exchange.refusedTitle"),
      blocks: [
        text(t("exchange.refusedText", names)),
        text(reason),
        text(t("exchange.refusedNext")),
        button(pen, t("exchange.return"), data.path),
      ],
    };
  }
  const owes = due.minor > 0;
  return {
    subject: t(owes ? "exchange.dueSubject" : "exchange.sentSubject", names),
    title: t("exchange.sentTitle"),
    blocks: [
      text(t(owes ? "exchange.dueText" : "exchange.sentText", names)),
      {
        kind: "lines",
        caption: t("exchange.lines"),
        lines: data.lines.map((line) => ({
          name: line.name,
          detail: [line.description, t("order.quantity", { quantity: line.quantity })].filter(Boolean).join(" · "),
        })),
      },
      ...(back.minor > 0 ? [text(t("exchange.back", { amount: formatMoney(back, locale) }))] : []),
      button(pen, t(owes ? "exchange.pay" : "exchange.button"), data.path),
    ],
  };
}
