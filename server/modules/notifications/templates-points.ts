import { formatMoney, type Money } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** Points that will expire. `at` is an instant, `worth` what they would take off. */
export type PointsExpireMail = { name: string; points: number; at: string; worth: Money };

export function drawPointsExpire({ name, points, at, worth }: PointsExpireMail, pen: Pen): Draft {
  const day = new Intl.DateTimeFormat(pen.locale, { dateStyle: "long", timeZone: "Europe/Paris" }).format(new Date(at));
  const values = { points, day, worth: formatMoney(worth, pen.locale) };
  return {
    subject: pen.t("pointsExpire.subject", values),
    title: pen.t("pointsExpire.title", values),
    blocks: [
      text(pen.t("hello", { name })),
      text(pen.t("pointsExpire.text", values)),
      button(pen, pen.t("pointsExpire.button"), "/account/points"),
      quiet(pen.t("pointsExpire.why")),
    ],
  };
}
