import { cacheLife, cacheTag } from "next/cache";
import { publicCaller } from "#server/api/caller.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { ReviewSort } from "#server/modules/reviews/contract-kinds.ts";
import { orNull } from "./catalogue.ts";
import { tags } from "./tags.ts";

type Asked = { sort: ReviewSort; stars?: number; language?: Locale; cursor?: string; limit: number };

/** A page of a product's reviews, with how it was rated; null where there is no such product. Votes show within minutes. */
export async function getReviews(locale: Locale, slug: string, asked: Asked) {
  "use cache";
  cacheTag(tags.catalogue, tags.product(slug));
  cacheLife("minutes");
  return orNull(publicCaller(locale).shop.reviews.list({ slug, ...asked }));
}

/** What the product page shows of them; asked alike everywhere, so that it is one read. */
export const getFirstReviews = (locale: Locale, slug: string) =>
  getReviews(locale, slug, { sort: "helpful", limit: 4 });
