import { useLocale, useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import { formatMoney } from "#server/kernel/money.ts";
import type { UnitPrice } from "#server/kernel/unit-price.ts";

/** The price per litre, kilogram, metre or piece, beside the price of what is sold; nothing where it would say the same. */
export function MeasurePrice({ of, className }: { of: UnitPrice | null | undefined; className?: string }) {
  const locale = useLocale();
  const t = useTranslations("common.price");
  if (!of) return null;
  return (
    <span className={cn("tabular block text-[0.8125rem] text-muted", className)} data-testid="unit-price">
      {t(`per.${of.per}`, { price: formatMoney(of.price, locale) })}
    </span>
  );
}
