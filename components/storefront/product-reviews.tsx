import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ShownReviews } from "#server/modules/reviews/contract.ts";
import { ReviewCard } from "./review-card.tsx";
import { ReviewSummary } from "./review-summary.tsx";

/** Where the reviews of a product stand by themselves. */
export const reviewsPath = (slug: string): string => `/products/${slug}/reviews`;

/** What buyers say, on the product's own page: the most helpful ones, and the way to all of them. */
export function ProductReviews({ product, rating, appear, items }: ShownReviews) {
  const t = useTranslations("reviews.shown");
  const path = reviewsPath(product.slug);
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="page mt-24 scroll-mt-28 lg:mt-32">
      <h2 id="reviews-title" className="display mb-8 text-[clamp(2rem,3.4vw,3rem)]">
        {t("title")}
      </h2>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,4fr)_minmax(0,8fr)]">
        <ReviewSummary rating={rating} appear={appear} hrefOf={(stars) => `${path}?stars=${stars}`} />
        <div className="grid content-start gap-8">
          <p className="text-[0.8125rem] text-muted">{t("sortHint.helpful")}</p>
          {items.map((review) => (
            <ReviewCard key={review.id} review={review} />
          ))}
          <p>
            <LinkButton href={path}>{t("all", { count: rating.count })}</LinkButton>
          </p>
        </div>
      </div>
    </section>
  );
}
