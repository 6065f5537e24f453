// The site map in parts: one for the house's own pages, one for categories, and products by ten thousand, read as they are
// sent. Every address in every language, with the others beside it.
import { siteUrl } from "#server/api/site.ts";
import { defaultLocale, locales } from "#server/kernel/locales.ts";
import { getCategories, getSiteMapPage, getSiteMapParts } from "./catalogue.ts";
import { getArticles } from "./content.ts";
import { inLanguage, languagesOf } from "./seo.ts";
import { element, xmlText } from "./xml.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const pages = ["/", "/stores", "/journal", "/shipping", "/terms", "/privacy", "/legal", "/proof"];

type Entry = { path: string; lastModified?: string; images?: readonly string[] };

/** One address per language: `<url>` with hreflang links, the date of its data and its pictures. */
export function urlElements({ path, lastModified, images = [] }: Entry): string {
  const base = siteUrl();
  const links = Object.entries(languagesOf(path))
    .map(([lang, at]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xmlText(base + at)}"/>`)
    .join("");
  const pictures = images
    .map((key) => `<image:image>${element("image:loc", `${base}/media/${key}`)}</image:image>`)
    .join("");
  return locales
    .map((l) => {
      const loc = element("loc", base + inLanguage(l, path));
      return `<url>${loc}${element("lastmod", lastModified)}${links}${pictures}</url>\n`;
    })
    .join("");
}

/** The index: where the parts are, and when something in them last changed. */
export async function* sitemapIndex(): AsyncGenerator<string> {
  const part = (name: string, lastModified?: string) =>
    `<sitemap>${element("loc", `${siteUrl()}/sitemaps/${name}.xml`)}${element("lastmod", lastModified)}</sitemap>\n`;
  yield `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${part("pages")}${part("categories")}${part("journal")}`;
  for (const { from, lastModified } of await getSiteMapParts()) yield part(`products-${from}`, lastModified);
  yield "</sitemapindex>\n";
}

async function* entries(name: string): AsyncGenerator<Entry[]> {
  if (name === "pages") yield pages.map((path) => ({ path }));
  if (name === "categories") {
    yield (await getCategories(defaultLocale)).map((c) => ({
      path: `/categories/${c.slug}`,
      images: c.banner ? [c.banner.key] : [],
    }));
  }
  const from = /^products-(.+)$/.exec(name)?.[1];
  for (let cursor: string | undefined; from; ) {
    const page = await getSiteMapPage(from, cursor);
    yield page.items.map(({ slug, ...entry }) => ({ path: `/products/${slug}`, ...entry }));
    if (!page.nextCursor) return;
    cursor = page.nextCursor;
  }
}

/** Articles stand in the languages that they can be read in: each is told alone, with itself as its only language. */
async function* articleUrls(): AsyncGenerator<string> {
  const base = siteUrl();
  for (const locale of locales) {
    for (let cursor: string | undefined; ; ) {
      const page = await getArticles(locale, cursor, 50);
      for (const { slug, publishedAt, photo } of page.items) {
        const picture = photo ? `<image:image>${element("image:loc", `${base}/media/${photo.key}`)}</image:image>` : "";
        yield `<url>${element("loc", base + inLanguage(locale, `/journal/${slug}`))}${element("lastmod", publishedAt)}${picture}</url>\n`;
      }
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
  }
}

/** A part by its name ("pages", "categories", "journal", "products-<first id>"), or null when there is none of that name. */
export async function sitemapPart(name: string): Promise<AsyncGenerator<string> | null> {
  const known = ["pages", "categories", "journal", ...(await getSiteMapParts()).map(({ from }) => `products-${from}`)];
  if (!known.includes(name)) return null;
  return (async function* () {
    yield `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n`;
    if (name === "journal") yield* articleUrls();
    for await (const some of entries(name)) yield some.map(urlElements).join("");
    yield "</urlset>\n";
  })();
}
