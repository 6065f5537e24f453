import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { getCategories, getProductSlugs } from "#app/_data/catalogue.ts";
import { alternates } from "#app/_data/seo.ts";
import { siteUrl } from "#server/api/site.ts";
import { defaultLocale, locales } from "#server/kernel/locales.ts";

/** Every public page in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const [categories, products] = await Promise.all([getCategories(defaultLocale), getProductSlugs()]);
  const paths = [
    "/",
    ...categories.map((c) => `/categories/${c.slug}`),
    ...products.map((slug) => `/products/${slug}`),
    "/shipping",
    "/terms",
    "/privacy",
    "/legal",
    "/proof",
  ];
  const base = siteUrl();
  return paths.flatMap((path) =>
    locales.map((locale) => {
      const { canonical, languages } = alternates(locale, path);
      return {
        url: `${base}${canonical}`,
        alternates: {
          languages: Object.fromEntries(Object.entries(languages ?? {}).map(([l, at]) => [l, `${base}${at}`])),
        },
      };
    }),
  );
}
