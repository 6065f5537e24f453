import { z } from "zod";
import { defaultLocale, type Locale, locales } from "./locales.ts";

export { defaultLocale, type Locale, locales } from "./locales.ts";
export const localeSchema = z.enum(locales);

/** Text by language: `{ fr: "Chaise", en: "Chair" }`. */
export type Localized = Partial<Record<Locale, string>>;
export const localizedSchema = z.strictObject({ fr: z.string().optional(), en: z.string().optional() });

/** The text in a language, else in the default one, else in any, else "". Accepts what a JSON column holds. */
export function inLocale(text: unknown, locale: string): string {
  if (!text || typeof text !== "object") return "";
  const by = text as Record<string, string | undefined>;
  return by[locale] ?? by[defaultLocale] ?? Object.values(by).find(Boolean) ?? "";
}
