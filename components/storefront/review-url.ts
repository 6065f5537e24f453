import { type Locale, locales } from "#server/kernel/locales.ts";
import { type ReviewSort, reviewSorts, starValues } from "#server/modules/reviews/contract-kinds.ts";

export type AskedReviews = { sort: ReviewSort; stars?: number; language?: Locale; cursor?: string };

/** What an address asks to see of a product's reviews; what it cannot mean is left out. */
export function readReviews(given: Record<string, string | string[] | undefined>): AskedReviews {
  const one = (key: string) => (typeof given[key] === "string" ? given[key] : undefined);
  const stars = starValues.find((n) => String(n) === one("stars"));
  const language = locales.find((l) => l === one("language"));
  const cursor = one("cursor")?.slice(0, 400);
  return {
    sort: reviewSorts.find((sort) => sort === one("sort")) ?? "helpful",
    ...(stars && { stars }),
    ...(language && { language }),
    ...(cursor && { cursor }),
  };
}

/** The query of an address that asks for it, with its "?"; empty for what is shown anyway. */
export function reviewQuery({ sort, stars, language, cursor }: AskedReviews): string {
  const query = new URLSearchParams();
  if (sort !== "helpful") query.set("sort", sort);
  if (stars) query.set("stars", String(stars));
  if (language) query.set("language", language);
  if (cursor) query.set("cursor", cursor);
  return query.size ? `?${query}` : "";
}
