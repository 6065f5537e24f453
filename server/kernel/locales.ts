/** The languages of the house. Apart from `localized.ts` so that the browser gets them without a validator. */
export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "fr";
