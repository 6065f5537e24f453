import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Stars } from "#components/storefront/stars.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { ReviewRow } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Status } from "../shared/status.tsx";
import { ReviewActions } from "./review-actions.tsx";

/** One review as staff read it: its words, who may answer for them, what readers hold against it. */
export function ReviewEntry({ review, may }: { review: ReviewRow; may: { moderate: boolean; readOrders: boolean } }) {
  const t = useTranslations("backoffice.reviews");
  const { product, stars, title, text, language, displayName, orderNumber, answer, reports } = review;
  return (
    <article aria-labelledby={review.id} className="grid gap-x-8 gap-y-3 py-4 lg:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="grid max-w-[75ch] content-start gap-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status of="review" value={review.status} />
          <span className="sr-only">{t("starsOf", { stars })}</span>
          <Stars of={stars} className="text-sm" />
          <Link href={`/products/${product.slug}`} className="underlined inline-flex min-h-6 items-center">
            {product.name}
          </Link>
        </p>
        <h2 id={review.id} className="font-medium">
          {title || t("by", { name: displayName })}
        </h2>
        <p lang={language} className="break-words whitespace-pre-line">
          {text}
        </p>
        {review.ground && (
          <p className="text-muted">
            {t("refusedFor", { ground: t(`grounds.${review.ground}`) })} {review.groundWords}
          </p>
        )}
        {reports.map((report) => (
          <p key={report.at} className="text-warning">
            <span className="font-medium">{t(`reportGrounds.${report.ground}`)}</span> {report.words}
          </p>
        ))}
        {answer && (
          <p className="border-l-2 border-line pl-3">
            <span className="font-medium">{t("ourAnswer")}</span>{" "}
            <span className="break-words whitespace-pre-line">{answer.text}</span>
          </p>
        )}
      </div>
      <div className="grid content-start gap-2">
        <p className="text-muted">
          {title && <span className="block text-ink">{displayName}</span>}
          <span className="block">
            <RelativeTime at={review.createdAt} /> · {t(`languages.${language}`)}
          </span>
          <span className="block">
            {may.readOrders ? (
              <Link
                href={`/admin/orders/${orderNumber}`}
                className="underlined tabular inline-flex min-h-6 items-center"
              >
                {orderNumber}
              </Link>
            ) : (
              <span className="tabular">{orderNumber}</span>
            )}
          </span>
          {review.helpful > 0 && <span className="block">{t("helpful", { count: review.helpful })}</span>}
        </p>
        {review.returned && (
          <p>
            <Badge>{t("returned")}</Badge>
          </p>
        )}
        {may.moderate && <ReviewActions review={review} />}
      </div>
    </article>
  );
}
