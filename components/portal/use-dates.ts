import { useLocale } from "next-intl";
import { useMemo } from "react";
import { dateFormat } from "#server/kernel/formats.ts";

/** Days and instants as the reader writes them, in the shop's own time. */
export function useDates(): { day(at: string): string; weekday(at: string): string; instant(at: string): string } {
  const locale = useLocale();
  return useMemo(() => {
    const made = (options: Intl.DateTimeFormatOptions) => (at: string) =>
      dateFormat(locale, { ...options, timeZone: "Europe/Paris" }).format(new Date(at));
    return {
      day: made({ dateStyle: "long" }),
      weekday: made({ weekday: "long", day: "numeric", month: "long" }),
      instant: made({ dateStyle: "long", timeStyle: "short" }),
    };
  }, [locale]);
}
