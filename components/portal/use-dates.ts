"use client";
import { useLocale } from "next-intl";
import { useMemo } from "react";

// English here is European: 17 November, 20:35.
const tagOf = (locale: string) => (locale === "en" ? "en-GB" : locale);

/** Days and instants as the reader writes them, in the shop's own time. */
export function useDates(): { day(at: string): string; weekday(at: string): string; instant(at: string): string } {
  const locale = useLocale();
  return useMemo(() => {
    const made = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(tagOf(locale), { ...options, timeZone: "Europe/Paris" });
      return (at: string) => format.format(new Date(at));
    };
    return {
      day: made({ dateStyle: "long" }),
      weekday: made({ weekday: "long", day: "numeric", month: "long" }),
      instant: made({ dateStyle: "long", timeStyle: "short" }),
    };
  }, [locale]);
}
