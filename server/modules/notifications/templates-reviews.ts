import { env } from "#server/platform/env.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** `token` is the request's: what its stop links carry, in their fragment. `path` leads to the form. */
export type ReviewRequestMail = {
  token: string;
  number: string;
  path: string;
  lines: readonly { name: string; description: string | null; mediaKey: string | null }[];
};

type Ground = "offensive" | "personal_data" | "off_topic" | "advertising" | "unlawful" | "fake" | "other";
/** `words`: what a member of staff added, to the writer; empty for nothing. */
export type ReviewRefusedMail = { product: string; ground: Ground; words: string; path: string };

export function drawReviewRequest({ token, number, path, lines }: ReviewRequestMail, pen: Pen): Draft {
  const { t, locale, link } = pen;
  return {
    subject: t("review.requestSubject"),
    title: t("review.requestTitle"),
    blocks: [
      text(t("review.requestText", { number })),
      {
        kind: "lines",
        caption: t("review.lines"),
        lines: lines.map(({ name, description, mediaKey }) => ({
          name,
          detail: description,
          imageUrl: mediaKey && `${env().PUBLIC_URL}/media/${mediaKey}`,
        })),
      },
      button(pen, t("review.requestButton"), path),
      quiet(t("review.requestNote")),
      { kind: "link", label: t("review.stop"), url: link(`/reviews/stop#${token}`) },
    ],
    stopUrl: `${env().PUBLIC_URL}/api/review-requests/stop?token=${token}&locale=${locale}`,
  };
}

export function drawReviewRefused({ product, ground, words, path }: ReviewRefusedMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("review.refusedSubject", { product }),
    title: t("review.refusedTitle"),
    blocks: [
      text(t("review.refusedText", { product })),
      text(t(`review.grounds.${ground}`)),
      ...(words ? [text(words)] : []),
      button(pen, t("review.refusedButton"), path),
      quiet(t("review.refusedNote")),
    ],
  };
}
