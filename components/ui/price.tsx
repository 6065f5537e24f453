import { useLocale, useTranslations } from "next-intl";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { cn } from "./class-names.ts";

type PriceProps = {
  amount: Money;
  /** The price before a reduction: struck through, named to screen readers. */
  compareAt?: Money | null;
  /** What others pay: struck through beside a price of one's own, which is no reduction. */
  listed?: Money | null;
  /** "from": the lowest of several. */
  from?: boolean;
  className?: string;
};

/** An amount as the reader's language writes it, with tabular figures. */
export function Price({ amount, compareAt, listed, from, className }: PriceProps) {
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
      {reduced && <Struck label={t("before")} amount={compareAt} className="text-[0.9em]" />}
      {!reduced && listed && listed.minor > amount.minor && <ListedPrice amount={listed} />}
    </span>
  );
}

/** What everybody pays, struck through: small, so that it finds room where it arrives late. */
export function ListedPrice({ amount }: { amount: Money }) {
  const t = useTranslations("common.price");
  return <Struck label={t("listed")} amount={amount} className="text-[max(0.65em,0.8125rem)]" />;
}

function Struck({ label, amount, className }: { label: string; amount: Money; className: string }) {
  const locale = useLocale();
  return (
    <span className={cn("tabular font-normal text-muted", className)}>
      <span className="sr-only">{label} </span>
      <s>{formatMoney(amount, locale)}</s>
    </span>
  );
}
