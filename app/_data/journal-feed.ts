// The journal for feed readers: RSS 2.0 with Atom's own address and Dublin Core's author, the newest twenty.
// https://www.rssboard.org/rss-specification
import { siteUrl } from "#server/api/site.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { ArticleCard } from "#server/modules/content/contract.ts";
import { getArticles } from "./content.ts";
import { inLanguage } from "./seo.ts";
import { element, xmlText } from "./xml.ts";

/** One article. Its id is its own, not its address: an address may change. */
export function journalItem(article: ArticleCard, locale: Locale): string {
  const base = siteUrl();
  return [
    "<item>",
    element("title", article.title),
    element("link", `${base}${inLanguage(locale, `/journal/${article.slug}`)}`),
    `<guid isPermaLink="false">${xmlText(article.id)}</guid>`,
    element("pubDate", new Date(article.publishedAt).toUTCString()),
    element("dc:creator", article.author),
    element("description", article.lead),
    "</item>\n",
  ].join("");
}

export async function* journalFeed(
  about: { name: string; description: string },
  locale: Locale,
): AsyncGenerator<string> {
  const base = siteUrl();
  const self = xmlText(`${base}/feeds/journal-${locale}.xml`);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>`;
  yield element("title", about.name) + element("link", base + inLanguage(locale, "/journal"));
  yield `${element("description", about.description)}${element("language", locale)}<atom:link href="${self}" rel="self" type="application/rss+xml"/>\n`;
  const { items } = await getArticles(locale, undefined, 20);
  for (const article of items) yield journalItem(article, locale);
  yield "</channel>\n</rss>\n";
}
