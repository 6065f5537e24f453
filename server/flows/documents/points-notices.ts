import type { Money } from "#server/kernel/money.ts";
import type { Words } from "./words.ts";

/**
 * What an order did to its buyer's loyalty points, as its papers say it; nothing where it did nothing. `off`: what the spent
 * ones take off, where the paper has no line that says it.
 */
export function pointsNotices(
  { t, money }: Words,
  points: { earned: number; spent: number; off?: Money } | null,
): string[] {
  if (!points) return [];
  const { earned, spent, off } = points;
  return [
    ...(earned > 0 ? [t("points.earned", { points: earned })] : []),
    ...(spent > 0
      ? [t("points.spent", { points: spent }), ...(off ? [t("points.off", { amount: money(off) })] : [])]
      : []),
  ];
}
