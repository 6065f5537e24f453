import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import type { ShownReview } from "#server/modules/reviews/contract.ts";
import { ReviewVoice } from "./review-voice.tsx";
import { Stars } from "./stars.tsx";

/** One review: how many stars, its words in their own language, who and when, and what the house answers. */
export function ReviewCard({ review, heading: Heading = "h3" }: { review: ShownReview; heading?: "h2" | "h3" }) {
  const t = useTranslations("reviews.shown");
  const locale = useLocale();
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { day: "numeric", month: "long", year: "numeric" });
  const { id, name, stars, title, text, language, answer } = review;
  const lang = language === locale ? undefined : language;
  const by = `review-${id}`;
  return (
    <article aria-labelledby={by} className="grid gap-3 border-t border-line pt-6">
      <header className="grid gap-1.5">
        <p className="flex items-center gap-2">
          <span className="sr-only">{t("given", { stars })}</span>
          <Stars of={stars} className="text-[1.0625rem]" />
        </p>
        <Heading id={by} className="flex flex-wrap items-baseline gap-x-2 text-[1.0625rem] leading-snug font-medium">
          {title ? <span lang={lang}>{title}</span> : <span>{name}</span>}
        </Heading>
        <p className="flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
          {title && <span className="text-ink">{name}</span>}
          <span className="font-medium text-accent">{t("verified")}</span>
          <time dateTime={review.publishedAt}>{t("publishedOn", { date: day(review.publishedAt) })}</time>
          <time dateTime={review.purchasedOn}>{t("boughtOn", { date: day(review.purchasedOn) })}</time>
          {review.editedAt && <time dateTime={review.editedAt}>{t("editedOn", { date: day(review.editedAt) })}</time>}
          {lang && <span>{t(`writtenIn.${language}`)}</span>}
        </p>
      </header>
      <p lang={lang} className="max-w-[70ch] break-words whitespace-pre-line text-pretty">
        {text}
      </p>
      {answer && (
        <div className="grid max-w-[70ch] gap-1 border-l-2 border-accent pl-4">
          <p className="text-[0.8125rem] text-muted">
            <span className="font-medium text-ink">{t("answer")}</span>{" "}
            <time dateTime={answer.at}>{t("answeredOn", { date: day(answer.at) })}</time>
          </p>
          <p lang={lang} className="break-words whitespace-pre-line text-pretty">
            {answer.text}
          </p>
        </div>
      )}
      <ReviewVoice id={id} name={name} helpful={review.helpful} />
    </article>
  );
}
