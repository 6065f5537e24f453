import { formatMoney, type Money, negateMoney } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, text } from "./pen.ts";
import { type LetterPoints, pointsOf } from "./templates-points.ts";

// Letters about what became of an order after it was placed: a change of it, goods that come back.

export type EditedMail = {
  number: string;
  path: string;
  /** before, after: how many of it; 0 is a line that was not there, or is gone. */
  changes: readonly { name: string; description: string | null; before: number; after: number }[];
  /** Where it goes now, when that changed. */
  delivery: readonly string[] | null;
  /** To pay when positive, on its way back when negative. */
  difference: Money;
  /** Until when a difference may be paid before the change lapses; null: the change holds already. */
  waitsUntil: string | null;
  points: LetterPoints | null;
};

export type ReturnMail = {
  number: string;
  path: string;
  return: string;
  lines: readonly { name: string; quantity: number }[];
};

export type WithdrawalMail = {
  number: string;
  order: string;
  /** What was declared, word for word. */
  statement: string;
  /** Day and time of it, in words. */
  at: string;
  returnNumber: string | null;
  /** The order's page; null for an address that is not the order's. */
  path: string | null;
};

/** The receipt of a withdrawal: content, day and time (Directive 2011/83/EU, article 11a, paragraph 4). */
export function drawWithdrawal({ number, order, statement, at, returnNumber, path }: WithdrawalMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("withdrawal.subject", { number, order }),
    title: t("withdrawal.title"),
    blocks: [
      text(t("withdrawal.received", { number, at })),
      text(statement),
      text(returnNumber ? t("withdrawal.sendBack", { number: returnNumber }) : t("withdrawal.next")),
      text(t("withdrawal.money")),
      ...(path ? [button(pen, t("order.button"), path)] : []),
    ],
  };
}

export function drawEdited(data: EditedMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { number, path, changes, delivery, difference, waitsUntil, points } = data;
  const owed = difference.minor > 0;
  const values = {
    number,
    until: waitsUntil ?? "",
    amount: formatMoney(difference.minor < 0 ? negateMoney(difference) : difference, locale),
  };
  const money = owed
    ? waitsUntil
      ? "edited.toPayUntil"
      : "edited.toPay"
    : difference.minor < 0
      ? "edited.back"
      : null;
  return {
    subject: t(waitsUntil ? "edited.waitingSubject" : "edited.subject", values),
    title: t(waitsUntil ? "edited.waitingTitle" : "edited.title"),
    blocks: [
      text(t(waitsUntil ? "edited.waitingText" : "edited.text", values)),
      ...(changes.length
        ? [
            {
              kind: "lines" as const,
              caption: t("edited.changes"),
              lines: changes.map((change) => ({
                name: change.name,
                detail: [change.description, t("edited.quantity", { before: change.before, after: change.after })]
                  .filter(Boolean)
                  .join(" · "),
              })),
            },
          ]
        : []),
      ...(delivery ? [{ kind: "columns" as const, columns: [{ title: t("order.deliverTo"), lines: delivery }] }] : []),
      ...(money ? [text(t(money, values))] : []),
      ...pointsOf(points, pen),
      button(pen, t(owed ? "edited.pay" : "order.button"), path),
    ],
  };
}

export function drawReturn({ number, path, return: back, lines }: ReturnMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("returned.subject", { number: back }),
    title: t("returned.title"),
    blocks: [
      text(t("returned.text", { number: back, order: number })),
      {
        kind: "lines",
        caption: t("returned.lines"),
        lines: lines.map((line) => ({ name: line.name, detail: t("order.quantity", { quantity: line.quantity }) })),
      },
      button(pen, t("order.button"), path),
    ],
  };
}
