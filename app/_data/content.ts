import { cacheLife, cacheTag } from "next/cache";
import { publicCaller } from "#server/api/caller.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { tags } from "./tags.ts";

// What the house says, cached until it changes. What is to appear by itself is looked for every minute.

/** The parts of the home page, those to come included: what has begun is the page's own question, at the time of its reader. */
export async function getHomeBlocks(locale: Locale) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("minutes");
  return publicCaller(locale).shop.content.home();
}

/** Cards of products picked by hand. */
export async function getCards(locale: Locale, ids: readonly string[]) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("hours");
  return ids.length ? publicCaller(locale).shop.catalogue.cards({ ids: [...ids] }) : [];
}

export async function getArticles(locale: Locale, cursor: string | undefined, limit: number) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("minutes");
  return publicCaller(locale).shop.content.articles({ cursor, limit });
}

/** An article with cards of its products, or where it moved to. */
export async function getArticle(locale: Locale, slug: string) {
  "use cache";
  cacheTag(tags.catalogue);
  cacheLife("minutes");
  return publicCaller(locale).shop.content.article({ slug });
}
