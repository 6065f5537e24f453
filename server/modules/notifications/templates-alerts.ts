import { formatMoney, type Money } from "#server/kernel/money.ts";
import { env } from "#server/platform/env.ts";
import type { Block } from "./blocks.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** `token` is the alert's: what its links carry. `path` leads to the product. */
type AlertMail = { name: string; description: string | null; token: string };
export type AlertConfirmMail = AlertMail & { days: number };
export type StockBackMail = AlertMail & { path: string; price: Money; mediaKey: string | null; ahead: boolean };

const named = ({ name, description }: AlertMail): string => [name, description].filter(Boolean).join(", ");

/** The link at the foot of the mail, and the one click that mail programs offer (RFC 8058). */
const stop = ({ token }: AlertMail, { t, link, locale }: Pen): { block: Block; stopUrl: string } => ({
  block: { kind: "link", label: t("alert.stop"), url: link(`/stock-alert/stop#${token}`) },
  stopUrl: `${env().PUBLIC_URL}/api/stock-alerts/stop?token=${token}&locale=${locale}`,
});

export function drawAlertConfirm(mail: AlertConfirmMail, pen: Pen): Draft {
  const { block, stopUrl } = stop(mail, pen);
  const values = { name: named(mail), days: mail.days };
  return {
    subject: pen.t("alert.confirmSubject", values),
    title: pen.t("alert.confirmTitle"),
    blocks: [
      text(pen.t("alert.confirmText", values)),
      button(pen, pen.t("alert.confirmButton"), `/stock-alert/confirm#${mail.token}`),
      quiet(pen.t("alert.confirmIgnore", values)),
      block,
    ],
    stopUrl,
  };
}

export function drawStockBack(mail: StockBackMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { block, stopUrl } = stop(mail, pen);
  const values = { name: named(mail) };
  return {
    subject: t("alert.backSubject", values),
    title: t("alert.backTitle"),
    blocks: [
      text(t(mail.ahead ? "alert.aheadText" : "alert.backText", values)),
      {
        kind: "lines",
        caption: t("alert.lines"),
        lines: [
          {
            name: mail.name,
            detail: mail.description,
            amount: formatMoney(mail.price, locale),
            imageUrl: mail.mediaKey && `${env().PUBLIC_URL}/media/${mail.mediaKey}`,
          },
        ],
      },
      button(pen, t("alert.backButton"), mail.path),
      quiet(t("alert.backNote")),
      block,
    ],
    stopUrl,
  };
}
