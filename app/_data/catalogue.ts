import { cacheLife, cacheTag } from "next/cache";
import { connection } from "next/server";
import { publicCaller } from "#server/api/caller.ts";
import { defaultLocale, type Locale } from "#server/kernel/locales.ts";
import type { Filters, ListSort } from "#server/modules/catalogue/contract.ts";
import type { SearchInput } from "#server/modules/catalogue/search-contract.ts";
import { tags } from "./tags.ts";

// Public reads of the catalogue, cached until the tag says otherwise. Stock and personal prices never pass here.

export async function getCategories(locale: Locale) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return publicCaller(locale).shop.catalogue.categories();
}

type ListInput = { sort: ListSort; filters: Filters; cursor?: string; limit: number };

export async function getCategory(locale: Locale, slug: string, input: ListInput) {
  "use cache";
  cacheTag(tags.catalogue, tags.category(slug));
  cacheLife("minutes");
  return orNull(publicCaller(locale).shop.catalogue.category({ slug, ...input }));
}

export async function getProduct(locale: Locale, slug: string) {
  "use cache";
  cacheTag(tags.catalogue, tags.product(slug));
  cacheLife("hours");
  return orNull(publicCaller(locale).shop.catalogue.product({ slug }));
}

export async function getRelated(locale: Locale, slug: string) {
  "use cache";
  cacheTag(tags.catalogue, tags.product(slug));
  cacheLife("hours");
  return publicCaller(locale).shop.catalogue.related({ slug });
}

export async function getNewest(locale: Locale, limit: number) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return publicCaller(locale).shop.catalogue.newest({ limit });
}

export async function getFeatured(locale: Locale, limit: number) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return publicCaller(locale).shop.catalogue.featured({ limit });
}

/** Stock bands, shipping and returns of a product as of the moment they were read: for machines, never for shoppers. */
export async function getOffers(locale: Locale, slug: string) {
  "use cache";
  cacheTag(tags.catalogue, tags.product(slug));
  cacheLife("minutes");
  return orNull(publicCaller(locale).shop.showing.offers({ slug }));
}

/** A page of the shopping feed. */
export async function getFeedPage(locale: Locale, cursor: string | undefined) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("minutes");
  return publicCaller(locale).shop.showing.feed({ cursor, limit: 200 });
}

/** Where the parts of the site map begin. */
export async function getSiteMapParts() {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return publicCaller(defaultLocale).shop.showing.siteMap();
}

/** A page of a part of the site map. */
export async function getSiteMapPage(from: string, cursor: string | undefined) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return publicCaller(defaultLocale).shop.showing.siteMapPage({ from, cursor, limit: 500 });
}

/** The answer, or null when there is no such thing; other errors go on. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** Not cached: what shoppers type rarely repeats, and the engine is fast. */
export async function searchProducts(locale: Locale, input: SearchInput) {
  await connection();
  return publicCaller(locale).shop.catalogue.search(input);
}
