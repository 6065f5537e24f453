import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { locales } from "#server/kernel/locales.ts";
import type { ShownReviews } from "#server/modules/reviews/contract.ts";
import { reviewSorts } from "#server/modules/reviews/contract-kinds.ts";
import { reviewsPath } from "./product-reviews.tsx";
import { ReviewCard } from "./review-card.tsx";
import { ReviewSummary } from "./review-summary.tsx";
import { type AskedReviews, reviewQuery } from "./review-url.ts";

type Choice = { key: string; label: string; href: string; chosen: boolean };

/** Links that change what is shown: they work without script, and the address says what was chosen. */
function Choices({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <span aria-hidden className="text-muted">
        {label}
      </span>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map(({ key, label: words, href, chosen }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={chosen ? "true" : undefined}
              className={clsx("inline-flex min-h-6 items-center", chosen ? "font-semibold" : "underlined")}
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** All reviews of a product, page by page, as the address asks for them. */
export function ReviewList({ shown, asked }: { shown: ShownReviews; asked: AskedReviews }) {
  const t = useTranslations("reviews.shown");
  const { product, rating, items, nextCursor } = shown;
  const path = reviewsPath(product.slug);
  const { cursor, ...choice } = asked;
  const { stars, language, ...rest } = choice;
  const to = (next: AskedReviews) => `${path}${reviewQuery(next)}`;
  const filtered = stars !== undefined || language !== undefined;
  if (rating.count === 0) {
    return (
      <div className="grid justify-items-start gap-5">
        <p>{t("noneYet")}</p>
        <LinkButton href={`/products/${product.slug}`}>{t("back", { name: product.name })}</LinkButton>
      </div>
    );
  }
  const sorts = reviewSorts.map((sort) => ({
    ...{ key: sort, label: t(`sorts.${sort}`), href: to({ ...choice, sort }), chosen: asked.sort === sort },
  }));
  const withStars = stars ? { ...rest, stars } : rest;
  const languages = [
    { key: "all", label: t("languages.all"), href: to(withStars), chosen: !language },
    ...locales.map((one) => ({
      ...{
        key: one,
        label: t(`languages.${one}`),
        href: to({ ...withStars, language: one }),
        chosen: language === one,
      },
    })),
  ];
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,4fr)_minmax(0,8fr)]">
      <ReviewSummary
        rating={rating}
        appear={shown.appear}
        chosen={stars}
        hrefOf={(n) => to({ ...choice, sort: asked.sort, stars: n })}
      />
      <div className="grid content-start gap-8">
        <div className="grid gap-3">
          <Choices label={t("sort")} choices={sorts} />
          <Choices label={t("language")} choices={languages} />
          <p className="text-[0.8125rem] text-muted">{t(`sortHint.${asked.sort}`)}</p>
          {filtered && (
            <p>
              <Link href={to(rest)} className="underlined inline-flex min-h-6 items-center text-sm">
                {t("clear")}
              </Link>
            </p>
          )}
        </div>
        {items.length === 0 && <p>{t("none")}</p>}
        {items.map((review) => (
          <ReviewCard key={review.id} review={review} heading="h2" />
        ))}
        <div className="flex flex-wrap gap-3">
          {nextCursor && <LinkButton href={to({ ...choice, cursor: nextCursor })}>{t("more")}</LinkButton>}
          {cursor && <LinkButton href={to(choice)}>{t("first")}</LinkButton>}
          <LinkButton href={`/products/${product.slug}`} variant="ghost">
            {t("back", { name: product.name })}
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
