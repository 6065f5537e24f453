import { useLocale, useTranslations } from "next-intl";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { cn } from "./class-names.ts";

type PriceProps = {
  amount: Money;
  /** The price before a reduction: struck through, named to screen readers. */
  compareAt?: Money | null;
  /** "from": the lowest of several. */
  from?: boolean;
  className?: string;
};

/** An amount as the reader's language writes it, with tabular figures. */
export function Price({ amount, compareAt, from, className }: PriceProps) {
  const locale = useLocale();
  const t = useTranslations("common.price");
  const reduced = compareAt && compareAt.minor > amount.minor;
  return (
    <span className={cn("tabular inline-flex flex-wrap items-baseline gap-x-2 whitespace-nowrap", className)}>
      <span className={reduced ? "text-sale" : undefined}>
        {from && <span className="mr-1 font-normal">{t("from")}</span>}
        {reduced && <span className="sr-only">{t("now")} </span>}
        {formatMoney(amount, locale)}
      </span>
      {reduced && (
        <span className="text-[0.9em] font-normal text-muted">
          <span className="sr-only">{t("before")} </span>
          <s>{formatMoney(compareAt, locale)}</s>
        </span>
      )}
    </span>
  );
}
