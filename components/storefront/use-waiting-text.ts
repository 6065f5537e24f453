import { useLocale, useTranslations } from "next-intl";

type Waiting = { quantity: number | null; mode: "backorder" | "preorder"; expectedOn: string | null };

/** "2 pieces on order, expected on 12 January": what of a line comes later. */
export function useWaitingText(): (waiting: Waiting) => string {
  const t = useTranslations("common.waiting");
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return ({ quantity, mode, expectedOn }) => {
    const date = expectedOn && day.format(new Date(`${expectedOn}T00:00:00Z`));
    if (quantity === null) return date ? t("someBackorderDated", { date }) : t("someBackorder");
    return date ? t(`${mode}Dated`, { count: quantity, date }) : t(mode, { count: quantity });
  };
}
