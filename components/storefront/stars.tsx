import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { numberFormat } from "#server/kernel/formats.ts";
import { meanOf } from "#server/modules/reviews/contract-kinds.ts";

/** Five stars, filled as far as a number of them says. A picture only: the words stand beside it. */
export const Stars = ({ of, className }: { of: number; className?: string }) => (
  <span aria-hidden className={clsx("stars", className)} style={{ "--stars": `${of * 20}%` } as CSSProperties} />
);

type Rating = { count: number; sum: number };

/** A mean in the reader's language: "4,5". */
export const useMean = () => {
  const number = numberFormat(useLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (rating: Rating) => number.format(meanOf(rating));
};

/** Stars, mean and count on one line, said in one sentence. */
export function RatingLine({ rating, className }: { rating: Rating; className?: string }) {
  const t = useTranslations("storefront.tile");
  const mean = useMean()(rating);
  return (
    <span className={clsx("inline-flex items-center gap-1.5 text-[0.8125rem]", className)}>
      <span className="sr-only">{t("rated", { mean, count: rating.count })}</span>
      <Stars of={meanOf(rating)} />
      <span aria-hidden className="tabular text-muted">
        {mean} ({rating.count})
      </span>
    </span>
  );
}
