import { formatMoney, type Money } from "#server/kernel/money.ts";
import type { Block } from "./blocks.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** What an order did to its buyer's points. `pending`: what it earned may be spent so many days after it arrived. */
export type LetterPoints = { earned: number; pending: boolean; pendingDays: number; spent: number; returned: number };

/** The points of the order that a letter is about; nothing where it has none. */
export function pointsOf(points: LetterPoints | null, { t }: Pen): Block[] {
  if (!points) return [];
  const row = (kind: "earned" | "spent" | "returned") =>
    points[kind] > 0
      ? [{ label: t(`points.${kind}`), amount: t("points.count", { points: points[kind] }), muted: true }]
      : [];
  const rows = [...row("earned"), ...row("spent"), ...row("returned")];
  if (rows.length === 0) return [];
  const waits = points.pending && points.earned > 0;
  return [{ kind: "totals", rows }, ...(waits ? [quiet(t("points.pending", { days: points.pendingDays }))] : [])];
}

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
