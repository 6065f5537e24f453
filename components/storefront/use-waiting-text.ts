import { useLocale, useTranslations } from "next-intl";
import { writeDay } from "#server/kernel/days.ts";

type Waiting = { quantity: number | null; mode: "backorder" | "preorder"; expectedOn: string | null };

/** "2 pieces on order, expected on 12 January": what of a line comes later. */
export function useWaitingText(): (waiting: Waiting) => string {
  const t = useTranslations("common.waiting");
  const locale = useLocale();
  return ({ quantity, mode, expectedOn }) => {
    const date = expectedOn && writeDay(expectedOn, locale, { month: true });
    if (quantity === null) return date ? t("someBackorderDated", { date }) : t("someBackorder");
    return date ? t(`${mode}Dated`, { count: quantity, date }) : t(mode, { count: quantity });
  };
}
