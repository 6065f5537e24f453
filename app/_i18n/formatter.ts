// next-intl's formatter under the tag that a language is written by: its own would write English days as Americans do.
import { createFormatter, type Locale, useLocale } from "next-intl";
import { tagOf } from "#server/kernel/formats.ts";

const made = new Map<string, ReturnType<typeof createFormatter>>();

/** Writes days, instants and numbers as readers of `locale` do, in the shop's own time. */
export function formatterOf(locale: string): ReturnType<typeof createFormatter> {
  // The types know the languages of the shop, Intl their tags.
  const formatter = made.get(locale) ?? createFormatter({ locale: tagOf(locale) as Locale, timeZone: "Europe/Paris" });
  made.set(locale, formatter);
  return formatter;
}

export const useFormatter = () => formatterOf(useLocale());
