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
};

/** What a buyer announced, what to do next, and what goes back when. */
export function drawReturnAnnounced(data: ReturnAnnouncedMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { expected } = data;
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
      ...(expected ? [text(t("returnAnnounced.money", { amount: formatMoney(expected, locale) }))] : []),
      button(pen, t("returnAnnounced.button"), data.path),
    ],
  };
}
