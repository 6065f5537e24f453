import { formatMoney, type Money } from "#server/kernel/money.ts";
import { env } from "#server/platform/env.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** `token` is the reminder's: what its links carry, in their fragment. */
export type CartReminderMail = {
  token: string;
  lines: readonly {
    name: string;
    description: string | null;
    quantity: number;
    total: Money;
    mediaKey: string | null;
  }[];
};

export function drawCartReminder({ token, lines }: CartReminderMail, pen: Pen): Draft {
  const { t, locale, link } = pen;
  return {
    subject: t("reminder.subject"),
    title: t("reminder.title"),
    blocks: [
      text(t("reminder.text")),
      {
        kind: "lines",
        caption: t("reminder.lines"),
        lines: lines.map(({ name, description, quantity, total, mediaKey }) => ({
          name,
          detail: [description, t("order.quantity", { quantity })].filter(Boolean).join(" · "),
          amount: formatMoney(total, locale),
          imageUrl: mediaKey && `${env().PUBLIC_URL}/media/${mediaKey}`,
        })),
      },
      button(pen, t("reminder.button"), `/cart/back#${token}`),
      quiet(t("reminder.note")),
      { kind: "link", label: t("reminder.stop"), url: link(`/cart/reminders#${token}`) },
    ],
    stopUrl: `${env().PUBLIC_URL}/api/cart-reminders/stop?token=${token}&locale=${locale}`,
  };
}
