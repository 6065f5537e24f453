import { cacheLife, cacheTag } from "next/cache";
import { publicCaller } from "#server/api/caller.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { standing, standsFor } from "./home-window.ts";
import { tags } from "./tags.ts";

// What the house says, cached until it changes. What is to appear by itself is looked for every minute.

/** The parts that stand on the home page now, kept until the next of them begins or ends. */
export async function getHomeBlocks(locale: Locale) {
  "use cache";
  cacheTag(tags.catalogue);
  const now = Date.now();
  const blocks = await publicCaller(locale).shop.content.home();
  const seconds = standsFor(blocks, now);
  cacheLife({ stale: Math.min(300, seconds), revalidate: Math.min(60, seconds), expire: seconds });
  return standing(blocks, now);
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
