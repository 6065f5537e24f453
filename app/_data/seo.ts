import type { Metadata } from "next";
import { defaultLocale, type Locale, locales } from "#server/kernel/locales.ts";

/** A path without language ("/products/x") in one. */
export const inLanguage = (locale: string, path: string): string => `/${locale}${path === "/" ? "" : path}`;

/** The same page in every language, and the one for everybody else. */
export const languagesOf = (path: string): Record<string, string> => ({
  ...Object.fromEntries(locales.map((l) => [l, inLanguage(l, path)])),
  "x-default": inLanguage(defaultLocale, path),
});

/** Where feed readers find the journal: named by every page, so that they find it from any. */
export const journalFeedOf = (locale: Locale) => ({ "application/rss+xml": `/feeds/journal-${locale}.xml` });

/** Canonical address, without any parameter, the same page in every language, and the journal's feed. */
export function alternates(locale: Locale, path: string): NonNullable<Metadata["alternates"]> {
  return { canonical: inLanguage(locale, path), languages: languagesOf(path), types: journalFeedOf(locale) };
}

/** What Open Graph and Twitter cards show of a page. */
export function sharing(
  locale: Locale,
  path: string,
  page: {
    title: string;
    description: string;
    siteName: string;
    image?: { url: string; width: number; height: number };
  },
): Pick<Metadata, "openGraph" | "twitter"> {
  const { title, description, siteName, image } = page;
  const images = image ? [{ ...image, alt: title }] : [];
  return {
    openGraph: {
      type: "website",
      siteName,
      title,
      description,
      url: inLanguage(locale, path),
      locale: openGraphLocales[locale],
      alternateLocale: locales.filter((l) => l !== locale).map((l) => openGraphLocales[l]),
      images,
    },
    twitter: { card: image ? "summary_large_image" : "summary", title, description, images },
  };
}

/** The size that every network shows whole, in pixels. */
export const shareSize = { width: 1200, height: 630 } as const;

const openGraphLocales: Record<Locale, string> = { fr: "fr_FR", en: "en_GB" };
