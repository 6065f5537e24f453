import { useLocale } from "next-intl";
import { formatMoney, type Money } from "#server/kernel/money.ts";

/** Money in the reader's notation, tabular so that columns line up. */
export function Amount({ value, className = "" }: { value: Money; className?: string }) {
  const locale = useLocale();
  return <span className={`whitespace-nowrap tabular ${className}`}>{formatMoney(value, locale)}</span>;
}
