import { formatMoney, type Money, negateMoney } from "#server/kernel/money.ts";
import { env } from "#server/platform/env.ts";
import { button, type Draft, type Pen, text } from "./pen.ts";
import { type LetterPoints, pointsOf } from "./templates-points.ts";

export type OrderMail = {
  number: string;
  path: string;
  name: string;
  lines: readonly {
    name: string;
    description: string | null;
    quantity: number;
    gross: Money;
    mediaKey: string | null;
  }[];
  items: Money;
  discount: Money;
  /** What the buyer's points take off. */
  pointsOff: Money;
  points: LetterPoints | null;
  shipping: Money;
  shippingMethod: string;
  taxes: readonly { rate: number; tax: Money }[];
  total: Money;
  delivery: readonly string[];
  billing: readonly string[];
};

export function drawOrder(order: OrderMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const amount = (value: Money) => formatMoney(value, locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return {
    subject: t("order.confirmedSubject", { number: order.number }),
    title: t("order.confirmedTitle"),
    blocks: [
      text(t("hello", { name: order.name })),
      text(t("order.confirmedText")),
      button(pen, t("order.button"), order.path),
      { kind: "heading", text: t("order.number", { number: order.number }) },
      {
        kind: "lines",
        caption: t("order.lines"),
        lines: order.lines.map((line) => ({
          name: line.name,
          detail: [line.description, t("order.quantity", { quantity: line.quantity })].filter(Boolean).join(" · "),
          amount: amount(line.gross),
          imageUrl: line.mediaKey && `${env().PUBLIC_URL}/media/${line.mediaKey}`,
        })),
      },
      {
        kind: "totals",
        rows: [
          { label: t("order.items"), amount: amount(order.items) },
          ...(order.discount.minor > 0
            ? [{ label: t("order.discount"), amount: amount(negateMoney(order.discount)) }]
            : []),
          ...(order.pointsOff.minor > 0
            ? [{ label: t("points.off"), amount: amount(negateMoney(order.pointsOff)) }]
            : []),
          { label: t("order.shipping", { method: order.shippingMethod }), amount: amount(order.shipping) },
          { label: t("order.total"), amount: amount(order.total), strong: true },
          ...order.taxes.map((tax) => ({
            label: t("order.tax", { rate: percent.format(tax.rate) }),
            amount: amount(tax.tax),
            muted: true,
          })),
        ],
      },
      ...pointsOf(order.points, pen),
      {
        kind: "columns",
        columns: [
          { title: t("order.deliverTo"), lines: order.delivery },
          { title: t("order.billTo"), lines: order.billing },
        ],
      },
    ],
  };
}
