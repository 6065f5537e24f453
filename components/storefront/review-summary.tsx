import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { ShownReviews } from "#server/modules/reviews/contract.ts";
import { meanOf, starValues } from "#server/modules/reviews/contract-kinds.ts";
import { Stars, useMean } from "./stars.tsx";

type ReviewSummaryProps = Pick<ShownReviews, "rating" | "appear"> & {
  /** Where the reviews with so many stars stand. */
  hrefOf: (stars: number) => string;
  /** The number of stars that is shown alone. */
  chosen?: number | undefined;
};

/** How a product was rated: the mean, how often each number of stars was given, and how all that is checked. */
export function ReviewSummary({ rating, appear, hrefOf, chosen }: ReviewSummaryProps) {
  const t = useTranslations("reviews.shown");
  const mean = useMean();
  return (
    <div className="grid content-start gap-6">
      <div className="grid gap-1">
        <p className="flex items-center gap-3">
          <span className="font-display text-5xl leading-none">
            <span aria-hidden>{mean(rating)}</span>
            <span className="sr-only">{t("mean", { mean: mean(rating) })}</span>
          </span>
          <Stars of={meanOf(rating)} className="text-2xl" />
        </p>
        <p className="text-sm text-muted">{t("basedOn", { count: rating.count })}</p>
      </div>
      <nav aria-label={t("distribution")}>
        <ul className="grid max-w-sm gap-0.5">
          {starValues.toReversed().map((stars) => {
            const count = rating.byStars[stars - 1] ?? 0;
            const bar = (
              <>
                <span aria-hidden className="w-18 shrink-0 whitespace-nowrap">
                  {t("bar", { stars })}
                </span>
                <span aria-hidden className="h-2 grow bg-sunk ring-1 ring-line ring-inset">
                  <span className="block h-full bg-ink" style={{ width: `${(count / rating.count) * 100}%` }} />
                </span>
                <span aria-hidden className="tabular w-6 shrink-0 text-right">
                  {count}
                </span>
                <span className="sr-only">{t("barOf", { stars, count })}</span>
              </>
            );
            const style = "flex min-h-7 items-center gap-3 text-sm";
            return (
              <li key={stars}>
                {count > 0 ? (
                  <Link
                    href={hrefOf(stars)}
                    aria-current={chosen === stars ? "true" : undefined}
                    className={clsx(style, "hover:underline", chosen === stars && "font-semibold")}
                  >
                    {bar}
                  </Link>
                ) : (
                  <span className={clsx(style, "text-muted")}>{bar}</span>
                )}
              </li>
            );
          })}
        </ul>
      </nav>
      <details className="max-w-[60ch] text-sm">
        <summary className="min-h-6 font-medium underline-offset-4 hover:underline">{t("howTitle")}</summary>
        <div className="mt-3 grid gap-2.5 text-muted text-pretty">
          {(["who", appear, "told", "paid", "mean"] as const).map((key) => (
            <p key={key}>{t(`how.${key}`)}</p>
          ))}
        </div>
      </details>
    </div>
  );
}
