import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** `hours`: a week in lines, in the reader's language. `until`: a day in words. */
export type PickupMail = {
  number: string;
  path: string;
  code: string;
  store: string;
  address: string;
  hours: readonly { days: string; times: string }[];
  until: string;
  lines: readonly { name: string; description: string | null; quantity: number }[];
  /** Written when it has not been collected in time. */
  reminder: boolean;
};

export function drawPickup(mail: PickupMail, pen: Pen): Draft {
  const { t } = pen;
  const { number, store, until } = mail;
  const key = mail.reminder ? "pickup.reminder" : "pickup.ready";
  return {
    subject: t(`${key}Subject`, { number, store }),
    title: t(`${key}Title`),
    blocks: [
      text(t(`${key}Text`, { number, store, until })),
      {
        kind: "totals",
        rows: [
          { label: t("pickup.code"), amount: mail.code, strong: true },
          { label: t("pickup.address"), amount: mail.address },
          ...mail.hours.map(({ days, times }) => ({ label: days, amount: times })),
        ],
      },
      {
        kind: "lines",
        caption: t("pickup.lines"),
        lines: mail.lines.map(({ name, description, quantity }) => ({
          name,
          detail: description,
          amount: `${quantity}`,
          imageUrl: null,
        })),
      },
      button(pen, t("order.button"), mail.path),
      quiet(t("pickup.note")),
    ],
  };
}
